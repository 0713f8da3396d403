import COpenSSL

/// Unpredictable bytes from OpenSSL's generator, which the kernel seeds.
package enum Randomness {
    /// `count` unpredictable bytes.
    package static func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { out, written in
            require(RAND_bytes(out.baseAddress, Int32(count)), "make random bytes")
            written = count
        }
    }

    /// A secret to hand out (session, one-use link): `byteCount` random bytes in base64url.
    package static func token(byteCount: Int = 32) -> String { Base64URL.encode(bytes(byteCount)) }

    /// A code of decimal digits to read out or type in, each digit equally likely.
    package static func digits(_ count: Int) -> String {
        var out: [UInt8] = []
        while out.count < count {
            // 250 is the largest multiple of ten in a byte; above it low digits would come more often.
            out += bytes(count).filter { $0 < 250 }.map { 0x30 + $0 % 10 }
        }
        return String(decoding: out.prefix(count), as: UTF8.self)
    }
}

/// Whether two secrets are the same, in a time that depends on their length only.
package func equalInConstantTime(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.count == b.count && CRYPTO_memcmp(a, b, a.count) == 0
}

/// Whether two secret texts are the same, in a time that depends on their length only.
package func equalInConstantTime(_ a: String, _ b: String) -> Bool {
    equalInConstantTime(Array(a.utf8), Array(b.utf8))
}
