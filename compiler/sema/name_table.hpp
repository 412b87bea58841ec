// Names of one module: a flat hash table, because a script of a hundred thousand shots has as many names. Entries stand in
// the order in which they were added, which is the order in which they are walked.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace shot::sema {

template <class Value>
class NameTable {
public:
    using Entry = std::pair<std::string_view, Value>;
    using iterator = typename std::vector<Entry>::iterator;
    using const_iterator = typename std::vector<Entry>::const_iterator;

    [[nodiscard]] iterator begin() { return entries_.begin(); }
    [[nodiscard]] iterator end() { return entries_.end(); }
    [[nodiscard]] const_iterator begin() const { return entries_.begin(); }
    [[nodiscard]] const_iterator end() const { return entries_.end(); }

    /// The views of the names must outlive the table.
    std::pair<iterator, bool> emplace(std::string_view name, const Value& value) {
        if (entries_.size() * 2 >= slots_.size()) {
            grow();
        }
        const std::size_t slot = find_slot(name);
        if (slots_[slot] != kFree) {
            return {entries_.begin() + slots_[slot], false};
        }
        slots_[slot] = static_cast<std::uint32_t>(entries_.size());
        entries_.emplace_back(name, value);
        return {entries_.end() - 1, true};
    }

    [[nodiscard]] iterator find(std::string_view name) { return entries_.begin() + index_of(name); }
    [[nodiscard]] const_iterator find(std::string_view name) const { return entries_.begin() + index_of(name); }
    [[nodiscard]] bool contains(std::string_view name) const { return find(name) != end(); }

private:
    static constexpr std::uint32_t kFree = 0xFFFF'FFFFU;

    /// The entry's index, or the count of entries where there is none.
    [[nodiscard]] std::ptrdiff_t index_of(std::string_view name) const {
        const std::uint32_t found = slots_.empty() ? kFree : slots_[find_slot(name)];
        return found == kFree ? static_cast<std::ptrdiff_t>(entries_.size()) : static_cast<std::ptrdiff_t>(found);
    }

    /// Where the name stands, or the free slot where it would. There is always a free one.
    [[nodiscard]] std::size_t find_slot(std::string_view name) const {
        std::size_t slot = std::hash<std::string_view>()(name) & (slots_.size() - 1);
        while (slots_[slot] != kFree && entries_[slots_[slot]].first != name) {
            slot = (slot + 1) & (slots_.size() - 1);
        }
        return slot;
    }

    void grow() {
        slots_.assign(slots_.empty() ? 16 : slots_.size() * 2, kFree);
        for (std::uint32_t i = 0; i < entries_.size(); ++i) {
            slots_[find_slot(entries_[i].first)] = i;
        }
    }

    std::vector<Entry> entries_;
    std::vector<std::uint32_t> slots_;  // indices into entries_; as many as a power of two
};

}  // namespace shot::sema
