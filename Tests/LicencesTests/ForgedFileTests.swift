import Catalogue
import Cryptography
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// Files by hands that know the format: each has its answer and its line in the log, and tells nothing of anybody.
struct ForgedFileTests {
    /// A file of a licence that stands, and the means to make others like it.
    private struct Forge {
        let fixture: PresentingFixture
        let good: SDJWT
        let header: JSON
        let payload: JSON
        /// The holder's key, as only the register has it.
        let holder: SigningKey
        let status: StatusEntry

        var signer: Signer { fixture.presentations.signer }

        init(_ fixture: PresentingFixture) async throws {
            self.fixture = fixture
            let licence = try await fixture.licence()
            good = try await fixture.file(licence, FileTests.claims)
            let jws = try JWS(parsing: good.issued)
            header = jws.header
            payload = try JSON(parsing: jws.payload)
            let table = fixture.presentations.table
            let kept = try table.opened(try #require(try await fixture.database.read { try table.holding(of: licence.id, in: $0) }))
            (status, holder) = (kept.status, kept.key)
        }

        /// Three parts as somebody without a key would write them.
        func unsigned(_ header: JSON, signature: [UInt8] = []) -> String {
            [header.bytes, payload.bytes, signature].map { Base64URL.encode($0) }.joined(separator: ".")
        }

        /// Another issued part under the same disclosures, bound by the holder's own key.
        func file(_ issued: String, _ disclosures: [Disclosure]? = nil, at instant: Instant? = nil) -> String {
            let binding = KeyBinding(audience: "library", nonce: "n-1", at: instant ?? fixture.clock.now)
            return binding.bind(SDJWT(issued: issued, disclosures: disclosures ?? good.disclosures), with: holder).text
        }

        /// Signed by us with something changed in it: what a mistake of ours, or a key of ours in wrong hands, would look like.
        func signed(_ change: (inout JSON) -> Void) -> String {
            var changed = payload
            change(&changed)
            return file(signer.jws(changed, typ: SDJWT.type))
        }

        /// The good credential under another binding.
        func bound(_ payload: JSON, typ: String = SDJWT.bindingType, by key: SigningKey? = nil) -> String {
            var said = payload
            said["sd_hash"] = said["sd_hash"] ?? .string(SDJWT.digest(good.presented))
            return good.presented + JWS.sign(said.bytes, header: [JSON.Member("typ", .string(typ))], by: key ?? holder)
        }
    }

    private func expect(_ cases: [(what: String, file: String, verdict: String)], in fixture: PresentingFixture) async throws {
        let before = try await fixture.verdicts().count
        for (index, one) in cases.enumerated() {
            // A reader who fails thirty times a minute waits.
            if index % 20 == 19 { fixture.clock.advance(seconds: 61) }
            let answer = try await fixture.verify(file: one.file)
            #expect(answer["result"]?.string == one.verdict, "\(one.what)")
            #expect(answer["claims"] == nil && answer["name"] == nil && answer["type"] == nil, "\(one.what)")
            #expect(!answer.text.contains(fixture.ground.holder.name), "\(one.what)")
        }
        #expect(Array(try await fixture.verdicts().dropFirst(before)) == cases.map(\.verdict))
        #expect(try await fixture.ground.count("licences_use") == 0)
    }

    private func with(_ engine: TestEngine, _ body: @escaping @Sendable (Forge) async throws -> Void) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let forge = try await Forge(try await PresentingFixture(database))
            try await body(forge)
            // All of it was made from a file that is good.
            #expect(try await forge.fixture.verify(file: forge.good.text)["result"] == "valid")
        }
    }

    @Test(arguments: TestDatabases.each()) func `no header talks the check out of its key, its algorithm or its purpose`(
        _ engine: TestEngine
    ) async throws {
        try await with(engine) { forge in
            func header(_ change: (inout JSON) -> Void) -> JSON {
                var changed = forge.header
                change(&changed)
                return changed
            }
            let signature = try JWS(parsing: forge.good.issued).signature
            let key = forge.signer.publicKey.jwk
            let other = SigningKey.generated(.es256)
            let strange: JSON = [
                "alg": "ES256", "typ": .string(SDJWT.type), "kid": .string(forge.signer.currentKeyID), "jwk": other.publicKey.jwk,
            ]
            let own = JWS.sign(
                forge.payload.bytes,
                header: [JSON.Member("typ", .string(SDJWT.type)), JSON.Member("kid", .string(forge.signer.currentKeyID))], by: other)
            var cases: [(what: String, file: String, verdict: String)] = [
                ("alg none, unsigned", forge.file(forge.unsigned(header { $0["alg"] = "none" })), "altered"),
                (
                    "alg none over a good signature", forge.file(forge.unsigned(header { $0["alg"] = "none" }, signature: signature)),
                    "altered"
                ),
                (
                    "alg HS256 by the public key", forge.file(forge.unsigned(header { $0["alg"] = "HS256" }, signature: key.bytes)),
                    "altered"
                ),
                ("an empty signature", forge.file(forge.unsigned(forge.header)), "altered"),
                ("signed by another under our kid", forge.file(own), "altered"),
                ("a key of its own in the header", forge.file(forge.unsigned(strange, signature: signature)), "altered"),
                ("no kid", forge.file(forge.unsigned(header { $0["kid"] = nil }, signature: signature)), "unknown-issuer"),
                ("a kid of nobody", forge.file(forge.unsigned(header { $0["kid"] = "../keys" }, signature: signature)), "unknown-issuer"),
                ("an extension", forge.file(forge.unsigned(header { $0["crit"] = ["exp"] }, signature: signature)), "unreadable"),
                ("a header that is a list", forge.file(forge.unsigned(["a"], signature: signature)), "unreadable"),
            ]
            for type in ["JWT", StatusList.type, SDJWT.bindingType, "", "vc+sd-jwt"] {
                cases.append(("typ \(type)", forge.file(forge.signer.jws(forge.payload, typ: type)), "unreadable"))
            }
            let doubled = "{\"alg\":\"none\",\"alg\":\"ES256\",\"typ\":\"\(SDJWT.type)\"}"
            let parts = [Array(doubled.utf8), forge.payload.bytes, signature].map { Base64URL.encode($0) }
            cases.append(("a member twice", forge.file(parts.joined(separator: ".")), "unreadable"))
            try await expect(cases, in: forge.fixture)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what our own key signed is still judged part by part`(_ engine: TestEngine) async throws {
        try await with(engine) { forge in
            let now = forge.fixture.clock.now.seconds
            func place(_ index: JSON, _ uri: String? = nil) -> JSON {
                let address = uri ?? StatusEntry.address(of: forge.status.list, at: forge.fixture.presentations.origin)
                return ["status_list": ["idx": index, "uri": .string(address)]]
            }
            let origin = forge.fixture.presentations.origin
            let free = (forge.status.index + 1) % StatusList.places
            try await expect(
                [
                    ("another issuer", forge.signed { $0["iss"] = "https://city.example.evil" }, "unknown-issuer"),
                    ("another kind of licence", forge.signed { $0["vct"] = .string("\(origin)/credentials/driving-licence") }, "altered"),
                    ("a kind of another site", forge.signed { $0["vct"] = "https://evil.example/credentials/id-card" }, "altered"),
                    ("no place in a list", forge.signed { $0["status"] = nil }, "altered"),
                    ("a place behind the last", forge.signed { $0["status"] = place(.int(StatusList.places)) }, "altered"),
                    ("a place before the first", forge.signed { $0["status"] = place(-1) }, "altered"),
                    ("a place that is no number", forge.signed { $0["status"] = place("0") }, "altered"),
                    ("a place beyond numbers", forge.signed { $0["status"] = place(.number("1e99")) }, "altered"),
                    ("nobody's place", forge.signed { $0["status"] = place(.int(free)) }, "altered"),
                    ("a list of another site", forge.signed { $0["status"] = place(0, "https://evil.example/statuslists/0") }, "altered"),
                    (
                        "a list that is none", forge.signed { $0["status"] = place(0, "\(origin)/statuslists/99999999999999999999") },
                        "altered"
                    ),
                    ("no end", forge.signed { $0["exp"] = nil }, "altered"),
                    ("an end in words", forge.signed { $0["exp"] = "never" }, "altered"),
                    ("over", forge.signed { $0["exp"] = .int(now) }, "expired"),
                    ("over before it began", forge.signed { $0["exp"] = -1 }, "expired"),
                    ("not begun", forge.signed { $0["nbf"] = .int(now + 3600) }, "not-yet-valid"),
                    ("nobody's key", forge.signed { $0["cnf"] = nil }, "altered"),
                    ("another's key", forge.signed { $0["cnf"] = ["jwk": SigningKey.generated(.es256).publicKey.jwk] }, "altered"),
                    ("other digests", forge.signed { $0["_sd_alg"] = "sha-512" }, "altered"),
                    ("a digest that is none", forge.signed { $0["_sd"] = [1, 2] }, "altered"),
                ], in: forge.fixture)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a disclosure is there once, of this file, and no deeper than anybody needs`(
        _ engine: TestEngine
    ) async throws {
        try await with(engine) { forge in
            let (issued, shown) = (forge.good.issued, forge.good.disclosures)
            let deep = (0..<90).reduce(JSON.string("甲")) { inner, _ in ["a": inner] }
            func stranger(_ name: String, _ value: JSON) -> Disclosure {
                Disclosure(salt: Array(repeating: 3, count: 16), name: name, value: value)
            }
            let bottomless = Base64URL.encode(Array(("[\"c2FsdA\",\"a\"," + String(repeating: "[", count: 20_000)).utf8))
            try await expect(
                [
                    ("the same twice", forge.file(issued, shown + [shown[0]]), "altered"),
                    ("one of nobody", forge.file(issued, shown + [stranger("x", 1)]), "altered"),
                    ("one that speaks over a name", forge.file(issued, [stranger("exp", 1)] + shown), "altered"),
                    ("ninety levels", forge.file(issued, [stranger("x", deep)]), "altered"),
                    ("levels without end", "\(issued)~\(bottomless)~", "unreadable"),
                    ("no list", "\(issued)~\(Base64URL.encode(Array("{}".utf8)))~", "unreadable"),
                    ("a name of the format", "\(issued)~\(Base64URL.encode(Array("[\"s\",\"_sd\",[]]".utf8)))~", "unreadable"),
                    ("no letters of ours", "\(issued)~%%%~", "unreadable"),
                    ("parts without end", issued + String(repeating: "~", count: 5_000), "unreadable"),
                    ("too long by one", String(repeating: "a", count: CredentialCheck.longestBytes + 1), "unreadable"),
                ], in: forge.fixture)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a binding is this holder's, of this file, for this reader, and of now`(
        _ engine: TestEngine
    ) async throws {
        try await with(engine) { forge in
            let now = forge.fixture.clock.now
            let said: JSON = ["iat": .int(now.seconds), "aud": "library", "nonce": "n-1"]
            func without(_ name: String) -> JSON {
                var rest = said
                rest[name] = nil
                return rest
            }
            func with(_ name: String, _ value: JSON) -> JSON {
                var more = said
                more[name] = value
                return more
            }
            let another = try await forge.fixture.file(
                try await forge.fixture.ground.issue(forge.fixture.ground.order()), ["holder.number"])
            try await expect(
                [
                    ("by a key of its own", forge.bound(said, by: .generated(.es256)), "altered"),
                    ("signed by us for something else", forge.bound(said, typ: "JWT"), "altered"),
                    (
                        "of another file of the same holder", forge.bound(with("sd_hash", .string(SDJWT.digest(another.presented)))),
                        "altered"
                    ),
                    ("the other file's own", forge.good.presented + (another.binding ?? ""), "altered"),
                    ("for nobody", forge.bound(without("aud")), "altered"),
                    ("for several", forge.bound(with("aud", ["library", "gym"])), "altered"),
                    ("without its question", forge.bound(without("nonce")), "altered"),
                    ("of no time", forge.bound(without("iat")), "altered"),
                    ("of a time in words", forge.bound(with("iat", "now")), "altered"),
                    ("of a time to come", forge.bound(with("iat", .int(now.seconds + 61))), "not-yet-valid"),
                    ("of the end of time", forge.bound(with("iat", .int(Int.max))), "not-yet-valid"),
                    ("the credential in its place", forge.good.presented + forge.good.issued, "altered"),
                ], in: forge.fixture)
            #expect(try await forge.fixture.verify(file: forge.bound(with("iat", .int(now.seconds + 59))))["result"] == "valid")
        }
    }
}
