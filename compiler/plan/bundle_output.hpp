// `--format bundle`: the one document that everything later reads.
#pragma once

#include "compiler/plan/compile.hpp"
#include "runtime/bundle/writer.hpp"

namespace shot::plan {

class BundleOutput : public Output {
public:
    void add_request(const bundle::Request& request, const prompt::Prompt& /*prompt*/, Span /*shot*/) override {
        requests_.add(request);
    }
    [[nodiscard]] std::vector<OutputFile> finish(const bundle::Bundle& frame) override {
        std::vector<OutputFile> files(1);
        files.front().text = bundle::write_bundle(frame, requests_.take());
        return files;
    }

private:
    bundle::RequestWriter requests_;
};

}  // namespace shot::plan
