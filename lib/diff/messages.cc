#include "base/text.h"
#include "diff/api.h"
#include "diff/serialization.h"

#include <algorithm>
#include <string>
#include <vector>

namespace verdiff {

namespace {

/// `application/json; charset=utf-8` -> `application/json` (RFC 9110 §8.3.1).
std::string essence(std::string_view media_type) {
  std::string out = ascii_lower(media_type.substr(0, media_type.find(';')));
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Whether a media range (`*/*`, `image/*`) covers a media type (RFC 9110 §12.5.1).
bool covers(std::string_view range, std::string_view type) {
  const std::string wide = essence(range), narrow = essence(type);
  if (wide == narrow || wide == "*/*") return true;
  return wide.ends_with("/*") && narrow.starts_with(wide.substr(0, wide.size() - 1));
}

bool is_xml(std::string_view media_type) {
  const std::string name = essence(media_type);
  return name.ends_with("/xml") || name.ends_with("+xml");  // RFC 7303 §4
}

/// The list of representations of one body, and what they belong to.
struct Body {
  Api& api;
  Direction direction;
  const std::string& owner;
  Place before, after;
};

void compare_media_pair(Body& body, const MediaType& before, const MediaType& after) {
  body.api.flow(before.flow, after.flow, is_xml(before.name) || is_xml(after.name));
  compare_attributes(body.api,
                     {Subject::media_type, body.direction, body.owner, before.place, after.place},
                     before.attributes, after.attributes);
  compare_encodings(body.api, {body.direction, body.owner}, before, after);
}

void state_media(Body& body, const MediaType& media, Action action) {
  const bool added = action == Action::added;
  body.api.state(
      {.subject = Subject::media_type,
       .aspect = Aspect::existence,
       .action = action,
       .direction = body.direction,
       .before = added ? missing_at(body.before, media.name) : present(media.place, media.name),
       .after = added ? present(media.place, media.name) : missing_at(body.after, media.name)},
      body.owner);
}

/// How two names of media types relate; Effect::none: not at all.
Effect relation(std::string_view before, std::string_view after) {
  if (essence(before) == essence(after)) return Effect::equivalent;
  if (covers(after, before)) return Effect::wider;
  if (covers(before, after)) return Effect::narrower;
  return Effect::none;
}

void state_media_name(Body& body, const MediaType& before, const MediaType& after, Effect effect) {
  body.api.state({.subject = Subject::media_type,
                  .aspect = Aspect::name,
                  .action = Action::renamed,
                  .direction = body.direction,
                  .effect = effect,
                  .before = present(before.place, before.name),
                  .after = present(after.place, after.name)},
                 body.owner);
}

using MediaList = std::vector<const MediaType*>;

const MediaType* take(MediaList& list, const auto& fits) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const MediaType* media) {
    return media != nullptr && fits(*media);
  });
  if (found == list.end()) return nullptr;
  const MediaType* const out = *found;
  *found = nullptr;
  return out;
}

void compare_media(Body body, const std::vector<MediaType>& before,
                   const std::vector<MediaType>& after) {
  MediaList gone, fresh;
  for (const MediaType& media : after) fresh.push_back(&media);
  for (const MediaType& media : before) {
    const MediaType* const twin = take(fresh, [&](const MediaType& other) {
      return ascii_lower(media.name) == ascii_lower(other.name);
    });
    if (twin == nullptr) {
      gone.push_back(&media);
    } else {
      compare_media_pair(body, media, *twin);
    }
  }
  for (const MediaType*& media : gone) {
    const MediaType* const twin = take(fresh, [&](const MediaType& other) {
      return relation(media->name, other.name) != Effect::none;
    });
    if (twin == nullptr) continue;
    state_media_name(body, *media, *twin, relation(media->name, twin->name));
    compare_media_pair(body, *media, *twin);
    media = nullptr;
  }
  for (const MediaType* media : gone) {
    if (media != nullptr) state_media(body, *media, Action::removed);
  }
  for (const MediaType* media : fresh) {
    if (media != nullptr) state_media(body, *media, Action::added);
  }
}

void compare_request_body(Api& api, const OperationPair& pair) {
  const auto& before = pair.before.request_body;
  const auto& after = pair.after.request_body;
  if (!before && !after) return;
  const Direction direction = request_direction(pair.after);
  if (!before || !after) {
    const bool required = (before ? before : after)->required;
    api.state({.subject = Subject::request_body,
               .aspect = Aspect::existence,
               .action = before ? Action::removed : Action::added,
               .direction = direction,
               .traits = bit(required ? Trait::required : Trait::optional),
               .before = before ? present(before->place, "") : missing_at(pair.before.place),
               .after = after ? present(after->place, "") : missing_at(pair.after.place)},
              pair.after.name);
    return;
  }
  api.state_mark({.subject = Subject::request_body,
                  .aspect = Aspect::required,
                  .direction = direction,
                  .before = present(before->place, ""),
                  .after = present(after->place, "")},
                 before->required, after->required, pair.after.name);
  compare_attributes(
      api, {Subject::request_body, direction, pair.after.name, before->place, after->place},
      before->attributes, after->attributes);
  compare_media({api, direction, pair.after.name, before->place, after->place}, before->media,
                after->media);
}

/// The responses of two operations.
struct Responses {
  Api& api;
  const OperationPair& pair;
  Direction direction;
};

void state_header(Responses& responses, const Header& header, Action action, Place before,
                  Place after) {
  const bool added = action == Action::added;
  responses.api.state(
      {.subject = Subject::header,
       .aspect = Aspect::existence,
       .action = action,
       .direction = responses.direction,
       .traits = bit(header.required ? Trait::required : Trait::optional) |
                 (header.deprecated ? bit(Trait::was_deprecated) : 0),
       .before = added ? missing_at(before, header.name) : present(header.place, header.name),
       .after = added ? present(header.place, header.name) : missing_at(after, header.name)},
      responses.pair.after.name);
}

void compare_headers(Responses& responses, const Response& before, const Response& after) {
  const auto find = [](const std::vector<Header>& headers, std::string_view name) {
    return std::find_if(headers.begin(), headers.end(), [&](const Header& one) {
      return ascii_lower(one.name) == ascii_lower(name);
    });
  };
  for (const Header& header : before.headers) {
    const auto twin = find(after.headers, header.name);
    if (twin == after.headers.end()) {
      state_header(responses, header, Action::removed, before.place, after.place);
      continue;
    }
    responses.api.flow(header.flow, twin->flow);
    const auto mark = [&](Aspect aspect, bool was, bool is) {
      responses.api.state_mark({.subject = Subject::header,
                                .aspect = aspect,
                                .direction = responses.direction,
                                .before = present(header.place, header.name),
                                .after = present(twin->place, twin->name)},
                               was, is, responses.pair.after.name);
    };
    mark(Aspect::required, header.required, twin->required);
    mark(Aspect::deprecated, header.deprecated, twin->deprecated);
    compare_serialization(responses.api,
                          {Subject::header, responses.direction, responses.pair.after.name},
                          {header.flow, header.attributes, header.place},
                          {twin->flow, twin->attributes, twin->place});
    compare_attributes(responses.api,
                       {Subject::header, responses.direction, responses.pair.after.name,
                        header.place, twin->place},
                       header.attributes, twin->attributes);
  }
  for (const Header& header : after.headers) {
    if (find(before.headers, header.name) == before.headers.end()) {
      state_header(responses, header, Action::added, before.place, after.place);
    }
  }
}

void compare_links(Responses& responses, const Response& before, const Response& after) {
  const auto find = [](const std::vector<Link>& links, std::string_view name) {
    return std::find_if(links.begin(), links.end(),
                        [&](const Link& one) { return one.name == name; });
  };
  const auto state = [&](Aspect aspect, Action action, ChangeSide left, ChangeSide right) {
    responses.api.state({.subject = Subject::link,
                         .aspect = aspect,
                         .action = action,
                         .before = std::move(left),
                         .after = std::move(right)},
                        responses.pair.after.name);
  };
  for (const Link& link : before.links) {
    const auto twin = find(after.links, link.name);
    if (twin == after.links.end()) {
      state(Aspect::existence, Action::removed, present(link.place, link.name),
            missing_at(after.place, link.name));
    } else if (!equal(*link.value, *twin->value)) {
      state(Aspect::definition, Action::changed, present(link.place, link.name, link.value),
            present(twin->place, twin->name, twin->value));
    }
  }
  for (const Link& link : after.links) {
    if (find(before.links, link.name) == before.links.end()) {
      state(Aspect::existence, Action::added, missing_at(before.place, link.name),
            present(link.place, link.name));
    }
  }
}

bool is_success(std::string_view status) {
  return !status.empty() && status.front() >= '1' && status.front() <= '3';
}

/// Whether a range (`2XX`) or `default` speaks for a status (OpenAPI 3.1.1 §4.8.16.2).
bool speaks_for(std::string_view range, std::string_view status) {
  if (range == status) return false;
  if (range == "default") return true;
  return range.size() == 3 && status.size() == 3 && ascii_lower(range).ends_with("xx") &&
         range.front() == status.front();
}

/// The one that a client of the other side was told to expect: a range before `default`.
const Response* spokesman(const std::vector<Response>& responses, std::string_view status) {
  const Response* out = nullptr;
  for (const Response& response : responses) {
    if (!speaks_for(response.status, status)) continue;
    if (out == nullptr || out->status == "default") out = &response;
  }
  return out;
}

void compare_response_pair(Responses& responses, const Response& before, const Response& after) {
  compare_attributes(responses.api,
                     {Subject::response, responses.direction, responses.pair.after.name,
                      before.place, after.place},
                     before.attributes, after.attributes);
  compare_headers(responses, before, after);
  compare_links(responses, before, after);
  compare_media(
      {responses.api, responses.direction, responses.pair.after.name, before.place, after.place},
      before.media, after.media);
}

void state_response(Responses& responses, const Response& response, Action action, bool declared) {
  const bool added = action == Action::added;
  responses.api.state({.subject = Subject::response,
                       .aspect = Aspect::existence,
                       .action = action,
                       .direction = responses.direction,
                       .traits = bit(is_success(response.status) ? Trait::success : Trait::error) |
                                 (declared ? bit(Trait::declared_before) : 0),
                       .before = added ? missing_at(responses.pair.before.place, response.status)
                                       : present(response.place, response.status),
                       .after = added ? present(response.place, response.status)
                                      : missing_at(responses.pair.after.place, response.status)},
                      responses.pair.after.name);
}

/// What a newly spelled-out status carries was spoken for by a range or default before: those who
/// read that are its consumers.
void compare_with_spokesman(Responses& responses, const Response& before, const Response& after) {
  for (const MediaType& media : after.media) {
    for (const MediaType& other : before.media) {
      if (essence(other.name) != essence(media.name)) continue;
      responses.api.flow(other.flow, media.flow, is_xml(media.name));
    }
  }
}

void compare_responses(Api& api, const OperationPair& pair) {
  Responses responses{api, pair, flipped(request_direction(pair.after))};
  const auto find = [](const std::vector<Response>& list, std::string_view status) {
    return std::find_if(list.begin(), list.end(), [&](const Response& one) {
      return ascii_lower(one.status) == ascii_lower(status);
    });
  };
  for (const Response& before : pair.before.responses) {
    const auto after = find(pair.after.responses, before.status);
    if (after != pair.after.responses.end()) {
      compare_response_pair(responses, before, *after);
      continue;
    }
    const Response* const now = spokesman(pair.after.responses, before.status);
    state_response(responses, before, Action::removed, now != nullptr);
    if (now != nullptr) compare_with_spokesman(responses, before, *now);
  }
  for (const Response& after : pair.after.responses) {
    if (find(pair.before.responses, after.status) != pair.before.responses.end()) continue;
    const Response* const then = spokesman(pair.before.responses, after.status);
    state_response(responses, after, Action::added, then != nullptr);
    if (then != nullptr) compare_with_spokesman(responses, *then, after);
  }
}

}  // namespace

void compare_messages(Api& api, const OperationPair& pair) {
  compare_request_body(api, pair);
  compare_responses(api, pair);
}

}  // namespace verdiff
