#include <catch2/catch.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>

#include <sys/stat.h>
#include <unistd.h>

#include "compiler/source/disk_file_system.hpp"

namespace {

/// A folder of its own for each test, gone after it.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = "/tmp/shot-disk-test-XXXXXX";
        path_ = ::mkdtemp(name.data());
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        const std::string command = "rm -rf '" + path_ + "'";
        if (std::system(command.c_str()) != 0) {
            std::fputs("cannot clean up\n", stderr);
        }
    }

    [[nodiscard]] std::string at(const std::string& name) const { return path_ + "/" + name; }
    std::string write(const std::string& name, const std::string& text) const {
        std::FILE* file = std::fopen(at(name).c_str(), "wb");
        REQUIRE(file != nullptr);
        std::fwrite(text.data(), 1, text.size(), file);
        std::fclose(file);
        return at(name);
    }

private:
    std::string path_;
};

constexpr std::uint64_t kLimit = 8ULL << 20U;

std::string reason(const shot::Result<std::string>& result) {
    return result ? "(read)" : result.error().reason;
}

const shot::DiskFileSystem disk;

}  // namespace

TEST_CASE("the disk gives back a whole file, byte for byte") {
    const TemporaryFolder folder;
    const std::string text("a\r\n\0\xFF", 5);
    CHECK(disk.read(folder.write("a.shot", text), kLimit).value() == text);
    CHECK(disk.read(folder.write("empty.shot", ""), kLimit).value().empty());
    CHECK(disk.read(folder.write("full.shot", std::string(100'000, 'x')), 100'000).value().size() == 100'000);
}

TEST_CASE("the disk says why it cannot read, in words") {
    const TemporaryFolder folder;
    const std::string file = folder.write("a.shot", "text");
    CHECK(reason(disk.read(folder.at("b.shot"), kLimit)) == "no such file");
    CHECK(reason(disk.read(file + "/c.shot", kLimit)) == "no such file");
    CHECK(reason(disk.read("", kLimit)) == "no such file");
    CHECK(reason(disk.read(file + std::string("\0x", 2), kLimit)) == "no such file");
    CHECK(reason(disk.read(folder.at(""), kLimit)) == "is a directory");
    CHECK(reason(disk.read(folder.at(std::string(300, 'n')), kLimit)) == "the name is too long");
    CHECK(disk.read(folder.at("b.shot"), kLimit).error().message() ==
          "cannot read `" + folder.at("b.shot") + "`: no such file");
}

TEST_CASE("the disk does not read what nobody may read") {
    if (::geteuid() == 0) {
        return;  // root may read everything
    }
    const TemporaryFolder folder;
    const std::string file = folder.write("a.shot", "text");
    ::chmod(file.c_str(), 0);
    CHECK(reason(disk.read(file, kLimit)) == "permission denied");
}

TEST_CASE("the disk does not wait for pipes and devices") {
    const TemporaryFolder folder;
    REQUIRE(::mkfifo(folder.at("pipe").c_str(), 0600) == 0);
    CHECK(reason(disk.read(folder.at("pipe"), kLimit)) == "is a pipe or a device, not a regular file");
    CHECK(reason(disk.read("/dev/zero", kLimit)) == "is a pipe or a device, not a regular file");
    CHECK(reason(disk.read_range("/dev/zero", 0, 8)) == "is a pipe or a device, not a regular file");
    CHECK(disk.info(folder.at("pipe")).kind == shot::FileInfo::Kind::Other);
}

TEST_CASE("the disk reads no more than the limit") {
    const TemporaryFolder folder;
    const std::string file = folder.write("a.shot", std::string(2049, 'x'));
    CHECK(reason(disk.read(file, 2048)) == "larger than 2 KiB");
    CHECK(reason(disk.read(file, 2000)) == "larger than 2000 bytes");
    CHECK(disk.read(file, 2049));
    REQUIRE(::truncate(file.c_str(), static_cast<off_t>(kLimit) + 1) == 0);
    CHECK(reason(disk.read(file, kLimit)) == "larger than 8 MiB");
    // A file of /proc says that it is empty.
    CHECK(reason(disk.read("/proc/self/maps", 10)) == "larger than 10 bytes");
    CHECK(disk.read("/proc/self/maps", kLimit).value().size() > 10);
}

TEST_CASE("the disk gives back parts of a file") {
    const TemporaryFolder folder;
    const std::string file = folder.write("a.mp4", "0123456789");
    CHECK(disk.read_range(file, 2, 3).value() == "234");
    CHECK(disk.read_range(file, 8, 100).value() == "89");
    CHECK(disk.read_range(file, 10, 1).value().empty());
    CHECK(disk.read_range(file, ~0ULL, 1).value().empty());
    CHECK(reason(disk.read_range(folder.at("b.mp4"), 0, 1)) == "no such file");
}

TEST_CASE("the disk resolves links and dots") {
    const TemporaryFolder folder;
    const std::string file = folder.write("a.shot", "text");
    const std::string canonical = disk.canonical(file).value();
    REQUIRE(::symlink("a.shot", folder.at("link.shot").c_str()) == 0);
    REQUIRE(::symlink("loop", folder.at("loop").c_str()) == 0);
    CHECK(disk.canonical(folder.at("./link.shot")).value() == canonical);
    CHECK(disk.read(folder.at("link.shot"), kLimit).value() == "text");
    CHECK(reason(disk.canonical(folder.at("loop"))) == "its symbolic links go round in a circle");
    CHECK(reason(disk.canonical(folder.at("b.shot"))) == "no such file");
    CHECK(disk.info(file).size == 4);
    CHECK(disk.info(folder.at("")).kind == shot::FileInfo::Kind::Directory);
    CHECK(disk.info(folder.at("b.shot")).kind == shot::FileInfo::Kind::Missing);
}
