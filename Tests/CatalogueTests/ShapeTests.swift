import Kernel
import Testing

@testable import Catalogue

struct ShapeTests {
    @Test(arguments: Definition.Kind.allCases) func `every key of a shape is read, and every key that is read is in the shape`(
        _ kind: Definition.Kind
    ) {
        for seed in 0..<20 as Range<UInt64> {
            var sample = ShapeSample(seed: seed, isSparse: false)
            let definition = sample.definition(kind)
            let reading = Reading(trace: ReadingTrace())
            var parts = CatalogueParts()
            parts.read(definition, with: reading)
            #expect(reading.findings.map { "\($0.path): \($0.message.en)" } == [], "seed \(seed)")
            compare(Shape.of(kind).fields, definition.content, at: "", reading.trace)
        }
    }

    private func compare(_ fields: [ShapeField], _ content: JSON, at path: String, _ trace: ReadingTrace?) {
        #expect(trace?.keys[path] == Set(fields.map(\.key)), "\(path)")
        for field in fields {
            let at = "\(path)/\(field.key)"
            if let value = content[field.key] { descend(field.type, value, at: at, trace) }
            switch field.type {
            case .choice(let choices, _), .choices(let choices, _), .list(.choice(let choices, _)):
                // What is a word of its own (`is: applicant`) is no closed set to the reading.
                if let known = trace?.values[at] { #expect(Set(choices.map(\.code)) == Set(known), "\(at)") }
            default: break
            }
        }
    }

    private func descend(_ type: ShapeType, _ value: JSON, at path: String, _ trace: ReadingTrace?) {
        switch type {
        case .limit, .record: compare(type.members, value, at: path, trace)
        case .basis: each(type.members, value, at: path, trace)
        case .list(.record(let fields)): each(fields, value, at: path, trace)
        case .map(.record(let fields), _):
            for member in value.members ?? [] { compare(fields, member.value, at: "\(path)/\(member.name)", trace) }
        default: break
        }
    }

    private func each(_ fields: [ShapeField], _ value: JSON, at path: String, _ trace: ReadingTrace?) {
        guard let items = value.array else { return compare(fields, value, at: path, trace) }
        for (index, item) in items.enumerated() { compare(fields, item, at: "\(path)/\(index)", trace) }
    }

    @Test func `a field is found by its path`() {
        let shape = Shape.of(.item)
        #expect(shape.field(at: ["materials", "basis", "law"])?.isRequired == true)
        #expect(shape.field(at: ["roles", "kind"])?.label.en == "Kind")
        #expect(shape.field(at: ["limits", "promised", "count"]) != nil)
        #expect(shape.field(at: ["materials", "nothing"]) == nil)
    }

    @Test func `no label lacks a language, and what an office may set is the place, the hours and the like`() {
        for kind in Definition.Kind.allCases { check(Shape.of(kind).fields) }
        let procedural = Shape.of(.item).fields.filter { $0.part == .procedural }.map(\.key)
        #expect(Set(["where", "hours", "phone", "channels", "trips"]).isSubset(of: procedural))
        #expect(Set(procedural).isDisjoint(with: ["name", "materials", "basis", "condition", "fees", "results", "reviewPoints"]))
    }

    private func check(_ fields: [ShapeField]) {
        #expect(fields.map(\.key).count == Set(fields.map(\.key)).count)
        for field in fields {
            #expect(!field.label.zh.isEmpty && !field.label.en.isEmpty, "\(field.key)")
            check(field.type.members)
        }
    }
}
