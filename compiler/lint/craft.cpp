#include "compiler/lint/craft.hpp"

#include "compiler/sema/module.hpp"
#include "compiler/support/assert.hpp"

namespace shot::lint {
namespace {

Lexicon load_lexicon() {
    auto lexicon = Lexicon::load();
    SHOT_ASSERT(lexicon);  // embedded: a test reads it
    return std::move(*lexicon);
}

}  // namespace

Craft::Craft(const sema::Script& script, const Sources& sources, diagnostics::Sink& sink)
    : script_(script),
      sources_(sources),
      sink_(sink),
      vocabulary_(*script.data().vocabulary),
      lexicon_(load_lexicon()),
      allows_(sources) {
    if (!script.sequences().empty()) {
        is_in_sequence_.resize(script.shot_count());
        for (const sema::Sequence& sequence : script.sequences()) {
            for (const sema::ShotId shot : sequence.shots) {
                is_in_sequence_[shot.value] = true;
            }
        }
        film_.shots.resize(script.shot_count());
    }
}

void Craft::check_shot(const sema::ResolvedShot& shot, const ShotContext& context) {
    shot_ = &shot;
    context_ = &context;
    lists_ = {};
    told_length_ = 0;
    offered_speech_ = 0;
    offered_actions_ = 0;
    pending_.clear();
    read_texts();
    if (!pending_.empty()) {
        report_findings();
    }
    if (house_rules_ != nullptr) {
        check_house_rules();
    }
    if (context.is_sound) {  // what an error broke seems missing, too long or too much
        check_missing();
        check_palette();
        check_negative();
        check_moves();
        check_actions();
        check_speech();
        check_prompt_words();
        add_to_film();
    }
    shot_ = nullptr;
    context_ = nullptr;
}

}  // namespace shot::lint
