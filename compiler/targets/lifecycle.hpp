// A target's life: held against the date of the profile's facts, or against --as-of, never against the clock, so that
// equal input gives equal output.
#pragma once

#include <string_view>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/targets/profile.hpp"

namespace shot::targets {

/// A day of the calendar as `2026-09-24` (ISO 8601): what --as-of takes.
bool is_iso_date(std::string_view text);

/// `live`, `preview`, `deprecated` or `retired` on that day; an empty date is the day of the facts. Dates are compared
/// as text, which is their order.
std::string_view state_on(const Profile& profile, std::string_view as_of);

/// Warns once where the target is retired on that day, or its end was announced: with the dates, the successors, the
/// source. `is_default`: the script names no target, which is said.
void check_lifecycle(const Profile& profile, Span span, std::string_view as_of, bool is_default, diagnostics::Sink& sink);

}  // namespace shot::targets
