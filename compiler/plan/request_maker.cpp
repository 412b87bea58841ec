#include "compiler/plan/request_maker.hpp"

#include <algorithm>

#include "compiler/plan/cost.hpp"

namespace shot::plan {

using sema::ClipSource;
using sema::Operation;
using sema::Picture;
using sema::ResolvedShot;

namespace {

constexpr std::string_view kAssets = "assets.";
constexpr std::string_view kClipMime = "video/mp4";  // what every API makes, and takes

std::string_view operation_name(Operation operation) {
    switch (operation) {
        case Operation::Create:
            return "create";
        case Operation::Extend:
            return "extend";
        case Operation::Edit:
            return "edit";
    }
    return {};
}

void append_number(std::string& out, std::int32_t value) {
    out += std::to_string(value);
}

/// Items of a list as one line. A field for what to leave out names things: `no text` would ask for none of none.
void append_things(const ResolvedShot& shot, sema::Phrases list, std::string& out) {
    constexpr std::string_view kNo = "no ";
    for (const sema::Phrase phrase : shot.of(list)) {
        out += out.empty() ? "" : ", ";
        const std::size_t begin = out.size();
        for (const sema::Chunk& chunk : shot.of(phrase)) {
            out += chunk.text;
        }
        const bool has_no = out.compare(begin, kNo.size(), kNo) == 0 || out.compare(begin, kNo.size(), "No ") == 0;
        out.erase(begin, has_no ? kNo.size() : 0);
    }
}

}  // namespace

RequestMaker::RequestMaker(Compilation& compilation, const sema::Script& script, const targets::Profile& profile,
                           bool wants_details)
    : profile_(profile),
      wants_details_(wants_details),
      names_(script),
      assets_(compilation.files, compilation.sink, wants_details),
      lines_(script, compilation.sources),
      boards_(script, compilation.sources) {}

const bundle::Request* RequestMaker::make(const ResolvedShot& shot, const prompt::Prompt& prompt,
                                          const targets::RequestInputs& inputs,
                                          const std::vector<targets::Loss>& losses) {
    set_head(shot);
    bound_.clear();
    values_ = {};
    values_.model = profile_.model;
    values_.prompt = prompt.text;
    values_.size = {shot.width, shot.height};
    values_.aspect = inputs.aspect;
    values_.resolution = inputs.resolution;
    values_.milliseconds = shot.duration;
    values_.frames = inputs.frames;
    values_.frame_rate = inputs.frame_rate;
    add_source(shot);
    if (shot.operation != Operation::Edit) {  // an edit has its change alone
        add_pictures(shot, inputs);
        add_files(shot, inputs);
        add_parts(prompt);
        add_switches(shot, inputs);
    }
    const targets::DialectOperation* operation =
        profile_.dialect->find_operation(shot.operation, values_.available());
    if (operation == nullptr) {
        return nullptr;
    }
    request_.method = operation->method;
    request_.path.clear();
    targets::write_path(*operation, values_, request_.path);
    request_.body.clear();
    targets::write_body(*operation, values_, request_.body);

    set_cost(shot);
    set_losses(losses);
    set_source_map(prompt);
    set_board(shot);
    return &request_;
}

void RequestMaker::set_head(const ResolvedShot& shot) {
    request_.id = shot.name;
    request_.title = shot.title;
    request_.operation = operation_name(shot.operation);
    request_.depends_on.clear();
    request_.assets.clear();
    if (shot.operation == Operation::Edit) {
        request_.milliseconds.reset();
    } else {
        request_.milliseconds = shot.duration;
    }
    request_.size.clear();
    if (shot.width > 0 && shot.height > 0) {
        append_number(request_.size, shot.width);
        request_.size += 'x';
        append_number(request_.size, shot.height);
    }
}

void RequestMaker::add_source(const ResolvedShot& shot) {
    switch (shot.source.kind) {
        case ClipSource::Kind::None:
            break;
        case ClipSource::Kind::Shot:
            values_.source = bind_request(shot.source.shot);
            break;
        case ClipSource::Kind::ProviderId:
            values_.source.id = shot.source.provider_id;
            break;
        case ClipSource::Kind::File:
            values_.source = bind_asset(assets_.add_file("video", shot.source.file), kClipMime, true);
            values_.is_uploaded_source = true;
            break;
    }
}

void RequestMaker::add_pictures(const ResolvedShot& shot, const targets::RequestInputs& inputs) {
    if (inputs.has_first_frame()) {
        values_.first_frame = bind_picture(shot.first_frame, inputs.first_frame_mime);
    }
    if (inputs.has_last_frame()) {
        values_.last_frame = bind_picture(shot.last_frame, inputs.last_frame_mime);
    }
}

void RequestMaker::add_files(const ResolvedShot& shot, const targets::RequestInputs& inputs) {
    characters_.clear();
    for (const targets::InputFile& input : inputs.characters) {
        const sema::ResolvedSpeaker& speaker = shot.speakers[input.speaker];
        characters_.push_back(bind_asset(assets_.add_character(speaker.name, speaker.display, *input.file), input.mime,
                                         input.is_clip));
    }
    references_.clear();
    for (const targets::InputFile& input : inputs.references) {
        references_.push_back(
            bind_asset(assets_.add_file(input.is_clip ? "video" : "image", *input.file), input.mime, input.is_clip));
    }
    values_.characters = characters_;
    values_.references = references_;
}

void RequestMaker::add_parts(const prompt::Prompt& prompt) {
    parts_.clear();
    for (const prompt::PromptPart& part : prompt.parts) {
        parts_.push_back({std::string_view(prompt.text).substr(part.begin, part.end - part.begin), part.duration});
    }
    values_.parts = parts_;
}

void RequestMaker::add_switches(const ResolvedShot& shot, const targets::RequestInputs& inputs) {
    if (inputs.has_negative) {
        negative_.clear();
        append_things(shot, shot.field(sema::FieldKind::Negative).phrases, negative_);
        values_.negative = negative_;
    }
    if (inputs.has_seed) {
        values_.seed = shot.seed;
    }
    values_.audio = inputs.audio;
}

targets::BoundFile RequestMaker::bind_picture(const Picture& picture, std::string_view mime) {
    if (picture.kind == Picture::Kind::File) {
        return bind_asset(assets_.add_file("image", picture.file), mime, false);
    }
    const std::string_view name = names_.last_of(picture.shot);
    wait_for(name);
    return bind_asset(assets_.add_last_frame(name), mime, false);
}

targets::BoundFile RequestMaker::bind_request(sema::ShotId shot) {
    const std::string_view name = names_.last_of(shot);
    wait_for(name);
    constexpr std::string_view kBegin = "requests.";
    char* out = bound_.allocate(kBegin.size() + name.size());
    char* end = std::copy(kBegin.begin(), kBegin.end(), out);
    end = std::copy(name.begin(), name.end(), end);
    return {{out, static_cast<std::size_t>(end - out)}, {}, kClipMime, true};
}

targets::BoundFile RequestMaker::bind_asset(const std::string& id, std::string_view mime, bool is_clip) {
    if (std::find(request_.assets.begin(), request_.assets.end(), id) == request_.assets.end()) {
        request_.assets.push_back(id);
    }
    return {bound_.copy(std::string(kAssets) + id), {}, mime, is_clip};
}

void RequestMaker::wait_for(std::string_view name) {
    auto& waits = request_.depends_on;
    if (std::find(waits.begin(), waits.end(), name) == waits.end()) {
        waits.emplace_back(name);
    }
}

void RequestMaker::set_cost(const ResolvedShot& shot) {
    const targets::Size size{shot.width, shot.height};
    const bool is_known =
        has_cost_ && cost_operation_ == shot.operation && cost_duration_ == shot.duration && cost_size_ == size;
    if (!is_known) {
        request_.cost = estimate_cost(shot, profile_);
        has_cost_ = true;
        cost_operation_ = shot.operation;
        cost_duration_ = shot.duration;
        cost_size_ = size;
    }
}

void RequestMaker::set_losses(const std::vector<targets::Loss>& losses) {
    request_.lost.clear();
    for (const targets::Loss& loss : losses) {
        request_.lost.push_back(
            {loss.what, loss.detail, loss.reason, lines_.path_of(loss.span.file), lines_.line_of(loss.span)});
    }
}

/// Neighbours of one line become one range.
void RequestMaker::set_source_map(const prompt::Prompt& prompt) {
    auto& map = request_.source_map;
    std::size_t count = 0;
    FileId last_file;
    for (const prompt::MapEntry& entry : prompt.map) {
        if (!wants_details_) {
            break;
        }
        const std::uint32_t line = lines_.line_of(entry.origin);
        if (count > 0 && entry.origin.file == last_file && map[count - 1].line == line) {
            map[count - 1].end = entry.end;
            continue;
        }
        last_file = entry.origin.file;
        if (count == map.size()) {
            map.emplace_back();
        }
        bundle::MapRange& range = map[count++];  // elements are used again: their paths keep their memory
        range.start = entry.begin;
        range.end = entry.end;
        range.file = lines_.path_of(last_file);
        range.line = line;
    }
    map.resize(count);
}

void RequestMaker::set_board(const ResolvedShot& shot) {
    if (!wants_details_) {
        return;
    }
    std::string_view first_frame = values_.first_frame.path;  // `assets.ID`, or nothing
    first_frame.remove_prefix(first_frame.empty() ? 0 : kAssets.size());
    boards_.make(shot, first_frame, request_.board);
}

}  // namespace shot::plan
