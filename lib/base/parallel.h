#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

/// Work on several threads whose outcome doesn't depend on how many there are.
namespace verdiff {

/// One a core, within reason.
std::size_t default_jobs();

/// Calls `work(0)` to `work(count - 1)`, each once, on up to `jobs` threads; each takes the next
/// one that nobody has begun. Returns when all are done.
void for_each_index(std::size_t count, std::size_t jobs,
                    const std::function<void(std::size_t index)>& work);

/// Makes texts on several threads and hands them over in the order in which they were asked for,
/// each as soon as it and all before it are made.
///
///     InOrder lines(default_jobs(), [](const std::string& text) { return write(text); });
///     while (auto row = next_row()) {
///       if (!lines.add([row] { return answer(*row); })) break;
///     }
///     lines.finish();
class InOrder {
 public:
  /// Called by one thread at a time; false: nobody wants the rest.
  using Take = std::function<bool(const std::string& text)>;

  InOrder(std::size_t jobs, Take take);
  ~InOrder();
  InOrder(const InOrder&) = delete;
  InOrder& operator=(const InOrder&) = delete;

  /// Waits while too many texts are in the making. False: the rest is not wanted.
  bool add(std::function<std::string()> make);
  /// Waits for all.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace verdiff
