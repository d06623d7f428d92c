#include "contract/contract.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace verdiff;

namespace {

Contract with_flows(const std::vector<std::string>& names) {
  Contract contract{Workspace({}), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  for (const std::string& name : names) {
    Flow flow;
    flow.name = name;
    contract.flows.push_back(flow);
  }
  return contract;
}

}  // namespace

TEST_CASE("find_flow takes a full name or an unambiguous beginning", "[contract][flow]") {
  const Contract contract =
      with_flows({"POST /predict request application/json", "POST /predict 200 application/json",
                  "POST /predict 200 header X-Rate", "GET /models query limit"});
  const auto name_of = [&](std::string_view wanted) {
    const auto flow = contract.find_flow(wanted);
    return flow ? (*flow)->name : to_text(flow.error());
  };
  CHECK(name_of("POST /predict 200 application/json") == "POST /predict 200 application/json");
  CHECK(name_of("POST /predict request") == "POST /predict request application/json");
  CHECK(name_of("GET /models") == "GET /models query limit");
  CHECK(name_of("POST /predict 200") ==
        "error: \"POST /predict 200\" begins the names of 2 flows; name one of them in full "
        "[unknown-flow]\n"
        "note: POST /predict 200 application/json\n"
        "note: POST /predict 200 header X-Rate");
  CHECK(name_of("GET /mod") ==
        "error: no flow is named \"GET /mod\"; the contract has these [unknown-flow]\n"
        "note: POST /predict request application/json\n"
        "note: POST /predict 200 application/json\n"
        "note: POST /predict 200 header X-Rate\n"
        "note: GET /models query limit");
}

TEST_CASE("find_flow names the nearest of many", "[contract][flow]") {
  std::vector<std::string> names;
  for (int i = 0; i < 40; ++i) names.push_back("GET /items/" + std::to_string(i) + " query limit");
  const auto flow = with_flows(names).find_flow("GET /items/7 query limt");
  REQUIRE_FALSE(flow);
  CHECK(to_text(flow.error()) ==
        "error: no flow is named \"GET /items/7 query limt\"; did you mean `GET /items/7 query "
        "limit`? (`verdiff show` lists all 40) [unknown-flow]");
}
