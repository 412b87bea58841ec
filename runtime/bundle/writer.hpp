// Writes bundles: each request as soon as it is made, the rest when all are. The form is fixed to the byte
// (docs/bundle.md): a line a value, so that people can read it and a diff shows what changed; bodies and source maps
// stand on one line.
#pragma once

#include <string>
#include <string_view>

#include "runtime/bundle/bundle.hpp"
#include "runtime/bundle/text_buffer.hpp"

namespace shot::bundle {

/// Turns requests into text, one by one: a hundred thousand take no memory beyond their text.
class RequestWriter {
public:
    void add(const Request& request);

    /// What was added, for write_bundle(); the writer is empty after.
    [[nodiscard]] TextBuffer take();

private:
    void add_body(const Request& request);
    void add_losses(const Request& request);
    void add_source_map(const Request& request);

    TextBuffer text_;
    std::string request_;  // the one that is being written; its memory is used again
    std::string last_file_;
    std::string last_file_json_;  // ranges come in runs of one file: it is escaped once
};

/// The document: `frame` without its requests, around the text of `requests`. Text must be UTF-8, bodies JSON objects.
[[nodiscard]] TextBuffer write_bundle(const Bundle& frame, TextBuffer requests);

/// A bundle that is whole in memory, its requests included.
[[nodiscard]] TextBuffer write_bundle(const Bundle& bundle);

}  // namespace shot::bundle
