#pragma once

#include "document/document.h"

#include <string>

namespace verdiff {

/// Protobuf's text format (protobuf.dev, "Text Format Language Specification"), in which Triton
/// writes `config.pbtxt`. No schema is needed, so the tree is what can be said without one:
/// - a message is an object; its fields stand in the order of their first occurrence;
/// - a field that occurs several times, or once as a list, is an array of all its values in order;
///   otherwise it is its value, also where the schema says `repeated`;
/// - `true`, `True`, `false` and `False` are booleans; other identifiers (enum values, `inf`,
///   `nan`) are strings, with their sign if they have one;
/// - hexadecimal and octal integers and floats (`1.f`, `.5`) arrive in JSON syntax;
/// - an extension or Any field has its brackets as part of its name: `[a.b]`.
///
///     dims: 3  dims: [ 224, 224 ]      // "dims": [3, 224, 224]
///     reshape { shape: [ ] }           // "reshape": {"shape": []}
///
/// Refused: text that breaks the grammar (syntax), and strings whose escapes make no UTF-8
/// (bad-utf8: the content of a `bytes` field has no place in JSON).
Result<Document> read_text_proto(std::string name, std::string source, const Limits& limits = {});

}  // namespace verdiff
