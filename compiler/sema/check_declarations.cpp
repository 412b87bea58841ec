#include "compiler/sema/check_declarations.hpp"

#include <algorithm>

#include "compiler/sema/attribute.hpp"
#include "compiler/sema/evaluate.hpp"
#include "compiler/sema/names.hpp"
#include "compiler/sema/parameters.hpp"
#include "compiler/source/paths.hpp"
#include "compiler/support/nearest.hpp"
#include "stdlib/embedded.hpp"

namespace shot::sema {

using syntax::FieldType;
using syntax::NodeKind;
using syntax::Tree;

namespace {

class DeclarationChecker {
public:
    DeclarationChecker(const Script::Data& data, diagnostics::Sink& sink)
        : data_(data), sink_(sink), evaluator_(data, scratch_, sink) {}

    void check_module(ModuleId id) {
        module_ = &data_.module(id);
        const Tree& tree = module_->tree;
        for (NodeId node{0U}; node.value < tree.nodes.size(); node = tree.node(node).next) {
            scratch_.clear();
            evaluator_.forget_insertions();
            scope_ = {id, nullptr};
            check_declaration(id, node);
        }
        check_continuations();
    }

private:
    /// A deeper line that begins with a speaker's name and a colon is a slip of indentation: the parser cannot know it,
    /// as it knows no names.
    void check_continuations() {
        for (std::uint32_t i = 0; i < tree().nodes.size(); ++i) {
            const syntax::Node& node = tree().nodes[i];
            const syntax::Text* text = nullptr;
            std::string_view what;
            if (node.kind == NodeKind::Field) {
                const syntax::Field& field = tree().fields[node.data];
                const bool is_free_text = syntax::field_info(field.kind).type == FieldType::Text;
                text = is_free_text ? nullptr : &field.value;
                what = module_->slice(field.name);
            } else if (node.kind == NodeKind::Action) {
                text = &tree().actions[node.data].text;
                what = "the action";
            } else if (node.kind == NodeKind::Dialogue) {
                text = &tree().dialogues[node.data].line;
                what = "the line of dialogue";
            }
            if (text != nullptr && text->is_long()) {
                check_continuation(*text, node.range(), what);
            }
        }
    }

    void check_continuation(const syntax::Text& text, Range owner, std::string_view what) {
        const auto pieces = tree().pieces_of(text);
        for (const Range& piece : pieces.subspan(tree().is_block(text) ? 0 : 1)) {
            if (find_speaker_name(*module_, module_->slice(piece), begins_dialogue) != nullptr) {
                report_continuation(piece, owner, what);
                return;
            }
        }
    }

    /// After a speaker's name: a colon, perhaps with a delivery in brackets before it.
    static bool begins_dialogue(std::string_view rest) {
        rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
        if (rest.starts_with('(')) {
            const auto close = rest.find(')');
            rest = close == std::string_view::npos ? std::string_view() : rest.substr(close + 1);
        }
        return rest.starts_with(':') || rest.starts_with("：");
    }

    void report_continuation(Range piece, Range owner, std::string_view what) {
        const SourceFile& source = *module_->source;
        const std::uint32_t line = source.line_of(piece.begin);
        const std::uint32_t owner_begin = source.line_begin(source.line_of(owner.begin));
        const std::string_view indent = source.slice({owner_begin, owner.begin});
        sink_.report(diag::SuspiciousContinuation, module_->span(piece), what, "a line of dialogue")
            .fix("indent it like the line above", module_->span({source.line_begin(line), piece.begin}), indent, true);
    }

    const Tree& tree() const { return module_->tree; }

    void check_declaration(ModuleId id, NodeId node) {
        switch (tree().node(node).kind) {
            case NodeKind::Let: {
                const syntax::Header& header = tree().header(node);
                evaluator_.evaluate_prose(header.lead, scope_);
                break;
            }
            case NodeKind::Palette:
                check_list(tree().header(node).lead, FieldKind::Palette);
                break;
            case NodeKind::Sound:
                check_list(tree().header(node).lead, FieldKind::Sound);
                break;
            case NodeKind::Scene:
                check_header(node, AttributePlace::Scene);
                check_children(node);
                break;
            case NodeKind::Speaker:
                check_header(node, AttributePlace::Speaker);
                check_children(node);
                break;
            case NodeKind::Target:
                check_header(node, AttributePlace::Target);
                break;
            case NodeKind::Style:
                check_with_parameters(id, node, SymbolKind::Style, AttributePlace::Style);
                break;
            case NodeKind::Shot:
                check_shot(id, node);
                break;
            default:
                break;
        }
    }

    void check_list(const syntax::Text& text, FieldKind kind) {
        evaluator_.evaluate_list(text, scope_, kind);
    }

    void check_shot(ModuleId id, NodeId node) {
        if (tree().header(node).has_parameters) {
            check_with_parameters(id, node, SymbolKind::Shot, AttributePlace::Shot);
            return;
        }
        if (id.value != 0) {
            return;  // a library's shots are not compiled
        }
        for (NodeId child = Tree::first_child(node); child < tree().node(node).next; child = tree().node(child).next) {
            if (tree().node(child).kind == NodeKind::On) {
                check_on(child);
            }
        }
    }

    void check_with_parameters(ModuleId id, NodeId node, SymbolKind kind, AttributePlace place) {
        const syntax::Header& header = tree().header(node);
        check_parameters(header);
        evaluator_.forgive_names(header.is_broken);
        Environment environment;
        bind_open(data_, Symbol{kind, id, node, ShotId()}, environment);
        scope_.environment = &environment;
        check_header(node, place);
        check_children(node);
        scope_.environment = nullptr;
        evaluator_.forgive_names(false);
    }

    void check_parameters(const syntax::Header& header) {
        for (std::uint32_t i = 0; i < header.parameters.count; ++i) {
            const syntax::Parameter& parameter = tree().parameters[header.parameters.first + i];
            const std::string_view type = module_->slice(parameter.type);
            if (!type.empty() && !find_parameter_type(type)) {
                report_type(type, module_->span(parameter.type));
            }
            for (std::uint32_t j = 0; j < i; ++j) {
                const syntax::Parameter& other = tree().parameters[header.parameters.first + j];
                if (module_->slice(other.name) == module_->slice(parameter.name)) {
                    sink_.report(diag::DuplicateName, module_->span(parameter.name), module_->slice(parameter.name))
                        .label(module_->span(other.name), "declared here first");
                    break;
                }
            }
        }
    }

    void report_type(std::string_view type, Span span) {
        static constexpr std::string_view kTypes =
            "text number duration size aspect file palette sound scene speaker style";
        auto report = sink_.report(diag::UnknownParameterType, span, type);
        std::vector<std::string_view> names;
        for (std::size_t begin = 0; begin < kTypes.size();) {
            const std::size_t end = std::min(kTypes.find(' ', begin), kTypes.size());
            names.push_back(kTypes.substr(begin, end - begin));
            begin = end + 1;
        }
        if (const auto nearest = find_nearest(type, names)) {
            report.at(fmt::format("did you mean `{}`?", *nearest))
                .fix(fmt::format("write `{}`", *nearest), span, *nearest);
        }
        report.note(fmt::format("the types are {}", fmt::join(names, ", ")));
    }

    void check_items(syntax::Slice items, AttributePlace place) {
        std::vector<Attribute> attributes;
        for (std::uint32_t i = 0; i < items.count; ++i) {
            const Attribute attribute =
                read_attribute(data_, tree().items[items.first + i], scope_, place, evaluator_, sink_);
            if (attribute.kind != AttributeKind::None) {
                attributes.push_back(attribute);
            }
        }
        check_contradictions(data_, attributes, sink_);
    }

    void check_header(NodeId node, AttributePlace place) {
        const syntax::Header& header = tree().header(node);
        check_items(header.items, place);
        if (header.has_lead) {
            evaluator_.evaluate_prose(header.lead, scope_);
        }
    }

    void check_children(NodeId node) {
        for (NodeId child = Tree::first_child(node); child < tree().node(node).next; child = tree().node(child).next) {
            switch (tree().node(child).kind) {
                case NodeKind::On:
                    check_on(child);
                    break;
                case NodeKind::Field:
                    check_field(tree().node(child));
                    break;
                case NodeKind::Action:
                    evaluator_.evaluate_prose(tree().actions[tree().node(child).data].text, scope_);
                    break;
                case NodeKind::Beat: {
                    const syntax::Beat& beat = tree().beats[tree().node(child).data];
                    check_items(beat.items, AttributePlace::Beat);
                    evaluator_.evaluate_prose(beat.lead, scope_);
                    check_children(child);  // a beat holds no beats: one level
                    break;
                }
                default:
                    break;
            }
        }
    }

    void check_on(NodeId node) {
        const syntax::On& on = tree().ons[tree().node(node).data];
        check_items(on.items, AttributePlace::On);
        check_target_pattern(module_->slice(on.target), module_->span(on.target));
        for (NodeId child = Tree::first_child(node); child < tree().node(node).next; child = tree().node(child).next) {
            if (tree().node(child).kind == NodeKind::Field) {
                check_field(tree().node(child));
            }
        }
    }

    /// A target that this program does not know may be one of tomorrow's; a near miss of a known one is a slip.
    void check_target_pattern(std::string_view pattern, Span span) {
        if (pattern.find_first_of("*?") != std::string_view::npos) {
            return;
        }
        std::vector<std::string_view> names;
        for (const auto& file : stdlib::embedded_files()) {
            if (file.path.starts_with("targets/")) {
                names.push_back(file.path.substr(8, file.path.size() - 8 - 5));
            }
        }
        for (const TargetLine& line : data_.targets) {
            names.push_back(line.profile);
            if (!line.alias.empty()) {
                names.push_back(line.alias);
            }
        }
        if (std::find(names.begin(), names.end(), pattern) != names.end()) {
            return;
        }
        const std::string_view model = pattern.substr(0, pattern.find('@'));
        const std::vector<std::string> own = data_.files->list(join_path(data_.root_folder, "targets"));
        const bool is_own = std::any_of(own.begin(), own.end(), [&](const std::string& file) { return path_stem(file) == model; });
        if (is_own || std::find(names.begin(), names.end(), model) != names.end()) {
            return;
        }
        if (const auto nearest = find_nearest(pattern, names)) {
            sink_.report(diag::UnknownTarget, span, pattern)
                .at(fmt::format("did you mean `{}`?", *nearest))
                .fix(fmt::format("write `{}`", *nearest), span, *nearest);
        } else {
            sink_.report(diag::UnknownOn, span, pattern)
                .note("a block holds for a target (`shot targets`), a name given with `as`, or a pattern such as `sora-*`");
        }
    }

    void check_field(const syntax::Node& node) {
        const syntax::Field& field = tree().fields[node.data];
        if (field.has_owner) {
            const Range owner = tree().owner_of(node);
            require_symbol(data_, scope_, module_->slice(owner), module_->span(owner),
                           kind_bit(SymbolKind::Speaker), "speaker", sink_);
        }
        if (module_->is_none(field.value)) {
            return;
        }
        switch (syntax::field_info(field.kind).type) {
            case FieldType::Prose:
            case FieldType::Scene:
                evaluator_.evaluate_prose(field.value, scope_);
                break;
            case FieldType::List:
            case FieldType::Palette:
                check_list(field.value, field.kind);
                break;
            case FieldType::Camera:
            case FieldType::Lens: {
                Phrases phrases{static_cast<std::uint32_t>(scratch_.phrases.size()), 0};
                check_list(field.value, field.kind);
                phrases.count = static_cast<std::uint32_t>(scratch_.phrases.size()) - phrases.first;
                check_camera_field(data_, evaluator_, scratch_, phrases, field.kind == FieldKind::Lens, sink_);
                break;
            }
            default:
                break;
        }
    }

    const Script::Data& data_;
    diagnostics::Sink& sink_;
    ResolvedShot scratch_;
    Evaluator evaluator_;
    const Module* module_ = nullptr;
    Scope scope_;
};

}  // namespace

void check_declarations(const Script::Data& data, diagnostics::Sink& sink) {
    DeclarationChecker checker(data, sink);
    for (std::uint32_t i = 0; i < data.modules.size(); ++i) {
        checker.check_module(ModuleId(i));
    }
}

}  // namespace shot::sema
