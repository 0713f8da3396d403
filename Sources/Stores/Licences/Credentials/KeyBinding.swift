import Cryptography
import Kernel

/// The holder's proof that they themselves show this, now and to this reader (RFC 9901 §4.3).
struct KeyBinding: Sendable, Hashable {
    /// To whom it is shown.
    var audience: String
    /// What the reader asked with, or a random value: no two presentations are the same.
    var nonce: String
    var at: Instant

    /// Binds what is presented to its holder's key.
    func bind(_ credential: SDJWT, with key: SigningKey) -> SDJWT {
        let payload: JSON = [
            "iat": .int(at.seconds), "aud": .string(audience), "nonce": .string(nonce),
            "sd_hash": .string(SDJWT.digest(credential.presented)),
        ]
        let binding = JWS.sign(payload.bytes, header: [JSON.Member("typ", .string(SDJWT.bindingType))], by: key)
        return SDJWT(issued: credential.issued, disclosures: credential.disclosures, binding: binding)
    }

    /// Reads the binding of a presentation whose credential names the key; nil where it is missing, forged, or of another presentation.
    init?(of credential: SDJWT, key: PublicKey) {
        guard let text = credential.binding, let jws = try? JWS(parsing: text), jws.type == SDJWT.bindingType, jws.isSigned(by: key),
            let payload = try? JSON(parsing: jws.payload), payload["sd_hash"]?.string == SDJWT.digest(credential.presented),
            let audience = payload["aud"]?.string, let nonce = payload["nonce"]?.string, let iat = payload["iat"]?.int
        else { return nil }
        self.init(audience: audience, nonce: nonce, at: Instant(seconds: Int64(iat)))
    }

    init(audience: String, nonce: String, at: Instant) {
        self.audience = audience
        self.nonce = nonce
        self.at = at
    }
}

extension Instant {
    /// Whole seconds since 1970, as a JWT counts (NumericDate, RFC 7519 §2).
    var seconds: Int64 { microseconds / 1_000_000 }

    /// nil-free for whatever a JWT may say: what lies beyond the calendar is brought to its end.
    init(seconds: Int64) { self.init(microseconds: min(max(seconds, 0), 253_402_300_799) * 1_000_000) }
}
