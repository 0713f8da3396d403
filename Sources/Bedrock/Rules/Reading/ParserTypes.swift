import Kernel

extension Parser {
    private static let typeNames = NameBook(FeelType.simple.keys)

    /// A type after `instance of` or after a parameter (DMN 1.5 grammar rule 52).
    mutating func type() throws(ParseError) -> FeelType {
        try nested { parser throws(ParseError) in
            if let (name, end) = Parser.typeNames.match(parser.source, at: parser.position) {
                try parser.move(to: end)
                return FeelType.simple[name] ?? .named(name)
            }
            guard case .word(var name) = parser.token.kind else { throw parser.unexpected(RulesText.aType) }
            try parser.advance()
            while try parser.take(".") {
                guard case .word(let part) = parser.token.kind else { throw parser.unexpected(RulesText.aName) }
                name += "." + part
                try parser.advance()
            }
            if parser.isSign("<"), let type = try parser.parameterised(name) { return type }
            return FeelType.simple[name] ?? .named(name)
        }
    }

    private mutating func parameterised(_ name: String) throws(ParseError) -> FeelType? {
        guard ["list", "range", "context", "function"].contains(name) else { return nil }
        try advance()
        switch name {
        case "list":
            let member = try type()
            try closeAngle()
            return .list(member)
        case "range":
            let end = try type()
            try closeAngle()
            return .range(end)
        case "context":
            var members: [FeelType.Member] = []
            if !isSign(">") {
                repeat {
                    let name = try newName(until: { $0.isSign(":") }, Text(same: ":"))
                    try expect(":")
                    members.append(FeelType.Member(name: name, type: try type()))
                } while try take(",")
            }
            try closeAngle()
            return .context(members)
        default:
            var parameters: [FeelType] = []
            if !isSign(">") {
                repeat { parameters.append(try type()) } while try take(",")
            }
            try closeAngle()
            try expect("->")
            return .function(parameters, try type())
        }
    }

    /// `>`, even where it runs into an equals sign: `x instance of list<number>=true`.
    private mutating func closeAngle() throws(ParseError) {
        if isSign(">=") {
            try move(to: position + 1)
        } else {
            try expect(">")
        }
    }
}

extension Node {
    /// What can be said of the value's type without evaluating.
    var staticType: FeelType {
        switch kind {
        case .constant(let value): value.type
        case .list(let items):
            Set(items.map(\.staticType)).count == 1 ? .list(items[0].staticType) : .list(.any)
        case .context(let entries): .context(entries.map { FeelType.Member(name: $0.name, type: $0.value.staticType) })
        case .function(let literal): .function(literal.parameters.map { $0.type ?? .any }, literal.body.staticType)
        case .comparison, .and, .or, .between, .within, .quantified, .instance: .boolean
        case .conditional(_, let yes, let no): yes.staticType == no.staticType ? yes.staticType : .any
        default: .any
        }
    }
}
