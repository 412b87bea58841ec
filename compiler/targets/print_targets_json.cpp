// `shot targets --json`: what programs read. Seconds and dollars are numbers; what a target has not is null.
#include <nlohmann/json.hpp>

#include "compiler/targets/lifecycle.hpp"
#include "compiler/targets/print_targets.hpp"
#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

using Json = nlohmann::ordered_json;

/// Whole seconds stay whole: `4`, not `4.0`.
Json seconds(std::int64_t milliseconds) {
    return milliseconds % 1000 == 0 ? Json(milliseconds / 1000) : Json(static_cast<double>(milliseconds) / 1000.0);
}

Json dollars(std::int64_t micro_usd) {
    return static_cast<double>(micro_usd) / 1e6;
}

Json or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json durations_of(const DurationLimits& limits) {
    if (limits.values.empty()) {
        return {{"min_seconds", seconds(limits.min)},
                {"max_seconds", seconds(limits.max)},
                {"step_seconds", limits.step == 0 ? Json() : seconds(limits.step)}};
    }
    Json values = Json::array();
    for (const std::int64_t value : limits.values) {
        values.push_back(seconds(value));
    }
    return {{"seconds", std::move(values)}};
}

Json extension_of(const ExtensionLimits& limits) {
    Json json = durations_of(limits.durations);
    json["max_count"] = limits.max_count == 0 ? Json() : Json(limits.max_count);
    json["max_total_seconds"] = limits.max_total_milliseconds == 0 ? Json() : seconds(limits.max_total_milliseconds);
    return json;
}

Json prices_of(const Profile& profile) {
    Json all = Json::array();
    for (const Price& price : profile.prices) {
        const auto& batch = price.batch_micro_usd_per_second;
        all.push_back({{"sizes", size_texts(price.sizes)},
                       {"usd_per_second", dollars(price.micro_usd_per_second)},
                       {"batch_usd_per_second", batch ? dollars(*batch) : Json()}});
    }
    return all;
}

Json json_of(const Profile& profile, std::string_view as_of) {
    const Lifecycle& life = profile.lifecycle;
    const auto& characters = profile.characters;
    Json fields = {{"seed", profile.takes_seed},
                   {"negative", profile.takes_negative},
                   {"frame_rate", profile.takes_frame_rate},
                   {"references", profile.takes_shot_references},
                   {"last_frame", profile.takes_last_frame},
                   {"first_frame", profile.first_frame.has_value()}};
    Json sources = Json::object();
    for (const Source& source : profile.sources) {
        sources[source.id] = {{"title", source.title}, {"url", source.url}, {"date", source.date}};
    }
    return {{"name", profile.name},
            {"title", profile.title},
            {"provider", profile.provider},
            {"model", profile.model},
            {"facts_as_of", profile.facts_as_of},
            {"state", state_on(profile, as_of)},
            {"announced", or_null(life.announced)},
            {"retired_on", or_null(life.retired_on)},
            {"successors", life.successors},
            {"alternatives", life.alternatives},
            {"duration", durations_of(profile.durations)},
            {"default_seconds", seconds(profile.default_duration)},
            {"sizes", size_texts(profile.sizes)},
            {"default_size", size_text(profile.default_size)},
            {"max_prompt", profile.prompt.max == 0 ? Json() : Json(profile.prompt.max)},
            {"audio", !profile.has_audio      ? "none"
                      : profile.can_be_silent ? "toggle"
                                              : "always"},
            {"fields", std::move(fields)},
            {"speakers_with_references", characters ? Json(characters->max_per_clip) : Json()},
            {"extension", profile.extension ? extension_of(*profile.extension) : Json()},
            {"edit", profile.edit.has_value()},
            {"prices", prices_of(profile)},
            {"dialect", profile.dialect_name},
            {"prompt_style", profile.prompt_style_name},
            {"sources", std::move(sources)}};
}

}  // namespace

std::string print_targets_json(const Profiles& profiles, std::string_view as_of) {
    Json all = Json::array();
    for (const auto& profile : profiles) {
        all.push_back(json_of(*profile, as_of));
    }
    return all.dump(2) + "\n";
}

}  // namespace shot::targets
