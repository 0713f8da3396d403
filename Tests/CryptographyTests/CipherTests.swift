import Testing

@testable import Cryptography

struct CipherTests {
    struct GCMVector: Sendable {
        let key: String, nonce: String, plain: String, associated: String, sealed: String, tag: String
    }

    /// McGrew and Viega, “The Galois/Counter Mode of Operation”, appendix B, test cases 13 to 16 (also NIST's).
    static let vectors = [
        GCMVector(
            key: String(repeating: "00", count: 32), nonce: String(repeating: "00", count: 12), plain: "", associated: "", sealed: "",
            tag: "530f8afbc74536b9a963b4f1c4cb738b"),
        GCMVector(
            key: String(repeating: "00", count: 32), nonce: String(repeating: "00", count: 12), plain: String(repeating: "00", count: 16),
            associated: "", sealed: "cea7403d4d606b6e074ec5d3baf39d18", tag: "d0d1c8a799996bf0265b98b5d48ab919"),
        GCMVector(
            key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", nonce: "cafebabefacedbaddecaf888",
            plain: """
                d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525
                b16aedf5aa0de657ba637b391aafd255
                """, associated: "",
            sealed: """
                522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838
                c5f61e6393ba7a0abcc9f662898015ad
                """, tag: "b094dac5d93471bdec1a502270e3cc6c"),
        GCMVector(
            key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", nonce: "cafebabefacedbaddecaf888",
            plain: """
                d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525
                b16aedf5aa0de657ba637b39
                """, associated: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            sealed: """
                522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838
                c5f61e6393ba7a0abcc9f662
                """, tag: "76fc6ece0f4e1768cddf8853bb2d551b"),
    ]

    @Test(arguments: vectors) func `AES-256-GCM seals as its authors say`(vector: GCMVector) {
        let cipher = AESGCM(key: hex(vector.key))
        let expected = hex(vector.nonce + vector.sealed + vector.tag)
        for _ in 0..<2 {
            #expect(cipher.seal(hex(vector.plain), nonce: hex(vector.nonce), associated: hex(vector.associated)) == expected)
            #expect(cipher.open(expected, associated: hex(vector.associated)) == hex(vector.plain))
        }
    }

    /// GB/T 32907-2016 annex A.1: the first counter block is the example's plain text, and over zeros the stream shows its cipher text.
    @Test func `SM4 enciphers a block as the standard says`() {
        let block = hex("0123456789abcdeffedcba9876543210")
        let cipher = SM4WithHMAC(encryptionKey: block, authenticationKey: repeated(1, 32))
        #expect(Hex.encode(cipher.crypt(repeated(0, 16)[...], nonce: block)) == "681edf34d206965e86b3e94f536e4246")
    }

    @Test func `SM4 sealing is counter mode, then the code over length, associated bytes, nonce and body`() {
        let cipher = SM4WithHMAC(encryptionKey: repeated(3, 16), authenticationKey: repeated(4, 32))
        let sealed = cipher.seal(Array("许可证".utf8), nonce: repeated(5, 16), associated: Array("ab".utf8))
        let body = repeated(5, 16) + cipher.crypt(Array("许可证".utf8)[...], nonce: repeated(5, 16))
        let tag = HMAC(.sm3, key: repeated(4, 32)).tag(for: [0, 0, 0, 0, 0, 0, 0, 2] + Array("ab".utf8) + body)
        #expect(sealed == body + tag)
    }

    @Test(arguments: SealAlgorithm.allCases) func `what is sealed opens, and with one bit changed does not`(algorithm: SealAlgorithm) {
        let cipher = algorithm.cipher(secret: repeated(9, 32))
        let associated = Array("case/facts/1".utf8)
        let plain = Array("张三 310101199001011234".utf8)
        let sealed = cipher.seal(plain, associated: associated)
        #expect(cipher.open(sealed, associated: associated) == plain)
        for index in sealed.indices {
            for bit in 0..<8 {
                var changed = sealed
                changed[index] ^= 1 << bit
                #expect(cipher.open(changed, associated: associated) == nil)
            }
        }
        for count in 0..<sealed.count { #expect(cipher.open(Array(sealed.prefix(count)), associated: associated) == nil) }
        #expect(cipher.open(sealed + [0], associated: associated) == nil)
        #expect(cipher.open(sealed, associated: associated + [0]) == nil)
        #expect(cipher.open(sealed, associated: []) == nil)
        #expect(algorithm.cipher(secret: repeated(8, 32)).open(sealed, associated: associated) == nil)
    }

    @Test(arguments: SealAlgorithm.allCases) func `bytes of any length come back`(algorithm: SealAlgorithm) {
        var random = Seeded(23)
        let cipher = algorithm.cipher(secret: random.bytes(upTo: 32) + repeated(0, 32))
        for _ in 0..<200 {
            let plain = random.bytes(upTo: 600)
            let associated = random.bytes(upTo: 60)
            #expect(cipher.open(cipher.seal(plain, associated: associated), associated: associated) == plain)
        }
    }

    @Test(arguments: SealAlgorithm.allCases) func `threads may seal and open at once`(algorithm: SealAlgorithm) async {
        let cipher = algorithm.cipher(secret: repeated(9, 32))
        let answers = await withTaskGroup(of: Bool.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<100).allSatisfy { round in
                        let plain = repeated(UInt8(task), round)
                        return cipher.open(cipher.seal(plain, associated: [UInt8(task)]), associated: [UInt8(task)]) == plain
                    }
                }
            }
            return await group.reduce(true) { $0 && $1 }
        }
        #expect(answers)
    }
}
