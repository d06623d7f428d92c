// expect: nodiscard
#include "semver/version.h"

// An error that nobody looks at is an error that nobody sees.
void read(const char* text) {
#ifdef VERDIFF_CONTROL
  (void)verdiff::Version::parse(text);
#else
  verdiff::Version::parse(text);
#endif
}
