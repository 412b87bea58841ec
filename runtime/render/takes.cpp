#include "runtime/render/takes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "compiler/support/assert.hpp"
#include "compiler/support/sha256.hpp"
#include "runtime/animatic/draw_clip.hpp"
#include "runtime/files/read_file.hpp"
#include "runtime/process/process.hpp"
#include "runtime/render/render.hpp"

namespace shot::render {
namespace {

constexpr std::size_t kMaxNameBytes = 180;  // file systems take 255; the rest is for `.take12.mp4` and temporary names

/// Whether the file begins as an MP4 or QuickTime file does, or as WebM.
bool has_magic(const std::string& path) {
    std::string head;
    const auto read = files::read_pieces(path, [&head](std::string_view piece) { head += head.empty() ? piece.substr(0, 12) : ""; });
    if (!read || head.size() < 12) {
        return false;
    }
    const std::string_view type = std::string_view(head).substr(4, 4);
    return type == "ftyp" || type == "moov" || type == "wide" || head.starts_with("\x1a\x45\xdf\xa3");
}

}  // namespace

std::string clip_name(std::string_view shot, int take) {
    std::string name(shot);
    if (name.size() > kMaxNameBytes) {
        std::size_t end = kMaxNameBytes - 9;
        while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) {
            --end;  // no letter is cut in two
        }
        name = name.substr(0, end) + "-" + sha256_of(shot).substr(0, 8);
    }
    return fmt::format("{}.take{}.mp4", name, take);
}

store::Take make_take(const Plan& plan, const Item& item) {
    const bundle::Request& request = *item.request;
    store::Take take;
    take.shot = request.id;
    take.hash = item.hash;
    take.engine = plan.engine;
    take.operation = request.operation;
    take.path = request.path;
    take.request = request.body;
    take.prompt = item.prompt;
    take.size = request.size;
    take.milliseconds = item.milliseconds;
    take.micro_usd = plan.engine == kAnimatic ? std::optional<std::int64_t>(0) : request.cost.micro_usd;
    return take;
}

Result<std::optional<store::Take>> find_source(const Plan& plan, const Item& item, const store::Ledger& ledger) {
    if (item.waits_for.empty() || item.request->operation == "create") {
        return std::optional<store::Take>();
    }
    const Item& source = plan.items[item.waits_for.front()];
    auto take = find_standing_take(ledger, source.request->id, plan.engine, source.hash);
    if (take && !*take) {
        return tl::unexpected(Failure{"render", item.request->id, fmt::format("`{}`, which it goes on from, has no clip", source.request->id)});
    }
    return take;
}

Result<std::string> take_last_frame(const bundle::Asset& asset, const Plan& plan, const store::Ledger& ledger, const std::string& folder) {
    const auto item = std::find_if(plan.items.begin(), plan.items.end(),
                                   [&](const Item& candidate) { return candidate.request->id == asset.request; });
    SHOT_ASSERT(item != plan.items.end());  // the reader of bundles holds it
    const auto take = find_standing_take(ledger, asset.request, plan.engine, item->hash);
    if (!take || !*take) {
        return tl::unexpected(take ? Failure{"take the last frame of", asset.request, "it has no clip"} : take.error());
    }
    const std::string place = fmt::format("{}/frames/{}.png", folder, (*take)->file);
    if (std::filesystem::exists(place)) {
        return place;
    }
    const std::string clip = folder + "/" + (*take)->file;
    const auto facts = check_clip(clip);
    auto made = facts ? files::make_folders(folder + "/frames") : tl::unexpected(facts.error());
    auto frame = made ? files::TemporaryFile::create(place) : tl::unexpected(made.error());
    if (!frame) {
        return tl::unexpected(frame.error());
    }
    constexpr std::int64_t kFrame = 1000 / animatic::kFrameRate + 1;
    made = animatic::draw_still(clip, std::max<std::int64_t>(0, facts->milliseconds() - kFrame), frame->path());
    made = made ? frame->commit() : made;
    return made ? Result<std::string>(place) : tl::unexpected(made.error());
}

Result<animatic::MediaInfo> check_clip(const std::string& path) {
    std::error_code error;
    if (std::filesystem::file_size(path, error) == 0 || error || !has_magic(path)) {
        return tl::unexpected(Failure{"use", path, "what came is no video file"});
    }
    if (process::find_program("ffprobe").empty()) {
        return animatic::MediaInfo();
    }
    auto info = animatic::probe_media(path);
    return info ? info : tl::unexpected(Failure{"use", path, "what came is no whole video file: " + info.error().reason});
}

std::string describe_difference(const store::Take& asked, const animatic::MediaInfo& made) {
    constexpr std::int64_t kTolerance = 400;  // models round to their frames and blocks of them
    std::string text;
    const std::string size = fmt::format("{}x{}", made.width, made.height);
    if (made.width > 0 && !asked.size.empty() && asked.size != size) {
        text = fmt::format("{} was asked for, the clip is {}", asked.size, size);
    }
    if (made.milliseconds() > 0 && asked.milliseconds && *asked.milliseconds > 0) {
        const std::int64_t wanted = *asked.milliseconds + asked.skip;
        if (std::abs(made.milliseconds() - wanted) > kTolerance) {
            text += fmt::format("{}{:g} s were asked for, the clip has {:g} s", text.empty() ? "" : "; ",
                                static_cast<double>(wanted) / 1000, static_cast<double>(made.milliseconds()) / 1000);
        }
    }
    return text;
}

Result<void> put_in_place(files::TemporaryFile& clip, store::Take& take, store::Ledger& ledger) {
    const auto sum = files::sum_file(clip.path());
    if (!sum) {
        return tl::unexpected(sum.error());
    }
    if (auto committed = clip.commit(); !committed) {
        return committed;
    }
    take.state = store::State::Done;
    take.file = clip_name(take.shot, take.number);
    take.bytes = sum->bytes;
    take.sha256 = sum->sha256;
    take.answer.clear();
    return ledger.update(take);
}

}  // namespace shot::render
