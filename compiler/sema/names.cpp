#include "compiler/sema/names.hpp"

#include <algorithm>

#include "compiler/parse/values.hpp"
#include "compiler/source/text_width.hpp"
#include "compiler/support/edit_distance.hpp"
#include "compiler/support/nearest.hpp"

namespace shot::sema {

std::string_view kind_name(SymbolKind kind) {
    switch (kind) {
        case SymbolKind::None:
            return "thing";
        case SymbolKind::Let:
            return "let";
        case SymbolKind::Palette:
            return "palette";
        case SymbolKind::Sound:
            return "sound bed";
        case SymbolKind::Scene:
            return "scene";
        case SymbolKind::Speaker:
            return "speaker";
        case SymbolKind::Style:
            return "style";
        case SymbolKind::Shot:
            return "shot";
        case SymbolKind::Sequence:
            return "sequence";
        case SymbolKind::Parameter:
            return "parameter";
    }
    return "thing";
}

const Binding* Environment::find(std::string_view name) const {
    for (const Binding& binding : bindings) {
        if (binding.name == name) {
            return &binding;
        }
    }
    return nullptr;
}

namespace {

Symbol find_in(const Module& module, std::string_view name) {
    const auto found = module.names.find(name);
    return found == module.names.end() ? Symbol() : found->second;
}

const Library* find_library(const Module& module, std::string_view name) {
    for (const Library& library : module.libraries) {
        if (library.name == name) {
            return &library;
        }
    }
    return nullptr;
}

/// A name of a library as one from outside sees it: declared there, not imported there.
Symbol find_in_library(const Script::Data& data, const Library& library, std::string_view name) {
    const Symbol symbol = find_in(data.module(library.module), name);
    return symbol && symbol.module == library.module ? symbol : Symbol();
}

}  // namespace

Symbol find_symbol(const Script::Data& data, const Scope& scope, std::string_view written) {
    std::string storage;
    std::string_view name = written;
    if (!is_ascii(name)) {
        storage = to_nfc(name);
        name = storage;
    }
    if (scope.environment != nullptr) {
        if (const Binding* binding = scope.environment->find(name)) {
            if (binding->symbol) {
                return binding->symbol;
            }
            Symbol parameter;
            parameter.kind = SymbolKind::Parameter;
            return parameter;
        }
    }
    const Module& module = data.module(scope.module);
    if (const auto dot = name.find('.'); dot != std::string_view::npos) {
        const Library* library = find_library(module, name.substr(0, dot));
        const std::string_view inner = name.substr(dot + 1);
        return library != nullptr && !inner.starts_with('_') ? find_in_library(data, *library, inner) : Symbol();
    }
    return find_in(module, name);
}

std::vector<std::string_view> names_of(const Script::Data& data, const Scope& scope, Kinds kinds,
                                       std::vector<std::string>& storage) {
    std::vector<std::string_view> names;
    const Module& module = data.module(scope.module);
    if (scope.environment != nullptr) {
        for (const Binding& binding : scope.environment->bindings) {
            names.push_back(binding.name);
        }
    }
    for (const auto& [name, symbol] : module.names) {
        if ((kinds & kind_bit(symbol.kind)) != 0) {
            names.push_back(name);
        }
    }
    for (const Library& library : module.libraries) {
        for (const auto& [name, symbol] : data.module(library.module).names) {
            if ((kinds & kind_bit(symbol.kind)) != 0 && symbol.module == library.module && !name.starts_with('_')) {
                storage.push_back(std::string(library.name) + "." + std::string(name));
            }
        }
    }
    for (const std::string& name : storage) {
        names.push_back(name);
    }
    std::sort(names.begin(), names.end());  // hash order would show in a tie
    return names;
}

bool is_lost_name(const Module& module, std::string_view name) {
    const std::string_view first = name.substr(0, name.find('.'));
    return std::find(module.lost_names.begin(), module.lost_names.end(), first) != module.lost_names.end();
}

void report_unknown_name(const Script::Data& data, const Scope& scope, std::string_view name, Span span, Kinds kinds,
                         std::string_view wanted, diagnostics::Sink& sink) {
    const Module& module = data.module(scope.module);
    if (is_lost_name(module, name)) {
        return;
    }
    const auto dot = name.find('.');
    if (dot != std::string_view::npos) {
        const std::string_view library_name = name.substr(0, dot);
        const Library* library = find_library(module, library_name);
        if (library == nullptr) {
            auto report = sink.report(diag::UnknownLibrary, span, library_name);
            std::vector<std::string_view> libraries;
            for (const Library& known : module.libraries) {
                libraries.push_back(known.name);
            }
            if (library_name == "std") {
                // `std.film.Vision3`: so it is imported; in the file it is called `film`.
                const std::string_view rest = name.substr(dot + 1);
                const std::string_view called = rest.substr(0, rest.find('.'));
                if (find_library(module, called) != nullptr) {
                    report.note(fmt::format("`import std.{}` calls the library `{}`", called, called));
                    report.fix(fmt::format("write `{}`", rest),
                               Span{span.file, span.begin, span.begin + static_cast<std::uint32_t>(dot) + 1}, "");
                } else {
                    report.note(fmt::format("import it first: `import std.{0}`; then it is called `{0}`", called));
                }
            } else if (const auto nearest = find_nearest(library_name, libraries)) {
                report.fix(fmt::format("write `{}`", *nearest),
                           Span{span.file, span.begin, span.begin + static_cast<std::uint32_t>(dot)}, *nearest);
            } else {
                report.note(fmt::format("import it first: `import std.{}`, or `import \"{}.shot\"`", library_name,
                                        library_name));
            }
            return;
        }
        const std::string_view inner = name.substr(dot + 1);
        if (inner.starts_with('_') && find_in_library(data, *library, inner)) {
            sink.report(diag::PrivateName, span, inner, data.module(library->module).source->path())
                .note("a name that starts with `_` is private to its file");
            return;
        }
    }
    auto report = sink.report(diag::UnknownName, span, wanted, name);
    if (!report) {
        return;
    }
    std::vector<std::string> storage;
    std::vector<std::string_view> names = names_of(data, scope, kinds, storage);
    if (dot != std::string_view::npos) {
        // The library is right: only what stands after its name can be a slip, and be near.
        const std::string_view library = name.substr(0, dot + 1);
        std::erase_if(names, [&](std::string_view known) { return !known.starts_with(library); });
        for (std::string_view& known : names) {
            known.remove_prefix(library.size());
        }
        if (const auto nearest = find_nearest(name.substr(dot + 1), names)) {
            const std::string better = fmt::format("{}{}", library, *nearest);
            report.at(fmt::format("did you mean `{}`?", better)).fix(fmt::format("write `{}`", better), span, better);
        }
        return;
    }
    if (const auto nearest = find_nearest(name, names)) {
        report.at(fmt::format("did you mean `{}`?", *nearest));
        report.fix(fmt::format("write `{}`", *nearest), span, *nearest);
    }
}

bool begins_with_capital(std::string_view text) {
    if (text.empty() || static_cast<unsigned char>(text[0]) < 0x80) {
        return !text.empty() && text[0] >= 'A' && text[0] <= 'Z';
    }
    std::u32string points;
    decode_all(text.substr(0, 4), points);
    return to_lower(points.front()) != points.front();
}

bool report_near_name(const Script::Data& data, const Scope& scope, std::string_view word, Span span, Kinds kinds,
                      std::string_view wanted, diagnostics::Sink& sink) {
    const bool is_scene = kinds == kind_bit(SymbolKind::Scene);
    const bool is_capital = begins_with_capital(word);
    if ((!is_capital && !is_scene) || !parse::is_name(word) || is_lost_name(data.module(scope.module), word)) {
        return false;
    }
    std::u32string lower_word;
    std::u32string lower_name;
    const auto fold = [](std::string_view text, std::u32string& out) {
        decode_all(text, out);
        std::transform(out.begin(), out.end(), out.begin(), to_lower);
    };
    fold(word, lower_word);
    std::vector<std::string_view> names;
    for (const auto& [name, symbol] : data.module(scope.module).names) {
        if ((kinds & kind_bit(symbol.kind)) == 0) {
            continue;
        }
        if (begins_with_capital(name) == is_capital) {
            const bool has_case = is_capital || (name[0] >= 'a' && name[0] <= 'z');
            if (has_case) {
                names.push_back(name);
            }
        } else if (is_scene) {
            fold(name, lower_name);
            if (lower_name == lower_word) {
                names.push_back(name);
            }
        }
    }
    std::sort(names.begin(), names.end());
    const auto nearest = find_nearest(word, names);
    if (!nearest) {
        return false;
    }
    sink.report(diag::UnknownName, span, wanted, word)
        .at(fmt::format("did you mean `{}`?", *nearest))
        .fix(fmt::format("write `{}`", *nearest), span, *nearest);
    return true;
}

Symbol require_symbol(const Script::Data& data, const Scope& scope, std::string_view name, Span span, Kinds kinds,
                      std::string_view wanted, diagnostics::Sink& sink) {
    const Symbol symbol = find_symbol(data, scope, name);
    if (!symbol) {
        report_unknown_name(data, scope, name, span, kinds, wanted, sink);
        return {};
    }
    if ((kinds & kind_bit(symbol.kind)) == 0) {
        auto report = sink.report(diag::WrongKind, span, name, kind_name(symbol.kind), wanted);
        if (symbol.kind != SymbolKind::Parameter) {
            report.label(data.name_span(symbol), "declared here");
        }
        return {};
    }
    return symbol;
}

std::string_view display_name(const Script::Data& data, const Symbol& speaker) {
    const syntax::Header& header = data.header(speaker);
    const Module& module = data.module(speaker.module);
    const std::string_view title = module.slice(header.title);
    return header.has_title && !title.empty() ? title : module.slice(header.name);
}

std::string_view normal_name(Arena& arena, std::string_view name) {
    return is_ascii(name) ? name : arena.copy(to_nfc(name));
}

}  // namespace shot::sema
