// Lists, `{names}` in prose, and colours: values.hpp.
#include <algorithm>
#include <array>

#include "compiler/parse/input.hpp"
#include "compiler/parse/marks.hpp"
#include "compiler/parse/values.hpp"
#include "grammar/prose.hpp"

namespace shot::parse {

namespace {

constexpr std::size_t kMaxBraces = 256;  // bytes that are searched for the brace that closes one

Range make_range(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

bool is_word_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

/// One walk over a list. What is not closed protects nothing: after a bracket that has no end, brackets are plain text.
class ListSplitter {
public:
    ListSplitter(std::string_view text, std::vector<Range>& items) : text_(text), items_(items) {}

    void split() {
        scan(0);
        if (depth_ > 0) {
            items_.resize(items_at_bracket_);
            begin_ = begin_at_bracket_;
            depth_ = 0;
            reads_brackets_ = false;
            scan(bracket_ + 1);
        }
        add_item(text_.size());
    }

private:
    void add_item(std::size_t end) {
        const std::string_view item = trim(text_.substr(begin_, end - begin_));
        if (!item.empty()) {
            const auto begin = static_cast<std::size_t>(item.data() - text_.data());
            items_.push_back(make_range(begin, begin + item.size()));
        }
    }

    void scan(std::size_t at) {
        while (at < text_.size()) {
            const char byte = text_[at];
            if (!grammar::kMayBeginMark[static_cast<unsigned char>(byte)]) {
                ++at;
            } else if (byte == '[' || byte == ']') {
                step_bracket(at, byte == '[');
                ++at;
            } else if (byte == '{') {
                at = after_braces(at);
            } else {
                at = step_mark(at);
            }
        }
    }

    std::size_t step_mark(std::size_t at) {
        const Mark mark = mark_at(text_, at);
        switch (mark.kind) {
            case MarkKind::Comma:
                if (depth_ == 0) {
                    add_item(at);
                    begin_ = at + mark.size;
                }
                return at + mark.size;
            case MarkKind::OpenBracket:
            case MarkKind::CloseBracket:
                step_bracket(at, mark.kind == MarkKind::OpenBracket);
                return at + mark.size;
            case MarkKind::Double:
            case MarkKind::Single:
                return after_quote(at, mark);
            default:
                return at + mark.size;
        }
    }

    void step_bracket(std::size_t at, bool opens) {
        if (!reads_brackets_) {
            return;
        }
        if (!opens) {
            depth_ -= depth_ > 0 ? 1 : 0;
            return;
        }
        if (depth_++ == 0) {
            bracket_ = at;
            begin_at_bracket_ = begin_;
            items_at_bracket_ = items_.size();
        }
    }

    std::size_t after_braces(std::size_t at) const {
        const std::string_view inside = text_.substr(at + 1, kMaxBraces);
        const std::size_t end = inside.find_first_of("{}");
        return end != std::string_view::npos && inside[end] == '}' ? at + end + 2 : at + 1;
    }

    // A mark straight after a letter or digit opens nothing: `6" tall, 5" wide`, `it's`.
    std::size_t after_quote(std::size_t at, Mark mark) {
        const bool opens = mark.kind == MarkKind::Single ? is_opening_single(text_, at, mark)
                                                         : mark.size > 1 || at == 0 || !is_word_byte(text_[at - 1]);
        if (!opens || is_known_open(mark)) {
            return at + mark.size;
        }
        const std::size_t end = find_quote_end(text_, at, mark);
        if (end != std::string_view::npos) {
            return end;
        }
        if (mark.kind == MarkKind::Double && open_count_ < open_.size()) {
            open_[open_count_++] = mark.code_point;
        }
        return at + mark.size;
    }

    // A mark that nothing closed from an earlier place is not searched again: that keeps the walk linear.
    bool is_known_open(Mark mark) const {
        return std::find(open_.begin(), open_.begin() + open_count_, mark.code_point) != open_.begin() + open_count_;
    }

    std::string_view text_;
    std::vector<Range>& items_;
    std::size_t begin_ = 0;  // of the item that is being read
    int depth_ = 0;
    bool reads_brackets_ = true;
    std::size_t bracket_ = 0;  // the outermost bracket that is open, and where its item and the list stood there
    std::size_t begin_at_bracket_ = 0;
    std::size_t items_at_bracket_ = 0;
    std::array<std::uint16_t, 16> open_{};  // there are eleven kinds of double marks
    std::uint8_t open_count_ = 0;
};

template <class Rule>
struct InsertionAction : tao::pegtl::nothing<Rule> {};
template <>
struct InsertionAction<grammar::inserted_name> {
    template <class ActionInput>
    static void apply(const ActionInput& in, std::string_view& name) {
        name = {in.begin(), in.size()};
    }
};

/// The name of the insertion that `text` begins with, and the size of the whole; nothing where it begins with none.
std::optional<Range> find_insertion(std::string_view text, std::size_t& size) {
    Input in(text);
    std::string_view name;
    if (!tao::pegtl::parse<grammar::insertion, InsertionAction>(in, name) || !is_dotted_name(name, true)) {
        return std::nullopt;
    }
    size = static_cast<std::size_t>(in.current() - text.data());
    const auto begin = static_cast<std::size_t>(name.data() - text.data());
    return make_range(begin, begin + name.size());
}

}  // namespace

void split_list(std::string_view text, std::vector<Range>& items) { ListSplitter(text, items).split(); }

std::vector<Range> split_list(std::string_view text) {
    std::vector<Range> items;
    split_list(text, items);
    return items;
}

void split_segments(std::string_view text, std::vector<Segment>& segments) {
    std::size_t begin = 0;  // of the literal text that is being read
    const auto add = [&](bool is_name, std::size_t from, std::size_t to, Range name) {
        if (from != to) {
            segments.push_back({is_name, make_range(from, to), name});
        }
    };
    std::size_t at = text.find_first_of("{\\");
    while (at != std::string_view::npos) {
        const std::string_view rest = text.substr(at);
        std::size_t next = at + 1;
        if (rest[0] == '\\') {
            const std::size_t size = rest.starts_with("\\{") ? 1 : rest.starts_with("\\//") ? 2 : 0;
            if (size > 0) {
                add(false, begin, at, {});
                add(false, at + 1, at + 1 + size, {});
                begin = next = at + 1 + size;
            }
        } else if (std::size_t size = 0; const auto name = find_insertion(rest, size)) {
            add(false, begin, at, {});
            add(true, at, at + size, make_range(at + name->begin, at + name->end));
            begin = next = at + size;
        }
        at = text.find_first_of("{\\", next);
    }
    add(false, begin, text.size(), {});
}

Range find_hex_colour(std::string_view text) {
    const std::size_t at = text.rfind('#');
    if (at == std::string_view::npos || (at > 0 && is_word_byte(text[at - 1]))) {
        return {};
    }
    Input in(text.substr(at));
    const bool is_colour = tao::pegtl::parse<tao::pegtl::seq<grammar::hex_colour, tao::pegtl::eof>>(in);
    return is_colour ? make_range(at, text.size()) : Range{};
}

}  // namespace shot::parse
