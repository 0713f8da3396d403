import Kernel

/// JSON values as YAML for people: objects in the order of their shape, small ones in one line, and nothing that another reader of YAML
/// would take for something else. What `YAMLFile` reads from it is the same value.
struct YAMLText {
    private(set) var text = ""
    private static let width = 120

    /// A whole document.
    static func of(_ value: JSON, _ type: ShapeType? = nil) -> String {
        var writer = YAMLText()
        switch value {
        case .object(let members) where !members.isEmpty: writer.members(members, type, indent: 0)
        case .array(let items) where !items.isEmpty: writer.items(items, type?.element, indent: 0)
        default: writer.text = flow(value, type) + "\n"
        }
        return writer.text
    }

    // MARK: Blocks

    /// `key: value`, one a line; the first is written where the line already is.
    private mutating func members(_ members: [JSON.Member], _ type: ShapeType?, indent: Int, continuing: Bool = false) {
        for (index, member) in YAMLText.ordered(members, type).enumerated() {
            if index > 0 || !continuing { text += String(repeating: " ", count: indent) }
            text += YAMLText.plain(member.name) + ":"
            value(member.value, type?.member(member.name), indent: indent)
        }
    }

    private mutating func value(_ value: JSON, _ type: ShapeType?, indent: Int) {
        let line = YAMLText.flow(value, type)
        let isShort = YAMLText.fits(line, indent + 20) && value.isSmall
        switch value {
        case .object(let members) where !members.isEmpty && !isShort:
            text += "\n"
            self.members(members, type, indent: indent + 2)
        case .array(let items) where !items.isEmpty && !(isShort && items.allSatisfy(\.isScalar)):
            text += "\n"
            self.items(items, type?.element, indent: indent + 2)
        default: text += " \(line)\n"
        }
    }

    private mutating func items(_ items: [JSON], _ type: ShapeType?, indent: Int) {
        for item in items {
            text += String(repeating: " ", count: indent) + "- "
            let line = YAMLText.flow(item, type)
            if case .object(let members) = item, !members.isEmpty, !YAMLText.fits(line, indent) || !item.isSmall {
                self.members(members, type, indent: indent + 2, continuing: true)
            } else {
                text += line + "\n"
            }
        }
    }

    private static func ordered(_ members: [JSON.Member], _ type: ShapeType?) -> [JSON.Member] {
        // Chinese before English, everywhere.
        if members.count == 2, members[0].name == "en", members[1].name == "zh" { return members.reversed() }
        guard let keys = type?.keys else { return members }
        let known = keys.compactMap { key in members.first { $0.name == key } }
        return known + members.filter { !keys.contains($0.name) }
    }

    // MARK: One line

    static func flow(_ value: JSON, _ type: ShapeType?) -> String {
        switch value {
        case .null: "~"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let digits): digits
        case .string(let text): plain(text)
        case .array(let items): "[" + items.map { flow($0, type?.element) }.joined(separator: ", ") + "]"
        case .object(let members):
            "{"
                + ordered(members, type).map { "\(plain($0.name)): \(flow($0.value, type?.member($0.name)))" }.joined(separator: ", ")
                + "}"
        }
    }

    /// A line of that many columns; a Chinese character takes two.
    private static func fits(_ line: String, _ indent: Int) -> Bool {
        if line.utf8.count > width * 2 { return false }
        return indent + line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) } <= width
    }

    // MARK: Scalars

    /// As it stands where no reader could take it for anything but this text; else in quotation marks.
    static func plain(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

    private static let words: Set<String> = ["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"]

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
        // A digit or a sign may begin a number or a date, and the rest of ASCII's marks mean something to YAML.
        guard first.value > 0x2E80 || first.properties.isAlphabetic, last != ":", last != " " else { return false }
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "[", "]", "{", "}", ",", "\u{2028}", "\u{2029}", "\u{FEFF}": return false
            case ":": return false
            case "#" where previous == " ": return false
            default:
                if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0xFFFE...0xFFFF).contains(scalar.value) { return false }
            }
            previous = scalar
        }
        return !words.contains(text.lowercased())
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            default:
                let value = scalar.value
                if value < 0x20 || (0x7F...0x9F).contains(value) || value == 0x2028 || value == 0x2029 || value == 0xFEFF
                    || (0xFFFE...0xFFFF).contains(value)
                {
                    let hex = String(value, radix: 16, uppercase: true)
                    out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out + "\""
    }
}

extension JSON {
    fileprivate var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }

    /// Nothing in it is deeper than a text or a limit.
    fileprivate var isSmall: Bool {
        guard let members else { return true }
        return members.allSatisfy { member in
            member.value.isScalar || member.value.members?.allSatisfy { $0.value.isScalar } ?? false
                || member.value.array?.allSatisfy(\.isScalar) ?? false
        }
    }
}

extension ShapeType {
    /// The keys of an object of this type, in order; nil where any name may be one.
    fileprivate var keys: [String]? {
        switch self {
        case .record, .limit, .basis: members.map(\.key)
        default: nil
        }
    }

    /// What stands under a key of an object of this type.
    fileprivate func member(_ key: String) -> ShapeType? {
        if case .map(let element, _) = self { return element }
        return members.first { $0.key == key }?.type
    }

    /// What the elements of a list of this type are. Where a list of one may stand for one, the element is the same.
    fileprivate var element: ShapeType? {
        switch self {
        case .list(let element): element
        case .basis: self
        default: nil
        }
    }
}
