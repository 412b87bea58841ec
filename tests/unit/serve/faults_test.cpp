#include "runtime/serve/faults.hpp"

#include <catch2/catch.hpp>

using namespace shot::serve;

namespace {

std::string problem_of(std::string_view text) {
    const auto faults = parse_faults(text);
    return faults ? std::string() : faults.error().reason;
}

std::string fall(FaultDice& dice, Fault fault) {
    std::string fallen;
    for (int i = 0; i < 64; ++i) {
        fallen += dice.falls(fault) ? 'x' : '.';
    }
    return fallen;
}

}  // namespace

TEST_CASE("faults are read with their shares and times", "[serve]") {
    const auto faults = parse_faults("drop-after-accept:0.1,slow-accept:0.6s,429:1,slow-job:250ms");
    REQUIRE(faults);
    CHECK(faults->share(Fault::DropAfterAccept) == 0.1);
    CHECK(faults->share(Fault::Refuse429) == 1);
    CHECK(faults->share(Fault::Fail500) == 0);
    CHECK(faults->slow_accept == 600);
    CHECK(faults->slow_job == 250);
    CHECK(parse_faults(""));
}

TEST_CASE("what is wrong with a fault is said", "[serve]") {
    CHECK(problem_of("drop-after-acept:0.1") == "there is no fault `drop-after-acept`; did you mean `drop-after-accept`?");
    CHECK(problem_of("429:1.5") == "`429` needs a share from 0 to 1, as in `429:0.1`");
    CHECK(problem_of("429") == "`429` needs a share from 0 to 1, as in `429:0.1`");
    CHECK(problem_of("429:nan").find("needs a share") != std::string::npos);
    CHECK(problem_of("slow-accept:2").find("needs a time") != std::string::npos);
    CHECK(problem_of("slow-accept:2h").find("needs a time") != std::string::npos);
    CHECK(problem_of("slow-accept:3601s").find("needs a time") != std::string::npos);
    CHECK(problem_of("429:0.1,,").find("there is no fault ``") != std::string::npos);
}

TEST_CASE("the seed decides, fault by fault", "[serve]") {
    auto faults = *parse_faults("429:0.5,500:0.5");
    FaultDice one(faults);
    FaultDice other(faults);
    const std::string fallen = fall(one, Fault::Refuse429);
    CHECK(fallen.find('x') != std::string::npos);
    CHECK(fallen.find('.') != std::string::npos);
    static_cast<void>(fall(other, Fault::Fail500));  // takes nothing from the stream of another
    CHECK(fall(other, Fault::Refuse429) == fallen);
    faults.seed = 2;
    FaultDice seeded(faults);
    CHECK(fall(seeded, Fault::Refuse429) != fallen);
    CHECK(fall(one, Fault::CutDownload) == std::string(64, '.'));
}
