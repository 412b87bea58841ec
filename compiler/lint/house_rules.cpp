#include "compiler/lint/house_rules.hpp"

#include "compiler/source/code_points.hpp"

namespace shot::lint {
namespace {

constexpr unsigned kCodePointBits = 21;

std::uint64_t edge_of(std::uint32_t node, char32_t c) {
    return (std::uint64_t{node} << kCodePointBits) | c;
}

/// Past the white space at the place: a run of it is one blank.
std::size_t skip_white_space(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const CodePoint point = read_code_point(text, at);
        if (!is_white_space(point.value)) {
            break;
        }
        at += point.length;
    }
    return at;
}

/// Appends what is compared of the code point at the place; gives the place after it.
std::size_t read_compared(std::string_view text, std::size_t at, LetterCase letter_case, std::u32string& out) {
    const CodePoint point = read_code_point(text, at);
    append_compared(point.value, letter_case, out);
    at += point.length;
    return is_white_space(point.value) ? skip_white_space(text, at) : at;
}

}  // namespace

std::uint32_t HouseRules::Trie::step(std::uint32_t node, char32_t c) const {
    const auto found = edges.find(edge_of(node, c));
    return found == edges.end() ? kNone : found->second;
}

const HouseRule* HouseRules::add(const HouseRule& rule, std::string_view words) {
    const LetterCase letter_case = rule.keeps_case ? LetterCase::Kept : LetterCase::Ignored;
    Trie& trie = rule.keeps_case ? exact_ : folded_;
    std::u32string compared;
    for (std::size_t at = skip_white_space(words, 0); at < words.size();) {
        at = read_compared(words, at, letter_case, compared);
    }
    while (!compared.empty() && compared.back() == U' ') {
        compared.pop_back();
    }
    std::uint32_t node = 0;
    for (const char32_t c : compared) {
        const auto [edge, is_new] =
            trie.edges.try_emplace(edge_of(node, c), static_cast<std::uint32_t>(trie.rules.size()));
        if (is_new) {
            trie.rules.push_back(kNone);
        }
        node = edge->second;
    }
    if (trie.rules[node] != kNone) {
        return &rules_[trie.rules[node]];
    }
    trie.rules[node] = static_cast<std::uint32_t>(rules_.size());
    rules_.push_back(rule);
    return nullptr;
}

void HouseRules::find(std::string_view text, std::vector<HouseMatch>& out) const {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t next = at + read_code_point(text, at).length;
        if (!is_word_begin(text, at)) {
            at = next;
            continue;
        }
        // A rule for one spelling is nearer than one for all.
        const HouseMatch exact = longest_at(exact_, LetterCase::Kept, text, at);
        const HouseMatch folded = longest_at(folded_, LetterCase::Ignored, text, at);
        const HouseMatch& match = exact.rule != nullptr && exact.end >= folded.end ? exact : folded;
        if (match.rule != nullptr) {
            out.push_back(match);
        }
        at = match.rule != nullptr ? match.end : next;
    }
}

HouseMatch HouseRules::longest_at(const Trie& trie, LetterCase letter_case, std::string_view text,
                                  std::size_t begin) const {
    HouseMatch match;
    std::u32string compared;
    std::uint32_t node = 0;
    for (std::size_t at = begin; at < text.size() && !trie.edges.empty();) {
        compared.clear();
        at = read_compared(text, at, letter_case, compared);
        for (const char32_t c : compared) {
            node = node == kNone ? kNone : trie.step(node, c);
        }
        if (node == kNone) {
            break;
        }
        if (trie.rules[node] != kNone && is_word_end(text, at)) {
            match = {begin, at, &rules_[trie.rules[node]]};
        }
    }
    return match;
}

}  // namespace shot::lint
