#include "tests/golden/markdown.hpp"

#include <algorithm>

namespace shot::tests {
namespace {

constexpr std::string_view kFence = "```";

void read_fence(std::string_view info, Block& block) {
    while (!info.empty()) {
        const std::size_t end = std::min(info.find(' '), info.size());
        if (end > 0 && block.language.empty()) {
            block.language = info.substr(0, end);
        } else if (end > 0) {
            block.words.emplace_back(info.substr(0, end));
        }
        info.remove_prefix(std::min(end + 1, info.size()));
    }
}

}  // namespace

std::vector<Block> find_blocks(std::string_view markdown) {
    std::vector<Block> blocks;
    bool is_open = false;
    std::size_t indent = 0;  // a block inside a list is indented; its lines are read without that
    std::size_t number = 0;
    while (!markdown.empty()) {
        const std::size_t end = std::min(markdown.find('\n'), markdown.size());
        std::string_view line = markdown.substr(0, end);
        markdown.remove_prefix(std::min(end + 1, markdown.size()));
        ++number;
        const std::size_t first = std::min(line.find_first_not_of(' '), line.size());
        const bool is_fence = line.substr(first, kFence.size()) == kFence;
        if (is_fence && !is_open) {
            Block block;
            block.line = number;
            indent = first;
            read_fence(line.substr(first + kFence.size()), block);
            blocks.push_back(std::move(block));
            is_open = true;
        } else if (is_fence) {
            is_open = false;
        } else if (is_open) {
            line.remove_prefix(std::min(indent, first));
            blocks.back().text.append(line).append("\n");
        }
    }
    return blocks;
}

}  // namespace shot::tests
