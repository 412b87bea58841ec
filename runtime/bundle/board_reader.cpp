#include "runtime/bundle/board_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "runtime/bundle/decimal.hpp"

namespace shot::bundle {
namespace {

/// `#5c4033`
bool is_hex(std::string_view text) {
    return text.size() == 7 && text[0] == '#' && text.find_first_not_of("0123456789abcdef", 1) == std::string_view::npos;
}

std::string seconds(std::int64_t milliseconds) {
    std::string text;
    append_decimal(text, milliseconds, kSecondDigits);
    return text;
}

class BoardReader {
public:
    BoardReader(const Request& request, JsonProblem& problem) : request_(request), problem_(problem) {}

    Board read(const Json& value, const JsonPath& path) {
        Board board;
        JsonReader from(value, path, problem_);
        from.each("palette", [&](const Json& item, const JsonPath& at) { read_anchor(item, at, board.palette); });
        board.lighting = from.text_or_null("lighting");
        board.sound = from.text_or_null("sound");
        board.music = from.text_or_null("music");
        board.change = from.text_or_null("change");
        board.first_frame = from.text_or_null("first_frame");
        const auto& assets = request_.assets;
        if (!board.first_frame.empty() && std::find(assets.begin(), assets.end(), board.first_frame) == assets.end()) {
            from.report("first_frame", fmt::format("`{}` is none of the request's assets", board.first_frame));
        }
        board.is_silent = from.flag("silent");
        from.each("beats", [&](const Json& item, const JsonPath& at) { read_beat(item, at, board.beats); });
        from.finish();
        check_kind(board, from);
        return board;
    }

private:
    /// An edit has its change alone; what is made has beats, and changes nothing.
    static bool is_change_alone(const Board& board) {
        return board.beats.empty() && board.palette.empty() && !board.is_silent && board.lighting.empty() &&
               board.sound.empty() && board.music.empty() && board.first_frame.empty();
    }

    void check_kind(const Board& board, const JsonReader& from) {
        if (request_.operation == "edit") {
            if (!is_change_alone(board)) {
                problem_.report(from.path(), "has more than the change of an edit");
            }
            return;
        }
        if (board.beats.empty()) {
            from.report("beats", "is empty");
        }
        if (!board.change.empty()) {
            from.report("change", "is there, but the request is no edit");
        }
    }

    void read_anchor(const Json& value, const JsonPath& path, std::vector<Anchor>& palette) {
        JsonReader from(value, path, problem_);
        Anchor& anchor = palette.emplace_back();
        anchor.name = from.text("name");
        anchor.hex = from.text_or_null("hex");
        if (!anchor.hex.empty() && !is_hex(anchor.hex)) {
            from.report("hex", "is no colour like `#5c4033`");
        }
        from.finish();
    }

    void read_beat(const Json& value, const JsonPath& path, std::vector<BoardBeat>& beats) {
        JsonReader from(value, path, problem_);
        const std::int64_t before = beats.empty() ? 0 : beats.back().end;
        BoardBeat& beat = beats.emplace_back();
        beat.begin = from.decimal("begin", kSecondDigits);
        beat.end = from.decimal("end", kSecondDigits);
        check_times(beat, before, path);
        beat.is_cut = from.flag("cut");
        beat.title = from.text_or_null("title");
        beat.camera = read_texts(from, "camera");
        beat.lens = from.text_or_null("lens");
        beat.actions = read_texts(from, "actions");
        from.each("lines", [&](const Json& item, const JsonPath& at) { read_line(item, at, beat.lines); });
        beat.sfx = from.text_or_null("sfx");
        beat.lighting = from.text_or_null("lighting");
        beat.music = from.text_or_null("music");
        from.finish();
    }

    void check_times(const BoardBeat& beat, std::int64_t before, const JsonPath& path) {
        const std::int64_t length = request_.milliseconds.value_or(0);
        if (beat.begin < before || beat.end < beat.begin || beat.end > length) {
            problem_.report(path, fmt::format("lasts from {} to {}; expected times from {} to {}", seconds(beat.begin),
                                              seconds(beat.end), seconds(before), seconds(length)));
        }
    }

    std::vector<std::string> read_texts(JsonReader& from, std::string_view key) {
        std::vector<std::string> texts;
        from.each(key, [&](const Json& value, const JsonPath& path) {
            if (!value.is_string() || value.get_ref<const std::string&>().empty()) {
                problem_.report(path, "is no text");
                return;
            }
            texts.push_back(value.get_ref<const std::string&>());
        });
        return texts;
    }

    void read_line(const Json& value, const JsonPath& path, std::vector<Line>& lines) {
        JsonReader from(value, path, problem_);
        Line& line = lines.emplace_back();
        line.speaker = from.text("speaker");
        line.delivery = from.text_or_null("delivery");
        line.text = from.text("text");
        from.finish();
    }

    const Request& request_;
    JsonProblem& problem_;
};

}  // namespace

Board read_board(const Json& value, const JsonPath& path, const Request& request, JsonProblem& problem) {
    return BoardReader(request, problem).read(value, path);
}

}  // namespace shot::bundle
