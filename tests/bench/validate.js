// The other side of `./dev bench validate`: makes the payloads, and validates them with ajv.
//
//     node validate.js schema               the schema, on standard output
//     node validate.js make FILE MEGABYTES  payloads that keep to it, but for one in a hundred thousand
//     node validate.js ajv FILE             as fast as it simply goes: compiled once, whole chunks split
//                                           into lines, JSON.parse, validate

'use strict';

const fs = require('fs');

function schema() {
  const properties = {};
  for (let i = 0; i < 8; ++i) {
    properties[`id_${i}`] = {type: 'string', pattern: '^[a-z]{3}-[0-9]{6}$'};
    properties[`score_${i}`] = {type: 'number', minimum: 0, maximum: 1};
    properties[`count_${i}`] = {type: 'integer', minimum: 0};
    properties[`label_${i}`] = {enum: ['churn', 'stay', 'unsure']};
  }
  properties.name = {type: 'string', minLength: 1, maxLength: 80};
  properties.comment = {type: ['string', 'null'], maxLength: 400};
  properties.active = {type: 'boolean'};
  properties.kind = {const: 'prediction'};
  properties.tags = {type: 'array', items: {type: 'string', maxLength: 20}, maxItems: 10};
  properties.vector = {type: 'array', items: {type: 'number'}, minItems: 4, maxItems: 16};
  properties.address = {
    type: 'object',
    required: ['city', 'zip'],
    properties: {city: {type: 'string'}, zip: {type: 'string', pattern: '^[0-9]{5}$'}},
    additionalProperties: false
  };
  properties.contact = {
    anyOf: [
      {type: 'object', required: ['mail'], properties: {mail: {type: 'string'}}},
      {type: 'object', required: ['phone'], properties: {phone: {type: 'string'}}}
    ]
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    required: ['id_0', 'kind', 'score_0', 'name'],
    properties,
    additionalProperties: false
  };
}

function payload(n) {
  const out = {};
  for (let i = 0; i < 8; ++i) {
    out[`id_${i}`] = `abc-${String((n * 7919 + i) % 1000000).padStart(6, '0')}`;
    out[`score_${i}`] = ((n * 31 + i * 17) % 1000) / 1000;
    out[`count_${i}`] = (n * 13 + i) % 5000;
    out[`label_${i}`] = ['churn', 'stay', 'unsure'][(n + i) % 3];
  }
  out.name = `customer number ${n}`;
  out.comment = n % 4 === 0 ? null : 'asked twice about the invoice, "soon" was the answer; '.repeat(n % 4);
  out.active = n % 2 === 0;
  out.kind = 'prediction';
  out.tags = ['new', 'west', `group ${n % 17}`];
  out.vector = [0.25, n % 7, -1.5, 1e-3, (n % 100) / 8];
  out.address = {city: 'München', zip: String(10000 + (n % 80000))};
  out.contact = n % 2 === 0 ? {mail: `c${n}@example.com`} : {phone: '+49 89 1234567'};
  if (n % 100000 === 99999) out.score_0 = 1.5;
  return out;
}

function make(file, megabytes) {
  const out = fs.openSync(file, 'w');
  for (let n = 0, written = 0; written < megabytes * 1e6;) {
    let text = '';
    while (text.length < 1 << 20) text += JSON.stringify(payload(n++)) + '\n';
    written += fs.writeSync(out, text);
  }
  fs.closeSync(out);
}

function validate(file) {
  const Ajv = require('ajv/dist/2020').default;
  const check = new Ajv().compile(schema());
  const count = {valid: 0, invalid: 0};
  const judge = line => {
    if (line !== '') ++count[check(JSON.parse(line)) ? 'valid' : 'invalid'];
  };
  let rest = '';
  const stream = fs.createReadStream(file, {encoding: 'utf8', highWaterMark: 1 << 20});
  stream.on('data', chunk => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    lines.forEach(judge);
  });
  stream.on('end', () => {
    judge(rest);
    console.log(`${count.valid} valid, ${count.invalid} invalid`);
  });
}

const [what, file, megabytes] = process.argv.slice(2);
if (what === 'schema') {
  console.log(JSON.stringify(schema(), null, 2));
} else if (what === 'make') {
  make(file, Number(megabytes));
} else if (what === 'ajv') {
  validate(file);
} else {
  throw new Error(`schema, make or ajv, not ${what}`);
}
