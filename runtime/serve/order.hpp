// What a request asks to be drawn, checked. Lenient in values (any model, any even size, whole and broken seconds, what the dialects
// of the Videos API call a length or a first frame), strict in form (an unknown field, a wrong type is refused).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/serve/api_error.hpp"
#include "runtime/serve/body.hpp"

namespace shot::serve {

inline constexpr std::size_t kMaxPromptLength = 32'000;  // characters
inline constexpr std::int64_t kMaxMilliseconds = 120'000;
inline constexpr int kMaxExtensions = 6;

enum class Operation : std::uint8_t { Create, Extend, Edit, Remix };

struct VideoOrder {
    Operation operation = Operation::Create;
    std::string prompt;
    std::string model = "sora-2";    // of an extension, an edit, a remix: the source's
    int width = 720;                 // so is the size
    int height = 1280;
    std::int64_t milliseconds = 4000;  // of the clip, or of an extension's new part
    std::vector<std::string> characters;  // their ids
    std::string first_frame;       // the bytes of a picture
    std::string first_frame_file;  // or the id of an uploaded one
    std::string source_id;         // the video that is extended, edited or remixed
    std::string source;            // or the bytes of one
    bool is_synchronous = false;   // Dynamo's dialect: the answer is the clip
    bool wants_base64 = false;     // in it, instead of an address
};

/// Fields of a form that may hold JSON.
const std::vector<std::string_view>& json_fields();

Answer<VideoOrder> read_create(const Body& body);
Answer<VideoOrder> read_extend(const Body& body);
Answer<VideoOrder> read_edit(const Body& body);
/// Of the video that the address names.
Answer<VideoOrder> read_remix(const Body& body, std::string source_id);

/// A character: an uploaded clip and its name.
struct CharacterOrder {
    std::string name;
    std::string clip;
};
Answer<CharacterOrder> read_character(const Body& body);

/// A file for later requests.
struct FileOrder {
    std::string purpose;
    std::string name;
    std::string bytes;
};
Answer<FileOrder> read_file(const Body& body);

/// `png`, `jpg`, `webp` by the first bytes; empty: none of them.
std::string_view picture_ending(std::string_view bytes);
/// Whether it is an MP4 (or MOV) by its first box.
bool is_clip(std::string_view bytes);

}  // namespace shot::serve
