#include "document/node.h"
