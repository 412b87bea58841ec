#include <catch2/catch.hpp>

#include "compiler/project/project.hpp"
#include "compiler/source/memory_file_system.hpp"

using namespace shot;

TEST_CASE("the nearest shot.toml holds, up to the root of the repository") {
    MemoryFileSystem files("/home/me/project");
    files.add("/home/shot.toml", "");
    files.add("films/one/a.shot", "");
    files.add("/home/other/b.shot", "");
    CHECK(project::find_project_file(files, "films/one") == "../../shot.toml");
    files.add("/home/me/project/.git/HEAD", "");
    CHECK_FALSE(project::find_project_file(files, "films/one"));
    CHECK(project::find_project_file(files, "/home/other") == "../../shot.toml");
    files.add("shot.toml", "");
    CHECK(project::find_project_file(files, "films/one") == "shot.toml");
    CHECK(project::find_project_file(files, "") == "shot.toml");
    files.add("films/shot.toml", "");
    CHECK(project::find_project_file(files, "films/one") == "films/shot.toml");
    CHECK(project::find_project_file(files, "films") == "films/shot.toml");
    CHECK_FALSE(project::find_project_file(files, "nowhere"));
}

TEST_CASE("the command line holds over the project") {
    project::Project project;
    project.target = "veo-3.1";
    project.library_folders = {"lib"};
    project.levels = {{"craft", plan::LintLevel::Error}};
    plan::Options command_line;
    command_line.load.library_folders = {"mine"};
    command_line.levels = {{"craft", plan::LintLevel::Allow}};
    const plan::Options options = project::options_for(project, command_line);
    CHECK(options.target.empty());
    CHECK(options.default_target == "veo-3.1");
    CHECK(options.load.library_folders == std::vector<std::string>{"mine", "lib"});
    CHECK(plan::level_of(*diagnostics::find_entry("vague-motion"), options.levels) == plan::LintLevel::Allow);
}
