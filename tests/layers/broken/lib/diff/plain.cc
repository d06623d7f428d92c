#include "change.h"
#include <boost/any.hpp>
