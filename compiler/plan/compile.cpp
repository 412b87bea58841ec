// One shot at a time through resolve, check, write and plan; what is made of it goes to the output before the next.
#include "compiler/plan/compile.hpp"

#include <optional>

#include <fmt/format.h>

#include "compiler/lint/craft.hpp"
#include "compiler/plan/clip_lengths.hpp"
#include "compiler/plan/offers.hpp"
#include "compiler/plan/request_maker.hpp"
#include "compiler/support/sha256.hpp"
#include "compiler/plan/split_shot.hpp"
#include "compiler/targets/check_shot.hpp"
#include "compiler/targets/lifecycle.hpp"
#include "compiler/targets/units.hpp"

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
          maker_(compilation, script, profile_, output != nullptr && output->wants_details()),
          lengths_(script.sequences().empty() ? 0 : script.shot_count()) {
        if (compilation.options.craft && script.shot_count() > 0) {
            craft_.emplace(script, compilation.sources, compilation.sink);
            if (compilation.options.house_rules != nullptr) {
                craft_->follow(*compilation.options.house_rules);
            }
        }
    }

    bundle::Bundle run() {
        auto& sink = compilation_.sink;
        sink.begin_target();
        targets::check_lifecycle(profile_, target_.span, compilation_.options.as_of, target_.is_default, sink);
        if (compilation_.options.strict) {
            sink.raise_to_error(diag::Lost.name);
        }
        apply_levels();
        bundle_.totals.micro_usd = 0;
        errors_before_ = sink.error_count();
        had_errors_ = sink.has_errors();
        if (compilation_.options.split) {
            plan_splits();
        }
        for (std::size_t i = 0; i < script_.shot_count(); ++i) {
            compile_shot(sema::ShotId(i));
        }
        if (craft_ && !had_errors_ && !has_errors()) {  // a film is judged as a whole
            check_film();
        }
        if (output_ != nullptr) {
            finish_bundle();
        }
        return std::move(bundle_);
    }

private:
    /// What the levels come to, warning by warning.
    void apply_levels() {
        if (compilation_.options.levels.empty()) {
            return;
        }
        for (const diagnostics::CatalogEntry& entry : diagnostics::catalog()) {
            const LintLevel level = level_of(entry, compilation_.options.levels);
            if (level == LintLevel::Error) {
                compilation_.sink.raise_to_error(entry.name);
            } else if (level == LintLevel::Allow && craft_) {
                craft_->allow(entry.name);
            }
        }
    }

    /// The names of the parts of every shot that is split: before anything is made, because what refers to a shot may
    /// stand above it.
    void plan_splits() {
        diagnostics::Sink quiet;  // each shot reports when it is compiled
        sema::ShotReader reader(script_, target_.view, quiet);
        for (std::size_t i = 0; i < script_.shot_count(); ++i) {
            const sema::ShotId id(i);
            const std::size_t count = plan_split(reader.resolve(id), profile_).size();
            if (count > 1) {
                maker_.names().split(id, count);
            }
        }
    }

    void compile_shot(sema::ShotId id) {
        shot_errors_ = compilation_.sink.error_count();
        sema::ResolvedShot& shot = reader_.resolve(id);
        if (!script_.sequences().empty()) {
            lengths_.add(shot);
        }
        const std::vector<std::string>* names = maker_.names().find_parts(id);
        if (names == nullptr) {
            losses_.clear();
            compile_request(shot);
            return;
        }
        const std::vector<SplitPart> parts = plan_split(shot, profile_);
        const std::string title(shot.title);
        ShotSplitter splitter(shot, parts, splits_by_extension(profile_));
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const std::string part_title =
                title.empty() ? title : fmt::format("{} ({} of {})", title, i + 1, parts.size());
            splitter.take(i, (*names)[i], part_title);
            maker_.names().set_last(id, i == 0 ? (*names)[0] : (*names)[i - 1]);  // what this part continues
            losses_.clear();
            if (parts[i].made != parts[i].length) {
                losses_.push_back({"duration",
                                   fmt::format("{} becomes {}", targets::seconds_text(parts[i].length),
                                               targets::seconds_text(parts[i].made)),
                                   "the target makes no clip of this length: cut off what is too long", shot.span});
            }
            if (i > 0 && !splits_by_extension(profile_) && !shot.beats.front().is_cut) {
                targets::report_loss(shot, profile_, compilation_.sink, losses_, "cut", "a take that goes on",
                                     fmt::format("{} becomes a cut", targets::seconds_text(parts[i].begin)),
                                     "each part is a clip of its own", shot.beats.front().time_span);
            }
            compile_request(shot);
        }
        maker_.names().set_last(id, names->back());
    }

    /// The shot as it stands: one request.
    void compile_request(sema::ResolvedShot& shot) {
        auto& sink = compilation_.sink;
        targets::fit_size(shot, profile_, sink, losses_);
        targets::check_shot(shot, profile_, compilation_.files, media_, sink, losses_, inputs_);
        targets::make_attachments(inputs_, shot, attachments_);
        prompt::write_prompt(shot, *profile_.style, attachments_, prompt_);
        targets::check_prompt(shot, profile_, inputs_, prompt_, sink, losses_);
        if (craft_) {
            check_craft(shot);
        }
        if (output_ == nullptr || has_errors()) {
            return;  // what is made of a script with errors is thrown away
        }
        if (const bundle::Request* request = maker_.make(shot, prompt_, inputs_, losses_)) {
            add_to_totals(*request);
            output_->add_request(*request, prompt_, shot.span);
        }
    }

    void check_craft(const sema::ResolvedShot& shot) {
        const targets::PromptLimits& limits = profile_.prompt;
        const bool is_advice = !limits.is_refused && limits.unit == targets::PromptLimits::Unit::Words;
        craft_->check_shot(shot, {profile_.name, inputs_.makes_sound && profile_.has_audio,
                                  profile_.negative.has_value(), profile_.frame_rates.has_value(),
                                  profile_.characters   ? "speakers (clips or pictures)"
                                  : profile_.references ? "pictures of what a shot shows"
                                                        : "",
                                  is_advice ? limits.max : 0, prompt_.text,
                                  !had_errors_ && compilation_.sink.error_count() == shot_errors_, refusal(profile_),
                                  [this](std::string_view attribute) { return offers(profile_, attribute); }});
    }

    void check_film() {
        std::vector<sema::Milliseconds> lengths;
        for (const sema::Sequence& sequence : script_.sequences()) {
            sema::Milliseconds& sum = lengths.emplace_back(0);
            for (const sema::ShotId shot : sequence.shots) {
                sum += lengths_.length_of(shot);
            }
        }
        // Of several targets each may raise what the others do not.
        const plan::Options& options = compilation_.options;
        const bool is_only = !options.all_targets && options.target.find(',') == std::string::npos;
        craft_->check_film(lengths, is_only);
    }

    /// Of this target; what others got wrong is theirs.
    [[nodiscard]] bool has_errors() const { return compilation_.sink.error_count() > errors_before_; }

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
                          profile_.dialect->encoding == targets::Dialect::Encoding::Json ? "json" : "multipart",
                          profile_.facts_as_of,
                          std::string(targets::state_on(profile_, compilation_.options.as_of))};
        bundle_.assets = maker_.take_assets();
        add_files();
        if (!has_errors()) {
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
                if (const auto* parts = maker_.names().find_parts(shot)) {
                    added.shots.insert(added.shots.end(), parts->begin(), parts->end());
                } else {
                    added.shots.emplace_back(script_.shot_name(shot));
                }
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
    std::optional<lint::Craft> craft_;
    bundle::Bundle bundle_;
    std::size_t errors_before_ = 0;
    std::size_t shot_errors_ = 0;  // before the shot was resolved
    bool had_errors_ = false;      // before the first shot: those of other targets among them

    // Filled again for each shot.
    sema::ResolvedShot shot_;
    targets::RequestInputs inputs_;
    prompt::Attachments attachments_;
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
