import Kernel

/// Reads `application/x-www-form-urlencoded`: a query or a form's body (WHATWG URL §5.1), strict about UTF-8.
enum PairsReader {
    /// More names than any form has; a body of a quarter megabyte could hold a hundred thousand.
    static let maxPairs = 2000

    static func pairs(_ bytes: some Collection<UInt8>) throws(Problem) -> [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        for part in bytes.split(separator: 0x26) {
            guard pairs.count < maxPairs else { throw WebProblem.malformed }
            let mark = part.firstIndex(of: 0x3D) ?? part.endIndex
            let name = try decoded(part[..<mark], plusIsSpace: true)
            let value = mark == part.endIndex ? "" : try decoded(part[part.index(after: mark)...], plusIsSpace: true)
            pairs.append((name, value))
        }
        return pairs
    }

    /// Percent-decodes; a `%` without two digits stands for itself, as browsers have it. Not valid UTF-8, or a NUL, is refused:
    /// neither engine keeps a NUL in a text.
    static func decoded(_ bytes: some Collection<UInt8>, plusIsSpace: Bool) throws(Problem) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == 0x25, let high = rest.first.flatMap(digit), let low = rest.dropFirst().first.flatMap(digit) {
                out.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                out.append(plusIsSpace && byte == 0x2B ? 0x20 : byte)
            }
        }
        return try text(out)
    }

    static func text(_ bytes: some Collection<UInt8>) throws(Problem) -> String {
        guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else { throw WebProblem.malformed }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
