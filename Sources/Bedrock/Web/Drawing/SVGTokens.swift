/// What an SVG file of a drawing program consists of: opening and closing elements with their attributes, and words. Declarations and
/// comments are passed over; entities are read.
struct SVGTokens: Sequence, IteratorProtocol {
    enum Token: Equatable {
        case open(String, [String: String], isEmpty: Bool)
        case close(String)
        case words(String)
        /// What cannot be read: the file is cut off, or is none.
        case broken
    }

    private var rest: Substring

    init(_ svg: String) { rest = svg[...] }

    mutating func next() -> Token? {
        while !rest.isEmpty {
            guard rest.first == "<" else { return words() }
            if rest.hasPrefix("<!--") {
                guard skip(past: "-->") else { return stop() }
            } else if rest.hasPrefix("<!") || rest.hasPrefix("<?") {
                guard skip(past: ">") else { return stop() }
            } else {
                return element()
            }
        }
        return nil
    }

    private mutating func stop() -> Token {
        rest = ""
        return .broken
    }

    private mutating func skip(past end: String) -> Bool {
        guard let range = rest.firstRange(of: end) else { return false }
        rest = rest[range.upperBound...]
        return true
    }

    private mutating func words() -> Token {
        let words = rest.prefix { $0 != "<" }
        rest = rest[words.endIndex...]
        return .words(SVGTokens.decoded(words))
    }

    private mutating func element() -> Token {
        rest = rest.dropFirst()
        let isClosing = rest.first == "/"
        if isClosing { rest = rest.dropFirst() }
        let name = rest.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
        rest = rest[name.endIndex...]
        var attributes: [String: String] = [:]
        while true {
            rest = rest.drop(while: \.isWhitespace)
            if rest.hasPrefix("/>") {
                rest = rest.dropFirst(2)
                return isClosing ? stop() : .open(String(name), attributes, isEmpty: true)
            }
            if rest.first == ">" {
                rest = rest.dropFirst()
                return isClosing ? .close(String(name)) : .open(String(name), attributes, isEmpty: false)
            }
            let key = rest.prefix { $0 != "=" && $0 != ">" && !$0.isWhitespace }
            rest = rest[key.endIndex...]
            guard !key.isEmpty, rest.hasPrefix("=\"") else { return stop() }
            rest = rest.dropFirst(2)
            guard let end = rest.firstIndex(of: "\"") else { return stop() }
            attributes[String(key)] = SVGTokens.decoded(rest[..<end])
            rest = rest[rest.index(after: end)...]
        }
    }

    private static let named = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]

    /// A lone `&`, as some versions of Graphviz leave one in an address, stays what it is.
    static func decoded(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        var out = ""
        var rest = text
        while let mark = rest.firstIndex(of: "&") {
            out += rest[..<mark]
            rest = rest[rest.index(after: mark)...]
            guard let end = rest.prefix(10).firstIndex(of: ";"), let character = character(rest[..<end]) else {
                out += "&"
                continue
            }
            out += character
            rest = rest[rest.index(after: end)...]
        }
        return out + rest
    }

    private static func character(_ entity: Substring) -> String? {
        guard entity.hasPrefix("#") else { return named[String(entity)] }
        let digits = entity.dropFirst()
        let code = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }
}
