#include <catch2/catch.hpp>

#include <utility>

#include "runtime/bundle/text_buffer.hpp"

using namespace shot::bundle;

TEST_CASE("a text buffer keeps every byte across its blocks", "[bundle]") {
    TextBuffer buffer;
    std::string expected;
    for (int i = 0; i < 300; ++i) {
        const std::string piece(10'007, static_cast<char>('a' + i % 26));
        buffer.append(piece);
        expected += piece;
    }
    const std::string large(3 * TextBuffer::kBlockBytes + 1, 'z');  // larger than a block
    buffer.append(large);
    expected += large;
    CHECK(buffer.size() == expected.size());
    CHECK(buffer.text() == expected);
    CHECK(buffer.block_count() == expected.size() / TextBuffer::kBlockBytes + 1);
}

TEST_CASE("buffers are joined in order, and both can be used after", "[bundle]") {
    TextBuffer first;
    first.append("one ");
    TextBuffer second;
    second.append("two ");
    first.append(std::move(second));
    first.append("three");
    CHECK(first.text() == "one two three");
    CHECK(first.size() == 13);
    CHECK(second.is_empty());
    second.append("four");
    CHECK(second.text() == "four");
    TextBuffer empty;
    first.append(std::move(empty));
    first.append("");
    CHECK(first.text() == "one two three");
}
