// The reader of stdlib/dialects/*.json: compiles each body template into steps. Mirrors
// docs/targets/dialect.schema.json.
#include <algorithm>
#include <array>

#include "compiler/targets/dialect.hpp"
#include "compiler/targets/json_reader.hpp"
#include "compiler/targets/lifecycle.hpp"
#include "stdlib/embedded.hpp"

namespace shot::targets {
namespace {

struct PlaceholderName {
    std::string_view name;
    Placeholder placeholder;
};

constexpr std::array kPlaceholders = {
    PlaceholderName{"$model", Placeholder::Model},
    PlaceholderName{"$model:uploaded", Placeholder::UploadedModel},
    PlaceholderName{"$prompt", Placeholder::Prompt},
    PlaceholderName{"$size", Placeholder::Size},
    PlaceholderName{"$width", Placeholder::Width},
    PlaceholderName{"$height", Placeholder::Height},
    PlaceholderName{"$aspect", Placeholder::Aspect},
    PlaceholderName{"$resolution", Placeholder::Resolution},
    PlaceholderName{"$seconds", Placeholder::Seconds},
    PlaceholderName{"$seconds:string", Placeholder::Seconds},
    PlaceholderName{"$seconds:string:s", Placeholder::Seconds},
    PlaceholderName{"$source.id", Placeholder::SourceId},
    PlaceholderName{"$first_frame.id", Placeholder::FirstFrameId},
    PlaceholderName{"$last_frame.id", Placeholder::LastFrameId},
    PlaceholderName{"$negative", Placeholder::Negative},
    PlaceholderName{"$seed", Placeholder::Seed},
    PlaceholderName{"$audio", Placeholder::Audio},
    PlaceholderName{"$item.id", Placeholder::ItemId},
};

std::uint32_t bit_of(Placeholder placeholder) {
    return 1U << static_cast<std::uint32_t>(placeholder);
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
        add_value(body, path, false);
        return std::move(steps_);
    }

private:
    /// The placeholders that the value holds, as bits; 0: a constant.
    static std::uint32_t mask_of(const Json& value) {
        if (value.is_string()) {
            const auto* found = find_placeholder(value.get_ref<const std::string&>());
            return found == nullptr ? 0 : bit_of(found->placeholder);
        }
        if (value.is_object() && value.contains("$each")) {
            return bit_of(each_of(value));
        }
        std::uint32_t mask = 0;
        if (value.is_structured()) {
            for (const Json& child : value) {
                mask |= mask_of(child);
            }
        }
        return mask;
    }

    static const PlaceholderName* find_placeholder(std::string_view text) {
        const auto found = std::find_if(kPlaceholders.begin(), kPlaceholders.end(),
                                        [&](const PlaceholderName& one) { return one.name == text; });
        return found == kPlaceholders.end() ? nullptr : &*found;
    }

    static Placeholder each_of(const Json& value) {
        return value["$each"] == "references" ? Placeholder::References : Placeholder::Characters;
    }

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

    void add_value(const Json& value, const std::string& path, bool is_in_each) {
        if (value.is_object() && value.contains("$each")) {
            add_each(value, path, is_in_each);
        } else if (value.is_object()) {
            add_literal("{");
            for (const auto& item : value.items()) {
                add_child(&item.key(), item.value(), path + "." + item.key(), is_in_each);
            }
            add_literal("}");
        } else if (value.is_array()) {
            add_literal("[");
            for (std::size_t i = 0; i < value.size(); ++i) {
                add_child(nullptr, value[i], path + "[" + std::to_string(i) + "]", is_in_each);
            }
            add_literal("]");
        } else if (value.is_string() && value.get_ref<const std::string&>().starts_with('$')) {
            add_placeholder(value.get_ref<const std::string&>(), path, is_in_each);
        } else {
            add_literal(value.dump());
        }
    }

    void add_child(const std::string* key, const Json& value, const std::string& path, bool is_in_each) {
        const std::uint32_t mask = mask_of(value);
        const bool is_conditional = mask != 0 && (mask & bit_of(Placeholder::ItemId)) == 0;
        const std::size_t condition = is_conditional ? open(BodyStep::Kind::Unless) : 0;
        if (is_conditional) {
            steps_[condition].mask = mask;
        }
        open(BodyStep::Kind::Comma);
        if (key != nullptr) {
            add_literal(Json(*key).dump() + ":");
        }
        add_value(value, path, is_in_each);
        if (is_conditional) {
            close(condition);
        }
    }

    void add_each(const Json& value, const std::string& path, bool is_in_each) {
        JsonObject object(value, path, problem_);
        const std::size_t which = object.word("$each", {"characters", "references"});
        const Json* item = object.value("item");
        object.finish();
        if (item == nullptr || is_in_each) {
            problem_.report(path, "stands inside another `$each`");
            return;
        }
        add_literal("[");
        const std::size_t loop = open(BodyStep::Kind::Each);
        steps_[loop].placeholder = which == 0 ? Placeholder::Characters : Placeholder::References;
        open(BodyStep::Kind::Comma);
        add_value(*item, path + ".item", true);
        close(loop);
        add_literal("]");
    }

    void add_placeholder(const std::string& text, const std::string& path, bool is_in_each) {
        const PlaceholderName* found = find_placeholder(text);
        if (found == nullptr || (found->placeholder == Placeholder::ItemId && !is_in_each)) {
            problem_.report(path, "`" + text + "` is no placeholder here");
            return;
        }
        const std::size_t step = open(BodyStep::Kind::Value);
        steps_[step].placeholder = found->placeholder;
        steps_[step].as_string = text.find(":string") != std::string::npos;
        steps_[step].text = text.ends_with(":s") ? "s" : "";
    }

    JsonProblem& problem_;
    std::vector<BodyStep> steps_;
    std::size_t last_target_ = static_cast<std::size_t>(-1);
};

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
    operation.method = kMethods[from.word("method", kMethods)];
    operation.path = from.text("path");
    if (const Json* body = from.value("body")) {
        operation.body = BodyCompiler(from.problem()).compile(*body, from.path_of("body"));
    }
    operation.source = read_source(from, dialect);
    from.finish();
    return operation;
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
    dialect.base_url = root.text("base_url");
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
    JsonObject operations = root.object("operations");
    dialect.create = read_operation(operations.object("create"), dialect);
    if (auto extend = operations.optional_object("extend")) {
        dialect.extend = read_operation(*extend, dialect);
    }
    if (auto edit = operations.optional_object("edit")) {
        dialect.edit = read_operation(*edit, dialect);
    }
    operations.finish();
    if (auto batch = root.optional_object("batch")) {
        dialect.batch = read_batch(*batch, dialect);
    }
    root.finish();
    if (problem.is_found()) {
        return tl::unexpected(Failure{"read", std::string(path), problem.text()});
    }
    return dialect;
}

Result<std::shared_ptr<const Dialect>> find_dialect(std::string_view name) {
    const std::string path = "dialects/" + std::string(name) + ".json";
    const std::string_view text = stdlib::find_embedded(path);
    if (text.data() == nullptr) {
        return tl::unexpected(Failure{"find the dialect", std::string(name), "there is none of this name"});
    }
    auto dialect = parse_dialect(text, path);
    if (!dialect) {
        return tl::unexpected(dialect.error());
    }
    return std::make_shared<const Dialect>(std::move(*dialect));
}

}  // namespace shot::targets
