#include "runtime/animatic/camera_path.hpp"

#include <algorithm>
#include <cmath>

#include "runtime/animatic/words.hpp"

namespace shot::animatic {
namespace {

constexpr double kSensorHeight = 20.25;  // millimetres: a 36 mm wide frame of 16:9
constexpr double kUsualFocal = 40;       // millimetres
constexpr double kUsualHeight = 2.0;     // a medium shot
constexpr double kUsualRaise = 3;        // degrees: a camera on a tripod is a little above the middle of its subject
constexpr double kTransition = 700;      // milliseconds to a new framing inside a take
constexpr double kUsualBeat = 4000;      // milliseconds: the beat that moves.json speaks of
constexpr std::size_t kMaxCast = 4;

double smooth(double share) {
    share = std::clamp(share, 0.0, 1.0);
    return share * share * (3 - 2 * share);
}

/// A move that starts and ends softly, or that is over in a moment.
double ease(double share, bool is_rush) {
    return is_rush ? smooth((share - 0.3) / 0.22) : 0.65 * smooth(share) + 0.35 * std::clamp(share, 0.0, 1.0);
}

/// Several slow waves without a common measure: what a hand does, the same each time.
double sway(double seconds, double phase) {
    return 0.5 * std::sin(seconds * 4.1 + phase) + 0.3 * std::sin(seconds * 7.3 + phase * 1.7) +
           0.2 * std::sin(seconds * 13.7 + phase * 2.3);
}

Pose moved_by(const Move& move, double milliseconds) {
    const double amount = std::clamp(std::sqrt(milliseconds / kUsualBeat), 0.5, 1.6);
    constexpr double kWalkSpeed = 1.1;  // metres a second
    Pose pose;
    pose[Pose::Size] = move.nearer * amount;
    pose[Pose::Zoom] = move.zoom * amount;
    pose[Pose::Turn] = move.turn * (move.rush ? 1 : amount);
    pose[Pose::Tilt] = move.tilt * (move.rush ? 1 : amount);
    pose[Pose::Travel] = move.travel * amount;
    pose[Pose::Lift] = move.lift * amount;
    pose[Pose::Raise] = move.raise * amount;
    pose[Pose::Around] = move.orbit * (std::abs(move.orbit) > 170 ? 1 : amount);
    pose[Pose::Roll] = move.roll * amount;
    pose[Pose::Walk] = move.walk * kWalkSpeed * milliseconds / 1000;
    return pose;
}

Pose sum(Pose a, const Pose& b, double factor = 1) {
    for (std::size_t i = 0; i < Pose::kCount; ++i) {
        a.values[i] += b.values[i] * factor;
    }
    return a;
}

/// Each cut looks from another side, so that it is seen.
double side_of_take(int take) {
    constexpr std::array<double, 5> kSides{-14, 24, -32, 12, 36};
    return kSides[static_cast<std::size_t>(take) % kSides.size()];
}

class PathBuilder {
public:
    PathBuilder(const Cast& cast, const CameraWords& words, double aspect)
        : cast_(cast), words_(words), aspect_(aspect) {}

    std::vector<PathPart> parts;
    std::vector<Pose> take_starts;

    void start_from(const Pose& pose) {
        last_ = pose;
        is_going_on_ = true;
    }

    void add_beat(const bundle::BoardBeat& beat, std::size_t index, std::int64_t begin, std::int64_t end) {
        const CameraReading reading = words_.read(beat.camera);
        const bool is_first = parts.empty();
        const bool is_cut = !is_first && beat.is_cut;
        take_ += is_cut ? 1 : 0;
        PathPart part;
        part.begin = begin;
        part.end = end;
        part.beat = index;
        part.take = take_;
        const bool goes_on = is_going_on_ && !is_cut && !(is_first && beat.is_cut);
        set_manner(reading, goes_on, part);
        const Pose fresh = base_pose(beat, reading, part.people);
        part.to = goes_on ? next_pose(beat, reading, fresh) : fresh;
        const auto length = static_cast<double>(end - begin);
        part.moved = moved_by(reading.move, length);
        hold_people(part);
        part.is_rush = reading.move.rush;
        part.is_walking = reading.move.walk != 0;
        if (goes_on) {
            part.from = last_;
            part.transition = std::min(kTransition, length);
            carry_framing(reading, length, part);
        } else {
            centre_move(part);
            part.from = part.to;
        }
        finish(std::move(part));
    }

    void add_gap(std::int64_t begin, std::int64_t end) {
        PathPart part;
        part.begin = begin;
        part.end = end;
        part.take = take_;
        part.from = last_;
        part.to = last_;
        part.shake = shake_;
        part.floating = floating_;
        part.view = view_;
        part.people = people_;
        finish(std::move(part));
    }

private:
    void set_manner(const CameraReading& reading, bool goes_on, PathPart& part) {
        const bool says_manner = reading.shake > 0 || reading.floating > 0 || reading.is_static;
        part.shake = says_manner || !goes_on ? reading.shake : shake_;
        part.floating = says_manner || !goes_on ? reading.floating : floating_;
        part.view = reading.height || !goes_on ? reading.view : view_;
        part.people = reading.people > 0 ? reading.people : reading.height || !goes_on ? 0 : people_;
    }

    Pose base_pose(const bundle::BoardBeat& beat, const CameraReading& reading, int people) const {
        Pose pose;
        const double focal = read_focal_length(beat.lens).value_or(kUsualFocal);
        pose[Pose::Focal] = std::log(focal / kSensorHeight);
        pose[Pose::Size] = std::log(fitted_height(reading.height.value_or(kUsualHeight), people));
        pose[Pose::Around] = reading.around.value_or(side_of_take(take_));
        pose[Pose::Raise] = reading.raise.value_or(kUsualRaise);
        pose[Pose::Lift] = people > 1 && pose[Pose::Raise] < 0 ? 0.07 : 0;  // from below, whoever stands nearer is taller
        pose[Pose::Roll] = reading.roll.value_or(0);
        pose[Pose::Focus] = focus_of(beat, reading.height.value_or(kUsualHeight), people, reading.view);
        return pose;
    }

    /// Narrow frames and several people need more room.
    double fitted_height(double height, int people) const {
        constexpr double kSpace = 1.05;  // metres a person takes, across
        const std::size_t seen = people > 0 ? static_cast<std::size_t>(people) : height < 1.3 ? cast_.names.size() : 1;
        if (height > 1.6 && aspect_ < 1) {
            height *= std::sqrt(aspect_);
        }
        const double widest = kFigureHeight * aspect_ / (kSpace * static_cast<double>(seen));
        return seen > 1 ? std::min(height, widest) : height;
    }

    /// A two-shot that nears stays one: whoever leaves the frame at its sides is not in it.
    void hold_people(PathPart& part) const {
        constexpr double kRoom = 1.3;  // of the room that they have at the sides
        if (part.people < 2) {
            return;
        }
        double& nearer = std::abs(part.moved[Pose::Zoom]) > std::abs(part.moved[Pose::Size]) ? part.moved[Pose::Zoom] : part.moved[Pose::Size];
        const double most = std::max(part.to[Pose::Size], std::log(kRoom * fitted_height(1e3, part.people)));
        nearer = std::min(nearer, std::max(0.0, most - part.to[Pose::Size]));
    }

    /// A near camera looks at whom the beat hears, a far one at all.
    double focus_of(const bundle::BoardBeat& beat, double height, int people, View view) const {
        constexpr double kFarHeight = 1.3;
        if (people > 1 || (height < kFarHeight && people != 1 && view == View::Usual)) {
            return 0;
        }
        for (const bundle::Line& line : beat.lines) {
            if (const auto index = cast_.find(line.speaker); index && !is_off_screen(line)) {
                return cast_.place_of(*index);
            }
        }
        return parts.empty() ? cast_.place_of(0) : last_[Pose::Focus];
    }

    /// What the beat names changes, all else stays where it was.
    Pose next_pose(const bundle::BoardBeat& beat, const CameraReading& reading, const Pose& fresh) const {
        Pose pose = last_;
        if (reading.height) {
            pose[Pose::Size] = fresh[Pose::Size];
            pose[Pose::Zoom] = 0;
        }
        if (reading.height || reading.move.is_still()) {
            // A new framing finds its subject again; one that rests too.
            pose[Pose::Turn] = reading.height ? 0 : pose[Pose::Turn];
            pose[Pose::Tilt] = reading.height ? 0 : pose[Pose::Tilt];
        }
        pose[Pose::Raise] = reading.raise ? fresh[Pose::Raise] : pose[Pose::Raise];
        pose[Pose::Around] = reading.around ? fresh[Pose::Around] : pose[Pose::Around];
        pose[Pose::Roll] = reading.roll ? fresh[Pose::Roll] : pose[Pose::Roll];
        pose[Pose::Focal] = beat.lens.empty() ? pose[Pose::Focal] : fresh[Pose::Focal];
        const bool has_lines = !beat.lines.empty() || reading.people > 1;
        pose[Pose::Focus] = has_lines || reading.height ? fresh[Pose::Focus] : pose[Pose::Focus];
        return pose;
    }

    /// `close-up, slow push-in`: the move itself leads to the framing, through the whole beat.
    void carry_framing(const CameraReading& reading, double length, PathPart& part) const {
        const double growth = part.to[Pose::Size] - part.from[Pose::Size] - part.from[Pose::Zoom];
        const double said = reading.move.nearer + reading.move.zoom;
        if (reading.height && growth * said > 0) {
            part.transition = length;
            part.moved[Pose::Size] = 0;
            part.moved[Pose::Zoom] = 0;
        }
    }

    /// A take that pans or travels has its subject in the middle half-way, not at its start alone.
    static void centre_move(PathPart& part) {
        if (part.is_rush) {
            return;  // it leaves its subject, and comes to another
        }
        for (const auto index : {Pose::Turn, Pose::Tilt, Pose::Travel, Pose::Lift}) {
            part.to[index] -= part.moved[index] * 0.5;
        }
        part.to[Pose::Around] -= std::abs(part.moved[Pose::Around]) < 170 ? part.moved[Pose::Around] * 0.5 : 0;
    }

    void finish(PathPart part) {
        if (take_starts.size() <= static_cast<std::size_t>(part.take)) {
            take_starts.push_back(part.from);
        }
        last_ = sum(part.to, part.moved);
        if (part.is_rush) {
            last_[Pose::Turn] = part.to[Pose::Turn];
            last_[Pose::Tilt] = part.to[Pose::Tilt];
        }
        shake_ = part.shake;
        floating_ = part.floating;
        view_ = part.view;
        people_ = part.people;
        is_going_on_ = true;
        parts.push_back(std::move(part));
    }

    const Cast& cast_;
    const CameraWords& words_;
    double aspect_;
    Pose last_;
    int take_ = 0;
    double shake_ = 0;
    double floating_ = 0;
    View view_ = View::Usual;
    int people_ = 0;
    bool is_going_on_ = false;
};

}  // namespace

Pose mix(const Pose& a, const Pose& b, double share) {
    Pose pose;
    for (std::size_t i = 0; i < Pose::kCount; ++i) {
        pose.values[i] = a.values[i] + (b.values[i] - a.values[i]) * share;
    }
    return pose;
}

bool is_off_screen(const bundle::Line& line) {
    const std::vector<Word> words = split_words(line.delivery);
    PhraseTable phrases;
    for (const char* phrase :
         {"off screen", "offscreen", "voice over", "voiceover", "v o", "vo", "o s", "os", "narration", "off camera"}) {
        phrases.add(phrase, 0);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (phrases.find_at(words, i)) {
            return true;
        }
    }
    return false;
}

Cast Cast::of(const bundle::Board& board) {
    Cast cast;
    for (const bundle::BoardBeat& beat : board.beats) {
        for (const bundle::Line& line : beat.lines) {
            if (cast.names.size() < kMaxCast && !is_off_screen(line) && !cast.find(line.speaker)) {
                cast.names.push_back(line.speaker);
            }
        }
    }
    if (cast.names.empty()) {
        cast.names.emplace_back();
    }
    return cast;
}

double Cast::place_of(std::size_t index) const {
    constexpr double kApart = 0.95;  // metres
    return (static_cast<double>(index) - 0.5 * static_cast<double>(names.size() - 1)) * kApart;
}

std::optional<std::size_t> Cast::find(std::string_view name) const {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt
                                : std::optional<std::size_t>(static_cast<std::size_t>(found - names.begin()));
}

CameraPath::CameraPath(const bundle::Board& board, const Cast& cast, const CameraWords& words,
                       std::int64_t milliseconds, double aspect, const std::optional<Pose>& start) {
    PathBuilder builder(cast, words, aspect);
    if (start) {
        builder.start_from(*start);
    }
    const bundle::BoardBeat nothing;
    std::int64_t time = 0;
    for (std::size_t i = 0; i < board.beats.size(); ++i) {
        const bundle::BoardBeat& beat = board.beats[i];
        const std::int64_t end = std::min(beat.end, milliseconds);
        const std::int64_t begin = std::max(beat.begin, time);
        if (end <= begin) {
            continue;
        }
        // The camera of the first beat stands before it begins, unless a source left it somewhere.
        const bool is_late_first = builder.parts.empty() && !start;
        if (begin > time && !is_late_first) {
            builder.add_gap(time, begin);
        }
        builder.add_beat(beat, i, is_late_first ? time : begin, end);
        time = end;
    }
    if (builder.parts.empty()) {
        builder.add_beat(nothing, 0, 0, std::max<std::int64_t>(milliseconds, 1));
        builder.parts.back().beat.reset();
    } else if (time < milliseconds) {
        builder.add_gap(time, milliseconds);
    }
    parts_ = std::move(builder.parts);
    take_starts_ = std::move(builder.take_starts);
}

const PathPart& CameraPath::part_at(std::int64_t time) const {
    const auto after = std::upper_bound(parts_.begin(), parts_.end(), time,
                                        [](std::int64_t wanted, const PathPart& part) { return wanted < part.begin; });
    return after == parts_.begin() ? parts_.front() : *(after - 1);
}

Pose CameraPath::pose_at(std::int64_t time) const {
    const PathPart& part = part_at(time);
    const auto inside = static_cast<double>(time - part.begin);
    const double share = inside / static_cast<double>(part.end - part.begin);
    Pose pose = part.transition > 0 ? mix(part.from, part.to, smooth(inside / part.transition)) : part.to;
    for (std::size_t i = 0; i < Pose::kCount; ++i) {
        const bool is_steady = i == Pose::Walk;  // nobody starts to walk and stops for a camera
        double moved = is_steady ? share : ease(share, part.is_rush);
        if (part.is_rush && (i == Pose::Turn || i == Pose::Tilt)) {
            moved -= moved < 0.5 ? 0 : 1;  // halfway, where nobody sees it, what it comes to stands on the other side
        }
        pose.values[i] += part.moved.values[i] * moved;
    }
    const double seconds = static_cast<double>(time) / 1000;
    pose[Pose::Turn] += part.shake * 0.011 * sway(seconds, 0.3);
    pose[Pose::Tilt] += part.shake * 0.014 * sway(seconds, 1.9);
    pose[Pose::Roll] += part.shake * 0.7 * sway(seconds * 0.8, 4.2) + part.floating * 0.8 * sway(seconds * 0.2, 2.2);
    pose[Pose::Travel] += part.floating * 0.05 * sway(seconds * 0.18, 0.7);
    pose[Pose::Lift] += part.floating * 0.03 * sway(seconds * 0.16, 3.1);
    return pose;
}

Pose CameraPath::end_pose() const {
    Pose pose = sum(parts_.back().to, parts_.back().moved);
    if (parts_.back().is_rush) {
        pose[Pose::Turn] = parts_.back().to[Pose::Turn];
        pose[Pose::Tilt] = parts_.back().to[Pose::Tilt];
    }
    return pose;
}

}  // namespace shot::animatic
