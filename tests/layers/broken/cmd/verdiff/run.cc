#include "verdiff.h"
#include "rules/rule.h"
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
