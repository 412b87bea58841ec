// Text that outlives the expression that made it: blocks that grow, never move, and are used again after clear().
// Whoever hands out views into an arena owns the arena.
#pragma once

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace shot {

class Arena {
public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    Arena(Arena&&) noexcept = default;
    Arena& operator=(Arena&&) noexcept = default;

    /// `size` writable bytes; they stay where they are until clear().
    char* allocate(std::size_t size);

    /// A copy of `text` that stays until clear().
    std::string_view copy(std::string_view text) {
        if (text.empty()) {
            return {};
        }
        char* out = allocate(text.size());
        std::memcpy(out, text.data(), text.size());
        return {out, text.size()};
    }

    /// Forgets all text and keeps the memory for the next round.
    void clear();

private:
    struct Block {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };
    std::vector<Block> blocks_;
    std::size_t block_ = 0;  // the block that is being filled
    std::size_t used_ = 0;   // bytes used of it
};

}  // namespace shot
