import Catalogue
import Cryptography
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// The format: what other implementations make we read, and the other way round.
struct CredentialTests {
    @Test func `the digest of the standard's example disclosure is the standard's`() throws {
        let disclosure = try #require(Disclosure("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"))
        #expect(disclosure.name == "family_name" && disclosure.value == "Möbius")
        #expect(disclosure.digest == "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0")
    }

    @Test func `a presentation of another implementation opens to what was shown`() throws {
        let file = try #require(SDJWT(ForeignVector.text))
        let jws = try JWS(parsing: file.issued)
        let issuer = try #require(PublicKey(jwk: ForeignVector.issuerKey))
        #expect(jws.isSigned(by: issuer))
        let payload = try JSON(parsing: jws.payload)
        let opened = try #require(SDJWT.opened(payload, with: file.disclosures))
        #expect(opened["holder.name"] == "顾晓岚" && opened["age_equal_or_over"] == ["18": true])
        #expect(opened["person.birthDate"] == nil && opened["_sd"] == nil)
        #expect(opened["status"]?["status_list"]?["idx"] == 413)
        let key = try #require(PublicKey(jwk: opened["cnf"]?["jwk"] ?? .null))
        let binding = try #require(KeyBinding(of: file, key: key))
        #expect(binding.audience == ForeignVector.audience && binding.nonce == ForeignVector.nonce)
        #expect(file.text == ForeignVector.text)
    }

    @Test func `a disclosure that nothing refers to, or twice, does not open`() throws {
        let disclosure = Disclosure(salt: Array(repeating: 1, count: 16), name: "a", value: 1)
        let signed: JSON = ["_sd": .array([.string(disclosure.digest)])]
        #expect(SDJWT.opened(signed, with: [disclosure]) == ["a": 1])
        #expect(SDJWT.opened(signed, with: []) == [:])
        #expect(SDJWT.opened(["_sd": []], with: [disclosure]) == nil)
        #expect(SDJWT.opened(signed, with: [disclosure, disclosure]) == nil)
        #expect(SDJWT.opened(["_sd": .array([.string(disclosure.digest), .string(disclosure.digest)])], with: [disclosure]) == nil)
        #expect(SDJWT.opened(["a": 2, "_sd": .array([.string(disclosure.digest)])], with: [disclosure]) == nil)
        #expect(SDJWT.opened(["_sd": .array([.string(disclosure.digest)]), "_sd_alg": "md5"], with: [disclosure]) == nil)
    }

    @Test func `a disclosure named like the format is none`() {
        for name in SDJWT.reserved {
            let encoded = Base64URL.encode(JSON.array(["c2FsdA", .string(name), 1]).bytes)
            #expect(Disclosure(encoded) == nil)
        }
    }

    @Test func `whatever is cut, doubled or swapped in a file is no crash`() {
        var random = SeededRandom(seed: 11)
        let letters = Array(ForeignVector.text.utf8)
        for _ in 0..<2_000 {
            var bytes = letters
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes.removeSubrange(Int.random(in: 0..<bytes.count, using: &random)...)
            case 1: bytes.insert(UInt8.random(in: 0...127, using: &random), at: Int.random(in: 0..<bytes.count, using: &random))
            default: bytes.swapAt(Int.random(in: 0..<bytes.count, using: &random), Int.random(in: 0..<bytes.count, using: &random))
            }
            let text = String(decoding: bytes, as: UTF8.self)
            guard let file = SDJWT(text), let jws = try? JWS(parsing: file.issued), let payload = try? JSON(parsing: jws.payload) else {
                continue
            }
            _ = SDJWT.opened(payload, with: file.disclosures)
        }
        #expect(SDJWT("") == nil && SDJWT("a") == nil && SDJWT(String(repeating: "~", count: 500)) == nil)
    }

    @Test func `each place of a status list keeps its own two bits`() {
        var random = SeededRandom(seed: 5)
        var list = StatusList()
        var expected: [Int: StatusList.Value] = [:]
        let values: [StatusList.Value] = [.valid, .invalid, .suspended]
        for _ in 0..<3_000 {
            let place = Int.random(in: 0..<StatusList.places, using: &random)
            let value = values[Int.random(in: 0..<3, using: &random)]
            list[place] = value
            expected[place] = value
        }
        #expect(expected.allSatisfy { list[$0.key] == $0.value })
        #expect((0..<StatusList.places).count { list[$0] != .valid } == expected.values.count { $0 != .valid })
        // The draft's order: the lowest bits of a byte come first.
        var first = StatusList()
        first[0] = .invalid
        first[3] = .suspended
        #expect(first.bytes[0] == 0b1000_0001)
    }

    @Test(arguments: [(17, false), (18, true)]) func `coming of age is on the birthday`(age: Int, isOf: Bool) async throws {
        try await TestEngine.sqlite.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence()
            let birthday = try #require(LocalDate("1993-05-12")).adding(months: 18 * 12)
            let day = isOf ? birthday : birthday.adding(days: -1)
            let claims = LicenceClaim.all(of: licence, shownBy: licence.holder, in: fixture.ground.catalogue.snapshot, on: day)
            #expect(claims.first { $0.code == "age.18" }?.value == .bool(isOf))
        }
    }
}
