/// Bytes as text that may stand in a URL (RFC 4648 §5), without padding.
package enum Base64URL {
    /// The text of some bytes.
    package static func encode(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: encodedCount(bytes.count)) { encode(bytes, into: $0) }
    }

    /// Reads what `encode` writes and nothing else: no padding, no other letter, no stray bits at the end. So each value has one text.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        text.utf8.withContiguousStorageIfAvailable { decode($0) } ?? Array(text.utf8).withUnsafeBufferPointer { decode($0) }
    }

    static func encodedCount(_ byteCount: Int) -> Int { (byteCount * 4 + 2) / 3 }

    /// Writes the letters and says how many.
    static func encode(_ bytes: [UInt8], into out: UnsafeMutableBufferPointer<UInt8>) -> Int {
        alphabet.withUnsafeBufferPointer { alphabet in
            bytes.withUnsafeBufferPointer { bytes in
                var from = 0
                var to = 0
                while from + 3 <= bytes.count {
                    let word = UInt32(bytes[from]) << 16 | UInt32(bytes[from + 1]) << 8 | UInt32(bytes[from + 2])
                    out[to] = alphabet[Int(word >> 18)]
                    out[to + 1] = alphabet[Int(word >> 12 & 63)]
                    out[to + 2] = alphabet[Int(word >> 6 & 63)]
                    out[to + 3] = alphabet[Int(word & 63)]
                    from += 3
                    to += 4
                }
                guard from < bytes.count else { return to }
                let second = from + 1 < bytes.count ? bytes[from + 1] : nil
                out[to] = alphabet[Int(bytes[from] >> 2)]
                out[to + 1] = alphabet[Int(bytes[from] << 4 & 0x30 | (second ?? 0) >> 4)]
                guard let second else { return to + 2 }
                out[to + 2] = alphabet[Int(second << 2 & 0x3C)]
                return to + 3
            }
        }
    }

    static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        let spare = text.count % 4
        guard spare != 1 else { return nil }
        var isValid = true
        let bytes = [UInt8](unsafeUninitializedCapacity: text.count * 3 / 4) { out, count in
            values.withUnsafeBufferPointer { values in
                var word: UInt32 = 0
                var unknown: UInt8 = 0
                var to = 0
                for (index, letter) in text.enumerated() {
                    let value = values[Int(letter)]
                    unknown |= value
                    word = word << 6 | UInt32(value & 63)
                    guard index & 3 == 3 else { continue }
                    out[to] = UInt8(truncatingIfNeeded: word >> 16)
                    out[to + 1] = UInt8(truncatingIfNeeded: word >> 8)
                    out[to + 2] = UInt8(truncatingIfNeeded: word)
                    to += 3
                    word = 0
                }
                if spare == 2 {
                    out[to] = UInt8(truncatingIfNeeded: word >> 4)
                    isValid = word & 0xF == 0
                } else if spare == 3 {
                    out[to] = UInt8(truncatingIfNeeded: word >> 10)
                    out[to + 1] = UInt8(truncatingIfNeeded: word >> 2)
                    isValid = word & 0x3 == 0
                }
                isValid = isValid && unknown & 0x80 == 0
                count = text.count * 3 / 4
            }
        }
        return isValid ? bytes : nil
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// The value of each letter; the top bit marks what is none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0x80, count: 256)
        for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
        return values
    }()
}
