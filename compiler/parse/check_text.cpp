// What cannot stand in a script, wherever it stands. One pass over the bytes, eight at a time where they are ASCII.
#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "compiler/parse/lines.hpp"

namespace shot::parse {

namespace {

constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080U;
constexpr std::uint64_t kLowBits = 0x0101'0101'0101'0101U;

/// Past the bytes from `at` that are ASCII and no NUL.
std::size_t skip_plain(std::string_view text, std::size_t at) {
    while (at + 8 <= text.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, 8);
        if (((word | (word - kLowBits)) & kHighBits) != 0) {
            break;
        }
        at += 8;
    }
    while (at < text.size() && static_cast<signed char>(text[at]) > 0) {
        ++at;
    }
    return at;
}

struct Character {
    std::size_t size = 0;  // 0: no UTF-8
    std::uint32_t code_point = 0;
};

/// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
Character decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i])); };
    const std::uint32_t first = byte(0);
    const std::size_t size = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (size == 0 || at + size > text.size()) {
        return {};
    }
    std::uint32_t code_point = size == 1 ? first : first & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80) {
            return {};
        }
        code_point = (code_point << 6U) | (byte(i) & 0x3FU);
    }
    const bool is_bad = (size == 3 && (code_point < 0x800 || (code_point >= 0xD800 && code_point < 0xE000))) ||
                        (size == 4 && (code_point < 0x10000 || code_point > 0x10FFFF));
    return is_bad ? Character{} : Character{size, code_point};
}

std::string_view bidi_name(std::uint32_t code_point) {
    switch (code_point) {
        case 0x202A: return "left-to-right embedding";
        case 0x202B: return "right-to-left embedding";
        case 0x202C: return "pop directional formatting";
        case 0x202D: return "left-to-right override";
        case 0x202E: return "right-to-left override";
        case 0x2066: return "left-to-right isolate";
        case 0x2067: return "right-to-left isolate";
        case 0x2068: return "first strong isolate";
        case 0x2069: return "pop directional isolate";
        default: return {};
    }
}

class TextChecker {
public:
    explicit TextChecker(Context& context) : context_(context), text_(context.text) {}

    std::vector<std::uint32_t> check() {
        if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF")) {
            context_.report(diag::InvalidUtf8, {0, 1}, fmt::format("0x{:02X}", static_cast<unsigned char>(text_[0])))
                .note("the file is in UTF-16; save it as UTF-8");
            return {0};
        }
        check_characters();
        check_carriage_returns();
        std::sort(bad_.begin(), bad_.end());
        return std::move(bad_);
    }

private:
    void check_characters() {
        for (std::size_t at = skip_plain(text_, 0); at < text_.size(); at = skip_plain(text_, at)) {
            const Character character = decode(text_, at);
            const bool is_bad = character.size == 0 || character.code_point == 0 || !bidi_name(character.code_point).empty();
            at = is_bad ? report(at, character) : at + character.size;
        }
    }

    /// Gives back where to go on: one report a line is enough.
    std::size_t report(std::size_t at, Character character) {
        const Range range = make_range(at, std::max<std::size_t>(character.size, 1));
        bad_.push_back(range.begin);
        if (character.size == 0) {
            context_.report(diag::InvalidUtf8, range, fmt::format("0x{:02X}", static_cast<unsigned char>(text_[at])))
                .note("save the file as UTF-8");
        } else if (character.code_point == 0) {
            context_.report(diag::ForbiddenCharacter, range, "a NUL character")
                .fix("remove it", context_.tree.span(range), "", true);
        } else {
            const std::string what = fmt::format("the invisible character U+{:04X} ({})", character.code_point, bidi_name(character.code_point));
            context_.report(diag::ForbiddenCharacter, range, what)
                .note("it makes a line read differently from what it compiles to")
                .fix("remove it", context_.tree.span(range), "", true);
        }
        return std::min(text_.find('\n', at), text_.size());
    }

    void check_carriage_returns() {
        for (std::size_t at = text_.find('\r'); at != std::string_view::npos; at = text_.find('\r', at + 1)) {
            if (at + 1 == text_.size() || text_[at + 1] == '\n') {
                continue;
            }
            const Range range = make_range(at, 1);
            bad_.push_back(range.begin);
            context_.report(diag::ForbiddenCharacter, range, "a carriage return without a line feed")
                .fix("end the line here", context_.tree.span(range), "\n");
            at = std::min(text_.find('\n', at), text_.size() - 1);
        }
    }

    static Range make_range(std::size_t begin, std::size_t size) {
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)};
    }

    Context& context_;
    std::string_view text_;
    std::vector<std::uint32_t> bad_;
};

}  // namespace

std::vector<std::uint32_t> check_text(Context& context) { return TextChecker(context).check(); }

}  // namespace shot::parse
