/// gzip (RFC 1952) by the system's zlib.
enum Gzip {
    /// Below this the header costs more than is won.
    static let leastBytes = 1024

    static func compressed(_ bytes: [UInt8], level: Int32) -> [UInt8] { Zlib.compressed(bytes, .gzip, level: level) ?? bytes }

    /// Whether the reader takes gzip (RFC 9110 §12.5.3).
    static func isAccepted(_ header: String?) -> Bool {
        guard let header else { return false }
        for coding in header.utf8.split(separator: 0x2C) {
            let pieces = coding.split(separator: 0x3B)
            guard let name = pieces.first?.drop(while: { $0 == 0x20 }), name.starts(with: "gzip".utf8),
                name.dropFirst(4).allSatisfy({ $0 == 0x20 })
            else {
                continue
            }
            // `q=0`, `q=0.0`: it is refused by name.
            return pieces.count < 2 || pieces[1].contains { (0x31...0x39).contains($0) }
        }
        return false
    }

    /// Whether a type shrinks.
    static func isWorthwhile(_ type: String) -> Bool {
        let kind = type[..<(type.utf8.firstIndex(of: UInt8(ascii: ";")) ?? type.endIndex)]
        return kind.hasPrefix("text/") || kind.hasSuffix("json") || kind.hasSuffix("xml") || kind.hasSuffix("javascript")
            || kind.hasSuffix("yaml")
    }
}
