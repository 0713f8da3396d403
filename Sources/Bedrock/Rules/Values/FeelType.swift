/// A type of FEEL (DMN 1.5 §10.3.2.9), as `instance of` and parameters name it.
indirect enum FeelType: Sendable, Hashable {
    case any, null, number, string, boolean, date, time, dateTime, daysDuration, monthsDuration
    case list(FeelType)
    case context([Member])
    case range(FeelType)
    case function([FeelType], FeelType)
    /// A name that the language does not know: nothing is an instance of it.
    case named(String)

    struct Member: Sendable, Hashable {
        let name: String
        let type: FeelType
    }

    static let simple: [String: FeelType] = [
        "Any": .any, "Null": .null, "number": .number, "string": .string, "boolean": .boolean, "date": .date, "time": .time,
        "date and time": .dateTime, "dateTime": .dateTime, "days and time duration": .daysDuration, "dayTimeDuration": .daysDuration,
        "years and months duration": .monthsDuration, "yearMonthDuration": .monthsDuration, "list": .list(.any), "context": .context([]),
        "range": .range(.any),
    ]

    /// Whether a value of this type may stand where `other` is asked for (DMN 1.5 table 50).
    func conforms(to other: FeelType) -> Bool {
        switch (self, other) {
        case (_, .any), (.null, _): true
        case (.list(let a), .list(let b)): a.conforms(to: b)
        case (.range(let a), .range(let b)): a.conforms(to: b)
        case (.context(let a), .context(let b)):
            b.allSatisfy { wanted in a.contains { $0.name == wanted.name && $0.type.conforms(to: wanted.type) } }
        case (.function(let a, let aResult), .function(let b, let bResult)):
            a.count == b.count && zip(b, a).allSatisfy { $0.conforms(to: $1) } && aResult.conforms(to: bResult)
        default: self == other
        }
    }
}

extension Value {
    /// The type of the value itself.
    var type: FeelType {
        switch self {
        case .null: .null
        case .boolean: .boolean
        case .number: .number
        case .string: .string
        case .date: .date
        case .time: .time
        case .dateTime: .dateTime
        case .daysDuration: .daysDuration
        case .monthsDuration: .monthsDuration
        case .list(let items): .list(commonType(items))
        case .context(let context): .context(context.entries.map { FeelType.Member(name: $0.name, type: $0.value.type) })
        case .range(let range): .range((range.knownEnds.first ?? .null).type)
        case .function(let function): function.type
        }
    }

    /// `instance of`: null is an instance of nothing but `Null`; inside lists and contexts it may stand for anything.
    func isInstance(of type: FeelType) -> Bool {
        switch (self, type) {
        case (.null, _): type == .null
        case (.list(let items), .list(let member)): items.allSatisfy { $0.isNull || $0.isInstance(of: member) }
        case (.context(let context), .context(let members)):
            members.allSatisfy { member in context[member.name].map { $0.isNull || $0.isInstance(of: member.type) } ?? false }
        default: self.type.conforms(to: type)
        }
    }
}

private func commonType(_ items: [Value]) -> FeelType {
    let types = Set(items.map(\.type)).subtracting([.null])
    return types.count == 1 ? types.first ?? .any : types.isEmpty ? .null : .any
}

extension Function {
    var type: FeelType {
        switch form {
        case .builtIn(let function): .function(function.forms[0].labels.map { _ in .any }, .any)
        case .defined(let definition):
            .function(definition.literal.parameters.map { $0.type ?? .any }, definition.literal.body.staticType)
        }
    }
}
