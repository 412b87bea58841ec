// ShotReader::resolve(): the steps in their order.
#include <algorithm>

#include "compiler/sema/shot_resolver.hpp"

namespace shot::sema {

ShotResolver::ShotResolver(const Script::Data& data, const TargetView& target, ResolvedShot& out,
                           diagnostics::Sink& sink)
    : data_(data), target_(target), out_(out), sink_(sink), evaluator_(data, out, sink) {}

namespace {

/// Times alone show nothing.
bool are_empty(const std::vector<ResolvedBeat>& beats) {
    return std::all_of(beats.begin(), beats.end(), [](const ResolvedBeat& beat) {
        return beat.title.count == 0 && beat.actions.is_empty() && beat.attributes.is_empty() && beat.sfx.is_empty() &&
               beat.lighting.is_empty() && beat.music.is_empty() && beat.dialogue_count == 0;
    });
}

bool is_empty(const ResolvedShot& shot) {
    for (const FieldKind kind :
         {FieldKind::Look, FieldKind::Subject, FieldKind::Scene, FieldKind::Change, FieldKind::Raw}) {
        if (!shot.field(kind).phrases.is_empty()) {
            return false;
        }
    }
    return shot.actions.is_empty() && are_empty(shot.beats) && shot.dialogue.empty() && shot.speakers.empty();
}

/// Nothing that an extension says itself. What it takes over was shown by its source, and shows nothing that comes next.
bool says_nothing_new(const ResolvedShot& shot) {
    const bool has_field = std::any_of(shot.fields.begin(), shot.fields.end(), [](const FieldValue& field) {
        return field.is_own && !field.phrases.is_empty();
    });
    return !has_field && shot.actions.is_empty() && are_empty(shot.beats) && shot.dialogue.empty();
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
        const bool is_extension = out_.operation == Operation::Extend;
        if (is_whole && (is_extension ? says_nothing_new(out_) : is_empty(out_))) {
            auto report = sink_.report(diag::EmptyShot, out_.span, out_.name);
            if (is_extension) {
                report.note("an extension says what comes next, as `- action`, a beat or a field of its own");
            }
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
