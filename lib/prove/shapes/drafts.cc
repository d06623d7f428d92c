#include "prove/shapes/drafts.h"

#include <algorithm>
#include <utility>

namespace verdiff::prove {

namespace {

constexpr std::size_t npos = static_cast<std::size_t>(-1);

/// Strongly connected components (Tarjan 1972) with an explicit stack, callees first.
class Components {
 public:
  explicit Components(const std::vector<Shape>& shapes) : shapes_(shapes), rows_(shapes.size()) {}

  std::vector<std::vector<std::size_t>> find() {
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
      if (rows_[i].number == npos) visit(i);
    }
    return std::move(out_);
  }

 private:
  struct Row {
    std::size_t number = npos;
    std::size_t low = 0;
    bool open = false;
  };
  struct Frame {
    std::size_t at;
    std::vector<std::size_t> next;
  };

  void enter(std::size_t at) {
    rows_[at] = {count_, count_, true};
    ++count_;
    path_.push_back(at);
    Frame frame{at, {}};
    each_part(shapes_[at], [&](const ShapeId& part) {
      if (is_draft(part)) frame.next.push_back(draft_index(part));
    });
    stack_.push_back(std::move(frame));
  }

  void visit(std::size_t start) {
    enter(start);
    while (!stack_.empty()) {
      Frame& top = stack_.back();
      if (!top.next.empty()) {
        const std::size_t next = top.next.back();
        top.next.pop_back();
        if (rows_[next].number == npos) {
          enter(next);
        } else if (rows_[next].open) {
          rows_[top.at].low = std::min(rows_[top.at].low, rows_[next].number);
        }
        continue;
      }
      const std::size_t at = top.at;
      stack_.pop_back();
      if (!stack_.empty()) {
        std::size_t& low = rows_[stack_.back().at].low;
        low = std::min(low, rows_[at].low);
      }
      if (rows_[at].low == rows_[at].number) close(at);
    }
  }

  void close(std::size_t head) {
    std::vector<std::size_t> members;
    do {
      members.push_back(path_.back());
      rows_[path_.back()].open = false;
      path_.pop_back();
    } while (members.back() != head);
    std::sort(members.begin(), members.end());
    out_.push_back(std::move(members));
  }

  const std::vector<Shape>& shapes_;
  std::vector<Row> rows_;
  std::vector<std::size_t> path_;
  std::vector<Frame> stack_;
  std::size_t count_ = 0;
  std::vector<std::vector<std::size_t>> out_;
};

}  // namespace

std::vector<std::vector<std::size_t>> components(const std::vector<Shape>& drafts) {
  return Components(drafts).find();
}

}  // namespace verdiff::prove
