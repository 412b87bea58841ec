#include "compiler/format/fixes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include <fmt/format.h>

#include "compiler/diagnostics/catalog.hpp"

namespace shot::format {
namespace {

using diagnostics::Diagnostic;
using diagnostics::Edit;
using diagnostics::Fix;
using diagnostics::Level;

/// A fix that may be applied, with what it mends.
struct Candidate {
    std::string key;  // the diagnostic and the words that the fix changes: the same after another place has changed
    std::string kind;  // of the diagnostic
    bool is_syntax_error = false;
    std::vector<Edit> edits;  // in the order of their places
};

/// The edits of a fix, sorted; nothing where one lies in another file, outside of the text, or over another.
std::vector<Edit> sort_edits(const Fix& fix, FileId file, std::size_t size) {
    std::vector<Edit> edits = fix.edits;
    std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; });
    for (std::size_t i = 0; i < edits.size(); ++i) {
        const Span span = edits[i].span;
        const bool overlaps = i > 0 && span.begin < edits[i - 1].span.end;
        if (span.file != file || span.end < span.begin || span.end > size || overlaps) {
            return {};
        }
    }
    return edits;
}

class Fixer {
public:
    Fixer(const std::string& text, const FixOptions& options, const CheckText& check)
        : options_(options), check_(check), found_(check(text)) {
        out_.text = text;
    }

    FixedText fix() {
        for (int round = 0; round < kMaxFixRounds; ++round) {
            const std::vector<Candidate> candidates = find_candidates();
            if (candidates.empty()) {
                break;
            }
            base_ = out_.text;
            accepted_.clear();
            apply(candidates);
        }
        out_.is_done = find_candidates().empty();
        out_.refused = count_refused();
        return std::move(out_);
    }

private:
    /// The fixes of this round: of each diagnostic the first that may be applied, if it lies apart from those before it.
    std::vector<Candidate> find_candidates() {
        std::vector<Candidate> candidates;
        for (const Diagnostic& diagnostic : found_.diagnostics) {
            if (!is_wanted(diagnostic, options_.only)) {
                continue;
            }
            for (const Fix& fix : diagnostic.fixes) {
                if (!fix.is_safe && !options_.takes_unsafe) {
                    continue;
                }
                Candidate candidate{key_of(diagnostic, fix), kind_of(diagnostic), is_syntax_error(diagnostic),
                                    sort_edits(fix, found_.file, out_.text.size())};
                if (!candidate.edits.empty() && !refused_.contains(candidate.key)) {
                    candidates.push_back(std::move(candidate));
                    break;
                }
            }
        }
        std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
            return a.edits.front().span.begin < b.edits.front().span.begin;
        });
        std::uint32_t end = 0;
        bool is_first = true;
        std::erase_if(candidates, [&](const Candidate& candidate) {
            // Two insertions at one place overlap, too: which comes first is not for us to say.
            const bool overlaps = !is_first && candidate.edits.front().span.begin <= end;
            if (!overlaps) {
                end = candidate.edits.back().span.end;
                is_first = false;
            }
            return overlaps;
        });
        return candidates;
    }

    /// Diagnostics that are left because their fixes were taken back.
    [[nodiscard]] std::size_t count_refused() const {
        return static_cast<std::size_t>(std::count_if(found_.diagnostics.begin(), found_.diagnostics.end(), [this](const Diagnostic& diagnostic) {
            return std::any_of(diagnostic.fixes.begin(), diagnostic.fixes.end(),
                               [&](const Fix& fix) { return refused_.contains(key_of(diagnostic, fix)); });
        }));
    }

    std::string key_of(const Diagnostic& diagnostic, const Fix& fix) const {
        std::string key = fmt::format("{}\n{}\n{}", diagnostic.code, diagnostic.message, fix.title);
        for (const Edit& edit : fix.edits) {
            const bool is_here = edit.span.file == found_.file && edit.span.begin <= edit.span.end && edit.span.end <= out_.text.size();
            key += fmt::format("\n{}\n{}", is_here ? line_at(edit.span.begin) : std::string_view(), edit.replacement);
        }
        return key;
    }

    [[nodiscard]] std::string_view line_at(std::uint32_t offset) const {
        const std::string_view text = out_.text;
        const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
        const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
        return text.substr(begin, text.find('\n', begin) - begin);
    }

    /// The text of the round with the fixes that were taken so far, and these.
    [[nodiscard]] std::string edited(std::span<const Candidate> more) const {
        std::string text;
        std::uint32_t at = 0;
        const auto append = [&](const Candidate& candidate) {
            for (const Edit& edit : candidate.edits) {
                text.append(base_, at, edit.span.begin - at);
                text += edit.replacement;
                at = edit.span.end;
            }
        };
        for (const Candidate* candidate : accepted_) {
            append(*candidate);
        }
        std::for_each(more.begin(), more.end(), append);
        return text.append(base_, at);
    }

    /// All at once, where that makes nothing worse; else one half and then the other, down to the fix that does.
    void apply(std::span<const Candidate> candidates) {
        std::string text = edited(candidates);
        FixableText found = check_(text);
        if (is_better(found, candidates)) {
            for (const Candidate& candidate : candidates) {
                accepted_.push_back(&candidate);
            }
            out_.applied += candidates.size();
            out_.text = std::move(text);
            found_ = std::move(found);
        } else if (candidates.size() == 1) {
            refused_.insert(candidates.front().key);
        } else {
            apply(candidates.first(candidates.size() / 2));
            apply(candidates.subspan(candidates.size() / 2));
        }
    }

    /// All that was to be mended is gone, and nothing is new: no error, and of no code more warnings than before. Where a
    /// syntax error is mended, what could not be looked at before may be wrong.
    [[nodiscard]] bool is_better(const FixableText& after, std::span<const Candidate> candidates) const {
        const std::multiset<std::string> before_kinds = kinds_of(found_);
        const std::multiset<std::string> after_kinds = kinds_of(after);
        std::multiset<std::string> mended;
        bool mends_syntax = false;
        for (const Candidate& candidate : candidates) {
            mended.insert(candidate.kind);
            mends_syntax = mends_syntax || candidate.is_syntax_error;
        }
        // Of a file with more than is kept others come into sight.
        const bool is_cut = std::any_of(found_.diagnostics.begin(), found_.diagnostics.end(),
                                        [](const Diagnostic& diagnostic) { return diagnostic.code == diag::TooManyDiagnostics.code; });
        const bool is_gone = is_cut || std::all_of(mended.begin(), mended.end(), [&](const std::string& kind) {
            return after_kinds.count(kind) + mended.count(kind) <= before_kinds.count(kind);
        });
        std::map<std::uint16_t, std::size_t> before_warnings = warnings_of(found_);
        const std::map<std::uint16_t, std::size_t> after_warnings = warnings_of(after);
        const bool warns_more = std::any_of(after_warnings.begin(), after_warnings.end(), [&](const auto& one) {
            return one.second > before_warnings[one.first];
        });
        if (warns_more && !mends_syntax && !is_cut) {
            return false;
        }
        return is_gone && std::none_of(after.diagnostics.begin(), after.diagnostics.end(), [&](const Diagnostic& diagnostic) {
            const std::string kind = kind_of(diagnostic);
            return diagnostic.level == Level::Error && after_kinds.count(kind) > before_kinds.count(kind) &&
                   ((!mends_syntax && !is_cut) || is_syntax_error(diagnostic));
        });
    }

    static bool is_syntax_error(const Diagnostic& diagnostic) {
        constexpr std::uint16_t kFirstOfNames = 300;
        return diagnostic.level == Level::Error && diagnostic.code < kFirstOfNames;
    }

    /// How many of each code.
    static std::map<std::uint16_t, std::size_t> warnings_of(const FixableText& found) {
        std::map<std::uint16_t, std::size_t> counts;
        for (const Diagnostic& diagnostic : found.diagnostics) {
            counts[static_cast<std::uint16_t>(diagnostic.code)] += diagnostic.level == Level::Warning ? 1 : 0;
        }
        return counts;
    }

    static std::multiset<std::string> kinds_of(const FixableText& found) {
        std::multiset<std::string> kinds;
        for (const Diagnostic& diagnostic : found.diagnostics) {
            kinds.insert(kind_of(diagnostic));
        }
        return kinds;
    }

    static std::string kind_of(const Diagnostic& diagnostic) { return fmt::format("{}\n{}", diagnostic.code, diagnostic.message); }

    const FixOptions& options_;
    const CheckText& check_;
    FixableText found_;
    FixedText out_;
    std::set<std::string> refused_;            // keys
    std::string base_;                         // the text at the beginning of the round
    std::vector<const Candidate*> accepted_;   // of the round, in the order of their places
};

}  // namespace

bool is_wanted(const Diagnostic& diagnostic, const std::vector<std::string>& only) {
    return only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& wanted) {
               return wanted == diagnostic.name || wanted == diagnostics::code_text(diagnostic.code);
           });
}

FixedText apply_fixes(const std::string& text, const FixOptions& options, const CheckText& check) {
    return Fixer(text, options, check).fix();
}

}  // namespace shot::format
