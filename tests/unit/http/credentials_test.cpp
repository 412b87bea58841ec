#include "runtime/http/credentials.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace shot;
using namespace shot::http;
using Catch::Matchers::Contains;

namespace {

/// What comes of a file with that text and mode: the key, or the reason.
std::string key_in_file(std::string_view text, unsigned mode = 0600) {
    char path[] = "/tmp/shot-key-XXXXXX";
    ::close(::mkstemp(path));
    std::ofstream(path) << text;
    ::chmod(path, mode);
    const auto key = find_key({path, "echo other", ""});
    std::filesystem::remove(path);
    return key ? key->value_or("none") : key.error().reason;
}

std::string key_of_command(const std::string& command) {
    const auto key = find_key({"", command, "PATH"});
    if (!key) {
        CHECK_THAT(key.error().message(), !Contains("canary"));
    }
    return key ? key->value_or("none") : key.error().reason;
}

std::string key_in_environment(const char* value) {
    ::setenv("SHOT_TEST_KEY", value, 1);
    const auto key = find_key({"", "", "SHOT_TEST_KEY"});
    ::unsetenv("SHOT_TEST_KEY");
    return key ? key->value_or("none") : key.error().reason;
}

}  // namespace

TEST_CASE("a key file is its owner's alone and has one word", "[http]") {
    CHECK(key_in_file("sk-1\n") == "sk-1");
    CHECK(key_in_file("  sk-1\t\r\n\n", 0400) == "sk-1");
    for (const unsigned mode : {0640U, 0604U, 0644U, 0620U, 0601U, 0777U}) {
        CHECK_THAT(key_in_file("canary", mode), Contains("others on this machine may read it") && !Contains("canary"));
    }
    CHECK(key_in_file("") == "it is empty");
    CHECK(key_in_file(" \n\n") == "it is empty");
    CHECK_THAT(key_in_file("{\n\"canary\": 1}\n"), Contains("more than one line") && !Contains("canary"));
    CHECK_THAT(key_in_file("sk canary"), Contains("a space or another") && !Contains("canary"));
    CHECK_THAT(key_in_file("sk-\xC3\xA9"), Contains("another character"));
    CHECK_THAT(key_in_file(std::string(100'000, 'k')), Contains("longer than"));
    CHECK(find_key({"/no/such/file", "echo other", ""}).error().message() == "cannot read the key from `/no/such/file`: No such file or directory");
    CHECK(find_key({"/tmp", "", ""}).error().reason == "it is no file");
}

TEST_CASE("a command prints a key; neither is repeated when it fails", "[http]") {
    CHECK(key_of_command("echo sk-1") == "sk-1");
    CHECK(key_of_command("printf sk-1") == "sk-1");
    CHECK(key_of_command("printf 'sk-1\\r\\nuser: me\\n'") == "sk-1");
    CHECK(key_of_command("echo canary; exit 3") == "it ended with exit code 3");
    CHECK(key_of_command("echo canary >&2; no-such-program-canary") == "it ended with exit code 127");
    CHECK(key_of_command("true canary") == "it is empty");
    CHECK_THAT(key_of_command("echo sk canary"), Contains("a space"));
    CHECK_THAT(key_of_command("yes canary"), Contains("wrote more than"));
}

TEST_CASE("a variable is a key, or is not there", "[http]") {
    CHECK(key_in_environment("sk-1") == "sk-1");
    CHECK(key_in_environment("") == "none");
    CHECK_THAT(key_in_environment("canary\r\nX: y"), Contains("more than one line") && !Contains("canary"));
    CHECK_FALSE(find_key({})->has_value());
    CHECK_FALSE(find_key({"", "", "SHOT_TEST_NO_SUCH_KEY"})->has_value());
}
