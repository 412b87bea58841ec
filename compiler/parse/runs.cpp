// Lines that are indented wrongly. They are read as if they stood where they belong; all of a run are one report.
#include "compiler/parse/parser.hpp"

namespace shot::parse {

using syntax::NodeKind;

diagnostics::Edit indent_edit(const Context& context, const Line& line, std::string indentation) {
    return {context.tree.span({line.begin, line.content.begin}), std::move(indentation)};
}

/// The width at which the line is read: its own, or that of the place where its run belongs.
int Parser::shifted_width(const Line& line) {
    if (run_.kind == Run::Kind::None) {
        return line.width;
    }
    Headline headline;
    const bool ends = run_.match == Run::Match::Outdented
                          ? line.width == 0 && find_headline(text(line), false, headline)
                          : line.width < run_.width;
    if (ends) {
        end_run();
        return line.width;
    }
    const bool is_in = run_.match == Run::Match::Exact       ? line.width == run_.width
                       : run_.match == Run::Match::Headlines ? find_headline(text(line), false, headline)
                       : run_.match == Run::Match::Outdented ? moves_with_margin(line)
                       : run_.match == Run::Match::Beginners ? find_look(text(line)) != Look::None
                                                             : true;
    if (!is_in) {
        return line.width;
    }
    add_to_run(line);
    is_quiet_ = run_.is_quiet;
    return run_.match == Run::Match::Headlines ? run_.target : line.width - run_.width + run_.target;
}

/// A line in a run at the margin. One that is indented moves along where it would else stand level with what it is
/// inside: where the whole body of a declaration stands too far left. Where a single line does, the others stand right.
bool Parser::moves_with_margin(const Line& line) {
    if (line.width == 0) {
        return true;
    }
    const Place above = top().place;
    if (above == Place::Text && find_look(text(line)) == Look::None) {
        return line.width <= run_.target;
    }
    if (!run_.moves_inner) {
        run_.moves_inner = line.width < run_.target ||
                           (line.width == run_.target && (above == Place::Beat || above == Place::On) &&
                            find_look(text(line)) != Look::Beat);
    }
    return *run_.moves_inner;
}

void Parser::start_run(Run run, const Line& line) {
    if (is_quiet_ || run_.kind == Run::Kind::Silent) {
        run.kind = Run::Kind::Silent;
    }
    if (is_quiet_ && run_.kind != Run::Kind::None && run.target >= run_.target) {
        return;  // a slip inside a slip: the line is dropped, so that one mistake is not followed for ever
    }
    end_run();
    run_ = std::move(run);
    run_.span = line.content;
    if (context_.is_muted) {
        run_.kind = Run::Kind::Silent;
    }
    add_to_run(line);
    is_quiet_ = true;
    place_line(line, line.width - run_.width + run_.target);
}

void Parser::add_to_run(const Line& line) {
    if (run_.kind != Run::Kind::Silent && run_.edits.size() <= kMaxLineEdits) {
        const bool is_level = run_.match == Run::Match::Headlines;
        const int width = is_level ? run_.target : std::max(0, line.width - run_.width + run_.target);
        run_.edits.push_back(indent_edit(context_, line, lines_.indentation(width)));
    }
}

void Parser::end_run() {
    const Run run = std::exchange(run_, Run{});
    const bool was_muted = std::exchange(context_.is_muted, false);
    diagnostics::Report report(nullptr);
    switch (run.kind) {
        case Run::Kind::None:
        case Run::Kind::Silent: break;
        case Run::Kind::Continuation:
            report = context_.report(diag::SuspiciousContinuation, run.span, run.first, run.second);
            break;
        case Run::Kind::Uneven: report = context_.report(diag::UnevenIndent, run.span); break;
        case Run::Kind::Unexpected: report = context_.report(diag::UnexpectedIndent, run.span, run.first); break;
        case Run::Kind::Misplaced: report = context_.report(diag::MisplacedLine, run.span, run.first, run.second); break;
    }
    context_.is_muted = was_muted;
    if (!report || !run.has_fix || run.edits.size() > kMaxLineEdits) {
        return;
    }
    const std::string title = run.edits.size() == 1 ? fmt::format("{} it", run.target < run.width ? "outdent" : "indent")
                                                    : fmt::format("{} these {} lines", run.target < run.width ? "outdent" : "indent", run.edits.size());
    report.fix({title, run.edits, run.kind == Run::Kind::Continuation || run.kind == Run::Kind::Misplaced});
}

/// A line at the margin that belongs into the declaration above it.
bool Parser::start_outdented_run(const Line& line) {
    const Frame& declaration = frames_[1];
    const bool is_body = declaration.place != Place::Text && declaration.place != Place::Closed && declaration.place != Place::Skipped;
    Headline headline;
    if (!is_body || run_.kind != Run::Kind::None || find_headline(text(line), false, headline)) {
        return false;
    }
    const Look look = find_look(text(line));
    if (look == Look::None) {
        return false;
    }
    const bool takes_prose = declaration.place == Place::Shot || declaration.place == Place::Unknown;
    const bool fits = look == Look::Field ? declaration.place != Place::Sequence
                                          : takes_prose || (look == Look::On && declaration.place != Place::Sequence);
    if (!fits) {
        return false;
    }
    Run run;
    run.kind = Run::Kind::Misplaced;
    run.match = Run::Match::Outdented;
    run.width = 0;
    run.target = declaration.child_indent > 0 ? declaration.child_indent : lines_.step();
    run.first = look_name(look);
    run.second = "a script by itself; it belongs into a declaration";
    start_run(std::move(run), line);
    context_.is_muted = false;
    return true;
}

}  // namespace shot::parse
