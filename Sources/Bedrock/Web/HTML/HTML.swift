package import Kernel

/// Markup that is safe to send: literals are the program's own, everything interpolated is escaped.
///
/// A literal has to be a `StaticString`, so `"<p>" + user` does not compile; `"<p>\(user)</p>"` does, and escapes.
package struct HTML: Sendable, Hashable {
    package private(set) var bytes: [UInt8]

    package init() { bytes = [] }

    /// Plain text, escaped.
    package init(text: some StringProtocol) {
        bytes = []
        append(escaping: text)
    }

    /// Markup from outside the literals; only this room may vouch for it.
    init(raw: [UInt8]) { bytes = raw }

    package var isEmpty: Bool { bytes.isEmpty }
    package var string: String { String(decoding: bytes, as: UTF8.self) }

    package static func + (a: HTML, b: HTML) -> HTML {
        var sum = a
        sum += b
        return sum
    }

    package static func += (a: inout HTML, b: HTML) { a.bytes.append(contentsOf: b.bytes) }

    /// Escapes what has a meaning in text or in a quoted attribute.
    mutating func append(escaping text: some StringProtocol) {
        for byte in text.utf8 {
            switch byte {
            case 0x26: append("&amp;")
            case 0x3C: append("&lt;")
            case 0x3E: append("&gt;")
            case 0x22: append("&quot;")
            case 0x27: append("&#39;")
            default: bytes.append(byte)
            }
        }
    }

    mutating func append(_ literal: StaticString) {
        if literal.hasPointerRepresentation {
            bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
        } else {
            bytes.append(contentsOf: String(literal.unicodeScalar).utf8)
        }
    }
}

extension [HTML] {
    /// All of them, one after the other.
    package func joined(separator: HTML = HTML()) -> HTML {
        var all = HTML()
        for (index, part) in enumerated() {
            if index > 0 { all += separator }
            all += part
        }
        return all
    }
}

extension Sequence {
    /// The markup of each element, one after the other.
    package func html(_ part: (Element) throws -> HTML) rethrows -> HTML {
        var all = HTML()
        for element in self { all += try part(element) }
        return all
    }
}

extension HTML: ExpressibleByStringInterpolation {
    package init(stringLiteral value: StaticString) {
        bytes = []
        append(value)
    }

    package init(stringInterpolation: Interpolation) { self = stringInterpolation.html }

    /// What may stand in `\( )` inside markup.
    package struct Interpolation: StringInterpolationProtocol {
        var html = HTML()

        package init(literalCapacity: Int, interpolationCount: Int) {
            html.bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        package mutating func appendLiteral(_ literal: StaticString) { html.append(literal) }

        package mutating func appendInterpolation(_ text: String) { html.append(escaping: text) }
        package mutating func appendInterpolation(_ text: Substring) { html.append(escaping: text) }
        package mutating func appendInterpolation(_ number: some BinaryInteger) { html.bytes.append(contentsOf: String(number).utf8) }
        package mutating func appendInterpolation(_ id: ID) { html.append(escaping: id.rawValue) }
        package mutating func appendInterpolation(_ date: LocalDate) { html.append(escaping: date.description) }
        package mutating func appendInterpolation(_ markup: HTML) { html += markup }
        package mutating func appendInterpolation(_ markup: [HTML]) { for part in markup { html += part } }
        package mutating func appendInterpolation(_ link: Link) { html.append(escaping: link.text) }

        /// A sentence in the reader's language.
        package mutating func appendInterpolation(_ text: Text, _ language: Language) { html.append(escaping: text[language]) }

        /// Nothing where it is nil.
        package mutating func appendInterpolation(_ markup: HTML?) { if let markup { html += markup } }
        package mutating func appendInterpolation(_ text: String?) { if let text { html.append(escaping: text) } }

        /// Markup only under a condition: `\(if: isNew, "<strong>new</strong>")`.
        package mutating func appendInterpolation(if condition: Bool, _ markup: @autoclosure () -> HTML) {
            if condition { html += markup() }
        }

        /// ` name="value"`, or nothing where the value is nil.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            html.append(" ")
            html.append(name)
            html.append("=\"")
            html.append(escaping: value)
            html.append("\"")
        }

        /// ` name` (a Boolean attribute), or nothing.
        package mutating func appendInterpolation(flag name: StaticString, _ isSet: Bool) {
            guard isSet else { return }
            html.append(" ")
            html.append(name)
        }
    }
}
