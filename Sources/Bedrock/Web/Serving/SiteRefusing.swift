import Kernel
import Logging
import Store

extension Site {
    /// Turns whatever was thrown into an answer: a refusal with its own status, anything else into 503 or 500, logged once.
    func refuse(_ error: any Error, _ exchange: inout Exchange) async -> RawAnswer {
        let (problem, headers) = explain(error, exchange)
        if exchange.face != .api {
            do {
                if let answer = try await pageAgain(problem, &exchange) {
                    return try await render(with(headers, answer), &exchange)
                }
            } catch {
                // Only a fault is worth a line: that the form's own page refuses is an answer too, and the plain page below gives it.
                if !(error is Problem) { _ = explain(error, exchange) }
            }
        }
        let answer = exchange.face == .api ? problemJSON(problem, exchange) : .page(problemPage(problem, exchange))
        do {
            return try await render(with(headers, answer), &exchange)
        } catch {
            return RawAnswer(status: 500, headers: ["content-length": "0"])
        }
    }

    /// The problem that the reader sees, and the headers that go with it.
    private func explain(_ error: any Error, _ exchange: Exchange) -> (Problem, Headers) {
        switch error {
        case let problem as Problem where problem.status == 401: return (problem, ["www-authenticate": "Bearer realm=\"yiwang\""])
        case let problem as Problem: return (problem, [:])
        case let refusal as Refusal: return (refusal.problem, refusal.headers)
        case let error as StoreError:
            switch error {
            case .unavailable, .closed, .serialization:
                logger.error("the database is unavailable", metadata: metadata(exchange, error))
                return (WebProblem.unavailable, ["retry-after": error.isSerialization ? "1" : "10"])
            case .constraint, .malformed: break
            }
        default: break
        }
        logger.error("a request failed", metadata: metadata(exchange, error))
        return (WebProblem.fault, [:])
    }

    /// The path only: a query may hold what somebody searched for.
    private func metadata(_ exchange: Exchange, _ error: any Error) -> Logger.Metadata {
        [
            "request": "\(exchange.requestID)", "endpoint": "\(exchange.endpoint.map { endpoints[$0].name } ?? "none")",
            "error": "\(String(reflecting: error))",
        ]
    }

    private func with(_ headers: Headers, _ answer: Answer) -> Answer {
        var answer = answer
        for field in headers.fields { answer.headers[field.name] = field.value }
        return answer
    }

    private func problemJSON(_ problem: Problem, _ exchange: Exchange) -> Answer {
        Answer(
            status: problem.status, headers: ["content-type": "application/problem+json"],
            content: .json(problem.json(exchange.language, instance: exchange.requestID)))
    }

    private func problemPage(_ problem: Problem, _ exchange: Exchange) -> Page {
        var page = Page.problem(problem, exchange.language)
        if problem.status >= 500 {
            page.body +=
                "<p class=\"soft\">\(ServingText.requestNumber, exchange.language)<span class=\"code\">\(exchange.requestID)</span></p>"
        }
        return page
    }

    /// The page on which a refused form goes on, with everything that was typed: its own page; the sign-in page where the session had
    /// ended; or one button that sends it again. nil where nothing was typed.
    private func pageAgain(_ problem: Problem, _ exchange: inout Exchange) async throws -> Answer? {
        guard let call = exchange.call, call.method != .get, let index = exchange.endpoint, problem.code != WebProblem.wrongOrigin.code
        else {
            return nil
        }
        let endpoint = endpoints[index]
        let form = ResumedForm(call, takes: endpoint.takes)
        if exchange.isUnrecognised {
            guard ForgeryCheck.origin(call.headers, site: settings.origin) != .other else { return nil }
            // The token that came belongs to their session still.
            return .page(ResumePages.again(form, after: problem, csrf: call.submitted[FormSeal.csrfName] ?? "", exchange.language))
        }
        if problem.status == 401, !exchange.visitor.isSignedIn {
            return try await signInPage(carrying: form, exchange)
                ?? .page(ResumePages.again(form, after: problem, csrf: exchange.visitor.csrf, exchange.language))
        }
        if let again = endpoint.again {
            do {
                var page = try await again(problem, call)
                page.status = problem.status
                return .page(carried(page, call, exchange.language))
            } catch let error where problem.status >= 500 {
                // The form's page needs the database too; what was typed needs nothing.
                logger.debug("the form could not be shown again", metadata: ["error": "\(error)"])
            }
        }
        guard problem.status >= 500 || problem.status == 429 || problem.code == WebProblem.formExpired.code else { return nil }
        return .page(ResumePages.again(form, after: problem, csrf: exchange.visitor.csrf, exchange.language))
    }
}
