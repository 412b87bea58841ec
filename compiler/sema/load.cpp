#include "compiler/sema/load.hpp"

#include <algorithm>

#include "compiler/parse/parse.hpp"
#include "compiler/parse/values.hpp"
#include "compiler/sema/names.hpp"
#include "compiler/source/file_failure.hpp"
#include "compiler/source/paths.hpp"
#include "compiler/source/text_width.hpp"
#include "compiler/support/nearest.hpp"
#include "compiler/syntax/fields.hpp"
#include "stdlib/embedded.hpp"

namespace shot::sema {

using syntax::NodeKind;

namespace {

SymbolKind symbol_kind(NodeKind kind) {
    switch (kind) {
        case NodeKind::Let:
            return SymbolKind::Let;
        case NodeKind::Palette:
            return SymbolKind::Palette;
        case NodeKind::Sound:
            return SymbolKind::Sound;
        case NodeKind::Scene:
            return SymbolKind::Scene;
        case NodeKind::Speaker:
            return SymbolKind::Speaker;
        case NodeKind::Style:
            return SymbolKind::Style;
        case NodeKind::Shot:
            return SymbolKind::Shot;
        case NodeKind::Sequence:
            return SymbolKind::Sequence;
        default:
            return SymbolKind::None;
    }
}

class Loader {
public:
    Loader(Script::Data& data, diagnostics::Sink& sink) : data_(data), sink_(sink) {}

    void load_root(const std::string& path, const std::string* text) {
        std::string content;
        if (text != nullptr) {
            content = *text;
        } else {
            auto read = data_.files->read(path, data_.options.max_source_bytes);
            if (!read) {
                report_unreadable(path, read.error().reason, Span());
                return;
            }
            content = std::move(*read);
        }
        data_.root_folder = text != nullptr ? "" : std::string(parent_path(path));
        allow_folder(data_.root_folder);
        for (const std::string& folder : data_.options.library_folders) {
            if (data_.files->info(folder).kind != FileInfo::Kind::Directory) {
                sink_.report(diag::CannotRead, Span(), folder, "no such folder (-I)");
                continue;
            }
            allow_folder(folder);
        }
        const std::string bundle_path = text != nullptr ? path : path.substr(path.find_last_of('/') + 1);
        const ModuleId root = add_module(path, bundle_path, std::move(content), 0, false);
        data_.module(root).folder = data_.root_folder;
        if (text == nullptr) {
            if (const auto canonical = data_.files->canonical(path)) {
                data_.module_by_path.emplace(*canonical, root);
            }
        }
        stack_.push_back(root);
        load_imports(root);
        stack_.pop_back();
    }

private:
    void allow_folder(const std::string& folder) {
        if (const auto canonical = data_.files->canonical(folder.empty() ? "." : folder)) {
            data_.allowed_folders.push_back(*canonical);
        }
    }

    void report_unreadable(const std::string& path, const std::string& reason, Span span) {
        if (reason.starts_with("larger than")) {
            sink_.report(diag::FileTooLarge, span, path, reason.substr(12))
                .note("a limit of this program; `--max-source SIZE` raises it");
        } else if (span.file.is_valid()) {
            sink_.report(diag::ImportNotFound, span, path, reason);
        } else {
            auto report = sink_.report(diag::CannotRead, span, path, reason);
            if (reason == kNotRegular) {
                report.note("a script comes through a pipe as `-`: `… | shot check -`");
            }
        }
    }

    ModuleId add_module(const std::string& path, const std::string& bundle_path, std::string text, int depth,
                        bool embedded) {
        const FileId file = data_.sources->add(path, std::move(text));
        const ModuleId id{data_.modules.size()};
        Module& module = *data_.modules.emplace_back(std::make_unique<Module>(file));
        module.source = &data_.sources->get(file);
        module.path = path;
        module.folder = std::string(parent_path(path));
        module.bundle_path = bundle_path;
        module.depth = depth;
        module.is_embedded = embedded;
        module.tree = parse::parse_file(file, *module.source, sink_);
        data_.file_ids.push_back(file);
        declare_names(id);
        return id;
    }

    void declare_names(ModuleId id) {
        Module& module = data_.module(id);
        for (NodeId node{0U}; node.value < module.tree.nodes.size(); node = module.tree.node(node).next) {
            const SymbolKind kind = symbol_kind(module.tree.node(node).kind);
            if (kind == SymbolKind::None) {
                continue;
            }
            const syntax::Header& header = module.tree.header(node);
            if (header.name.is_empty()) {
                continue;
            }
            const std::string_view name = module.slice(header.name);
            if (kind == SymbolKind::Speaker && is_field_name(name)) {
                sink_.report(diag::SpeakerNamedLikeField, module.span(header.name), name)
                    .note("a line `" + std::string(name) + ": …` would be the field; call the speaker something else");
                continue;
            }
            const std::string_view title = module.slice(header.title);
            if (kind == SymbolKind::Speaker && header.has_title && is_field_name(title)) {
                sink_.report(diag::SpeakerNamedLikeField, module.span(header.title), title)
                    .note("a line `" + std::string(title) + ": …` would be the field; call the speaker something else");
            }
            declare_local(module, name, Symbol{kind, id, node, ShotId()}, module.span(header.name));
        }
    }

    void declare_local(Module& module, std::string_view name, const Symbol& symbol, Span span) {
        name = normal_name(data_.arena, name);
        const auto [existing, is_new] = module.names.emplace(name, symbol);
        if (!is_new) {
            sink_.report(diag::DuplicateName, span, name)
                .label(data_.name_span(existing->second), "declared here first");
        }
    }

    static bool is_field_name(std::string_view name) {
        std::string lower(name);
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return syntax::find_field(lower).has_value();
    }

    void load_imports(ModuleId id) {
        const std::size_t node_count = data_.module(id).tree.nodes.size();
        for (NodeId node{0U}; node.value < node_count; node = data_.module(id).tree.node(node).next) {
            if (data_.module(id).tree.node(node).kind == NodeKind::Import) {
                load_import(id, node);
            }
        }
    }

    void load_import(ModuleId id, NodeId node) {
        Module& module = data_.module(id);
        const syntax::Import& import = module.tree.imports[module.tree.node(node).data];
        if (import.path.is_empty()) {
            return;
        }
        const std::string_view written = module.slice(import.path);
        const Span span = module.span(import.path);
        const ModuleId library = import.is_quoted ? load_file(id, written, span) : load_embedded(id, written, span);
        if (library) {
            bind_import(id, import, library, written);
        } else {
            lose_names(id, import, written);
        }
    }

    /// An import that failed is one mistake, not one for each use of its names.
    void lose_names(ModuleId id, const syntax::Import& import, std::string_view written) {
        Module& module = data_.module(id);
        module.lost_names.push_back(library_name(module, import, written));
        for (std::uint32_t i = 0; i < import.names.count; ++i) {
            const syntax::ImportedName& name = module.tree.imported_names[import.names.first + i];
            module.lost_names.push_back(module.slice(name.alias.is_empty() ? name.name : name.alias));
        }
    }

    /// What the library is called in this file.
    std::string_view library_name(const Module& module, const syntax::Import& import, std::string_view written) {
        if (!import.alias.is_empty()) {
            return normal_name(data_.arena, module.slice(import.alias));
        }
        return import.is_quoted ? normal_name(data_.arena, path_stem(written)) : written.substr(written.find_last_of('.') + 1);
    }

    void bind_import(ModuleId id, const syntax::Import& import, ModuleId library, std::string_view written) {
        Module& module = data_.module(id);
        const std::string_view name = library_name(module, import, written);
        const auto same = std::find_if(module.libraries.begin(), module.libraries.end(),
                                       [&](const Library& known) { return known.name == name; });
        if (same == module.libraries.end()) {
            module.libraries.push_back({name, library});
        } else if (same->module != library) {
            sink_.report(diag::DuplicateName, module.span(import.alias.is_empty() ? import.path : import.alias), name)
                .note("two libraries have this name here; give one another with `as`");
        }
        for (std::uint32_t i = 0; i < import.names.count; ++i) {
            bind_imported_name(id, module.tree.imported_names[import.names.first + i], library, name);
        }
    }

    void bind_imported_name(ModuleId id, const syntax::ImportedName& imported, ModuleId library,
                            std::string_view library_name) {
        Module& module = data_.module(id);
        const Scope scope{id, nullptr};
        const std::string dotted = std::string(library_name) + "." + std::string(module.slice(imported.name));
        const Symbol symbol = find_symbol(data_, scope, dotted);
        if (!symbol) {
            report_missing_import(module, imported, library);
            module.lost_names.push_back(module.slice(imported.alias.is_empty() ? imported.name : imported.alias));
            return;
        }
        const Range range = imported.alias.is_empty() ? imported.name : imported.alias;
        const std::string_view name = normal_name(data_.arena, module.slice(range));
        const auto [existing, is_new] = module.names.emplace(name, symbol);
        if (is_new) {
            module.name_spans.emplace(name, module.span(range));
        } else if (!existing->second.is_same(symbol)) {
            const auto first = module.name_spans.find(name);
            sink_.report(diag::DuplicateName, module.span(range), name)
                .label(first == module.name_spans.end() ? data_.name_span(existing->second) : first->second,
                       "declared here first")
                .note("give the imported one another name with `as`");
        }
    }

    void report_missing_import(const Module& module, const syntax::ImportedName& imported, ModuleId library) {
        const std::string_view name = module.slice(imported.name);
        const Module& from = data_.module(library);
        if (name.starts_with('_') && from.names.contains(name)) {
            sink_.report(diag::PrivateName, module.span(imported.name), name, from.source->path())
                .note("a name that starts with `_` is private to its file");
            return;
        }
        auto report = sink_.report(diag::UnknownName, module.span(imported.name), "declaration in " + from.path, name);
        std::vector<std::string_view> names;
        for (const auto& [known, symbol] : from.names) {
            if (symbol.module == library && !known.starts_with('_')) {
                names.push_back(known);
            }
        }
        std::sort(names.begin(), names.end());
        if (const auto nearest = find_nearest(name, names)) {
            report.at(fmt::format("did you mean `{}`?", *nearest));
            report.fix(fmt::format("write `{}`", *nearest), module.span(imported.name), *nearest);
        }
    }

    ModuleId load_embedded(ModuleId importer, std::string_view written, Span span) {
        if (!written.starts_with("std.")) {
            auto report = sink_.report(diag::UnknownLibrary, span, written);
            report.note(fmt::format("a file is imported by its path: `import \"{}.shot\"`", written));
            return {};
        }
        std::string path = "std/" + std::string(written.substr(4)) + ".shot";
        if (const auto known = data_.module_by_path.find(path); known != data_.module_by_path.end()) {
            return known->second;
        }
        const std::string_view text = stdlib::find_embedded(path);
        if (text.data() == nullptr) {
            report_unknown_library(written, span);
            return {};
        }
        if (!has_room(importer, written, span)) {
            return {};
        }
        const ModuleId id = add_module(path, path, std::string(text), data_.module(importer).depth + 1, true);
        data_.module_by_path.emplace(std::move(path), id);
        load_imports(id);
        return id;
    }

    void report_unknown_library(std::string_view written, Span span) {
        auto report = sink_.report(diag::UnknownLibrary, span, written);
        std::vector<std::string> libraries;
        for (const auto& file : stdlib::embedded_files()) {
            if (file.path.starts_with("std/")) {
                libraries.push_back("std." + std::string(path_stem(file.path)));
            }
        }
        const std::vector<std::string_view> names(libraries.begin(), libraries.end());
        if (const auto nearest = find_nearest(written, names)) {
            report.at(fmt::format("did you mean `{}`?", *nearest));
            report.fix(fmt::format("write `{}`", *nearest), span, *nearest);
        }
        report.note(fmt::format("the standard library has {}", fmt::join(libraries, ", ")));
    }

    bool has_room(ModuleId importer, std::string_view written, Span span) {
        if (data_.module(importer).depth + 1 > kMaxImportDepth) {
            sink_.report(diag::TooManyImports, span,
                         fmt::format("`{}` more than {} files deep", written, kMaxImportDepth));
            return false;
        }
        if (data_.modules.size() > kMaxImportedFiles) {
            if (!has_reported_files_) {
                sink_.report(diag::TooManyImports, span, fmt::format("more than {} files", kMaxImportedFiles));
            }
            has_reported_files_ = true;
            return false;
        }
        return true;
    }

    ModuleId load_file(ModuleId importer, std::string_view written, Span span) {
        if (data_.module(importer).is_embedded) {
            sink_.report(diag::ImportNotFound, span, written, "the standard library imports only itself");
            return {};
        }
        auto found = find_file(data_, data_.module(importer).folder, written, span, sink_);
        if (!found) {
            return {};
        }
        const auto canonical = data_.files->canonical(found->path);
        std::string key = canonical ? *canonical : found->path;
        if (const auto known = data_.module_by_path.find(key); known != data_.module_by_path.end()) {
            report_cycle(importer, known->second, span);
            return known->second;
        }
        if (!has_room(importer, written, span)) {
            return {};
        }
        auto text = data_.files->read(found->path, data_.options.max_source_bytes);
        if (!text) {
            report_unreadable(found->path, text.error().reason, span);
            return {};
        }
        const ModuleId id =
            add_module(found->path, found->bundle_path, std::move(*text), data_.module(importer).depth + 1, false);
        data_.module_by_path.emplace(std::move(key), id);
        stack_.push_back(id);
        load_imports(id);
        stack_.pop_back();
        return id;
    }

    void report_cycle(ModuleId importer, ModuleId imported, Span span) {
        const auto begin = std::find(stack_.begin(), stack_.end(), imported);
        if (begin == stack_.end() || std::find(begin, stack_.end(), importer) == stack_.end()) {
            return;
        }
        std::string circle;
        for (auto step = begin; step != stack_.end(); ++step) {
            circle += data_.module(*step).source->path() + " → ";
        }
        sink_.report(diag::ImportCycle, span, circle + data_.module(imported).source->path());
    }

    Script::Data& data_;
    diagnostics::Sink& sink_;
    bool has_reported_files_ = false;
    std::vector<ModuleId> stack_;  // the files that are being imported, the script first
};

bool is_allowed(const Script::Data& data, const std::string& path) {
    const auto canonical = data.files->canonical(path);
    return canonical && std::any_of(data.allowed_folders.begin(), data.allowed_folders.end(),
                                    [&](const std::string& folder) { return is_inside(*canonical, folder); });
}

/// `folder/rest` -> `rest`; a path that does not lie below the folder stays.
std::string relative_to(std::string_view path, std::string_view folder) {
    const std::string base = normal_path(folder);
    const std::string full = normal_path(path);
    if (base.empty() || base == ".") {
        return full;
    }
    return full.size() > base.size() && full.starts_with(base) && full[base.size()] == '/'
               ? full.substr(base.size() + 1)
               : full;
}

}  // namespace

std::string bundle_path_of(const Script::Data& data, const std::string& path) {
    for (const std::string& library : data.options.library_folders) {
        const std::string folder = normal_path(library);
        if (!folder.empty() && folder != "." && is_inside(path, folder)) {
            return relative_to(path, folder);
        }
    }
    return relative_to(path, data.root_folder);
}

namespace {

void report_outside(std::string_view written, Span span, diagnostics::Sink& sink) {
    sink.report(diag::PathOutside, span, written)
        .note("files are read from the script's folder and below it, and from the folders given with -I");
}

}  // namespace

std::optional<FoundFile> find_file(const Script::Data& data, std::string_view folder, std::string_view written,
                                   Span span, diagnostics::Sink& sink, FileUse use) {
    const auto report_missing = [&](std::string_view reason) {
        if (use == FileUse::Table) {
            sink.report(diag::BadTable, span, written, reason);
        } else {
            sink.report(diag::ImportNotFound, span, written, reason);
        }
    };
    std::vector<std::string> candidates{normal_path(join_path(folder, written))};
    for (const std::string& library : data.options.library_folders) {
        candidates.push_back(normal_path(join_path(library, written)));
    }
    for (const std::string& path : candidates) {
        const FileInfo info = data.files->info(path);
        if (info.kind == FileInfo::Kind::Missing) {
            continue;
        }
        if (!is_allowed(data, path)) {
            report_outside(written, span, sink);
            return std::nullopt;
        }
        if (info.kind == FileInfo::Kind::Directory) {
            report_missing("it is a folder");
            return std::nullopt;
        }
        return FoundFile{path, bundle_path_of(data, path)};
    }
    if (candidates.front().starts_with("..") || candidates.front().starts_with('/')) {
        report_outside(written, span, sink);
    } else {
        report_missing("there is no such file");
    }
    return std::nullopt;
}

void load_modules(Script::Data& data, const std::string& path, const std::string* text, diagnostics::Sink& sink) {
    Loader(data, sink).load_root(path, text);
}

namespace {

void add_speaker_name(Module& module, std::string_view text, const Symbol& symbol) {
    if (text.empty()) {
        return;
    }
    module.speaker_names.push_back({text, symbol});
    module.speaker_first_bytes[static_cast<unsigned char>(text.front())] = true;
}

/// A display name stands for its speaker as the name does: two of one text could not be told apart.
void check_display_names(const Script::Data& data, const Module& module, diagnostics::Sink& sink) {
    std::unordered_map<std::string_view, Symbol> known;
    for (const auto& [name, symbol] : module.names) {
        if (symbol.kind == SymbolKind::Speaker) {
            known.emplace(name, symbol);
        }
    }
    for (const auto& [name, symbol] : module.names) {
        const Module& from = data.module(symbol.module);
        const syntax::Header* header = symbol.kind == SymbolKind::Speaker ? &data.header(symbol) : nullptr;
        if (header == nullptr || !header->has_title || header->title.is_empty()) {
            continue;
        }
        const auto [other, is_new] = known.emplace(from.slice(header->title), symbol);
        if (is_new || other->second.is_same(symbol)) {
            continue;
        }
        const syntax::Header& first = data.header(other->second);
        const Module& first_module = data.module(other->second.module);
        const bool is_title = first.has_title && first_module.slice(first.title) == other->first;
        sink.report(diag::DuplicateName, from.span(header->title), other->first)
            .label(first_module.span(is_title ? first.title : first.name), "declared here first")
            .note("a display name stands for its speaker in prose and before a line of dialogue");
    }
}

}  // namespace

void collect_speaker_names(Script::Data& data, diagnostics::Sink& sink) {
    for (const auto& owned : data.modules) {
        Module& module = *owned;
        if (!module.is_embedded) {
            check_display_names(data, module, sink);
        }
        for (const auto& [name, symbol] : module.names) {
            if (symbol.kind != SymbolKind::Speaker) {
                continue;
            }
            add_speaker_name(module, name, symbol);
            const syntax::Header& header = data.header(symbol);
            add_speaker_name(module, data.module(symbol.module).slice(header.title), symbol);
        }
        for (const Library& library : module.libraries) {
            const Module& from = data.module(library.module);
            for (const auto& [name, symbol] : from.names) {
                if (symbol.kind == SymbolKind::Speaker && symbol.module == library.module && !name.starts_with('_')) {
                    add_speaker_name(module, data.arena.copy(std::string(library.name) + "." + std::string(name)),
                                     symbol);
                    add_speaker_name(module, from.slice(data.header(symbol).title), symbol);
                }
            }
        }
        auto& names = module.speaker_names;  // of one text, the first that is declared counts
        std::stable_sort(names.begin(), names.end(),
                         [](const SpeakerName& a, const SpeakerName& b) { return a.text < b.text; });
        names.erase(std::unique(names.begin(), names.end(),
                                [](const SpeakerName& a, const SpeakerName& b) { return a.text == b.text; }),
                    names.end());
    }
}

}  // namespace shot::sema
