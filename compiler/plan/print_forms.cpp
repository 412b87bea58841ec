#include "compiler/plan/print_forms.hpp"

#include <array>

#include "compiler/diagnostics/render.hpp"
#include "compiler/sema/module.hpp"

namespace shot::plan {

std::optional<PrintForm> find_print_form(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, PrintForm>, 5> kForms = {{{"ast", PrintForm::Ast},
                                                                               {"script", PrintForm::Script},
                                                                               {"diagnostics", PrintForm::Diagnostics},
                                                                               {"prompt", PrintForm::Prompt},
                                                                               {"bundle", PrintForm::Bundle}}};
    for (const auto& [known, form] : kForms) {
        if (known == name) {
            return form;
        }
    }
    return std::nullopt;
}

std::string print_ast(const sema::Script& script, const Sources& sources) {
    if (script.data().modules.empty()) {
        return {};
    }
    const sema::Module& module = *script.data().modules.front();
    return syntax::print_tree(module.tree, sources.get(module.file));
}

std::string print_script(const sema::Script& script) {
    return script.print();
}

std::string print_diagnostics(const std::vector<diagnostics::Diagnostic>& found, const Sources& sources) {
    return diagnostics::render_plain(found, sources);
}

}  // namespace shot::plan
