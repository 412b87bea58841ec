#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

#include "compiler/diagnostics/catalog.hpp"

using namespace shot::diagnostics;

TEST_CASE("codes and names of the catalog are unique, and codes in order") {
    std::set<std::string_view> names;
    std::uint16_t code_before = 0;
    for (const CatalogEntry& entry : catalog()) {
        INFO(code_text(entry.code) << " " << entry.name);
        CHECK(entry.code > code_before);
        CHECK(names.insert(entry.name).second);
        CHECK_FALSE(entry.name.empty());
        code_before = entry.code;
    }
    CHECK(catalog().size() > 50);
}

TEST_CASE("messages of the catalog keep the house's style") {
    for (const CatalogEntry& entry : catalog()) {
        INFO(code_text(entry.code) << " " << entry.message);
        CHECK(entry.message.find('\n') == std::string_view::npos);
        CHECK_FALSE(entry.message.ends_with('.'));
        CHECK_FALSE(std::isupper(static_cast<unsigned char>(entry.message.front())));
        CHECK(std::count(entry.message.begin(), entry.message.end(), '`') % 2 == 0);
        CHECK(std::all_of(entry.name.begin(), entry.name.end(),
                          [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }));
    }
}

TEST_CASE("an entry is found by its code, short or long, and by its name") {
    for (const std::string_view text :
         {"SHOT0301", "shot0301", "0301", "301", "unknown-name", "Unknown-Name", "SHOT301"}) {
        INFO(text);
        const CatalogEntry* entry = find_entry(text);
        REQUIRE(entry != nullptr);
        CHECK(entry->code == 301);
        CHECK(entry->level == Level::Error);
    }
    for (const std::string_view text : {"", "SHOT", "SHOT9999", "99999", "30 1", "SHOT0301x", "unknown"}) {
        INFO(text);
        CHECK(find_entry(text) == nullptr);
    }
}

TEST_CASE("codes and levels as text") {
    CHECK(code_text(1) == "SHOT0001");
    CHECK(code_text(301) == "SHOT0301");
    CHECK(level_name(Level::Error) == "error");
    CHECK(level_name(Level::Warning) == "warning");
    CHECK(level_name(Level::Note) == "note");
}
