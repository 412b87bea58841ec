// A target profile: a model's limits, life and price, joined with its HTTP dialect and its prompt style. All data, in
// stdlib/targets/, stdlib/dialects/, stdlib/prompt-styles/; each fact with a source and a date. docs/targets/README.md
// says what every key means; docs/targets/profile.schema.json is its schema.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/prompt/prompt_style.hpp"
#include "compiler/sema/script.hpp"
#include "compiler/support/result.hpp"
#include "compiler/targets/limits.hpp"

namespace shot::targets {

/// Where a fact was read.
struct Source {
    std::string id;  // `guide`
    std::string title;
    std::string url;
    std::string date;  // of the copy that was read: `2026-08-21`, `2026-03`, `mid-2026`
};

/// US dollars a second in millionths (0.10 is 100'000), for the sizes or resolutions listed.
struct Price {
    std::vector<Size> sizes;          // both empty: every size
    std::vector<std::int32_t> lines;  // of the shorter side
    std::int64_t micro_usd_per_second = 0;
    std::optional<std::int64_t> batch_micro_usd_per_second;
    std::string source;
};

struct Lifecycle {
    std::string state;      // `live`, `preview`, `deprecated`, `retired`: as of the facts' date
    std::string announced;  // ISO dates; empty: none
    std::string retired_on;
    std::vector<std::string> successors;    // the provider's own
    std::vector<std::string> alternatives;  // live targets worth naming where there is no successor
    std::string note;                       // one sentence for the warning
    std::string source;
};

/// What a rule can ask about a request (docs/targets/README.md). Everything is a number: milliseconds, pixels, counts,
/// 0 and 1, sema::Operation, ClipSource::Kind; a size and an aspect (in lowest terms) as width << 32 | height.
enum class RuleSubject : std::uint8_t {
    Operation,
    ClipSource,
    Duration,
    Size,
    Width,
    Height,
    ShortSide,
    Aspect,
    FirstFrame,
    LastFrame,
    References,
    SpeakersWithReferences,
    Silent,
    Seed,
    Negative,
    FrameRate,
    ExtensionNumber,
    TotalDuration,
    Frames,
    Dialogue,
    Beats,
    Cuts,
    Parts
};

/// `"references": { "more_than": 0 }`: holds or not for a request.
struct Condition {
    enum class Test : std::uint8_t { Is, Not, AtLeast, AtMost, MoreThan, LessThan };
    RuleSubject subject = RuleSubject::Operation;
    Test test = Test::Is;
    std::vector<std::int64_t> values;  // Is: one of them; Not: none of them; else the one to compare with
};

/// A cross-field rule: when every condition of `when` holds, the clip is refused (or only warned about).
struct Rule {
    std::string name;
    std::string says;  // the limit as a sentence, for the message
    bool is_refused = true;
    std::string source;
    std::vector<Condition> when;
};

struct Dialect;  // dialect.hpp

struct Profile {
    std::string name;      // `sora-2`; with its server, `wan2.2-t2v-a14b@sglang`, where that is not the default
    std::string server;    // `vllm-omni`; empty: there is one alone
    std::vector<std::string> servers;  // all that run it, the default first
    std::string title;     // `Sora 2`
    std::string provider;  // `OpenAI`
    std::string model;     // what the API calls it
    std::string facts_as_of;
    std::vector<Source> sources;
    Lifecycle lifecycle;

    DurationLimits durations;
    std::int64_t default_duration = 0;
    std::optional<FrameRateLimits> frame_rates;
    SizeLimits sizes;
    PromptLimits prompt;
    bool has_audio = true;       // it makes sound
    bool can_be_silent = false;  // and can be asked not to, or makes none
    std::string audio_source;
    std::optional<SeedLimits> seed;
    std::optional<NegativeLimits> negative;
    std::string fields_source;  // of both
    std::optional<MediaLimits> first_frame;
    std::optional<MediaLimits> last_frame;
    std::optional<ReferenceLimits> references;
    std::optional<CharacterLimits> characters;
    std::optional<ExtensionLimits> extension;
    std::optional<EditLimits> edit;
    std::vector<Rule> rules;
    std::vector<Price> prices;

    std::string dialect_name;
    std::string prompt_style_name;
    std::shared_ptr<const Dialect> dialect;  // shared: several profiles speak one dialect
    std::shared_ptr<const prompt::PromptStyle> style;

    /// The source with this id, for the note of a limit: "limit: ... (TITLE, DATE, URL)".
    [[nodiscard]] const Source* find_source(std::string_view id) const;
    [[nodiscard]] const Price* find_price(Size size) const;
};

/// Reads a profile alone, without its dialect and prompt style, as `server` runs it (empty: the default). `path` is named
/// in a failure; its reason names the key by its JSON path (`$.extension.max_cuont`). Strict: a key that is not known is
/// a failure.
Result<Profile> parse_profile(std::string_view json, std::string_view path, std::string_view server = {});

/// The model of `model@server`, and the server (empty: none is named).
std::pair<std::string_view, std::string_view> split_server(std::string_view name);

/// What sema must know of a target; `alias` and `line` are left for the caller.
sema::TargetView view_of(const Profile& profile);

}  // namespace shot::targets
