#include "compiler/plan/asset_list.hpp"

#include <utility>

#include <fmt/format.h>

#include "compiler/source/paths.hpp"

namespace shot::plan {
namespace {

/// What may stand in an id: it is read between `${assets.` and `.id}`.
bool is_id_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
           byte == '_' || byte == '-' || byte >= 0x80;
}

}  // namespace

std::string id_of_path(std::string_view path) {
    const std::string extension = path_extension(path);
    const std::string_view stem = extension.empty() ? path : path.substr(0, path.size() - extension.size() - 1);
    std::string id;
    for (const char c : stem) {
        if (is_id_byte(c)) {
            id += c;
        } else if (!id.empty() && id.back() != '-') {
            id += '-';
        }
    }
    while (id.ends_with('-')) {
        id.pop_back();
    }
    return id.empty() ? "file" : id;
}

const std::string& AssetList::add_character(std::string_view speaker, std::string_view display,
                                            const sema::MediaFile& file) {
    bool is_new = false;
    // Two speakers of one display name (of two libraries) are two characters, even with one file.
    bundle::Asset& asset = find_or_add(fmt::format("character\n{}", speaker), display, file.display, is_new);
    if (is_new) {
        asset.kind = "character";
        asset.name = display;
        set_id(asset, std::string(speaker));
        hash(asset, file);
    }
    return asset.id;
}

const std::string& AssetList::add_file(std::string_view kind, const sema::MediaFile& file) {
    bool is_new = false;
    bundle::Asset& asset = find_or_add(kind, {}, file.display, is_new);
    if (is_new) {
        asset.kind = kind;
        set_id(asset, id_of_path(file.display));
        hash(asset, file);
    }
    return asset.id;
}

const std::string& AssetList::add_last_frame(std::string_view request) {
    bool is_new = false;
    bundle::Asset& asset = find_or_add("frame", {}, request, is_new);
    if (is_new) {
        asset.kind = "frame";
        asset.request = request;
        set_id(asset, fmt::format("{}-last-frame", request));
    }
    return asset.id;
}

bundle::Asset& AssetList::find_or_add(std::string_view kind, std::string_view name, std::string_view what,
                                      bool& is_new) {
    key_.assign(kind).append(1, '\0').append(name).append(1, '\0').append(what);
    const auto [found, is_added] = by_key_.try_emplace(key_, assets_.size());
    if (is_added) {
        assets_.push_back(std::make_unique<bundle::Asset>());
    }
    is_new = is_added;
    return *assets_[found->second];
}

void AssetList::set_id(bundle::Asset& asset, std::string base) {
    asset.id = base;
    for (int number = 2; !ids_.insert(asset.id).second; ++number) {
        asset.id = fmt::format("{}-{}", base, number);
    }
}

void AssetList::hash(bundle::Asset& asset, const sema::MediaFile& file) {
    asset.path = file.display;
    if (!wants_hashes_) {
        return;
    }
    std::string path(file.path);
    auto known = hashes_.find(path);
    if (known == hashes_.end()) {
        auto made = hash_file(files_, path);
        if (!made) {
            sink_.report(diag::ReferenceMissing, file.span, file.written, made.error().reason);
            made = FileHash();
        }
        known = hashes_.emplace(std::move(path), std::move(*made)).first;
    }
    asset.sha256 = known->second.sha256;
    asset.bytes = known->second.bytes;
}

std::vector<bundle::Asset> AssetList::take() {
    std::vector<bundle::Asset> taken;
    taken.reserve(assets_.size());
    for (const auto& asset : assets_) {
        taken.push_back(std::move(*asset));
    }
    assets_.clear();
    by_key_.clear();
    ids_.clear();
    return taken;
}

}  // namespace shot::plan
