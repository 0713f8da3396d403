extension JSON {
    /// Compact text, UTF-8.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package var bytes: [UInt8] {
        var out: [UInt8] = []
        write(into: &out)
        return out
    }

    private func write(into out: inout [UInt8]) {
        switch self {
        case .null: out += "null".utf8
        case .bool(let value): out += (value ? "true" : "false").utf8
        case .number(let value): out += value.utf8
        case .string(let value): JSON.write(value, into: &out)
        case .array(let items):
            out.append(0x5B)
            for (index, item) in items.enumerated() {
                if index > 0 { out.append(0x2C) }
                item.write(into: &out)
            }
            out.append(0x5D)
        case .object(let members):
            out.append(0x7B)
            for (index, member) in members.enumerated() {
                if index > 0 { out.append(0x2C) }
                JSON.write(member.name, into: &out)
                out.append(0x3A)
                member.value.write(into: &out)
            }
            out.append(0x7D)
        }
    }

    /// Most texts have nothing to escape, and what stands between two escapes is copied whole.
    private static func write(_ text: String, into out: inout [UInt8]) {
        var text = text
        out.append(0x22)
        text.withUTF8 { bytes in
            var start = 0
            for (index, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                out.append(contentsOf: bytes[start..<index])
                start = index + 1
                escape(byte, into: &out)
            }
            out.append(contentsOf: bytes[start...])
        }
        out.append(0x22)
    }

    private static func escape(_ byte: UInt8, into out: inout [UInt8]) {
        switch byte {
        case 0x22: out += [0x5C, 0x22]
        case 0x5C: out += [0x5C, 0x5C]
        case 0x0A: out += [0x5C, 0x6E]
        case 0x0D: out += [0x5C, 0x72]
        case 0x09: out += [0x5C, 0x74]
        default:
            let hex = Array("0123456789abcdef".utf8)
            out += "\\u00".utf8 + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
        }
    }

    /// Why a text is no JSON, and where.
    package struct ParseError: Error, Sendable, Hashable {
        package var offset: Int
        package var message: String
    }

    /// Reads one value. Depth is limited to 100 and a doubled member name is an error, so that hostile input stays cheap and
    /// means one thing.
    package init(parsing bytes: some Collection<UInt8>) throws(ParseError) {
        var reader = JSONReader(bytes: Array(bytes))
        reader.skipSpace()
        self = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.at == reader.bytes.count else { throw reader.error("nothing more after the value") }
    }

    package init(parsing text: String) throws(ParseError) { try self.init(parsing: text.utf8) }
}

private struct JSONReader {
    static let fewMembers = 12

    let bytes: [UInt8]
    var at = 0

    func error(_ expected: String) -> JSON.ParseError { JSON.ParseError(offset: at, message: "expected \(expected)") }

    var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func skipSpace() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 { at += 1 }
    }

    mutating func value(depth: Int) throws(JSON.ParseError) -> JSON {
        guard depth < 100 else { throw error("fewer than 100 levels") }
        switch peek {
        case 0x7B: return try object(depth: depth)
        case 0x5B: return try array(depth: depth)
        case 0x22: return .string(try string())
        case 0x74: return try word("true", .bool(true))
        case 0x66: return try word("false", .bool(false))
        case 0x6E: return try word("null", .null)
        case .some(0x2D), .some(48...57): return try number()
        default: throw error("a value")
        }
    }

    mutating func word(_ text: String, _ value: JSON) throws(JSON.ParseError) -> JSON {
        guard bytes[at...].starts(with: text.utf8) else { throw error(text) }
        at += text.utf8.count
        return value
    }

    mutating func number() throws(JSON.ParseError) -> JSON {
        let start = at
        if peek == 0x2D { at += 1 }
        if peek == 0x30 { at += 1 } else { try digits() }
        if peek == 0x2E {
            at += 1
            try digits()
        }
        if peek == 0x65 || peek == 0x45 {
            at += 1
            if peek == 0x2B || peek == 0x2D { at += 1 }
            try digits()
        }
        return .number(String(decoding: bytes[start..<at], as: UTF8.self))
    }

    mutating func digits() throws(JSON.ParseError) {
        let start = at
        while let byte = peek, (48...57).contains(byte) { at += 1 }
        guard at > start else { throw error("a digit") }
    }

    mutating func string() throws(JSON.ParseError) -> String {
        at += 1
        let start = at
        while let byte = peek, byte != 0x22, byte != 0x5C, byte >= 0x20 { at += 1 }
        // Most texts hold no escape and are read where they stand.
        if peek == 0x22 {
            at += 1
            return try text(of: bytes[start..<at - 1])
        }
        var out = Array(bytes[start..<at])
        while let byte = peek {
            switch byte {
            case 0x22:
                at += 1
                return try text(of: out[...])
            case 0x5C:
                at += 1
                try escape(into: &out)
            case 0..<0x20: throw error("no control character in a string")
            default:
                out.append(byte)
                at += 1
            }
        }
        throw error("a closing quotation mark")
    }

    private func text(of bytes: ArraySlice<UInt8>) throws(JSON.ParseError) -> String {
        // Most texts are ASCII, which is looked through faster than it is validated.
        if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw error("well-formed UTF-8") }
        return text
    }

    mutating func escape(into out: inout [UInt8]) throws(JSON.ParseError) {
        guard let byte = peek else { throw error("an escape") }
        at += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: out.append(byte)
        case 0x62: out.append(0x08)
        case 0x66: out.append(0x0C)
        case 0x6E: out.append(0x0A)
        case 0x72: out.append(0x0D)
        case 0x74: out.append(0x09)
        case 0x75:
            var scalar = try hex4()
            if (0xD800..<0xDC00).contains(scalar) {
                guard peek == 0x5C, at + 1 < bytes.count, bytes[at + 1] == 0x75 else { throw error("the second half of a surrogate pair") }
                at += 2
                let low = try hex4()
                guard (0xDC00..<0xE000).contains(low) else { throw error("the second half of a surrogate pair") }
                scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let unicode = Unicode.Scalar(scalar) else { throw error("a Unicode scalar") }
            out += String(Character(unicode)).utf8
        default: throw error("a known escape")
        }
    }

    mutating func hex4() throws(JSON.ParseError) -> UInt32 {
        guard at + 4 <= bytes.count, let text = String(validating: bytes[at..<at + 4], as: UTF8.self),
            text.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }), let value = UInt32(text, radix: 16)
        else { throw error("four hexadecimal digits") }
        at += 4
        return value
    }

    mutating func array(depth: Int) throws(JSON.ParseError) -> JSON {
        at += 1
        var items: [JSON] = []
        skipSpace()
        if peek == 0x5D {
            at += 1
            return .array(items)
        }
        while true {
            skipSpace()
            items.append(try value(depth: depth + 1))
            skipSpace()
            guard let byte = peek, byte == 0x2C || byte == 0x5D else { throw error("a comma or a closing bracket") }
            at += 1
            if byte == 0x5D { return .array(items) }
        }
    }

    mutating func object(depth: Int) throws(JSON.ParseError) -> JSON {
        at += 1
        var members: [JSON.Member] = []
        // Few are looked through faster than they are hashed.
        var names: Set<String> = []
        skipSpace()
        if peek == 0x7D {
            at += 1
            return .object(members)
        }
        while true {
            skipSpace()
            guard peek == 0x22 else { throw error("a member's name") }
            let name = try string()
            if members.count == JSONReader.fewMembers { names = Set(members.map(\.name)) }
            let isNew =
                members.count < JSONReader.fewMembers ? !members.contains { $0.name == name } : names.insert(name).inserted
            guard isNew else { throw error("a member named “\(name)” only once") }
            skipSpace()
            guard peek == 0x3A else { throw error("a colon") }
            at += 1
            skipSpace()
            members.append(JSON.Member(name, try value(depth: depth + 1)))
            skipSpace()
            guard let byte = peek, byte == 0x2C || byte == 0x7D else { throw error("a comma or a closing brace") }
            at += 1
            if byte == 0x7D { return .object(members) }
        }
    }
}
