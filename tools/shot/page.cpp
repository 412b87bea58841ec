// Line by line: a fence opens and closes code, all else is prose with marks inside the line.
#include "tools/shot/page.hpp"

namespace shot::tool {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kCode = "\x1b[36m";
constexpr std::string_view kPlain = "\x1b[0m";

class Page {
public:
    explicit Page(bool use_colour) : use_colour_(use_colour) {}

    void add_line(std::string_view line) {
        const std::size_t indent = line.find_first_not_of(' ');
        const std::string_view text = indent == std::string_view::npos ? std::string_view() : line.substr(indent);
        if (text.starts_with("```")) {
            in_code_ = !in_code_;
        } else if (in_code_) {
            add_code(line);
        } else if (text.starts_with('#')) {
            add_heading(text);
        } else {
            add_prose(line);
            out_ += '\n';
        }
    }

    std::string take() {
        while (out_.ends_with("\n\n")) {
            out_.pop_back();
        }
        return std::move(out_);
    }

private:
    void style(std::string_view code) {
        if (use_colour_) {
            out_ += code;
        }
    }

    void add_code(std::string_view line) {
        if (!line.empty()) {
            out_ += "    ";
            style(kCode);
            out_ += line;
            style(kPlain);
        }
        out_ += '\n';
    }

    void add_heading(std::string_view text) {
        const std::size_t begin = text.find_first_not_of("# ");
        style(kBold);
        add_prose(begin == std::string_view::npos ? std::string_view() : text.substr(begin));
        style(kPlain);
        out_ += '\n';
    }

    void add_prose(std::string_view text) {
        while (!text.empty()) {
            const std::size_t mark = text.find_first_of("`*[");
            out_ += text.substr(0, mark);
            if (mark == std::string_view::npos) {
                return;
            }
            text.remove_prefix(mark);
            text.remove_prefix(text.front() == '`' ? add_inline_code(text)
                               : text.front() == '*' ? add_emphasis(text)
                                                     : add_link(text));
        }
    }

    // Each adds what stands at the front of `text` and gives the bytes that it took; a mark without its partner is text.

    std::size_t add_inline_code(std::string_view text) {
        const std::size_t end = text.find('`', 1);
        if (end == std::string_view::npos) {
            return add_plain(text, 1);
        }
        if (!use_colour_) {
            return add_plain(text, end + 1);  // the backticks say that it is code
        }
        style(kCode);
        out_ += text.substr(1, end - 1);
        style(kPlain);
        return end + 1;
    }

    std::size_t add_emphasis(std::string_view text) {
        const std::size_t width = text.starts_with("**") ? 2 : 1;
        const std::size_t end = text.find(text.substr(0, width), width);
        if (end == std::string_view::npos || text.substr(width).starts_with(' ')) {
            return add_plain(text, width);
        }
        style(kBold);
        out_ += text.substr(width, end - width);
        style(kPlain);
        return end + width;
    }

    std::size_t add_link(std::string_view text) {
        const std::size_t middle = text.find("](");
        const std::size_t end = middle == std::string_view::npos ? middle : text.find(')', middle);
        if (end == std::string_view::npos) {
            return add_plain(text, 1);
        }
        const std::string_view words = text.substr(1, middle - 1);
        const std::string_view address = text.substr(middle + 2, end - middle - 2);
        add_prose(words);
        if (address.find("://") != std::string_view::npos && address != words) {
            out_ += " (";
            out_ += address;
            out_ += ')';
        }
        return end + 1;
    }

    std::size_t add_plain(std::string_view text, std::size_t count) {
        out_ += text.substr(0, count);
        return count;
    }

    bool use_colour_;
    bool in_code_ = false;
    std::string out_;
};

}  // namespace

std::string render_page(std::string_view markdown, bool use_colour) {
    Page page(use_colour);
    while (!markdown.empty()) {
        const std::size_t end = markdown.find('\n');
        page.add_line(markdown.substr(0, end));
        markdown.remove_prefix(end == std::string_view::npos ? markdown.size() : end + 1);
    }
    return page.take();
}

}  // namespace shot::tool
