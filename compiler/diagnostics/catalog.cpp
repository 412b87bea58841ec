#include "compiler/diagnostics/catalog.hpp"

#include <algorithm>
#include <array>

namespace shot::diagnostics {
namespace {

constexpr auto kCatalog = [] {
    std::array entries = {
#define SHOT_DIAGNOSTIC(code, Name, name, level, message, ...) \
    CatalogEntry{1##code - 10000, name, Level::level, message},
#include "compiler/diagnostics/diagnostics.def"
#undef SHOT_DIAGNOSTIC
    };
    std::sort(entries.begin(), entries.end(),
              [](const CatalogEntry& a, const CatalogEntry& b) { return a.code < b.code; });
    return entries;
}();

static_assert(std::adjacent_find(kCatalog.begin(), kCatalog.end(),
                                 [](const CatalogEntry& a, const CatalogEntry& b) { return a.code == b.code; }) ==
                  kCatalog.end(),
              "a code stands twice in diagnostics.def");

constexpr char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool equals_but_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return to_lower(x) == to_lower(y); });
}

/// `SHOT0301`, `0301`, `301`; -1 where the text is no code.
int parse_code(std::string_view text) {
    constexpr std::string_view kPrefix = "SHOT";
    if (equals_but_case(text.substr(0, kPrefix.size()), kPrefix)) {
        text.remove_prefix(kPrefix.size());
    }
    if (text.empty() || text.size() > 4) {
        return -1;
    }
    int code = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return -1;
        }
        code = code * 10 + (c - '0');
    }
    return code;
}

}  // namespace

std::span<const CatalogEntry> catalog() {
    return kCatalog;
}

const CatalogEntry* find_entry(std::string_view code_or_name) {
    const int code = parse_code(code_or_name);
    const auto found = std::find_if(kCatalog.begin(), kCatalog.end(), [&](const CatalogEntry& entry) {
        return entry.code == code || equals_but_case(entry.name, code_or_name);
    });
    return found == kCatalog.end() ? nullptr : &*found;
}

}  // namespace shot::diagnostics
