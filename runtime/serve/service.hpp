// The API itself, without the network: from a request to an answer. May be called from several threads.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/serve/answers.hpp"
#include "runtime/serve/body.hpp"
#include "runtime/serve/faults.hpp"
#include "runtime/serve/folders.hpp"
#include "runtime/serve/job_store.hpp"
#include "runtime/serve/queue.hpp"

namespace shot::serve {

/// A request. Names of headers and parameters are as the API writes them.
struct Call {
    std::string method;
    std::string path;  // decoded, without parameters
    std::map<std::string, std::string, std::less<>> parameters;
    std::string authorization;  // `Bearer …`
    std::string origin;         // of the page that a browser sends it from; empty: none
    std::string host;           // as the client called this server
    std::function<Answer<Body>()> read_body;
};

struct Reply {
    enum class Cut : std::uint8_t {
        None,
        Drop,    // nothing is sent, the connection is closed
        Middle,  // closed in the middle of the content
    };
    int status = 200;
    std::string media_type = "application/json";
    std::string body;
    std::string file;  // sent instead of the body
    std::vector<std::pair<std::string, std::string>> headers;
    Cut cut = Cut::None;
};

class Service {
public:
    struct Options {
        std::string key;  // empty: nothing is asked
        Faults faults;
        const std::atomic<bool>* is_stopped = nullptr;
    };

    /// All of the arguments outlive it.
    Service(JobStore& store, Queue& queue, const Engine& engine, const Folders& folders, Options options);

    Reply answer(const Call& call);

private:
    struct Route;
    using Id = const std::string&;

    [[nodiscard]] std::optional<ApiError> check_caller(const Call& call) const;

    Reply health(const Call& call, Id id);
    Reply models(const Call& call, Id id);
    Reply create(const Call& call, Id id);
    Reply create_and_wait(const Call& call, Id id);
    Reply extend(const Call& call, Id id);
    Reply edit(const Call& call, Id id);
    Reply remix(const Call& call, Id id);
    Reply list(const Call& call, Id id);
    Reply retrieve(const Call& call, Id id);
    Reply remove(const Call& call, Id id);
    Reply cancel(const Call& call, Id id);
    Reply content(const Call& call, Id id);
    Reply create_character(const Call& call, Id id);
    Reply retrieve_character(const Call& call, Id id);
    Reply upload_file(const Call& call, Id id);
    Reply list_files(const Call& call, Id id);
    Reply retrieve_file(const Call& call, Id id);
    Reply file_content(const Call& call, Id id);
    Reply remove_file(const Call& call, Id id);

    /// Makes the job of an order, with the faults of accepting; `finish` makes the answer of it.
    Reply accept(Answer<VideoOrder> order, const std::function<Reply(const Job&)>& finish);
    Answer<Job> make_job(const VideoOrder& order);
    Answer<void> take_source(const VideoOrder& order, Job& job);
    Answer<void> take_upload(const VideoOrder& order, Job& job);
    Answer<void> take_first_frame(const VideoOrder& order, Job& job);
    Answer<void> check_characters(const VideoOrder& order) const;
    Answer<Job> find_job(std::string_view id) const;
    /// The same for a client that asks, whom faults meet.
    Answer<Job> find_asked_job(std::string_view id);
    Reply finished(const Job& job, const VideoOrder& order, const Call& call);
    Reply wait_and_send(const Job& job, const std::function<Reply(const Job&)>& send);
    Told tell(const Job& job, bool is_poll);
    Answer<std::string> still(const Job& job, bool is_sheet);
    void wait_as_slow_accept() const;

    JobStore& store_;
    Queue& queue_;
    const Engine& engine_;
    const Folders& folders_;
    Options options_;
    FaultDice dice_;
    std::mutex polls_mutex_;
    std::map<std::string, int, std::less<>> polls_;  // of jobs whose status is told wrong at first
    std::mutex stills_mutex_;                        // one still is drawn at a time
};

}  // namespace shot::serve
