// How a family of servers is spoken with once a request is written: who may call, how a job is followed, fetched, listed and stopped.
// Data: the member `jobs` of stdlib/dialects/*.json, and of a project's own dialects. One client reads them all.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/result.hpp"

namespace shot::dialects {

/// What a server's word for a job's state means. A word that the data does not know is Running: servers invent new ones.
enum class Phase : std::uint8_t { Waiting, Running, Done, Failed, Cancelled, Expired };

struct PhaseWord {
    std::string word;
    Phase phase = Phase::Running;
};

/// How a server is told who calls: a header, with the key after a prefix.
struct KeyHeader {
    std::string header = "Authorization";
    std::string prefix = "Bearer ";
    std::string environment;  // the variable where people keep the key
};

/// Where the parts of a job stand in an answer that shows one (paths of json_path.hpp; empty: it is not said).
struct JobFields {
    std::string id;
    std::string status;
    std::string done;  // a flag, where there is no word: operations of Google's
    std::vector<PhaseWord> words;
    std::string progress;  // percent
    std::vector<std::string> messages;  // why it failed: the first that is there
    std::string size;      // of what is made: `1280x720`
    std::string seconds;
    std::string created;   // seconds since 1970
    std::vector<std::string> urls;      // of the clip: the first that is there
    std::vector<std::string> base64;    // the clip itself
    std::string refused;   // a value here other than `0` means a failure in spite of the status 200
};

/// A call: `{job}` in its path is the server's id.
struct Call {
    std::string method = "GET";
    std::string path;
    std::string body;  // a JSON template in which "{job}" stands for the id; empty: none
};

/// A list of jobs, newest first, page by page.
struct ListCall {
    std::string path;
    std::string jobs;        // the array
    std::string more;        // a flag: there is another page
    std::string cursor;      // what names the next page
    std::string parameter;   // of the query that takes it
    std::string prompt;      // in a job: what was asked for, by which ours is known again
};

/// A file that is uploaded before it can be named.
struct UploadCall {
    std::string kind;  // `character`, `image`, `video`
    std::string path;
    std::string file_field;
    std::string name_field;  // of a character's name; empty: none
    std::vector<std::pair<std::string, std::string>> fields;  // fixed ones: `purpose`, `vision`
    std::string id;
};

struct Jobs {
    KeyHeader key;
    JobFields fields;
    bool is_synchronous = false;  // the answer to the request is the finished job
    std::optional<Call> poll;
    std::optional<Call> content;  // a route of the server's that gives the clip
    std::optional<Call> cancel;
    std::optional<ListCall> list;
    std::vector<UploadCall> uploads;
    std::string url_query;     // added to the address of a clip: `alt=media`
    bool takes_data_urls = false;  // where a body asks for an address, the file itself may stand as `data:`
    bool extension_has_source = true;  // an extension's clip begins with its source
    std::chrono::milliseconds poll_first{5'000};
    std::chrono::milliseconds poll_then{10'000};
    std::string poll_header;   // of an answer: how long to wait, in milliseconds
    std::chrono::milliseconds settle{60'000};  // after which a job that was accepted stands in the list
    int most_at_once = 4;
    int most_a_minute = 0;  // requests that make a job; 0: nobody says

    [[nodiscard]] const UploadCall* find_upload(std::string_view kind) const;
    [[nodiscard]] Phase phase_of(std::string_view word) const;
};

struct Dialect {
    enum class Encoding : std::uint8_t { Json, Multipart };

    std::string name;
    std::string title;
    std::string base_url;  // empty: wherever it is run
    Encoding encoding = Encoding::Json;
    std::optional<Jobs> jobs;  // nothing: requests can be written for it, and not sent
};

/// Reads a dialect's JSON; what the compiler alone needs is left to it. A failure's reason names the key by its JSON path.
Result<Dialect> parse_dialect(std::string_view json, std::string_view path);

/// A built-in one, by its name or its product's (`openai`, `veo`, `omni`), or a failure that names those that there are.
Result<Dialect> find_dialect(std::string_view name);

}  // namespace shot::dialects
