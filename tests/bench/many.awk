# Writes a repository's contracts: services of many sizes, a file each, in one of two versions.
#
#     awk -v count=500 -v folder=contracts -v release=1 -f many.awk    # as released
#     awk -v count=500 -v folder=contracts -v release=2 -f many.awk    # each of them changed
#
# Most are small, every twentieth is three times as large, and the first is the largest of all: it has 60 resources,
# the smallest 4. What changes between the releases differs: each has added properties and wider limits, every third
# loses a property, every fourth answers with another status, every fifth takes a word off a list, every seventh
# requires what was optional.

function resources(index_) {
  if (index_ == 1) return 60
  return (4 + index_ * 7 % 9) * (index_ % 20 == 0 ? 3 : 1)
}

function property(name, type, rest) {
  print "        " name ": {type: " type rest "}" > file
}

function schema(index_, r,    k, changed) {
  changed = release == 2 && r % 4 == 1
  print "    Item" r ":" > file
  print "      type: object" > file
  print "      description: What is known of item " r " of service " index_ ", as it is stored." > file
  print "      required: [id, state, score" (changed && index_ % 7 == 0 ? ", note" : "") "]" > file
  print "      properties:" > file
  property("id", "string", ", format: uuid, description: The item's id")
  property("state", "string", ", enum: [new, open, done" \
    (changed && index_ % 5 == 0 ? "" : ", kept") (changed ? ", lost" : "") "]")
  property("score", "number", ", minimum: 0, maximum: " (changed ? 2 : 1))
  property("note", "string", ", maxLength: " (changed ? 400 : 200))
  if (!(changed && index_ % 3 == 0)) property("owner", "string", ", pattern: '^[a-z][a-z0-9-]*$'")
  if (changed) property("reason", "string", ", description: Why it is in this state")
  for (k = 1; k <= 6; ++k) property("feature_" k, "number", ", minimum: 0, maximum: " 10 * k)
  print "        tags: {type: array, items: {type: string, minLength: 1}, maxItems: 20}" > file
  if (r > 1) print "        parent: {$ref: '#/components/schemas/Item" r - 1 "'}" > file
}

function message(indent, r) {
  return indent "content: {application/json: {schema: {$ref: '#/components/schemas/Item" r "'}}}"
}

function path(index_, r,    moved) {
  moved = release == 2 && index_ % 4 == 0 && r == 2
  print "  /items" r "/{id}:" > file
  print "    get:" > file
  print "      operationId: read" r > file
  print "      parameters:" > file
  print "        - {name: id, in: path, required: true, schema: {type: string, format: uuid}}" > file
  print "        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100}}" > file
  print "      responses:" > file
  print "        '200':" > file
  print "          description: The item" > file
  print message("          ", r) > file
  print "        '404': {description: There is none}" > file
  print "    put:" > file
  print "      operationId: write" r > file
  print "      parameters:" > file
  print "        - {name: id, in: path, required: true, schema: {type: string, format: uuid}}" > file
  print "      requestBody:" > file
  print message("        ", r) > file
  print "      responses:" > file
  print "        '" (moved ? 202 : 200) "':" > file
  print "          description: The item as it is now" > file
  print message("          ", r) > file
}

BEGIN {
  for (i = 1; i <= count; ++i) {
    file = sprintf("%s/service-%03d.yaml", folder, i)
    print "openapi: 3.1.0" > file
    print "info: {title: Service " i ", version: 1." release - 1 ".0}" > file
    print "paths:" > file
    for (r = 1; r <= resources(i); ++r) path(i, r)
    print "components:" > file
    print "  schemas:" > file
    for (r = 1; r <= resources(i); ++r) schema(i, r)
    close(file)
  }
}
