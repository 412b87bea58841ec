// The prompt of a shot in the style that comes with the compiler, for tests; every byte of it is held to have an
// origin.
#pragma once

#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "compiler/prompt/write_prompt.hpp"
#include "stdlib/embedded.hpp"
#include "tests/support/shot_builder.hpp"

namespace shot::tests {

/// The file of a style.
inline std::string style_json(const std::string& name) {
    std::ifstream file(SHOT_SOURCE_FOLDER "/stdlib/prompt-styles/" + name + ".json");
    return {std::istreambuf_iterator<char>(file), {}};
}
inline std::string sora_json() {
    return style_json("sora");
}

inline const prompt::PromptStyle& style(const std::string& name) {
    static std::map<std::string, prompt::PromptStyle> styles;
    const auto known = styles.find(name);
    if (known != styles.end()) {
        return known->second;
    }
    const auto result = prompt::parse_prompt_style(style_json(name), name + ".json");
    INFO((result ? std::string() : result.error().message()));
    REQUIRE(result.has_value());
    return styles.emplace(name, *result).first->second;
}
inline const prompt::PromptStyle& sora() {
    return style("sora");
}

/// Every style that comes with the compiler.
inline std::vector<std::string> style_names() {
    std::vector<std::string> names;
    for (const stdlib::EmbeddedFile& file : stdlib::embedded_files()) {
        constexpr std::string_view kFolder = "prompt-styles/";
        if (file.path.starts_with(kFolder)) {
            names.emplace_back(file.path.substr(kFolder.size(), file.path.rfind('.') - kFolder.size()));
        }
    }
    return names;
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

inline prompt::Prompt write(const sema::ResolvedShot& shot, const prompt::PromptStyle& style,
                            const prompt::Attachments& attachments = {}) {
    prompt::Prompt prompt;
    prompt::write_prompt(shot, style, attachments, prompt);
    require_whole_map(prompt);
    return prompt;
}
inline std::string prompt_of(const sema::ResolvedShot& shot, const prompt::PromptStyle& style = sora(),
                             const prompt::Attachments& attachments = {}) {
    return write(shot, style, attachments).text;
}
inline std::string prompt_of(const ShotBuilder& builder) {
    return prompt_of(builder.shot());
}
inline std::string prompt_of(const ShotBuilder& builder, const std::string& name,
                             const prompt::Attachments& attachments = {}) {
    return prompt_of(builder.shot(), style(name), attachments);
}

/// `what: detail; reason`, a line each.
inline std::string losses_of(const ShotBuilder& builder, const std::string& name,
                             const prompt::Attachments& attachments = {}) {
    std::string text;
    for (const prompt::PromptLoss& loss : write(builder.shot(), style(name), attachments).losses) {
        text.append(loss.what).append(": ").append(loss.detail).append("; ").append(loss.reason);
        text.append(loss.is_taken_over ? " (taken over)\n" : "\n");
    }
    return text;
}

}  // namespace shot::tests
