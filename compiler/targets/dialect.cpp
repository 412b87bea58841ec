// Writing bodies: runs the steps of a compiled template. Once a request, so nothing is allocated but `out`.
#include "compiler/targets/dialect.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "compiler/support/json_text.hpp"
#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

constexpr std::int64_t kSecond = 1000;  // milliseconds

void append_number(std::string& out, std::int64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

/// Thousandths as a decimal: `8`, `2.4`.
void append_decimal(std::string& out, std::int64_t thousandths) {
    append_number(out, thousandths / 1000);
    if (const std::int64_t rest = thousandths % 1000; rest != 0) {
        const char decimals[] = {'.', static_cast<char>('0' + rest / 100), static_cast<char>('0' + rest / 10 % 10),
                                 static_cast<char>('0' + rest % 10)};
        out.append(decimals, sizeof decimals);
        out.erase(out.find_last_not_of('0') + 1);
    }
}

void append_pair(std::string& out, Size pair, char separator) {
    out += '"';
    append_number(out, pair.width);
    out += separator;
    append_number(out, pair.height);
    out += '"';
}

/// `720p`, `1080p`; 2160 lines are `4k` everywhere.
void append_resolution(std::string& out, const BodyValues& values) {
    if (!values.resolution.empty()) {
        append_json_string(out, values.resolution);
        return;
    }
    constexpr std::int32_t kUltraHd = 2160;
    const std::int32_t lines = std::min(values.size.width, values.size.height);
    out += '"';
    if (lines == kUltraHd) {
        out += "4k";
    } else {
        append_number(out, lines);
        out += 'p';
    }
    out += '"';
}

constexpr std::array<std::string_view, 6> kForms = {"id", "file", "url", "uri", "base64", "mime"};  // as FileForm

void append_file(std::string& out, const BoundFile& file, FileForm form) {
    if (form == FileForm::Mime && !file.mime.empty()) {
        append_json_string(out, file.mime);
        return;
    }
    if (file.path.empty()) {
        append_json_string(out, file.id);
        return;
    }
    const std::size_t begin = out.size();
    append_json_string(out, file.path);  // a request's name may hold any letter
    out.insert(begin + 1, "${");
    out.pop_back();
    out.append(".").append(kForms[static_cast<std::size_t>(form)]).append("}\"");
}

void append_seconds(const BodyStep& step, std::int64_t milliseconds, std::string& out) {
    out += step.as_string ? "\"" : "";
    append_decimal(out, milliseconds);
    out += step.text;
    out += step.as_string ? "\"" : "";
}

void append_audio(const BodyStep& step, bool is_on, std::string& out) {
    if (step.text.empty()) {
        out += is_on ? "true" : "false";
    } else {
        append_json_string(out, is_on ? step.text : step.other);
    }
}

/// The item of the `$each` that is being written.
struct Item {
    const BoundFile* file = nullptr;
    const BodyPart* part = nullptr;
    std::int64_t index = 0;  // from 1
};

/// One body. `Each` nests at most once (parse_dialect refuses more), `Text` likewise, so run() recurses at most thrice.
class BodyWriter {
public:
    BodyWriter(const std::vector<BodyStep>& steps, const BodyValues& values, std::string& out)
        : steps_(steps), values_(values), mask_(values.available()), out_(out) {}

    void run(std::size_t begin, std::size_t end, const Item& item) {
        for (std::size_t i = begin; i < end; ++i) {
            const BodyStep& step = steps_[i];
            switch (step.kind) {
                case BodyStep::Kind::Literal:
                    out_ += step.text;
                    break;
                case BodyStep::Kind::Comma:
                    if (out_.back() != '{' && out_.back() != '[') {
                        out_ += ',';
                    }
                    break;
                case BodyStep::Kind::Unless:
                    if ((step.mask & mask_) == 0) {
                        i = step.next - 1;
                    }
                    break;
                case BodyStep::Kind::Value:
                    append_value(step, item);
                    break;
                case BodyStep::Kind::Each:
                    run_each(step, i + 1);
                    i = step.next - 1;
                    break;
                case BodyStep::Kind::Text:
                    run_text(step, i + 1, item);
                    i = step.next - 1;
                    break;
            }
        }
    }

private:
    void run_each(const BodyStep& step, std::size_t begin) {
        Item item;
        if (step.placeholder == Placeholder::Parts) {
            for (const BodyPart& part : values_.parts) {
                item.part = &part;
                ++item.index;
                run(begin, step.next, item);
            }
            return;
        }
        const bool is_characters = step.placeholder == Placeholder::Characters;
        for (const BoundFile& file : is_characters ? values_.characters : values_.references) {
            const bool is_left_out = (step.placeholder == Placeholder::Pictures && file.is_clip) ||
                                     (step.placeholder == Placeholder::Clips && !file.is_clip);
            if (!is_left_out) {
                item.file = &file;
                ++item.index;
                run(begin, step.next, item);
            }
        }
    }

    void run_text(const BodyStep& step, std::size_t begin, const Item& item) {
        const std::size_t start = out_.size();
        run(begin, step.next, item);
        const std::string json = out_.substr(start);
        out_.resize(start);
        append_json_string(out_, json);
    }

    void append_value(const BodyStep& step, const Item& item) {
        switch (step.placeholder) {
            case Placeholder::Model:
            case Placeholder::UploadedModel:
                append_json_string(out_, values_.model);
                break;
            case Placeholder::Prompt:
                append_json_string(out_, values_.prompt);
                break;
            case Placeholder::Negative:
                append_json_string(out_, values_.negative);
                break;
            case Placeholder::Seed:
                append_number(out_, values_.seed.value_or(0));
                break;
            case Placeholder::Audio:
                append_audio(step, values_.audio.value_or(true), out_);
                break;
            case Placeholder::Source:
            case Placeholder::UploadedSource:
                append_file(out_, values_.source, step.form);
                break;
            case Placeholder::FirstFrame:
                append_file(out_, values_.first_frame, step.form);
                break;
            case Placeholder::LastFrame:
                append_file(out_, values_.last_frame, step.form);
                break;
            case Placeholder::Item:
                append_file(out_, *item.file, step.form);
                break;
            case Placeholder::ItemPrompt:
                append_json_string(out_, item.part->prompt);
                break;
            case Placeholder::ItemSeconds:
                append_seconds(step, item.part->milliseconds, out_);
                break;
            case Placeholder::ItemIndex:
                append_number(out_, item.index);
                break;
            default:
                append_picture_value(step);
        }
    }

    /// Numbers of the picture and its length.
    void append_picture_value(const BodyStep& step) {
        switch (step.placeholder) {
            case Placeholder::Size:
                append_pair(out_, values_.size, 'x');
                break;
            case Placeholder::Width:
                append_number(out_, values_.size.width);
                break;
            case Placeholder::Height:
                append_number(out_, values_.size.height);
                break;
            case Placeholder::ShortSide:
                append_number(out_, std::min(values_.size.width, values_.size.height));
                break;
            case Placeholder::Aspect:
                append_pair(out_, values_.aspect.width > 0 ? values_.aspect : lowest_terms(values_.size), ':');
                break;
            case Placeholder::Resolution:
                append_resolution(out_, values_);
                break;
            case Placeholder::Seconds:
            case Placeholder::WholeSeconds:
                append_seconds(step, values_.milliseconds, out_);
                break;
            case Placeholder::Frames:
                append_number(out_, values_.frames);
                break;
            case Placeholder::FrameRate:
                append_decimal(out_, values_.frame_rate);
                break;
            default:
                break;  // those of `$each`
        }
    }

    const std::vector<BodyStep>& steps_;
    const BodyValues& values_;
    PlaceholderMask mask_;
    std::string& out_;
};

}  // namespace

PlaceholderMask BodyValues::available() const {
    PlaceholderMask mask = 0;
    const auto add = [&](bool has_value, Placeholder placeholder) { mask |= has_value ? bit_of(placeholder) : 0; };
    add(!model.empty(), Placeholder::Model);
    add(!model.empty() && is_uploaded_source, Placeholder::UploadedModel);
    add(!prompt.empty(), Placeholder::Prompt);
    for (const Placeholder placeholder : {Placeholder::Size, Placeholder::Width, Placeholder::Height,
                                          Placeholder::ShortSide, Placeholder::Aspect, Placeholder::Resolution}) {
        add(size.width > 0 && size.height > 0, placeholder);
    }
    add(milliseconds > 0, Placeholder::Seconds);
    add(milliseconds > 0 && milliseconds % kSecond == 0, Placeholder::WholeSeconds);
    add(frames > 0, Placeholder::Frames);
    add(frame_rate > 0, Placeholder::FrameRate);
    add(source.is_given(), Placeholder::Source);
    add(source.is_given() && is_uploaded_source, Placeholder::UploadedSource);
    add(first_frame.is_given(), Placeholder::FirstFrame);
    add(last_frame.is_given(), Placeholder::LastFrame);
    add(!negative.empty(), Placeholder::Negative);
    add(seed.has_value(), Placeholder::Seed);
    add(audio.has_value(), Placeholder::Audio);
    add(!characters.empty(), Placeholder::Characters);
    add(!references.empty(), Placeholder::References);
    for (const BoundFile& file : references) {
        add(true, file.is_clip ? Placeholder::Clips : Placeholder::Pictures);
    }
    add(!parts.empty(), Placeholder::Parts);
    return mask;
}

bool BatchSettings::takes(sema::Operation operation) const {
    return std::find(operations.begin(), operations.end(), operation) != operations.end();
}

const std::vector<DialectOperation>& Dialect::variants(sema::Operation operation) const {
    return operation == sema::Operation::Create ? create : operation == sema::Operation::Extend ? extend : edit;
}

const DialectOperation* Dialect::find_operation(sema::Operation operation, PlaceholderMask available) const {
    const auto& all = variants(operation);
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const DialectOperation& one) { return (one.when & ~available) == 0; });
    return found != all.end() ? &*found : nullptr;
}

PlaceholderMask Dialect::holds(sema::Operation operation) const {
    PlaceholderMask mask = 0;
    for (const DialectOperation& one : variants(operation)) {
        mask |= one.holds;
    }
    return mask;
}

void write_body(const DialectOperation& operation, const BodyValues& values, std::string& out) {
    BodyWriter(operation.body, values, out).run(0, operation.body.size(), {});
}

void write_path(const DialectOperation& operation, const BodyValues& values, std::string& out) {
    std::string_view rest = operation.path;
    for (std::size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        out += rest.substr(0, open);
        const std::size_t close = std::min(rest.find('}', open), rest.size() - 1);
        const std::string_view name = rest.substr(open + 1, close - open - 1);
        if (name == "model") {
            out += values.model;
        } else if (name == "source.id") {
            out += values.source.path.empty() ? std::string(values.source.id)
                                              : "${" + std::string(values.source.path) + ".id}";
        } else {
            out.append("${").append(name).append("}");
        }
        rest.remove_prefix(close + 1);
    }
    out += rest;
}

}  // namespace shot::targets
