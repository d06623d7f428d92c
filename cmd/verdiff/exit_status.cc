#include "exit_status.h"

namespace verdiff::command {

ExitStatus exit_status(const Error& error) {
  switch (error.code) {
    case ErrorCode::usage:
    case ErrorCode::cannot_write:
    case ErrorCode::bad_rule:
    case ErrorCode::bad_config:
    case ErrorCode::unknown_rule:
      return ExitStatus::usage;
    case ErrorCode::bad_version:
      // A version with a place stands in a contract, one without in an option.
      return error.where.file.empty() ? ExitStatus::usage : ExitStatus::unreadable;
    case ErrorCode::internal:
      return ExitStatus::our_bug;
    default:
      return ExitStatus::unreadable;
  }
}

}  // namespace verdiff::command
