// Prose into lines of at most kMaxColumns: where a line may end without a change of what the script says.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace shot::format {

/// The display names of a file's speakers: the compiler finds them inside of one line only.
class LongNames {
public:
    void add(std::string_view name);
    /// True where the text before and after a line's end may be one name.
    [[nodiscard]] bool may_join(std::string_view before, std::string_view after) const;

private:
    std::unordered_set<std::string> pairs_;  // of neighbouring words
};

class Filler {
public:
    explicit Filler(const LongNames& names) : names_(names) {}

    /// Prose that was written as `pieces`, one after the other: the lines that hold it now. The first begins in column
    /// `first`, the others in column `rest`. A line's end that stands where none may be made stays.
    [[nodiscard]] std::vector<std::string> fill_prose(const std::vector<std::string_view>& pieces, std::size_t first,
                                                      std::size_t rest) const;
    /// Items that stand one after the other; `is_last`: the list ends here, without a comma.
    [[nodiscard]] static std::vector<std::string> fill_items(const std::vector<std::string>& items, bool is_last,
                                                             std::size_t first, std::size_t rest);

private:
    [[nodiscard]] bool may_join(std::string_view before, std::string_view after) const;
    [[nodiscard]] bool may_break(std::string_view text, std::size_t end, std::size_t next) const;
    void break_lines(std::string_view text, std::size_t first, std::size_t rest, std::vector<std::string>& lines) const;

    const LongNames& names_;
};

}  // namespace shot::format
