// ShotReader::resolve(): the steps in their order.
#include "compiler/sema/shot_resolver.hpp"

namespace shot::sema {

ShotResolver::ShotResolver(const Script::Data& data, const TargetView& target, ResolvedShot& out,
                           diagnostics::Sink& sink)
    : data_(data), target_(target), out_(out), sink_(sink), evaluator_(data, out, sink) {}

namespace {

bool is_empty(const ResolvedShot& shot) {
    for (const FieldKind kind :
         {FieldKind::Look, FieldKind::Subject, FieldKind::Scene, FieldKind::Change, FieldKind::Raw}) {
        if (!shot.field(kind).phrases.is_empty()) {
            return false;
        }
    }
    return shot.actions.is_empty() && shot.beats.empty() && shot.dialogue.empty() && shot.speakers.empty();
}

}  // namespace

void ShotResolver::resolve_parameters_only(ShotId id) {
    out_.clear();
    collect_layers(id, false);
    out_.id = id;
    resolve_source();
    apply_parameters();
    if (out_.operation == Operation::Edit) {
        out_.duration = 0;
    }
}

void ShotResolver::resolve_size_only(ShotId id) {
    resolve_parameters_only(id);
    resolve_chain();
}

void ShotResolver::resolve(ShotId id) {
    out_.clear();
    speaker_symbols_.clear();
    evaluator_.forget_insertions();
    errors_before_ = sink_.error_count();
    const ShotInstance& instance = data_.shots[id.value];
    const Module& module = data_.module(instance.module);
    out_.id = id;
    out_.name = instance.name;
    out_.span = instance.span;
    const syntax::Header& header = module.tree.header(instance.node);
    evaluator_.forgive_names(header.is_broken);
    collect_layers(id, true);
    if (header.has_title) {
        out_.title = evaluator_.evaluate_text(header.title, scope_);
    }
    resolve_source();
    apply_parameters();
    resolve_chain();
    collect_fields();
    evaluate_fields();
    if (out_.operation != Operation::Edit) {
        resolve_body();
        describe_speakers();
        mark_new_references();
        check_subject();
        const bool is_whole = !data_.has_syntax_errors && sink_.error_count() == errors_before_;
        if (is_whole && is_empty(out_)) {
            sink_.report(diag::EmptyShot, out_.span, out_.name);
        }
        if (out_.is_silent && !out_.dialogue.empty()) {
            sink_.report(diag::SilentDialogue, out_.silent_span, out_.name)
                .label(out_.dialogue.front().span, "this is spoken");
        }
    }
    check_edit();
}

struct ShotReader::State {
    State(const Script& script, const TargetView& target, diagnostics::Sink& sink)
        : resolver(script.data(), target, shot, sink) {}

    ResolvedShot shot;
    ShotResolver resolver;
};

ShotReader::ShotReader(const Script& script, const TargetView& target, diagnostics::Sink& sink)
    : state_(std::make_unique<State>(script, target, sink)) {}
ShotReader::~ShotReader() = default;

ResolvedShot& ShotReader::resolve(ShotId id) {
    state_->resolver.resolve(id);
    return state_->shot;
}

}  // namespace shot::sema
