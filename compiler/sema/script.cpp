// load_script(): the steps in their order; and what is asked of a loaded script.
#include "compiler/sema/script.hpp"

#include "compiler/sema/check_declarations.hpp"
#include "compiler/sema/list_shots.hpp"
#include "compiler/sema/load.hpp"
#include "compiler/sema/module.hpp"
#include "compiler/sema/near_names.hpp"
#include "compiler/sema/names.hpp"
#include "compiler/source/text_width.hpp"
#include "compiler/support/assert.hpp"
#include "compiler/support/nearest.hpp"
#include "stdlib/embedded.hpp"

namespace shot::sema {

Script::Script(std::unique_ptr<Data> data) : data_(std::move(data)) {}
Script::Script(Script&&) noexcept = default;
Script& Script::operator=(Script&&) noexcept = default;
Script::~Script() = default;

const std::string& Script::root_folder() const {
    return data_->root_folder;
}

const std::vector<TargetLine>& Script::targets() const {
    return data_->targets;
}
std::size_t Script::shot_count() const {
    return data_->shots.size();
}
std::string_view Script::shot_name(ShotId id) const {
    return data_->shots[id.value].name;
}
const std::vector<Sequence>& Script::sequences() const {
    return data_->sequences;
}
std::vector<std::string_view> Script::speaker_names() const {
    std::vector<std::string_view> names;
    for (const SpeakerName& name : data_->modules.front()->speaker_names) {
        names.push_back(name.text);
    }
    return names;
}
const std::vector<FileId>& Script::files() const {
    return data_->file_ids;
}

std::string Script::bundle_path(FileId file) const {
    for (const auto& module : data_->modules) {
        if (module->file == file) {
            return module->bundle_path;
        }
    }
    for (const auto& [other, path] : data_->other_bundle_paths) {
        if (other == file) {
            return path;
        }
    }
    return {};
}

namespace {

/// The `let` of the script's own file, or null.
const Symbol* find_own_let(const Module& root, std::string_view name) {
    const auto found = root.names.find(name);
    const bool is_let = found != root.names.end() && found->second.kind == SymbolKind::Let && found->second.module.value == 0;
    return is_let ? &found->second : nullptr;
}

void report_unknown_set(const Module& root, std::string_view name, diagnostics::Sink& sink) {
    auto report = sink.report(diag::UnknownSetName, Span(), name);
    std::vector<std::string_view> lets;
    for (const auto& [known, symbol] : root.names) {
        if (find_own_let(root, known) != nullptr) {
            lets.push_back(known);
        }
    }
    if (const auto nearest = find_nearest(name, lets)) {
        report.note(fmt::format("did you mean `--set {}=…`?", *nearest));
    }
}

void apply_sets(Script::Data& data, diagnostics::Sink& sink) {
    const Module& root = data.module(ModuleId(0U));
    for (const auto& [name, value] : data.options.sets) {
        const Symbol* let = find_own_let(root, name);
        if (let == nullptr) {
            report_unknown_set(root, name, sink);
            continue;
        }
        if (find_invalid_utf8(value)) {
            sink.report(diag::BadValue, Span(), name, "UTF-8 text");
            continue;
        }
        const FileId file = data.sources->add("--set " + name, value);
        data.other_bundle_paths.emplace_back(file, "--set " + name);
        const Span whole = make_span(file, {0, static_cast<std::uint32_t>(value.size())});
        data.sets[data.name_of(*let)] = {data.sources->get(file).text(), whole};
    }
}

}  // namespace

Script load_script(const std::string& path, const std::string* text, const LoadOptions& options,
                   const FileSystem& files, Sources& sources, diagnostics::Sink& sink) {
    auto data = std::make_unique<Script::Data>();
    data->files = &files;
    data->sources = &sources;
    data->options = options;
    auto vocabulary = Vocabulary::parse(stdlib::find_embedded("vocabulary/camera.json"));
    SHOT_ASSERT(vocabulary.has_value());
    data->vocabulary = std::make_unique<Vocabulary>(std::move(*vocabulary));
    load_modules(*data, path, text, sink);
    data->has_syntax_errors = sink.has_errors();
    if (!data->modules.empty()) {
        apply_sets(*data, sink);
        list_shots(*data, sink);
        collect_speaker_names(*data, sink);
        data->has_cycles = check_cycles(*data, sink);
        check_declarations(*data, sink);
        check_near_names(*data, sink);
    }
    return Script(std::move(data));
}

std::string Script::print() const {
    std::string out;
    for (const auto& owned : data_->modules) {
        const Module& module = *owned;
        out += fmt::format("file {}{}\n", module.bundle_path, module.is_embedded ? " (built in)" : "");
        for (NodeId node{0U}; node.value < module.tree.nodes.size(); node = module.tree.node(node).next) {
            const auto kind = module.tree.node(node).kind;
            const bool is_named = kind == syntax::NodeKind::Let || kind == syntax::NodeKind::Palette ||
                                  kind == syntax::NodeKind::Sound || kind == syntax::NodeKind::Scene ||
                                  kind == syntax::NodeKind::Speaker || kind == syntax::NodeKind::Style ||
                                  kind == syntax::NodeKind::Shot;
            if (!is_named) {
                continue;
            }
            const syntax::Header& header = module.tree.header(node);
            const auto found = module.names.find(module.slice(header.name));
            if (found != module.names.end()) {
                out += fmt::format("    {} {}\n", kind_name(found->second.kind), found->first);
            }
        }
    }
    for (const TargetLine& target : data_->targets) {
        out += fmt::format("target {}{}{}\n", target.profile, target.alias.empty() ? "" : " as ", target.alias);
    }
    for (const ShotInstance& shot : data_->shots) {
        out += fmt::format("shot {}", shot.name);
        if (shot.made != 0xFFFF'FFFFU) {
            const auto& header = data_->module(shot.module).tree.header(shot.node);
            out += fmt::format(" (made from {})", data_->module(shot.module).slice(header.name));
        }
        out += "\n";
    }
    for (const Sequence& sequence : data_->sequences) {
        out += fmt::format("sequence {}:", sequence.name);
        for (const ShotId shot : sequence.shots) {
            out += fmt::format(" {}", shot_name(shot));
        }
        out += "\n";
    }
    return out;
}

}  // namespace shot::sema
