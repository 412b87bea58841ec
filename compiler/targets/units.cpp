#include "compiler/targets/units.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

#include <fmt/format.h>

namespace shot::targets {
namespace {

std::optional<std::int32_t> parse_side(std::string_view text) {
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_whole = error == std::errc() && end == text.data() + text.size();
    return is_whole && value >= 1 && value <= kMaxPixels ? std::optional(value) : std::nullopt;
}

std::string where_read(const Source& source) {
    return fmt::format("{}, {}, {}", source.title, source.date, source.url);
}

}  // namespace

std::optional<Size> parse_pair(std::string_view text, char separator) {
    const auto middle = text.find(separator);
    if (middle == std::string_view::npos) {
        return std::nullopt;
    }
    const auto first = parse_side(text.substr(0, middle));
    const auto second = parse_side(text.substr(middle + 1));
    return first && second ? std::optional(Size{*first, *second}) : std::nullopt;
}

Size lowest_terms(Size size) {
    const std::int32_t divisor = std::max(1, std::gcd(size.width, size.height));
    return {size.width / divisor, size.height / divisor};
}

bool is_same_aspect(Size a, Size b) {
    const std::int64_t left = static_cast<std::int64_t>(a.width) * b.height;
    const std::int64_t right = static_cast<std::int64_t>(b.width) * a.height;
    return std::max(left, right) * 100 <= std::min(left, right) * 102;
}

std::string size_text(Size size) {
    return fmt::format("{}x{}", size.width, size.height);
}

std::string aspect_text(Size size) {
    const Size ratio = lowest_terms(size);
    return fmt::format("{}:{}", ratio.width, ratio.height);
}

std::string decimal_text(std::int64_t thousandths) {
    std::string text = std::to_string(thousandths / 1000);
    if (const std::int64_t rest = thousandths % 1000; rest != 0) {
        text += fmt::format(".{:03}", rest);
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text;
}

std::string seconds_text(std::int64_t milliseconds) {
    return decimal_text(milliseconds) + " s";
}

std::string bytes_text(std::int64_t bytes) {
    constexpr std::int64_t kKilo = 1000;
    constexpr std::int64_t kMega = 1'000'000;
    if (bytes >= kMega) {
        return decimal_text((bytes / (kMega / 10)) * 100) + " MB";
    }
    return bytes >= kKilo ? std::to_string(bytes / kKilo) + " kB" : std::to_string(bytes) + " bytes";
}

std::string usd_text(std::int64_t micro_usd) {
    std::string text = fmt::format("{}.{:06}", micro_usd / 1'000'000, micro_usd % 1'000'000);
    const auto last = text.find_last_not_of('0');
    text.erase(std::max(last, text.find('.') + 2) + 1);
    return text;
}

std::string list_text(const std::vector<std::string>& items, std::string_view last) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) {
            text += i + 1 == items.size() ? fmt::format(" {} ", last) : ", ";
        }
        text += items[i];
    }
    return text;
}

std::string kinds_text(const std::vector<std::string>& kinds) {
    std::vector<std::string> names;
    for (const std::string& kind : kinds) {
        std::string name = kind;
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        names.push_back(kind == "webp" ? "WebP" : name);
    }
    return list_text(names);
}

std::vector<std::string> size_texts(const std::vector<Size>& sizes) {
    std::vector<std::string> texts;
    for (const Size size : sizes) {
        texts.push_back(size_text(size));
    }
    return texts;
}

std::string limit_note(const Profile& profile, std::string_view limit, std::string_view source) {
    const Source* found = profile.find_source(source);
    return found == nullptr ? fmt::format("limit: {}", limit)
                            : fmt::format("limit: {} ({})", limit, where_read(*found));
}

std::string source_note(const Profile& profile, std::string_view source) {
    const Source* found = profile.find_source(source);
    return found == nullptr ? std::string() : "source: " + where_read(*found);
}

}  // namespace shot::targets
