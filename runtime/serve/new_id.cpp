#include "runtime/serve/new_id.hpp"

#include <random>

#include <fmt/format.h>

namespace shot::serve {

std::string new_id(std::string_view prefix) {
    std::random_device random;
    return fmt::format("{}{:08x}{:08x}{:08x}{:08x}", prefix, random(), random(), random(), random());
}

}  // namespace shot::serve
