#include <catch2/catch.hpp>

#include <fcntl.h>

#include <cstdlib>
#include <fstream>

#include "runtime/http/form.hpp"
#include "tests/unit/http/raw_server.hpp"

using namespace shot;
using namespace shot::http;
using namespace shot::tests;
using Catch::Matchers::Contains;

namespace {

/// An open, empty file without a name.
class Nameless {
public:
    Nameless() : file_(std::tmpfile()) {}
    Nameless(const Nameless&) = delete;
    Nameless& operator=(const Nameless&) = delete;
    ~Nameless() { std::fclose(file_); }
    [[nodiscard]] int descriptor() const { return ::fileno(file_); }
    [[nodiscard]] std::string text() const {
        std::string out(static_cast<std::size_t>(::lseek(descriptor(), 0, SEEK_END)), '\0');
        CHECK(::pread(descriptor(), out.data(), out.size(), 0) == static_cast<ssize_t>(out.size()));
        return out;
    }

private:
    std::FILE* file_;
};

}  // namespace

TEST_CASE("a download goes into its file, whole or with a reason", "[http]") {
    const std::string clip(300'000, 'v');
    Nameless file;
    Request request;
    request.max_bytes = 400'000;
    const auto fetch = [&](const std::string& raw) {
        RawServer server(raw);
        request.url = server.url();
        std::uint64_t done = 0;
        const Outcome outcome = Client(policy_for(server.url())).download(request, file.descriptor(), [&](std::uint64_t now, std::uint64_t) { done = now; });
        CHECK((!outcome || outcome->status != 200 || done == clip.size()));
        CHECK((!outcome || outcome->status != 200 || outcome->body.empty()));
        return !outcome ? outcome.error().reason : outcome->status == 200 ? "" : outcome->body;
    };
    CHECK(fetch(answer("404 Not Found", "", "gone")) == "gone");
    CHECK(fetch(answer("500 Oops", "", std::string(200'000, 'e'))).size() <= 80'000);
    CHECK(file.text().empty());
    CHECK(fetch(answer("200 OK", "Content-Type: video/mp4\r\n", clip)).empty());
    CHECK(file.text() == clip);
    CHECK_THAT(fetch("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + clip.substr(1)), Contains("299999 of 300000 bytes"));
    CHECK_THAT(fetch(answer("200 OK", "", clip + clip)), Contains("larger than 400000 bytes"));
    CHECK_THAT(fetch("HTTP/1.1 200 OK\r\n\r\n" + clip + clip), Contains("larger than 400000 bytes"));
    CHECK_THAT(fetch(answer("200 OK", "Content-Encoding: gzip\r\n", clip)), Contains("compressed"));
}

TEST_CASE("a full disk ends a download", "[http]") {
    RawServer server(answer("200 OK", "", std::string(100'000, 'v')));
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    const Outcome outcome = Client(policy_for(server.url())).download(get(server.url()), full);
    ::close(full);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().reason == "the file cannot be written: No space left on device");
}

TEST_CASE("a form's files are streamed under a name that is one", "[http]") {
    char path[] = "/tmp/shot-form-XXXXXX";
    const int descriptor = ::mkstemp(path);
    ::close(descriptor);
    std::ofstream(path) << "PNG bytes";
    RawServer server(answer("200 OK", "", "{}"));
    Client client(policy_for(server.url()));
    Request request = get(server.url());
    request.method = "POST";
    request.form = {{"prompt", "rain \"x\"\r\n", "", "", ""}, {"input_reference", "", path, "../a/do\"or\r\n.png", "image/png"}};
    REQUIRE(client.send(request));
    const std::string sent = server.requests().at(0);
    CHECK_THAT(sent, Contains("Content-Type: multipart/form-data; boundary=") && Contains("name=\"prompt\"\r\n\r\nrain \"x\"\r\n\r\n"));
    CHECK_THAT(sent, Contains("name=\"input_reference\"; filename=\"do_or__.png\"\r\nContent-Type: image/png\r\n\r\nPNG bytes\r\n"));

    for (const std::string wrong : {"/no/such/file", "/tmp", "/dev/zero"}) {
        request.form[1].path = wrong;
        const Outcome outcome = client.send(request);
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().sent == Trouble::Sent::Nothing);
        CHECK_THAT(outcome.error().reason, Contains("cannot read `" + wrong));
    }
    request.form[1].path = path;
    request.form[1].mime = "image/png\r\nX: y";
    CHECK_FALSE(client.send(request));
    CHECK(server.connections() == 1);
    ::unlink(path);
}

TEST_CASE("names of files that are no names", "[http]") {
    CHECK(safe_file_name("/etc/passwd") == "passwd");
    CHECK(safe_file_name("C:\\clips\\a.mp4") == "a.mp4");
    CHECK(safe_file_name("..") == "file");
    CHECK(safe_file_name("a/") == "file");
    CHECK(safe_file_name("tür.png") == "tür.png");
}
