// verify_tree() finds what is broken in a tree; first_child() and `next` walk over it.
#include "compiler/syntax/tree.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace shot::tests {
namespace {

using syntax::Node;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

struct Sample {
    SourceFile source{"film.shot", "shot a\n  - b\n  - c\n    d\n"};
    Tree tree{FileId(0U)};

    Sample() {
        tree.headers.push_back({});
        tree.headers[0].name = {5, 6};
        tree.pieces = {{17, 18}, {23, 24}};
        tree.long_texts = {{{0, 2}, false}};
        tree.actions = {{{{11, 12}}}, {{{1, 0}}}};
        tree.nodes = {{NodeKind::Shot, NodeId(3U), 0, {0, 6}},
                      {NodeKind::Action, NodeId(2U), 0, {9, 12}},
                      {NodeKind::Action, NodeId(3U), 1, {15, 18}}};
    }
    [[nodiscard]] std::string verify() const { return syntax::verify_tree(tree, source); }
};

TEST_CASE("a whole tree is in order, and its children are walked by `next`") {
    const Sample sample;
    CHECK(sample.verify() == "");
    CHECK(syntax::print_tree(sample.tree, sample.source) == "shot \"a\"\n  action \"b\"\n  action \"c\" + \"d\"\n");
    const NodeId shot(0U);
    std::string children;
    for (NodeId child = Tree::first_child(shot); child < sample.tree.node(shot).next; child = sample.tree.node(child).next) {
        children += sample.source.slice(sample.tree.node(child).range());
    }
    CHECK(children == "- b- c");
}

TEST_CASE("verify_tree says what is broken") {
    Sample sample;
    SECTION("a node that ends outside its parent") { sample.tree.nodes[2].next = NodeId(4U); }
    SECTION("a node that ends before itself") { sample.tree.nodes[1].next = NodeId(1U); }
    SECTION("an action that holds nodes") { sample.tree.nodes[1].next = NodeId(3U); }
    SECTION("a range outside the file") { sample.tree.nodes[2].size = 99; }
    SECTION("nodes out of order") { sample.tree.nodes[2].begin = 1; }
    SECTION("data outside its array") { sample.tree.nodes[2].data = 2; }
    SECTION("pieces outside their array") { sample.tree.long_texts[0].pieces.count = 3; }
    SECTION("a long text outside its array") { sample.tree.actions[1].text.line = {2, 0}; }
    SECTION("an empty piece") { sample.tree.pieces[1] = {17, 17}; }
    SECTION("a name outside the file") { sample.tree.headers[0].name = {5, 99}; }
    CHECK(sample.verify() != "");
}

}  // namespace
}  // namespace shot::tests
