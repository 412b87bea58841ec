#include "compiler/support/arena.hpp"

#include <algorithm>

namespace shot {

namespace {
constexpr std::size_t kBlockSize = 16 * 1024;
}

char* Arena::allocate(std::size_t size) {
    while (block_ < blocks_.size() && used_ + size > blocks_[block_].size) {
        ++block_;
        used_ = 0;
    }
    if (block_ == blocks_.size()) {
        const std::size_t block_size = std::max(size, kBlockSize);
        blocks_.push_back({std::unique_ptr<char[]>(new char[block_size]), block_size});
        used_ = 0;
    }
    char* out = blocks_[block_].bytes.get() + used_;
    used_ += size;
    return out;
}

void Arena::clear() {
    block_ = 0;
    used_ = 0;
}

}  // namespace shot
