// Fenced blocks of a Markdown page.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace shot::tests {

/// ```shot SHOT0301 ... ```: the words after the fence, and the lines between.
struct Block {
    std::string language;            // `shot`
    std::vector<std::string> words;  // `SHOT0301`, `fragment`, `house.shot`
    std::string text;
    std::size_t line = 0;  // of the fence, from 1
};

std::vector<Block> find_blocks(std::string_view markdown);

}  // namespace shot::tests
