// The table of fields: every name is found, by its exact letters.
#include "compiler/syntax/fields.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace shot::tests {
namespace {

using syntax::FieldKind;
using syntax::find_field;

TEST_CASE("every field is found by its name") {
    for (const syntax::FieldInfo& info : syntax::fields()) {
        INFO(info.name);
        CHECK(find_field(info.name) == info.kind);
        CHECK(&syntax::field_info(info.kind) == &info);
        CHECK_FALSE(find_field(std::string(info.name) + "s").has_value());
        CHECK_FALSE(find_field(info.name.substr(1)).has_value());
    }
}

TEST_CASE("the words of a name may have several blanks between them") {
    CHECK(find_field("first  \tframe") == FieldKind::FirstFrame);
    CHECK_FALSE(find_field("firstframe").has_value());
    CHECK_FALSE(find_field("first frame ").has_value());
}

TEST_CASE("other words are no fields") {
    for (const char* name : {"", "Look", "loo", "Ä", "{", "zoom"}) {
        INFO(name);
        CHECK_FALSE(find_field(name).has_value());
    }
}

TEST_CASE("the table says where a field can stand") {
    CHECK((syntax::field_info(FieldKind::Look).places & syntax::kSpeaker) != 0);
    CHECK((syntax::field_info(FieldKind::Voice).places & syntax::kShot) == 0);
    CHECK((syntax::field_info(FieldKind::Sfx).places & syntax::kBeat) != 0);
}

}  // namespace
}  // namespace shot::tests
