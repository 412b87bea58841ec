#include "compiler/plan/batch_output.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "compiler/support/json_text.hpp"
#include "compiler/targets/units.hpp"

namespace shot::plan {
namespace {

using sema::Operation;

constexpr std::array<std::pair<Operation, std::string_view>, 3> kOperations = {
    {{Operation::Create, "create"}, {Operation::Extend, "extend"}, {Operation::Edit, "edit"}}};

/// `a`, `b` and 3 more.
std::string placeholders_text(const std::vector<std::string>& ids) {
    constexpr std::size_t kShown = 3;
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < ids.size() && i < kShown; ++i) {
        shown.push_back(fmt::format("`${{assets.{}.id}}`", ids[i]));
    }
    if (ids.size() > kShown) {
        shown.push_back(fmt::format("{} more", ids.size() - kShown));
    }
    return targets::list_text(shown, "and");
}

}  // namespace

BatchOutput::BatchOutput(targets::BatchSettings settings, diagnostics::Sink& sink)
    : settings_(std::move(settings)), sink_(sink), files_(1) {}

void BatchOutput::add_request(const bundle::Request& request, const prompt::Prompt& /*prompt*/, Span shot) {
    if (settings_.operations.empty()) {
        return;  // the target takes no batches at all, which has been said
    }
    if (const std::string reason = reason_against(request); !reason.empty()) {
        sink_.report(diag::NotInBatch, shot, request.id, reason).note("send it by itself: the bundle has its request");
        return;
    }
    note_assets(request, shot);
    head_ = "{\"custom_id\":";
    append_json_string(head_, request.id);
    head_ += ",\"method\":";
    append_json_string(head_, request.method);
    head_ += ",\"url\":";
    append_json_string(head_, request.path);
    head_ += ",\"body\":";
    constexpr std::string_view kEnd = "}\n";
    const std::uint64_t bytes = head_.size() + request.body.size() + kEnd.size();
    const bool is_full = (settings_.max_lines > 0 && lines_ == settings_.max_lines) ||
                         (settings_.max_bytes > 0 && files_.back().text.size() + bytes > settings_.max_bytes);
    if (is_full && lines_ > 0) {
        files_.push_back({fmt::format("-{}", files_.size() + 1), {}});
        lines_ = 0;
    }
    bundle::TextBuffer& text = files_.back().text;
    text.append(head_);
    text.append(request.body);
    text.append(kEnd);
    ++lines_;
}

std::string BatchOutput::reason_against(const bundle::Request& request) const {
    const auto operation = std::find_if(kOperations.begin(), kOperations.end(),
                                        [&](const auto& one) { return one.second == request.operation; });
    if (operation == kOperations.end() || !settings_.takes(operation->first)) {
        std::vector<std::string> taken;
        for (const auto& [one, name] : kOperations) {
            if (settings_.takes(one)) {
                taken.push_back(fmt::format("`{}`", name));
            }
        }
        return fmt::format("its operation is `{}`, and batches take {} alone", request.operation,
                           targets::list_text(taken, "and"));
    }
    if (request.path != settings_.endpoint) {
        return fmt::format("it goes to `{}`, and batches to `{}` alone", request.path, settings_.endpoint);
    }
    if (!request.depends_on.empty()) {
        return fmt::format("it waits for `{}`, and the requests of a batch run in any order",
                           request.depends_on.front());
    }
    return {};
}

void BatchOutput::note_assets(const bundle::Request& request, Span shot) {
    if (assets_.empty() && !request.assets.empty()) {
        first_with_assets_ = shot;
    }
    for (const std::string& id : request.assets) {
        if (seen_assets_.insert(id).second) {
            assets_.push_back(id);
        }
    }
}

std::vector<OutputFile> BatchOutput::finish(const bundle::Bundle& /*frame*/) {
    if (!assets_.empty()) {
        sink_.report(diag::BatchNeedsIds, first_with_assets_, placeholders_text(assets_));
    }
    return std::move(files_);
}

}  // namespace shot::plan
