// Where the camera is at each moment of a clip: from the beats' words to poses. A cut starts a new take, all else goes
// on from where the camera stood.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/animatic/camera_words.hpp"
#include "runtime/bundle/board.hpp"

namespace shot::animatic {

inline constexpr double kFigureHeight = 1.75;  // metres

/// The camera against its subject. Values can be mixed.
struct Pose {
    enum Index : std::size_t { Size, Zoom, Focal, Around, Raise, Turn, Tilt, Roll, Travel, Lift, Walk, Focus, kCount };

    // Size: ln of a standing figure's height in frame heights, without the zoom. Zoom: ln of the lens's. Focal: ln of
    // the focal length in frame heights. Around, Raise, Roll: degrees. Turn, Travel: frame widths. Tilt, Lift: frame
    // heights. Walk, Focus: m.
    std::array<double, kCount> values{};

    double& operator[](Index index) { return values[index]; }
    double operator[](Index index) const { return values[index]; }
};

Pose mix(const Pose& a, const Pose& b, double share);

/// Who is drawn: those who speak in the frame, in the order of their first lines; at least one figure, which may have
/// no name.
struct Cast {
    std::vector<std::string> names;

    static Cast of(const bundle::Board& board);
    /// Metres from the middle.
    [[nodiscard]] double place_of(std::size_t index) const;
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
};

/// Whether the line is heard and its speaker not seen: `off-screen`, `voice-over`, `V.O.`.
bool is_off_screen(const bundle::Line& line);

/// A stretch of a clip in one manner. Parts fill the clip without gaps.
struct PathPart {
    std::int64_t begin = 0;  // milliseconds
    std::int64_t end = 0;
    std::optional<std::size_t> beat;  // of the board; none: a gap
    int take = 0;                     // counts the cuts
    Pose from;
    Pose to;                // where it stands after its transition
    double transition = 0;  // milliseconds
    Pose moved;             // what the move adds until its end
    bool is_rush = false;
    double shake = 0;
    double floating = 0;
    View view = View::Usual;
    int people = 1;
    bool is_walking = false;
};

class CameraPath {
public:
    /// `start`: where the clip that is extended left the camera. `aspect`: width by height.
    CameraPath(const bundle::Board& board, const Cast& cast, const CameraWords& words, std::int64_t milliseconds,
               double aspect, const std::optional<Pose>& start);

    [[nodiscard]] const PathPart& part_at(std::int64_t time) const;
    /// With the shake of a hand.
    [[nodiscard]] Pose pose_at(std::int64_t time) const;
    /// The pose in which the take of this part began.
    [[nodiscard]] const Pose& take_start(int take) const { return take_starts_[static_cast<std::size_t>(take)]; }
    [[nodiscard]] Pose end_pose() const;
    [[nodiscard]] const std::vector<PathPart>& parts() const { return parts_; }

private:
    std::vector<PathPart> parts_;
    std::vector<Pose> take_starts_;
};

}  // namespace shot::animatic
