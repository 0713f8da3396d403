import Foundation
import Testing

@testable import Cryptography

struct WrittenBytesTests {
    @Test func `hexadecimal digits are read in either case and nothing else is`() {
        #expect(Hex.encode([0x00, 0x7F, 0xFF]) == "007fff")
        #expect(Hex.decode("007fFF") == [0x00, 0x7F, 0xFF])
        #expect(Hex.decode("") == [])
        for wrong in ["0", "0g", "0x", "é0", "+1"] { #expect(Hex.decode(wrong) == nil) }
    }

    /// RFC 4648 §10.
    @Test(arguments: zip(["", "f", "fo", "foo", "foob", "fooba", "foobar"], ["", "Zg", "Zm8", "Zm9v", "Zm9vYg", "Zm9vYmE", "Zm9vYmFy"]))
    func `base64url is that of RFC 4648`(plain: String, written: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == written)
        #expect(Base64URL.decode(written) == Array(plain.utf8))
    }

    @Test func `base64url agrees with Foundation for random bytes`() {
        var random = Seeded(11)
        for _ in 0..<300 {
            let bytes = random.bytes(upTo: 70)
            let expected = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
            #expect(Base64URL.encode(bytes) == expected)
            #expect(Base64URL.decode(expected) == bytes)
        }
    }

    @Test(arguments: ["A", "Zg==", "Zh", "Zm9", "Zm9v!", "Zm 9", "Zm+v", "Zm/v", "市民市民", "AAAAA"])
    func `base64url has one text for each value`(wrong: String) {
        #expect(Base64URL.decode(wrong) == nil)
    }

    /// RFC 4648 §10.
    @Test(
        arguments: zip(
            ["", "f", "fo", "foo", "foob", "fooba", "foobar"], ["", "MY", "MZXQ", "MZXW6", "MZXW6YQ", "MZXW6YTB", "MZXW6YTBOI"]))
    func `base32 is that of RFC 4648`(plain: String, written: String) {
        #expect(Base32.encode(plain.utf8) == written)
        #expect(Base32.decode(written.lowercased()) == Array(plain.utf8))
        #expect(Base32.decode("0189") == nil)
    }

    @Test func `secrets differ each time and have the length asked for`() {
        let tokens = Set((0..<200).map { _ in Randomness.token() })
        #expect(tokens.count == 200)
        #expect(tokens.allSatisfy { $0.utf8.count == 43 })
        #expect(Randomness.bytes(0).isEmpty)
        #expect(Randomness.digits(6).utf8.count == 6)
        let digits = Randomness.digits(5000).utf8.reduce(into: [UInt8: Int]()) { $0[$1, default: 0] += 1 }
        #expect(digits.count == 10)
        #expect(digits.allSatisfy { (0x30...0x39).contains($0.key) && (350...650).contains($0.value) })
    }

    @Test func `secrets are compared whole`() {
        #expect(equalInConstantTime([1, 2, 3], [1, 2, 3]))
        #expect(!equalInConstantTime([1, 2, 3], [1, 2, 4]))
        #expect(!equalInConstantTime([1, 2, 3], [1, 2]))
        #expect(equalInConstantTime([UInt8](), []))
        #expect(equalInConstantTime("令牌", "令牌"))
        #expect(!equalInConstantTime("令牌", "令箭"))
    }
}
