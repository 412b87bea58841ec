// A resolved shot and its prompt -> the request of the bundle. One bundle::Request is filled again and again, so that
// requests cost no memory beyond what the output keeps of them. Lives for one compile_target().
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/plan/asset_list.hpp"
#include "compiler/plan/compile.hpp"
#include "compiler/plan/line_finder.hpp"
#include "compiler/plan/make_board.hpp"
#include "compiler/plan/request_names.hpp"
#include "compiler/targets/check_shot.hpp"
#include "compiler/targets/dialect.hpp"

namespace shot::plan {

class RequestMaker {
public:
    /// Without `wants_details`, source maps, boards and hashes are left empty.
    RequestMaker(Compilation& compilation, const sema::Script& script, const targets::Profile& profile,
                 bool wants_details);

    /// The request, good until the next call; null where the dialect has no such operation (which was reported).
    const bundle::Request* make(const sema::ResolvedShot& shot, const prompt::Prompt& prompt,
                                const targets::RequestInputs& inputs, const std::vector<targets::Loss>& losses);

    [[nodiscard]] RequestNames& names() { return names_; }
    [[nodiscard]] std::vector<bundle::Asset> take_assets() { return assets_.take(); }

private:
    void set_head(const sema::ResolvedShot& shot);
    void set_cost(const sema::ResolvedShot& shot);
    void set_losses(const std::vector<targets::Loss>& losses);
    void set_source_map(const prompt::Prompt& prompt);
    void set_board(const sema::ResolvedShot& shot);

    void add_source(const sema::ResolvedShot& shot);
    void add_pictures(const sema::ResolvedShot& shot, const targets::RequestInputs& inputs);
    void add_files(const sema::ResolvedShot& shot, const targets::RequestInputs& inputs);
    void add_parts(const prompt::Prompt& prompt);
    void add_switches(const sema::ResolvedShot& shot, const targets::RequestInputs& inputs);

    targets::BoundFile bind_picture(const sema::Picture& picture, std::string_view mime);
    /// `requests.NAME`; the request waits for it.
    targets::BoundFile bind_request(sema::ShotId shot);
    /// `assets.ID`; the request lists it.
    targets::BoundFile bind_asset(const std::string& id, std::string_view mime, bool is_clip);
    void wait_for(std::string_view name);

    const targets::Profile& profile_;
    bool wants_details_;
    RequestNames names_;
    AssetList assets_;
    LineFinder lines_;
    BoardMaker boards_;
    bundle::Request request_;

    // What the body's placeholders stand for, for the request that is being made.
    targets::BodyValues values_;
    std::vector<targets::BoundFile> characters_;
    std::vector<targets::BoundFile> references_;
    std::vector<targets::BodyPart> parts_;
    std::string negative_;
    Arena bound_;  // late-bound ids

    // The last cost: most shots of a film have one length and size.
    bool has_cost_ = false;
    sema::Operation cost_operation_ = sema::Operation::Create;
    sema::Milliseconds cost_duration_ = 0;
    targets::Size cost_size_;
};

}  // namespace shot::plan
