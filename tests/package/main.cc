#include <iostream>
#include <verdiff.h>

// consumer PRODUCER CONSUMER PAYLOADS
int main(int count, char** arguments) {
  if (count != 4) return 2;
  const auto from = verdiff::Version::parse("1.4.0");
  if (!from) {
    std::cerr << to_text(from.error()) << '\n';
    return 1;
  }
  std::cout << next_version(*from, verdiff::Level::major).to_text() << '\n';

  const auto fits = verdiff::fit(arguments[1], arguments[2], {});
  if (!fits) {
    std::cerr << to_text(fits.error()) << '\n';
    return 1;
  }
  std::cout << render(*fits, verdiff::ReportForm::text, {});

  const auto payloads = verdiff::validate(arguments[2], {arguments[3]}, {});
  if (!payloads) {
    std::cerr << to_text(payloads.error()) << '\n';
    return 1;
  }
  std::cout << payloads->valid << " of " << payloads->payloads() << " are valid\n";
  return 0;
}
