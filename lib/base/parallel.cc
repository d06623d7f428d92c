#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace verdiff {

std::size_t default_jobs() {
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 16);
}

void for_each_index(std::size_t count, std::size_t jobs,
                    const std::function<void(std::size_t index)>& work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t index = next++; index < count; index = next++) work(index);
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < std::min(jobs, count); ++i) others.emplace_back(run);
  run();
  for (std::thread& thread : others) thread.join();
}

struct InOrder::State {
  struct Item {
    std::function<std::string()> make;
    bool begun = false;
    std::optional<std::string> text;
  };

  Take take;
  std::size_t most_items = 0;
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Item> items;  // in order; the first are handed over and go
  bool wanted = true;
  bool ended = false;
  bool handing_over = false;
  std::vector<std::thread> threads;

  Item* next_item() {
    const auto found =
        std::find_if(items.begin(), items.end(), [](const Item& item) { return !item.begun; });
    return found == items.end() ? nullptr : &*found;
  }

  /// What is ready goes out, in order; the lock is open meanwhile, so that others go on.
  void hand_over(std::unique_lock<std::mutex>& lock) {
    if (handing_over) return;  // whoever does it sees what is new
    handing_over = true;
    while (!items.empty() && items.front().text) {
      const std::string text = *std::move(items.front().text);
      items.pop_front();
      const bool wants = wanted;
      lock.unlock();
      const bool goes_on = wants && take(text);
      lock.lock();
      wanted = goes_on;
      changed.notify_all();
    }
    handing_over = false;
  }

  void work() {
    std::unique_lock lock(mutex);
    while (true) {
      changed.wait(lock, [this] { return ended || next_item() != nullptr; });
      Item* const item = next_item();
      if (item == nullptr) return;
      item->begun = true;
      const auto make = std::move(item->make);
      const bool is_wanted = wanted;
      lock.unlock();
      std::string text = is_wanted ? make() : std::string();
      lock.lock();
      item->text = std::move(text);  // a deque's items stay where they are
      hand_over(lock);
      changed.notify_all();
    }
  }
};

InOrder::InOrder(std::size_t jobs, Take take) : state_(std::make_unique<State>()) {
  state_->take = std::move(take);
  state_->most_items = 8 * jobs;
  for (std::size_t i = 0; i < jobs; ++i) {
    state_->threads.emplace_back([state = state_.get()] { state->work(); });
  }
}

InOrder::~InOrder() {
  finish();
}

bool InOrder::add(std::function<std::string()> make) {
  std::unique_lock lock(state_->mutex);
  state_->changed.wait(
      lock, [this] { return !state_->wanted || state_->items.size() < state_->most_items; });
  if (!state_->wanted) return false;
  state_->items.push_back({std::move(make), false, std::nullopt});
  state_->changed.notify_all();
  return true;
}

void InOrder::finish() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->ended = true;
    state_->changed.notify_all();
  }
  for (std::thread& thread : state_->threads) thread.join();
  state_->threads.clear();
}

}  // namespace verdiff
