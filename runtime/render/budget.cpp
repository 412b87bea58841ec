#include "runtime/render/budget.hpp"

#include <fmt/format.h>

namespace shot::render {
namespace {

double dollars(std::int64_t micro_usd) {
    constexpr double kMicro = 1e6;
    return static_cast<double>(micro_usd) / kMicro;
}

double seconds(std::int64_t milliseconds) {
    return static_cast<double>(milliseconds) / 1000;
}

}  // namespace

std::string describe_overrun(const store::Ledger::Spent& spent, const store::Take& take, const RenderOptions& options) {
    if (options.max_micro_usd) {
        if (!take.micro_usd) {
            return fmt::format("`{}` has no known price, so a budget in dollars cannot hold it", take.shot);
        }
        if (spent.micro_usd + *take.micro_usd > *options.max_micro_usd) {
            return fmt::format("`{}` costs {:.2f} USD; {:.2f} of {:.2f} USD are spent", take.shot, dollars(*take.micro_usd),
                               dollars(spent.micro_usd), dollars(*options.max_micro_usd));
        }
    }
    const std::int64_t length = take.milliseconds.value_or(0);
    if (options.max_milliseconds && spent.milliseconds + length > *options.max_milliseconds) {
        return fmt::format("`{}` takes {:g} s; {:g} of {:g} s are used", take.shot, seconds(length), seconds(spent.milliseconds),
                           seconds(*options.max_milliseconds));
    }
    return {};
}

}  // namespace shot::render
