package import Kernel

/// An address as a value: its path is literal, whatever is interpolated is percent-encoded, so no page builds one by hand.
package struct Link: Sendable, Hashable {
    /// As on the wire and in `href`, not yet escaped for HTML.
    package let text: String

    private init(trusted text: String) { self.text = text }

    /// A constant outside this site: `tel:12345`, `https://…`.
    package static func external(_ literal: StaticString) -> Link { Link(trusted: "\(literal)") }

    /// A telephone number, digits and hyphens only.
    package static func telephone(_ number: String) -> Link {
        Link(trusted: "tel:" + number.filter { $0.isASCII && ($0.isNumber || $0 == "-" || $0 == "+") })
    }

    /// A mail address.
    package static func mail(_ address: String) -> Link { Link(trusted: "mailto:" + Link.encoded(address, keeping: "@")) }

    /// A path of this site that came from outside (the request, `next=`); nil where a browser might read another host in it.
    package init?(local path: String) {
        let bytes = Array(path.utf8)
        guard bytes.first == 0x2F, bytes.count < 2 || (bytes[1] != 0x2F && bytes[1] != 0x5C),
            !bytes.contains(where: { $0 < 0x21 || $0 == 0x7F || $0 == 0x5C })
        else { return nil }
        text = Link.encoded(path, keeping: "/?#&=%:@!$'()*+,;[]")
    }

    /// The same address with these pairs added to its query, in this order and before any fragment.
    package func with(query pairs: [(String, String)]) -> Link {
        guard !pairs.isEmpty else { return self }
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        var address = String(parts[0])
        for (name, value) in pairs {
            address += address.contains("?") ? "&" : "?"
            address += Link.encoded(name) + "=" + Link.encoded(value)
        }
        return Link(trusted: parts.count == 2 ? address + "#" + parts[1] : address)
    }

    /// One pair added to the query; nothing where the value is nil.
    package func with(_ name: String, _ value: String?) -> Link { value.map { with(query: [(name, $0)]) } ?? self }

    /// The same address with that name set to that value, whatever it was before.
    package func replacing(_ name: String, _ value: String) -> Link { without(name).with(name, value) }

    /// The same address with every pair of that name taken out of its query.
    package func without(_ name: String) -> Link {
        guard let mark = text.firstIndex(of: "?") else { return self }
        let rest = text[text.index(after: mark)...].split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let key = Link.encoded(name)
        let pairs = rest[0].split(separator: "&").filter { $0 != key && !$0.hasPrefix(key + "=") }
        let query = pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
        return Link(trusted: text[..<mark] + query + (rest.count == 2 ? "#" + rest[1] : ""))
    }

    /// The part before the query and the fragment.
    package var path: String { String(text.prefix { $0 != "?" && $0 != "#" }) }

    /// The whole address from the site's origin: `https://city.example/things/newborn`.
    package func absolute(from origin: String) -> String { text.hasPrefix("/") ? origin + text : text }

    /// Percent-encodes every byte but RFC 3986's unreserved ones and those of `keeping`.
    static func encoded(_ part: some StringProtocol, keeping kept: StaticString = "") -> String {
        let kept = Array("\(kept)".utf8)
        var out: [UInt8] = []
        out.reserveCapacity(part.utf8.count)
        for byte in part.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: out.append(byte)
            case _ where kept.contains(byte): out.append(byte)
            default: out += [0x25, hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static let hexadecimal = Array("0123456789ABCDEF".utf8)
}

extension Link: CustomStringConvertible {
    package var description: String { text }
}

extension Link: ExpressibleByStringInterpolation {
    package init(stringLiteral value: StaticString) { self.init(trusted: "\(value)") }
    package init(stringInterpolation: Interpolation) { self.init(trusted: stringInterpolation.text) }

    /// What may stand in `\( )` inside a link: percent-encoded, so that it stays one part of the path or of the query.
    package struct Interpolation: StringInterpolationProtocol {
        var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity + interpolationCount * 26) }

        package mutating func appendLiteral(_ literal: StaticString) { text += "\(literal)" }
        package mutating func appendInterpolation(_ part: String) { text += Link.encoded(part) }
        package mutating func appendInterpolation(_ id: ID) { text += id.rawValue }
        package mutating func appendInterpolation(_ number: some BinaryInteger) { text += String(number) }
        package mutating func appendInterpolation(_ date: LocalDate) { text += date.description }
    }
}
