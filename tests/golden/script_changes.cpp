#include "tests/golden/script_changes.hpp"

#include <string_view>
#include <vector>

namespace shot::tests {
namespace {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed * 0x9E37'79B9'7F4A'7C15ULL + 1) {}

    std::uint64_t next() {  // splitmix64
        std::uint64_t z = (state_ += 0x9E37'79B9'7F4A'7C15ULL);
        z = (z ^ (z >> 30U)) * 0xBF58'476D'1CE4'E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D0'49BB'1331'11EBULL;
        return z ^ (z >> 31U);
    }
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
    /// True once in `times`.
    bool hits(std::size_t times) { return below(times) == 0; }

private:
    std::uint64_t state_;
};

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

class Changer {
public:
    Changer(const std::string& text, std::uint64_t seed) : dice_(seed), lines_(split_lines(text)) {}

    std::string change() {
        const std::size_t rate = 1 + dice_.below(12);
        std::vector<std::string> out;
        for (std::string& line : lines_) {
            if (!line.empty() && line.find("// ") == std::string::npos && dice_.hits(rate)) {
                change_line(line);
            }
            change_between(line, rate, out);
        }
        indent(out);
        const std::string_view end = dice_.hits(6) ? "\r\n" : "\n";
        std::string text = dice_.hits(12) ? "\xEF\xBB\xBF" : "";
        for (const std::string& line : out) {
            text += line;
            text += end;
        }
        if (dice_.hits(6)) {
            text.resize(text.size() - std::min(text.size(), end.size()));
        }
        return text;
    }

private:
    void change_line(std::string& line) {
        switch (dice_.below(12)) {
            case 0: replace_all(line, "–", dice_.hits(2) ? "-" : " — "); break;
            case 1: replace_all(line, ", ", dice_.hits(2) ? "," : " ,  "); break;
            case 2: replace_all(line, ", ", dice_.hits(2) ? "，" : "、"); break;
            case 3: curl_quotes(line, "“", "”"); break;
            case 4: dice_.hits(2) ? curl_quotes(line, "«", "»") : curl_quotes(line, "「", "」"); break;
            case 5: replace_all(line, ": ", dice_.hits(2) ? ":   " : " : "); break;
            case 6: line += "   "; break;
            case 7: replace_all(line, " (", "  ("); break;
            case 8: replace_all(line, "0.", "0:00."); break;
            case 9: lengthen(line); break;
            case 10: replace_all(line, ".00", ""); break;
            default: replace_all(line, "- ", "-    "); break;
        }
    }

    static void curl_quotes(std::string& line, std::string_view open, std::string_view close) {
        bool is_open = false;
        for (std::size_t at = line.find('"'); at != std::string::npos; at = line.find('"', at)) {
            line.replace(at, 1, is_open ? close : open);
            is_open = !is_open;
        }
    }

    /// More of the line's own words, so that it has to be wrapped.
    void lengthen(std::string& line) {
        const std::size_t from = line.find(' ', line.find_first_not_of(' '));
        if (from != std::string::npos) {
            const std::string words = line.substr(from);
            for (std::size_t i = dice_.below(6); i > 0; --i) {
                line += words;
            }
        }
    }

    /// The line, perhaps broken into two, with something before it.
    void change_between(const std::string& line, std::size_t rate, std::vector<std::string>& out) {
        if (dice_.hits(rate * 4)) {
            out.emplace_back(dice_.below(3), ' ');
        }
        if (dice_.hits(rate * 6)) {
            out.push_back(std::string(dice_.below(13), ' ') + "//" + (dice_.hits(2) ? " said of the next line" : "short"));
        }
        if (line.empty() && dice_.hits(rate + 1)) {
            return;
        }
        const std::size_t space = line.find(' ', line.size() / 2);
        if (space != std::string::npos && indent_of(line) > 0 && dice_.hits(rate * 2)) {
            out.push_back(line.substr(0, space) + (dice_.hits(4) ? "  // here" : ""));
            out.push_back(std::string(indent_of(line) + 4, ' ') + line.substr(space + 1));
            return;
        }
        const bool is_plain = !line.empty() && line.find("//") == std::string::npos;
        out.push_back(line + (is_plain && dice_.hits(rate * 6) ? " // behind it" : ""));
    }

    /// Another width for all indentation, or tabs.
    void indent(std::vector<std::string>& lines) {
        const std::size_t width = dice_.below(6);
        for (std::string& line : lines) {
            const std::size_t spaces = indent_of(line);
            if (width > 0 && width < 5 && spaces % 4 == 0) {
                line.replace(0, spaces, width == 4 ? std::string(spaces / 4, '\t') : std::string(spaces / 4 * (width + 1), ' '));
            }
        }
    }

    Dice dice_;
    std::vector<std::string> lines_;
};

}  // namespace

std::string change_looks(const std::string& text, std::uint64_t seed) { return Changer(text, seed).change(); }

}  // namespace shot::tests
