import Foundation

/// An identifier made on the node, ordered by time: a version 7 UUID (RFC 9562) in 26 letters of Crockford's base 32.
package struct ID: Sendable, Hashable, Comparable {
    package let rawValue: String

    /// Reads one; nil unless it is 26 letters of the alphabet.
    package init?(_ text: String) {
        guard text.utf8.count == 26, text.utf8.allSatisfy(ID.isLetter) else { return nil }
        rawValue = text
    }

    /// The same of a part of a text.
    package init?(_ text: some StringProtocol) { self.init(String(text)) }

    /// Sixteen bytes; version and variant are set here.
    package init(at instant: Instant, random: [UInt8]) {
        precondition(random.count >= 10, "an ID needs ten random bytes")
        let milliseconds = UInt64(max(0, instant.microseconds / 1000))
        // The twelve bits after the version carry the fraction of the millisecond, so that ids of one node rise within it.
        let fraction = UInt16(truncatingIfNeeded: (instant.microseconds % 1000) * 4096 / 1000) & 0x0FFF
        var bytes: [UInt8] = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * $0)) }
        bytes.append(0x70 | UInt8(fraction >> 8))
        bytes.append(UInt8(fraction & 0xFF))
        bytes += random.prefix(8)
        bytes[8] = bytes[8] & 0x3F | 0x80
        var text: [UInt8] = []
        text.reserveCapacity(26)
        var buffer: UInt32 = 0
        var bits = 2  // 26 letters hold 130 bits: two leading zeros
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(ID.alphabet[Int(buffer >> UInt32(bits) & 31)])
            }
        }
        rawValue = String(decoding: text, as: UTF8.self)
    }

    package static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }

    // Asked for every letter of every row that is read, so a look at bits and not a search of the alphabet.
    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "i"), UInt8(ascii: "l"), UInt8(ascii: "o"), UInt8(ascii: "u"): false
        default: (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        }
    }

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}

extension ID: CustomStringConvertible {
    package var description: String { rawValue }
}
