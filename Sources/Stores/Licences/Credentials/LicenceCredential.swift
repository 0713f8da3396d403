import Cryptography
import Kernel

/// A licence as a credential that other programs verify without asking us (SD-JWT VC): every claim may be shown or kept back alone.
struct LicenceCredential: Sendable {
    let licence: Licence
    let claims: [LicenceClaim]
    /// The address of this site, which is the issuer's name.
    let origin: String
    let status: StatusEntry
    let holderKey: PublicKey

    /// It lasts as long as the licence and no longer than this, so that a signing key may be given up a year after it was rotated.
    static let longestDays = 366
    /// Digests without a claim, so that nobody counts what was kept back (RFC 9901 §4.2.5).
    static let decoys = 3

    /// Signs it anew with fresh salts: two files of one licence have no digest in common.
    func sign(by signer: Signer, at now: Instant, random: (Int) -> [UInt8]) -> SDJWT {
        var disclosures: [Disclosure] = []
        var top: [String] = []
        var nested: [(name: String, digests: [String])] = []
        for claim in claims {
            guard let name = claim.path.last else { continue }
            let disclosure = Disclosure(salt: random(16), name: name, value: claim.value)
            disclosures.append(disclosure)
            guard claim.path.count == 2 else {
                top.append(disclosure.digest)
                continue
            }
            if let index = nested.firstIndex(where: { $0.name == claim.path[0] }) {
                nested[index].digests.append(disclosure.digest)
            } else {
                nested.append((claim.path[0], [disclosure.digest]))
            }
        }
        top += (0..<LicenceCredential.decoys).map { _ in SDJWT.digest(Base64URL.encode(random(32))) }
        // Sorted: their order tells nothing of the order of the claims.
        let inner = nested.map { JSON.Member($0.name, ["_sd": .array($0.digests.sorted().map(JSON.string))]) }
        let payload = JSON.object(
            registered(at: now) + inner + [JSON.Member("_sd", .array(top.sorted().map(JSON.string))), JSON.Member("_sd_alg", "sha-256")])
        return SDJWT(issued: signer.jws(payload, typ: SDJWT.type), disclosures: disclosures)
    }

    /// What every reader sees: who says it, of which kind it is, until when, where its status stands, whose key holds it.
    private func registered(at now: Instant) -> [JSON.Member] {
        [
            JSON.Member("iss", .string(origin)), JSON.Member("iat", .int(now.seconds)),
            JSON.Member("nbf", .int(Instant(licence.validFrom).seconds)), JSON.Member("exp", .int(expiry(at: now).seconds)),
            JSON.Member("vct", .string(LicenceCredential.kind(licence.type, at: origin))),
            JSON.Member("issuing_authority", .string(licence.identifier.parts.issuer.rawValue)),
            JSON.Member(
                "status",
                ["status_list": ["idx": .int(status.index), "uri": .string(StatusEntry.address(of: status.list, at: origin))]]),
            JSON.Member("cnf", ["jwk": holderKey.jwk]),
        ]
    }

    /// The end of the licence's last day, or a year from now.
    private func expiry(at now: Instant) -> Instant {
        let longest = now.adding(seconds: Int64(LicenceCredential.longestDays) * 86_400)
        guard let last = licence.validUntil else { return longest }
        return min(longest, Instant(last.adding(days: 1)))
    }

    /// `vct`: the kind of credential, an address that describes it.
    static func kind(_ type: String, at origin: String) -> String { "\(origin)/credentials/\(type)" }
}

extension SDJWT {
    /// Only these claims: the other disclosures are left out, and no byte of them is in what remains.
    func showing(_ codes: Set<String>, of claims: [LicenceClaim]) -> SDJWT {
        let kept = zip(claims, disclosures).filter { codes.contains($0.0.code) }.map(\.1)
        return SDJWT(issued: issued, disclosures: kept)
    }
}
