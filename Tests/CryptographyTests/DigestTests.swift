import Testing

@testable import Cryptography

struct DigestTests {
    /// FIPS 180-4 examples; GB/T 32905-2016 annex A.
    static let vectors: [(Digest, [UInt8], String)] = [
        (.sha256, [], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (.sha256, Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            .sha256, Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            .sha384, Array("abc".utf8),
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
        ),
        (.sm3, Array("abc".utf8), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (
            .sm3, Array(String(repeating: "abcd", count: 16).utf8),
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
        ),
    ]

    @Test(arguments: vectors) func `digests are those of the standards`(digest: Digest, message: [UInt8], expected: String) {
        #expect(Hex.encode(digest.hash(message)) == expected)
        #expect(digest.hash(message).count == digest.byteCount)
    }

    @Test func `a million letters hash as the standard says`() {
        let running = RunningDigest(.sha256)
        for _ in 0..<1000 { running.update(repeated(0x61, 1000)) }
        #expect(Hex.encode(running.finish()) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test(arguments: Digest.allCases) func `pieces of any length hash as the whole does`(digest: Digest) {
        var random = Seeded(7)
        let running = RunningDigest(digest)
        for _ in 0..<50 {
            let pieces = (0..<5).map { _ in random.bytes(upTo: 200) }
            for piece in pieces { running.update(piece) }
            #expect(running.finish() == digest.hash(pieces.flatMap { $0 }))
        }
    }

    @Test func `a collection that is not stored in one piece hashes as an array does`() {
        let bytes = (0..<100).lazy.map { UInt8($0) }
        #expect(Digest.sm3.hash(bytes) == Digest.sm3.hash(Array(bytes)))
        #expect(Digest.sha256.hash(text: "一网") == Digest.sha256.hash(Array("一网".utf8)))
    }

    @Test func `threads may hash at once`() async {
        let expected = Digest.sm3.hash(repeated(1, 1000))
        let answers = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { (0..<200).allSatisfy { _ in Digest.sm3.hash(repeated(1, 1000)) == expected } } }
            return await group.reduce(true) { $0 && $1 }
        }
        #expect(answers)
    }
}

struct HMACTests {
    /// RFC 4231 §4.
    static let vectors: [([UInt8], [UInt8], String)] = [
        (repeated(0x0b, 20), Array("Hi There".utf8), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (repeated(0xaa, 20), repeated(0xdd, 50), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
        (Array(1...25), repeated(0xcd, 50), "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
        (
            repeated(0xaa, 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        (
            repeated(0xaa, 131),
            Array(
                ("This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed "
                    + "before being used by the HMAC algorithm.").utf8),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        ),
    ]

    @Test(arguments: vectors) func `codes are those of RFC 4231`(key: [UInt8], message: [UInt8], expected: String) {
        let hmac = HMAC(.sha256, key: key)
        #expect(Hex.encode(hmac.tag(for: message)) == expected)
        #expect(Hex.encode(hmac.tag(for: message)) == expected, "a context that is used again gives the same")
        #expect(hmac.isTag(hex(expected), for: message))
        #expect(!hmac.isTag(hex(expected), for: message + [0]))
        #expect(!hmac.isTag(Array(hex(expected).dropLast()), for: message))
    }

    @Test(arguments: [0, 1, 32, 63, 64, 65, 200]) func `codes with SM3 are what RFC 2104 defines`(keyCount: Int) {
        let key = repeated(0x5A, keyCount)
        let block = (key.count > 64 ? Digest.sm3.hash(key) : key)
        let padded = block + repeated(0, 64 - block.count)
        for message in [[], Array("市民".utf8), repeated(9, 300)] {
            let inner = Digest.sm3.hash(padded.map { $0 ^ 0x36 } + message)
            #expect(HMAC(.sm3, key: key).tag(for: message) == Digest.sm3.hash(padded.map { $0 ^ 0x5C } + inner))
        }
    }

    /// RFC 5869 appendix A, cases 1 to 3.
    @Test func `derived keys are those of RFC 5869`() {
        let first = HKDF.derive(
            .sha256, secret: repeated(0x0b, 22), salt: hex("000102030405060708090a0b0c"), info: hex("f0f1f2f3f4f5f6f7f8f9"), count: 42)
        #expect(Hex.encode(first) == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
        let second = HKDF.derive(.sha256, secret: Array(0x00...0x4f), salt: Array(0x60...0xaf), info: Array(0xb0...0xff), count: 82)
        #expect(
            second
                == hex(
                    """
                    b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09
                    da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87
                    """))
        let third = HKDF.derive(.sha256, secret: repeated(0x0b, 22), salt: [], info: [], count: 42)
        #expect(Hex.encode(third) == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")
    }
}
