// Text that grows to hundreds of megabytes: blocks that are filled and never moved, so that growing copies nothing and
// the memory taken is the text itself. What the writers append to while a script is compiled.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace shot::bundle {

class TextBuffer {
public:
    static constexpr std::size_t kBlockBytes = std::size_t{1} << 20;

    void append(std::string_view text);
    /// Moves the blocks of `other` behind this text; copies nothing.
    void append(TextBuffer&& other);

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool is_empty() const { return size_ == 0; }

    /// The text in order, in pieces that are never empty.
    [[nodiscard]] std::size_t block_count() const { return blocks_.size(); }
    [[nodiscard]] std::string_view block(std::size_t index) const {
        return {blocks_[index].bytes.get(), blocks_[index].used};
    }

    /// All of it in one string: for tests and small texts.
    [[nodiscard]] std::string text() const;

private:
    struct Block {
        std::unique_ptr<char[]> bytes;
        std::size_t used = 0;
    };
    std::vector<Block> blocks_;
    std::size_t size_ = 0;
};

}  // namespace shot::bundle
