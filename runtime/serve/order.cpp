#include "runtime/serve/order.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "compiler/support/base64.hpp"
#include "runtime/serve/field_reader.hpp"

namespace shot::serve {
namespace {

constexpr int kMinSide = 64;
constexpr int kMaxSide = 4096;
constexpr int kMaxFrames = 120 * 240;
constexpr int kMaxFrameRate = 240;
constexpr int kDefaultShortEdge = 768;  // of MiniMax H3, the only one that is asked for by its short edge
constexpr std::size_t kMaxCharacters = 2;
constexpr std::size_t kMaxPicture = 32U << 20;

/// The API's own fields, then those of vLLM-Omni, SGLang, Dynamo and LiteLLM that change nothing in a previsualisation, or what
/// the functions below make of them.
constexpr std::array<std::string_view, 62> kCreateFields{
    "prompt", "model", "size", "seconds", "input_reference", "characters",
    "width", "height", "num_frames", "fps", "seed", "negative_prompt", "num_inference_steps", "guidance_scale", "guidance_scale_2",
    "true_cfg_scale", "boundary_ratio", "flow_shift", "audio_flow_shift", "input_references", "image_reference", "video_reference",
    "audio_reference", "control_reference", "control_type", "source_video", "source_audio", "video_noise_mask",
    "audio_noise_mask", "generate_sound", "sound_duration", "aspect_ratio", "short_edge", "quality", "num_outputs_per_prompt",
    "enable_frame_interpolation", "frame_interpolation_exp", "frame_interpolation_scale", "frame_interpolation_model_path",
    "lora", "extra_params", "generator_device", "reference_url", "enable_teacache", "output_quality", "output_compression",
    "diffusers_kwargs", "extra_body", "n", "task", "conditions", "target", "user", "nvext", "response_format", "output_format",
    "stream", "metadata", "custom_llm_provider", "request_id", "enable_upscaling", "safety_identifier"};
constexpr std::array<std::string_view, 4> kExtendFields{"prompt", "video", "seconds", "user"};
constexpr std::array<std::string_view, 4> kEditFields{"prompt", "video", "model", "user"};
constexpr std::array<std::string_view, 2> kRemixFields{"prompt", "user"};

template <class T>
Answer<T> finish(const FieldReader& reader, T value) {
    return reader.error() ? Answer<T>(tl::unexpected(*reader.error())) : Answer<T>(std::move(value));
}

std::optional<std::pair<int, int>> split_pair(std::string_view text, char between) {
    const std::size_t middle = text.find(between);
    if (middle == std::string_view::npos) {
        return std::nullopt;
    }
    int first = 0;
    int second = 0;
    const auto left = std::from_chars(text.data(), text.data() + middle, first);
    const auto right = std::from_chars(text.data() + middle + 1, text.data() + text.size(), second);
    const bool is_whole = left.ec == std::errc() && left.ptr == text.data() + middle && right.ec == std::errc() &&
                          right.ptr == text.data() + text.size();
    return is_whole && first > 0 && second > 0 ? std::optional(std::pair(first, second)) : std::nullopt;
}

int even(double side) { return static_cast<int>(std::lround(side / 2)) * 2; }

/// The clip's size as MiniMax H3 is asked for it: a shape and the shorter side.
void read_shape(FieldReader& reader, std::string_view shape_name, std::string_view edge_name, VideoOrder& order) {
    const std::string shape = reader.text(shape_name);
    const std::optional<int> edge = reader.whole(edge_name, kMinSide, kMaxSide);
    if (shape.empty() && !edge) {
        return;
    }
    const bool is_free = shape.empty() || shape == "auto" || shape == "adaptive";
    const auto ratio = is_free ? std::optional(std::pair(16, 9)) : split_pair(shape, ':');
    const double wide = ratio ? double{static_cast<double>(ratio->first)} / ratio->second : 0;
    if (!ratio || wide < 0.1 || wide > 10) {
        reader.fail(std::string(shape_name), fmt::format("Invalid value: '{}'. A shape is written '16:9'.", shape.substr(0, 40)));
        return;
    }
    const double shorter = edge.value_or(kDefaultShortEdge);
    order.width = std::min(kMaxSide, even(wide >= 1 ? shorter * wide : shorter));
    order.height = std::min(kMaxSide, even(wide >= 1 ? shorter : shorter / wide));
}

void read_size(FieldReader& reader, VideoOrder& order) {
    const std::string size = reader.text("size");
    const std::optional<int> width = reader.whole("width", kMinSide, kMaxSide);
    const std::optional<int> height = reader.whole("height", kMinSide, kMaxSide);
    if (size.empty() && width.has_value() != height.has_value()) {
        reader.fail(width ? "height" : "width", "'width' and 'height' go together.");
        return;
    }
    if (size.empty() && !width) {
        read_shape(reader, "aspect_ratio", "short_edge", order);
        read_shape(reader, "target.aspect_ratio", "target.short_edge", order);
        return;
    }
    const auto sides = size.empty() ? std::optional(std::pair(*width, *height)) : split_pair(size, 'x');
    const bool is_fine = sides && sides->first % 2 == 0 && sides->second % 2 == 0 && sides->first >= kMinSide &&
                         sides->first <= kMaxSide && sides->second >= kMinSide && sides->second <= kMaxSide;
    if (!is_fine) {
        reader.fail(size.empty() ? "width" : "size",
                    fmt::format("Invalid value: '{}'. A size is written '1280x720'; both sides are even, from {} to {}.",
                                size.empty() ? fmt::format("{}x{}", *width, *height) : size.substr(0, 40), kMinSide, kMaxSide));
        return;
    }
    order.width = sides->first;
    order.height = sides->second;
}

/// The length, from the strongest field that says one: frames beat seconds on all servers.
void read_length(FieldReader& reader, VideoOrder& order) {
    constexpr double kMax = static_cast<double>(kMaxMilliseconds) / 1000;
    for (const std::string_view name : {"seconds", "target.duration_seconds", "extra_params.duration"}) {
        if (const auto seconds = reader.number(name, 1, kMax)) {
            order.milliseconds = std::llround(*seconds * 1000);
        }
    }
    for (const std::string_view inside : {"", "nvext."}) {
        const std::optional<int> frames = reader.whole(fmt::format("{}num_frames", inside), 1, kMaxFrames);
        const int rate = reader.whole(fmt::format("{}fps", inside), 1, kMaxFrameRate).value_or(24);
        if (!frames) {
            continue;
        }
        order.milliseconds = std::llround(*frames * 1000.0 / rate);
        if (order.milliseconds > kMaxMilliseconds) {
            reader.fail(fmt::format("{}num_frames", inside), fmt::format("A clip has at most {} seconds.", kMax));
        }
    }
}

/// A picture in a data URL. Nothing is fetched: this server calls no other.
std::string read_data_url(FieldReader& reader, const std::string& name, std::string_view url) {
    if (!url.starts_with("data:")) {
        const bool is_address = url.starts_with("http:") || url.starts_with("https:");
        reader.fail(name, is_address ? fmt::format("'{}' is an address, and this server fetches nothing. Send the picture as a data URL, "
                                                   "as a file, or upload it to /v1/files.", name)
                                     : fmt::format("Invalid type for '{}': expected a file, but got a string instead.", name),
                    is_address ? "unsupported_url" : "invalid_type");
        return {};
    }
    const std::size_t comma = url.find(',');
    const auto bytes = comma != std::string_view::npos && url.substr(0, comma).ends_with(";base64")
                           ? decode_base64(url.substr(comma + 1))
                           : std::nullopt;
    if (!bytes) {
        reader.fail(name, fmt::format("'{}' is no data URL with base64 in it.", name), "invalid_base64");
        return {};
    }
    return *bytes;
}

void take_picture(FieldReader& reader, const std::string& name, std::string bytes, VideoOrder& order) {
    if (reader.error()) {
        return;
    }
    if (picture_ending(bytes).empty() || bytes.size() > kMaxPicture) {
        reader.fail(name, fmt::format("Invalid '{}': expected a picture in PNG, JPEG or WebP of at most {} MiB.", name,
                                      kMaxPicture >> 20),
                    "invalid_image");
        return;
    }
    order.first_frame = std::move(bytes);
}

/// `input_reference` in all its forms: a file, `{image_url}`, `{file_id}`, a data URL.
void read_input_reference(FieldReader& reader, VideoOrder& order) {
    const Field* whole = reader.body().find("input_reference");
    if (whole != nullptr && whole->kind == Field::Kind::File) {
        // vLLM-Omni takes clips there too; a previsualisation begins with pictures alone.
        if (!is_clip(whole->text)) {
            take_picture(reader, "input_reference", whole->text, order);
        }
        return;
    }
    if (whole != nullptr && whole->kind == Field::Kind::Text) {
        take_picture(reader, "input_reference", read_data_url(reader, "input_reference", whole->text), order);
        return;
    }
    if (!reader.body().has("input_reference")) {
        return;
    }
    const std::string url = reader.text("input_reference.image_url");
    order.first_frame_file = reader.text("input_reference.file_id");
    if (url.empty() == order.first_frame_file.empty()) {
        reader.fail("input_reference", "Provide exactly one of 'image_url' or 'file_id'.");
    } else if (!url.empty()) {
        take_picture(reader, "input_reference.image_url", read_data_url(reader, "input_reference.image_url", url), order);
    }
}

/// The first frame as the dialects say it.
void read_first_frame(FieldReader& reader, VideoOrder& order) {
    read_input_reference(reader, order);
    for (const std::string name : {"reference_url", "image_reference.image_url"}) {
        if (const std::string url = reader.text(name); !url.empty()) {
            take_picture(reader, name, read_data_url(reader, name, url), order);
        }
    }
    for (int i = 0; reader.body().has(fmt::format("conditions.{}", i)); ++i) {  // SGLang's MiniMax H3
        const Field* index = reader.body().find(fmt::format("conditions.{}.frame_index", i));
        if (index != nullptr && index->text == "0" && reader.text(fmt::format("conditions.{}.type", i)) == "image") {
            const std::string name = fmt::format("conditions.{}.uri", i);
            take_picture(reader, name, read_data_url(reader, name, reader.text(name)), order);
        }
    }
    for (const Field& field : reader.body().fields()) {  // vLLM-Omni's list: its first picture
        if (field.name == "input_references" && field.kind == Field::Kind::File && order.first_frame.empty() &&
            !picture_ending(field.text).empty()) {
            take_picture(reader, field.name, field.text, order);
        }
    }
}

void read_characters(FieldReader& reader, VideoOrder& order) {
    for (std::size_t i = 0; reader.body().has(fmt::format("characters.{}", i)); ++i) {
        order.characters.push_back(reader.required_text(fmt::format("characters.{}.id", i), 200));
    }
    if (order.characters.size() > kMaxCharacters) {
        reader.fail("characters", fmt::format("Invalid 'characters': at most {} are allowed.", kMaxCharacters),
                    "array_above_max_length");
    }
    if (order.characters.empty() && reader.text("characters") != "") {
        reader.fail("characters", "Invalid type for 'characters': expected an array of objects.", "invalid_type");
    }
}

/// `video`: an id in an object, or (in a form) a file.
void read_source(FieldReader& reader, VideoOrder& order) {
    const Field* whole = reader.body().find("video");
    if (whole == nullptr || whole->kind != Field::Kind::File) {
        if (!reader.body().has("video")) {
            reader.fail("video", "Missing required parameter: 'video'.", "missing_required_parameter");
        } else if (whole != nullptr) {
            reader.fail("video", "Invalid type for 'video': expected an object with an 'id'.", "invalid_type");
        }
        order.source_id = reader.required_text("video.id", 200);
        return;
    }
    if (!is_clip(whole->text)) {
        reader.fail("video", "Invalid 'video': expected an MP4.", "invalid_video");
    }
    order.source = whole->text;
}

}  // namespace

const std::vector<std::string_view>& json_fields() {
    static const std::vector<std::string_view> names{
        "video", "characters", "input_reference", "image_reference", "video_reference", "audio_reference", "control_reference",
        "lora", "extra_params", "extra_body", "diffusers_kwargs", "conditions", "target", "nvext", "metadata"};
    return names;
}

Answer<VideoOrder> read_create(const Body& body) {
    FieldReader reader(body);
    VideoOrder order;
    reader.allow_only(kCreateFields);
    order.prompt = reader.required_text("prompt", kMaxPromptLength);
    if (std::string model = reader.text("model"); !model.empty()) {
        order.model = std::move(model);
    }
    read_size(reader, order);
    read_length(reader, order);
    read_first_frame(reader, order);
    read_characters(reader, order);
    const std::string format = reader.text("response_format");
    if (!format.empty() && format != "url" && format != "b64_json") {
        reader.fail("response_format", fmt::format("Invalid value: '{}'. Supported values are: 'url' and 'b64_json'.",
                                                   format.substr(0, 40)));
    }
    order.is_synchronous = !format.empty() || body.has("nvext");
    order.wants_base64 = format == "b64_json";
    return finish(reader, std::move(order));
}

Answer<VideoOrder> read_extend(const Body& body) {
    FieldReader reader(body);
    VideoOrder order;
    order.operation = Operation::Extend;
    reader.allow_only(kExtendFields);
    read_source(reader, order);
    order.prompt = reader.required_text("prompt", kMaxPromptLength);
    if (!body.has("seconds")) {
        reader.fail("seconds", "Missing required parameter: 'seconds'.", "missing_required_parameter");
    }
    read_length(reader, order);
    return finish(reader, std::move(order));
}

Answer<VideoOrder> read_edit(const Body& body) {
    FieldReader reader(body);
    VideoOrder order;
    order.operation = Operation::Edit;
    reader.allow_only(kEditFields);
    read_source(reader, order);
    order.prompt = reader.required_text("prompt", kMaxPromptLength);
    if (std::string model = reader.text("model"); !model.empty()) {
        order.model = std::move(model);
    }
    return finish(reader, std::move(order));
}

Answer<VideoOrder> read_remix(const Body& body, std::string source_id) {
    FieldReader reader(body);
    VideoOrder order;
    order.operation = Operation::Remix;
    order.source_id = std::move(source_id);
    reader.allow_only(kRemixFields);
    order.prompt = reader.required_text("prompt", kMaxPromptLength);
    return finish(reader, std::move(order));
}

Answer<CharacterOrder> read_character(const Body& body) {
    constexpr std::size_t kMaxName = 80;
    constexpr std::array<std::string_view, 2> kFields{"video", "name"};
    FieldReader reader(body);
    CharacterOrder order;
    reader.allow_only(kFields);
    order.name = reader.required_text("name", kMaxName);
    const Field* clip = body.find("video");
    if (clip == nullptr) {
        reader.fail("video", "Missing required parameter: 'video'.", "missing_required_parameter");
    } else if (clip->kind != Field::Kind::File || !is_clip(clip->text)) {
        reader.fail("video", "Invalid 'video': expected an MP4 file.", "invalid_video");
    } else {
        order.clip = clip->text;
    }
    return finish(reader, std::move(order));
}

Answer<FileOrder> read_file(const Body& body) {
    constexpr std::array<std::string_view, 3> kFields{"file", "purpose", "expires_after"};
    FieldReader reader(body);
    FileOrder order;
    reader.allow_only(kFields);
    order.purpose = reader.required_text("purpose", 64);
    const Field* file = body.find("file");
    if (file == nullptr) {
        reader.fail("file", "Missing required parameter: 'file'.", "missing_required_parameter");
    } else if (file->kind != Field::Kind::File) {
        reader.fail("file", "Invalid type for 'file': expected a file, but got a string instead.", "invalid_type");
    } else {
        order.name = file->file_name;
        order.bytes = file->text;
    }
    return finish(reader, std::move(order));
}

std::string_view picture_ending(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) {
        return "png";
    }
    if (bytes.starts_with("\xff\xd8\xff")) {
        return "jpg";
    }
    return bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP") ? "webp" : "";
}

bool is_clip(std::string_view bytes) { return bytes.size() > 12 && bytes.substr(4, 4) == "ftyp"; }

}  // namespace shot::serve
