// Beats in all their spellings, and the lines that open an `on` block.
#include <fmt/format.h>

#include "compiler/parse/header_checks.hpp"
#include "compiler/parse/headers.hpp"
#include "compiler/parse/line_state.hpp"
#include "compiler/parse/slips.hpp"
#include "compiler/parse/times.hpp"
#include "compiler/parse/values.hpp"

namespace shot::parse {

namespace {

Range word_at(Context& context, std::string_view rest) {
    std::size_t end = 0;
    while (end < rest.size() && mark_at(rest, end).kind == MarkKind::None) {
        ++end;
    }
    return context.range(rest.substr(0, std::max<std::size_t>(end, mark_at(rest, 0).size)));
}

class BeatReader {
public:
    BeatReader(Context& context, bool has_comment) : context_(context), state_(context), has_comment_(has_comment) {}

    bool read(std::string_view text, std::uint32_t& index) {
        bool matches = false;
        std::string_view rest = read_line<grammar::beat>(text, state_, matches);
        if (!matches) {
            return false;
        }
        beat_.time = context_.range(state_.time);
        beat_.is_relative = state_.is_relative;
        read_times();
        if (!state_.beat_title.empty()) {
            beat_.title = context_.range(trim(unquote(trim(state_.beat_title))));
        }
        if (!rest.empty()) {
            report_rest(rest);
        }
        check_decimal_commas(context_, state_.items);
        beat_.items = state_.items;
        if (state_.has_lead) {
            beat_.lead = context_.text_of(state_.lead);
        }
        context_.tree.beats.push_back(beat_);
        index = static_cast<std::uint32_t>(context_.tree.beats.size() - 1);
        return true;
    }

private:
    void read_times() {
        if (state_.has_comma_time) {
            report_comma();
            return;
        }
        if (state_.has_unit) {
            report_unit();
        }
        const bool has_begin = beat_.is_relative || read_time(state_.begin_time, beat_.begin);
        const bool has_end = has_begin && read_time(state_.end_time, beat_.end);
        if (beat_.is_relative) {
            beat_.begin = -1;
        }
        beat_.is_valid = has_end;
        if (!has_end || beat_.is_relative || beat_.end >= beat_.begin) {
            return;
        }
        beat_.is_valid = false;
        context_.report(diag::BeatEndsBeforeStart, beat_.time, print_time(beat_.end), print_time(beat_.begin))
            .note("`+2` is a beat of 2 s that starts where the one before ended");
    }

    bool read_time(std::string_view text, std::int32_t& time) {
        if (const auto found = find_time(text)) {
            time = *found;
            return true;
        }
        context_.report(diag::MalformedTime, context_.range(text), text, find_time_problem(text));
        return false;
    }

    // `0,00–2,40`: the place of the decimals is taken from the text, so that the beat is read as it is meant.
    void report_comma() {
        beat_.is_valid = false;
        std::string better(state_.time);
        for (char& byte : better) {
            byte = byte == ',' ? '.' : byte;
        }
        context_.report(diag::MalformedTime, beat_.time, state_.time, "decimals stand after a point")
            .fix(fmt::format("write `{}`", better), context_.span(state_.time), better, true);
    }

    void report_unit() {
        std::string better = beat_.is_relative ? fmt::format("+{}", state_.end_time)
                                               : fmt::format("{}–{}", state_.begin_time, state_.end_time);
        context_.report(diag::MalformedTime, beat_.time, state_.time, "the times of a beat are seconds and have no unit")
            .fix(fmt::format("write `{}`", better), context_.span(state_.time), better, true);
    }

    void report_rest(std::string_view rest) {
        if (report_unclosed(context_, rest, has_comment_)) {
            return;
        }
        const bool may_have_items = state_.items.is_empty();
        context_.report(diag::MalformedHeader, word_at(context_, rest), show_word(rest),
                        may_have_items ? "a title, `,`, `(` or `: `" : "`,`, `: ` or the end of the line");
    }

    Context& context_;
    LineState state_;
    bool has_comment_;
    syntax::Beat beat_;
};

}  // namespace

bool read_beat(Context& context, const Line& line, std::uint32_t& index) {
    return BeatReader(context, line.has_comment).read(context.slice(line.content), index);
}

bool begins_with_beat(std::string_view text) {
    Input in(text);
    return tao::pegtl::parse<grammar::beat_time>(in);
}

bool is_on_line(std::string_view rest) {
    Input in(rest);
    using target = tao::pegtl::seq<grammar::target_glob, grammar::blanks, tao::pegtl::at<tao::pegtl::sor<grammar::comma, tao::pegtl::eof>>>;
    return tao::pegtl::parse<target>(in);
}

std::uint32_t read_on(Context& context, std::string_view rest, bool has_comment) {
    LineState state(context);
    bool matches = false;
    syntax::On on;
    const std::string_view left = read_line<grammar::on_header>(rest, state, matches);
    if (!state.name.empty()) {
        on.target = context.range(state.name);
    }
    check_decimal_commas(context, state.items);
    on.items = state.items;
    if (!left.empty() && !report_unclosed(context, left, has_comment)) {
        context.report(diag::MalformedHeader, word_at(context, left), show_word(left), "`,` or the end of the line");
    }
    context.tree.ons.push_back(on);
    return static_cast<std::uint32_t>(context.tree.ons.size() - 1);
}

}  // namespace shot::parse
