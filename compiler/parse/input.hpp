// One line as PEGTL's input: positions are lazy, so that no byte is counted before a message needs it.
#pragma once

#include <string_view>

#include <tao/pegtl.hpp>

namespace shot::parse {

class Input : public tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf, const char*> {
public:
    explicit Input(std::string_view text) : memory_input(text.data(), text.data() + text.size(), "") {}
};

}  // namespace shot::parse
