#include "formats/format.h"
#include "prove/inclusion.h"
#include "contract/contract.h"
