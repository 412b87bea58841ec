// Small words for numbers: sizes, lengths, lists, as messages and tables say them; and the note that names a limit's
// source.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/targets/profile.hpp"

namespace shot::targets {

inline constexpr std::int32_t kMaxPixels = 65'535;  // a side: above every format that is read

/// `1280x720`, `16:9`: two whole numbers from 1 to kMaxPixels around the separator.
std::optional<Size> parse_pair(std::string_view text, char separator);
/// 1280x720 -> 16x9.
Size lowest_terms(Size size);
/// True when the two have one shape but for a rounding to even pixels (2 %): 1792x1024 counts as 16:9.
bool is_same_aspect(Size a, Size b);

std::string size_text(Size size);                     // `1280x720`
std::string aspect_text(Size size);                   // `16:9`
std::string decimal_text(std::int64_t thousandths);   // `8`, `2.4`
std::string seconds_text(std::int64_t milliseconds);  // `8 s`, `2.4 s`
std::string bytes_text(std::int64_t bytes);           // `20 MB`, `812 kB`, `17 bytes`
std::string usd_text(std::int64_t micro_usd);         // `0.10`, `0.125`
/// `a`, `a or b`, `a, b or c`.
std::string list_text(const std::vector<std::string>& items, std::string_view last = "or");
/// `JPEG, PNG or WebP` of `jpeg`, `png`, `webp`.
std::string kinds_text(const std::vector<std::string>& kinds);
std::vector<std::string> size_texts(const std::vector<Size>& sizes);

/// `limit: 4, 8, 12 s (OpenAI video generation guide, mid-2026, https://...)`; without the bracket where the source is
/// not known.
std::string limit_note(const Profile& profile, std::string_view limit, std::string_view source);
/// `source: OpenAI video generation guide, mid-2026, https://...`.
std::string source_note(const Profile& profile, std::string_view source);

}  // namespace shot::targets
