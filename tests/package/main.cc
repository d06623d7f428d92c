#include <iostream>
#include <verdiff.h>

int main() {
  const auto from = verdiff::Version::parse("1.4.0");
  if (!from) {
    std::cerr << to_text(from.error()) << '\n';
    return 1;
  }
  std::cout << next_version(*from, verdiff::Level::major).to_text() << '\n';
  return 0;
}
