/// Derives keys from a key (RFC 5869), so that one stored secret serves several purposes that tell nothing of each other.
package enum HKDF {
    /// `count` bytes (at most 255 digests) for the purpose that `info` names.
    package static func derive(_ digest: Digest, secret: [UInt8], salt: [UInt8] = [], info: String, count: Int) -> [UInt8] {
        derive(digest, secret: secret, salt: salt, info: Array(info.utf8), count: count)
    }

    static func derive(_ digest: Digest, secret: [UInt8], salt: [UInt8], info: [UInt8], count: Int) -> [UInt8] {
        precondition(count <= 255 * digest.byteCount, "HKDF gives at most 255 digests")
        let salt = salt.isEmpty ? [UInt8](repeating: 0, count: digest.byteCount) : salt
        let expanding = HMAC(digest, key: HMAC(digest, key: salt).tag(for: secret))
        var block: [UInt8] = []
        var out: [UInt8] = []
        var index: UInt8 = 0
        while out.count < count {
            index += 1
            block = expanding.tag(for: block + info + [index])
            out += block
        }
        return Array(out.prefix(count))
    }
}
