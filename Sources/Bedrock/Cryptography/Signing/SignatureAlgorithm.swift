/// How something is signed. The raw value is the `alg` of a JWS.
package enum SignatureAlgorithm: String, Sendable, Hashable, CaseIterable {
    /// ECDSA on P-256 with SHA-256 (RFC 7518 §3.4).
    case es256 = "ES256"
    /// SM2 with SM3 (GB/T 32918.2) on the recommended curve, signer's identifier 1234567812345678 (GM/T 0009). No `alg` is
    /// registered with IANA for it: the name `SM2`, like the curve name `SM2`, is private and means something only between
    /// parties who agreed on it.
    case sm2 = "SM2"

    /// The `crv` of a JWK.
    package var curve: String { self == .es256 ? "P-256" : "SM2" }
}
