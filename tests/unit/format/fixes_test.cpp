// The engine of `shot fix`, over a made-up compiler: it reports each `bad` (with a fix that writes `good`), each `worse`
// (whose fix makes an error), each `hm` (whose fix is an offer).
#include "compiler/format/fixes.hpp"

#include <catch2/catch.hpp>

using namespace shot;
using namespace shot::format;

namespace {

diagnostics::Diagnostic make_diagnostic(std::uint16_t code, std::string_view name, diagnostics::Level level, Span span) {
    diagnostics::Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.name = name;
    diagnostic.level = level;
    diagnostic.message = std::string(name) + " here";
    diagnostic.span = span;
    return diagnostic;
}

struct Rule {
    std::string_view word;
    std::uint16_t code;
    std::string_view name;
    diagnostics::Level level;
    std::string_view replacement;
    bool is_safe;
};

constexpr Rule kRules[] = {
    {"bad", 701, "bad-word", diagnostics::Level::Warning, "good", true},
    {"worse", 702, "worse-word", diagnostics::Level::Warning, "ERROR", true},
    {"hm", 703, "doubt", diagnostics::Level::Warning, "yes", false},
    {"ERROR", 401, "error", diagnostics::Level::Error, "", false},
    {"round", 704, "circle", diagnostics::Level::Warning, "square", true},
    {"square", 704, "square", diagnostics::Level::Warning, "round", true},
    {"steep", 706, "steep", diagnostics::Level::Warning, "flat", true},
    {"flat", 707, "flat", diagnostics::Level::Warning, "steep", true},
};

FixableText check(const std::string& text) {
    FixableText found;
    found.file = FileId(0U);
    for (const Rule& rule : kRules) {
        for (std::size_t at = text.find(rule.word); at != std::string::npos; at = text.find(rule.word, at + 1)) {
            const auto begin = static_cast<std::uint32_t>(at);
            const Span span{found.file, begin, begin + static_cast<std::uint32_t>(rule.word.size())};
            found.diagnostics.push_back(make_diagnostic(rule.code, rule.name, rule.level, span));
            if (!rule.replacement.empty()) {
                found.diagnostics.back().fixes.push_back({"write it", {{span, std::string(rule.replacement)}}, rule.is_safe});
            }
        }
    }
    return found;
}

FixedText fix(const std::string& text, const FixOptions& options = {}) { return apply_fixes(text, options, check); }

}  // namespace

TEST_CASE("safe fixes are applied, all of them, and nothing else changes") {
    const FixedText fixed = fix("a bad dog\r\n\tbad  cat, bad");
    CHECK(fixed.text == "a good dog\r\n\tgood  cat, good");
    CHECK(fixed.applied == 3);
    CHECK(fixed.is_done);
    CHECK(fix("a dog").text == "a dog");
}

TEST_CASE("offers are applied where they are asked for") {
    CHECK(fix("hm bad").text == "hm good");
    CHECK(fix("hm bad", {true, {}}).text == "yes good");
}

TEST_CASE("a fix that makes an error is taken back; the others stay") {
    const FixedText fixed = fix("bad worse bad");
    CHECK(fixed.text == "good worse good");
    CHECK(fixed.applied == 2);
    CHECK(fixed.refused == 1);
}

TEST_CASE("only what is named is mended, by code or by name") {
    CHECK(fix("bad hm", {true, {"SHOT0701"}}).text == "good hm");
    CHECK(fix("bad hm", {true, {"doubt"}}).text == "bad yes");
    CHECK(fix("bad hm", {true, {"doubt", "bad-word"}}).text == "good yes");
}

TEST_CASE("fixes that call for each other end") {
    const FixedText fixed = fix("round");
    CHECK_FALSE(fixed.is_done);
    CHECK(fixed.applied == static_cast<std::size_t>(kMaxFixRounds));
}

TEST_CASE("a fix that brings another warning is taken back") {
    const FixedText fixed = fix("a steep bad hill");
    CHECK(fixed.text == "a steep good hill");
    CHECK(fixed.applied == 1);
    CHECK(fixed.refused == 1);
}

TEST_CASE("overlapping fixes wait for a later round, edits of other files and broken ones are left alone") {
    const auto check_overlap = [](const std::string& text) {
        FixableText found;
        found.file = FileId(0U);
        if (text == "abc") {
            found.diagnostics.push_back(make_diagnostic(701, "one", diagnostics::Level::Warning, {found.file, 0, 2}));
            found.diagnostics.back().fixes.push_back({"x", {{{found.file, 0, 2}, "xb"}}, true});
            found.diagnostics.push_back(make_diagnostic(702, "two", diagnostics::Level::Warning, {found.file, 1, 3}));
            found.diagnostics.back().fixes.push_back({"y", {{{found.file, 1, 3}, "by"}}, true});
        } else if (text == "xbc") {
            found.diagnostics.push_back(make_diagnostic(702, "two", diagnostics::Level::Warning, {found.file, 1, 3}));
            found.diagnostics.back().fixes.push_back({"y", {{{found.file, 1, 3}, "by"}}, true});
        }
        if (text == "abc" || text == "xbc") {
            found.diagnostics.push_back(make_diagnostic(703, "else", diagnostics::Level::Warning, {FileId(1U), 0, 1}));
            found.diagnostics.back().fixes.push_back({"z", {{{FileId(1U), 0, 1}, "z"}}, true});
            found.diagnostics.push_back(make_diagnostic(704, "past", diagnostics::Level::Warning, {found.file, 0, 1}));
            found.diagnostics.back().fixes.push_back({"p", {{{found.file, 2, 90}, "p"}}, true});
        }
        return found;
    };
    const FixedText fixed = apply_fixes("abc", {}, check_overlap);
    CHECK(fixed.text == "xby");
    CHECK(fixed.applied == 2);
}
