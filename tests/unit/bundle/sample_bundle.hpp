// A bundle with one of everything that can stand in one.
#pragma once

#include "runtime/bundle/bundle.hpp"

namespace shot::tests {

inline bundle::Board sample_board() {
    bundle::Board board;
    board.palette = {{"walnut brown", "#5c4033"}, {"hope", ""}};
    board.lighting = "a lamp";
    board.sound = "rain, wind";
    board.music = "a \"slow\" waltz";
    board.first_frame = "frames-hall";
    bundle::BoardBeat first;
    first.end = 2400;
    first.title = "Hands at rest";
    first.camera = {"medium close-up", "static"};
    first.lens = "50mm, T2.8";
    first.actions = {"His hands rest.", "Rain."};
    bundle::BoardBeat second;
    second.begin = 2500;
    second.end = 8000;
    second.is_cut = true;
    second.lines = {{"Old Fisherman", "quietly", "Not tonight."}, {"Fisherman", "", "No."}};
    second.sfx = "a bell";
    second.lighting = "the lamp goes out";
    second.music = "silence";
    board.beats = {first, second};
    return board;
}

inline bundle::Bundle sample_bundle() {
    const std::string hash(64, 'a');
    bundle::Bundle made;
    made.target = {"sora-2-pro", "tall", "sora-2-pro", "openai-videos", "sora", "json", "2026-11-22", "retired"};
    made.script = {"film.shot", {{"film.shot", hash}, {"std/film.shot", hash}}};
    made.assets = {{"Fisherman", "character", "Old Fisherman", "cast/fisherman.mp4", hash, 1234, ""},
                   {"frames-hall", "image", "", "frames/hall.png", hash, 99, ""},
                   {"harbour", "video", "", "takes/harbour.mp4", hash, 5'000'000'000, ""},
                   {"confession-last-frame", "frame", "", "", "", 0, "confession"}};

    bundle::Request create;
    create.id = "confession";
    create.title = "The \"confession\"";
    create.operation = "create";
    create.method = "POST";
    create.path = "/v1/videos";
    create.body = R"({"model":"sora-2-pro","prompt":"A dim study.\n\u0001 – Åland \"quoted\" \\","seconds":"8"})";
    create.milliseconds = 8000;
    create.size = "1280x720";
    create.assets = {"Fisherman", "frames-hall"};
    create.cost = {2'400'000, "8 s × 0.30 USD/s"};
    create.lost = {{"seed", "42", "its API has no field for one", "film.shot", 12},
                   {"negative", "", "its API has no field", "", 0}};
    create.source_map = {{0, 12, "film.shot", 3}, {12, 30, "std/film.shot", 7}, {30, 31, "", 0}};
    create.board = sample_board();

    bundle::Request extend;
    extend.id = "storm";
    extend.operation = "extend";
    extend.depends_on = {"confession"};
    extend.method = "POST";
    extend.path = "/v1/videos/extensions";
    extend.body = R"({"video":{"id":"${requests.confession.id}"},"prompt":"x","seconds":"4"})";
    extend.milliseconds = 2500;
    extend.assets = {"confession-last-frame"};
    extend.cost = {800'000, "4 s (the new part) × 0.20 USD/s"};
    extend.source_map = {{0, 1, "film.shot", 20}};
    extend.board.is_silent = true;
    extend.board.beats.emplace_back().end = 2500;

    bundle::Request edit;
    edit.id = "warmer";
    edit.operation = "edit";
    edit.method = "POST";
    edit.path = "/v1/videos/edits";
    edit.body = R"({"video":{"id":"${assets.harbour.id}"},"prompt":"warmer","model":"sora-2-pro"})";
    edit.assets = {"harbour"};
    edit.board.change = "warmer";
    edit.cost = {std::nullopt, "no source names OpenAI's price of an edit"};

    made.requests = {create, extend, edit};
    made.sequences = {{"film", "Lighthouse", {"confession", "storm", "confession"}, 18'500, 16'000},
                      {"short", "", {}, 0, std::nullopt}};
    made.totals = {3, 10'500, std::nullopt, 2};
    return made;
}

}  // namespace shot::tests
