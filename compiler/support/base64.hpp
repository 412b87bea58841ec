// Files as text: how pictures stand in a JSON body, and clips in an answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shot {

std::string encode_base64(std::string_view bytes);
/// Nothing: it is no base64. Line ends are allowed in it.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace shot
