// The work of ShotReader, in steps that each have a file: layers (what a shot inherits from, in order), parameters
// of the clip (duration, size), fields, speakers, beats, sources and pictures.
#pragma once

#include <array>
#include <deque>
#include <vector>

#include "compiler/sema/attribute.hpp"
#include "compiler/sema/evaluate.hpp"
#include "compiler/sema/module.hpp"

namespace shot::sema {

enum class LayerKind : std::uint8_t { Shot, Scene, Style, Target };

/// One place that gives attributes and fields: the body of a declaration, or one `on` block of it.
struct Layer {
    LayerKind kind = LayerKind::Shot;
    bool is_own = false;     // of the shot itself, not of its scene, styles, source, target
    bool is_source = false;  // reached through `extends`
    bool is_added_scene = false;  // of `scene+: Study`: its look is a sentence of the shot's scene
    Scope scope;
    NodeId node;  // the declaration, or the On node: whose children are its fields
    const syntax::Text* lead = nullptr;
    std::uint32_t first_attribute = 0;  // into ShotResolver::attributes_
    std::uint32_t attribute_count = 0;
};

/// One text that a field is put together from.
struct Contribution {
    const syntax::Text* text = nullptr;  // null: attributes of a header
    Scope scope;
    Span span;
    std::uint32_t first_attribute = 0;
    std::uint32_t attribute_count = 0;
    bool is_own = false;
    bool is_shared = false;  // of a declaration that other shots may use, too
};

/// `Fisherman.wardrobe: ...` in a shot.
struct SpeakerOverride {
    Symbol speaker;
    FieldKind field{};
    bool adds = false;
    Contribution value;
};

/// A stretch of time of which nothing is said.
struct BeatGap {
    Span span;
    Milliseconds from = 0;
    Milliseconds to = 0;
};

class ShotResolver {
public:
    ShotResolver(const Script::Data& data, const TargetView& target, ResolvedShot& out, diagnostics::Sink& sink);

    void resolve(ShotId id);
    /// The clip's duration and size alone, for the shots that continue it.
    void resolve_parameters_only(ShotId id);
    /// As above, and for an extension the size of the clip that it continues.
    void resolve_size_only(ShotId id);

private:
    // shot_layers.cpp
    void collect_layers(ShotId id, bool with_source);
    void collect_shot(ShotId id, bool is_own, int depth);
    void collect_body(const Symbol& symbol, const Scope& scope, LayerKind kind, bool is_own, AttributePlace place,
                      int depth);
    void collect_styles(std::size_t first_layer, std::size_t end_layer, int depth);
    void collect_style(const Attribute& attribute, const Scope& scope, int depth);
    void collect_target();
    void add_layer(LayerKind kind, bool is_own, const Scope& scope, NodeId node, syntax::Slice items,
                   const syntax::Text* lead, AttributePlace place);
    [[nodiscard]] bool matches_target(std::string_view pattern) const;
    Symbol find_scene(std::size_t first_layer, std::size_t end_layer);
    void collect_added_scenes(std::size_t first_layer, std::size_t end_layer, int depth);
    void require_scene(std::string_view written, Span span, const Scope& scope);
    const Environment* make_environment(ShotId id);

    // shot_clip.cpp
    void apply_parameters();
    void join_size_spans();
    void note_size_origin(AttributeKind kind, bool is_borrowed);
    void resolve_source();
    void resolve_chain();
    void resolve_edited_size();
    void check_edit();
    Picture resolve_picture(const Contribution& value);
    void resolve_references(const std::vector<Contribution>& values, std::vector<MediaFile>& files);
    std::optional<MediaFile> find_media_file(Range range, const Scope& scope);
    std::optional<MediaFile> make_media_file(std::string_view written, std::string_view folder, Span span);
    Symbol require_compiled_shot(std::string_view name, const Scope& scope, Span span);

    // shot_fields.cpp
    void collect_fields();
    void collect_layer_fields(const Layer& layer);
    void add_contribution(FieldKind kind, Contribution value, bool adds);
    [[nodiscard]] Symbol find_named_scene(const syntax::Text* text, const Scope& scope) const;
    void add_scene_look(const Symbol& scene, Contribution value);
    [[nodiscard]] Span value_span(const Contribution& value) const;
    void evaluate_fields();
    void evaluate_field(FieldKind kind);
    void check_lone_subject(const std::vector<Contribution>& values);
    void evaluate_settings();
    Phrases evaluate_contributions(FieldKind kind, const std::vector<Contribution>& values);
    void append_attribute_phrases(const Contribution& value, FieldKind kind);

    // shot_speakers.cpp
    std::uint32_t speaker_index(const Symbol& symbol, Span mention, bool is_seen);
    void add_mentions(std::vector<Mention>& mentions);
    void describe_speakers();
    void mark_new_references();
    void describe_speaker(ResolvedSpeaker& speaker, const Symbol& symbol);
    Phrases speaker_field(const Symbol& symbol, FieldKind kind, Span* span = nullptr);
    void collect_speaker_contributions(const Symbol& symbol, FieldKind kind, std::vector<Contribution>& values);
    void check_subject();

    // shot_beats.cpp
    void resolve_body();
    NodeId resolve_beat(NodeId node);
    void check_title(const syntax::Beat& beat);
    void resolve_beat_header(const syntax::Beat& beat, ResolvedBeat& out);
    void resolve_beat_fields(NodeId node, ResolvedBeat& out, std::vector<Phrase>& camera);
    [[nodiscard]] bool is_left_out(const syntax::Text& text) const;
    void resolve_beat_time(const syntax::Beat& beat, ResolvedBeat& out);
    void resolve_dialogue(NodeId node, std::size_t after_actions);
    void report_unknown_speaker(std::string_view name, Span span);
    bool suggest_speaker_field(std::string_view label, Span span, diagnostics::Report& report);
    Phrase evaluate_spoken(const syntax::Text& text);
    void resolve_action(const syntax::Text& text, std::vector<Phrase>& actions);
    void resolve_beat_line(NodeId node, std::vector<Phrase>& actions);
    void check_times();
    void check_framing(const ResolvedBeat& beat);
    Phrases push_phrases(const std::vector<Phrase>& phrases);

    const Script::Data& data_;
    const TargetView& target_;
    ResolvedShot& out_;
    diagnostics::Sink& sink_;
    Evaluator evaluator_;

    ShotId id_;
    Scope scope_;  // of the shot itself
    NodeId node_;
    std::vector<Layer> layers_;  // strongest first
    std::vector<Attribute> attributes_;
    std::deque<Environment> environments_;
    std::vector<Symbol> seen_styles_;
    std::array<std::vector<Contribution>, syntax::kFieldCount> contributions_;
    std::vector<SpeakerOverride> overrides_;
    std::vector<Symbol> speaker_symbols_;  // beside out_.speakers

    // Filled again for each beat or text.
    std::vector<Attribute> beat_attributes_;
    std::vector<Phrase> beat_actions_;
    std::vector<Phrase> beat_camera_;
    std::vector<Mention> mentions_;

    // the beat before the one that is resolved
    Milliseconds previous_end_ = 0;
    Milliseconds previous_begin_ = 0;
    bool has_previous_beat_ = false;
    bool previous_time_is_valid_ = true;
    bool has_lost_time_ = false;  // of a beat before: what follows from it is not reported
    bool is_out_of_order_ = false;
    std::vector<BeatGap> gaps_;     // reported when all beats are known to be in order
    std::size_t errors_before_ = 0;  // in the sink, when this shot began
    std::int64_t lens_ = 0;     // focal length in force, tenths of a millimetre
    std::string_view framing_;  // framing in force
};

}  // namespace shot::sema
