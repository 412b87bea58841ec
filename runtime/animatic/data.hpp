// The engine's data, embedded in the program: stdlib/animatic/*.json and stdlib/vocabulary/*.json. Only .cpp files
// include this.
#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

#include "compiler/support/assert.hpp"
#include "stdlib/embedded.hpp"

namespace shot::animatic {

/// It was built into the program and tested there: what is wrong with it is our mistake.
inline nlohmann::json load_data(std::string_view path) {
    nlohmann::json data = nlohmann::json::parse(stdlib::find_embedded(path), nullptr, false);
    SHOT_ASSERT(data.is_object());
    return data;
}

}  // namespace shot::animatic
