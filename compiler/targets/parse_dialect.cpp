// The reader of stdlib/dialects/*.json: compiles each body template into steps. Mirrors
// docs/targets/dialect.schema.json.
#include <algorithm>
#include <array>

#include "compiler/targets/dialect.hpp"
#include "compiler/targets/json_reader.hpp"
#include "compiler/targets/lifecycle.hpp"

namespace shot::targets {
namespace {

/// A placeholder as it is written, without what follows the first `:` or the form of a file.
struct PlaceholderName {
    std::string_view name;
    Placeholder placeholder;
    enum class Shape : std::uint8_t { Plain, Seconds, File, Words } shape = Shape::Plain;
};

using Shape = PlaceholderName::Shape;

constexpr std::array kPlaceholders = {
    PlaceholderName{"$model", Placeholder::Model},
    PlaceholderName{"$model:uploaded", Placeholder::UploadedModel},
    PlaceholderName{"$prompt", Placeholder::Prompt},
    PlaceholderName{"$size", Placeholder::Size},
    PlaceholderName{"$width", Placeholder::Width},
    PlaceholderName{"$height", Placeholder::Height},
    PlaceholderName{"$short_side", Placeholder::ShortSide},
    PlaceholderName{"$aspect", Placeholder::Aspect},
    PlaceholderName{"$resolution", Placeholder::Resolution},
    PlaceholderName{"$seconds", Placeholder::Seconds, Shape::Seconds},
    PlaceholderName{"$frames", Placeholder::Frames},
    PlaceholderName{"$frame_rate", Placeholder::FrameRate},
    PlaceholderName{"$source", Placeholder::Source, Shape::File},
    PlaceholderName{"$first_frame", Placeholder::FirstFrame, Shape::File},
    PlaceholderName{"$last_frame", Placeholder::LastFrame, Shape::File},
    PlaceholderName{"$negative", Placeholder::Negative},
    PlaceholderName{"$seed", Placeholder::Seed},
    PlaceholderName{"$audio", Placeholder::Audio, Shape::Words},
    PlaceholderName{"$item", Placeholder::Item, Shape::File},
    PlaceholderName{"$item.index", Placeholder::ItemIndex},
    PlaceholderName{"$item.prompt", Placeholder::ItemPrompt},
    PlaceholderName{"$item.seconds", Placeholder::ItemSeconds, Shape::Seconds},
};

constexpr std::array<std::string_view, 6> kForms = {"id", "file", "url", "uri", "base64", "mime"};  // as FileForm

constexpr std::array kCollections = {
    std::pair{std::string_view("characters"), Placeholder::Characters},
    std::pair{std::string_view("references"), Placeholder::References},
    std::pair{std::string_view("pictures"), Placeholder::Pictures},
    std::pair{std::string_view("clips"), Placeholder::Clips},
    std::pair{std::string_view("parts"), Placeholder::Parts},
};

/// What `when` may name besides the collections.
constexpr std::array kGiven = {
    std::pair{std::string_view("first_frame"), Placeholder::FirstFrame},
    std::pair{std::string_view("last_frame"), Placeholder::LastFrame},
    std::pair{std::string_view("negative"), Placeholder::Negative},
    std::pair{std::string_view("seed"), Placeholder::Seed},
    std::pair{std::string_view("source"), Placeholder::Source},
    std::pair{std::string_view("uploaded_source"), Placeholder::UploadedSource},
};

constexpr PlaceholderMask kItemMask = bit_of(Placeholder::Item) | bit_of(Placeholder::ItemIndex) |
                                      bit_of(Placeholder::ItemPrompt) | bit_of(Placeholder::ItemSeconds);

template <std::size_t N>
std::optional<Placeholder> find_in(const std::array<std::pair<std::string_view, Placeholder>, N>& all,
                                   std::string_view name) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.first == name; });
    return found == all.end() ? std::nullopt : std::optional(found->second);
}

/// `:string`, `:whole`, `:string:s`; false for anything else.
bool read_seconds(std::string_view rest, BodyStep& step) {
    if (rest.starts_with(":string")) {
        step.as_string = true;
        rest.remove_prefix(std::string_view(":string").size());
    }
    if (rest == ":whole") {
        step.placeholder =
            step.placeholder == Placeholder::Seconds ? Placeholder::WholeSeconds : step.placeholder;
        return true;
    }
    if (step.as_string && rest == ":s") {
        step.text = "s";
        return true;
    }
    return rest.empty();
}

/// `:on/off`: the words for both; without any, true and false.
bool read_words(std::string_view rest, BodyStep& step) {
    if (rest.empty()) {
        return true;
    }
    const std::size_t slash = rest.find('/');
    if (rest[0] != ':' || slash == std::string_view::npos || slash < 2 || slash + 1 == rest.size()) {
        return false;
    }
    step.text = rest.substr(1, slash - 1);
    step.other = rest.substr(slash + 1);
    return true;
}

bool read_form(std::string_view rest, BodyStep& step) {
    const auto form = rest.starts_with('.') ? std::find(kForms.begin(), kForms.end(), rest.substr(1)) : kForms.end();
    if (form == kForms.end()) {
        return false;
    }
    step.form = static_cast<FileForm>(form - kForms.begin());
    return true;
}

/// The step of a placeholder as it is written; nothing for what is none.
std::optional<BodyStep> find_placeholder(std::string_view text) {
    for (const PlaceholderName& one : kPlaceholders) {
        if (!text.starts_with(one.name)) {
            continue;
        }
        BodyStep step;
        step.kind = BodyStep::Kind::Value;
        step.placeholder = one.placeholder;
        const std::string_view rest = text.substr(one.name.size());
        const bool is_read = one.shape == Shape::Seconds ? read_seconds(rest, step)
                             : one.shape == Shape::File  ? read_form(rest, step)
                             : one.shape == Shape::Words ? read_words(rest, step)
                                                         : rest.empty();
        if (is_read) {
            return step;
        }
    }
    return std::nullopt;
}

/// Compiles one template. Recursion is bounded by kMaxDataDepth of the document.
class BodyCompiler {
public:
    explicit BodyCompiler(JsonProblem& problem) : problem_(problem) {}

    std::vector<BodyStep> compile(const Json& body, const std::string& path) {
        if (!body.is_object()) {
            problem_.report(path, "is no object");
            return {};
        }
        add_value(body, path, Place::Outside);
        return std::move(steps_);
    }

    /// The placeholders that the value holds, as bits; 0: a constant.
    static PlaceholderMask mask_of(const Json& value) {
        if (value.is_string()) {
            const auto found = find_placeholder(value.get_ref<const std::string&>());
            return found ? bit_of(found->placeholder) : 0;
        }
        if (value.is_object() && value.contains("$each")) {
            const Json& which = value["$each"];
            const auto found = which.is_string() ? find_in(kCollections, which.get_ref<const std::string&>())
                                                 : std::nullopt;
            return found ? bit_of(*found) : 0;
        }
        PlaceholderMask mask = 0;
        if (value.is_structured()) {
            for (const Json& child : value) {
                mask |= mask_of(child);
            }
        }
        return mask;
    }

private:
    enum class Place : std::uint8_t { Outside, InFiles, InParts };  // of which `$each`

    void add_literal(std::string_view text) {
        // A jump must land on a step of its own, so that text before and after a target is not joined.
        if (!steps_.empty() && steps_.back().kind == BodyStep::Kind::Literal && steps_.size() != last_target_) {
            steps_.back().text += text;
            return;
        }
        BodyStep step;
        step.text = text;
        steps_.push_back(std::move(step));
    }

    std::size_t open(BodyStep::Kind kind) {
        BodyStep step;
        step.kind = kind;
        steps_.push_back(std::move(step));
        return steps_.size() - 1;
    }

    void close(std::size_t index) {
        steps_[index].next = static_cast<std::uint32_t>(steps_.size());
        last_target_ = steps_.size();
    }

    void add_value(const Json& value, const std::string& path, Place place) {
        if (value.is_object() && value.contains("$each")) {
            add_literal("[");
            add_each(value, path, place);
            add_literal("]");
        } else if (value.is_object() && value.contains("$json")) {
            add_text(value, path, place);
        } else if (value.is_object()) {
            add_literal("{");
            for (const auto& item : value.items()) {
                add_child(&item.key(), item.value(), path + "." + item.key(), place);
            }
            add_literal("}");
        } else if (value.is_array()) {
            add_literal("[");
            for (std::size_t i = 0; i < value.size(); ++i) {
                const std::string item_path = path + "[" + std::to_string(i) + "]";
                if (value[i].is_object() && value[i].contains("$each")) {
                    add_each(value[i], item_path, place);  // its items stand among the others
                } else {
                    add_child(nullptr, value[i], item_path, place);
                }
            }
            add_literal("]");
        } else if (value.is_string() && value.get_ref<const std::string&>().starts_with('$')) {
            add_placeholder(value.get_ref<const std::string&>(), path, place);
        } else {
            add_literal(value.dump());
        }
    }

    void add_child(const std::string* key, const Json& value, const std::string& path, Place place) {
        const PlaceholderMask mask = mask_of(value);
        const bool is_conditional = mask != 0 && (mask & kItemMask) == 0;
        const std::size_t condition = is_conditional ? open(BodyStep::Kind::Unless) : 0;
        if (is_conditional) {
            steps_[condition].mask = mask;
        }
        open(BodyStep::Kind::Comma);
        if (key != nullptr) {
            add_literal(Json(*key).dump() + ":");
        }
        add_value(value, path, place);
        if (is_conditional) {
            close(condition);
        }
    }

    void add_each(const Json& value, const std::string& path, Place place) {
        static const std::vector<std::string_view> kNames = {kCollections[0].first, kCollections[1].first,
                                                             kCollections[2].first, kCollections[3].first,
                                                             kCollections[4].first};
        JsonObject object(value, path, problem_);
        const Placeholder which = kCollections[object.word("$each", kNames)].second;
        const Json* item = object.value("item");
        object.finish();
        if (item == nullptr || place != Place::Outside) {
            problem_.report(path, "stands inside another `$each`");
            return;
        }
        const std::size_t loop = open(BodyStep::Kind::Each);
        steps_[loop].placeholder = which;
        open(BodyStep::Kind::Comma);
        add_value(*item, path + ".item", which == Placeholder::Parts ? Place::InParts : Place::InFiles);
        close(loop);
    }

    void add_text(const Json& value, const std::string& path, Place place) {
        JsonObject object(value, path, problem_);
        const Json* inner = object.value("$json");
        object.finish();
        const std::size_t text = open(BodyStep::Kind::Text);
        add_value(*inner, path + ".$json", place);
        close(text);
    }

    void add_placeholder(const std::string& text, const std::string& path, Place place) {
        const auto found = find_placeholder(text);
        const Placeholder placeholder = found ? found->placeholder : Placeholder::Model;
        const bool is_of_part = placeholder == Placeholder::ItemPrompt || placeholder == Placeholder::ItemSeconds;
        const bool fits = placeholder == Placeholder::Item        ? place == Place::InFiles
                          : is_of_part                            ? place == Place::InParts
                          : placeholder == Placeholder::ItemIndex ? place != Place::Outside
                                                                  : true;
        if (!found || !fits) {
            problem_.report(path, "`" + text + "` is no placeholder here");
            return;
        }
        steps_.push_back(*found);
    }

    JsonProblem& problem_;
    std::vector<BodyStep> steps_;
    std::size_t last_target_ = static_cast<std::size_t>(-1);
};

/// What stands in braces in a path, as bits.
PlaceholderMask check_path(const std::string& path, const std::string& json_path, JsonProblem& problem) {
    PlaceholderMask mask = 0;
    for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{', open + 1)) {
        const std::size_t close = path.find('}', open);
        const std::string name = path.substr(open + 1, close == std::string::npos ? close : close - open - 1);
        if (name == "model") {
            mask |= bit_of(Placeholder::Model);
        } else if (name == "source.id") {
            mask |= bit_of(Placeholder::Source);
        } else if (close == std::string::npos || !name.starts_with("settings.") || name.size() <= 9) {
            problem.report(json_path, "`{" + name + "}` is neither `{model}`, `{source.id}` nor `{settings.NAME}`");
        }
    }
    return mask;
}

/// Facts name their source; `note` is for people.
std::string read_source(JsonObject& from, const Dialect& dialect) {
    std::string id = from.text("source");
    from.skip("note");
    const bool is_known = std::any_of(dialect.sources.begin(), dialect.sources.end(),
                                      [&](const DialectSource& source) { return source.id == id; });
    if (!id.empty() && !is_known) {
        from.problem().report(from.path_of("source"), "`" + id + "` is not among `sources`");
    }
    return id;
}

DialectOperation read_operation(JsonObject from, const Dialect& dialect) {
    DialectOperation operation;
    static const std::vector<std::string_view> kMethods = {"POST", "PUT"};
    for (const std::string& name : from.optional_texts("when")) {
        const auto given = find_in(kGiven, name);
        const auto collection = find_in(kCollections, name);
        if (given || collection) {
            operation.when |= bit_of(given ? *given : *collection);
        } else {
            from.problem().report(from.path_of("when"), "`" + name + "` is nothing that a request can have");
        }
    }
    operation.method = kMethods[from.word("method", kMethods)];
    operation.path = from.text("path");
    operation.holds = check_path(operation.path, from.path_of("path"), from.problem());
    if (const Json* body = from.value("body")) {
        operation.body = BodyCompiler(from.problem()).compile(*body, from.path_of("body"));
        operation.holds |= BodyCompiler::mask_of(*body);
        operation.names_source = operation.path.find("{source.id}") != std::string::npos ||
                                 std::any_of(operation.body.begin(), operation.body.end(), [](const BodyStep& step) {
                                     return step.placeholder == Placeholder::Source && step.form == FileForm::Id &&
                                            step.kind == BodyStep::Kind::Value;
                                 });
    }
    operation.source = read_source(from, dialect);
    from.finish();
    return operation;
}

/// One operation, or a list of variants.
std::vector<DialectOperation> read_variants(const Json* value, const std::string& path, JsonProblem& problem,
                                            const Dialect& dialect) {
    std::vector<DialectOperation> all;
    if (value == nullptr) {
        return all;
    }
    if (!value->is_array()) {
        all.push_back(read_operation(JsonObject(*value, path, problem), dialect));
        if (all.back().when != 0) {
            problem.report(path + ".when", "stands in a list of variants only");
        }
        return all;
    }
    read_array(value, path, problem, [&](const Json& item, const std::string& item_path) {
        all.push_back(read_operation(JsonObject(item, item_path, problem), dialect));
    });
    if (all.empty() || all.back().when != 0) {
        problem.report(path, all.empty() ? "is empty" : "ends with no variant that holds whatever the request has");
    }
    return all;
}

BatchSettings read_batch(JsonObject from, const Dialect& dialect) {
    BatchSettings batch;
    batch.endpoint = from.text("endpoint");
    batch.max_lines = static_cast<std::uint64_t>(from.optional_whole("max_lines", 1, INT64_MAX).value_or(0));
    batch.max_bytes = static_cast<std::uint64_t>(from.optional_whole("max_bytes", 1, INT64_MAX).value_or(0));
    batch.one_model_per_file = from.flag("one_model_per_file");
    for (const std::string& name : from.texts("operations")) {
        if (name == "create") {
            batch.operations.push_back(sema::Operation::Create);
        } else if (name == "extend") {
            batch.operations.push_back(sema::Operation::Extend);
        } else if (name == "edit") {
            batch.operations.push_back(sema::Operation::Edit);
        } else {
            from.problem().report(from.path_of("operations"), "`" + name + "` is no operation");
        }
    }
    batch.source = read_source(from, dialect);
    from.finish();
    return batch;
}

}  // namespace

Result<Dialect> parse_dialect(std::string_view json, std::string_view path) {
    const auto document = parse_json_document(json, path);
    if (!document) {
        return tl::unexpected(document.error());
    }
    JsonProblem problem;
    JsonObject root(*document, "$", problem);
    Dialect dialect;
    root.skip("$schema");
    root.skip("note");
    dialect.name = root.text("name");
    dialect.title = root.text("title");
    dialect.base_url = root.optional_text("base_url");
    dialect.facts_as_of = root.text("facts_as_of");
    if (!dialect.facts_as_of.empty() && !is_iso_date(dialect.facts_as_of)) {
        problem.report("$.facts_as_of", "`" + dialect.facts_as_of + "` is no date such as `2026-09-24`");
    }
    const JsonObject sources = root.object("sources");
    for (const auto& item : sources.json().items()) {
        JsonObject source(item.value(), sources.path_of(item.key()), problem);
        dialect.sources.push_back({item.key(), source.text("title"), source.text("url"), source.text("date")});
        source.finish();
    }
    dialect.encoding = root.has("encoding") && root.word("encoding", {"json", "multipart"}) == 1
                           ? Dialect::Encoding::Multipart
                           : Dialect::Encoding::Json;
    root.skip("encoding");
    JsonObject operations = root.object("operations");
    const auto read_all = [&](std::string_view key, const Json* value) {
        return read_variants(value, operations.path_of(key), problem, dialect);
    };
    dialect.create = read_all("create", operations.value("create"));
    dialect.extend = read_all("extend", operations.optional_value("extend"));
    dialect.edit = read_all("edit", operations.optional_value("edit"));
    operations.finish();
    if (auto batch = root.optional_object("batch")) {
        dialect.batch = read_batch(*batch, dialect);
    }
    root.skip("products");  // what `--dialect` calls it, too
    root.skip("jobs");  // how a request is followed once it is sent: runtime/dialects reads it
    root.finish();
    if (problem.is_found()) {
        return tl::unexpected(Failure{"read", std::string(path), problem.text()});
    }
    return dialect;
}

}  // namespace shot::targets
