#include "runtime/bundle/text_buffer.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

namespace shot::bundle {

void TextBuffer::append(std::string_view text) {
    size_ += text.size();
    while (!text.empty()) {
        if (blocks_.empty() || blocks_.back().used == kBlockBytes) {
            // Not filled with zeros: what is never written takes no memory.
            blocks_.push_back({std::make_unique_for_overwrite<char[]>(kBlockBytes), 0});
        }
        Block& last = blocks_.back();
        const std::size_t count = std::min(text.size(), kBlockBytes - last.used);
        std::memcpy(last.bytes.get() + last.used, text.data(), count);
        last.used += count;
        text.remove_prefix(count);
    }
}

void TextBuffer::append(TextBuffer&& other) {
    size_ += std::exchange(other.size_, 0);
    std::move(other.blocks_.begin(), other.blocks_.end(), std::back_inserter(blocks_));
    other.blocks_.clear();
}

std::string TextBuffer::text() const {
    std::string whole;
    whole.reserve(size_);
    for (const Block& block : blocks_) {
        whole.append(block.bytes.get(), block.used);
    }
    return whole;
}

}  // namespace shot::bundle
