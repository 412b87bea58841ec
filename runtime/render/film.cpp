#include "runtime/render/film.hpp"

#include <algorithm>
#include <filesystem>

#include "compiler/support/sha256.hpp"
#include "runtime/animatic/join_clips.hpp"

namespace shot::render {

Result<FilmOutcome> join_film(const bundle::Sequence& sequence, const Plan& plan, store::Ledger& ledger, const std::string& folder) {
    FilmOutcome outcome;
    std::vector<animatic::ClipPart> parts;
    Sha256 sum;
    for (const std::string& shot : sequence.shots) {
        const auto item =
            std::find_if(plan.items.begin(), plan.items.end(), [&](const Item& candidate) { return candidate.request->id == shot; });
        const auto take = find_standing_take(ledger, shot, plan.engine, item == plan.items.end() ? "" : item->hash);
        if (!take) {
            return tl::unexpected(take.error());
        }
        if (!*take) {
            outcome.missing.push_back(shot);
            continue;
        }
        parts.push_back({folder + "/" + (*take)->file, (*take)->skip});
        sum.add((*take)->sha256);
    }
    if (!outcome.missing.empty() || parts.empty()) {
        return outcome;
    }
    const std::string path = folder + "/" + sequence.id + ".mp4";
    const std::string hash = sum.finish();
    const auto known = ledger.film(sequence.id);
    if (!known) {
        return tl::unexpected(known.error());
    }
    outcome.path = path;
    if (*known == hash && std::filesystem::exists(path)) {
        return outcome;
    }
    if (auto joined = animatic::join_clips(parts, path); !joined) {
        return tl::unexpected(joined.error());
    }
    if (auto kept = ledger.put_film(sequence.id, hash); !kept) {
        return tl::unexpected(kept.error());
    }
    outcome.is_new = true;
    return outcome;
}

}  // namespace shot::render
