// What rendering does with takes whichever engine makes them: begins them, puts their clips in place.
#pragma once

#include <string>

#include "compiler/support/result.hpp"
#include "runtime/animatic/media.hpp"
#include "runtime/files/temporary_file.hpp"
#include "runtime/render/plan.hpp"

namespace shot::render {

/// A take of an item, as the ledger has it before anything is done. `skip` is its source's length, where its clip will begin with it.
store::Take make_take(const Plan& plan, const Item& item);

/// The take that an item goes on from, or nothing where it goes on from none. A failure: it has one, and that is not there.
Result<std::optional<store::Take>> find_source(const Plan& plan, const Item& item, const store::Ledger& ledger);

/// The last frame of the clip that an asset of the kind `frame` names, as a PNG in the folder's `frames`; made once.
Result<std::string> take_last_frame(const bundle::Asset& asset, const Plan& plan, const store::Ledger& ledger, const std::string& folder);

/// Whether a file looks like a clip, by its first bytes and, where ffprobe is there, by what that finds in it. Without ffprobe
/// nothing is known of it.
Result<animatic::MediaInfo> check_clip(const std::string& path);

/// Says what differs from what was asked, beyond `tolerance`; empty: nothing.
std::string describe_difference(const store::Take& asked, const animatic::MediaInfo& made);

/// Makes the clip durable under its final name, then the ledger: the take is Done.
Result<void> put_in_place(files::TemporaryFile& clip, store::Take& take, store::Ledger& ledger);

}  // namespace shot::render
