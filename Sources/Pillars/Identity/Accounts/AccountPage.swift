import Cryptography
import Kernel
import Store
import Web

extension Identity {
    /// What the account page shows: what the platform knows of whoever signed in, masked, and how they sign in.
    struct AccountView: Sendable {
        var name: String
        var number: String?
        var mobile: String?
        var region: RegionCode?
        var grants: [Scope.Grant]
        var account: Account
    }

    func accountView(_ call: Call) async throws -> AccountView {
        guard let id = call.visitor.account else { throw WebProblem.signInNeeded }
        return try await database.read { connection in
            guard let account = try table.account(id, in: connection)?.account else { throw WebProblem.signInNeeded }
            var view = AccountView(name: call.visitor.name, grants: call.visitor.scope.grants, account: account)
            if case .person(let person) = account.owner, let person = try table.person(person, in: connection) {
                view.name = person.name
                view.number = person.idNumber.masked
                view.mobile = person.mobile.flatMap { MobileNumber($0)?.masked }
                view.region = person.region
            }
            return view
        }
    }

    var accountEndpoints: [Endpoint] {
        let screen = Screen<AccountView>(
            "identity.account", get: "/account", access: .everyone, summary: IdentityText.account, tag: "identity",
            load: { try await accountView($0) }, page: { view, call in accountPage(view, call, problem: nil, secret: nil) },
            gives: .object([
                .init("name", .string), .init("login", .string), .init("number", .string.orNull), .init("mobile", .string.orNull),
                .init("level", .integer), .init("usesCode", .boolean),
            ]),
            json: { view, _ in
                [
                    "name": .string(view.name), "login": .string(view.account.login), "number": JSON(view.number),
                    "mobile": JSON(view.mobile),
                    "level": .int(view.account.level), "usesCode": .bool(view.account.usesCode),
                ]
            })
        return screen.endpoints + codeEndpoints
    }

    /// A time-based code (RFC 6238): confirmed once before it is asked for, so that nobody locks themselves out.
    private var codeEndpoints: [Endpoint] {
        struct Confirmation: Sendable {
            var secret: [UInt8]
            var code: String
        }
        let begin = Endpoint(
            "identity.code-page", .get, "/account/code", access: .everyone, summary: IdentityText.codeSetUp, tag: "identity", face: .page
        ) { call in
            .page(accountPage(try await accountView(call), call, problem: nil, secret: TOTP.newSecret()))
        }
        let confirm = Act<Confirmation, Bool>(
            "identity.code", post: "/account/code", access: .everyone, summary: IdentityText.codeSetUp, tag: "identity",
            takes: .object([.init("secret", .string), .init("code", .string)]), refuses: ["identity.wrong-code"],
            input: { submitted, _ in
                guard let secret = Hex.decode(submitted["secret"] ?? ""), secret.count == 20 else { throw WebProblem.malformed }
                return Confirmation(secret: secret, code: (submitted["code"] ?? "").filter { !$0.isWhitespace })
            },
            run: { confirmation, call in
                guard let account = call.visitor.account else { throw WebProblem.signInNeeded }
                guard let step = TOTP(secret: confirmation.secret).matchedStep(of: confirmation.code, at: call.now) else {
                    throw IdentityRefusal.wrongCode.problem
                }
                return try await database.write { connection in
                    try table.setCode(secret: confirmation.secret, step: step, of: account, in: connection)
                    try sessions.endAll(of: account, except: call.visitor.session, in: connection)
                    return true
                }
            },
            then: { _, _ in "/account" },
            again: { problem, call in
                accountPage(try await accountView(call), call, problem: problem, secret: Hex.decode(call.submitted["secret"] ?? ""))
            },
            gives: .object([.init("usesCode", .boolean)]), json: { usesCode, _ in ["usesCode": .bool(usesCode)] }, status: 200)
        let remove = Act<String, Bool>(
            "identity.code-removal", post: "/account/code-removal", access: .everyone, summary: IdentityText.codeRemoval, tag: "identity",
            takes: .object([.init("code", .string)]), refuses: ["identity.wrong-code"],
            input: { submitted, _ in (submitted["code"] ?? "").filter { !$0.isWhitespace } },
            run: { code, call in
                guard let account = call.visitor.account else { throw WebProblem.signInNeeded }
                return try await database.write { connection in
                    guard let stored = try table.account(account, in: connection), let secret = stored.codeSecret,
                        TOTP(secret: secret).matchedStep(of: code, at: call.now, after: stored.lastStep) != nil
                    else { throw IdentityRefusal.wrongCode.problem }
                    try table.setCode(secret: nil, step: 0, of: account, in: connection)
                    return false
                }
            },
            then: { _, _ in "/account" },
            again: { problem, call in accountPage(try await accountView(call), call, problem: problem, secret: nil) },
            gives: .object([.init("usesCode", .boolean)]), json: { usesCode, _ in ["usesCode": .bool(usesCode)] }, status: 200)
        return [begin] + confirm.endpoints + remove.endpoints
    }

    private func accountPage(_ view: AccountView, _ call: Call, problem: Problem?, secret: [UInt8]?) -> Page {
        let language = call.language
        var facts = [
            Components.Fact(IdentityText.name, HTML(text: view.name)), Components.Fact(IdentityText.login, HTML(text: view.account.login)),
        ]
        if let number = view.number { facts.append(Components.Fact(IdentityText.idNumber, HTML(text: number))) }
        if let mobile = view.mobile { facts.append(Components.Fact(IdentityText.mobile, HTML(text: mobile))) }
        for grant in view.grants {
            facts.append(Components.Fact(grant.role.name, HTML(text: "\(grant.department ?? "*") · \(grant.region.rawValue)")))
        }
        let code = secret.map { codeForm($0, view, call, problem) } ?? codeState(view, call, problem)
        let ways = call.visitor.kind == .staff ? [] : settings.accountWays
        let more: HTML =
            ways.isEmpty ? HTML() : Components.actionBar(ways.map { Components.button($0.name, to: $0.link, .plain, language) })
        let body: HTML = """
            \(Components.heading(IdentityText.account, language))\(Components.card(nil, Components.summaryList(facts, language)))\
            \(more)\(Components.card(IdentityText.codeSetUp, code, language))
            """
        let layout: Page.Layout = call.visitor.kind == .staff ? .console(current: nil) : .portal(current: nil)
        return Page(IdentityText.account, layout: layout, body: body, status: problem?.status ?? 200, isWide: false)
    }

    private func codeForm(_ secret: [UInt8], _ view: AccountView, _ call: Call, _ problem: Problem?) -> HTML {
        let totp = TOTP(secret: secret)
        let form = Form(
            action: "/account/code",
            fields: [
                Field("secret", Text(same: ""), .hidden), Field("code", IdentityText.code, .text(max: 12), autocomplete: "one-time-code"),
            ],
            values: ["secret": [Hex.encode(secret)]], problem: problem, submit: IdentityText.codeConfirm,
            seal: FormSeal(csrf: call.visitor.csrf))
        let picture = Components.qr(totp.link(issuer: "Yiwang", account: view.account.login), label: IdentityText.codeScan, call.language)
        return """
            <p>\(IdentityText.codeScan, call.language)</p><div class="qr">\(picture)</div><p class="code">\(totp.typedSecret)</p>\(form.html(call.language))
            """
    }

    private func codeState(_ view: AccountView, _ call: Call, _ problem: Problem?) -> HTML {
        let language = call.language
        guard view.account.usesCode else {
            return
                "<p>\(IdentityText.codeWhy, language)</p>\(Components.button(IdentityText.codeSetUp, to: "/account/code", .plain, language))"
        }
        let form = Form(
            action: "/account/code-removal", fields: [Field("code", IdentityText.code, .text(max: 12), autocomplete: "one-time-code")],
            problem: problem,
            submit: IdentityText.codeRemoval, seal: FormSeal(csrf: call.visitor.csrf))
        return "<p>\(IdentityText.codeOn, language)</p>\(form.html(language))"
    }
}
