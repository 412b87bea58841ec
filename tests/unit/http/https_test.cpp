// Against a TLS server of a library's: certificates, and what crosses from https to http.
#include <catch2/catch.hpp>

#include <httplib.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdlib>

#include "tests/unit/http/raw_server.hpp"

using namespace shot;
using namespace shot::http;
using namespace shot::tests;
using Catch::Matchers::Contains;

namespace {

/// A self-signed certificate of today for `name` (`IP:127.0.0.1`), valid for `seconds`, and its PEM file.
class Certificate {
public:
    explicit Certificate(const std::string& name, long seconds = 3600) : key_(EVP_EC_gen("P-256")), certificate_(X509_new()) {
        X509_set_version(certificate_, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate_), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate_), -7200);
        X509_gmtime_adj(X509_getm_notAfter(certificate_), seconds);
        X509_set_pubkey(certificate_, key_);
        X509_NAME* subject = X509_get_subject_name(certificate_);
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("shot test"), -1, -1, 0);
        X509_set_issuer_name(certificate_, subject);
        X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, name.c_str());
        X509_add_ext(certificate_, names, -1);
        X509_EXTENSION_free(names);
        X509_sign(certificate_, key_, EVP_sha256());
        std::FILE* file = ::fdopen(::mkstemp(path_), "w");
        PEM_write_X509(file, certificate_);
        std::fclose(file);
    }
    Certificate(const Certificate&) = delete;
    Certificate& operator=(const Certificate&) = delete;
    ~Certificate() {
        X509_free(certificate_);
        EVP_PKEY_free(key_);
        ::unlink(path_);
    }
    [[nodiscard]] X509* certificate() const { return certificate_; }
    [[nodiscard]] EVP_PKEY* key() const { return key_; }
    [[nodiscard]] std::string path() const { return path_; }

private:
    char path_[32] = "/tmp/shot-certificate-XXXXXX";
    EVP_PKEY* key_;
    X509* certificate_;
};

class SecureServer {
public:
    explicit SecureServer(const Certificate& certificate, std::string location = "")
        : server_(certificate.certificate(), certificate.key()) {
        const auto handle = [this, location](const httplib::Request& request, httplib::Response& response) {
            ++requests_;
            body_ = request.body;
            authorization_ = request.get_header_value("Authorization");
            if (!location.empty()) {
                response.set_redirect(location);
            } else {
                response.set_content("{}", "application/json");
            }
        };
        server_.Get(".*", handle);
        server_.Post(".*", handle);
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { server_.listen_after_bind(); });
        while (!server_.is_running()) {
            std::this_thread::yield();
        }
    }
    SecureServer(const SecureServer&) = delete;
    SecureServer& operator=(const SecureServer&) = delete;
    ~SecureServer() {
        server_.stop();
        thread_.join();
    }
    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] int requests() const { return requests_; }
    [[nodiscard]] const std::string& body() const { return body_; }
    [[nodiscard]] const std::string& authorization() const { return authorization_; }

private:
    httplib::SSLServer server_;
    std::atomic<int> requests_ = 0;
    std::string body_;  // read when the answer has come
    std::string authorization_;
    int port_ = 0;
    std::thread thread_;
};

/// What a POST comes to that trusts the certificate, or the system's alone.
Outcome post_to(const SecureServer& server, const std::string& certificates) {
    Policy policy = policy_for(server.url());
    policy.certificates = certificates;
    return Client(policy).send(post(server.url()));
}

}  // namespace

TEST_CASE("a POST over TLS arrives once, with its key", "[http]") {
    const Certificate certificate("IP:127.0.0.1");
    const SecureServer server(certificate);
    const Outcome outcome = post_to(server, certificate.path());
    REQUIRE(outcome);
    CHECK(outcome->status == 200);
    CHECK(server.requests() == 1);
    CHECK(server.body() == R"({"prompt":"rain"})");
    CHECK(server.authorization() == "Bearer sk-canary-4711");
}

TEST_CASE("a server without a good certificate sees nothing", "[http]") {
    const auto refuse = [](const Certificate& certificate, bool is_trusted) {
        const SecureServer server(certificate);
        const Outcome outcome = post_to(server, is_trusted ? certificate.path() : "");
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().sent == Trouble::Sent::Nothing);
        CHECK(server.requests() == 0);
        return outcome.error().reason;
    };
    CHECK(refuse(Certificate("DNS:other.example"), true) == "the server's certificate is not valid for 127.0.0.1");
    CHECK_THAT(refuse(Certificate("IP:127.0.0.1"), false), Contains("is not trusted: self-signed certificate"));
    CHECK_THAT(refuse(Certificate("IP:127.0.0.1", -3600), true), Contains("is not trusted: certificate has expired"));
}

TEST_CASE("https never leads to http, nor speaks to what is none", "[http]") {
    const Certificate certificate("IP:127.0.0.1");
    RawServer plain(answer("200 OK", "", ""));
    const SecureServer server(certificate, plain.url());
    Policy policy = policy_for(server.url());
    policy.certificates = certificate.path();
    Outcome outcome = Client(policy).send(get(server.url()));
    REQUIRE_FALSE(outcome);
    CHECK_THAT(outcome.error().reason, Contains("redirects from https to plain http"));
    CHECK(plain.connections() == 0);

    const RawServer hello([](Connection& c, const std::string&) { c.write("HTTP/1.1 400 Bad Request\r\n\r\n"); }, false);
    const std::string url = "https://127.0.0.1:" + std::to_string(hello.port());
    outcome = Client(policy_for(url)).send(post(url));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().sent == Trouble::Sent::Nothing);
}
