#pragma once

#include <map>
#include <mutex>

namespace verdiff {

/// What was asked for, by what was asked: made once, and kept. verdiff.yaml may say something else
/// for each contract of hundreds, but seldom says more than two or three things. May be asked from
/// several threads; what was given stays where it is.
template <class Key, class Value>
class Known {
 public:
  template <class Make>
  const Value& get(const Key& key, const Make& make) {
    const std::lock_guard lock(mutex_);
    const auto found = values_.find(key);
    return found != values_.end() ? found->second : values_.emplace(key, make()).first->second;
  }

  /// When nobody asks any more.
  const std::map<Key, Value>& all() const { return values_; }

 private:
  std::mutex mutex_;
  std::map<Key, Value> values_;
};

}  // namespace verdiff
