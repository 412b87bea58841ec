// `--print=ast`: an indented line a node, its parts in quotation marks.
#include <fmt/format.h>

#include "compiler/syntax/tree.hpp"

namespace shot::syntax {

namespace {

class TreePrinter {
public:
    TreePrinter(const Tree& tree, const SourceFile& source) : tree_(tree), source_(source) {}

    std::string print() {
        std::vector<std::uint32_t> ends;  // `next` of the nodes that the current one is inside
        for (std::uint32_t i = 0; i < tree_.nodes.size(); ++i) {
            while (!ends.empty() && ends.back() <= i) {
                ends.pop_back();
            }
            out_.append(ends.size() * 2, ' ');
            print_node(tree_.nodes[i]);
            out_ += '\n';
            ends.push_back(tree_.nodes[i].next.value);
        }
        return std::move(out_);
    }

private:
    void print_node(const Node& node) {
        out_ += kind_name(node.kind);
        switch (node.kind) {
            case NodeKind::Language:
            case NodeKind::Entry:
            case NodeKind::Error: print_quoted(node.range()); break;
            case NodeKind::Import: print_import(tree_.imports[node.data]); break;
            case NodeKind::Make: print_make(tree_.makes[node.data]); break;
            case NodeKind::On:
                print_quoted(tree_.ons[node.data].target);
                print_items(tree_.ons[node.data].items);
                break;
            case NodeKind::Field: print_field(node); break;
            case NodeKind::Beat: print_beat(tree_.beats[node.data]); break;
            case NodeKind::Action: print_text(tree_.actions[node.data].text); break;
            case NodeKind::Dialogue: print_dialogue(tree_.dialogues[node.data]); break;
            default: print_header(tree_.headers[node.data]); break;
        }
    }

    void print_quoted(Range range) {
        out_ += ' ';
        append_quoted(range);
    }

    void append_quoted(Range range) {
        out_ += '"';
        for (const char byte : source_.slice(range)) {
            if (byte == '"' || byte == '\\') {
                out_ += '\\';
            }
            out_ += byte;
        }
        out_ += '"';
    }

    void print_part(std::string_view label, Range range) {
        fmt::format_to(std::back_inserter(out_), " {}=", label);
        append_quoted(range);
    }

    void print_text(const Text& text) {
        if (tree_.is_block(text)) {
            out_ += " block";
        }
        std::string_view separator = " ";
        for (const Range& piece : tree_.pieces_of(text)) {
            out_ += separator;
            append_quoted(piece);
            separator = " + ";
        }
    }

    void print_arguments(Slice arguments) {
        out_ += '(';
        for (std::uint32_t i = 0; i < arguments.count; ++i) {
            const Argument& argument = tree_.arguments[arguments.first + i];
            out_ += i == 0 ? "" : ", ";
            if (!argument.name.is_empty()) {
                out_ += source_.slice(argument.name);
                out_ += ": ";
            }
            append_quoted(argument.value);
            out_ += argument.is_quoted ? " quoted" : "";
        }
        out_ += ')';
    }

    void print_items(Slice items) {
        if (items.is_empty()) {
            return;
        }
        out_ += " [";
        for (std::uint32_t i = 0; i < items.count; ++i) {
            const Item& item = tree_.items[items.first + i];
            const ItemPart part = tree_.part_of(item);
            out_ += i == 0 ? "" : ", ";
            if (item.kind == Item::Kind::Extends || item.kind == Item::Kind::Edits) {
                out_ += item.kind == Item::Kind::Extends ? "extends " : "edits ";
                out_ += part.is_quoted ? "file " : "";
            }
            append_quoted(part.name);
            if (item.kind == Item::Kind::Call) {
                print_arguments(part.arguments);
            }
        }
        out_ += ']';
    }

    void print_parameters(Slice parameters) {
        out_ += " (";
        for (std::uint32_t i = 0; i < parameters.count; ++i) {
            const Parameter& parameter = tree_.parameters[parameters.first + i];
            fmt::format_to(std::back_inserter(out_), "{}{}", i == 0 ? "" : ", ", source_.slice(parameter.name));
            if (!parameter.type.is_empty()) {
                fmt::format_to(std::back_inserter(out_), ": {}", source_.slice(parameter.type));
            }
            if (parameter.has_fallback) {
                out_ += " = ";
                append_quoted(parameter.fallback);
                out_ += parameter.is_quoted ? " quoted" : "";
            }
        }
        out_ += ')';
    }

    void print_header(const Header& header) {
        print_quoted(header.name);
        if (!header.alias.is_empty()) {
            print_part("as", header.alias);
        }
        if (header.has_title) {
            print_part("title", header.title);
        }
        if (header.has_parameters) {
            print_parameters(header.parameters);
        }
        print_items(header.items);
        if (header.has_lead) {
            out_ += ':';
            print_text(header.lead);
        }
    }

    void print_import(const Import& import) {
        out_ += import.is_quoted ? " file" : "";
        print_quoted(import.path);
        if (!import.alias.is_empty()) {
            print_part("as", import.alias);
        }
        for (std::uint32_t i = 0; i < import.names.count; ++i) {
            const ImportedName& name = tree_.imported_names[import.names.first + i];
            out_ += i == 0 ? ": " : ", ";
            append_quoted(name.name);
            if (!name.alias.is_empty()) {
                print_part("as", name.alias);
            }
        }
    }

    void print_make(const Make& make) {
        print_quoted(make.template_name);
        print_arguments(make.arguments);
        if (make.has_table) {
            print_part("from", make.table);
        }
        print_part("as", make.alias);
    }

    void print_field(const Node& node) {
        const Field& field = tree_.fields[node.data];
        out_ += ' ';
        if (field.has_owner) {
            append_quoted(tree_.owner_of(node));
            out_ += '.';
        }
        out_ += field_info(field.kind).name;
        out_ += field.adds ? "+:" : ":";
        print_text(field.value);
    }

    void print_beat(const Beat& beat) {
        if (!beat.is_valid) {
            print_part("invalid", beat.time);
        } else if (beat.is_relative) {
            fmt::format_to(std::back_inserter(out_), " +{}ms", beat.end);
        } else {
            fmt::format_to(std::back_inserter(out_), " {}-{}ms", beat.begin, beat.end);
        }
        if (!beat.title.is_empty()) {
            print_quoted(beat.title);
        }
        print_items(beat.items);
        if (!beat.lead.is_empty()) {
            out_ += ':';
            print_text(beat.lead);
        }
    }

    void print_dialogue(const Dialogue& dialogue) {
        print_quoted(dialogue.speaker);
        if (!dialogue.delivery.is_empty()) {
            out_ += " (";
            append_quoted(dialogue.delivery);
            out_ += ')';
        }
        out_ += ':';
        print_text(dialogue.line);
    }

    const Tree& tree_;
    const SourceFile& source_;
    std::string out_;
};

}  // namespace

std::string print_tree(const Tree& tree, const SourceFile& source) { return TreePrinter(tree, source).print(); }

}  // namespace shot::syntax
