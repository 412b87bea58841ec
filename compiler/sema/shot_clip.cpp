// The clip itself: duration, size, source, pictures and references.
#include <algorithm>
#include <numeric>

#include "compiler/parse/values.hpp"
#include "compiler/sema/load.hpp"
#include "compiler/sema/names.hpp"
#include "compiler/sema/shot_resolver.hpp"
#include "compiler/source/paths.hpp"

namespace shot::sema {

using parse::ShapeKind;
using syntax::Item;

namespace {

/// Provider ids are opaque; what has no slash, no dot and this shape is one, and so is an address (`gs://…`); anything
/// else in quotes is a file.
bool is_provider_id(std::string_view text) {
    const bool is_address = text.find("://") != std::string_view::npos;
    return is_address || (text.starts_with("video_") && text.find_first_of("/.\\ ") == std::string_view::npos);
}

std::int32_t round_to_even(std::int64_t numerator, std::int64_t denominator) {
    return static_cast<std::int32_t>((numerator / denominator + 1) / 2 * 2);
}

/// Pixels of an aspect at a resolution, which is the length of the shorter side.
std::pair<std::int32_t, std::int32_t> pixels_of(std::int64_t a, std::int64_t b, std::int64_t lines) {
    const auto exact = [&](std::int64_t longer, std::int64_t shorter) {
        return lines * longer % shorter == 0 ? static_cast<std::int32_t>(lines * longer / shorter)
                                             : round_to_even(lines * longer, shorter);
    };
    const auto side = static_cast<std::int32_t>(lines);
    return a >= b ? std::pair{exact(a, b), side} : std::pair{side, exact(b, a)};
}

}  // namespace

void ShotResolver::apply_parameters() {
    out_.duration = target_.default_duration;
    std::int64_t aspect_a = target_.default_width;
    std::int64_t aspect_b = target_.default_height;
    std::int64_t lines = std::min(target_.default_width, target_.default_height);
    for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
        if (layer->is_source) {
            continue;  // an extension has its own duration, and its source's size (resolve_chain)
        }
        for (std::uint32_t i = 0; i < layer->attribute_count; ++i) {
            const Attribute& attribute = attributes_[layer->first_attribute + i];
            note_size_origin(attribute.kind, layer->kind == LayerKind::Target && target_.is_line_borrowed);
            switch (attribute.kind) {
                case AttributeKind::Duration:
                    out_.duration = attribute.shape->a;
                    out_.duration_span = attribute.span;
                    out_.is_duration_of_target = layer->kind == LayerKind::Target &&
                                                 (target_.is_line_borrowed || out_.operation == Operation::Extend);
                    break;
                case AttributeKind::Size:
                    aspect_a = attribute.shape->a;
                    aspect_b = attribute.shape->b;
                    lines = std::min(aspect_a, aspect_b);
                    out_.size_span = attribute.span;
                    break;
                case AttributeKind::Aspect:
                    aspect_a = attribute.shape->a;
                    aspect_b = attribute.shape->b;
                    out_.size_span = attribute.span;
                    break;
                case AttributeKind::Resolution:
                    lines = attribute.shape->a;
                    out_.size_span = attribute.span;
                    break;
                case AttributeKind::FrameRate:
                    out_.frame_rate = attribute.shape->a;
                    out_.frame_rate_span = attribute.span;
                    break;
                case AttributeKind::Silent:
                    out_.is_silent = true;
                    out_.silent_span = attribute.span;
                    break;
                default:
                    break;
            }
        }
    }
    join_size_spans();
    if (aspect_a > 0 && aspect_b > 0 && lines > 0) {
        std::tie(out_.width, out_.height) = pixels_of(aspect_a, aspect_b, lines);
    }
}

/// Whether the size is meant to the pixel, and whether each half of it was written for this target.
void ShotResolver::note_size_origin(AttributeKind kind, bool is_borrowed) {
    const bool has_aspect = kind == AttributeKind::Size || kind == AttributeKind::Aspect;
    const bool has_lines = kind == AttributeKind::Size || kind == AttributeKind::Resolution;
    if (!has_aspect && !has_lines) {
        return;
    }
    out_.is_size_exact = has_aspect && has_lines;
    out_.is_aspect_borrowed = has_aspect ? is_borrowed : out_.is_aspect_borrowed;
    out_.are_lines_borrowed = has_lines ? is_borrowed : out_.are_lines_borrowed;
}

/// An aspect and a resolution in one header are a size in two parts: what is wrong with it is wrong with both, and one
/// of them alone cannot be written anew. Neighbours are one place; parts that are apart have none.
void ShotResolver::join_size_spans() {
    for (const Layer& layer : layers_) {
        const Attribute* aspect = nullptr;
        const Attribute* resolution = nullptr;
        for (std::uint32_t i = 0; i < layer.attribute_count && !layer.is_source; ++i) {
            const Attribute& attribute = attributes_[layer.first_attribute + i];
            aspect = attribute.kind == AttributeKind::Aspect ? &attribute : aspect;
            resolution = attribute.kind == AttributeKind::Resolution ? &attribute : resolution;
        }
        const bool is_pair = aspect != nullptr && resolution != nullptr;
        if (!is_pair || (out_.size_span != aspect->span && out_.size_span != resolution->span)) {
            continue;
        }
        const Span first = aspect->span.begin < resolution->span.begin ? aspect->span : resolution->span;
        const Span last = first == aspect->span ? resolution->span : aspect->span;
        const std::string_view between = first.file == last.file && first.end < last.begin
                                             ? data_.sources->get(first.file).slice({first.end, last.begin})
                                             : std::string_view();
        const bool are_neighbours = !between.empty() && between.find_first_not_of(", \t") == std::string_view::npos;
        out_.size_span = are_neighbours ? Span{first.file, first.begin, last.end} : Span();
        return;
    }
}

Symbol ShotResolver::require_compiled_shot(std::string_view name, const Scope& scope, Span span) {
    const Symbol symbol = require_symbol(data_, scope, name, span, kind_bit(SymbolKind::Shot), "shot", sink_);
    if (symbol && !symbol.shot) {
        if (data_.header(symbol).has_parameters) {
            sink_.report(diag::TemplateNotMade, span, name).label(data_.name_span(symbol), "declared here");
        } else {
            sink_.report(diag::UnknownName, span, "shot of this script", name)
                .note("an imported file's shots are not compiled: only its names are there");
        }
        return {};
    }
    return symbol;
}

/// Reads `extends` or `edits` from the shot's own header (and its `on` blocks).
void ShotResolver::resolve_source() {
    for (const Layer& layer : layers_) {
        if (!layer.is_own || layer.kind != LayerKind::Shot) {
            continue;
        }
        for (std::uint32_t i = 0; i < layer.attribute_count; ++i) {
            const Attribute& attribute = attributes_[layer.first_attribute + i];
            if (attribute.kind != AttributeKind::Extends && attribute.kind != AttributeKind::Edits) {
                continue;
            }
            out_.operation = attribute.kind == AttributeKind::Extends ? Operation::Extend : Operation::Edit;
            const Module& module = data_.module(layer.scope.module);
            const syntax::ItemPart part = module.tree.part_of(*attribute.item);
            const Span span = module.span(part.name);
            out_.source.span = span;
            if (!part.is_quoted) {
                const std::string_view name = evaluator_.evaluate_text(part.name, layer.scope);
                if (name.empty()) {
                    return;  // the parser reported it
                }
                const Symbol source = require_compiled_shot(name, layer.scope, span);
                if (source) {
                    out_.source.kind = ClipSource::Kind::Shot;
                    out_.source.shot = source.shot;
                }
                return;
            }
            const std::string_view written = evaluator_.evaluate_text(part.name, layer.scope);
            if (is_provider_id(written)) {
                out_.source.kind = ClipSource::Kind::ProviderId;
                out_.source.provider_id = written;
            } else {
                if (const auto file = make_media_file(written, module.folder, span)) {
                    out_.source.kind = ClipSource::Kind::File;
                    out_.source.file = *file;
                }
            }
            return;
        }
    }
}

/// Walks from an extension to the clip that was created first: its number, the whole duration, the size.
void ShotResolver::resolve_chain() {
    if (out_.operation != Operation::Extend) {
        if (out_.operation == Operation::Edit) {
            out_.duration = 0;
            resolve_edited_size();
        }
        return;
    }
    for (const Layer& layer : layers_) {
        for (std::uint32_t i = 0; layer.is_own && i < layer.attribute_count; ++i) {
            const Attribute& attribute = attributes_[layer.first_attribute + i];
            if (attribute.kind == AttributeKind::Size || attribute.kind == AttributeKind::Aspect ||
                attribute.kind == AttributeKind::Resolution) {
                sink_.report(diag::ExtensionSize, attribute.span, attribute.text)
                    .label(out_.source.span, "continues this clip");
            }
        }
    }
    out_.width = out_.height = 0;
    out_.extension_number = 1;
    out_.total_duration = 0;
    if (out_.source.kind != ClipSource::Kind::Shot) {
        return;
    }
    ResolvedShot step;
    diagnostics::Sink quiet;  // each shot of the chain reports for itself
    Milliseconds total = out_.duration;
    ShotId at = out_.source.shot;
    for (int depth = 0; depth < kMaxClipChain; ++depth) {
        ShotResolver(data_, target_, step, quiet).resolve_parameters_only(at);
        total += step.duration;
        if (step.operation != Operation::Extend) {
            out_.width = step.width;
            out_.height = step.height;
            out_.is_aspect_borrowed = step.is_aspect_borrowed;
            out_.are_lines_borrowed = step.are_lines_borrowed;
            out_.total_duration = step.operation == Operation::Create ? total : 0;
            return;
        }
        ++out_.extension_number;
        if (step.source.kind != ClipSource::Kind::Shot) {
            return;
        }
        at = step.source.shot;
    }
    out_.extension_number = 1;
    if (data_.has_cycles) {
        return;
    }
    sink_.report(diag::ChainTooLong, out_.source.span, out_.name, kMaxClipChain, "extensions");
}

/// An edit has the size of its source, where the clip that was created first is a shot of the script.
void ShotResolver::resolve_edited_size() {
    out_.width = out_.height = 0;
    if (out_.source.kind != ClipSource::Kind::Shot) {
        return;
    }
    ResolvedShot step;
    diagnostics::Sink quiet;  // each shot of the chain reports for itself
    Milliseconds total = 0;
    ShotId at = out_.source.shot;
    for (int depth = 0; depth < kMaxClipChain; ++depth) {
        ShotResolver(data_, target_, step, quiet).resolve_parameters_only(at);
        total += step.duration;
        if (step.operation == Operation::Create) {
            out_.width = step.width;
            out_.height = step.height;
            out_.is_aspect_borrowed = step.is_aspect_borrowed;
            out_.are_lines_borrowed = step.are_lines_borrowed;
            out_.total_duration = total;
            return;
        }
        if (step.source.kind != ClipSource::Kind::Shot) {
            return;
        }
        at = step.source.shot;
    }
}

/// A shot that edits has `change` and `note` alone.
void ShotResolver::check_edit() {
    if (out_.operation != Operation::Edit) {
        return;
    }
    const auto& tree = data_.module(scope_.module).tree;
    const Module& module = data_.module(scope_.module);
    for (const Layer& layer : layers_) {
        for (std::uint32_t i = 0; layer.is_own && i < layer.attribute_count; ++i) {
            const Attribute& attribute = attributes_[layer.first_attribute + i];
            // Two sources contradict each other, which was said.
            if (attribute.kind != AttributeKind::Edits && attribute.kind != AttributeKind::Extends) {
                sink_.report(diag::EditWithFields, attribute.span, fmt::format("`{}`", attribute.text))
                    .note(
                        "an edit keeps the duration, the size and the look of its source; say what changes in "
                        "`change`");
            }
        }
    }
    for (NodeId child = syntax::Tree::first_child(node_); child < tree.node(node_).next;
         child = tree.node(child).next) {
        const auto& node = tree.node(child);
        if (node.kind == syntax::NodeKind::Error || node.kind == syntax::NodeKind::On) {
            continue;
        }
        if (node.kind == syntax::NodeKind::Field) {
            const syntax::Field& field = tree.fields[node.data];
            if (!field.has_owner && (field.kind == FieldKind::Change || field.kind == FieldKind::Note)) {
                continue;
            }
            sink_.report(diag::EditWithFields, module.span(field.name), fmt::format("`{}`", module.slice(field.name)));
            continue;
        }
        const std::string_view what = node.kind == syntax::NodeKind::Beat       ? "a beat"
                                      : node.kind == syntax::NodeKind::Dialogue ? "dialogue"
                                                                                : "an action";
        sink_.report(diag::EditWithFields, module.span(node.range()), what);
    }
    const bool has_source = out_.source.span.begin < out_.source.span.end;  // else the parser said that it is missing
    if (has_source && out_.field(FieldKind::Change).phrases.is_empty()) {
        sink_.report(diag::MissingChange, out_.span, out_.name)
            .note(
                "write it after the header's colon: `shot warmer, edits confession: Warm the lamp; keep everything "
                "else.`");
    }
}

/// Nothing, and reported, for a path that leaves the project.
std::optional<MediaFile> ShotResolver::make_media_file(std::string_view written, std::string_view folder, Span span) {
    MediaFile file;
    file.written = written;
    file.span = span;
    std::string path = normal_path(join_path(folder, written));
    std::string display = path;
    const FileInfo::Kind kind = data_.files->info(path).kind;
    const bool is_file = kind != FileInfo::Kind::Missing && kind != FileInfo::Kind::Directory;
    if (!is_file && !path.starts_with("..") && !path.starts_with('/')) {
        display = bundle_path_of(data_, path);  // the target's check says that it is missing, or a folder
    } else if (const auto found = find_file(data_, folder, written, span, sink_)) {
        path = found->path;
        display = found->bundle_path;
    } else {
        return std::nullopt;
    }
    file.path = out_.arena.copy(path);
    file.display = out_.arena.copy(display);
    return file;
}

namespace {

/// A value in quotation marks, without them; nothing where it has none.
std::optional<Range> quoted(const Module& module, Range range) {
    const auto line = parse::find_quoted_line(module.slice(range));
    if (!line.is_quoted || !line.leading.is_empty() || !line.trailing.is_empty()) {
        return std::nullopt;
    }
    return Range{range.begin + line.words.begin, range.begin + line.words.end};
}

/// Quotation marks that are followed by more, or hold others: the parser reported them.
bool is_broken_quotation(const Module& module, Range range) {
    const auto line = parse::find_quoted_line(module.slice(range));
    const std::string_view words = module.slice(range).substr(line.words.begin, line.words.size());
    return line.is_quoted && line.leading.is_empty() &&
           (!line.is_closed || !line.trailing.is_empty() || words.find_first_of("\"") != std::string_view::npos);
}

bool looks_like_path(std::string_view text) {
    return text.find_first_of("./\\") != std::string_view::npos;
}

}  // namespace

/// A path in quotation marks (they may hold `{name}`), a `file` parameter, or nothing.
std::optional<MediaFile> ShotResolver::find_media_file(Range range, const Scope& scope) {
    const Module& module = data_.module(scope.module);
    const Span span = module.span(range);
    if (const auto inner = quoted(module, range)) {
        const std::string_view written = evaluator_.evaluate_text(*inner, scope);
        return written.empty() ? MediaFile()
                               : make_media_file(written, module.folder, module.span(*inner)).value_or(MediaFile());
    }
    std::string_view name = module.slice(range);
    if (name.size() > 2 && name.front() == '{' && name.back() == '}') {
        name = name.substr(1, name.size() - 2);
    }
    const Binding* binding = scope.environment != nullptr ? scope.environment->find(name) : nullptr;
    if (binding == nullptr || binding->symbol || binding->is_open) {
        return std::nullopt;
    }
    if (binding->text.empty()) {
        return MediaFile();
    }
    MediaFile file = make_media_file(binding->text, binding->folder, span).value_or(MediaFile());
    file.span = binding->origin;
    return file;
}

Picture ShotResolver::resolve_picture(const Contribution& value) {
    Picture picture;
    const Module& module = data_.module(value.scope.module);
    const Range range = module.single_piece(*value.text);
    if (range.is_empty()) {
        sink_.report(diag::BadValue, value.span, "this", "picture")
            .note("a picture is one path in quotation marks, or a shot");
        return picture;
    }
    picture.span = module.span(range);
    if (is_broken_quotation(module, range)) {
        return picture;
    }
    if (const auto file = find_media_file(range, value.scope)) {
        picture.kind = file->path.empty() ? Picture::Kind::None : Picture::Kind::File;
        picture.file = *file;
        return picture;
    }
    const std::string_view written = evaluator_.evaluate_text(range, value.scope);
    if (written.empty()) {
        return picture;
    }
    if (!parse::is_dotted_name(written, true) ||
        (looks_like_path(written) && !find_symbol(data_, value.scope, written))) {
        sink_.report(diag::BadValue, picture.span, written, "picture")
            .note("a path stands in quotation marks")
            .fix("put the path in quotation marks", picture.span, fmt::format("\"{}\"", written), true);
        return picture;
    }
    if (const Symbol source = require_compiled_shot(written, value.scope, picture.span); source) {
        picture.kind = Picture::Kind::Shot;
        picture.shot = source.shot;
        picture.name = written;
        ResolvedShot other;
        diagnostics::Sink quiet;  // that shot reports for itself
        ShotResolver(data_, target_, other, quiet).resolve_size_only(source.shot);
        picture.width = other.width;
        picture.height = other.height;
    }
    return picture;
}

void ShotResolver::resolve_references(const std::vector<Contribution>& values, std::vector<MediaFile>& files) {
    for (const Contribution& value : values) {
        const Module& module = data_.module(value.scope.module);
        for (const Range& piece : module.tree.pieces_of(*value.text)) {
            for (const Range& item : parse::split_list(module.slice(piece))) {
                const Range range{piece.begin + item.begin, piece.begin + item.end};
                if (is_broken_quotation(module, range)) {
                    continue;
                }
                if (const auto file = find_media_file(range, value.scope)) {
                    if (!file->path.empty()) {
                        files.push_back(*file);
                    }
                    continue;
                }
                const std::string_view written = module.slice(range);
                sink_.report(diag::BadValue, module.span(range), written, "reference")
                    .note("a path stands in quotation marks")
                    .fix("put the path in quotation marks", module.span(range), fmt::format("\"{}\"", written), true);
            }
        }
    }
}

}  // namespace shot::sema
