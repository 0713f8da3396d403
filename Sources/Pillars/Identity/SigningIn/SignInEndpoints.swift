import Kernel
import Store
import Web

extension Identity {
    static let loginField = Field(
        "login", IdentityText.login, .text(max: 60), autocomplete: "username")
    static let passwordField = Field("password", IdentityText.password, .password, autocomplete: "current-password", sensitive: true)
    static let codeField = Field(
        "code", IdentityText.code, .text(max: 12), help: IdentityText.codeHelp, required: false, autocomplete: "one-time-code")

    var signInEndpoints: [Endpoint] {
        let takes = [Identity.loginField, Identity.passwordField, Identity.codeField].schema
        let gives = Schema.object([.init("token", .string), .init("expires", .dateTime)])
        let refuses = ["identity.wrong-password", "identity.code-needed", "identity.wrong-code", "web.too-many"]
        let showAgain: @Sendable (Problem, Call) async throws -> Page = { problem, call in self.signInPage(call, problem: problem) }
        return [
            Endpoint(
                "identity.sign-in-page", .get, "/sign-in", access: .everyone, summary: IdentityText.signIn, tag: "identity", face: .page
            ) { call in
                .page(self.signInPage(call, problem: nil))
            },
            Endpoint(
                "identity.sign-in", .post, "/sign-in", access: .everyone, summary: IdentityText.signIn, tag: "identity", takes: takes,
                refuses: refuses, face: .page, status: 303, again: showAgain
            ) { call in
                let (session, account) = try await self.signIn(call)
                let home: Link =
                    if case .staff(let id) = account.owner { settings.staffHome(try await staff(id)?.scope ?? .nothing) } else { "/" }
                return .redirect(call.submitted["next"].flatMap(Link.init(local:)) ?? home).beginning(session)
            },
            Endpoint(
                "identity.sign-in", .post, "/sign-in", access: .everyone, summary: IdentityText.signIn, tag: "identity", takes: takes,
                gives: gives, refuses: refuses, face: .api, status: 201
            ) { call in
                let (session, _) = try await self.signIn(call)
                return .json(["token": .string(session.token), "expires": .string(session.row.expires.rfc3339)], status: 201)
            },
            signOut(.page), signOut(.api),
        ]
    }

    private func signIn(_ call: Call) async throws -> (session: NewSession, account: Account) {
        let fields = [Identity.loginField, Identity.passwordField]
        let typed = try fields.parse(call.submitted)
        let credentials = Credentials(
            login: typed["login"]?.string ?? "", password: typed["password"]?.string ?? "", code: call.submitted["code"])
        return try await signIn(credentials, from: call.remoteAddress, language: call.language, now: call.now)
    }

    private func signOut(_ face: Endpoint.Face) -> Endpoint {
        Endpoint(
            "identity.sign-out", .post, "/sign-out", access: .everyone, summary: IdentityText.signOut, tag: "identity", face: face,
            status: face == .page ? 303 : 204
        ) { call in
            if let session = call.visitor.session {
                try await database.write { try sessions.end(session, in: $0) }
            }
            return (face == .page ? Answer.redirect("/") : .nothing).endingSession()
        }
    }

    private func signInPage(_ call: Call, problem: Problem?) -> Page {
        let language = call.language
        let next = call.submitted["next"] ?? call.query["next"]
        var fields = [Identity.loginField, Identity.passwordField]
        // The code is asked only of those who have one.
        if let problem, problem.code == "identity.code-needed" || problem.code == "identity.wrong-code" {
            fields.append(Identity.codeField)
        }
        if next != nil { fields.append(Field("next", Text(same: ""), .hidden, required: false)) }
        var values: [String: [String]] = [:]
        if let login = call.submitted["login"] { values["login"] = [login] }
        if let next { values["next"] = [next] }
        let form = Form(
            action: "/sign-in", fields: fields, values: values, problem: problem, submit: IdentityText.signIn,
            seal: FormSeal(csrf: call.visitor.csrf))
        let body: HTML = """
            \(Components.heading(IdentityText.signIn, lede: IdentityText.signInLede, language))\(form.html(language))\(demo(call, next: next))
            """
        return Page(IdentityText.signIn, layout: .plain, body: body, status: problem?.status ?? 200, isWide: false)
    }

    /// The log-ins of the demo city, each a button: nothing to remember, nothing to type.
    private func demo(_ call: Call, next: String?) -> HTML? {
        guard !settings.demoLogins.isEmpty else { return nil }
        let language = call.language
        let rows = settings.demoLogins.html { login -> HTML in
            var values = [("login", login.login), ("password", Identity.demoPassword)]
            if let next { values.append(("next", next)) }
            let button = Components.postButton(
                Text(login.name, login.name), to: "/sign-in", kind: .plain, seal: FormSeal(csrf: call.visitor.csrf), values: values,
                language)
            return "<li>\(button)<span class=\"soft\">\(login.what, language)</span></li>"
        }
        return Components.card(
            IdentityText.demoTitle, "<p class=\"soft\">\(IdentityText.demoNote, language)</p><ul class=\"demo-logins\">\(rows)</ul>",
            language)
    }

    /// The password of every account of the demo city; no such account exists elsewhere.
    package static let demoPassword = "yiwang-demo-city"
}
