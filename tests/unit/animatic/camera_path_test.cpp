#include "runtime/animatic/camera_path.hpp"

#include <cmath>

#include <catch2/catch.hpp>

using namespace shot;
using animatic::CameraPath;
using animatic::Cast;
using animatic::Pose;

namespace {

bundle::BoardBeat beat(std::int64_t begin, std::int64_t end, std::vector<std::string> camera, bool is_cut = false) {
    bundle::BoardBeat made;
    made.begin = begin;
    made.end = end;
    made.camera = std::move(camera);
    made.is_cut = is_cut;
    return made;
}

CameraPath path_of(const bundle::Board& board, std::int64_t milliseconds, const std::optional<Pose>& start = {}) {
    return CameraPath(board, Cast::of(board), animatic::CameraWords(), milliseconds, 16.0 / 9, start);
}

double jump(const CameraPath& path, std::int64_t time) {
    double most = 0;
    for (std::size_t i = 0; i < Pose::kCount; ++i) {
        most = std::max(most, std::abs(path.pose_at(time).values[i] - path.pose_at(time - 1).values[i]));
    }
    return most;
}

}  // namespace

TEST_CASE("a take goes on from beat to beat, and a cut is seen", "[animatic]") {
    bundle::Board board;
    board.beats = {beat(0, 2000, {"medium shot", "static"}), beat(2000, 5000, {"slow push-in"}),
                   beat(5000, 8000, {"close-up"}), beat(8000, 10000, {"close-up"}, true)};
    const CameraPath path = path_of(board, 10000);
    CHECK(jump(path, 1000) == 0);
    CHECK(jump(path, 2000) < 0.02);
    CHECK(jump(path, 5000) < 0.02);
    CHECK(jump(path, 8000) > 5);
    CHECK(path.pose_at(4900)[Pose::Size] > path.pose_at(2000)[Pose::Size]);
    CHECK(path.pose_at(7900)[Pose::Size] == Approx(std::log(4.5)));
    CHECK(path.part_at(9000).take == 1);
}

TEST_CASE("gaps, late beats and beats behind the end are no trouble", "[animatic]") {
    bundle::Board board;
    board.beats = {beat(1000, 2000, {"wide shot"}), beat(4000, 90000, {"push-in"}), beat(95000, 99000, {"close-up"})};
    const CameraPath path = path_of(board, 8000);
    CHECK(path.parts().front().begin == 0);
    CHECK(path.parts().back().end == 8000);
    for (std::size_t i = 1; i < path.parts().size(); ++i) {
        CHECK(path.parts()[i].begin == path.parts()[i - 1].end);
    }
    CHECK(path_of(bundle::Board(), 1000).parts().size() == 1);
}

TEST_CASE("an extension begins where its source ended", "[animatic]") {
    bundle::Board board;
    board.beats = {beat(0, 4000, {"close-up", "push-in"})};
    const Pose end = path_of(board, 4000).end_pose();
    bundle::Board more;
    more.beats = {beat(0, 4000, {"dolly left"})};
    const CameraPath path = path_of(more, 4000, end);
    CHECK(path.pose_at(0).values == end.values);
    CHECK(path.pose_at(3999)[Pose::Travel] < end[Pose::Travel]);
}

TEST_CASE("who speaks off screen is not in the cast", "[animatic]") {
    bundle::Board board;
    board.beats = {beat(0, 4000, {})};
    board.beats[0].lines = {
        {"Anna", "", "Yes."}, {"Ben", "voice-over", "No."}, {"Cleo", "V.O., quietly", "So."}, {"Anna", "", "Yes."}};
    CHECK(Cast::of(board).names == std::vector<std::string>{"Anna"});
    CHECK(Cast::of(bundle::Board()).names.size() == 1);
}
