#include "runtime/animatic/camera_words.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <vector>

#include "runtime/animatic/data.hpp"
#include "runtime/animatic/words.hpp"

namespace shot::animatic {
namespace {

using Json = nlohmann::json;

enum class Kind { Framing, Angle, Move, Manner, Direction, Speed, Softener, Other };

struct Term {
    Kind kind = Kind::Other;
    std::string name;       // canonical
    bool is_alone = false;  // an everyday word: counts where nothing else stands in its item
};

struct Found {
    const Term* term = nullptr;
    std::size_t begin = 0;  // words
    std::size_t end = 0;
};

double number_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? found->get<double>() : 0.0;
}

Move read_move(const Json& entry) {
    Move move;
    move.nearer = number_of(entry, "nearer");
    move.zoom = number_of(entry, "zoom");
    move.turn = number_of(entry, "turn");
    move.tilt = number_of(entry, "tilt");
    move.travel = number_of(entry, "travel");
    move.lift = number_of(entry, "lift");
    move.raise = number_of(entry, "raise");
    move.orbit = number_of(entry, "orbit");
    move.roll = number_of(entry, "roll");
    move.walk = number_of(entry, "walk");
    move.rush = number_of(entry, "rush") != 0;
    return move;
}

void add_move(Move& sum, const Move& move, double factor) {
    sum.nearer += move.nearer * factor;
    sum.zoom += move.zoom * factor;
    sum.turn += move.turn * factor;
    sum.tilt += move.tilt * factor;
    sum.travel += move.travel * factor;
    sum.lift += move.lift * factor;
    sum.raise += move.raise * factor;
    sum.orbit += move.orbit * factor;
    sum.roll += move.roll * factor;
    sum.walk += move.walk * factor;
    sum.rush = sum.rush || move.rush;
}

std::optional<int> number_of(const std::string& word) {
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool is_all = error == std::errc() && end == word.data() + word.size();
    return is_all ? std::optional<int>(number) : std::nullopt;
}

}  // namespace

bool Move::is_still() const {
    return nearer == 0 && zoom == 0 && turn == 0 && tilt == 0 && travel == 0 && lift == 0 && raise == 0 && orbit == 0 &&
           roll == 0 && walk == 0;
}

struct CameraWords::Data {
    std::vector<Term> terms;
    PhraseTable phrases;
    std::map<std::string, Json, std::less<>> framings;
    std::map<std::string, Json, std::less<>> angles;
    std::map<std::string, Move, std::less<>> moves;
    std::map<std::string, Json, std::less<>> manners;
    std::map<std::string, double, std::less<>> speeds;
    double softener = 1;

    void add(Kind kind, const std::string& name, const Json& forms, bool is_alone) {
        terms.push_back({kind, name, is_alone});
        for (const Json& form : forms) {
            phrases.add(form.get_ref<const std::string&>(), terms.size() - 1);
        }
    }

    [[nodiscard]] std::vector<Found> find_terms(std::span<const Word> words) const;
    [[nodiscard]] std::string directed(const Term& move, std::size_t index, std::span<const Found> found) const;
    void read_item(std::string_view item, CameraReading& reading) const;
    void apply_move(const Term& term, std::size_t index, std::span<const Found> found, std::span<const Word> words,
                    CameraReading& reading) const;
};

namespace {

Kind kind_of(std::string_view group) {
    return group == "framing"  ? Kind::Framing
           : group == "angle"  ? Kind::Angle
           : group == "move"   ? Kind::Move
           : group == "manner" ? Kind::Manner
                               : Kind::Other;
}

}  // namespace

CameraWords::CameraWords() : data_(std::make_unique<Data>()) {
    const Json vocabulary = load_data("vocabulary/camera.json");
    std::map<std::string, Kind, std::less<>> kinds;
    for (const auto& [group, terms] : vocabulary.at("terms").items()) {
        for (const auto& [name, forms] : terms.items()) {
            kinds[name] = kind_of(group);
        }
    }
    // First what counts alone: a phrase stays what it is first.
    for (const auto& [name, forms] : vocabulary.at("alone").items()) {
        data_->add(kinds[name], name, forms, true);
    }
    for (const auto& [group, terms] : vocabulary.at("terms").items()) {
        for (const auto& [name, forms] : terms.items()) {
            data_->add(kind_of(group), name, forms, false);
            data_->phrases.add(name, data_->terms.size() - 1);
        }
    }
    for (const auto& [name, forms] : vocabulary.at("directions").items()) {
        data_->add(Kind::Direction, name, forms, false);
        data_->phrases.add(name, data_->terms.size() - 1);
    }
    for (const auto& [name, forms] : vocabulary.at("speeds").items()) {
        data_->add(Kind::Speed, name, forms, false);
        data_->phrases.add(name, data_->terms.size() - 1);
    }
    const Json moves = load_data("animatic/moves.json");
    data_->add(Kind::Softener, "soft", moves.at("softeners").at("words"), false);
    data_->softener = moves.at("softeners").at("factor").get<double>();
    for (const char* key : {"anchors", "fillers", "joints"}) {
        data_->add(Kind::Other, key, vocabulary.at(key), false);
    }
    for (const auto& [name, entry] : moves.at("framings").items()) {
        data_->framings[name] = entry;
    }
    for (const auto& [name, entry] : moves.at("angles").items()) {
        data_->angles[name] = entry;
    }
    for (const auto& [name, entry] : moves.at("moves").items()) {
        data_->moves[name] = read_move(entry);
    }
    for (const auto& [name, entry] : moves.at("manners").items()) {
        data_->manners[name] = entry;
    }
    for (const auto& [name, entry] : moves.at("speeds").items()) {
        data_->speeds[name] = entry.get<double>();
    }
}

CameraWords::CameraWords(CameraWords&&) noexcept = default;
CameraWords::~CameraWords() = default;

std::vector<Found> CameraWords::Data::find_terms(std::span<const Word> words) const {
    std::vector<Found> found;
    bool is_covered = true;
    for (std::size_t at = 0; at < words.size();) {
        if (const auto match = phrases.find_at(words, at)) {
            found.push_back({&terms[match->value], at, at + match->length});
            at += match->length;
        } else {
            is_covered = is_covered && number_of(words[at].text).has_value();
            ++at;
        }
    }
    if (!is_covered) {
        std::erase_if(found, [](const Found& entry) { return entry.term->is_alone; });
    }
    return found;
}

std::string CameraWords::Data::directed(const Term& move, std::size_t index, std::span<const Found> found) const {
    constexpr std::size_t kMaxWordsBetween = 4;
    const auto name_with = [&](const Found& other) -> std::string {
        std::string name = move.name + " " + other.term->name;
        return other.term->kind == Kind::Direction && moves.contains(name) ? name : std::string();
    };
    for (std::size_t i = index + 1; i < found.size() && found[i].term->kind != Kind::Move; ++i) {
        std::string name = name_with(found[i]);
        if (!name.empty() && found[i].begin - found[index].end <= kMaxWordsBetween) {
            return name;
        }
    }
    if (index > 0 && found[index].begin - found[index - 1].end <= 1) {
        if (std::string name = name_with(found[index - 1]); !name.empty()) {
            return name;
        }
    }
    return move.name;
}

void CameraWords::Data::apply_move(const Term& term, std::size_t index, std::span<const Found> found,
                                   std::span<const Word> words, CameraReading& reading) const {
    const auto entry = moves.find(directed(term, index, found));
    if (entry == moves.end()) {
        return;
    }
    Move move = entry->second;
    if (move.is_still()) {
        reading.is_static = true;
        return;
    }
    double speed = 1;
    for (const Found& other : found) {
        if (other.term->kind == Kind::Speed) {
            speed = speeds.at(other.term->name);
        }
    }
    for (const Word& word : words) {
        const auto degrees = number_of(word.text);
        if (degrees && move.orbit != 0 && *degrees >= 10 && *degrees <= 1080) {
            move.orbit =
                std::copysign(static_cast<double>(*degrees), move.orbit) / speed;  // a full circle is one at any speed
        }
    }
    add_move(reading.move, move, speed);
}

void CameraWords::Data::read_item(std::string_view item, CameraReading& reading) const {
    constexpr std::size_t kMaxItem = 2000;  // bytes; what comes after is no camera
    const std::vector<Word> words = split_words(item.substr(0, kMaxItem));
    const std::vector<Found> found = find_terms(words);
    const bool is_soft = std::any_of(found.begin(), found.end(), [](const Found& entry) {
        return entry.term->kind == Kind::Softener || entry.term->name == "slow";
    });
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Term& term = *found[i].term;
        if (const auto framing = framings.find(term.name); term.kind == Kind::Framing && framing != framings.end()) {
            const bool is_people_alone =
                framing->second.contains("people") && reading.height && term.name == "two-shot";
            reading.height = is_people_alone ? *reading.height : number_of(framing->second, "height");
            reading.people = static_cast<int>(number_of(framing->second, "people"));
            const std::string view = framing->second.value("view", "");
            reading.view = view == "over shoulder" ? View::OverShoulder
                           : view == "eyes"        ? View::Eyes
                           : view == "detail"      ? View::Detail
                                                   : View::Usual;
        } else if (const auto angle = angles.find(term.name); term.kind == Kind::Angle && angle != angles.end()) {
            const auto take = [&angle](const char* key, std::optional<double>& into) {
                into = angle->second.contains(key) ? number_of(angle->second, key) : into;
            };
            take("raise", reading.raise);
            take("around", reading.around);
            take("roll", reading.roll);
        } else if (term.kind == Kind::Move) {
            apply_move(term, i, found, words, reading);
        } else if (const auto manner = manners.find(term.name); term.kind == Kind::Manner && manner != manners.end()) {
            const double factor = is_soft ? softener : 1;
            reading.shake = std::max(reading.shake, number_of(manner->second, "shake") * factor);
            reading.floating = std::max(reading.floating, number_of(manner->second, "float") * factor);
            if (manner->second.contains("raise") && !reading.raise) {
                reading.raise = number_of(manner->second, "raise");
            }
        }
    }
}

CameraReading CameraWords::read(std::span<const std::string> items) const {
    constexpr std::size_t kMaxItems = 100;
    CameraReading reading;
    for (const std::string& item : items.first(std::min(items.size(), kMaxItems))) {
        data_->read_item(item, reading);
    }
    return reading;
}

bool CameraWords::is_camera(std::string_view text) const {
    const std::vector<Found> found = data_->find_terms(split_words(text));
    return std::any_of(found.begin(), found.end(), [](const Found& entry) {
        const Kind kind = entry.term->kind;
        return kind == Kind::Framing || kind == Kind::Angle || kind == Kind::Move || kind == Kind::Manner;
    });
}

std::optional<double> read_focal_length(std::string_view lens) {
    constexpr double kShortest = 4;
    constexpr double kLongest = 2000;
    const std::vector<Word> words = split_words(lens.substr(0, 1000));
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i].text;
        double number = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
        const std::string_view unit(end, static_cast<std::size_t>(word.data() + word.size() - end));
        const bool has_unit = unit == "mm" || (unit.empty() && i + 1 < words.size() && words[i + 1].text == "mm");
        if (error == std::errc() && has_unit && number >= kShortest && number <= kLongest) {
            return number;
        }
    }
    return std::nullopt;
}

}  // namespace shot::animatic
