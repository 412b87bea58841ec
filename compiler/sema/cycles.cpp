#include "compiler/sema/cycles.hpp"

#include <algorithm>

namespace shot::sema {

namespace {

struct Step {
    std::uint32_t node = 0;
    std::size_t first_edge = 0;  // of its edges that are still to be walked, in `pending`
};

enum class Mark : std::uint8_t { New, Open, Done };

}  // namespace

void find_cycles(std::uint32_t node_count, const std::function<void(std::uint32_t, std::vector<std::uint32_t>&)>& edges,
                 const std::function<void(const std::vector<std::uint32_t>&)>& found) {
    std::vector<Mark> marks(node_count, Mark::New);
    std::vector<Step> path;
    std::vector<std::uint32_t> pending;
    const auto open = [&](std::uint32_t node) {
        marks[node] = Mark::Open;
        path.push_back({node, pending.size()});
        edges(node, pending);
    };
    for (std::uint32_t start = 0; start < node_count; ++start) {
        if (marks[start] != Mark::New) {
            continue;
        }
        open(start);
        while (!path.empty()) {
            if (pending.size() == path.back().first_edge) {
                marks[path.back().node] = Mark::Done;
                path.pop_back();
                continue;
            }
            const std::uint32_t next = pending.back();
            pending.pop_back();
            if (marks[next] == Mark::New) {
                open(next);
            } else if (marks[next] == Mark::Open) {
                std::vector<std::uint32_t> circle;
                const auto begin =
                    std::find_if(path.begin(), path.end(), [&](const Step& step) { return step.node == next; });
                for (auto step = begin; step != path.end(); ++step) {
                    circle.push_back(step->node);
                }
                found(circle);
            }
        }
    }
}

}  // namespace shot::sema
