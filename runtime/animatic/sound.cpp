#include "runtime/animatic/sound.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>

#include "runtime/animatic/data.hpp"
#include "runtime/animatic/words.hpp"
#include "runtime/files/temporary_file.hpp"

namespace shot::animatic {
namespace {

using Json = nlohmann::json;

constexpr double kTurn = 2 * std::numbers::pi;
constexpr std::int64_t kBlock = kSampleRate;  // samples that are made at a time
constexpr std::size_t kMaxLayers = 6;

double number_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? found->get<double>() : 0.0;
}

/// Noise between two frequencies.
class Noise {
public:
    Noise(std::string_view colour, double low, double high, std::uint64_t seed)
        : state_(seed | 1),
          up_(1 - std::exp(-kTurn * high / kSampleRate)),
          down_(1 - std::exp(-kTurn * low / kSampleRate)),
          soften_(colour == "brown"  ? 0.02
                  : colour == "pink" ? 0.12
                                     : 1),
          gain_(colour == "brown"  ? 5.0
                : colour == "pink" ? 2.4
                                   : 1) {}

    double next() {
        soft_ += (white() - soft_) * soften_;
        high_ += (soft_ * gain_ - high_) * up_;
        low_ += (high_ - low_) * down_;
        return high_ - low_;
    }
    /// From 0 to 1.
    double chance() { return white() * 0.5 + 0.5; }

private:
    double white() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return static_cast<double>(state_ >> 11) / static_cast<double>(1ULL << 52) - 1;
    }

    std::uint64_t state_;
    double up_;
    double down_;
    double soften_;
    double gain_;
    double soft_ = 0;
    double high_ = 0;
    double low_ = 0;
};

/// One sound of the bed, by an entry of the data.
class Layer {
public:
    Layer(const Json& entry, std::uint64_t seed)
        : noise_(entry.value("noise", "white"), std::max(number_of(entry, "low"), 20.0),
                 std::max(number_of(entry, "high"), 200.0), seed),
          level_(number_of(entry, "level")),
          swell_(number_of(entry, "swell")),
          tone_(number_of(entry, "tone")),
          tone_level_(number_of(entry, "tone_level")),
          drops_(number_of(entry, "drops")),
          ticks_(number_of(entry, "ticks")),
          tick_(entry.contains("tick") ? number_of(entry, "tick") : 2100),
          calls_(number_of(entry, "calls")),
          call_(number_of(entry, "call")),
          horn_(number_of(entry, "horn")),
          chime_(number_of(entry, "chime")),
          every_(std::max(number_of(entry, "every"), 0.5)),
          length_(std::max(number_of(entry, "length"), 0.2)) {}

    double next(double seconds) {
        const double wave = swell_ > 0 ? 0.6 + 0.4 * std::sin(kTurn * swell_ * seconds - 1) : 1;
        double value = noise_.next() * level_ * wave * 2.4;
        value +=
            tone_level_ * std::sin(kTurn * tone_ * seconds) + tone_level_ * 0.4 * std::sin(kTurn * tone_ * 2 * seconds);
        if (drops_ > 0 && noise_.chance() < drops_ / kSampleRate) {
            drop_ = 0.1 * noise_.chance();
        }
        drop_ *= 0.996;
        value += drop_ * noise_.next() * 3;
        value += ticks_ > 0 ? tick(std::fmod(seconds * ticks_, 1.0) / ticks_) : 0;
        value += calls_ > 0 ? call(std::fmod(seconds * calls_, 1.0)) : 0;
        value += horn_ > 0 ? horn(std::fmod(seconds - 0.4 + every_, every_)) : 0;
        const double since = std::fmod(seconds - 0.3 + every_, every_);
        value += chime_ > 0 ? 0.08 * std::exp(-since * 2.2) *
                                  (std::sin(kTurn * chime_ * since) + 0.4 * std::sin(kTurn * chime_ * 2.76 * since))
                            : 0;
        return value;
    }

private:
    [[nodiscard]] double tick(double since) const {
        return 0.12 * std::exp(-since * (tick_ < 500 ? 45 : 160)) * std::sin(kTurn * tick_ * since);
    }
    [[nodiscard]] double call(double share) const {
        const double pulse = share < 0.22 ? std::sin(std::numbers::pi * share / 0.22) : 0;
        const double seconds = share / calls_;
        return 0.02 * pulse * std::sin(kTurn * (call_ * seconds + 400 * seconds * seconds));
    }
    [[nodiscard]] double horn(double since) const {
        const double loud = since < length_ ? std::sin(std::numbers::pi * std::sqrt(since / length_)) : 0;
        return 0.06 * loud *
               (std::sin(kTurn * horn_ * since) + 0.5 * std::sin(kTurn * horn_ * 2 * since) +
                0.25 * std::sin(kTurn * horn_ * 3 * since));
    }

    Noise noise_;
    double level_;
    double swell_;
    double tone_;
    double tone_level_;
    double drops_;
    double ticks_;
    double tick_;
    double calls_;
    double call_;
    double horn_;
    double chime_;
    double every_;
    double length_;
    double drop_ = 0;
};

/// What of `group` a text names, each once.
std::vector<std::string> find_names(const Json& group, std::string_view text) {
    constexpr std::size_t kMaxText = 4000;
    PhraseTable phrases;
    std::vector<std::string> names;
    for (const auto& [name, entry] : group.items()) {
        phrases.add(name, names.size());
        phrases.add(name + "s", names.size());
        phrases.add(name + "es", names.size());
        names.push_back(name);
    }
    std::vector<std::string> found;
    const std::vector<Word> words = split_words(text.substr(0, kMaxText));
    for (std::size_t at = 0; at < words.size() && found.size() < kMaxLayers; ++at) {
        const auto match = phrases.find_at(words, at);
        if (match && std::find(found.begin(), found.end(), names[match->value]) == found.end()) {
            found.push_back(names[match->value]);
        }
    }
    return found;
}

/// A sound at a beat: a blow, or a burst of noise.
struct Effect {
    std::int64_t begin = 0;  // samples
    double thud = 0;         // hertz
    double burst = 0;
};

class Mixer {
public:
    explicit Mixer(const bundle::Board& board) : noise_("white", 20, 9000, 77) {
        const Json data = load_data("animatic/sounds.json");
        const Json& beds = data.at("beds");
        for (const std::string& name : find_names(beds, board.sound)) {
            layers_.emplace_back(beds.at(name), hash_text(name));
        }
        if (layers_.empty()) {
            layers_.emplace_back(beds.at(data.at("default").get<std::string>()), 5);
        }
        const Json& music = data.at("music");
        if (!trim(board.music).empty()) {
            Json minor = Json::object();
            for (const Json& word : music.at("minor_words")) {
                minor[word.get<std::string>()] = true;
            }
            chord_ = music.at(find_names(minor, board.music).empty() ? "chord" : "minor").get<std::vector<double>>();
            chord_level_ = music.at("level").get<double>();
        }
        for (const bundle::BoardBeat& beat : board.beats) {
            double delay = 0.1;  // seconds; an effect stands a moment after its beat's cut
            for (const std::string& name : find_names(data.at("effects"), beat.sfx)) {
                const Json& entry = data.at("effects").at(name);
                effects_.push_back({beat.begin * kSampleRate / 1000 + static_cast<std::int64_t>(delay * kSampleRate),
                                    number_of(entry, "thud"), number_of(entry, "burst")});
                delay += 0.5;
            }
            for (const std::string& name : find_names(beds, beat.sfx)) {
                local_.push_back({beat.begin * kSampleRate / 1000, beat.end * kSampleRate / 1000,
                                  Layer(beds.at(name), hash_text(name))});
            }
        }
    }

    double next(std::int64_t sample) {
        const double seconds = static_cast<double>(sample) / kSampleRate;
        double value = 0;
        for (Layer& layer : layers_) {
            value += layer.next(seconds);
        }
        for (auto& [begin, end, layer] : local_) {
            value +=
                sample >= begin && sample < end ? layer.next(static_cast<double>(sample - begin) / kSampleRate) : 0;
        }
        for (std::size_t i = 0; i < chord_.size(); ++i) {
            const double breath = 0.7 + 0.3 * std::sin(kTurn * 0.13 * seconds + static_cast<double>(i));
            value += chord_level_ * breath * std::sin(kTurn * chord_[i] * seconds);
        }
        for (const Effect& effect : effects_) {
            const double since = static_cast<double>(sample - effect.begin) / kSampleRate;
            if (since >= 0 && since < 1.5) {
                value += effect.thud > 0 ? 0.4 * std::exp(-since * 16) * std::sin(kTurn * effect.thud * since) : 0;
                value += effect.burst > 0 ? 0.3 * std::exp(-since * 7) * noise_.next() : 0;
            }
        }
        return value;
    }

private:
    struct LocalLayer {
        std::int64_t begin;
        std::int64_t end;
        Layer layer;
    };
    std::vector<Layer> layers_;
    std::vector<LocalLayer> local_;
    std::vector<Effect> effects_;
    std::vector<double> chord_;
    double chord_level_ = 0;
    Noise noise_;
};

/// Lays the part of the speeches that falls into a block over it; the bed gives way under them.
void add_speech(const std::vector<Speech>& speeches, std::int64_t begin, std::vector<double>& block) {
    constexpr double kUnder = 0.45;
    constexpr double kVoice = 0.85;
    const auto length = static_cast<std::int64_t>(block.size());
    for (const Speech& speech : speeches) {
        const auto count = static_cast<std::int64_t>(speech.samples.size());
        const std::int64_t from = std::max(speech.begin, begin);
        const std::int64_t to = std::min(speech.begin + count, begin + length);
        for (std::int64_t i = from; i < to; ++i) {
            double& sample = block[static_cast<std::size_t>(i - begin)];
            sample = sample * kUnder + kVoice * speech.samples[static_cast<std::size_t>(i - speech.begin)];
        }
    }
}

void append(std::string& bytes, std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i) {
        bytes += static_cast<char>(value >> (8 * i) & 0xff);
    }
}

std::string wav_header(std::int64_t samples) {
    const auto size = static_cast<std::uint64_t>(samples) * 2;
    std::string header = "RIFF";
    append(header, size + 36, 4);
    header += "WAVEfmt ";
    append(header, 16, 4);
    append(header, 1, 2);  // PCM
    append(header, 1, 2);  // one channel
    append(header, kSampleRate, 4);
    append(header, kSampleRate * 2, 4);
    append(header, 2, 2);
    append(header, 16, 2);
    header += "data";
    append(header, size, 4);
    return header;
}

}  // namespace

Result<void> write_sound(const bundle::Board& board, const std::vector<Speech>& speeches, std::int64_t silence,
                         std::int64_t length, const std::string& path) {
    auto file = files::TemporaryFile::create(path);
    if (!file) {
        return tl::unexpected(std::move(file.error()));
    }
    if (auto written = file->write(wav_header(silence + length)); !written) {
        return written;
    }
    for (std::int64_t left = silence; left > 0; left -= kBlock) {
        if (auto written = file->write(std::string(static_cast<std::size_t>(std::min(left, kBlock)) * 2, '\0'));
            !written) {
            return written;
        }
    }
    Mixer mixer(board);
    constexpr double kFade = 0.06 * kSampleRate;  // samples at both ends of the bed
    for (std::int64_t begin = 0; begin < length; begin += kBlock) {
        std::vector<double> block(static_cast<std::size_t>(std::min(kBlock, length - begin)));
        for (std::size_t i = 0; i < block.size(); ++i) {
            const std::int64_t at = begin + static_cast<std::int64_t>(i);
            const double fade =
                std::min({1.0, static_cast<double>(at) / kFade, static_cast<double>(length - at) / kFade});
            block[i] = mixer.next(at) * fade;
        }
        add_speech(speeches, begin, block);
        std::string bytes;
        bytes.reserve(block.size() * 2);
        for (const double sample : block) {
            append(bytes,
                   static_cast<std::uint16_t>(
                       static_cast<std::int16_t>(std::lround(std::clamp(sample, -1.0, 1.0) * 32'000))),
                   2);
        }
        if (auto written = file->write(bytes); !written) {
            return written;
        }
    }
    return file->commit();
}

}  // namespace shot::animatic
