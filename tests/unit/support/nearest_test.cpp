#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/support/nearest.hpp"

namespace {

using shot::edit_distance;
using shot::find_nearest;

std::string nearest(std::string_view wanted, const std::vector<std::string_view>& candidates) {
    return std::string(find_nearest(wanted, candidates).value_or("(nothing)"));
}

/// Optimal string alignment as textbooks have it, for lower-case ASCII.
std::size_t plain_distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> cells(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                cells[i][j] = i + j;
                continue;
            }
            cells[i][j] = std::min(
                {cells[i - 1][j] + 1, cells[i][j - 1] + 1, cells[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                cells[i][j] = std::min(cells[i][j], cells[i - 2][j - 2] + 1);
            }
        }
    }
    return cells[a.size()][b.size()];
}

/// The same words on every machine.
class Words {
public:
    std::string next(std::size_t max_length) {
        std::string word;
        for (std::size_t length = number() % (max_length + 1); word.size() < length;) {
            word += static_cast<char>('a' + number() % 3);
        }
        return word;
    }

private:
    std::uint32_t number() {
        state_ = state_ * 1664525U + 1013904223U;
        return state_ >> 16U;
    }
    std::uint32_t state_ = 7;
};

}  // namespace

TEST_CASE("an edit is an insertion, a deletion, a replacement or a swap of neighbours") {
    CHECK(edit_distance("dusk", "dusk", 3) == 0);
    CHECK(edit_distance("dusk", "dus", 3) == 1);
    CHECK(edit_distance("dusk", "duskk", 3) == 1);
    CHECK(edit_distance("dusk", "dust", 3) == 1);
    CHECK(edit_distance("dusk", "duks", 3) == 1);
    CHECK(edit_distance("", "abc", 3) == 3);
    CHECK(edit_distance("", "", 0) == 0);
}

TEST_CASE("edits are counted in code points, not in bytes") {
    CHECK(edit_distance("café", "cafe", 3) == 1);
    CHECK(edit_distance("夜の港", "夜港", 3) == 1);
}

TEST_CASE("above the limit a distance is the limit and one") {
    CHECK(edit_distance("abcdef", "uvwxyz", 2) == 3);
    CHECK(edit_distance("a", "abcdefgh", 2) == 3);
    CHECK(edit_distance("abc", "xyz", 0) == 1);
}

TEST_CASE("distances agree with the textbook") {
    Words words;
    for (int i = 0; i < 20'000; ++i) {
        const std::string a = words.next(9);
        const std::string b = words.next(9);
        const std::size_t expected = plain_distance(a, b);
        for (const std::size_t limit : {0U, 1U, 3U, 20U}) {
            INFO(a << " / " << b << " up to " << limit);
            REQUIRE(edit_distance(a, b, limit) == std::min(expected, limit + 1));
        }
    }
}

TEST_CASE("the nearest name agrees with a search of all names") {
    Words words;
    for (int i = 0; i < 2'000; ++i) {
        const std::string wanted = words.next(12);
        std::vector<std::string> names;
        for (int k = 0; k < 8; ++k) {
            names.push_back(words.next(12));
        }
        const std::size_t limit = std::clamp<std::size_t>(wanted.size() / 3, 1, 3);
        std::string expected = "(nothing)";
        std::size_t best = limit + 1;
        for (const std::string& name : names) {
            const std::size_t distance = plain_distance(wanted, name);
            const bool shares_a_letter = distance < std::max(wanted.size(), name.size()) || distance == 0;
            if (distance < best && shares_a_letter) {
                best = distance;
                expected = name;
            }
        }
        INFO(wanted);
        REQUIRE(nearest(wanted, {names.begin(), names.end()}) == expected);
    }
}

TEST_CASE("a slip of the fingers finds the name that was meant") {
    CHECK(nearest("Interveiw", {"Documentary", "Interview", "Interval"}) == "Interview");
    CHECK(nearest("Fihserman", {"Fisherman", "Fisherwoman"}) == "Fisherman");
    CHECK(nearest("vision3_50T", {"Vision3_500T", "Vision3_200T"}) == "Vision3_500T");
}

TEST_CASE("the other case is nearer than another letter") {
    CHECK(nearest("dusk", {"dust", "Dusk"}) == "Dusk");
    CHECK(nearest("DUSK", {"dunk", "dusk"}) == "dusk");
    CHECK(nearest("éTUDE", {"etude", "Étude"}) == "Étude");
    CHECK(nearest("ночь", {"Ночь"}) == "Ночь");
}

TEST_CASE("words in another order find the term") {
    CHECK(nearest("close-up medium", {"medium shot", "medium close-up"}) == "medium close-up");
    CHECK(nearest("LightWindow", {"WindowLight"}) == "WindowLight");
}

TEST_CASE("what is too far away is not offered") {
    CHECK(nearest("Dusk", {"Dawn", "Night"}) == "(nothing)");
    CHECK(nearest("a", {"b", "c"}) == "(nothing)");
    CHECK(nearest("ab", {"abcd"}) == "(nothing)");
    CHECK(nearest("", {"a"}) == "(nothing)");
    CHECK(nearest("Dusk", {}) == "(nothing)");
    CHECK(nearest("abcdefghijkl", {"abcdefghXXXX"}) == "(nothing)");
}

TEST_CASE("on a tie the first candidate wins") {
    CHECK(nearest("dusk", {"dust", "dusky"}) == "dust");
}

TEST_CASE("names of more than 64 letters have a nearest name too") {
    const std::string name(100, 'n');
    const std::string wanted = "m" + name.substr(1);
    CHECK(nearest(wanted, {"other", name}) == name);
}
