// Writing bodies: runs the steps of a compiled template. Once a request, so nothing is allocated but `out`.
#include "compiler/targets/dialect.hpp"

#include <algorithm>
#include <charconv>

#include "compiler/support/json_text.hpp"
#include "compiler/targets/units.hpp"

namespace shot::targets {
namespace {

constexpr std::uint32_t bit_of(Placeholder placeholder) {
    return 1U << static_cast<std::uint32_t>(placeholder);
}

void append_number(std::string& out, std::int64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

/// Milliseconds as seconds: `8`, `2.4`.
void append_seconds(std::string& out, std::int64_t milliseconds) {
    append_number(out, milliseconds / 1000);
    if (const std::int64_t rest = milliseconds % 1000; rest != 0) {
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
    constexpr std::int32_t kUltraHd = 2160;
    const std::int32_t lines = std::min(values.width, values.height);
    if (lines == kUltraHd) {
        out += "\"4k\"";
        return;
    }
    out += '"';
    append_number(out, lines);
    out += "p\"";
}

std::uint32_t available(const BodyValues& values) {
    std::uint32_t mask = 0;
    const auto add = [&](bool has_value, Placeholder placeholder) { mask |= has_value ? bit_of(placeholder) : 0; };
    const bool has_size = values.width > 0 && values.height > 0;
    add(!values.model.empty(), Placeholder::Model);
    add(!values.model.empty() && values.is_uploaded_source, Placeholder::UploadedModel);
    add(!values.prompt.empty(), Placeholder::Prompt);
    for (const Placeholder placeholder :
         {Placeholder::Size, Placeholder::Width, Placeholder::Height, Placeholder::Aspect, Placeholder::Resolution}) {
        add(has_size, placeholder);
    }
    add(values.milliseconds > 0, Placeholder::Seconds);
    add(!values.source_id.empty(), Placeholder::SourceId);
    add(!values.first_frame_id.empty(), Placeholder::FirstFrameId);
    add(!values.last_frame_id.empty(), Placeholder::LastFrameId);
    add(!values.negative.empty(), Placeholder::Negative);
    add(values.seed.has_value(), Placeholder::Seed);
    add(values.audio.has_value(), Placeholder::Audio);
    add(!values.characters.empty(), Placeholder::Characters);
    add(!values.references.empty(), Placeholder::References);
    return mask;
}

void append_value(const BodyStep& step, const BodyValues& values, std::string_view item, std::string& out) {
    switch (step.placeholder) {
        case Placeholder::Model:
        case Placeholder::UploadedModel:
            append_json_string(out, values.model);
            break;
        case Placeholder::Prompt:
            append_json_string(out, values.prompt);
            break;
        case Placeholder::Size:
            append_pair(out, {values.width, values.height}, 'x');
            break;
        case Placeholder::Width:
            append_number(out, values.width);
            break;
        case Placeholder::Height:
            append_number(out, values.height);
            break;
        case Placeholder::Aspect:
            append_pair(out, lowest_terms({values.width, values.height}), ':');
            break;
        case Placeholder::Resolution:
            append_resolution(out, values);
            break;
        case Placeholder::Seconds:
            out += step.as_string ? "\"" : "";
            append_seconds(out, values.milliseconds);
            out += step.text;
            out += step.as_string ? "\"" : "";
            break;
        case Placeholder::SourceId:
            append_json_string(out, values.source_id);
            break;
        case Placeholder::FirstFrameId:
            append_json_string(out, values.first_frame_id);
            break;
        case Placeholder::LastFrameId:
            append_json_string(out, values.last_frame_id);
            break;
        case Placeholder::Negative:
            append_json_string(out, values.negative);
            break;
        case Placeholder::Seed:
            append_number(out, values.seed.value_or(0));
            break;
        case Placeholder::Audio:
            out += values.audio.value_or(true) ? "true" : "false";
            break;
        case Placeholder::ItemId:
            append_json_string(out, item);
            break;
        case Placeholder::Characters:
        case Placeholder::References:
            break;  // Each
    }
}

/// Steps [begin, end). `Each` nests at most once (parse_dialect refuses more), so this recurses at most once.
void run(const std::vector<BodyStep>& steps, std::size_t begin, std::size_t end, const BodyValues& values,
         std::uint32_t mask, std::string_view item, std::string& out) {
    for (std::size_t i = begin; i < end; ++i) {
        const BodyStep& step = steps[i];
        switch (step.kind) {
            case BodyStep::Kind::Literal:
                out += step.text;
                break;
            case BodyStep::Kind::Comma:
                if (out.back() != '{' && out.back() != '[') {
                    out += ',';
                }
                break;
            case BodyStep::Kind::Unless:
                if ((step.mask & mask) == 0) {
                    i = step.next - 1;
                }
                break;
            case BodyStep::Kind::Value:
                append_value(step, values, item, out);
                break;
            case BodyStep::Kind::Each:
                for (const std::string_view id :
                     step.placeholder == Placeholder::Characters ? values.characters : values.references) {
                    run(steps, i + 1, step.next, values, mask, id, out);
                }
                i = step.next - 1;
                break;
        }
    }
}

}  // namespace

bool BatchSettings::takes(sema::Operation operation) const {
    return std::find(operations.begin(), operations.end(), operation) != operations.end();
}

const DialectOperation* Dialect::find_operation(sema::Operation operation) const {
    const std::optional<DialectOperation>& found = operation == sema::Operation::Create   ? create
                                                   : operation == sema::Operation::Extend ? extend
                                                                                          : edit;
    return found ? &*found : nullptr;
}

void write_body(const DialectOperation& operation, const BodyValues& values, std::string& out) {
    run(operation.body, 0, operation.body.size(), values, available(values), {}, out);
}

}  // namespace shot::targets
