// What a profile answers about itself, and the built-in profiles.
#include "compiler/targets/profile.hpp"

#include <algorithm>
#include <cstdlib>

#include "compiler/targets/dialect.hpp"
#include "compiler/targets/units.hpp"
#include "stdlib/embedded.hpp"

namespace shot::targets {
namespace {

constexpr std::string_view kFolder = "targets/";
constexpr std::string_view kExtension = ".json";

/// The style files are parsed here and not in prompt/, as only a profile knows which one it needs.
Result<std::shared_ptr<const prompt::PromptStyle>> find_style(const std::string& name) {
    const std::string path = "prompt-styles/" + name + ".json";
    const std::string_view text = stdlib::find_embedded(path);
    if (text.data() == nullptr) {
        return tl::unexpected(Failure{"find the prompt style", name, "there is none of this name"});
    }
    auto style = prompt::parse_prompt_style(text, path);
    if (!style) {
        return tl::unexpected(style.error());
    }
    return std::make_shared<const prompt::PromptStyle>(std::move(*style));
}

}  // namespace

bool DurationLimits::offers(std::int64_t milliseconds) const {
    if (!values.empty()) {
        return std::find(values.begin(), values.end(), milliseconds) != values.end();
    }
    return milliseconds >= min && milliseconds <= max && (step == 0 || (milliseconds - min) % step == 0);
}

std::int64_t DurationLimits::nearest(std::int64_t milliseconds) const {
    if (!values.empty()) {
        return *std::min_element(values.begin(), values.end(), [&](std::int64_t a, std::int64_t b) {
            const auto distance_a = std::llabs(a - milliseconds);
            const auto distance_b = std::llabs(b - milliseconds);
            return distance_a != distance_b ? distance_a < distance_b : a > b;
        });
    }
    const std::int64_t inside = std::clamp(milliseconds, min, max);
    if (step == 0) {
        return inside;
    }
    const std::int64_t rounded = min + ((inside - min + step / 2) / step) * step;
    return rounded > max ? rounded - step : rounded;
}

std::string DurationLimits::text() const {
    if (values.empty()) {
        std::string range = decimal_text(min) + "–" + seconds_text(max);
        if (step == 1000) {
            range += ", whole seconds";
        } else if (step != 0) {
            range += " in steps of " + seconds_text(step);
        }
        return range;
    }
    std::string list;
    for (const std::int64_t value : values) {
        list += (list.empty() ? "" : ", ") + decimal_text(value);
    }
    return list + " s";
}

const Source* Profile::find_source(std::string_view id) const {
    const auto found =
        std::find_if(sources.begin(), sources.end(), [&](const Source& source) { return source.id == id; });
    return found == sources.end() ? nullptr : &*found;
}

const Price* Profile::find_price(Size size) const {
    const auto found = std::find_if(prices.begin(), prices.end(), [&](const Price& price) {
        return price.sizes.empty() || std::find(price.sizes.begin(), price.sizes.end(), size) != price.sizes.end();
    });
    return found == prices.end() ? nullptr : &*found;
}

Result<std::shared_ptr<const Profile>> find_profile(std::string_view name) {
    const std::string path = std::string(kFolder).append(name).append(kExtension);
    const std::string_view text = stdlib::find_embedded(path);
    if (text.data() == nullptr) {
        return tl::unexpected(Failure{"find the target", std::string(name), "there is no profile of this name"});
    }
    auto parsed = parse_profile(text, path);
    if (!parsed) {
        return tl::unexpected(parsed.error());
    }
    auto profile = std::make_shared<Profile>(std::move(*parsed));
    auto dialect = find_dialect(profile->dialect_name);
    if (!dialect) {
        return tl::unexpected(dialect.error());
    }
    auto style = find_style(profile->prompt_style_name);
    if (!style) {
        return tl::unexpected(style.error());
    }
    profile->dialect = std::move(*dialect);
    profile->style = std::move(*style);
    return profile;
}

std::vector<std::string_view> profile_names() {
    std::vector<std::string_view> names;
    for (const stdlib::EmbeddedFile& file : stdlib::embedded_files()) {
        if (file.path.starts_with(kFolder) && file.path.ends_with(kExtension)) {
            names.push_back(file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - kExtension.size()));
        }
    }
    std::sort(names.begin(), names.end());  // by path, `sora-2-pro.json` stood before `sora-2.json`
    return names;
}

sema::TargetView view_of(const Profile& profile) {
    sema::TargetView view;
    view.profile = profile.name;
    view.default_duration = profile.default_duration;
    view.default_width = profile.default_size.width;
    view.default_height = profile.default_size.height;
    return view;
}

}  // namespace shot::targets
