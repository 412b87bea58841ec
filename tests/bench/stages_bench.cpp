// The stages of the compiler in one process, on scripts of N shots (make_script.hpp): parse alone, load and resolve,
// with the writing of prompts, and the whole pipeline into batch lines and into a bundle.
#include <string>

#include <benchmark/benchmark.h>

#include "compiler/parse/parse.hpp"
#include "compiler/plan/outputs.hpp"
#include "compiler/source/memory_file_system.hpp"
#include "tests/bench/make_script.hpp"

namespace {

using namespace shot;

/// The generated film as files, and what every run shares.
struct Film {
    explicit Film(std::size_t shots, bool is_broken = false)
        : text(is_broken ? bench::make_broken_script(shots) : bench::make_script(shots)) {
        files.add("house.shot", bench::make_library());
        files.add("film.shot", text);
        options.load.max_source_bytes = 1ULL << 30;
    }
    std::string text;
    MemoryFileSystem files;
    plan::Options options;
};

void set_counters(benchmark::State& state, const Film& film) {
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(film.text.size()));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * state.range(0));
}

void parse(benchmark::State& state) {
    const Film film(static_cast<std::size_t>(state.range(0)));
    const SourceFile source("film.shot", film.text);
    for (auto _ : state) {
        diagnostics::Sink sink;
        benchmark::DoNotOptimize(parse::parse_file(FileId(0U), source, sink));
    }
    set_counters(state, film);
}

/// Loads the script and hands it with its first target to `run`.
template <class Run>
void load_and(benchmark::State& state, bool is_broken, Run run) {
    const Film film(static_cast<std::size_t>(state.range(0)), is_broken);
    for (auto _ : state) {
        plan::Compilation compilation{film.files, film.options, {}, {}};
        const sema::Script script = sema::load_script("film.shot", nullptr, film.options.load, film.files,
                                                      compilation.sources, compilation.sink);
        const std::vector<plan::Target> targets = plan::select_targets(compilation, script);
        run(compilation, script, targets.front());
        if (compilation.sink.has_errors() != is_broken) {
            state.SkipWithError("the generated script is not what it should be");
        }
    }
    set_counters(state, film);
}

void resolve(benchmark::State& state) {
    load_and(state, false, [](plan::Compilation& compilation, const sema::Script& script, const plan::Target& target) {
        sema::ShotReader reader(script, target.view, compilation.sink);
        for (std::size_t i = 0; i < script.shot_count(); ++i) {
            benchmark::DoNotOptimize(reader.resolve(sema::ShotId(i)).phrases.data());
        }
    });
}

void write_prompts(benchmark::State& state) {
    load_and(state, false, [](plan::Compilation& compilation, const sema::Script& script, const plan::Target& target) {
        sema::ShotReader reader(script, target.view, compilation.sink);
        prompt::Prompt prompt;
        for (std::size_t i = 0; i < script.shot_count(); ++i) {
            prompt::write_prompt(reader.resolve(sema::ShotId(i)), *target.profile->style, {}, prompt);
            benchmark::DoNotOptimize(prompt.text.data());
        }
    });
}

void check(benchmark::State& state) {
    load_and(state, false, [](plan::Compilation& compilation, const sema::Script& script, const plan::Target& target) {
        benchmark::DoNotOptimize(plan::compile_target(compilation, script, target, nullptr));
    });
}

void check_with_errors(benchmark::State& state) {
    load_and(state, true, [](plan::Compilation& compilation, const sema::Script& script, const plan::Target& target) {
        benchmark::DoNotOptimize(plan::compile_target(compilation, script, target, nullptr));
    });
}

template <plan::OutputFormat Format>
void compile(benchmark::State& state) {
    load_and(state, false, [](plan::Compilation& compilation, const sema::Script& script, const plan::Target& target) {
        const auto output = plan::make_output(Format, compilation, target);
        const bundle::Bundle frame = plan::compile_target(compilation, script, target, output.get());
        benchmark::DoNotOptimize(output->finish(frame));
    });
}

void sizes(benchmark::internal::Benchmark* bench) {
    bench->Arg(3)->Arg(100)->Arg(10'000)->Unit(benchmark::kMillisecond);
}

BENCHMARK(parse)->Apply(sizes);
BENCHMARK(resolve)->Apply(sizes);
BENCHMARK(write_prompts)->Apply(sizes);
BENCHMARK(check)->Apply(sizes);
BENCHMARK(check_with_errors)->Apply(sizes);
BENCHMARK(compile<plan::OutputFormat::Batch>)->Name("compile_batch")->Apply(sizes);
BENCHMARK(compile<plan::OutputFormat::Bundle>)->Name("compile_bundle")->Apply(sizes);

}  // namespace

BENCHMARK_MAIN();
