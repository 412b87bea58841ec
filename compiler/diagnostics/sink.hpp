// Where every stage reports to. Keeps diagnostics, drops repeats of one mistake, counts errors; renders nothing.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "compiler/diagnostics/catalog.hpp"

namespace shot::diagnostics {

/// Diagnostics of one file that are kept; more are only counted (SHOT0003). A limit: a broken file of a million lines
/// must not fill the memory or the terminal.
inline constexpr std::size_t kMaxDiagnosticsPerFile = 1000;

/// Adds to a diagnostic that was just reported; does nothing for one that was dropped. Lives for one expression.
class Report {
public:
    explicit Report(Diagnostic* diagnostic) : diagnostic_(diagnostic) {}

    /// What is said at the caret.
    Report& at(std::string_view text);
    /// Another place that explains this one.
    Report& label(Span span, std::string_view text);
    Report& note(std::string_view text);
    /// A fix of one edit.
    Report& fix(std::string_view title, Span span, std::string_view replacement, bool is_safe = false);
    Report& fix(Fix fix);
    /// False where the sink dropped the report (a repeat, over the limit): costly notes need not be made.
    [[nodiscard]] explicit operator bool() const { return diagnostic_ != nullptr; }

private:
    Diagnostic* diagnostic_;
};

class Sink {
public:
    /// Reports `definition` at `span`. A second report of the same code at the same span is dropped: a library that is
    /// used by a thousand shots has one mistake, not a thousand.
    template <class... Arguments>
    Report report(const Definition<Arguments...>& definition, Span span, std::type_identity_t<Arguments>... arguments) {
        Diagnostic* added = add(definition.code, definition.name, definition.level, span);
        if (added != nullptr) {
            added->message = fmt::format(fmt::runtime(definition.message), arguments...);
        }
        return Report(added);
    }

    /// The same, but reports of different topics at one place are different: two losses of one line.
    template <class... Arguments>
    Report report_about(std::string_view topic, const Definition<Arguments...>& definition, Span span,
                        std::type_identity_t<Arguments>... arguments) {
        Diagnostic* added = add(definition.code, definition.name, definition.level, span, topic);
        if (added != nullptr) {
            added->message = fmt::format(fmt::runtime(definition.message), arguments...);
        }
        return Report(added);
    }

    /// From now on it is another target: what that says of a place is no repeat of what the one before said.
    void begin_target() { ++target_; }

    /// Whether a report is known already, and is dropped like a repeat (a baseline). Asked once a code, place and target.
    using Filter = std::function<bool(std::uint16_t code, std::string_view name, Span span)>;
    void set_filter(Filter filter) { filter_ = std::move(filter); }

    /// Turns warnings of one name into errors (`--strict` for `lost`), for reports that come after.
    void raise_to_error(std::string_view name);

    [[nodiscard]] bool has_errors() const { return error_count_ > 0; }
    [[nodiscard]] std::size_t error_count() const { return error_count_; }
    [[nodiscard]] std::size_t warning_count() const { return warning_count_; }
    /// Calls of report(), repeats and those over the limits among them.
    [[nodiscard]] std::size_t report_count() const { return report_count_; }

    /// All diagnostics, sorted by file, place and code; files over the limit end with SHOT0003. The sink is empty after.
    std::vector<Diagnostic> take();

private:
    Diagnostic* add(std::uint16_t code, std::string_view name, Level level, Span span, std::string_view topic = {});

    std::vector<Diagnostic> diagnostics_;
    Filter filter_;
    std::unordered_set<std::string> raised_;
    std::unordered_map<std::uint32_t, std::size_t> dropped_;   // by file
    std::unordered_map<std::uint32_t, std::size_t> kept_;      // by file
    std::unordered_set<std::string> seen_;                     // code, target, span and topic, packed
    std::uint16_t target_ = 0;
    std::size_t error_count_ = 0;
    std::size_t warning_count_ = 0;
    std::size_t report_count_ = 0;
};

}  // namespace shot::diagnostics
