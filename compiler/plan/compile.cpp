// One shot at a time through resolve, check, write and plan; what is made of it goes to the output before the next.
#include "compiler/plan/compile.hpp"

#include "compiler/plan/clip_lengths.hpp"
#include "compiler/plan/request_maker.hpp"
#include "compiler/plan/sha256.hpp"
#include "compiler/targets/check_shot.hpp"
#include "compiler/targets/lifecycle.hpp"

namespace shot::plan {
namespace {

class TargetCompiler {
public:
    TargetCompiler(Compilation& compilation, const sema::Script& script, const Target& target, Output* output)
        : compilation_(compilation),
          script_(script),
          target_(target),
          profile_(*target.profile),
          output_(output),
          reader_(script, target.view, compilation.sink),
          maker_(compilation, script, profile_, media_, output != nullptr && output->wants_details()),
          lengths_(script.sequences().empty() ? 0 : script.shot_count()) {}

    bundle::Bundle run() {
        auto& sink = compilation_.sink;
        targets::check_lifecycle(profile_, target_.span, compilation_.options.as_of, sink);
        if (compilation_.options.strict) {
            sink.raise_to_error(diag::Lost.name);
        }
        bundle_.totals.micro_usd = 0;
        for (std::size_t i = 0; i < script_.shot_count(); ++i) {
            compile_shot(sema::ShotId(i));
        }
        if (output_ != nullptr) {
            finish_bundle();
        }
        return std::move(bundle_);
    }

private:
    void compile_shot(sema::ShotId id) {
        auto& sink = compilation_.sink;
        const sema::ResolvedShot& shot = reader_.resolve(id);
        losses_.clear();
        targets::check_shot(shot, profile_, compilation_.files, media_, sink, losses_);
        prompt::write_prompt(shot, *profile_.style, prompt_);
        targets::check_prompt(shot, profile_, prompt_.text, sink);
        if (output_ == nullptr || sink.has_errors()) {
            return;  // what is made of a script with errors is thrown away
        }
        if (!script_.sequences().empty()) {
            lengths_.add(shot);
        }
        if (const bundle::Request* request = maker_.make(shot, prompt_, losses_)) {
            add_to_totals(*request);
            output_->add_request(*request, prompt_, shot.span);
        }
    }

    void add_to_totals(const bundle::Request& request) {
        bundle::Totals& totals = bundle_.totals;
        ++totals.requests;
        totals.milliseconds += request.milliseconds.value_or(0);
        totals.losses += request.lost.size();
        if (totals.micro_usd && request.cost.micro_usd) {
            *totals.micro_usd += *request.cost.micro_usd;
        } else {
            totals.micro_usd.reset();
        }
    }

    void finish_bundle() {
        bundle_.target = {profile_.name,
                          target_.view.alias,
                          profile_.model,
                          profile_.dialect_name,
                          profile_.prompt_style_name,
                          profile_.facts_as_of,
                          std::string(targets::state_on(profile_, compilation_.options.as_of))};
        bundle_.assets = maker_.take_assets();
        add_files();
        if (!compilation_.sink.has_errors()) {
            add_sequences();
        }
    }

    void add_files() {
        for (const FileId file : script_.files()) {
            const std::string_view text = compilation_.sources.get(file).text();
            bundle_.script.files.push_back(
                {script_.bundle_path(file), output_->wants_details() ? sha256_of(text) : std::string()});
        }
        if (!bundle_.script.files.empty()) {
            bundle_.script.path = bundle_.script.files.front().path;
        }
    }

    void add_sequences() {
        for (const sema::Sequence& sequence : script_.sequences()) {
            bundle::Sequence& added = bundle_.sequences.emplace_back();
            added.id = sequence.name;
            added.title = sequence.title;
            for (const sema::ShotId shot : sequence.shots) {
                added.shots.emplace_back(script_.shot_name(shot));
                added.milliseconds += lengths_.length_of(shot);
            }
            if (sequence.promised > 0) {
                added.promised_milliseconds = sequence.promised;
            }
        }
    }

    Compilation& compilation_;
    const sema::Script& script_;
    const Target& target_;
    const targets::Profile& profile_;
    Output* output_;
    sema::ShotReader reader_;
    targets::MediaCache media_;
    RequestMaker maker_;
    ClipLengths lengths_;
    bundle::Bundle bundle_;

    // Filled again for each shot.
    prompt::Prompt prompt_;
    std::vector<targets::Loss> losses_;
};

}  // namespace

bundle::Bundle compile_target(Compilation& compilation, const sema::Script& script, const Target& target,
                              Output* output) {
    return TargetCompiler(compilation, script, target, output).run();
}

void check_without_target(Compilation& compilation, const sema::Script& script) {
    const sema::TargetView none;
    sema::ShotReader reader(script, none, compilation.sink);
    for (std::size_t i = 0; i < script.shot_count(); ++i) {
        reader.resolve(sema::ShotId(i));
    }
}

}  // namespace shot::plan
