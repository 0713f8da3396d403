import Cryptography
import Kernel

/// What a check of a presentation comes to. The raw value is stable, for programs.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
    case valid
    /// Its day, or the minute of its code, is over.
    case expired
    case notYetValid = "not-yet-valid"
    /// Taken back for good, for whatever reason, or replaced by a newer version.
    case revoked
    case frozen
    /// It was shown before, or answers somebody else's question.
    case replayed
    /// A part of it was changed or is missing.
    case altered
    case unknownIssuer = "unknown-issuer"
    /// It was made out to somebody else.
    case wrongAudience = "wrong-audience"
    /// No code and no file of ours at all.
    case unreadable
}

/// Checks a file by what it says itself and by published keys: what anybody can do offline. Pure.
struct CredentialCheck: Sendable {
    let origin: String
    let signer: Signer
    let now: Instant
    /// Whom the reader is and what they asked with, where they say so.
    var audience: String?
    var nonce: String?

    /// What can be told of a file before its status is looked up.
    struct Outcome: Sendable, Hashable {
        var verdict: Verdict
        /// The place of its state; nil where the file is not worth a look.
        var status: StatusEntry?
        /// What it discloses; empty unless it is valid.
        var claims: JSON = [:]
        var type = ""
        var binding: KeyBinding?
    }

    /// A credential, its disclosures and a binding are some kilobytes.
    static let longestBytes = 64_000

    func outcome(of text: String) -> Outcome {
        guard text.utf8.count <= CredentialCheck.longestBytes, let file = SDJWT(text), let jws = try? JWS(parsing: file.issued),
            jws.type == SDJWT.type, let payload = try? JSON(parsing: jws.payload)
        else { return Outcome(verdict: .unreadable) }
        guard payload["iss"]?.string == origin else { return Outcome(verdict: .unknownIssuer) }
        do {
            try signer.verify(jws, typ: SDJWT.type)
        } catch {
            return Outcome(verdict: error == .unknownKey ? .unknownIssuer : .altered)
        }
        guard let claims = SDJWT.opened(payload, with: file.disclosures), let key = PublicKey(jwk: payload["cnf"]?["jwk"] ?? .null),
            let binding = KeyBinding(of: file, key: key), let status = status(in: payload), let type = type(in: payload)
        else { return Outcome(verdict: .altered) }
        var outcome = Outcome(verdict: verdict(payload, binding), status: status, type: type, binding: binding)
        if outcome.verdict == .valid { outcome.claims = CredentialCheck.disclosed(claims, besides: payload) }
        return outcome
    }

    /// Whether it is for this reader and for today.
    private func verdict(_ payload: JSON, _ binding: KeyBinding) -> Verdict {
        if let audience, binding.audience != audience { return .wrongAudience }
        if let nonce, binding.nonce != nonce { return .replayed }
        guard let from = payload["nbf"]?.int, let until = payload["exp"]?.int else { return .altered }
        // A minute for clocks that differ.
        if binding.at > now.adding(seconds: 60) || Int64(from) > now.seconds { return .notYetValid }
        return Int64(until) <= now.seconds ? .expired : .valid
    }

    private func status(in payload: JSON) -> StatusEntry? {
        guard let entry = payload["status"]?["status_list"], let index = entry["idx"]?.int, (0..<StatusList.places).contains(index),
            let uri = entry["uri"]?.string, let list = uri.split(separator: "/").last.flatMap({ Int64($0) }),
            uri == StatusEntry.address(of: list, at: origin)
        else { return nil }
        return StatusEntry(list: list, index: index)
    }

    private func type(in payload: JSON) -> String? {
        let prefix = LicenceCredential.kind("", at: origin)
        return payload["vct"]?.string.flatMap { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : nil }
    }

    /// Only what was selectively disclosed: what stands in every credential is no claim about its holder.
    private static func disclosed(_ opened: JSON, besides payload: JSON) -> JSON {
        .object(
            (opened.members ?? []).filter { member in
                payload[member.name] == nil || member.name == LicenceClaim.agePath && member.value.members?.isEmpty == false
            })
    }
}
