#include "compiler/targets/print_targets.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/source/text_width.hpp"
#include "compiler/targets/dialect.hpp"
#include "compiler/targets/lifecycle.hpp"
#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

constexpr std::size_t kColumns = 9;
using Row = std::array<std::string, kColumns>;

std::string state_text(const Profile& profile, std::string_view as_of) {
    std::string text(state_on(profile, as_of));
    const std::string& end = profile.lifecycle.retired_on;
    if (!end.empty() && text != "live" && text != "preview") {
        text += (text == "retired" ? " " : " until ") + end;
    }
    return text;
}

std::string audio_text(const Profile& profile) {
    return !profile.has_audio ? "none" : profile.can_be_silent ? "on or off" : "always";
}

/// `1280x720, 1920x1080`, each with its upright twin left out.
std::string sizes_text(const Profile& profile) {
    if (!profile.sizes.aspects.empty() || profile.sizes.pixels.empty()) {
        return profile.sizes.text();
    }
    const std::vector<Size>& sizes = profile.sizes.pixels;
    std::vector<std::string> lying;
    bool has_upright = false;
    for (const Size size : sizes) {
        const bool has_twin = std::find(sizes.begin(), sizes.end(), Size{size.height, size.width}) != sizes.end();
        if (has_twin && size.height > size.width) {
            has_upright = true;
            continue;
        }
        lying.push_back(size_text(size));
    }
    return list_text(lying, "and") + (has_upright ? ", upright too" : "");
}

std::string references_text(const Profile& profile) {
    std::vector<std::string> kinds;
    if (profile.first_frame) {
        kinds.emplace_back(profile.first_frame->is_required ? "first frame (needed)" : "first frame");
    }
    if (profile.last_frame) {
        kinds.emplace_back("last frame");
    }
    if (profile.characters) {
        kinds.push_back(fmt::format("{} speakers", profile.characters->max_per_clip));
    }
    if (profile.references) {
        kinds.push_back(fmt::format("{} {}", profile.references->max,
                                    !profile.references->clips      ? "pictures"
                                    : !profile.references->pictures ? "clips"
                                                                    : "pictures and clips"));
    }
    return kinds.empty() ? "none" : list_text(kinds, "and");
}

std::string extension_text(const Profile& profile) {
    if (!profile.extension) {
        return "none";
    }
    std::string text = profile.extension->max_count > 0 ? fmt::format("{} times", profile.extension->max_count) : "yes";
    if (profile.extension->max_total_milliseconds > 0) {
        text += ", to " + seconds_text(profile.extension->max_total_milliseconds);
    }
    return text;
}

std::string price_text(const Profile& profile) {
    if (profile.prices.empty()) {
        return "not known";
    }
    const auto [low, high] = std::minmax_element(
        profile.prices.begin(), profile.prices.end(),
        [](const Price& a, const Price& b) { return a.micro_usd_per_second < b.micro_usd_per_second; });
    const std::string range = low->micro_usd_per_second == high->micro_usd_per_second
                                  ? usd_text(low->micro_usd_per_second)
                                  : usd_text(low->micro_usd_per_second) + "–" + usd_text(high->micro_usd_per_second);
    return range + " USD/s";
}

void pad(std::string& out, std::string_view text, std::size_t width) {
    out += text;
    out.append(width - std::min(width, display_width(text)), ' ');
}

/// `  duration      4, 8 s   (guide)` and the lines of a detail view.
void add_line(std::string& out, std::string_view label, std::string_view text, std::string_view source = {}) {
    constexpr std::size_t kLabelWidth = 14;
    out += "  ";
    pad(out, label, kLabelWidth);
    out += text;
    if (!source.empty()) {
        out += fmt::format("  [{}]", source);
    }
    out += '\n';
}

void add_life(std::string& out, const Profile& profile, std::string_view as_of) {
    const Lifecycle& life = profile.lifecycle;
    add_line(out, "state", state_text(profile, as_of), life.source);
    if (!life.announced.empty()) {
        add_line(out, "", "announced on " + life.announced);
    }
    if (!life.note.empty()) {
        add_line(out, "", life.note);
    }
    if (!life.successors.empty()) {
        add_line(out, "successors", list_text(life.successors, "and"));
    }
    if (!life.alternatives.empty()) {
        add_line(out, "alternatives", list_text(life.alternatives, "and"));
    }
}

/// `MP4, 2–4 s, 720p to 1080p, 16:9, 9:16`: a file's limits.
std::string media_text(const MediaLimits& clip) {
    std::vector<std::string> parts;
    if (!clip.kinds.empty()) {
        parts.push_back(kinds_text(clip.kinds));
    }
    if (clip.min_milliseconds && clip.max_milliseconds) {
        parts.push_back(decimal_text(*clip.min_milliseconds) + "–" + seconds_text(*clip.max_milliseconds));
    }
    if (clip.min_short_side && clip.max_short_side) {
        parts.push_back(fmt::format("{}p to {}p", *clip.min_short_side, *clip.max_short_side));
    }
    if (!clip.min_milliseconds && clip.max_milliseconds) {
        parts.push_back("at most " + seconds_text(*clip.max_milliseconds));
    }
    for (const Size aspect : clip.aspects) {
        parts.push_back(aspect_text(aspect));
    }
    if (clip.max_bytes) {
        parts.push_back("at most " + bytes_text(*clip.max_bytes));
    }
    if (clip.must_match_size) {
        parts.emplace_back("of the clip's own size");
    }
    std::string text;
    for (const std::string& part : parts) {
        text += (text.empty() ? "" : ", ") + part;
    }
    return text.empty() ? "yes" : text;
}

std::string character_text(const CharacterLimits& limits) {
    return fmt::format("{} speakers a clip: {}{}", limits.max_per_clip, media_text(limits.clip),
                       limits.name_in_prompt ? "; the name stands in the prompt" : "");
}

void add_pictures(std::string& out, const Profile& profile) {
    if (profile.first_frame) {
        add_line(out, "first frame",
                 media_text(*profile.first_frame) + (profile.first_frame->is_required ? "; every clip needs one" : ""),
                 profile.first_frame->source);
    }
    if (profile.last_frame) {
        add_line(out, "last frame", media_text(*profile.last_frame), profile.last_frame->source);
    }
    if (profile.characters) {
        add_line(out, "references", character_text(*profile.characters), profile.characters->source);
    }
    if (profile.references) {
        const ReferenceLimits& limits = *profile.references;
        add_line(out, "references", fmt::format("{} in all", limits.max), limits.source);
        const auto add = [&](const std::optional<MediaLimits>& kind, std::string_view name) {
            if (kind) {
                add_line(out, "", fmt::format("{}{}: {}",
                                              kind->max_count > 0 ? fmt::format("{} ", kind->max_count) : "", name,
                                              media_text(*kind)),
                         kind->source);
            }
        };
        add(limits.pictures, "pictures");
        add(limits.clips, "clips");
    }
}

void add_limits(std::string& out, const Profile& profile) {
    add_line(out, "duration",
             fmt::format("{} (default {})", profile.durations.text(), seconds_text(profile.default_duration)),
             profile.durations.source);
    if (profile.frame_rates) {
        add_line(out, "frame rate",
                 fmt::format("{} (default {})", profile.frame_rates->text(), decimal_text(profile.frame_rates->standard)),
                 profile.frame_rates->source);
    }
    add_line(out, "size",
             fmt::format("{} (default {})", profile.sizes.text(), size_text(profile.sizes.standard)),
             profile.sizes.source);
    if (profile.prompt.max > 0) {
        add_line(out, "prompt",
                 fmt::format("{}{} {}{}", profile.prompt.is_refused ? "" : "best up to ", profile.prompt.max,
                             profile.prompt.unit_name(),
                             profile.prompt.part_max > 0 ? fmt::format(", {} a shot", profile.prompt.part_max) : ""),
                 profile.prompt.source);
    }
    add_line(out, "audio", audio_text(profile), profile.audio_source);
    add_pictures(out, profile);
    const std::string operations = extension_text(profile);
    add_line(out, "extension",
             profile.extension ? fmt::format("{}; by {}", operations, profile.extension->durations.text()) : operations,
             profile.extension ? profile.extension->source : std::string_view());
    add_line(out, "edit",
             !profile.edit                         ? "none"
             : profile.edit->takes_uploaded_source ? "of its own clips and of files"
                                                   : "of its own clips",
             profile.edit ? profile.edit->source : std::string_view());
}

void add_lacks(std::string& out, const Profile& profile) {
    std::vector<std::string> lacks;
    const auto add = [&](bool is_taken, const char* name) {
        if (!is_taken) {
            lacks.emplace_back(name);
        }
    };
    add(profile.seed.has_value(), "seed");
    add(profile.negative.has_value(), "negative");
    add(profile.frame_rates.has_value(), "frame rate");
    add(profile.references.has_value(), "references of a shot");
    add(profile.last_frame.has_value(), "last frame");
    if (!lacks.empty()) {
        add_line(out, "no field for", list_text(lacks), profile.fields_source);
    }
}

}  // namespace

Result<Profiles> find_all_profiles(const Catalog& catalog) {
    Profiles all;
    for (const std::string& name : catalog.names()) {
        auto profile = catalog.find(name);
        if (!profile) {
            return tl::unexpected(profile.error());
        }
        all.push_back(std::move(*profile));
    }
    return all;
}

std::string print_targets_table(const Profiles& profiles, std::string_view as_of) {
    std::vector<Row> rows = {
        {"target", "state", "durations", "sizes", "audio", "references", "extension", "price", "facts as of"}};
    for (const auto& profile : profiles) {
        rows.push_back({profile->name, state_text(*profile, as_of), profile->durations.text(), sizes_text(*profile),
                        audio_text(*profile), references_text(*profile), extension_text(*profile), price_text(*profile),
                        profile->facts_as_of});
    }
    std::array<std::size_t, kColumns> widths{};
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < kColumns; ++i) {
            widths[i] = std::max(widths[i], display_width(row[i]));
        }
    }
    std::string out;
    for (const Row& row : rows) {
        for (std::size_t i = 0; i + 1 < kColumns; ++i) {
            pad(out, row[i], widths[i] + 2);
        }
        out += row.back() + "\n";
    }
    return out;
}

std::string print_target(const Profile& profile, std::string_view as_of) {
    std::string out = fmt::format("{}: {} by {}, facts as of {}\n", profile.name, profile.title, profile.provider,
                                  profile.facts_as_of);
    add_life(out, profile, as_of);
    add_limits(out, profile);
    add_lacks(out, profile);
    for (const Price& price : profile.prices) {
        std::string text = usd_text(price.micro_usd_per_second) + " USD/s";
        if (price.batch_micro_usd_per_second) {
            text += ", in a batch " + usd_text(*price.batch_micro_usd_per_second);
        }
        std::vector<std::string> which = size_texts(price.sizes);
        for (const std::int32_t lines : price.lines) {
            which.push_back(fmt::format("{}p", lines));
        }
        add_line(out, "price", text + (which.empty() ? "" : ": " + list_text(which, "and")), price.source);
    }
    for (const Rule& rule : profile.rules) {
        add_line(out, rule.is_refused ? "rule" : "mind", rule.says, rule.source);
    }
    add_line(
        out, "dialect",
        profile.dialect ? fmt::format("{} ({})", profile.dialect_name, profile.dialect->title) : profile.dialect_name);
    if (!profile.servers.empty()) {
        add_line(out, "servers", list_text(profile.servers, "and"));
    }
    add_line(out, "prompt style", profile.prompt_style_name);
    out += "\nsources\n";
    for (const Source& source : profile.sources) {
        add_line(out, source.id, fmt::format("{}, {}, {}", source.title, source.date, source.url));
    }
    return out;
}

}  // namespace shot::targets
