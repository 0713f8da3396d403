import Kernel
import TestSupport

@testable import Catalogue

extension SeededRandom {
    mutating func one<T>(of values: [T]) -> T { values[Int.random(in: values.indices, using: &self)] }
    mutating func isTrue() -> Bool { Bool.random(using: &self) }
}

/// Definitions made from a shape: every key filled in, or some of them.
struct ShapeSample {
    var dice: SeededRandom
    /// Optional keys are left out now and then.
    let isSparse: Bool

    init(seed: UInt64, isSparse: Bool) {
        dice = SeededRandom(seed: seed)
        self.isSparse = isSparse
    }

    mutating func definition(_ kind: Definition.Kind) -> Definition {
        var content = object(Shape.of(kind).fields)
        if kind == .implementations, let columns = content["columns"]?.array {
            content["rows"] = .array(rows(columns.compactMap(\.string), place: content["places"]?.array?.first?["code"]))
        }
        if kind == .item { content["effectiveFrom"] = "2026-01-01" }
        if kind == .item, content["effectiveUntil"] != nil { content["effectiveUntil"] = "2030-01-01" }
        return Definition(kind: kind, code: content["code"]?.string ?? kind.rawValue, content: content)
    }

    private mutating func rows(_ columns: [String], place: JSON?) -> [JSON] {
        let fields = columns.compactMap { name in ImplementationShape.columns.first { $0.key == name } }
        return (0..<3).map { _ in
            .array(
                fields.map { field in
                    if field.key == "place" { return place ?? .null }
                    if field.key == "channels" { return "online counter" }
                    return field.isRequired || dice.isTrue() ? value(field.type) : .null
                })
        }
    }

    mutating func object(_ fields: [ShapeField]) -> JSON {
        var members: [JSON.Member] = []
        let chosen = Dictionary(grouping: fields.filter { $0.alternative != nil }) { $0.alternative! }.mapValues { dice.one(of: $0).key }
        for field in fields {
            if let alternative = field.alternative, chosen[alternative] != field.key { continue }
            if isSparse, !field.isRequired, field.alternative == nil, field.key != "options", dice.isTrue() { continue }
            members.append(JSON.Member(field.key, value(field.type)))
        }
        return .object(members)
    }

    static let words = [
        "出生登记", "a: b", "yes", "12345", "# no", "- x", "{a, b}", "“引号” \"quotes\"", "line\nbreak", "tab\tand \\", "2026-01-31", "null", "~",
        "first, second", "末尾：", "a #b", " leading", "'single'", "*star", "&and", "!bang", "%", "@at", "`tick", "|", ">", "?", "é",
        "\u{1F476}",
        "\u{2028}", "true", "0x1F", "1e5", ".5", "+1", "word", "Certificate of birth", "《某法》第七条", "trailing ", "\u{85}x", "：", "a",
    ]

    private mutating func word() -> String { dice.one(of: ShapeSample.words) + (dice.isTrue() ? dice.one(of: ShapeSample.words) : "") }

    mutating func value(_ type: ShapeType) -> JSON {
        switch type {
        case .text: ["zh": .string(word()), "en": .string(word())]
        case .chinese: dice.isTrue() ? .string(word()) : ["zh": .string(word()), "en": .string(word())]
        case .plain(let length): .string(length == 20 ? dice.one(of: ["生育收养", "税收财务"]) : word())
        case .code(let form): .string(code(form))
        case .number(let range): .int(Int.random(in: range.lowerBound...min(range.upperBound, range.lowerBound + 50), using: &dice))
        case .scalar: dice.one(of: ["today", .number("12"), .number("1.50"), "serial", "2026-01-31"])
        case .flag: .bool(dice.isTrue())
        case .date: "2026-03-01"
        case .choice(let choices, _): .string(dice.one(of: choices).code)
        case .choices(let choices, _): .array(choices.map { .string($0.code) })
        case .reference(let kind): kind == .element ? "person.name" : "some-code"
        case .local(let name): name == .field ? "child.name" : name == .kind || name == .role ? "person" : "abc"
        case .condition:
            dice.one(of: ["answers.a = \"b\"", true, .number("3"), "person.age > 3 and not(answers.x)", "if a then \"x\" else \"y: z\""])
        case .limit: object(CommonShape.limit)
        case .basis: dice.isTrue() ? object(CommonShape.basis) : .array([object(CommonShape.basis), object(CommonShape.basis)])
        case .list(.choice(let choices, _)): .array(choices.map { .string($0.code) })
        case .list(let element): .array((0..<Int.random(in: 1...3, using: &dice)).map { numbered(value(element), $0) })
        case .record(let fields): object(fields)
        case .map(let element, let key):
            .object((0..<2).map { JSON.Member(key == .element ? "permit.leaf\($0)" : "role\($0)", value(element)) })
        case .table: .array([])
        }
    }

    /// Codes that may not repeat in one list.
    private func numbered(_ value: JSON, _ index: Int) -> JSON {
        guard value["number"]?.string != nil, value["kind"] != nil else { return value }
        var value = value
        value["number"] = .string("0\(index + 1)")
        return value
    }

    private mutating func code(_ form: ShapeType.CodeForm) -> String {
        switch form {
        case .slug: "code-\(Int.random(in: 0..<1000, using: &dice))"
        case .name: "name\(Int.random(in: 0..<1000, using: &dice))"
        case .element: "person.leaf\(Int.random(in: 0..<1000, using: &dice))"
        case .basic: "310190017000"
        case .itemType: "01"
        case .credit: "11310000MB2F30661Y"
        case .licenceType: "11310000MB2F30661Y001"
        case .region: "310101"
        case .serial: "01"
        case .value: dice.one(of: ["1", "mother", "A-1"])
        }
    }
}
