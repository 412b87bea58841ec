// Named colours: stdlib/vocabulary/colours.json. Asked for boards and palettes, a few times a script.
#include <algorithm>
#include <array>
#include <charconv>

#include "compiler/sema/json_strings.hpp"
#include "compiler/sema/vocabulary.hpp"
#include "stdlib/embedded.hpp"

namespace shot::sema {
namespace {

constexpr std::string_view kFileName = "vocabulary/colours.json";

char small_letter(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_word_byte(char c) {
    const char small = small_letter(c);
    return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// The words of a name without what stands between them: `Dark Slate-Gray` -> `darkslategrey`. `starts` (may be null)
// gets where each word starts.
std::string make_key(std::string_view name, std::vector<std::size_t>* starts) {
    std::string key;
    key.reserve(name.size());
    bool is_in_word = false;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const char c = name[at];
        if (name.compare(at, 3, "\u2019") == 0) {  // an apostrophe as word processors write it
            at += 2;
            continue;
        }
        if (!is_word_byte(c)) {
            is_in_word = is_in_word && c == '\'';
            continue;
        }
        if (!is_in_word && starts != nullptr) {
            starts->push_back(key.size());
        }
        is_in_word = true;
        key.push_back(small_letter(c));
    }
    for (auto at = key.find("gray"); at != std::string::npos; at = key.find("gray", at)) {
        key[at + 2] = 'e';
    }
    return key;
}

bool is_hex(std::string_view value) {
    return value.size() == 6 && std::all_of(value.begin(), value.end(),
                                            [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

class Reader final : public JsonVisitor {
public:
    using Path = std::span<const std::string>;

    std::vector<std::pair<std::string, std::string>> colours;
    std::vector<std::string> tails;

    bool open(Path path) override {
        if (path.size() == 3 && path[2] == "colours") {
            list_begin_ = static_cast<std::ptrdiff_t>(colours.size());
        }
        return true;
    }

    // The file keeps each list in order, so that putting the lists together costs next to nothing.
    bool close(Path path) override {
        if (path.size() == 3 && path[2] == "colours") {
            const auto list = colours.begin() + list_begin_;
            if (!std::is_sorted(list, colours.end())) {
                std::sort(list, colours.end());
            }
            std::inplace_merge(colours.begin(), list, colours.end());
        }
        return true;
    }

    bool number(Path path, double value) override { return path[0] == "version" && value == 1 ? true : fail(path[0]); }

    bool text(Path path, std::string_view value) override {
        if (path.size() == 1) {
            return path[0] == "format" && value == "shot-colours" ? true : fail(path[0]);
        }
        if (path.size() == 2 && path[0] == "tails") {
            tails.emplace_back(value);
            return true;
        }
        if (path.size() == 4 && path[0] == "lists" && path[2] == "colours") {
            return add_colour(path[3], value);
        }
        return path.size() == 3 && (path[2] == "source" || path[2] == "url") ? true : fail(path.back());
    }

    [[nodiscard]] std::string reason() const override { return reason_; }

private:
    bool fail(std::string_view key) {
        reason_ = "`" + std::string(key) + "` is unknown, or its value is wrong";
        return false;
    }

    bool add_colour(std::string_view name, std::string_view value) {
        std::string key = make_key(name, nullptr);
        if (key.empty() || !is_hex(value)) {
            return fail(name);
        }
        std::string hex = "#";
        hex += value;
        colours.emplace_back(std::move(key), std::move(hex));
        return true;
    }

    std::ptrdiff_t list_begin_ = 0;
    std::string reason_;
};

/// Red, green and blue of `5c4033`, `#5C4033` or `#fff`.
std::array<int, 3> read_rgb(std::string_view hex) {
    hex.remove_prefix(hex.starts_with('#') ? 1 : 0);
    std::array<int, 3> rgb{};
    const std::size_t digits = hex.size() / rgb.size();
    for (std::size_t i = 0; i < rgb.size(); ++i) {
        const std::string_view part = hex.substr(i * digits, digits);
        std::from_chars(part.data(), part.data() + part.size(), rgb[i], 16);
        rgb[i] = digits == 1 ? rgb[i] * 17 : rgb[i];
    }
    return rgb;
}

/// Distance that is close to what people see, without leaving RGB (Thiadmer Riemersma, "redmean").
std::int64_t colour_distance(const std::array<int, 3>& a, const std::array<int, 3>& b) {
    const std::int64_t mean = (a[0] + b[0]) / 2;
    const std::int64_t red = a[0] - b[0];
    const std::int64_t green = a[1] - b[1];
    const std::int64_t blue = a[2] - b[2];
    return (512 + mean) * red * red + 1024 * green * green + (767 - mean) * blue * blue;
}

class NearestColour final : public JsonVisitor {
public:
    using Path = std::span<const std::string>;

    explicit NearestColour(std::string_view hex) : wanted_(read_rgb(hex)) {}

    std::string name;

    bool open(Path) override { return true; }
    bool close(Path) override { return true; }
    bool number(Path, double) override { return true; }
    bool text(Path path, std::string_view value) override {
        if (path.size() != 4 || path[2] != "colours") {
            return true;
        }
        const std::int64_t distance = colour_distance(wanted_, read_rgb(value));
        const bool is_shorter = distance == distance_ && path[3].size() < name.size();
        if (name.empty() || distance < distance_ || is_shorter) {
            name = path[3];
            distance_ = distance;
        }
        return true;
    }
    [[nodiscard]] std::string reason() const override { return {}; }

private:
    std::array<int, 3> wanted_;
    std::int64_t distance_ = 0;
};

}  // namespace

std::string nearest_colour_name(std::string_view hex) {
    NearestColour nearest(hex);
    const auto read = read_json(stdlib::find_embedded(kFileName), kFileName, nearest);
    return read ? nearest.name : std::string("grey");
}

Result<Colours> Colours::parse(std::string_view json) {
    Reader reader;
    reader.colours.reserve(1024);
    if (auto read = read_json(json, kFileName, reader); !read) {
        return tl::unexpected(std::move(read.error()));
    }
    Colours colours;
    colours.by_name_ = std::move(reader.colours);
    colours.tails_ = std::move(reader.tails);
    std::sort(colours.tails_.begin(), colours.tails_.end());
    const auto twice = std::adjacent_find(colours.by_name_.begin(), colours.by_name_.end(),
                                          [](const auto& a, const auto& b) { return a.first == b.first; });
    if (twice != colours.by_name_.end()) {
        return tl::unexpected(Failure{"read", std::string(kFileName), "`" + twice->first + "` stands twice"});
    }
    return colours;
}

std::optional<std::string_view> Colours::find(std::string_view name) const {
    std::vector<std::size_t> starts;
    std::string key = make_key(name, &starts);
    const auto find_last_words = [&]() -> std::optional<std::string_view> {
        for (const std::size_t start : starts) {
            const auto wanted = std::string_view(key).substr(start);
            const auto found =
                std::lower_bound(by_name_.begin(), by_name_.end(), wanted,
                                 [](const auto& colour, std::string_view text) { return colour.first < text; });
            if (found != by_name_.end() && found->first == wanted) {
                return found->second;
            }
        }
        return std::nullopt;
    };
    while (!starts.empty()) {
        if (const auto hex = find_last_words()) {
            return hex;
        }
        const auto last = std::string_view(key).substr(starts.back());
        if (!std::binary_search(tails_.begin(), tails_.end(), last)) {
            return std::nullopt;
        }
        key.resize(starts.back());
        starts.pop_back();
    }
    return std::nullopt;
}

}  // namespace shot::sema
