import Kernel
import Store
import Web

extension Identity {
    /// Whose matters the visitor looks after: their own, or those of an enterprise that lets them (行政许可法 29).
    var actingEndpoints: [Endpoint] {
        struct Choice: Sendable {
            var name: String
            var code: String
            var power: Agency.Power
            var party: Party
        }
        let screen = Screen<[Choice]>(
            "identity.acting-for-page", get: "/acting-for", access: .applicant, summary: IdentityText.actingFor, tag: "identity",
            load: { call in
                guard let account = call.visitor.account else { return [] }
                let today = call.now.date
                return try await database.read { connection in
                    guard let person = try self.person(ofAccount: account, in: connection) else { return [] }
                    return try table.agencies(of: person, on: today, in: connection).map {
                        Choice(name: $0.enterprise.name, code: $0.enterprise.code.rawValue, power: $0.power, party: $0.enterprise.party)
                    }
                }
            },
            page: { choices, call in
                let language = call.language
                let myself = Components.postButton(
                    IdentityText.myself, to: "/acting-for", kind: call.visitor.actingForName == nil ? .main : .plain,
                    seal: FormSeal(csrf: call.visitor.csrf), values: [("party", "")], language)
                let rows = choices.html { choice -> HTML in
                    let isCurrent = call.visitor.party == choice.party
                    let button = Components.postButton(
                        Text(same: choice.name), to: "/acting-for", kind: isCurrent ? .main : .plain,
                        seal: FormSeal(csrf: call.visitor.csrf),
                        values: [("party", choice.party.description)], language)
                    return "<li>\(button)<span class=\"soft\">\(choice.power.name, language) · \(Components.code(choice.code))</span></li>"
                }
                let body: HTML = """
                    \(Components.heading(IdentityText.actingFor, lede: IdentityText.actingForLede, language))\
                    \(Components.card(nil, "<ul class=\"demo-logins\"><li>\(myself)<span class=\"soft\">\(call.visitor.name)</span></li>\(rows)</ul>"))
                    """
                return Page(IdentityText.actingFor, body: body, isWide: false)
            },
            gives: .array(.object([.init("party", .string), .init("name", .string), .init("code", .string), .init("power", .string)])),
            json: { choices, _ in
                .array(
                    choices.map {
                        [
                            "party": .string($0.party.description), "name": .string($0.name), "code": .string($0.code),
                            "power": .string($0.power.rawValue),
                        ]
                    })
            })
        let act = Act<Party?, Party?>(
            "identity.act-for", post: "/acting-for", access: .applicant, summary: IdentityText.actingFor, tag: "identity",
            takes: .object([.init("party", .string, required: false, IdentityText.partyHelp)]), refuses: ["identity.not-your-enterprise"],
            input: { submitted, _ in
                guard let text = submitted["party"], !text.isEmpty else { return nil }
                guard let party = Party(text), party.kind == .enterprise else { throw IdentityRefusal.notYourEnterprise.problem }
                return party
            },
            run: { party, call in
                guard let account = call.visitor.account, let session = call.visitor.session else { throw WebProblem.signInNeeded }
                let today = call.now.date
                return try await database.write { connection in
                    if let party {
                        let person = try self.person(ofAccount: account, in: connection)
                        let held = try person.map { try table.agencies(of: $0, on: today, in: connection) } ?? []
                        guard held.contains(where: { $0.enterprise.party == party }) else {
                            throw IdentityRefusal.notYourEnterprise.problem
                        }
                    }
                    try sessions.act(for: party, session: session, in: connection)
                    return party
                }
            },
            then: { _, _ in "/" }, gives: .object([.init("party", .string.orNull)]),
            json: { party, _ in ["party": JSON(party?.description)] }, status: 200)
        return screen.endpoints + act.endpoints
    }
}
