import Catalogue
import Cryptography
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// A register with somebody who shows a licence and somebody who reads it.
struct PresentingFixture: Sendable {
    let ground: LicencesFixture
    let keyring: Keyring
    let presentations: Presentations

    var database: Database { ground.database }
    var clock: TestClock { ground.clock }

    init(_ database: Database) async throws {
        ground = try await LicencesFixture(database)
        keyring = Keyring.made(suite: .national, now: ground.clock.now)
        presentations = try PresentingFixture.presentations(ground, keyring)
    }

    private static func presentations(_ ground: LicencesFixture, _ keyring: Keyring) throws -> Presentations {
        Presentations(
            licences: ground.licences, signer: try #require(Signer(credentials: keyring)), sealer: ground.licences.table.sealer,
            blindIndex: ground.licences.table.blindIndex)
    }

    /// The same after a change of credential keys.
    func rotated() throws -> Presentations {
        try PresentingFixture.presentations(ground, keyring.rotated(use: .credential, now: clock.now))
    }

    /// Signed by somebody else's keys in our name.
    func forger() throws -> Presentations { try PresentingFixture.presentations(ground, .made(suite: .international, now: clock.now)) }

    /// A licence whose words can be told apart in any text.
    func licence(until: LocalDate? = nil) async throws -> Licence {
        var order = ground.order(number: "ZJ-2026-778899", until: until)
        order.face["person.birthDate"] = "1993-05-12"
        order.face["person.householdAddress"] = "徐汇区漕宝示例路 778 弄"
        return try await ground.issue(order)
    }

    /// One and the same signed-in holder: a presentation belongs to its account.
    var holder: Visitor {
        let account = ID(at: TestClock.mondayMorning, random: Array(repeating: 7, count: 10))
        return Visitor(kind: .person, account: account, name: ground.holder.name, party: ground.holder.party, language: .zh)
    }

    var officer: Visitor {
        let grant = Scope.Grant(role: .window, department: "gaj", region: RegionCode("310104") ?? ground.holder.region)
        return Visitor(kind: .staff, account: clock.newID(), name: "江一", scope: Scope(grants: [grant]), language: .zh)
    }

    func call(
        _ visitor: Visitor, _ parameters: [String: String] = [:], _ values: [String: [String]] = [:], face: Call.Face = .api,
        address: String = "192.0.2.1"
    ) -> Call {
        Call(
            method: values.isEmpty ? .get : .post, path: "/", face: face, parameters: parameters, submitted: Submitted(values: values),
            visitor: visitor, requestID: "request-1", now: clock.now, remoteAddress: address, surroundings: clock.surroundings)
    }

    /// What an endpoint answers.
    func answer(
        _ name: String, _ method: Method = .get, _ face: Call.Face = .api, by visitor: Visitor, _ parameters: [String: String] = [:],
        _ values: [String: [String]] = [:], from presentations: Presentations? = nil, address: String = "192.0.2.1"
    ) async throws -> Answer {
        let all = (presentations ?? self.presentations).endpoints
        let endpoint = try #require(all.first { $0.name == name && $0.face == face && $0.method == method })
        #expect(visitor.may(endpoint.access))
        return try await endpoint.answer(call(visitor, parameters, values, face: face, address: address))
    }

    func json(
        _ name: String, _ method: Method = .get, by visitor: Visitor, _ parameters: [String: String] = [:],
        _ values: [String: [String]] = [:], from presentations: Presentations? = nil, address: String = "192.0.2.1"
    ) async throws -> JSON {
        let answer = try await answer(
            name, method, by: visitor, parameters, values, from: presentations, address: address)
        guard case .json(let json) = answer.content else { return .null }
        return json
    }

    func page(_ answer: Answer) -> String {
        guard case .page(let page) = answer.content else { return "" }
        return page.body.string + page.title.zh
    }

    // MARK: One showing

    /// Begins to show; the presentation's id and the address in its code.
    func present(_ licence: Licence, _ claims: [String]) async throws -> (id: String, url: String) {
        let started = try await json("licences.present", .post, by: holder, ["id": licence.id.rawValue], ["claims": claims])
        let id = try #require(started["id"]?.string)
        let code = try await json("licences.code", .post, by: holder, ["id": id], ["none": [""]])
        return (id, try #require(code["url"]?.string))
    }

    /// What a program is told of a code.
    func verify(_ code: String, _ more: [String: [String]] = [:], address: String = "192.0.2.1") async throws -> JSON {
        try await json(
            "licences.verify-presentation", .post, by: .anonymous(.zh), [:], more.merging(["token": [code]]) { first, _ in first },
            address: address)
    }

    /// What a program is told of a file.
    func verify(file: String, _ more: [String: [String]] = [:], from presentations: Presentations? = nil) async throws -> JSON {
        try await json(
            "licences.verify-presentation", .post, by: .anonymous(.zh), [:], more.merging(["file": [file]]) { first, _ in first },
            from: presentations)
    }

    /// A file of a licence, made out to a library.
    func file(_ licence: Licence, _ claims: Set<String>, nonce: String = "n-1", from presentations: Presentations? = nil) async throws
        -> SDJWT
    {
        let presentable = Presentable(licence: licence, catalogue: ground.catalogue.snapshot, on: clock.now.date)
        return try await (presentations ?? self.presentations).file(
            of: presentable, showing: claims, binding: KeyBinding(audience: "library", nonce: nonce, at: clock.now))
    }

    func verdicts() async throws -> [String] {
        try await database.read { try $0.rows("SELECT verdict FROM licences_verification ORDER BY id").map { try $0.text("verdict") } }
    }
}
