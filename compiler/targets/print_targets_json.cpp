// `shot targets --json`: what programs read. Seconds and dollars are numbers; what a target has not is null.
#include <fmt/format.h>
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
    Json json;
    if (limits.values.empty()) {
        json = {{"min_seconds", seconds(limits.min)},
                {"max_seconds", limits.max == 0 ? Json() : seconds(limits.max)},
                {"step_seconds", limits.step == 0 ? Json() : seconds(limits.step)}};
    } else {
        Json values = Json::array();
        for (const std::int64_t value : limits.values) {
            values.push_back(seconds(value));
        }
        json = {{"seconds", std::move(values)}};
    }
    if (limits.frames) {
        json["frames"] = {{"step", limits.frames->step}, {"offset", limits.frames->offset}};
    }
    return json;
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
                       {"short_sides", price.lines},
                       {"usd_per_second", dollars(price.micro_usd_per_second)},
                       {"batch_usd_per_second", batch ? dollars(*batch) : Json()}});
    }
    return all;
}

Json sizes_of(const SizeLimits& limits) {
    Json aspects = Json::array();
    Json resolutions = Json::array();
    for (const Size aspect : limits.aspects) {
        aspects.push_back(fmt::format("{}:{}", aspect.width, aspect.height));
    }
    for (const Resolution& one : limits.resolutions) {
        resolutions.push_back(one.name);
    }
    return {{"pixels", size_texts(limits.pixels)},
            {"aspects", std::move(aspects)},
            {"resolutions", std::move(resolutions)},
            {"multiple", limits.multiple == 0 ? Json() : Json(limits.multiple)},
            {"trained", size_texts(limits.trained)}};
}

Json prompt_of(const PromptLimits& limits) {
    if (limits.max == 0) {
        return {};
    }
    return {{"max", limits.max},
            {"unit", limits.unit_name()},
            {"part_max", limits.part_max == 0 ? Json() : Json(limits.part_max)},
            {"refused", limits.is_refused}};
}

Json references_of(const Profile& profile) {
    if (!profile.references) {
        return {};
    }
    const auto most = [](const std::optional<MediaLimits>& kind, std::int64_t all) {
        return !kind ? Json(0) : Json(kind->max_count == 0 ? all : kind->max_count);
    };
    const ReferenceLimits& limits = *profile.references;
    return {{"max", limits.max}, {"pictures", most(limits.pictures, limits.max)}, {"clips", most(limits.clips, limits.max)}};
}

Json json_of(const Profile& profile, std::string_view as_of) {
    const Lifecycle& life = profile.lifecycle;
    const auto& characters = profile.characters;
    Json fields = {{"seed", profile.seed.has_value()},
                   {"negative", profile.negative.has_value()},
                   {"first_frame", profile.first_frame.has_value()},
                   {"last_frame", profile.last_frame.has_value()}};
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
            {"sizes", sizes_of(profile.sizes)},
            {"default_size", size_text(profile.sizes.standard)},
            {"frame_rate", profile.frame_rates ? Json(profile.frame_rates->text()) : Json()},
            {"prompt", prompt_of(profile.prompt)},
            {"audio", !profile.has_audio      ? "none"
                      : profile.can_be_silent ? "toggle"
                                              : "always"},
            {"fields", std::move(fields)},
            {"references", references_of(profile)},
            {"speakers_with_references", characters ? Json(characters->max_per_clip) : Json()},
            {"extension", profile.extension ? extension_of(*profile.extension) : Json()},
            {"edit", profile.edit.has_value()},
            {"prices", prices_of(profile)},
            {"servers", profile.servers},
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
