#include "compiler/targets/rules.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

using Kind = RuleSubject;

/// How a subject's values are written in JSON.
enum class Form { Operation, Source, Seconds, Size, Aspect, Count, FrameRate, Flag };

struct SubjectInfo {
    std::string_view name;
    Form form;
};

/// In the order of RuleSubject.
constexpr std::array<SubjectInfo, kRuleSubjectCount> kSubjects = {{
    {"operation", Form::Operation},
    {"source", Form::Source},
    {"duration", Form::Seconds},
    {"size", Form::Size},
    {"width", Form::Count},
    {"height", Form::Count},
    {"short_side", Form::Count},
    {"aspect", Form::Aspect},
    {"first_frame", Form::Flag},
    {"last_frame", Form::Flag},
    {"references", Form::Count},
    {"speakers_with_references", Form::Count},
    {"silent", Form::Flag},
    {"seed", Form::Flag},
    {"negative", Form::Flag},
    {"frame_rate", Form::FrameRate},
    {"extension_number", Form::Count},
    {"total_duration", Form::Seconds},
    {"frames", Form::Count},
    {"dialogue", Form::Flag},
    {"beats", Form::Count},
    {"cuts", Form::Count},
    {"parts", Form::Count},
}};
static_assert(static_cast<std::size_t>(Kind::Parts) + 1 == kRuleSubjectCount);

constexpr std::array<std::string_view, 3> kOperations = {"create", "extend", "edit"};  // as sema::Operation
constexpr std::array<std::string_view, 4> kSources = {"none", "shot", "file", "id"};   // as ClipSource::Kind
constexpr std::array<std::string_view, 6> kTests = {"is", "not", "at_least", "at_most", "more_than", "less_than"};

std::int64_t pack(Size size) {
    return (static_cast<std::int64_t>(size.width) << 32) | size.height;
}

template <std::size_t N>
std::optional<std::int64_t> index_in(const std::array<std::string_view, N>& words, const Json& value) {
    const auto place =
        value.is_string() ? std::find(words.begin(), words.end(), value.get_ref<const std::string&>()) : words.end();
    return place == words.end() ? std::nullopt : std::optional<std::int64_t>(place - words.begin());
}

std::optional<std::int64_t> read_pair(const Json& value, char separator) {
    const auto pair = value.is_string() ? parse_pair(value.get_ref<const std::string&>(), separator) : std::nullopt;
    if (!pair) {
        return std::nullopt;
    }
    return pack(separator == ':' ? lowest_terms(*pair) : *pair);
}

std::optional<std::int64_t> read_number(const Json& value, double scale) {
    constexpr double kLargest = 1e9;
    if (!value.is_number() || std::abs(value.get<double>()) > kLargest) {
        return std::nullopt;
    }
    return std::llround(value.get<double>() * scale);
}

std::optional<std::int64_t> read_value(Form form, const Json& value) {
    switch (form) {
        case Form::Operation:
            return index_in(kOperations, value);
        case Form::Source:
            return index_in(kSources, value);
        case Form::Seconds:
            return read_number(value, 1000);
        case Form::FrameRate:
            return read_number(value, 1000);
        case Form::Size:
            return read_pair(value, 'x');
        case Form::Aspect:
            return read_pair(value, ':');
        case Form::Count:
            return read_number(value, 1);
        case Form::Flag:
            return value.is_boolean() ? std::optional<std::int64_t>(value.get<bool>() ? 1 : 0) : std::nullopt;
    }
    return std::nullopt;
}

/// A bare value or array means `is`; else an object with one test.
Condition parse_condition(const SubjectInfo& info, std::size_t index, const Json& json, const std::string& path,
                          JsonProblem& problem) {
    Condition condition;
    condition.subject = static_cast<Kind>(index);
    const Json* value = &json;
    std::string value_path = path;
    if (json.is_object()) {
        const auto test = json.size() == 1 ? std::find(kTests.begin(), kTests.end(), json.begin().key()) : kTests.end();
        if (test == kTests.end()) {
            problem.report(path, "holds not one of `is`, `not`, `at_least`, `at_most`, `more_than`, `less_than`");
            return condition;
        }
        condition.test = static_cast<Condition::Test>(test - kTests.begin());
        value = &*json.begin();
        value_path += "." + std::string(*test);
    }
    const auto add = [&](const Json& one, const std::string& where) {
        if (const auto number = read_value(info.form, one)) {
            condition.values.push_back(*number);
        } else {
            problem.report(where, "is no value of `" + std::string(info.name) + "`");
        }
    };
    const bool takes_many = condition.test == Condition::Test::Is || condition.test == Condition::Test::Not;
    if (takes_many && value->is_array()) {
        read_array(value, value_path, problem, add);
    } else {
        add(*value, value_path);
    }
    return condition;
}

bool holds(const Condition& condition, std::int64_t found) {
    const auto& values = condition.values;
    const bool is_among = std::find(values.begin(), values.end(), found) != values.end();
    switch (condition.test) {
        case Condition::Test::Is:
            return is_among;
        case Condition::Test::Not:
            return !is_among;
        case Condition::Test::AtLeast:
            return found >= values.front();
        case Condition::Test::AtMost:
            return found <= values.front();
        case Condition::Test::MoreThan:
            return found > values.front();
        case Condition::Test::LessThan:
            return found < values.front();
    }
    return false;
}

}  // namespace

RequestFacts facts_of(const sema::ResolvedShot& shot, const RequestInputs& inputs, std::size_t parts) {
    RequestFacts facts;
    const Size size{shot.width, shot.height};
    facts.set(Kind::Operation, static_cast<std::int64_t>(shot.operation));
    facts.set(Kind::ClipSource, static_cast<std::int64_t>(shot.source.kind));
    facts.set(Kind::Duration, shot.duration);
    facts.set(Kind::Size, pack(size));
    facts.set(Kind::Width, size.width);
    facts.set(Kind::Height, size.height);
    facts.set(Kind::ShortSide, std::min(size.width, size.height));
    facts.set(Kind::Aspect, pack(lowest_terms(inputs.aspect.width > 0 ? inputs.aspect : size)));
    facts.set(Kind::FirstFrame, inputs.has_first_frame() ? 1 : 0);
    facts.set(Kind::LastFrame, inputs.has_last_frame() ? 1 : 0);
    facts.set(Kind::References, static_cast<std::int64_t>(inputs.references.size()));
    facts.set(Kind::SpeakersWithReferences, inputs.speakers_with_files());
    facts.set(Kind::Silent, shot.is_silent ? 1 : 0);
    facts.set(Kind::Seed, shot.seed ? 1 : 0);
    facts.set(Kind::Negative, shot.field(sema::FieldKind::Negative).phrases.is_empty() ? 0 : 1);
    facts.set(Kind::FrameRate, inputs.frame_rate);
    facts.set(Kind::ExtensionNumber, shot.extension_number);
    facts.set(Kind::TotalDuration, shot.total_duration);
    facts.set(Kind::Frames, inputs.frames);
    facts.set(Kind::Dialogue, shot.dialogue.empty() ? 0 : 1);
    facts.set(Kind::Beats, static_cast<std::int64_t>(shot.beats.size()));
    facts.set(Kind::Cuts, std::count_if(shot.beats.begin(), shot.beats.end(),
                                        [](const sema::ResolvedBeat& beat) { return beat.is_cut && beat.begin > 0; }));
    facts.set(Kind::Parts, static_cast<std::int64_t>(parts));
    return facts;
}

bool applies(const Rule& rule, const RequestFacts& facts) {
    return std::all_of(rule.when.begin(), rule.when.end(),
                       [&](const Condition& condition) { return holds(condition, facts.of(condition.subject)); });
}

Rule parse_rule(JsonObject& from) {
    Rule rule;
    rule.name = from.text("name");
    rule.says = from.text("says");
    rule.is_refused = from.word("effect", {"refuse", "warn"}) == 0;
    const JsonObject when = from.object("when");
    if (when.json().empty()) {
        from.problem().report(when.path(), "has no condition: the rule would hold for every clip");
    }
    for (const auto& item : when.json().items()) {
        const auto info = std::find_if(kSubjects.begin(), kSubjects.end(),
                                       [&](const SubjectInfo& one) { return one.name == item.key(); });
        if (info == kSubjects.end()) {
            from.problem().report(when.path_of(item.key()), "is nothing that a rule can ask about");
            continue;
        }
        const auto index = static_cast<std::size_t>(info - kSubjects.begin());
        rule.when.push_back(parse_condition(*info, index, item.value(), when.path_of(item.key()), from.problem()));
    }
    return rule;
}

}  // namespace shot::targets
