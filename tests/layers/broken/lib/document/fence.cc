#include "document/node.h"
  #  include <yaml-cpp/yaml.h>
#include <memory_resource>
#include <sys/wait.h>
