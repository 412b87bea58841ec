// shot_measure RUNS COMMAND...: runs a command so many times and prints the medians of its wall time and CPU time in
// milliseconds and of its peak memory in KiB, then its exit code. Its standard output and error go to /dev/null.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

struct Run {
    double wall = 0;
    double cpu = 0;
    double peak = 0;
    int code = 0;
};

double milliseconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

Run run(char** command) {
    const auto begin = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        const int nothing = open("/dev/null", O_WRONLY);
        dup2(nothing, 1);
        dup2(nothing, 2);
        execvp(command[0], command);
        _exit(127);
    }
    int status = 0;
    rusage used{};
    wait4(child, &status, 0, &used);
    Run out;
    out.wall = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    out.cpu = milliseconds(used.ru_utime) + milliseconds(used.ru_stime);
    out.peak = static_cast<double>(used.ru_maxrss);
    out.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return out;
}

double median(const std::vector<Run>& runs, double Run::*value) {
    std::vector<double> values;
    for (const Run& one : runs) {
        values.push_back(one.*value);
    }
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

}  // namespace

int main(int count, char** values) {
    const int wanted = count > 2 ? std::atoi(values[1]) : 0;
    if (wanted < 1) {
        std::fprintf(stderr, "Usage: shot_measure RUNS COMMAND...\n");
        return 2;
    }
    run(values + 2);  // warms the caches
    std::vector<Run> runs;
    for (int i = 0; i < wanted; ++i) {
        runs.push_back(run(values + 2));
    }
    std::printf("%.3f %.3f %.0f %d\n", median(runs, &Run::wall), median(runs, &Run::cpu), median(runs, &Run::peak),
                runs.back().code);
    return 0;
}
