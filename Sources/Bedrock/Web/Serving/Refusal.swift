package import Kernel

/// A problem that also says something in the answer's headers (`Retry-After`).
package struct Refusal: Error, Sendable, Hashable {
    package var problem: Problem
    package var headers: Headers

    package init(_ problem: Problem, headers: Headers) {
        self.problem = problem
        self.headers = headers
    }

    package static func tooManyRequests(retryAfterSeconds: Int) -> Refusal {
        Refusal(WebProblem.tooManyRequests(retryAfterSeconds: retryAfterSeconds), headers: ["retry-after": String(retryAfterSeconds)])
    }
}
