#include "compiler/lint/offer_words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace shot::lint {
namespace {

using Json = nlohmann::json;

/// Reads members and keeps the first that is wrong.
class Reader {
public:
    [[nodiscard]] const std::string& problem() const { return problem_; }

    /// The value at `path` (`light/bright`); null, and a problem, where there is none.
    const Json& at(const Json& document, const std::string& path) {
        static const Json kNone;
        const Json::json_pointer pointer("/" + path);
        if (document.contains(pointer)) {
            return document.at(pointer);
        }
        fail(path, "is missing");
        return kNone;
    }

    std::string text(const Json& value, const std::string& path) {
        if (!value.is_string()) {
            fail(path, "is no text");
            return {};
        }
        return value.get<std::string>();
    }

    OfferWords::List list(const Json& value, const std::string& path) {
        OfferWords::List texts;
        if (!value.is_array() || value.empty()) {
            fail(path, "is no list of texts");
            return texts;
        }
        for (const Json& entry : value) {
            texts.push_back(text(entry, path));
        }
        return texts;
    }

    std::vector<OfferWords::Motion> motions(const Json& document, const std::string& path) {
        std::vector<OfferWords::Motion> out;
        for (const Json& entry : at(document, path)) {
            OfferWords::Motion& motion = out.emplace_back();
            motion.manners = list(at(entry, "manners"), path + "/manners");
            motion.to = text(at(entry, "to"), path + "/to");
            motion.needs_legs = entry.value("legs", false);
            if (entry.contains("of")) {
                motion.of = list(entry.at("of"), path + "/of");
            }
            const OfferWords::List forms = list(at(entry, "verb"), path + "/verb");
            if (forms.size() != motion.verb.size()) {
                fail(path + "/verb", "has not four forms");
                return out;
            }
            std::copy(forms.begin(), forms.end(), motion.verb.begin());
        }
        return out;
    }

    OfferWords::Source source(const Json& document, const std::string& path) {
        const OfferWords::List forms = list(at(document, path), path);
        if (forms.size() != 3) {
            fail(path, "has not three forms");
            return {};
        }
        return {forms[0], forms[1], forms[2]};
    }

private:
    void fail(const std::string& path, std::string_view reason) {
        if (problem_.empty()) {
            problem_ = fmt::format("{}: {}", path, reason);
        }
    }

    std::string problem_;
};

}  // namespace

Result<OfferWords> OfferWords::parse(std::string_view json) {
    const Json document = Json::parse(json, nullptr, false);
    Reader reader;
    OfferWords words;
    const auto list = [&](const std::string& path) { return reader.list(reader.at(document, path), path); };
    words.motions = reader.motions(document, "motion");
    words.camera_motions = reader.motions(document, "camera");
    words.walkers = list("walkers");
    words.vehicles = list("vehicles");
    words.filmic = list("look/filmic");
    words.film = reader.text(reader.at(document, "look/film"), "look/film");
    words.look_nouns = list("look/nouns");
    words.outdoors = list("light/outdoors");
    words.wild = list("light/wild");
    words.moon = reader.source(document, "light/moon");
    words.dim_words = list("light/dim_words");
    words.sunless = list("light/sunless");
    constexpr const char* kPlaces[] = {"inside", "outside", "inside_without_sun", "outside_without_sun"};
    for (std::size_t i = 0; i < words.bright.size(); ++i) {
        words.bright[i] = reader.source(document, fmt::format("light/bright/{}", kPlaces[i]));
        words.dim[i] = reader.source(document, fmt::format("light/dim/{}", kPlaces[i]));
    }
    words.imperatives = list("negation/imperatives");
    words.negated_lists = list("negation/lists");
    words.copulas = list("copulas");
    if (!reader.problem().empty()) {
        return tl::make_unexpected(Failure{"read", "lints/offers.json", reader.problem()});
    }
    return words;
}

bool holds(const OfferWords::List& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace shot::lint
