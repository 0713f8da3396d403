import Catalogue
import Cryptography
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// Files: what anybody can check, and what nobody can change.
struct FileTests {
    static let claims: Set<String> = ["holder.name", "age.18"]

    /// A file that is not to be relied on, and why.
    private struct Bad {
        let what: String
        let file: String
        let verdict: String
        let more: [String: [String]]

        init(_ what: String, _ file: String, _ verdict: String, _ more: [String: [String]] = [:]) {
            self.what = what
            self.file = file
            self.verdict = verdict
            self.more = more
        }
    }

    @Test(arguments: TestDatabases.each()) func `a file shows what was chosen and is checked by anybody`(_ engine: TestEngine) async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence()
            let file = try await fixture.file(licence, FileTests.claims)
            let answer = try await fixture.verify(file: file.text)
            #expect(answer["result"] == "valid" && answer["audience"] == "library" && answer["type"] == "id-card")
            #expect(answer["claims"]?["holder.name"] == .string(fixture.ground.holder.name) && answer["claims"]?["age.18"] == true)
            #expect(answer["claims"]?.members?.count == 2)
            let uses = try await database.read { try fixture.ground.licences.table.useLog.lines(of: licence.id, limit: 5, in: $0) }
            #expect(uses.map(\.reader) == ["verifier"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `an officer says what for before a file is checked, and the holder reads their department`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence()
            let file = try await fixture.file(licence, FileTests.claims)
            let officer = fixture.officer
            let asked = fixture.page(try await fixture.answer("licences.check", .get, .page, by: officer))
            #expect(asked.contains("name=\"purpose\""))
            let refusal = await problem {
                _ = try await fixture.answer("licences.check", .post, .page, by: officer, [:], ["content": [file.text]])
            }
            #expect(refusal?.faults.map(\.field) == ["purpose"])
            #expect(try await fixture.ground.count("licences_use") == 0)
            let told = fixture.page(
                try await fixture.answer(
                    "licences.check", .post, .page, by: officer, [:], ["content": [file.text], "purpose": ["窗口核对身份"]]))
            #expect(told.contains(fixture.ground.holder.name))
            let line = try await database.read { try fixture.ground.licences.table.useLog.lines(of: licence.id, limit: 5, in: $0).first }
            #expect(line?.reader == "staff" && line?.account == officer.account && line?.department == "gaj")
            #expect(line?.reason.zh.contains("窗口核对身份") == true)
            // Anybody else is asked nothing.
            _ = try await fixture.answer("licences.check", .post, .page, by: .anonymous(.zh), [:], ["content": [file.text]])
            let last = try await database.read { try fixture.ground.licences.table.useLog.lines(of: licence.id, limit: 1, in: $0).first }
            #expect(last?.reader == "verifier" && last?.department == nil)
        }
    }

    @Test(arguments: TestDatabases.each()) func `every bad file has its own answer, a line in the log, and tells nothing`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence(until: fixture.clock.now.date.adding(days: 30))
            let good = try await fixture.file(licence, FileTests.claims)
            let other = try await fixture.file(licence, ["holder.number"])
            let forged = try await fixture.file(licence, FileTests.claims, from: try fixture.forger())
            let parts = good.text.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
            let lie = Disclosure(salt: Array(repeating: 9, count: 16), name: "holder.name", value: "王二")
            func file(_ issued: String, _ rest: [String]) -> String { ([issued] + rest).joined(separator: "~") }
            func swapped(_ text: String) -> String {
                var letters = Array(text)
                letters[letters.count - 5] = letters[letters.count - 5] == "A" ? "B" : "A"
                return String(letters)
            }
            let tail = Array(parts.dropFirst())
            let kept = Array(tail.dropFirst())
            var bad: [Bad] = [
                Bad("signed by somebody else", forged.text, "unknown-issuer"),
                Bad("a changed signature", file(swapped(parts[0]), tail), "altered"),
                Bad("another claim put in", file(parts[0], [lie.encoded] + kept), "altered"),
                Bad("a claim of another file", file(parts[0], [other.disclosures[0].encoded] + kept), "altered"),
                Bad("a claim taken out", file(parts[0], kept), "altered"),
            ]
            bad += [
                Bad("no key binding", good.presented, "altered"),
                Bad("the binding of another file", good.presented + (other.binding ?? ""), "altered"),
                Bad("a changed binding", swapped(good.text), "altered"),
                Bad("made out to another", good.text, "wrong-audience", ["audience": ["gym"]]),
                Bad("an answer to another question", good.text, "replayed", ["nonce": ["n-2"]]),
                Bad("no file at all", "hello", "unreadable"),
                Bad("a JWT that is no credential", fixture.presentations.signer.jws(["iss": "x"], typ: "jwt") + "~", "unreadable"),
            ]
            for one in bad {
                let answer = try await fixture.verify(file: one.file, one.more)
                #expect(answer["result"]?.string == one.verdict, "\(one.what)")
                #expect(answer["claims"] == nil && answer["name"] == nil, "\(one.what)")
                #expect(!answer.text.contains(fixture.ground.holder.name), "\(one.what)")
            }
            #expect(try await fixture.verdicts() == bad.map(\.verdict))
            #expect(try await fixture.ground.count("licences_use") == 0)
            let logged = try await database.read { "\(try $0.rows("SELECT * FROM licences_verification"))" }
            #expect(!logged.contains(fixture.ground.holder.name) && !logged.contains("192.0.2.1"))
            #expect(try await fixture.verify(file: good.text, ["audience": ["library"], "nonce": ["n-1"]])["result"] == "valid")
        }
    }

    private static let ends: [(LicenceStatus, String, StatusList.Value)] = [
        (.frozen, "frozen", .suspended), (.revoked, "revoked", .invalid), (.withdrawn, "revoked", .invalid),
        (.forfeited, "revoked", .invalid), (.cancelled, "revoked", .invalid), (.superseded, "revoked", .invalid),
    ]

    @Test(arguments: TestDatabases.each()) func `a file follows the state of its licence, and so does the published list`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            for (status, verdict, published) in FileTests.ends {
                let licence = try await fixture.ground.issue(fixture.ground.order())
                let file = try await fixture.file(licence, FileTests.claims)
                #expect(try await fixture.verify(file: file.text)["result"] == "valid")
                try await fixture.ground.change(licence.id, to: status)
                let answer = try await fixture.verify(file: file.text)
                #expect(answer["result"]?.string == verdict && answer["claims"] == nil)
                let (list, place) = try await database.read { connection in
                    let place = try #require(try fixture.presentations.table.holding(of: licence.id, in: connection)).status
                    return (try #require(try fixture.presentations.table.list(place.list, in: connection)), place)
                }
                #expect(list[place.index] == published)
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `a file ends with its licence, and after a year at the latest`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let short = try await fixture.file(
                try await fixture.licence(until: fixture.clock.now.date.adding(days: 3)), FileTests.claims)
            let long = try await fixture.file(try await fixture.ground.issue(fixture.ground.order()), FileTests.claims)
            fixture.clock.advance(seconds: 3 * 86_400)
            #expect(try await fixture.verify(file: short.text)["result"] == "valid", "the last day is a whole day")
            fixture.clock.advance(seconds: 86_400)
            #expect(try await fixture.verify(file: short.text)["result"] == "expired")
            fixture.clock.advance(seconds: 361 * 86_400)
            #expect(try await fixture.verify(file: long.text)["result"] == "valid")
            fixture.clock.advance(seconds: 2 * 86_400)
            #expect(try await fixture.verify(file: long.text)["result"] == "expired")
        }
    }

    @Test(arguments: TestDatabases.each()) func `after a change of keys old files still verify and new ones bear the new key`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence()
            let old = try await fixture.file(licence, FileTests.claims)
            let rotated = try fixture.rotated()
            #expect(try await fixture.verify(file: old.text, from: rotated)["result"] == "valid")
            let new = try await fixture.file(licence, FileTests.claims, from: rotated)
            let kids = try [old, new].map { try JWS(parsing: $0.issued).keyID }
            #expect(kids[0] != kids[1])
            #expect(try await fixture.verify(file: new.text, from: rotated)["result"] == "valid")
            let keys = try await fixture.answer("licences.keys", .get, .file, by: .anonymous(.zh), from: rotated)
            guard case .bytes(let bytes, _) = keys.content else { throw StoreError.malformed("no keys") }
            let set = try JSON(parsing: bytes)
            #expect(set["keys"]?.array?.map { $0["kid"]?.string } == [kids[1], kids[0]])
            #expect(set["keys"]?.array?.allSatisfy { $0["alg"] == "ES256" && $0["d"] == nil } == true)
        }
    }

    @Test func `two files of one licence have no digest in common`() async throws {
        try await TestEngine.sqlite.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence()
            func digests() async throws -> Set<String> {
                let payload = try JSON(parsing: try JWS(parsing: try await fixture.file(licence, FileTests.claims).issued).payload)
                let nested = payload["age_equal_or_over"]?["_sd"]?.array ?? []
                return Set(((payload["_sd"]?.array ?? []) + nested).compactMap(\.string))
            }
            let (first, second) = (try await digests(), try await digests())
            #expect(first.count > 10 && first.isDisjoint(with: second))
        }
    }

    @Test(arguments: TestDatabases.each()) func `a holder's key and place are made once and kept sealed`(_ engine: TestEngine) async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let (first, second) = (try await fixture.licence(), try await fixture.ground.issue(fixture.ground.order()))
            for _ in 0..<2 { for licence in [first, second] { _ = try await fixture.file(licence, FileTests.claims) } }
            let rows = try await database.read { try $0.rows("SELECT status_list, status_index, holder_key FROM licences_credential") }
            #expect(rows.count == 2)
            #expect(try rows[0].int("status_index") != rows[1].int("status_index"))
            for row in rows { #expect(!String(decoding: try row.blob("holder_key"), as: UTF8.self).contains("\"d\"")) }
        }
    }
}
