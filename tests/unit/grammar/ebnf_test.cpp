// shot.ebnf is held against the rules: the same names, every name defined, every sample right.
#include <catch2/catch.hpp>

#include <cctype>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <tao/pegtl/contrib/analyze.hpp>

#include "grammar/file.hpp"

namespace shot::tests {
namespace {

namespace p = tao::pegtl;

// Every rule of grammar/*.hpp; the test below finds one that is missing here.
#define SHOT_GRAMMAR_RULES(X) \
    X(blank) X(blanks) X(gap) X(comma) X(colon) X(open_bracket) X(close_bracket) X(dash) X(lead_colon) \
    X(letter) X(closing_apostrophe) X(single_text) X(single_quoted) X(low_single_quoted) X(straight_quoted) \
    X(curly_quoted) X(low_quoted) X(angle_quoted) X(corner_quoted) X(quoted) X(double_mark) \
    X(quotation_mark) X(interpolation) X(high_mark) X(high_character) X(word_character) X(word) \
    X(name_start) X(name_part) X(name) X(dotted_name) X(shot_name) X(dotted_shot_name) X(digits) X(number) \
    X(text_run) X(bracketed) X(separator) X(argument_mark) X(argument_part) X(argument_value) \
    X(argument_name) X(argument_label) X(argument) X(arguments) X(item_mark) X(item_part) X(plain_item) \
    X(call_name) X(call) X(item) X(item_list) X(bracket_item_mark) X(bracket_item) X(bracket_items) \
    X(extends_word) X(edits_word) X(source_path) X(source_name) X(source_item) X(unit_end) X(milliseconds) \
    X(minutes) X(seconds) X(first_number) X(second_number) X(duration) X(times_sign) X(pixels) X(width) \
    X(height) X(size) X(aspect) X(progressive) X(thousands) X(resolution) X(millimetres) X(focal_length) \
    X(anamorphic) X(squeeze) X(stop_sign) X(aperture) X(degrees) X(shutter) X(frame_rate) X(shape) \
    X(declared_name) X(title) X(parameter_name) X(parameter_type) X(fallback) X(parameter) X(parameters) \
    X(lead_text) X(lead) X(item_tail) X(header_tail) X(header) X(value_header) X(as_word) X(alias) \
    X(as_alias) X(profile_name) X(target_header) X(version) X(language_header) X(import_path) \
    X(import_library) X(imported_name) X(imported) X(imported_names) X(import_header) X(template_name) \
    X(table_path) X(from_table) X(made_name) X(as_made_name) X(make_header) X(target_glob) X(on_header) \
    X(entry) X(time) X(loose_time) X(begin_time) X(end_time) X(beat_length) X(time_unit) X(time_range) \
    X(comma_time) X(decimal_part) X(comma_end) X(comma_time_range) X(comma_relative) X(relative_time) X(beat_time) X(title_mark) X(title_part) \
    X(beat_title) X(beat) X(prose) X(comment) X(action) X(field_name) X(adds_sign) X(field_head) X(field) \
    X(owner) X(owner_field_head) X(owner_field) X(inserted_name) X(insertion) X(escaped_brace) \
    X(escaped_slashes) X(hex_colour) X(inner_apostrophe) X(speaker) X(delivery) X(dialogue_head) \
    X(dialogue_text) X(dialogue) X(speaker_with_comma) X(comma_dialogue_head) X(comma_dialogue) \
    X(spoken_line) X(language_line) X(import_line) X(target_line) X(let_line) X(palette_line) X(sound_line) \
    X(scene_line) X(speaker_line) X(style_line) X(shot_line) X(make_line) X(sequence_line) X(declaration) \
    X(on_line) X(shot_child) X(beat_child) X(style_child) X(field_child) X(sequence_child)

template <class Rule>
bool matches(const std::string& text) {
    p::memory_input<> in(text, "sample");
    return p::parse<p::seq<Rule, p::eof>>(in);
}

using Matcher = bool (*)(const std::string&);
using Analysis = std::size_t (*)();

template <class Rule>
std::size_t count_problems() {
    return p::analyze<Rule>(-1);
}

struct Rule {
    Matcher matches;
    Analysis count_problems;
};

const std::map<std::string, Rule>& rules() {
    static const std::map<std::string, Rule> kRules{
#define SHOT_RULE(name) {#name, {matches<grammar::name>, count_problems<grammar::name>}},
        SHOT_GRAMMAR_RULES(SHOT_RULE)
#undef SHOT_RULE
    };
    return kRules;
}

std::string read_file(const std::string& path) {
    std::ifstream file(std::string(SHOT_SOURCE_FOLDER) + "/" + path);
    REQUIRE(file);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

struct Sample {
    std::string rule;
    std::string text;
    bool is_good = false;
};

struct Ebnf {
    std::set<std::string> defined;
    std::set<std::string> used;
    std::vector<Sample> samples;
};

bool is_name_byte(char byte) { return std::islower(static_cast<unsigned char>(byte)) != 0 || byte == '_'; }

/// Reads rules, what they use, and the samples in the comments after them.
Ebnf read_ebnf(const std::string& text) {
    Ebnf ebnf;
    std::string rule;
    bool is_left = true;  // before the `=` of a rule
    for (std::size_t at = 0; at < text.size();) {
        const auto skip_to = [&](const std::string& end) {
            const std::size_t found = text.find(end, at + end.size());
            REQUIRE(found != std::string::npos);
            const std::string inside = text.substr(at, found - at);
            at = found + end.size();
            return inside;
        };
        if (text.compare(at, 2, "(*") == 0) {
            const std::string comment = skip_to("*)");
            for (const bool is_good : {true, false}) {
                const std::string mark = is_good ? "(* yes: " : "(* no: ";
                if (comment.rfind(mark, 0) == 0) {
                    ebnf.samples.push_back({rule, comment.substr(mark.size(), comment.size() - mark.size() - 1), is_good});
                }
            }
        } else if (text[at] == '"' || text[at] == '\'' || text[at] == '?') {
            skip_to(text.substr(at, 1));
        } else if (is_name_byte(text[at])) {
            const std::size_t begin = at;
            while (is_name_byte(text[at])) {
                ++at;
            }
            const std::string name = text.substr(begin, at - begin);
            if (is_left) {
                rule = name;
                CHECK(ebnf.defined.insert(name).second);
            } else {
                ebnf.used.insert(name);
            }
        } else {
            is_left = text[at] == ';' || (is_left && text[at] != '=');
            ++at;
        }
    }
    return ebnf;
}

std::set<std::string> rules_of_headers() {
    std::set<std::string> names;
    for (const char* family : {"lexical", "attribute", "header", "beat", "prose", "dialogue", "file"}) {
        std::istringstream lines(read_file(std::string("grammar/") + family + ".hpp"));
        for (std::string line; std::getline(lines, line);) {
            std::size_t end = 7;
            if (line.rfind("struct ", 0) != 0) {
                continue;
            }
            while (end < line.size() && is_name_byte(line[end])) {
                ++end;
            }
            names.insert(line.substr(7, end - 7));
        }
    }
    names.erase("analyze_traits");
    return names;
}

std::set<std::string> registered() {
    std::set<std::string> names;
    for (const auto& [name, rule] : rules()) {
        names.insert(name);
    }
    return names;
}

TEST_CASE("every grammar rule is registered in this test") { CHECK(rules_of_headers() == registered()); }

TEST_CASE("shot.ebnf has the rules of the grammar, no more and no fewer") {
    const Ebnf ebnf = read_ebnf(read_file("grammar/shot.ebnf"));
    CHECK(ebnf.defined == registered());
    for (const std::string& name : ebnf.used) {
        INFO(name);
        CHECK(ebnf.defined.count(name) == 1);
    }
}

TEST_CASE("the samples of shot.ebnf are what the rules say they are") {
    const Ebnf ebnf = read_ebnf(read_file("grammar/shot.ebnf"));
    REQUIRE(ebnf.samples.size() > 100);
    for (const Sample& sample : ebnf.samples) {
        INFO(sample.rule << ": " << sample.text);
        REQUIRE(rules().count(sample.rule) == 1);
        CHECK(rules().at(sample.rule).matches(sample.text) == sample.is_good);
    }
}

TEST_CASE("PEGTL finds no rule that can loop without progress") {
    for (const auto& [name, rule] : rules()) {
        INFO(name);
        CHECK(rule.count_problems() == 0);
    }
}

}  // namespace
}  // namespace shot::tests
