// expect: (use of|call to).*deleted
#include "document/document.h"

#include <utility>

// Nodes view into their document: a copy would leave it unclear into which one.
verdiff::Document take(verdiff::Document& document) {
#ifdef VERDIFF_CONTROL
  return std::move(document);
#else
  return document;
#endif
}
