#include "compiler/targets/lifecycle.hpp"

#include <array>

#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

/// The value of `count` digits from `begin`, or -1.
int digits(std::string_view text, std::size_t begin, std::size_t count) {
    int value = 0;
    for (std::size_t i = begin; i < begin + count; ++i) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

std::string quoted_list(const std::vector<std::string>& names) {
    std::vector<std::string> quoted;
    for (const std::string& name : names) {
        quoted.push_back("`" + name + "`");
    }
    return list_text(quoted, "and");
}

void add_notes(const Profile& profile, diagnostics::Report& report) {
    const Lifecycle& life = profile.lifecycle;
    if (!life.announced.empty()) {
        report.note("announced on " + life.announced);
    }
    if (!life.note.empty()) {
        report.note(life.note);
    }
    if (!life.successors.empty()) {
        report.note((life.successors.size() == 1 ? "its successor: " : "its successors: ") + quoted_list(life.successors));
    }
    if (!life.alternatives.empty()) {
        report.note("live alternatives: " + quoted_list(life.alternatives));
    }
    report.note(source_note(profile, life.source));
}

}  // namespace

bool is_iso_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return false;
    }
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const int day = digits(text, 8, 2);
    if (year < 0 || month < 1 || month > 12 || day < 1) {
        return false;
    }
    constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap ? 1 : 0);
}

std::string_view state_on(const Profile& profile, std::string_view as_of) {
    const Lifecycle& life = profile.lifecycle;
    const std::string_view day = as_of.empty() ? std::string_view(profile.facts_as_of) : as_of;
    if (!life.retired_on.empty() && day >= life.retired_on) {
        return "retired";
    }
    if (!life.announced.empty() && day >= life.announced) {
        return "deprecated";
    }
    const bool is_before_its_end = (life.state == "deprecated" && !life.announced.empty()) || life.state == "retired";
    return is_before_its_end ? std::string_view("live") : std::string_view(life.state);
}

void check_lifecycle(const Profile& profile, Span span, std::string_view as_of, bool is_default, diagnostics::Sink& sink) {
    const std::string_view state = state_on(profile, as_of);
    if (state == "retired") {
        auto report = sink.report(diag::TargetRetired, span, profile.name, profile.lifecycle.retired_on);
        if (report && is_default) {
            report.note(fmt::format("the script names no target, and is checked for `{}` then: begin it with a line such as `target veo-3.1`",
                                    profile.name));
        }
        if (report) {
            add_notes(profile, report);
        }
    } else if (state == "deprecated") {
        const std::string& end = profile.lifecycle.retired_on;
        auto report = sink.report(diag::TargetRetiring, span, profile.name,
                                  end.empty() ? std::string("a day not yet named") : end);
        if (report) {
            add_notes(profile, report);
        }
    }
}

}  // namespace shot::targets
