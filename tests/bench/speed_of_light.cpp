// The speed of light for the one job of the benchmarks: shot_speed_of_light FOLDER OUTPUT reads the generated
// house.shot and film.shot and writes the batch lines that `shot compile --format batch` writes, byte for byte
// (scripts/bench.sh holds them against each other). Written by hand for these files alone: no checks, no diagnostics,
// nothing of the language that make_script.cpp does not use. What the compiler's CPU time is compared with.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

using std::string_view;

struct Style {
    string_view look, film, lens, lighting, mood;
};
struct Speaker {
    std::string described;  // `Mara: a woman ..., wearing ... .`
    string_view voice;
};
struct House {
    std::string text;
    std::unordered_map<string_view, Style> styles;
    std::unordered_map<string_view, std::string> palettes;
    std::unordered_map<string_view, string_view> sounds;
    std::unordered_map<string_view, Speaker> speakers;
};

std::string read_file(const std::string& path) {
    std::string text;
    const int file = open(path.c_str(), O_RDONLY);
    struct stat info {};
    if (file >= 0 && fstat(file, &info) == 0) {
        text.resize(static_cast<std::size_t>(info.st_size));
        std::size_t at = 0;
        while (at < text.size()) {
            const ssize_t got = read(file, text.data() + at, text.size() - at);
            if (got <= 0) {
                break;
            }
            at += static_cast<std::size_t>(got);
        }
        close(file);
    }
    return text;
}

string_view take_line(string_view& rest) {
    const void* end = std::memchr(rest.data(), '\n', rest.size());
    const std::size_t size =
        end == nullptr ? rest.size() : static_cast<std::size_t>(static_cast<const char*>(end) - rest.data());
    const string_view line = rest.substr(0, size);
    rest.remove_prefix(size + (end == nullptr ? 0 : 1));
    return line;
}

bool take_prefix(string_view& line, string_view prefix) {
    if (line.substr(0, prefix.size()) != prefix) {
        return false;
    }
    line.remove_prefix(prefix.size());
    return true;
}

/// `Name: value` after the keyword.
std::pair<string_view, string_view> split_lead(string_view line) {
    const std::size_t colon = line.find(": ");
    return {line.substr(0, colon), line.substr(colon + 2)};
}

std::string without_hex(string_view colours) {
    std::string out;
    while (!colours.empty()) {
        const std::size_t hash = colours.find(" #");
        out += colours.substr(0, hash);
        colours = hash == string_view::npos ? string_view() : colours.substr(hash + 8);
    }
    return out;
}

void read_house(House& house) {
    string_view rest = house.text;
    Style* style = nullptr;
    Speaker* speaker = nullptr;
    while (!rest.empty()) {
        string_view line = take_line(rest);
        if (take_prefix(line, "style ")) {
            const auto [name, look] = split_lead(line);
            style = &house.styles[name];
            style->look = look;
        } else if (take_prefix(line, "palette ")) {
            const auto [name, colours] = split_lead(line);
            house.palettes[name] = without_hex(colours);
        } else if (take_prefix(line, "sound ")) {
            const auto [name, bed] = split_lead(line);
            house.sounds[name] = bed;
        } else if (take_prefix(line, "speaker ")) {
            const string_view name = split_lead(line).first;
            speaker = &house.speakers[name];
            speaker->described = line;
        } else if (take_prefix(line, "    film: ")) {
            style->film = line;
        } else if (take_prefix(line, "    lens: ")) {
            style->lens = line;
        } else if (take_prefix(line, "    lighting: ")) {
            style->lighting = line;
        } else if (take_prefix(line, "    mood: ")) {
            style->mood = line;
        } else if (take_prefix(line, "    wardrobe: ")) {
            speaker->described.append(", wearing ").append(line).append(". ");
        } else if (take_prefix(line, "    voice: ")) {
            speaker->voice = line;
        }
    }
}

/// Collects one shot and writes its line.
class Writer {
public:
    Writer(const House& house, std::string& out) : house_(house), out_(out) {}

    void begin(string_view header) {
        finish();
        id_ = header.substr(0, header.find(' '));
        style_ = &house_.styles.find(header.substr(header.rfind(' ') + 1))->second;
        actions_.clear();
        dialogue_.clear();
    }

    void add_line(string_view line) {
        if (take_prefix(line, "        - ")) {
            actions_.append(line);
        } else if (take_prefix(line, "        ")) {
            add_dialogue(line);
        } else if (take_prefix(line, "    subject: ")) {
            subject_ = line;
        } else if (take_prefix(line, "    scene: ")) {
            scene_ = line;
        } else if (take_prefix(line, "    palette: ")) {
            palette_ = line;
        } else if (take_prefix(line, "    sound: ")) {
            sound_ = line;
        } else if (take_prefix(line, "    camera: ")) {
            camera_ = line;
        } else if (line.size() > 4 && line[4] >= '0' && line[4] <= '9') {
            add_beat(line.substr(4));
        }
    }

    void finish() {
        if (id_.empty()) {
            return;
        }
        add("{\"custom_id\":\"", id_,
            R"(","method":"POST","url":"/v1/videos","body":{"model":"sora-2-pro","prompt":")");
        add_sentence(style_->look);
        for (string_view names = subject_; !names.empty();) {
            const std::size_t comma = names.find(", ");
            out_ += ' ';
            const std::string& described = house_.speakers.find(names.substr(0, comma))->second.described;
            out_.append(described, 0, described.size() - 1);
            names = comma == string_view::npos ? string_view() : names.substr(comma + 2);
        }
        out_ += ' ';
        add_sentence(scene_);
        add("\\n\\nCinematography:\\nCamera: ", camera_, "\\nLens: ", style_->lens, "\\nFilm: ", style_->film);
        add("\\nLighting: ", style_->lighting, "\\nPalette: ", house_.palettes.find(palette_)->second,
            "\\nMood: ", style_->mood);
        add("\\n\\nActions:", actions_, "\\n\\nDialogue:", dialogue_,
            "\\n\\nBackground Sound: ", house_.sounds.find(sound_)->second);
        add(R"(","size":"1280x720","seconds":"8"}})", "\n");
        id_ = {};
    }

private:
    template <class... Parts>
    void add(const Parts&... parts) {
        (out_.append(parts), ...);
    }

    void add_sentence(string_view text) {
        const char first = text.front();
        out_ += first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : first;
        out_.append(text.substr(1)).append(".");
    }

    void add_beat(string_view line) {
        const std::size_t blank = line.find(' ');
        const std::size_t comma = line.find(", ", blank);
        time_ = line.substr(0, blank);
        actions_.append("\\n- ").append(time_).append(" — ").append(line.substr(blank + 1, comma - blank - 1));
        actions_.append(" (").append(line.substr(comma + 2)).append("): ");
    }

    void add_dialogue(string_view line) {
        const std::size_t open = line.find(" (");
        const std::size_t close = line.find("): \"", open);
        const string_view name = line.substr(0, open);
        dialogue_.append("\\n- ").append(time_).append(" — ").append(name).append(" (");
        dialogue_.append(house_.speakers.find(name)->second.voice).append(", ");
        dialogue_.append(line.substr(open + 2, close - open - 2)).append("): \\\"");
        dialogue_.append(line.substr(close + 4, line.size() - close - 5)).append("\\\"");
    }

    const House& house_;
    std::string& out_;
    const Style* style_ = nullptr;
    string_view id_, subject_, scene_, palette_, sound_, camera_, time_;
    std::string actions_, dialogue_;
};

}  // namespace

int main(int count, char** values) {
    if (count != 3) {
        std::fprintf(stderr, "Usage: shot_speed_of_light FOLDER OUTPUT\n");
        return 2;
    }
    const std::string folder = values[1];
    House house;
    house.text = read_file(folder + "/house.shot");
    read_house(house);
    const std::string film = read_file(folder + "/film.shot");
    const int file = open(values[2], O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file < 0) {
        return 3;
    }
    std::string out;
    constexpr std::size_t kChunk = 1 << 18;
    out.reserve(kChunk + (1 << 14));
    Writer writer(house, out);
    string_view rest = film;
    while (!rest.empty()) {
        string_view line = take_line(rest);
        if (take_prefix(line, "shot ")) {
            writer.begin(line);
            if (out.size() > kChunk) {
                if (write(file, out.data(), out.size()) != static_cast<ssize_t>(out.size())) {
                    return 3;
                }
                out.clear();
            }
        } else {
            writer.add_line(line);
        }
    }
    writer.finish();
    return write(file, out.data(), out.size()) == static_cast<ssize_t>(out.size()) && close(file) == 0 ? 0 : 3;
}
