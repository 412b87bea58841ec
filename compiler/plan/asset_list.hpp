// The files and frames that the requests of one bundle need: each once, with an id that is unique and stays the same as
// long as the script names them in the same order. Lives for one compile_target().
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/plan/hash_file.hpp"
#include "compiler/sema/resolved_shot.hpp"
#include "compiler/source/file_system.hpp"
#include "runtime/bundle/bundle.hpp"

namespace shot::plan {

/// `frames/hall one.png` -> `frames-hall-one`; never empty.
std::string id_of_path(std::string_view path);

class AssetList {
public:
    /// With `wants_hashes`, files are read when they are first added; one that cannot be is reported.
    AssetList(const FileSystem& files, diagnostics::Sink& sink, bool wants_hashes)
        : files_(files), sink_(sink), wants_hashes_(wants_hashes) {}

    /// A speaker's clip or picture, called like the speaker. `display` is the name in the prompt. The id is good as
    /// long as the list.
    const std::string& add_character(std::string_view speaker, std::string_view display, const sema::MediaFile& file);
    /// `kind` is `image` or `video`.
    const std::string& add_file(std::string_view kind, const sema::MediaFile& file);
    /// The last frame of another request's clip.
    const std::string& add_last_frame(std::string_view request);

    [[nodiscard]] std::vector<bundle::Asset> take();

private:
    /// The asset that the key was added for; `is_new` where there was none.
    bundle::Asset& find_or_add(std::string_view kind, std::string_view name, std::string_view what, bool& is_new);
    void set_id(bundle::Asset& asset, std::string base);
    void hash(bundle::Asset& asset, const sema::MediaFile& file);

    const FileSystem& files_;
    diagnostics::Sink& sink_;
    bool wants_hashes_;
    std::string key_;  // of the last look-up; its memory is used again
    std::unordered_map<std::string, std::size_t> by_key_;
    std::unordered_set<std::string> ids_;
    std::unordered_map<std::string, FileHash> hashes_;    // by path
    std::vector<std::unique_ptr<bundle::Asset>> assets_;  // behind pointers: ids are handed out
};

}  // namespace shot::plan
