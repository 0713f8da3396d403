import Kernel

extension Site {
    /// The sign-in page with the form that was sent too late; nil where there is no such page.
    func signInPage(carrying form: ResumedForm, _ exchange: Exchange) async throws -> Answer? {
        guard case .endpoint(let index, let parameters) = routes.match(.get, settings.signInPath[...]), var call = exchange.call else {
            return nil
        }
        call.method = .get
        call.path = settings.signInPath
        call.parameters = parameters
        call.query = [:]
        call.submitted = Submitted()
        guard case .page(let page) = try await endpoints[index].answer(call).content else { return nil }
        return ResumePages.signIn(
            page, carrying: form, isFirst: true, path: settings.signInPath, status: WebProblem.signInNeeded.status, exchange.language
        ).map(Answer.page)
    }

    /// A sign-in page shown again (a mistyped password) carries on what it carried.
    func carried(_ page: Page, _ call: Call, _ language: Language) -> Page {
        guard call.path == settings.signInPath, let form = ResumedForm(call.submitted[ResumedForm.field]) else { return page }
        return ResumePages.signIn(page, carrying: form, isFirst: false, path: settings.signInPath, status: page.status, language) ?? page
    }

    /// After signing in: where a form was carried, it can be sent now, with the new session's token.
    func resumed(_ answer: Answer, _ exchange: Exchange) -> Answer {
        guard let call = exchange.call, call.method == .post, call.path == settings.signInPath,
            let form = ResumedForm(call.submitted[ResumedForm.field])
        else { return answer }
        var answer = answer
        if case .begin(let session) = answer.session {
            answer.headers["location"] = nil
            answer.status = 200
            answer.content = .page(ResumePages.signedIn(form, csrf: pageToken(session.row.csrf), exchange.language))
        } else if case .page(let page) = answer.content {
            answer.content = .page(carried(page, call, exchange.language))
        }
        return answer
    }
}
