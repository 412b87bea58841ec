// A page of Markdown as text for a terminal: what the pages of `shot explain` use of it, headings, paragraphs, lists,
// code blocks, code, emphasis and links.
#pragma once

#include <string>
#include <string_view>

namespace shot::tool {

/// The page with its marks taken out, ends with one line end. With colours: headings bold, code cyan. Lines stay as they
/// are written.
std::string render_page(std::string_view markdown, bool use_colour);

}  // namespace shot::tool
