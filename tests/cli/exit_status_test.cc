#include "exit_status.h"

#include <catch2/catch.hpp>

using namespace verdiff;
using command::exit_status;

TEST_CASE("every error ends in the status that docs/exit-status.md gives it", "[cli]") {
  CHECK(exit_status({ErrorCode::usage, "", {}, {}}) == 2);
  CHECK(exit_status({ErrorCode::cannot_write, "", {}, {}}) == 2);
  CHECK(exit_status({ErrorCode::bad_rule, "", {"x.yaml", 1, 1}, {}}) == 2);
  CHECK(exit_status({ErrorCode::unknown_rule, "", {}, {}}) == 2);
  CHECK(exit_status({ErrorCode::bad_version, "", {}, {}}) == 2);
  CHECK(exit_status({ErrorCode::bad_version, "", {"api.yaml", 3, 12}, {}}) == 3);
  CHECK(exit_status({ErrorCode::no_version, "", {"api.yaml", 0, 0}, {}}) == 3);
  CHECK(exit_status({ErrorCode::cannot_read, "", {"api.yaml", 0, 0}, {}}) == 3);
  CHECK(exit_status({ErrorCode::unknown_flow, "", {"api.yaml", 0, 0}, {}}) == 3);
  CHECK(exit_status({ErrorCode::internal, "", {}, {}}) == 4);
}
