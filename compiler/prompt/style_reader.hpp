// Reads a prompt style's JSON into a PromptStyle. Strict: a user writes these files, and a slip must not silently drop
// a part of a prompt. For prompt_style.cpp alone, as nlohmann/json shows here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "compiler/prompt/prompt_style.hpp"

namespace shot::prompt {

/// The fields that a prompt can say; the others are parameters, pictures or notes.
inline constexpr std::array kCinematography = {
    sema::FieldKind::Camera,   sema::FieldKind::Lens,  sema::FieldKind::Filtration, sema::FieldKind::Film,
    sema::FieldKind::Lighting, sema::FieldKind::Grade, sema::FieldKind::Palette,    sema::FieldKind::Mood};
inline constexpr std::array kOthers = {sema::FieldKind::Look,     sema::FieldKind::Subject, sema::FieldKind::Scene,
                                       sema::FieldKind::Wardrobe, sema::FieldKind::Props,   sema::FieldKind::Sound,
                                       sema::FieldKind::Sfx,      sema::FieldKind::Music,   sema::FieldKind::Finishing};

bool is_in_cinematography(sema::FieldKind field);
bool is_said(sema::FieldKind field);

/// Reads the values and keeps the first thing that is wrong; after that every answer is empty.
class StyleReader {
public:
    explicit StyleReader(PromptStyle& style) : style_(style) {}

    void read(const nlohmann::json& root);
    [[nodiscard]] const std::string& reason() const { return reason_; }

private:
    void fail(std::string reason) {
        if (reason_.empty()) {
            reason_ = std::move(reason);
        }
    }
    static std::string join(const std::string& path, std::string_view key) {
        return path.empty() ? std::string(key) : path + "." + std::string(key);
    }
    static std::string item(const std::string& path, std::size_t index) {
        return path + "[" + std::to_string(index) + "]";
    }

    /// Whether `value` is an object with all of `required` and nothing besides but `optional`.
    bool check_object(const nlohmann::json& value, const std::string& path,
                      std::initializer_list<std::string_view> required,
                      std::initializer_list<std::string_view> optional = {});
    std::string read_text(const nlohmann::json& object, const std::string& path, std::string_view key);
    /// Its items; none if it is no list, or an empty one.
    const std::vector<nlohmann::json>& read_list(const nlohmann::json& object, const std::string& path,
                                                 std::string_view key);
    sema::FieldKind read_field(const nlohmann::json& object, const std::string& path, std::string_view key);
    sema::FieldKind find_field(const nlohmann::json& value, const std::string& path);

    /// One of `names`; a failure lists them.
    template <class Value>
    Value read_choice(const nlohmann::json& object, const std::string& path, std::string_view key,
                      std::initializer_list<std::pair<std::string_view, Value>> names) {
        const nlohmann::json& value = object.at(std::string(key));
        std::string known;
        for (const auto& [name, result] : names) {
            if (value == nlohmann::json(name)) {
                return result;
            }
            known.append(known.empty() ? "`" : ", `").append(name).append("`");
        }
        fail("key `" + join(path, key) + "` is none of " + known);
        return names.begin()->second;
    }

    void read_sources(const nlohmann::json& root);
    void read_layouts(const nlohmann::json& root);
    void read_labels(const nlohmann::json& root);
    void read_words(const nlohmann::json& root);
    void read_cinematography(const nlohmann::json& root);
    void read_shotlist(const nlohmann::json& root);
    Part read_part(const nlohmann::json& value, const std::string& path);
    void check_heading(const std::string& heading, const std::string& path);
    void check_shotlist_is_whole();
    // The form `sentences`: style_reader_sentences.cpp. A key that may be missing is read by an `_if`.
    std::string read_text_if(const nlohmann::json& object, const std::string& path, std::string_view key,
                             std::initializer_list<std::string_view> placeholders);
    bool read_flag_if(const nlohmann::json& object, const std::string& path, std::string_view key, bool otherwise);
    std::uint32_t read_count_if(const nlohmann::json& object, const std::string& path, std::string_view key,
                                std::uint32_t otherwise);
    void check_placeholders(std::string_view text, const std::string& path,
                            std::initializer_list<std::string_view> placeholders);
    void read_sentences(const nlohmann::json& root);
    void read_parts(const nlohmann::json& parts);
    void read_beats(const nlohmann::json& beats);
    void read_speech(const nlohmann::json& speech);
    void read_language(const nlohmann::json& value, const std::string& path);
    void read_pictures(const nlohmann::json& pictures);
    void read_camera(const nlohmann::json& camera);
    Place read_place(const nlohmann::json& value, const std::string& path);
    void read_order(const nlohmann::json& root, const std::string& key, std::vector<TextSection>& order);
    void check_order_is_whole(const std::vector<TextSection>& order, const std::string& key);
    void read_extension(const nlohmann::json& root);

    PromptStyle& style_;
    std::string reason_;
    const std::vector<nlohmann::json> no_items_;
};

}  // namespace shot::prompt
