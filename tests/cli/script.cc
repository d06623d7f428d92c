#include "cli/script.h"

#include "run.h"
#include "support/golden.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdlib.h>

namespace verdiff::testing {
namespace {

constexpr std::string_view indent = "  ";

const std::vector<std::string> known_words = {
    "",       "file",   "copy",       "terminal",   "no-color", "run",        "status",
    "stdout", "stderr", "stdout-has", "stderr-has", "content",  "content-has"};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// `\\e` starts a colour, in a file that stays text.
std::string with_escapes(std::string text) {
  for (std::size_t at = text.find("\\e"); at != std::string::npos; at = text.find("\\e")) {
    text.replace(at, 2, "\x1b");
  }
  return text;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write_file(const std::string& path, const std::string& text) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder);
  std::ofstream(path, std::ios::binary) << text;
}

std::vector<std::string> split_arguments(const std::string& text) {
  std::vector<std::string> arguments = {"verdiff"};
  bool quoted = false;
  bool started = false;
  for (const char c : text) {
    if (c == '"') {
      quoted = !quoted;
      if (quoted) arguments.emplace_back();
      started = quoted;
    } else if (c == ' ' && !quoted) {
      started = false;
    } else {
      if (!started) arguments.emplace_back();
      started = true;
      arguments.back() += c;
    }
  }
  return arguments;
}

/// A folder that is the working directory as long as this lives.
class ScratchFolder {
 public:
  ScratchFolder() : before_(std::filesystem::current_path()) {
    std::string name = (std::filesystem::temp_directory_path() / "verdiff-cli-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    std::filesystem::current_path(folder_);
  }
  ~ScratchFolder() {
    std::filesystem::current_path(before_);
    std::filesystem::remove_all(folder_);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

 private:
  std::filesystem::path before_, folder_;
};

class Runner {
 public:
  explicit Runner(bool update) : update_(update) {}

  std::vector<std::string> run(Script& script) {
    for (Step& step : script.steps) take(step);
    end_run();
    return failures_;
  }

 private:
  void take(Step& step) {
    if (step.word == "file") write_file(step.argument, step.body);
    if (step.word == "copy") {
      write_file(std::filesystem::path(step.argument).filename(), read_testdata(step.argument));
    }
    if (step.word == "terminal") {
      terminal_.is_terminal = true;
      terminal_.width = static_cast<std::uint32_t>(std::stoul(step.argument));
    }
    if (step.word == "no-color") terminal_.no_color = true;
    if (step.word == "run") run_command(step.argument);
    if (step.word == "status") expect(step.argument, std::to_string(status_), "exit status");
    if (step.word == "content") expect(step.body, read_file(step.argument), step.argument);
    if (step.word == "content-has") {
      const std::size_t space = step.argument.find(' ');
      expect_part(step.argument.substr(space + 1), read_file(step.argument.substr(0, space)));
    }
    take_stream(step, "stdout", out_, out_asserted_);
    take_stream(step, "stderr", err_, err_asserted_);
  }

  void take_stream(Step& step, const std::string& name, const std::string& text, bool& asserted) {
    if (step.word == name) {
      expect(step.body, text, name);
      asserted = true;
    }
    if (step.word == name + "-has") {
      expect_part(step.argument, text);
      asserted = true;
    }
  }

  void run_command(const std::string& text) {
    end_run();
    command_ = text;
    const std::vector<std::string> arguments = split_arguments(text);
    std::vector<const char*> argv;
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    std::ostringstream out;
    std::ostringstream err;
    status_ = command::run(static_cast<int>(argv.size()), argv.data(), out, err, terminal_);
    out_ = out.str();
    err_ = err.str();
    out_asserted_ = err_asserted_ = false;
  }

  /// Nothing is captured without being asserted.
  void end_run() {
    if (!out_.empty() && !out_asserted_) fail("stdout is not empty:\n" + out_);
    if (!err_.empty() && !err_asserted_) fail("stderr is not empty:\n" + err_);
  }

  void expect(std::string& expected, const std::string& actual, const std::string& what) {
    if (expected == actual) return;
    if (update_) {
      expected = actual;
    } else {
      fail(what + " should be:\n" + expected + "\nand is:\n" + actual);
    }
  }

  void expect_part(const std::string& part, const std::string& text) {
    if (!has(text, with_escapes(part))) fail("should have: " + part + "\nand is:\n" + text);
  }

  void fail(const std::string& message) {
    failures_.push_back("verdiff " + command_ + "\n" + message);
  }

  bool update_;
  command::Terminal terminal_;
  std::string command_, out_, err_;
  int status_ = 0;
  bool out_asserted_ = true;
  bool err_asserted_ = true;
  std::vector<std::string> failures_;
};

/// Empty lines before a line of a body belong to the body.
Step& step_of_body(Script& script) {
  std::string empty;
  while (script.steps.size() > 1 && script.steps.back().word.empty() &&
         script.steps.back().argument.empty()) {
    empty += '\n';
    script.steps.pop_back();
  }
  script.steps.back().body += empty;
  return script.steps.back();
}

}  // namespace

Script parse_script(const std::string& text) {
  Script script;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with(indent) && !script.steps.empty()) {
      step_of_body(script).body += line.substr(indent.size()) + '\n';
    } else if (line.empty() || line.starts_with('#')) {
      script.steps.push_back({"", line, ""});
    } else {
      const std::size_t space = line.find(' ');
      const std::string rest = space == std::string::npos ? "" : line.substr(space + 1);
      script.steps.push_back({line.substr(0, space), rest, ""});
    }
  }
  return script;
}

std::string write_script(const Script& script) {
  std::string out;
  for (const Step& step : script.steps) {
    out += step.word;
    if (!step.word.empty() && !step.argument.empty()) out += ' ';
    out += step.argument + '\n';
    std::istringstream body(step.body);
    for (std::string line; std::getline(body, line);) {
      out += (line.empty() ? "" : std::string(indent)) + line + '\n';
    }
  }
  return out;
}

std::vector<std::string> flaws(const Script& script) {
  std::vector<std::string> out;
  std::string unchecked;
  std::size_t runs = 0;
  for (const Step& step : script.steps) {
    if (std::find(known_words.begin(), known_words.end(), step.word) == known_words.end()) {
      out.push_back("unknown word: " + step.word);
    }
    if (step.word == "status") unchecked.clear();
    if (step.word != "run") continue;
    if (!unchecked.empty()) out.push_back("no status after: run " + unchecked);
    unchecked = step.argument.empty() ? "(nothing)" : step.argument;
    ++runs;
  }
  if (!unchecked.empty()) out.push_back("no status after: run " + unchecked);
  if (runs == 0) out.push_back("nothing is run");
  return out;
}

std::vector<std::string> run_script(Script& script, bool update) {
  const ScratchFolder folder;
  return Runner(update).run(script);
}

}  // namespace verdiff::testing
