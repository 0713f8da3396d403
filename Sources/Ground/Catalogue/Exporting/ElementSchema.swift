import Kernel

/// What a value of a data element looks like, in JSON Schema: no looser than what can be said there, never stricter than the form.
struct ElementSchema {
    private let element: DataElement
    private let choices: [Choice]
    private let title: ([Choice]) -> JSON

    init(_ element: DataElement, choices: [Choice], title: @escaping ([Choice]) -> JSON) {
        (self.element, self.choices, self.title) = (element, choices, title)
    }

    var members: [(String, JSON?)] {
        switch element.type {
        case .text: text
        case .integer: [("type", "integer")] + bounds
        case .decimal: [("type", "number")] + bounds
        case .money: [("type", "number"), ("x-unit", "CNY")] + bounds
        case .boolean: element.format == .consent ? [("type", "boolean"), ("const", true)] : [("type", "boolean")]
        case .date: date
        case .choice: [("type", "string"), ("oneOf", title(choices))]
        case .choices: [("type", "array"), ("items", ["type": "string", "oneOf": title(choices)]), ("uniqueItems", true), ("minItems", 1)]
        }
    }

    private var bounds: [(String, JSON?)] {
        [
            ("minimum", element.minimum.flatMap(DataElement.number).map(JSON.number)),
            ("maximum", element.maximum.flatMap(DataElement.number).map(JSON.number)),
        ]
    }

    /// Bounds of dates have no keyword of their own.
    private var date: [(String, JSON?)] {
        [
            ("type", "string"), ("format", "date"), ("pattern", "^\\d{4}-\\d{2}-\\d{2}$"), ("x-minimum", element.minimum.map(JSON.string)),
            ("x-maximum", element.maximum.map(JSON.string)),
        ]
    }

    private var text: [(String, JSON?)] {
        var members: [(String, JSON?)] = [("type", "string"), ("minLength", 1)]
        members.append(("maxLength", element.maxLength.map { .int($0) }))
        switch element.format {
        case .residentID: members.append(("pattern", "^[1-9]\\d{16}[\\dX]$"))
        case .uscc: members.append(("pattern", "^[0-9A-HJ-NP-RTUW-Y]{18}$"))
        case .mobile: members.append(("pattern", "^1\\d{10}$"))
        case .email: members.append(("format", "email"))
        case .postcode: members.append(("pattern", "^\\d{6}$"))
        case .bankCard: members.append(("pattern", "^\\d{12,19}$"))
        case .region: members.append(("pattern", "^\\d{2,12}$"))
        case .industry: members.append(("pattern", "^[A-T]?\\d{0,4}$"))
        case .personName, .address, .longText, .consent, nil: break
        }
        return members + [("x-format", element.format.map { .string($0.rawValue) })]
    }
}
