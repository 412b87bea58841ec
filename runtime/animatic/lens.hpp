// The camera's optics: where a point of the stage is in the frame.
#pragma once

#include <optional>

#include "runtime/animatic/camera_path.hpp"

namespace shot::animatic {

/// Metres. x: to the right of a subject that looks at the first camera, from the camera's side; y: up; z: away from it.
struct Point {
    double x = 0;
    double y = 0;
    double z = 0;
};

inline Point operator+(const Point& a, const Point& b) {
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}
inline Point operator-(const Point& a, const Point& b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}
inline Point operator*(const Point& a, double factor) {
    return {a.x * factor, a.y * factor, a.z * factor};
}
inline double dot(const Point& a, const Point& b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

struct Spot {
    double x = 0;  // pixels
    double y = 0;
    double depth = 0;  // metres in front of the camera
};

inline constexpr double kNearest = 0.05;  // metres: what is nearer is not seen

class Lens {
public:
    Lens(const Pose& pose, int width, int height);

    /// Of a point in front of the camera.
    [[nodiscard]] std::optional<Spot> find(const Point& point) const;
    /// Where a point so far in a direction of the frame's centre stands: for what is set up by the frame.
    [[nodiscard]] Point place(double right, double up, double depth) const;
    /// Pixels of one metre at a depth.
    [[nodiscard]] double scale_at(double depth) const { return focal_ / depth; }
    /// Parts of a line in front of the camera; false where there is none.
    [[nodiscard]] bool clip(Point& a, Point& b) const;

    [[nodiscard]] const Point& eye() const { return eye_; }
    [[nodiscard]] const Point& right() const { return right_; }
    [[nodiscard]] const Point& forward() const { return forward_; }
    [[nodiscard]] const Point& subject() const { return subject_; }
    [[nodiscard]] double distance() const { return distance_; }  // to the subject
    /// How steeply it looks down, in radians.
    [[nodiscard]] double steepness() const { return steepness_; }
    /// Degrees round the subject, to the right of its front.
    [[nodiscard]] double bearing() const { return bearing_; }
    [[nodiscard]] double roll() const { return roll_; }  // radians
    /// Pixels from the top to the horizon at the middle of the frame, without the roll; may be far outside.
    [[nodiscard]] double horizon() const;
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }

private:
    int width_;
    int height_;
    double focal_ = 0;  // pixels
    double distance_ = 0;
    double steepness_ = 0;
    double bearing_ = 0;
    double roll_ = 0;
    Point subject_;
    Point eye_;
    Point forward_;
    Point right_;
    Point up_;
};

}  // namespace shot::animatic
