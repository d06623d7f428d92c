#pragma once

#include "base/error.h"
#include "contract/contract.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace verdiff {

/// A contract with its documents and nothing in it yet.
inline Contract start_contract(Workspace workspace) {
  return {std::move(workspace), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
}

/// A payload of an operation by its role: the flow becomes one of the contract's.
void add_payload(Contract& contract, Operation& operation, std::string_view role, Flow flow);

/// The last step of every reader: hashes, and the notes in the order of the documents.
void finish_contract(Contract& contract);

/// What the readers of one contract share: the contract in the making, and the first error. After
/// an error the readers go on only as far as it takes to end; nothing that they make counts then.
struct Loading {
  Contract& contract;
  std::optional<Error> error;
  std::set<std::pair<const Node*, std::string>> noted;  ///< looked up, never walked

  void fail(Error reason) {
    if (!error) error = std::move(reason);
  }
  void fail(ErrorCode code, const Place& place, std::string message) {
    if (!error) error = Error{code, std::move(message), locate(place), {}};
  }
  /// Something that verdiff reads past, said so that a finding shows it: once, however many
  /// references lead to it.
  void unsupported(const Place& place, std::string message) {
    if (!noted.emplace(place.node, message).second) return;
    contract.unsupported.push_back({std::move(message), place});
  }

  static Location locate(const Place& place) {
    if (place.document == nullptr || place.node == nullptr) return {};
    return place.document->locate(*place.node);
  }
};

}  // namespace verdiff
