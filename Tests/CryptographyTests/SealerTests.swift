import Kernel
import Testing

@testable import Cryptography

struct SealerTests {
    static let now = Instant(microseconds: 1_795_392_000_000_000)
    static let place = Sealer.context(table: "cases_case", column: "facts", row: "01")

    @Test(arguments: Suite.allCases) func `what is sealed opens in its place`(suite: Suite) throws {
        var random = Seeded(31)
        let sealer = Sealer(.made(suite: suite, now: Self.now))
        for _ in 0..<100 {
            let plain = random.bytes(upTo: 500)
            let text = sealer.seal(plain, for: Self.place)
            #expect(text.hasPrefix("1.\(sealer.currentKeyID)."))
            #expect(try sealer.open(text, for: Self.place) == plain)
            let binary = sealer.sealBinary(plain, for: Self.place)
            #expect(binary.count < text.utf8.count)
            #expect(try sealer.openBinary(binary, for: Self.place) == plain)
        }
        #expect(try sealer.openText(sealer.seal(text: "王五", for: Self.place), for: Self.place) == "王五")
        #expect(sealer.seal(text: "王五", for: Self.place) != sealer.seal(text: "王五", for: Self.place), "each seal has its own nonce")
    }

    @Test(arguments: Suite.allCases) func `a value moved to another place does not open`(suite: Suite) {
        let sealer = Sealer(.made(suite: suite, now: Self.now))
        let sealed = sealer.seal(text: "310101199001011234", for: Self.place)
        for context in ["", "cases_case/facts/02", "cases_case/facts/0", "cases_case/facts/01 ", "other/facts/01"] {
            #expect(throws: SealFault.forged) { try sealer.open(sealed, for: context) }
        }
    }

    @Test(arguments: Suite.allCases) func `a value with any byte changed does not open`(suite: Suite) {
        let sealer = Sealer(.made(suite: suite, now: Self.now))
        let binary = sealer.sealBinary(Array("事项".utf8), for: Self.place)
        for index in binary.indices {
            for bit in 0..<8 {
                var changed = binary
                changed[index] ^= 1 << bit
                #expect(throws: SealFault.self) { try sealer.openBinary(changed, for: Self.place) }
            }
        }
        for count in binary.indices {
            #expect(throws: SealFault.self) { try sealer.openBinary(Array(binary.prefix(count)), for: Self.place) }
        }
        let text = Array(sealer.seal(text: "事项", for: Self.place).utf8)
        for index in text.indices {
            var changed = text
            changed[index] = text[index] == 0x61 ? 0x62 : 0x61
            #expect(throws: SealFault.self) { try sealer.open(String(decoding: changed, as: UTF8.self), for: Self.place) }
        }
    }

    @Test func `another key does not open it and says which is missing`() throws {
        let ring = Keyring.made(suite: .international, now: Self.now)
        let sealed = Sealer(ring).seal(text: "x", for: Self.place)
        let stranger = Sealer(.made(suite: .international, now: Self.now))
        #expect(throws: SealFault.unknownKey(Sealer(ring).currentKeyID)) { try stranger.open(sealed, for: Self.place) }
        // The same name, another key.
        let renamed = sealed.replacing(Sealer(ring).currentKeyID, with: stranger.currentKeyID)
        #expect(throws: SealFault.forged) { try stranger.open(renamed, for: Self.place) }
    }

    @Test(arguments: ["", "1", "1.", "1..", "1.a", "1..AAAA", "2.abc.AAAA", "1.abc.A", "plain text", "1.市.AAAA"])
    func `what is no sealed value is refused`(text: String) {
        let sealer = Sealer(.made(suite: .international, now: Self.now))
        #expect(throws: SealFault.self) { try sealer.open(text, for: "") }
        #expect(throws: SealFault.self) { try sealer.openBinary(Array(text.utf8), for: "") }
        #expect(sealer.needsResealing(text))
    }

    @Test(arguments: Suite.allCases) func `after a rotation the old opens and asks to be sealed anew`(suite: Suite) throws {
        let ring = Keyring.made(suite: suite, now: Self.now)
        let sealed = Sealer(ring).seal(text: "旧", for: Self.place)
        let binary = Sealer(ring).sealBinary([1], for: Self.place)
        let rotated = ring.rotated(use: .seal, now: Self.now.adding(seconds: 60))
        let sealer = Sealer(rotated)
        #expect(sealer.currentKeyID != Sealer(ring).currentKeyID)
        #expect(sealer.keyID(of: sealed) == Sealer(ring).currentKeyID)
        #expect(try sealer.openText(sealed, for: Self.place) == "旧")
        #expect(try sealer.openBinary(binary, for: Self.place) == [1])
        #expect(sealer.needsResealing(sealed) && sealer.needsResealing(binary))
        #expect(!Sealer(ring).needsResealing(sealed) && !Sealer(ring).needsResealing(binary))
        #expect(!sealer.needsResealing(sealer.seal(text: "新", for: Self.place)))
        #expect(throws: SealFault.unknownKey(Sealer(ring).currentKeyID)) {
            try Sealer(rotated.withoutOldKeys(for: .seal)).open(sealed, for: Self.place)
        }
    }
}

struct BlindIndexTests {
    @Test(arguments: Suite.allCases) func `equal values of one purpose have one hash`(suite: Suite) {
        let ring = Keyring.made(suite: suite, now: SealerTests.now)
        let index = BlindIndex(ring)
        let hash = index.hash("310101199001011234", purpose: "person")
        #expect(hash == index.hash("310101199001011234", purpose: "person"))
        #expect(hash == BlindIndex(ring).hash("310101199001011234", purpose: "person"))
        #expect(hash.utf8.count == 22)
        #expect(hash != index.hash("310101199001011235", purpose: "person"))
        #expect(hash != index.hash("310101199001011234", purpose: "staff"))
        #expect(index.hash("bc", purpose: "a") != index.hash("c", purpose: "ab"))
        #expect(hash != BlindIndex(.made(suite: suite, now: SealerTests.now)).hash("310101199001011234", purpose: "person"))
    }

    @Test func `after a rotation a value is looked for under both hashes, the new one first`() {
        let ring = Keyring.made(suite: .international, now: SealerTests.now)
        let before = BlindIndex(ring).hash("91310000MA1FL0000X", purpose: "enterprise")
        let index = BlindIndex(ring.rotated(use: .index, now: SealerTests.now))
        let hashes = index.hashes("91310000MA1FL0000X", purpose: "enterprise")
        #expect(hashes == [index.hash("91310000MA1FL0000X", purpose: "enterprise"), before])
        #expect(hashes[0] != before)
        #expect(BlindIndex(ring.rotated(use: .seal, now: SealerTests.now)).hash("91310000MA1FL0000X", purpose: "enterprise") == before)
    }
}

struct SignerTests {
    @Test(arguments: Suite.allCases) func `the installation's signatures verify, with an old key too`(suite: Suite) throws {
        let ring = Keyring.made(suite: suite, now: SealerTests.now)
        let before = Signer(ring)
        let after = Signer(ring.rotated(use: .sign, now: SealerTests.now))
        let signature = before.sign([1, 2, 3])
        let payload: JSON = ["sub": "01", "names": ["赵六"]]
        let jws = before.jws(payload, typ: "receipt+jwt", header: [JSON.Member("x", 1)])
        for signer in [before, after] {
            #expect(signer.isSignature(signature, of: [1, 2, 3]))
            #expect(!signer.isSignature(signature, of: [1, 2]))
            #expect(try signer.verify(jws: jws, typ: "receipt+jwt") == payload)
        }
        #expect(Signature(signature.text) == signature)
        #expect(Signature("x") == nil && Signature(".AAAA") == nil && Signature("a.b.c") == nil)
        #expect(after.currentKeyID != before.currentKeyID)
        #expect(!before.isSignature(after.sign([1]), of: [1]), "a key that is not on the ring")
        #expect(try JWS(parsing: jws).header.members?.map(\.name) == ["alg", "typ", "kid", "x"])
    }

    @Test func `others verify by the published keys`() throws {
        let ring = Keyring.made(suite: .national, now: SealerTests.now).rotated(use: .sign, now: SealerTests.now)
        let signer = Signer(ring)
        let jws = try JWS(parsing: signer.jws(["a": 1], typ: "t"))
        let keys = JWK.keys(inSet: try JSON(parsing: signer.jwks.text))
        #expect(keys.count == 2)
        let key = try #require(jws.keyID.flatMap { keys[$0] })
        #expect(jws.isSigned(by: key))
        #expect(!signer.jwks.text.contains("\"d\""))
        #expect(signer.jwks["keys"]?.array?.first?["alg"]?.string == "SM2")
    }

    @Test func `a signed text of another purpose, key or content is refused`() throws {
        let signer = Signer(.made(suite: .international, now: SealerTests.now))
        let jws = signer.jws(["a": 1], typ: "receipt")
        #expect(throws: JWS.Refusal.otherType) { try signer.verify(jws: jws, typ: "session") }
        #expect(throws: JWS.Refusal.malformed) { try signer.verify(jws: "x", typ: "receipt") }
        #expect(throws: JWS.Refusal.unknownKey) {
            try Signer(.made(suite: .international, now: SealerTests.now)).verify(jws: jws, typ: "receipt")
        }
        var parts = jws.split(separator: ".").map(String.init)
        parts[1] = Base64URL.encode(Array(#"{"a":2}"#.utf8))
        #expect(throws: JWS.Refusal.badSignature) { try signer.verify(jws: parts.joined(separator: "."), typ: "receipt") }
    }
}
