// The prompt of a shot in the style that comes with the compiler, for tests; every byte of it is held to have an
// origin.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include <catch2/catch.hpp>

#include "compiler/prompt/write_prompt.hpp"
#include "tests/support/shot_builder.hpp"

namespace shot::tests {

inline std::string sora_json() {
    std::ifstream file(SHOT_SOURCE_FOLDER "/stdlib/prompt-styles/sora.json");
    return {std::istreambuf_iterator<char>(file), {}};
}

inline const prompt::PromptStyle& sora() {
    static const prompt::PromptStyle style = [] {
        const auto result = prompt::parse_prompt_style(sora_json(), "sora.json");
        INFO((result ? std::string() : result.error().message()));
        REQUIRE(result.has_value());
        return *result;
    }();
    return style;
}

/// The map covers every byte once and in order, and no two neighbours could be one entry.
inline void require_whole_map(const prompt::Prompt& prompt) {
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < prompt.map.size(); ++i) {
        REQUIRE(prompt.map[i].begin == at);
        REQUIRE(prompt.map[i].end > at);
        REQUIRE((i == 0 || prompt.map[i].origin != prompt.map[i - 1].origin));
        at = prompt.map[i].end;
    }
    REQUIRE(at == prompt.text.size());
}

inline std::string prompt_of(const sema::ResolvedShot& shot, const prompt::PromptStyle& style = sora()) {
    prompt::Prompt prompt;
    prompt::write_prompt(shot, style, {}, prompt);
    require_whole_map(prompt);
    return prompt.text;
}
inline std::string prompt_of(const ShotBuilder& builder) {
    return prompt_of(builder.shot());
}

}  // namespace shot::tests
