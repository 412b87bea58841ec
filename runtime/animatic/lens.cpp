#include "runtime/animatic/lens.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace shot::animatic {
namespace {

constexpr double kRadians = std::numbers::pi / 180;
constexpr double kLowestEye = 0.1;  // metres: a camera is not below the ground

/// Metres above the ground that stand in the middle of the frame: a far figure has ground under it, a near one room
/// over its head, the nearest its eyes in the upper half.
double middle_of_frame(double height) {
    constexpr double kEyes = 1.63;
    const double seen = kFigureHeight / height;  // metres from the frame's bottom to its top
    if (height < 0.85) {
        const double ground = 0.07 + (0.85 - height) / 0.71 * 0.19;  // frame heights under its feet
        return (0.5 - ground) * seen;
    }
    const double top = std::min(kFigureHeight + 0.11 * seen, kEyes + 0.42 * seen);
    return top - 0.5 * seen;
}

}  // namespace

Lens::Lens(const Pose& pose, int width, int height) : width_(width), height_(height) {
    const double aspect = static_cast<double>(width) / height;
    const double size = std::clamp(std::exp(pose[Pose::Size]), 0.02, 40.0);
    const double base_focal = std::clamp(std::exp(pose[Pose::Focal]), 0.2, 60.0);
    const double focal = base_focal * std::clamp(std::exp(pose[Pose::Zoom]), 0.05, 20.0);  // frame heights
    distance_ = std::max(kFigureHeight * base_focal / size, 0.16);
    focal_ = focal * height;
    const double seen_height = distance_ / focal;
    const double seen_width = seen_height * aspect;
    const double raise = std::clamp(pose[Pose::Raise], -80.0, 86.0) * kRadians;
    bearing_ = pose[Pose::Around];
    const double around = bearing_ * kRadians;
    subject_ = {pose[Pose::Focus] + pose[Pose::Walk], 0, 0};
    const Point aside{std::cos(around), 0, std::sin(around)};
    const Point back{std::sin(around), 0, -std::cos(around)};
    // Who zooms in tilts as well: what is said to be in the frame is heads, not belts.
    const double framed = std::clamp(size * std::exp(pose[Pose::Zoom]), 0.02, 40.0);
    const double middle = middle_of_frame(framed) + pose[Pose::Lift] * seen_height;
    const Point aim = subject_ + Point{0, middle, 0};
    eye_ = aim + back * (distance_ * std::cos(raise)) + Point{0, distance_ * std::sin(raise), 0};
    eye_.y = std::max(eye_.y, kLowestEye);
    // A camera that travels turns a little after its subject, or it would lose it.
    constexpr double kTurnsAfter = 0.72;
    const double travelled = pose[Pose::Travel] * seen_width;
    eye_ = eye_ + aside * travelled;
    const double after = std::atan2(travelled, distance_) * kTurnsAfter;
    const double turned = std::atan(pose[Pose::Turn] * aspect / focal);
    const double yaw = around - turned + after;  // looking along -back, turned
    const Point flat{-std::sin(yaw), 0, std::cos(yaw)};
    const double flat_distance = std::max(distance_ * std::cos(raise), 1e-3);
    steepness_ = std::atan2(eye_.y - aim.y, flat_distance) - std::atan(pose[Pose::Tilt] / focal);
    steepness_ = std::clamp(steepness_, -1.5, 1.5);
    forward_ = flat * std::cos(steepness_) + Point{0, -std::sin(steepness_), 0};
    right_ = {std::cos(yaw), 0, std::sin(yaw)};
    up_ = flat * std::sin(steepness_) + Point{0, std::cos(steepness_), 0};
    roll_ = pose[Pose::Roll] * kRadians;
}

std::optional<Spot> Lens::find(const Point& point) const {
    const Point offset = point - eye_;
    const double depth = dot(offset, forward_);
    if (depth < kNearest) {
        return std::nullopt;
    }
    const double x = dot(offset, right_) * focal_ / depth;
    const double y = -dot(offset, up_) * focal_ / depth;
    const double cosine = std::cos(roll_);
    const double sine = std::sin(roll_);
    return Spot{width_ * 0.5 + x * cosine - y * sine, height_ * 0.5 + x * sine + y * cosine, depth};
}

Point Lens::place(double right, double up, double depth) const {
    return eye_ + forward_ * depth + right_ * right + up_ * up;
}

bool Lens::clip(Point& a, Point& b) const {
    const double depth_a = dot(a - eye_, forward_) - kNearest * 2;
    const double depth_b = dot(b - eye_, forward_) - kNearest * 2;
    if (depth_a < 0 && depth_b < 0) {
        return false;
    }
    if (depth_a < 0 || depth_b < 0) {
        const Point crossing = a + (b - a) * (depth_a / (depth_a - depth_b));
        (depth_a < 0 ? a : b) = crossing;
    }
    return true;
}

double Lens::horizon() const {
    return height_ * 0.5 - std::tan(std::clamp(steepness_, -1.45, 1.45)) * focal_;
}

}  // namespace shot::animatic
