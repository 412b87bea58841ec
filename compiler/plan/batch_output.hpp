// `--format batch`: the API's own batch lines, `{"custom_id","method","url","body"}`, one request a line, cut into
// files at the limits that the dialect names. Of one target, so of one model.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "compiler/diagnostics/sink.hpp"
#include "compiler/plan/compile.hpp"
#include "compiler/targets/dialect.hpp"

namespace shot::plan {

class BatchOutput : public Output {
public:
    BatchOutput(targets::BatchSettings settings, diagnostics::Sink& sink);

    [[nodiscard]] bool wants_details() const override { return false; }
    /// A request that a batch cannot hold is left out, with a warning.
    void add_request(const bundle::Request& request, const prompt::Prompt& prompt, Span shot) override;
    [[nodiscard]] std::vector<OutputFile> finish(const bundle::Bundle& frame) override;

private:
    /// Why the batch cannot hold it; empty: it can.
    [[nodiscard]] std::string reason_against(const bundle::Request& request) const;
    void note_assets(const bundle::Request& request, Span shot);

    targets::BatchSettings settings_;
    diagnostics::Sink& sink_;
    std::vector<OutputFile> files_;
    std::uint64_t lines_ = 0;          // of the last file
    std::string head_;                 // of the line that is being written; its memory is used again
    std::vector<std::string> assets_;  // ids that stand in lines, each once, in order
    std::unordered_set<std::string> seen_assets_;
    Span first_with_assets_;
};

}  // namespace shot::plan
