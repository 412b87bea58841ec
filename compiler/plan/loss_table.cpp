#include "compiler/plan/loss_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/source/text_width.hpp"

namespace shot::plan {
namespace {

constexpr std::size_t kMaxDetail = 48;  // cells

void pad(std::string& out, std::string_view text, std::size_t width) {
    out += text;
    out.append(width - std::min(width, display_width(text)) + 2, ' ');
}

/// Cut between characters.
std::string cut(std::string_view text) {
    if (display_width(text) <= kMaxDetail) {
        return std::string(text);
    }
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            ++end;
        }
        if (display_width(out) + 2 > kMaxDetail) {
            break;
        }
        out += text.substr(at, end - at);
        at = end;
    }
    return out + "…";
}

}  // namespace

void LossTable::add(const bundle::Request& request) {
    for (const bundle::Loss& loss : request.lost) {
        ++count_;
        auto row = std::find_if(rows_.begin(), rows_.end(), [&](const Row& one) {
            return one.what == loss.what && one.reason == loss.reason;
        });
        if (row == rows_.end()) {
            rows_.push_back({loss.what, loss.reason, loss.detail, request.id, 0, 0, {}});
            row = rows_.end() - 1;
        }
        ++row->count;
        if (row->last_shot != request.id) {
            row->last_shot = request.id;
            ++row->shots;
        }
    }
}

std::string LossTable::render(std::string_view target) const {
    if (rows_.empty()) {
        return {};
    }
    struct Cells {
        std::string what, shots, detail;
    };
    std::vector<Cells> cells = {{"lost", "shots", "what is said"}};
    for (const Row& row : rows_) {
        cells.push_back({row.what, row.shots == 1 ? row.shot : fmt::format("{} and {} more", row.shot, row.shots - 1),
                         cut(row.detail)});
    }
    std::size_t what_width = 0;
    std::size_t shots_width = 0;
    std::size_t detail_width = 0;
    for (const Cells& one : cells) {
        what_width = std::max(what_width, display_width(one.what));
        shots_width = std::max(shots_width, display_width(one.shots));
        detail_width = std::max(detail_width, display_width(one.detail));
    }
    std::string out = fmt::format("{} cannot express {} thing{} (`shot check` shows the line of each):\n", target, count_,
                                  count_ == 1 ? "" : "s");
    for (std::size_t i = 0; i < cells.size(); ++i) {
        out += "  ";
        pad(out, cells[i].what, what_width);
        pad(out, cells[i].shots, shots_width);
        pad(out, cells[i].detail, detail_width);
        out += i == 0 ? "why" : rows_[i - 1].reason;
        out += '\n';
    }
    return out;
}

}  // namespace shot::plan
