#include "runtime/animatic/colours.hpp"

#include <algorithm>
#include <cmath>

#include "runtime/animatic/data.hpp"
#include "runtime/animatic/words.hpp"

namespace shot::animatic {
namespace {

using Json = nlohmann::json;

constexpr Rgb kBlack{0.02, 0.02, 0.03};
constexpr Rgb kWhite{1, 1, 1};
constexpr std::size_t kMaxLight = 4000;  // bytes of a text that are read for words

double saturation(const Rgb& colour) {
    const double most = std::max({colour.red, colour.green, colour.blue});
    const double least = std::min({colour.red, colour.green, colour.blue});
    return most <= 0 ? 0 : (most - least) / std::max(most, 0.2);
}

Rgb grey_of(const Rgb& colour) {
    const double level = brightness(colour);
    return {level, level, level};
}

double distance(const Rgb& a, const Rgb& b) {
    return std::abs(a.red - b.red) + std::abs(a.green - b.green) * 1.4 + std::abs(a.blue - b.blue) * 0.8;
}

int hex_digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

Rgb times(const Rgb& colour, double factor) {
    return {std::min(1.0, colour.red * factor), std::min(1.0, colour.green * factor),
            std::min(1.0, colour.blue * factor)};
}

/// Moves a colour away from another until it can be told from it.
Rgb apart_from(Rgb colour, const Rgb& other) {
    constexpr double kDistance = 0.2;
    const double gap = brightness(colour) - brightness(other);
    if (std::abs(gap) >= kDistance) {
        return colour;
    }
    const bool gets_lighter = gap >= 0 ? brightness(other) < 0.7 : brightness(other) < 0.3;
    return mix(colour, gets_lighter ? kWhite : kBlack, gets_lighter ? 0.3 : 0.45);
}

std::vector<Rgb> anchors_of(const bundle::Board& board) {
    constexpr std::size_t kMaxAnchors = 12;
    std::vector<Rgb> anchors;
    for (const bundle::Anchor& anchor : board.palette) {
        if (!anchor.hex.empty() && anchors.size() < kMaxAnchors) {
            anchors.push_back(read_hex(anchor.hex));
        }
    }
    return anchors;
}

/// The anchors from dark to light, with what a scale of them lacks.
std::vector<Rgb> tones_of(std::vector<Rgb> anchors) {
    if (anchors.empty()) {
        anchors = {{0.15, 0.18, 0.24}, {0.36, 0.43, 0.5}, {0.78, 0.62, 0.42}, {0.87, 0.85, 0.79}};
    }
    std::stable_sort(anchors.begin(), anchors.end(),
                     [](const Rgb& a, const Rgb& b) { return brightness(a) < brightness(b); });
    if (brightness(anchors.front()) > 0.3) {
        anchors.insert(anchors.begin(), mix(anchors.front(), kBlack, 0.72));
    }
    if (brightness(anchors.back()) < 0.55) {
        anchors.push_back(mix(anchors.back(), kWhite, 0.55));
    }
    if (anchors.size() < 3) {
        anchors.insert(anchors.begin() + 1, mix(anchors.front(), anchors.back(), 0.45));
    }
    return anchors;
}

}  // namespace

Rgb mix(const Rgb& a, const Rgb& b, double share) {
    return {a.red + (b.red - a.red) * share, a.green + (b.green - a.green) * share, a.blue + (b.blue - a.blue) * share};
}

double brightness(const Rgb& colour) {
    return 0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue;
}

Rgb read_hex(std::string_view hex) {
    hex.remove_prefix(hex.starts_with('#') ? 1 : 0);
    const std::size_t digits = hex.size() == 3 ? 1 : 2;
    std::array<double, 3> parts{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        int value = 0;
        for (std::size_t j = 0; j < digits; ++j) {
            const int digit = i * digits + j < hex.size() ? hex_digit(hex[i * digits + j]) : -1;
            if (digit < 0) {
                return {0.5, 0.5, 0.5};
            }
            value = value * 16 + digit;
        }
        parts[i] = digits == 1 ? value / 15.0 : value / 255.0;
    }
    return {parts[0], parts[1], parts[2]};
}

ColourNames::ColourNames() {
    const Json data = load_data("vocabulary/colours.json");
    for (const Json& list : data.at("lists")) {
        for (const auto& [name, hex] : list.at("colours").items()) {
            values_.emplace(name, "#" + hex.get<std::string>());
        }
    }
}

std::string ColourNames::find(std::string_view name) const {
    constexpr std::size_t kMaxWords = 6;
    std::vector<Word> words = split_words(name.substr(0, 200));
    words.resize(std::min(words.size(), kMaxWords));
    for (std::size_t end = words.size(); end > 0; --end) {
        for (std::size_t begin = 0; begin < end; ++begin) {
            std::string key;
            for (std::size_t i = begin; i < end; ++i) {
                const std::string& word = words[i].text;
                key += (key.empty() ? "" : " ") + (word == "gray" ? std::string("grey") : word);
            }
            if (const auto found = values_.find(key); found != values_.end()) {
                return found->second;
            }
        }
    }
    return {};
}

Light read_light(std::string_view lighting) {
    const Json data = load_data("animatic/light.json");
    std::vector<Json> entries;
    PhraseTable phrases;
    for (const char* group : {"lights", "colours", "sides"}) {
        for (const auto& [phrase, value] : data.at(group).items()) {
            phrases.add(phrase, entries.size());
            entries.push_back(value);
        }
    }
    const Json& usual = data.at("default");
    Light light{read_hex(usual.at("colour").get<std::string>()), usual.at("strength").get<double>(),
                usual.at("brightness").get<double>(), 0};
    double darkest = 2;
    bool has_colour = false;
    bool has_glow = false;
    const std::vector<Word> words = split_words(lighting.substr(0, kMaxLight));
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto match = phrases.find_at(words, at);
        const Json* entry = match ? &entries[match->value] : nullptr;
        if (entry == nullptr) {
            continue;
        }
        at += match->length - 1;
        if (entry->is_number()) {
            light.side = light.side == 0 ? entry->get<double>() : light.side;
        } else if (entry->is_string() && !has_colour) {
            light.colour = read_hex(entry->get<std::string>());
            has_colour = true;
        } else if (entry->is_object()) {
            darkest = std::min(darkest, entry->value("brightness", 2.0));
            if (entry->contains("colour") && !has_glow) {
                light.strength = entry->at("strength").get<double>();
                light.colour = has_colour ? light.colour : read_hex(entry->at("colour").get<std::string>());
                has_glow = true;
            }
        }
    }
    light.brightness = darkest < 2 ? darkest : light.brightness;
    return light;
}

Look make_look(const bundle::Board& board) {
    Look look;
    look.swatches = anchors_of(board);
    look.light = read_light(board.lighting);
    const std::vector<Rgb> tones = tones_of(look.swatches);
    const Rgb& dark = tones.front();
    const Rgb& pale = tones.back();
    const Rgb& middle = tones[tones.size() / 2];
    const Rgb& low_middle = tones[(tones.size() - 1) / 2];
    const Rgb vivid = *std::max_element(tones.begin(), tones.end(),
                                        [](const Rgb& a, const Rgb& b) { return saturation(a) < saturation(b); });
    double mean = 0;
    for (const Rgb& tone : tones) {
        mean += brightness(tone) / static_cast<double>(tones.size());
    }
    const double power = std::clamp(look.light.brightness, 0.3, 1.3);
    const bool is_pale = mean > 0.6 && power > 0.8;
    look.sky_top = times(is_pale ? mix(pale, middle, 0.45) : mix(dark, low_middle, 0.3), power);
    look.sky_low = times(is_pale ? mix(pale, kWhite, 0.3) : mix(mix(middle, low_middle, 0.5), pale, 0.22), power);
    look.ground_far = times(is_pale ? mix(pale, middle, 0.25) : mix(low_middle, middle, 0.4), power * 0.82);
    look.ground_near = times(is_pale ? mix(middle, pale, 0.55) : mix(dark, low_middle, 0.35), power * 0.8);
    look.sky_low = mix(look.sky_low, look.light.colour, look.light.strength * 0.25);
    const std::array<Rgb, 4> sets{mix(dark, low_middle, 0.55), mix(low_middle, dark, 0.3), mix(middle, dark, 0.5),
                                  mix(vivid, dark, 0.5)};
    for (std::size_t i = 0; i < sets.size(); ++i) {
        const Rgb muted = mix(sets[i], grey_of(sets[i]), 0.28);
        look.sets[i] = times(is_pale ? mix(muted, pale, 0.45) : muted, power);
    }
    for (Rgb* colour : {&look.sky_top, &look.sky_low, &look.ground_far, &look.ground_near}) {
        *colour = mix(*colour, grey_of(*colour), 0.32);  // a backdrop stays behind its people
    }
    const Rgb backdrop = mix(look.sky_low, look.sky_top, 0.35);
    std::vector<Rgb> cloth = tones;
    std::stable_sort(cloth.begin(), cloth.end(),
                     [&backdrop](const Rgb& a, const Rgb& b) { return distance(a, backdrop) > distance(b, backdrop); });
    for (std::size_t i = 0; i < look.clothes.size(); ++i) {
        const Rgb tone = times(mix(cloth[i % cloth.size()], {0.45, 0.42, 0.42}, 0.15), 0.55 + 0.4 * power);
        look.clothes[i] = apart_from(i < cloth.size() ? tone : times(tone, 0.6), backdrop);
    }
    look.skin = times(mix({0.86, 0.68, 0.55}, pale, 0.25), 0.6 + 0.36 * power);
    look.hair = mix(dark, {0.12, 0.09, 0.08}, 0.6);
    look.accent = brightness(vivid) < 0.45 ? mix(vivid, kWhite, 0.5) : vivid;
    return look;
}

}  // namespace shot::animatic
