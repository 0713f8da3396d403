import Kernel
import Testing

@testable import Cryptography

struct PasswordTests {
    /// RFC 7914 §12.
    static let vectors: [(String, String, Password.Cost, String)] = [
        (
            "", "", Password.Cost(log2N: 4, r: 1, p: 1),
            "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
        ),
        (
            "password", "NaCl", Password.Cost(log2N: 10, r: 8, p: 16),
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
        ),
        (
            "pleaseletmein", "SodiumChloride", Password.Cost(log2N: 14, r: 8, p: 1),
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
        ),
    ]

    @Test(arguments: vectors) func `scrypt is that of RFC 7914`(password: String, salt: String, cost: Password.Cost, expected: String) {
        #expect(Hex.encode(Password.derive(Array(password.utf8), salt: Array(salt.utf8), cost: cost, count: 64)) == expected)
    }

    @Test func `a password verifies against its own text only`() {
        let stored = Password.hash("一网通办 2026", cost: .light)
        #expect(stored.hasPrefix("$scrypt$ln=10,r=8,p=1$"))
        #expect(Password.verify("一网通办 2026", against: stored))
        #expect(Password.verify("一网通办 ２０２６", against: stored), "full-width digits are the same password")
        #expect(!Password.verify("一网通办 2027", against: stored))
        #expect(!Password.verify("", against: stored))
        #expect(Password.hash("一网通办 2026", cost: .light) != stored, "each text has its own salt")
        #expect(!Password.verify("x", against: nil, cost: .light))
    }

    @Test func `the standard cost works and is known from the text`() {
        let stored = Password.hash("secret")
        #expect(Password.verify("secret", against: stored))
        #expect(!Password.needsRehash(stored))
        #expect(Password.needsRehash(Password.hash("secret", cost: .light)))
        #expect(!Password.needsRehash(Password.hash("secret", cost: .light), cost: .light))
        #expect(Password.needsRehash("plain"))
    }

    @Test(arguments: [
        "", "$", "secret", "$scrypt$ln=30,r=8,p=1$AAAA$AAAA", "$scrypt$ln=10,r=8$AAAA$AAAA", "$scrypt$ln=0,r=8,p=1$AAAA$AAAA",
        "$scrypt$ln=10,r=8,p=1$AAAA$", "$argon2$ln=10,r=8,p=1$AAAA$AAAA", "$scrypt$ln=10,r=-8,p=1$AAAA$AAAA",
    ])
    func `a stored text that makes no sense or asks too much verifies nothing`(stored: String) {
        #expect(!Password.verify("", against: stored, cost: .light))
        #expect(!Password.verify("secret", against: stored, cost: .light))
    }
}

struct TOTPTests {
    static let totp = TOTP(secret: Array("12345678901234567890".utf8))

    /// RFC 6238 appendix B: eight digits there, of which ours are the last six.
    @Test(
        arguments: zip(
            [59, 1_111_111_109, 1_111_111_111, 1_234_567_890, 2_000_000_000, 20_000_000_000],
            ["287082", "081804", "050471", "005924", "279037", "353130"]))
    func `codes are those of RFC 6238`(seconds: Int64, code: String) {
        let now = Instant(microseconds: seconds * 1_000_000)
        #expect(Self.totp.code(atStep: TOTP.step(at: now)) == code)
        #expect(Self.totp.matchedStep(of: code, at: now) == seconds / 30)
    }

    @Test func `a code holds one step before and after, and once`() {
        let now = Instant(microseconds: 1_234_567_890_000_000)
        let step = TOTP.step(at: now)
        for offset: Int64 in -3...3 {
            let matched = Self.totp.matchedStep(of: Self.totp.code(atStep: step + offset), at: now)
            #expect(matched == (abs(offset) <= 1 ? step + offset : nil))
        }
        let code = Self.totp.code(atStep: step)
        #expect(Self.totp.matchedStep(of: code, at: now, after: step - 1) == step)
        #expect(Self.totp.matchedStep(of: code, at: now, after: step) == nil, "the same code again")
        #expect(Self.totp.matchedStep(of: Self.totp.code(atStep: step - 1), at: now, after: step) == nil, "an older code")
        for wrong in ["", "05924", "0005924", "００５９２４", "abcdef"] { #expect(Self.totp.matchedStep(of: wrong, at: now) == nil) }
    }

    @Test func `apps get the secret as a link and as letters`() {
        #expect(Self.totp.typedSecret == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        #expect(
            Self.totp.link(issuer: "一网", account: "a b@c")
                == "otpauth://totp/%E4%B8%80%E7%BD%91:a%20b%40c?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E4%B8%80%E7%BD%91"
                + "&algorithm=SHA1&digits=6&period=30")
        #expect(TOTP.newSecret().count == 20)
        #expect(TOTP.newSecret() != TOTP.newSecret())
    }
}
