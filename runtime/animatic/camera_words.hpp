// What the words of a camera say about the drawing: `slow push-in`, `medium close-up`, `360 orbit`, `handheld`. The
// terms are those of stdlib/vocabulary/camera.json, what each does stands in stdlib/animatic/moves.json.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace shot::animatic {

/// How far a camera goes in a beat of four seconds at its usual speed. 0: not at all.
struct Move {
    double nearer = 0;  // natural logarithm of the subject's growth
    double zoom = 0;    // the same, by the lens
    double turn = 0;    // frame widths to the right
    double tilt = 0;    // frame heights up
    double travel = 0;  // frame widths to the right, at the subject
    double lift = 0;    // frame heights up, at the subject
    double raise = 0;   // degrees up on a circle round the subject
    double orbit = 0;   // degrees to the right on a circle round the subject
    double roll = 0;    // degrees clockwise
    double walk = 0;    // the subject goes along: 1 is a walk to the right
    bool rush = false;  // all of it in a moment

    [[nodiscard]] bool is_still() const;
};

enum class View { Usual, OverShoulder, Eyes, Detail };

struct CameraReading {
    std::optional<double> height;  // of a standing figure, in frame heights
    int people = 0;                // in the frame; 0: not said
    View view = View::Usual;
    std::optional<double> raise;   // degrees above eye level
    std::optional<double> around;  // degrees to the right of the subject's front
    std::optional<double> roll;    // degrees
    Move move;
    bool is_static = false;  // said so
    double shake = 0;        // 1: a hand
    double floating = 0;     // 1: an unhurried drone
};

class CameraWords {
public:
    CameraWords();  // reads the data
    CameraWords(CameraWords&&) noexcept;
    ~CameraWords();

    /// The items of one beat together. Later framings and angles win, moves are added up; words that say nothing are
    /// passed over.
    [[nodiscard]] CameraReading read(std::span<const std::string> items) const;
    /// Whether a framing, an angle, a move or a manner stands in it.
    [[nodiscard]] bool is_camera(std::string_view text) const;

private:
    struct Data;
    std::unique_ptr<Data> data_;
};

/// Millimetres of the first focal length in `50mm, anamorphic 2.0x`; nothing where there is none between 4 and 2000.
std::optional<double> read_focal_length(std::string_view lens);

}  // namespace shot::animatic
