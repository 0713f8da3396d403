import Cryptography
import Kernel

/// One claim that a holder may show or keep back (RFC 9901 §4.2): a salt, a name and a value; the signed part holds its digest only.
struct Disclosure: Sendable, Hashable {
    let name: String
    let value: JSON
    /// As it stands between two `~`.
    let encoded: String

    /// - Parameter salt: at least 128 unpredictable bits, so that nobody finds a value by trying.
    init(salt: [UInt8], name: String, value: JSON) {
        self.name = name
        self.value = value
        encoded = Base64URL.encode(JSON.array([.string(Base64URL.encode(salt)), .string(name), value]).bytes)
    }

    /// Reads one; nil unless it is salt, name and value.
    init?(_ encoded: some StringProtocol) {
        guard let bytes = Base64URL.decode(encoded), let parts = try? JSON(parsing: bytes).array, parts.count == 3,
            parts[0].string != nil, let name = parts[1].string, !SDJWT.reserved.contains(name)
        else { return nil }
        self.name = name
        value = parts[2]
        self.encoded = String(encoded)
    }

    var digest: String { SDJWT.digest(encoded) }
}

/// A signed text with disclosures and, from its holder, a key binding: `<issuer's JWT>~<disclosure>~…~<key binding JWT>` (RFC 9901 §4).
struct SDJWT: Sendable, Hashable {
    let issued: String
    let disclosures: [Disclosure]
    /// The holder's own signature over what is shown, to whom and when; nil without one.
    let binding: String?

    /// `typ` of the issuer's part: a credential (SD-JWT VC).
    static let type = "dc+sd-jwt"
    static let bindingType = "kb+jwt"
    static let mediaType = "application/dc+sd-jwt"
    /// Names that mean something to the format and can be nobody's claim.
    static let reserved: Set<String> = ["_sd", "_sd_alg", "..."]

    init(issued: String, disclosures: [Disclosure], binding: String? = nil) {
        self.issued = issued
        self.disclosures = disclosures
        self.binding = binding
    }

    /// Reads one without judging anything; nil where a part is none.
    init?(_ text: String) {
        let parts = text.parts(between: "~")
        guard parts.count >= 2, parts.count <= 200, let last = parts.last else { return nil }
        var disclosures: [Disclosure] = []
        for part in parts[1..<parts.count - 1] {
            guard let disclosure = Disclosure(part) else { return nil }
            disclosures.append(disclosure)
        }
        self.init(issued: String(parts[0]), disclosures: disclosures, binding: last.isEmpty ? nil : String(last))
    }

    /// What the key binding signs for: everything up to and with the last `~`.
    var presented: String {
        var text = issued
        text.reserveCapacity(disclosures.reduce(issued.utf8.count + 1) { $0 + 1 + $1.encoded.utf8.count })
        for disclosure in disclosures {
            text += "~"
            text += disclosure.encoded
        }
        return text + "~"
    }

    var text: String { presented + (binding ?? "") }

    static func digest(_ text: String) -> String { Base64URL.encode(Digest.sha256.hash(text.utf8)) }

    /// The payload with what was disclosed put in its place; nil where the parts do not fit together (RFC 9901 §7.1, step 3): a digest twice,
    /// a disclosure that nothing refers to, a name that is there already.
    static func opened(_ payload: JSON, with disclosures: [Disclosure]) -> JSON? {
        guard payload["_sd_alg"] == nil || payload["_sd_alg"] == "sha-256" else { return nil }
        var waiting: [String: Disclosure] = [:]
        for disclosure in disclosures where waiting.updateValue(disclosure, forKey: disclosure.digest) != nil { return nil }
        var seen: Set<String> = []
        guard let opened = opened(payload, &waiting, &seen, depth: 0), waiting.isEmpty else { return nil }
        return opened
    }

    private static func opened(_ json: JSON, _ waiting: inout [String: Disclosure], _ seen: inout Set<String>, depth: Int) -> JSON? {
        guard let members = json.members else { return json }
        guard depth < 8 else { return nil }
        var out: [JSON.Member] = []
        for member in members where !reserved.contains(member.name) {
            guard let value = opened(member.value, &waiting, &seen, depth: depth + 1) else { return nil }
            out.append(JSON.Member(member.name, value))
        }
        for digest in json["_sd"]?.array ?? [] {
            guard let digest = digest.string, seen.insert(digest).inserted else { return nil }
            guard let disclosure = waiting.removeValue(forKey: digest) else { continue }
            guard !out.contains(where: { $0.name == disclosure.name }),
                let value = opened(disclosure.value, &waiting, &seen, depth: depth + 1)
            else { return nil }
            out.append(JSON.Member(disclosure.name, value))
        }
        return .object(out)
    }
}
