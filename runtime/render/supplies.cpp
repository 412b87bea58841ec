#include "runtime/render/supplies.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "runtime/files/read_file.hpp"
#include "runtime/render/takes.hpp"

namespace shot::render {
namespace {

using dialects::Submitted;

constexpr int kMaxUploads = 6;  // tries of one file

std::string mime_of(const std::string& path) {
    const std::string ending = std::filesystem::path(path).extension().string();
    const bool is_jpeg = ending == ".jpg" || ending == ".jpeg" || ending == ".JPG" || ending == ".JPEG";
    return ending == ".png" || ending == ".PNG" ? "image/png" : is_jpeg ? "image/jpeg" : ending == ".webp" ? "image/webp" : "video/mp4";
}

}  // namespace

Result<dialects::ReadyRequest> Supplies::bind(const Pause& pause) {
    const auto source = find_source(desk_.plan, item_, desk_.ledger);
    if (!source) {
        return tl::unexpected(source.error());
    }
    if (*source && item_.request->operation == "extend" && desk_.dialect.jobs->extension_has_source) {
        take_.skip = (*source)->skip + (*source)->milliseconds.value_or(0);
    }
    Bindings bindings;
    bindings.takes_data_urls = desk_.dialect.jobs->takes_data_urls;
    bindings.upload = [this, &pause](const bundle::Asset& asset) { return upload(asset, pause); };
    bindings.file = [this](const bundle::Asset& asset) { return file_of(asset); };
    bindings.job = [this](std::string_view request) { return job_of(request); };
    bindings.address = [this](std::string_view request) -> Result<std::string> {
        const auto take = standing(request);
        return take ? Result<std::string>(take->address) : tl::unexpected(take.error());
    };
    bindings.clip = [this](std::string_view request) -> Result<dialects::FileValue> {
        const auto take = standing(request);
        if (!take) {
            return tl::unexpected(take.error());
        }
        return dialects::FileValue{desk_.options.folder + "/" + take->file, take->file, "video/mp4"};
    };
    return bind_request(desk_.bundle, *item_.request, bindings);
}

Result<store::Take> Supplies::standing(std::string_view request) const {
    const auto item = std::find_if(desk_.plan.items.begin(), desk_.plan.items.end(),
                                   [&](const Item& candidate) { return candidate.request->id == request; });
    auto take = find_standing_take(desk_.ledger, request, desk_.plan.engine, item == desk_.plan.items.end() ? "" : item->hash);
    if (!take) {
        return tl::unexpected(take.error());
    }
    if (!*take) {
        return tl::unexpected(Failure{"render", take_.shot, fmt::format("`{}`, which it goes on from, has no clip", request)});
    }
    return **take;
}

Result<std::string> Supplies::job_of(std::string_view request) const {
    const auto take = standing(request);
    if (!take) {
        return tl::unexpected(take.error());
    }
    if (take->job.empty()) {
        return tl::unexpected(Failure{"render", take_.shot, fmt::format("take {} of `{}` is no clip of this server's", take->number, take->shot)});
    }
    return take->job;
}

/// The file of an asset, if it is still what the bundle was made with.
Result<dialects::FileValue> Supplies::file_of(const bundle::Asset& asset) const {
    if (!asset.request.empty()) {
        auto frame = take_last_frame(asset, desk_.plan, desk_.ledger, desk_.options.folder);
        if (!frame) {
            return tl::unexpected(frame.error());
        }
        return dialects::FileValue{*frame, "frame.png", "image/png"};
    }
    const std::string path = (std::filesystem::path(desk_.options.root) / asset.path).string();
    const auto sum = files::sum_file(path);
    if (!sum) {
        return tl::unexpected(sum.error());
    }
    if (sum->sha256 != asset.sha256) {
        return tl::unexpected(Failure{"send", path, "it is another file than when the bundle was made: compile again"});
    }
    return dialects::FileValue{path, std::filesystem::path(asset.path).filename().string(), mime_of(asset.path)};
}

/// The server's id of an asset. Uploads cost nothing: one whose answer is lost is simply made again.
Result<std::string> Supplies::upload(const bundle::Asset& asset, const Pause& pause) {
    const std::lock_guard guard(desk_.uploads);
    const auto file = file_of(asset);
    if (!file) {
        return tl::unexpected(file.error());
    }
    const std::string kind = asset.kind == "frame" ? "image" : asset.kind;
    const dialects::UploadCall* call = desk_.dialect.jobs->find_upload(kind);
    if (call == nullptr) {
        return tl::unexpected(Failure{"upload", file->path, fmt::format("the dialect `{}` has no upload for files of the kind `{}`", desk_.dialect.name, kind)});
    }
    const auto sum = files::sum_file(file->path);
    if (!sum) {
        return tl::unexpected(sum.error());
    }
    store::Upload entry{api_.base_url(), kind, asset.name, sum->sha256, {}};
    const auto known = desk_.ledger.find_upload(entry);
    if (!known) {
        return tl::unexpected(known.error());
    }
    if (*known) {
        entry.remote = **known;
        if (!desk_.uploaded.contains(entry.remote)) {
            earlier_.push_back(entry);
        }
        return std::move(entry.remote);
    }
    std::string reason;
    for (int attempt = 1; attempt <= kMaxUploads; ++attempt) {
        const Submitted sent = api_.upload(*call, *file, asset.name);
        if (sent.outcome == Submitted::Outcome::Accepted) {
            entry.remote = sent.job.id;
            desk_.uploaded.insert(entry.remote);
            auto kept = desk_.ledger.put_upload(entry);
            return kept ? Result<std::string>(entry.remote) : tl::unexpected(kept.error());
        }
        reason = sent.message;
        if (sent.outcome == Submitted::Outcome::Refused || !pause(attempt, sent.wait, sent.message)) {
            break;
        }
    }
    return tl::unexpected(Failure{"upload", file->path, reason});
}

Result<dialects::ReadyRequest> Supplies::bind_again(int status, const Pause& pause) {
    constexpr int kBadRequest = 400;
    constexpr int kNotFound = 404;
    constexpr int kGone = 410;
    constexpr int kUnprocessable = 422;
    const bool may_be_upload = status == kBadRequest || status == kNotFound || status == kGone || status == kUnprocessable;
    if (!may_be_upload || earlier_.empty()) {
        return tl::unexpected(Failure{"send", take_.shot, "it names no upload of an earlier run"});
    }
    for (const std::lock_guard guard(desk_.uploads); const store::Upload& upload : earlier_) {
        if (auto done = desk_.ledger.forget_upload(upload); !done) {
            return tl::unexpected(done.error());
        }
    }
    earlier_.clear();
    return bind(pause);
}

}  // namespace shot::render
