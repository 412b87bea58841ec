// The smallest parts of a line: blanks, commas, colons, brackets, dashes, quotation marks, words, names, numbers.
//
// Rules only: no actions, no messages, no tree. A rule sees one line without its indentation and its comment. Full-width
// forms (U+FF0C and so on) are read as their plain ones everywhere that the language looks for a mark.
#pragma once

#include <array>
#include <string_view>

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze_traits.hpp>

namespace shot::grammar {

namespace p = tao::pegtl;

// Blanks: also the no-break space and the ideographic space, which word processors and input methods leave behind.
// Read by hand: nearly every rule asks for one between any two others.
struct blank {
    using rule_t = blank;
    using subs_t = p::empty_list;

    /// Bytes of the blank at `at`; 0: there is none.
    static constexpr std::size_t size_at(const char* at, const char* end) {
        if (at == end) {
            return 0;
        }
        if (*at == ' ' || *at == '\t') {
            return 1;
        }
        if (*at == '\xC2') {
            return end - at >= 2 && at[1] == '\xA0' ? 2 : 0;
        }
        return *at == '\xE3' && end - at >= 3 && at[1] == '\x80' && at[2] == '\x80' ? 3 : 0;
    }

    template <class ParseInput>
    static bool match(ParseInput& in) {
        const std::size_t size = size_at(in.current(), in.end());
        in.bump_in_this_line(size);
        return size > 0;
    }
};
struct blanks {
    using rule_t = blanks;
    using subs_t = p::empty_list;

    template <class ParseInput>
    static bool match(ParseInput& in) {
        while (blank::match(in)) {
        }
        return true;
    }
};
struct gap : p::plus<blank> {};

struct comma : p::sor<p::one<','>, p::utf8::one<0xFF0C, 0x3001>> {};
struct colon : p::sor<p::one<':'>, p::utf8::one<0xFF1A>> {};
struct open_bracket : p::sor<p::one<'('>, p::utf8::one<0xFF08>> {};
struct close_bracket : p::sor<p::one<')'>, p::utf8::one<0xFF09>> {};
struct dash : p::sor<p::one<'-'>, p::utf8::one<0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212>> {};

// The colon before the lead prose has a blank or the end after it, so that `16:9` holds none. East Asian text has no
// blank there: a full-width colon is always one.
struct lead_colon : p::sor<p::seq<p::one<':'>, p::at<p::sor<blank, p::eof>>>, p::utf8::one<0xFF1A>> {};

struct letter : p::sor<p::alpha, p::utf8::range<0x80, 0x10FFFF>> {};

// A single mark is also the apostrophe: it closes only where no letter follows. The limit keeps a line of nothing but
// apostrophes from being searched from each of them.
inline constexpr unsigned kMaxSingleQuoted = 256;
struct closing_apostrophe : p::seq<p::sor<p::one<'\''>, p::utf8::one<0x2019>>, p::not_at<letter>> {};
struct single_text : p::rep_opt<kMaxSingleQuoted, p::not_at<closing_apostrophe>, p::utf8::any> {};
struct single_quoted : p::seq<p::sor<p::one<'\''>, p::utf8::one<0x2018, 0x2019, 0x201A>>, single_text, closing_apostrophe> {};
struct low_single_quoted : p::seq<p::utf8::one<0x201A>, p::rep_opt<kMaxSingleQuoted, p::utf8::not_one<0x2018>>, p::utf8::one<0x2018>> {};
struct straight_quoted : p::seq<p::one<'"'>, p::until<p::one<'"'>>> {};
struct curly_quoted : p::seq<p::utf8::one<0x201C, 0x201D>, p::until<p::utf8::one<0x201D>, p::utf8::any>> {};
struct low_quoted : p::seq<p::utf8::one<0x201E, 0x201F>, p::until<p::utf8::one<0x201C, 0x201D>, p::utf8::any>> {};
struct angle_quoted
    : p::sor<p::seq<p::utf8::one<0x00AB>, p::until<p::utf8::one<0x00BB>, p::utf8::any>>,
             p::seq<p::utf8::one<0x00BB>, p::until<p::utf8::one<0x00AB, 0x00BB>, p::utf8::any>>,
             p::seq<p::utf8::one<0x2039>, p::until<p::utf8::one<0x203A>, p::utf8::any>>,
             p::seq<p::utf8::one<0x203A>, p::until<p::utf8::one<0x2039, 0x203A>, p::utf8::any>>> {};
struct corner_quoted : p::sor<p::seq<p::utf8::one<0x300C>, p::until<p::utf8::one<0x300D>, p::utf8::any>>,
                              p::seq<p::utf8::one<0x300E>, p::until<p::utf8::one<0x300F>, p::utf8::any>>> {};

/// Text in quotation marks of any kind, with its marks.
struct quoted : p::sor<straight_quoted, curly_quoted, low_quoted, angle_quoted, corner_quoted, low_single_quoted,
                       single_quoted> {};
/// A mark that can be nothing but a quotation mark: no apostrophe.
struct double_mark : p::sor<p::one<'"'>, p::utf8::one<0x201C, 0x201D, 0x201E, 0x201F, 0x00AB, 0x00BB, 0x2039, 0x203A,
                                                      0x300C, 0x300D, 0x300E, 0x300F>> {};
struct quotation_mark : p::sor<double_mark, p::one<'\''>, p::utf8::one<0x2018, 0x2019, 0x201A>> {};

/// `{name}`: kept whole wherever a line is cut. Whether the braces hold a name is asked later.
inline constexpr unsigned kMaxInterpolation = 256;
struct interpolation : p::seq<p::one<'{'>, p::rep_opt<kMaxInterpolation, p::not_one<'{', '}'>>, p::one<'}'>> {};

struct high_mark
    : p::sor<p::utf8::one<0x00A0, 0x00AB, 0x00BB, 0x3000, 0x3001, 0xFF0C, 0xFF1A, 0xFF08, 0xFF09>,
             p::utf8::range<0x2018, 0x201F>, p::utf8::range<0x2039, 0x203A>, p::utf8::range<0x300C, 0x300F>> {};
struct high_character : p::seq<p::not_at<high_mark>, p::utf8::range<0x80, 0x10FFFF>> {};

/// What stands where a name is expected, good or bad: up to a blank or a mark that ends a name.
struct word_character : p::sor<p::ranges<'a', 'z', 'A', 'Z', '0', '9', '_', '_', '-', '-'>,
                               p::one<'.', '#', '/', '\\', '&', '!', '?', '@', '%', '*', '+', '~', '$', '^', '|', ';', '<', '>',
                                      '\'', '`', '[', ']'>,
                               high_character> {};
struct word : p::plus<word_character> {};

/// A name: that its characters are Unicode letters, marks and digits is checked where it is read (is_name).
struct name_start : p::sor<p::ranges<'a', 'z', 'A', 'Z', '_', '_'>, high_character> {};
struct name_part : p::sor<p::ranges<'a', 'z', 'A', 'Z', '0', '9', '_', '_', '-', '-'>, high_character> {};
struct name : p::seq<name_start, p::star<name_part>> {};
struct dotted_name : p::list<name, p::one<'.'>> {};
/// A shot's name may start with a digit.
struct shot_name : p::plus<name_part> {};
struct dotted_shot_name : p::list<shot_name, p::one<'.'>> {};

struct digits : p::plus<p::digit> {};
struct number : p::seq<digits, p::opt<p::one<'.'>, digits>> {};

/// True for the bytes that may begin a mark: ASCII ones, and the first bytes of the others in UTF-8.
inline constexpr std::array<bool, 256> kMayBeginMark = [] {
    std::array<bool, 256> table{};
    for (const char byte : std::string_view(",:()\"'{}[]=\xC2\xE2\xE3\xEF")) {
        table[static_cast<unsigned char>(byte)] = true;
    }
    return table;
}();

/// One or more bytes that no rule looks for: what prose is mostly made of. An apostrophe with a letter before it is part
/// of a word, a full-width colon between two digits part of a number. A table and a loop, as prose is the bulk of every
/// script.
struct text_run {
    using rule_t = text_run;
    using subs_t = p::empty_list;

    static constexpr bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
    /// How many bytes of the special one at `at` belong to the word before it; 0: none.
    static constexpr std::size_t inside_word(const char* begin, const char* at, const char* end) {
        if (at == begin) {
            return 0;
        }
        if (*at == '\'') {
            return at[-1] != ' ' && at[-1] != '\t' ? 1 : 0;
        }
        return end - at > 3 && at[0] == '\xEF' && at[1] == '\xBC' && at[2] == '\x9A' && is_digit(at[-1]) && is_digit(at[3])
                   ? 3
                   : 0;
    }

    template <class ParseInput>
    static bool match(ParseInput& in) {
        const char* const begin = in.current();
        const char* const end = in.end();
        const char* at = begin;
        while (at != end) {
            if (!kMayBeginMark[static_cast<unsigned char>(*at)]) {
                ++at;
            } else if (const std::size_t size = inside_word(begin, at, end); size > 0) {
                at += size;
            } else {
                break;
            }
        }
        in.bump_in_this_line(static_cast<std::size_t>(at - begin));
        return at != begin;
    }
};

/// `( … )` with the brackets inside it, of both widths; what stands in double marks or straight ones is not looked at.
/// A loop with a count, so that no line can exhaust the stack; fails where a bracket or a mark is not closed.
struct bracketed {
    using rule_t = bracketed;
    using subs_t = p::empty_list;

    static int bracket_step(const char* at, const char* end) {
        if (*at == '(' || *at == ')') {
            return *at == '(' ? 1 : -1;
        }
        if (end - at >= 3 && at[0] == '\xEF' && at[1] == '\xBC' && (at[2] == '\x88' || at[2] == '\x89')) {
            return at[2] == '\x88' ? 1 : -1;
        }
        return 0;
    }
    /// Past the mark that closes the one at `at`; `at` itself where it is no double mark; null where nothing closes it.
    static const char* skip_quoted(const char* at, const char* end) {
        if (*at != '"' && *at != '\xE2') {
            return at;
        }
        p::memory_input<p::tracking_mode::lazy> in(at, end, "");
        if (p::parse<p::sor<straight_quoted, curly_quoted, low_quoted>>(in)) {
            return in.current();
        }
        p::memory_input<p::tracking_mode::lazy> again(at, end, "");
        return p::parse<p::sor<p::one<'"'>, p::utf8::one<0x201C, 0x201E>>>(again) ? nullptr : at;
    }

    template <class ParseInput>
    static bool match(ParseInput& in) {
        const char* const begin = in.current();
        const char* const end = in.end();
        int depth = 0;
        for (const char* at = begin; at != end;) {
            const int step = bracket_step(at, end);
            depth += step;
            if (depth <= 0) {  // below 0: it begins with a closing one
                if (at == begin) {
                    return false;
                }
                at += *at == ')' ? 1 : 3;
                in.bump_in_this_line(static_cast<std::size_t>(at - begin));
                return true;
            }
            const char* const after = skip_quoted(at, end);
            if (after == nullptr) {
                return false;
            }
            at = after == at ? at + 1 : after;
        }
        return false;
    }
};

}  // namespace shot::grammar

namespace TAO_PEGTL_NAMESPACE {

// All but `blanks` consume at least one byte when they succeed.
template <typename Name>
struct analyze_traits<Name, shot::grammar::blank> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, shot::grammar::blanks> : analyze_opt_traits<> {};
template <typename Name>
struct analyze_traits<Name, shot::grammar::text_run> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, shot::grammar::bracketed> : analyze_any_traits<> {};

}  // namespace TAO_PEGTL_NAMESPACE
