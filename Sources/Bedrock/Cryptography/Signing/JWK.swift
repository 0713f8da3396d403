package import Kernel

/// Keys as JSON (RFC 7517).
package enum JWK {
    /// The thumbprint of any key by SHA-256 (RFC 7638, for OKP RFC 8037); nil where a required member is missing or the type is unknown.
    package static func thumbprint(of jwk: JSON) -> String? {
        let names: [String]
        switch jwk["kty"]?.string {
        case "EC": names = ["crv", "kty", "x", "y"]
        case "RSA": names = ["e", "kty", "n"]
        case "OKP": names = ["crv", "kty", "x"]
        case "oct": names = ["k", "kty"]
        default: return nil
        }
        let members = names.compactMap { name in jwk[name]?.string.map { JSON.Member(name, .string($0)) } }
        return members.count == names.count ? thumbprint(required: .object(members)) : nil
    }

    static func thumbprint(required jwk: JSON) -> String { Base64URL.encode(Digest.sha256.hash(jwk.canonical.bytes)) }

    /// A set of keys (`jwks_uri`), each with its id, use and algorithm.
    package static func set(_ keys: [(id: String, key: PublicKey)]) -> JSON {
        let keys = keys.map { id, key in
            var jwk = key.jwk
            jwk["kid"] = .string(id)
            jwk["use"] = "sig"
            jwk["alg"] = .string(key.algorithm.rawValue)
            return jwk
        }
        return ["keys": .array(keys)]
    }

    /// The keys of a set that we can check signatures with, by id; a key without an id goes by its thumbprint.
    package static func keys(inSet set: JSON) -> [String: PublicKey] {
        let keys = (set["keys"]?.array ?? []).filter { $0["use"] == nil || $0["use"]?.string == "sig" }
        return keys.reduce(into: [:]) { found, jwk in
            guard let key = PublicKey(jwk: jwk) else { return }
            found[jwk["kid"]?.string ?? key.thumbprint] = key
        }
    }
}
