#include "compiler/diagnostics/sink.hpp"

#include <algorithm>
#include <cstring>
#include <tuple>

namespace shot::diagnostics {
namespace {

// Dropped reports of a file that are told from repeats; beyond it, repeats count too: a bound of the memory.
constexpr std::size_t kMaxRemembered = 100'000;

/// Families of codes that speak of a target: 06 limits, 07 and 08 lints.
bool is_of_target(std::uint16_t code) { return code >= 600 && code < 900; }

/// Code, target and span in 16 bytes, then the topic. Without one it is nearly short enough for a string to hold without
/// asking for memory.
std::string pack(std::uint16_t code, std::uint16_t target, Span span, std::string_view topic) {
    std::string key(sizeof code + sizeof target + 3 * sizeof(std::uint32_t), '\0');
    char* out = key.data();
    const auto put = [&](const auto& part) {
        std::memcpy(out, &part, sizeof part);
        out += sizeof part;
    };
    put(code);
    put(target);
    put(span.file.value);
    put(span.begin);
    put(span.end);
    return key.append(topic);
}

}  // namespace

Report& Report::at(std::string_view text) {
    if (diagnostic_ != nullptr) {
        diagnostic_->label = text;
    }
    return *this;
}

Report& Report::label(Span span, std::string_view text) {
    if (diagnostic_ != nullptr) {
        diagnostic_->labels.push_back({span, std::string(text)});
    }
    return *this;
}

Report& Report::note(std::string_view text) {
    if (diagnostic_ != nullptr) {
        diagnostic_->notes.emplace_back(text);
    }
    return *this;
}

Report& Report::fix(std::string_view title, Span span, std::string_view replacement, bool is_safe) {
    if (diagnostic_ != nullptr) {
        diagnostic_->fixes.push_back({std::string(title), {{span, std::string(replacement)}}, is_safe});
    }
    return *this;
}

Report& Report::fix(Fix fix) {
    if (diagnostic_ != nullptr) {
        diagnostic_->fixes.push_back(std::move(fix));
    }
    return *this;
}

void Sink::raise_to_error(std::string_view name) {
    raised_.emplace(name);
}

Diagnostic* Sink::add(std::uint16_t code, std::string_view name, Level level, Span span, std::string_view topic) {
    ++report_count_;
    std::size_t& dropped = dropped_[span.file.value];
    std::string key = pack(code, is_of_target(code) ? target_ : std::uint16_t{0}, span, topic);
    if (dropped < kMaxRemembered ? !seen_.insert(std::move(key)).second : seen_.contains(key)) {
        return nullptr;
    }
    if (filter_ && filter_(code, name, span)) {
        return nullptr;
    }
    if (level == Level::Warning && !raised_.empty() && raised_.contains(std::string(name))) {
        level = Level::Error;
    }
    error_count_ += level == Level::Error ? 1 : 0;
    warning_count_ += level == Level::Warning ? 1 : 0;
    std::size_t& kept = kept_[span.file.value];
    if (kept == kMaxDiagnosticsPerFile) {
        ++dropped;
        return nullptr;
    }
    ++kept;
    Diagnostic& added = diagnostics_.emplace_back();
    added.code = code;
    added.name = name;
    added.level = level;
    added.span = span;
    return &added;
}

std::vector<Diagnostic> Sink::take() {
    std::vector<Diagnostic> taken = std::move(diagnostics_);
    diagnostics_.clear();
    for (const auto& [file, count] : dropped_) {
        if (count > 0) {
            Diagnostic& more = taken.emplace_back();
            more.code = diag::TooManyDiagnostics.code;
            more.name = diag::TooManyDiagnostics.name;
            more.level = diag::TooManyDiagnostics.level;
            more.message = fmt::format(fmt::runtime(diag::TooManyDiagnostics.message), count);
            more.span.file = FileId{file};
        }
    }
    const auto is_last = [](const Diagnostic& diagnostic) { return diagnostic.code == diag::TooManyDiagnostics.code; };
    std::stable_sort(taken.begin(), taken.end(), [&](const Diagnostic& a, const Diagnostic& b) {
        const auto key = [&](const Diagnostic& diagnostic) {
            return std::tuple(diagnostic.span.file, is_last(diagnostic), diagnostic.span.begin, diagnostic.code);
        };
        return key(a) < key(b);
    });
    // 'And more' stands where the last of those that are shown stands.
    for (std::size_t i = 1; i < taken.size(); ++i) {
        if (is_last(taken[i])) {
            taken[i].span.begin = taken[i].span.end = taken[i - 1].span.begin;
        }
    }
    dropped_.clear();
    kept_.clear();
    seen_.clear();
    target_ = 0;
    error_count_ = 0;
    warning_count_ = 0;
    return taken;
}

}  // namespace shot::diagnostics
