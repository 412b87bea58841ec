// Names: Unicode letters, marks, digits, `_` and `-` (UAX 31 by general categories), starting with a letter or `_`.
#include "compiler/parse/names.hpp"

#include <array>

#include <utf8proc.h>

#include <fmt/format.h>

#include "compiler/parse/values.hpp"

namespace shot::parse {

namespace {

enum class Part { Start, Digit, Inside, None };

constexpr std::array<Part, 128> kAsciiParts = [] {
    std::array<Part, 128> parts{};
    parts.fill(Part::None);
    for (std::size_t letter = 0; letter < 26; ++letter) {
        parts['a' + letter] = parts['A' + letter] = Part::Start;
    }
    parts['_'] = Part::Start;
    for (std::size_t digit = 0; digit < 10; ++digit) {
        parts['0' + digit] = Part::Digit;
    }
    parts['-'] = Part::Inside;
    return parts;
}();

Part wide_part(utf8proc_int32_t code_point) {
    switch (utf8proc_category(code_point)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_NL:
            return Part::Start;
        case UTF8PROC_CATEGORY_ND:
            return Part::Digit;
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_PC:
            return Part::Inside;
        default:
            return Part::None;
    }
}

struct Character {
    Part part = Part::None;
    std::size_t size = 0;  // bytes; 0: no UTF-8
    utf8proc_int32_t code_point = -1;
};

Character character_at(std::string_view text, std::size_t at) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
        return {kAsciiParts[static_cast<unsigned char>(text[at])], 1, text[at]};
    }
    utf8proc_int32_t code_point = -1;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
    const utf8proc_ssize_t size = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &code_point);
    if (size <= 0) {
        return {};
    }
    return {wide_part(code_point), static_cast<std::size_t>(size), code_point};
}

bool is_dash(utf8proc_int32_t code_point) {
    return (code_point >= 0x2010 && code_point <= 0x2015) || code_point == 0x2212;
}

std::string character_problem(std::string_view text, std::size_t at, const Character& character) {
    if (character.size == 0) {
        return "it is not UTF-8";
    }
    const std::string_view shown = text.substr(at, character.size);
    if (character.code_point == ' ' || character.code_point == 0xA0 || character.code_point == 0x3000) {
        return "a name is one word";
    }
    if (is_dash(character.code_point)) {
        return fmt::format("`{}` is a dash; a name takes the hyphen `-`", shown);
    }
    const utf8proc_category_t category = utf8proc_category(character.code_point);
    if (category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CC) {
        return fmt::format("it holds an invisible character (U+{:04X})", static_cast<unsigned>(character.code_point));
    }
    return fmt::format("`{}` is no letter, digit, `_` or `-`", shown);
}

}  // namespace

std::string find_name_problem(std::string_view text, bool may_start_with_digit) {
    if (text.empty()) {
        return "it is empty";
    }
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        if (character.part == Part::None) {
            return character_problem(text, at, character);
        }
        if (at == 0 && character.part == Part::Digit && !may_start_with_digit) {
            return "it starts with a digit";
        }
        if (at == 0 && character.part == Part::Inside) {
            return fmt::format("it starts with `{}`", text.substr(0, character.size));
        }
        at += character.size;
    }
    return {};
}

std::string make_name(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        const std::size_t size = character.size == 0 ? 1 : character.size;
        if (character.part != Part::None && !(out.empty() && character.part == Part::Inside)) {
            out.append(text.substr(at, size));
        } else if (!out.empty() && out.back() != '-') {
            out.push_back('-');
        }
        at += size;
    }
    while (!out.empty() && out.back() == '-') {
        out.pop_back();
    }
    return out;
}

bool is_name(std::string_view text, bool may_start_with_digit) {
    if (text.empty()) {
        return false;
    }
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (at > 0 && byte < 0x80 && kAsciiParts[byte] != Part::None) {
            ++at;
            continue;
        }
        const Character character = character_at(text, at);
        const bool is_good = at == 0 ? character.part == Part::Start || (character.part == Part::Digit && may_start_with_digit)
                                     : character.part != Part::None;
        if (!is_good) {
            return false;
        }
        at += character.size;
    }
    return true;
}

bool is_dotted_name(std::string_view text, bool may_start_with_digit) {
    while (true) {
        const std::size_t dot = text.find('.');
        if (!is_name(text.substr(0, dot), may_start_with_digit)) {
            return false;
        }
        if (dot == std::string_view::npos) {
            return true;
        }
        text.remove_prefix(dot + 1);
    }
}

}  // namespace shot::parse
