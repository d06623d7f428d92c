#include "verdiff.h"
