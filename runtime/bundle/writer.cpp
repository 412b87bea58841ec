#include "runtime/bundle/writer.hpp"

#include <charconv>
#include <utility>

#include "compiler/support/json_text.hpp"
#include "runtime/bundle/decimal.hpp"

namespace shot::bundle {
namespace {

void append_whole(std::string& out, std::uint64_t value) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void append_text_or_null(std::string& out, std::string_view text) {
    if (text.empty()) {
        out += "null";
    } else {
        append_json_string(out, text);
    }
}

void append_decimal_or_null(std::string& out, const std::optional<std::int64_t>& value, int digits) {
    if (value) {
        append_decimal(out, *value, digits);
    } else {
        out += "null";
    }
}

/// `"key":"text"`, with what stands before it.
void append_member(std::string& out, std::string_view key, std::string_view text) {
    out += key;
    append_json_string(out, text);
}

void append_texts(std::string& out, const std::vector<std::string>& texts) {
    out += '[';
    for (std::size_t i = 0; i < texts.size(); ++i) {
        out += i == 0 ? "" : ",";
        append_json_string(out, texts[i]);
    }
    out += ']';
}

void append_line_number(std::string& out, std::uint32_t line) {
    if (line == 0) {
        out += "null";
    } else {
        append_whole(out, line);
    }
}

void append_target(std::string& out, const Target& target) {
    append_member(out, "  \"target\":{\"name\":", target.name);
    out += ",\"alias\":";
    append_text_or_null(out, target.alias);
    append_member(out, ",\"model\":", target.model);
    append_member(out, ",\"dialect\":", target.dialect);
    append_member(out, ",\"prompt_style\":", target.prompt_style);
    append_member(out, ",\"encoding\":", target.encoding);
    append_member(out, ",\"facts_as_of\":", target.facts_as_of);
    append_member(out, ",\"state\":", target.state);
    out += "},\n";
}

/// `[` and `]` around items, a line each; `[]` where there is none.
template <class Items, class Append>
void append_lines(std::string& out, std::string_view indent, const Items& items, Append append) {
    out += '[';
    bool is_first = true;
    for (const auto& item : items) {
        out += is_first ? "\n" : ",\n";
        out.append(indent).append("  ");
        append(item);
        is_first = false;
    }
    if (!is_first) {
        out.append("\n").append(indent);
    }
    out += ']';
}

void append_script(std::string& out, const Script& script) {
    append_member(out, "  \"script\":{\n    \"path\":", script.path);
    out += ",\n    \"files\":";
    append_lines(out, "    ", script.files, [&](const ScriptFile& file) {
        append_member(out, "{\"path\":", file.path);
        append_member(out, ",\"sha256\":", file.sha256);
        out += '}';
    });
    out += "\n  },\n";
}

void append_asset(std::string& out, const Asset& asset) {
    append_member(out, "{\"id\":", asset.id);
    append_member(out, ",\"kind\":", asset.kind);
    if (asset.kind == "frame") {
        append_member(out, ",\"request\":", asset.request);
        out += '}';
        return;
    }
    if (asset.kind == "character") {
        append_member(out, ",\"name\":", asset.name);
    }
    append_member(out, ",\"path\":", asset.path);
    append_member(out, ",\"sha256\":", asset.sha256);
    out += ",\"bytes\":";
    append_whole(out, asset.bytes);
    out += '}';
}

void append_anchor(std::string& out, const Anchor& anchor) {
    append_member(out, "{\"name\":", anchor.name);
    out += ",\"hex\":";
    append_text_or_null(out, anchor.hex);
    out += '}';
}

void append_spoken_line(std::string& out, const Line& line) {
    append_member(out, "{\"speaker\":", line.speaker);
    out += ",\"delivery\":";
    append_text_or_null(out, line.delivery);
    append_member(out, ",\"text\":", line.text);
    out += '}';
}

/// `"key":` and the text, or null.
void append_member_or_null(std::string& out, std::string_view key, std::string_view text) {
    out += key;
    append_text_or_null(out, text);
}

/// `[` and `]` around items, all on one line.
template <class Items, class Append>
void append_items(std::string& out, std::string_view key, const Items& items, Append append) {
    out.append(key).append("[");
    bool is_first = true;
    for (const auto& item : items) {
        out += is_first ? "" : ",";
        append(out, item);
        is_first = false;
    }
    out += ']';
}

void append_beat(std::string& out, const BoardBeat& beat) {
    out += "{\"begin\":";
    append_decimal(out, beat.begin, kSecondDigits);
    out += ",\"end\":";
    append_decimal(out, beat.end, kSecondDigits);
    out += beat.is_cut ? ",\"cut\":true" : ",\"cut\":false";
    append_member_or_null(out, ",\"title\":", beat.title);
    append_items(out, ",\"camera\":", beat.camera, append_json_string);
    append_member_or_null(out, ",\"lens\":", beat.lens);
    append_items(out, ",\"actions\":", beat.actions, append_json_string);
    append_items(out, ",\"lines\":", beat.lines, append_spoken_line);
    append_member_or_null(out, ",\"sfx\":", beat.sfx);
    append_member_or_null(out, ",\"lighting\":", beat.lighting);
    append_member_or_null(out, ",\"music\":", beat.music);
    out += '}';
}

void append_board(std::string& out, const Board& board) {
    append_items(out, ",\n      \"board\":{\"palette\":", board.palette, append_anchor);
    append_member_or_null(out, ",\"lighting\":", board.lighting);
    append_member_or_null(out, ",\"sound\":", board.sound);
    append_member_or_null(out, ",\"music\":", board.music);
    append_member_or_null(out, ",\"change\":", board.change);
    append_member_or_null(out, ",\"first_frame\":", board.first_frame);
    out += board.is_silent ? ",\"silent\":true" : ",\"silent\":false";
    append_items(out, ",\"beats\":", board.beats, append_beat);
    out += '}';
}

void append_sequence(std::string& out, const Sequence& sequence) {
    append_member(out, "{\"id\":", sequence.id);
    out += ",\"title\":";
    append_text_or_null(out, sequence.title);
    out += ",\"shots\":";
    append_texts(out, sequence.shots);
    out += ",\"seconds\":";
    append_decimal(out, sequence.milliseconds, kSecondDigits);
    out += ",\"promised_seconds\":";
    append_decimal_or_null(out, sequence.promised_milliseconds, kSecondDigits);
    out += '}';
}

void append_totals(std::string& out, const Totals& totals) {
    out += "  \"totals\":{\"requests\":";
    append_whole(out, totals.requests);
    out += ",\"seconds\":";
    append_decimal(out, totals.milliseconds, kSecondDigits);
    out += ",\"usd\":";
    append_decimal_or_null(out, totals.micro_usd, kUsdDigits);
    out += ",\"losses\":";
    append_whole(out, totals.losses);
    out += "}\n}\n";
}

}  // namespace

void RequestWriter::add(const Request& request) {
    std::string& out = request_;
    out.clear();
    append_member(out, text_.is_empty() ? "\n    {\n      \"id\":" : ",\n    {\n      \"id\":", request.id);
    out += ",\n      \"title\":";
    append_text_or_null(out, request.title);
    append_member(out, ",\n      \"operation\":", request.operation);
    out += ",\n      \"depends_on\":";
    append_texts(out, request.depends_on);
    add_body(request);
    out += ",\n      \"seconds\":";
    append_decimal_or_null(out, request.milliseconds, kSecondDigits);
    out += ",\n      \"size\":";
    append_text_or_null(out, request.size);
    out += ",\n      \"assets\":";
    append_texts(out, request.assets);
    out += ",\n      \"cost\":{\"usd\":";
    append_decimal_or_null(out, request.cost.micro_usd, kUsdDigits);
    append_member(out, ",\"basis\":", request.cost.basis);
    out += '}';
    add_losses(request);
    add_source_map(request);
    append_board(out, request.board);
    out += "\n    }";
    text_.append(out);
}

void RequestWriter::add_body(const Request& request) {
    append_member(request_, ",\n      \"method\":", request.method);
    append_member(request_, ",\n      \"path\":", request.path);
    request_.append(",\n      \"body\":").append(request.body);
}

void RequestWriter::add_losses(const Request& request) {
    std::string& out = request_;
    out += ",\n      \"lost\":";
    append_lines(out, "      ", request.lost, [&](const Loss& loss) {
        append_member(out, "{\"what\":", loss.what);
        append_member(out, ",\"detail\":", loss.detail);
        append_member(out, ",\"reason\":", loss.reason);
        out += ",\"file\":";
        append_text_or_null(out, loss.file);
        out += ",\"line\":";
        append_line_number(out, loss.line);
        out += '}';
    });
}

void RequestWriter::add_source_map(const Request& request) {
    std::string& out = request_;
    out += ",\n      \"source_map\":[";
    bool is_first = true;
    for (const MapRange& range : request.source_map) {
        if (range.file != last_file_ || last_file_json_.empty()) {
            last_file_ = range.file;
            last_file_json_.clear();
            append_text_or_null(last_file_json_, last_file_);
        }
        out += is_first ? "{\"start\":" : ",{\"start\":";
        append_whole(out, range.start);
        out += ",\"end\":";
        append_whole(out, range.end);
        out += ",\"file\":";
        out += last_file_json_;
        out += ",\"line\":";
        append_line_number(out, range.line);
        out += '}';
        is_first = false;
    }
    out += ']';
}

TextBuffer RequestWriter::take() {
    return std::exchange(text_, TextBuffer());
}

TextBuffer write_bundle(const Bundle& frame, TextBuffer requests) {
    std::string head = "{\n  \"format\":\"shot-bundle\",\n  \"version\":";
    append_whole(head, kVersion);
    head += ",\n";
    append_target(head, frame.target);
    append_script(head, frame.script);
    head += "  \"assets\":";
    append_lines(head, "  ", frame.assets, [&](const Asset& asset) { append_asset(head, asset); });
    head += ",\n  \"requests\":[";

    std::string tail = requests.is_empty() ? "],\n" : "\n  ],\n";
    tail += "  \"sequences\":";
    append_lines(tail, "  ", frame.sequences, [&](const Sequence& sequence) { append_sequence(tail, sequence); });
    tail += ",\n";
    append_totals(tail, frame.totals);

    TextBuffer document;
    document.append(head);
    document.append(std::move(requests));
    document.append(tail);
    return document;
}

TextBuffer write_bundle(const Bundle& bundle) {
    RequestWriter writer;
    for (const Request& request : bundle.requests) {
        writer.add(request);
    }
    return write_bundle(bundle, writer.take());
}

}  // namespace shot::bundle
