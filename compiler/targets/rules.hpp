// Cross-field rules: read from a profile, held against a request. No rule of a model stands in C++.
#pragma once

#include <array>

#include "compiler/targets/json_reader.hpp"
#include "compiler/targets/profile.hpp"
#include "compiler/targets/request_inputs.hpp"

namespace shot::targets {

inline constexpr std::size_t kRuleSubjectCount = 23;

/// A request as rules see it: a number for each subject.
struct RequestFacts {
    std::array<std::int64_t, kRuleSubjectCount> values{};
    [[nodiscard]] std::int64_t of(RuleSubject subject) const { return values[static_cast<std::size_t>(subject)]; }
    void set(RuleSubject subject, std::int64_t value) { values[static_cast<std::size_t>(subject)] = value; }
};

/// `parts` is the number of shots in the structured array of its prompt, if that has one.
RequestFacts facts_of(const sema::ResolvedShot& shot, const RequestInputs& inputs, std::size_t parts);

/// True when every condition of the rule holds.
bool applies(const Rule& rule, const RequestFacts& facts);

/// Reads all of a rule but its source.
Rule parse_rule(JsonObject& from);

}  // namespace shot::targets
