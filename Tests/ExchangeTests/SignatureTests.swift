import Foundation
import Kernel
import Testing
import Web

@testable import Exchange

struct SignatureTests {
    private let now = Instant(microseconds: 1_795_000_000_000_000)
    private let secret = Array("a secret of some length".utf8)
    private let body = Array(#"{"specversion":"1.0"}"#.utf8)

    private func signed(at moment: Instant? = nil, secrets: [[UInt8]]? = nil) -> Headers {
        let headers = MessageSignature.headers(id: "m1", at: moment ?? now, body: body, secrets: secrets ?? [secret])
        return Headers(headers.map { Headers.Field($0.key, $0.value) })
    }

    private func outcome(_ headers: Headers, body other: [UInt8]? = nil, secrets: [[UInt8]]? = nil, at moment: Instant? = nil)
        -> Result<String, SignatureFault>
    {
        Result { () throws(SignatureFault) in
            try MessageSignature.checked(headers, body: other ?? body, secrets: secrets ?? [secret], at: moment ?? now)
        }
    }

    @Test func `the signature is the one that Standard Webhooks describes`() throws {
        // Computed with another implementation (Python's hmac).
        let key = try #require(Data(base64Encoded: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let headers = MessageSignature.headers(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: Instant(microseconds: 1_614_265_330_000_000),
            body: Array(#"{"test": 2432232314}"#.utf8), secrets: [[UInt8](key)])
        #expect(headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test func `what was signed is believed`() {
        #expect(outcome(signed()) == .success("m1"))
    }

    @Test func `what was altered is not`() {
        #expect(outcome(signed(), body: body + [32]) == .failure(.wrong))
        var headers = signed()
        headers["webhook-id"] = "m2"
        #expect(outcome(headers) == .failure(.wrong))
        headers = signed()
        headers["webhook-timestamp"] = String(now.microseconds / 1_000_000 + 1)
        #expect(outcome(headers) == .failure(.wrong))
        headers = signed()
        headers["webhook-signature"] = "v1,AAAA"
        #expect(outcome(headers) == .failure(.wrong))
        #expect(outcome(signed(), secrets: [Array("another".utf8)]) == .failure(.wrong))
        #expect(outcome(signed(), secrets: []) == .failure(.wrong))
    }

    @Test(
        arguments: [
            ("webhook-id", nil), ("webhook-timestamp", nil), ("webhook-signature", nil), ("webhook-timestamp", "soon"),
            ("webhook-timestamp", "+1"), ("webhook-id", ""), ("webhook-id", "a.b"),
        ] as [(String, String?)])
    func `a header that is missing or unreadable is told`(_ name: String, _ value: String?) {
        var headers = signed()
        headers[name] = value
        #expect(outcome(headers) == .failure(.missing))
    }

    @Test(arguments: [(-301, false), (-300, true), (0, true), (300, true), (301, false)])
    func `a copy is worth nothing after five minutes`(_ seconds: Int64, _ isBelieved: Bool) {
        let result = outcome(signed(at: now.adding(seconds: seconds)))
        #expect(result == (isBelieved ? .success("m1") : .failure(.tooOld)))
    }

    @Test func `after a change of secrets both are good for a day, and then one`() throws {
        let first = SystemSecrets(current: secret)
        let second = first.replaced(by: Array("the next one".utf8), at: now)
        #expect(second.valid(at: now) == [Array("the next one".utf8), secret])
        #expect(outcome(signed(), secrets: second.valid(at: now)) == .success("m1"))
        #expect(outcome(signed(secrets: second.valid(at: now)), secrets: [secret]) == .success("m1"), "the receiver may still have the old")
        let later = now.adding(seconds: SystemSecrets.overlapSeconds)
        #expect(second.valid(at: later) == [Array("the next one".utf8)])
        #expect(SystemSecrets(json: try JSON(parsing: second.json.bytes)) == second)
        #expect(SystemSecrets(json: .null) == nil)
    }
}
