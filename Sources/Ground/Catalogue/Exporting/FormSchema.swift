package import Kernel
import Rules

/// The form of a thing as JSON Schema 2020-12: what `POST /things/{code}/applications` takes, complete.
///
/// Titles are in both languages; each alone stands under `x-zh` and `x-en`. A condition over answers and facts of a few values becomes
/// `if` and `then`; any other stands in `x-when` in its own language (FEEL), and the field is then not required.
package struct FormSchema: Sendable {
    private let thing: Thing
    private let catalogue: Catalogue
    private let address: String

    package init(_ thing: Thing, _ catalogue: Catalogue, base: String) {
        (self.thing, self.catalogue) = (thing, catalogue)
        address = "\(base)/api/v1/things/\(thing.code)/form.schema.json"
    }

    package var json: JSON {
        let name = thing.called ?? thing.name
        var members: [(String, JSON?)] = [
            ("$schema", "https://json-schema.org/draft/2020-12/schema"), ("$id", .string(address)),
            ("$comment", .string("\(ExportText.formHelp.zh) \(ExportText.formHelp.en)")),
        ]
        members += FormSchema.title(ExportText.form(name)) + [("description", thing.summary.map { .string("\($0.zh) \($0.en)") })]
        var properties: [(String, JSON?)] = []
        if !thing.questions.isEmpty { properties.append(("answers", answers)) }
        let fields = fields
        properties += [("fields", fields.schema), ("declared", .present([("const", true)] + FormSchema.title(ExportText.declared)))]
        let conditions = questionConditions + fields.conditions
        members += [
            ("type", "object"), ("properties", .present(properties)), ("required", .array(properties.map { .string($0.0) })),
            ("additionalProperties", false), ("allOf", conditions.isEmpty ? nil : .array(conditions)),
            ("x-version", .int(catalogue.version)),
        ]
        return .present(members)
    }

    private static func title(_ text: Text) -> [(String, JSON?)] {
        [
            ("title", .string(text.zh == text.en ? text.zh : "\(text.zh) · \(text.en)")), ("x-zh", .string(text.zh)),
            ("x-en", .string(text.en)),
        ]
    }

    private static func choices(_ choices: [Choice]) -> JSON {
        .array(choices.map { .present([("const", .string($0.code))] + title($0.name)) })
    }

    // MARK: Questions

    private var answers: JSON {
        let always = thing.questions.filter { $0.when == nil }.map(\.code)
        return .present(
            FormSchema.title(ExportText.answers) + [
                ("type", "object"), ("properties", .present(thing.questions.map { ($0.code, schema(of: $0)) })),
                ("required", .array(always.map(JSON.string))), ("additionalProperties", false),
            ])
    }

    private func schema(of question: Question) -> JSON {
        var members = FormSchema.title(question.ask)
        members.append(("description", question.help.map { .string("\($0.zh) \($0.en)") }))
        switch question.kind {
        case .yesNo: members.append(("type", "boolean"))
        case .choice: members += [("type", "string"), ("oneOf", FormSchema.choices(question.options))]
        case .choices:
            members += [
                ("type", "array"), ("items", ["type": "string", "oneOf": FormSchema.choices(question.options)]), ("uniqueItems", true),
                ("minItems", 1),
            ]
        }
        return .present(members + [("x-when", question.when.map { .string($0.source) })])
    }

    private var questionConditions: [JSON] {
        thing.questions.compactMap { question in
            guard let when = question.when else { return nil }
            return implication([when], requires: question.code, under: "answers")
        }
    }

    // MARK: Fields

    private var fields: (schema: JSON, conditions: [JSON]) {
        var (order, properties, required, conditions): ([String], [String: JSON], [String], [JSON]) = ([], [:], [], [])
        for part in thing.parts {
            for field in part.item.fields {
                guard let element = thing.elementCode(of: field.field).flatMap({ catalogue.elements[$0] }) else { continue }
                if properties[field.field] == nil {
                    order.append(field.field)
                    properties[field.field] = schema(of: field, element)
                }
                if field.required?.source == "false" { continue }
                let when = [part.when, field.when, field.required?.source == "true" ? nil : field.required].compactMap(\.self)
                if when.isEmpty, part.optional == nil {
                    if !required.contains(field.field) { required.append(field.field) }
                } else if let condition = implication(when, optional: part.optional, requires: field.field, under: "fields"),
                    !conditions.contains(condition)
                {
                    conditions.append(condition)
                }
            }
        }
        let schema = JSON.present(
            FormSchema.title(ExportText.fields) + [
                ("type", "object"), ("properties", .present(order.map { ($0, properties[$0]) })),
                ("required", .array(required.map(JSON.string))), ("additionalProperties", false),
            ])
        // What is always needed need not be said again on a condition.
        return (schema, conditions.filter { condition in !required.contains { condition.requires($0) } })
    }

    private func schema(of field: FormField, _ element: DataElement) -> JSON {
        let help = field.help ?? element.help
        let section = field.section ?? field.role
        return .present(
            FormSchema.title(field.label ?? element.name) + [("description", help.map { .string("\($0.zh) \($0.en)") })]
                + ElementSchema(element, choices: catalogue.choices(of: element), title: FormSchema.choices).members + [
                    ("x-element", .string(element.code)), ("x-reuse", .string(field.reuse.rawValue)),
                    ("x-section", (thing.sections[section] ?? thing.participant(section)?.name).map { JSON($0) }),
                    ("x-when", field.when.map { .string($0.source) }),
                ])
    }

    // MARK: Conditions

    /// `if` these hold `then` the name is required; nil where one of them cannot be said in JSON Schema.
    private func implication(_ conditions: [Rules.Expression], optional: String? = nil, requires name: String, under group: String) -> JSON?
    {
        var premises: [JSON] = []
        if let optional { premises.append(FormSchema.one(of: [true], "answers", optional)) }
        for condition in conditions {
            guard let premise = premise(condition) else { return nil }
            premises.append(premise)
        }
        let premise: JSON = premises.count == 1 ? premises[0] : ["allOf": .array(premises)]
        return ["if": premise, "then": ["properties": [(group): ["required": [.string(name)]]], "required": [.string(group)]]]
    }

    private static func one(of values: [JSON], _ group: String, _ name: String) -> JSON {
        let wanted: JSON = values.count == 1 ? ["const": values[0]] : ["enum": .array(values)]
        return ["properties": [(group): ["properties": [(name): wanted], "required": [.string(name)]]], "required": [.string(group)]]
    }

    /// Which values the condition wants, found by trying all of them: whatever it is written like, the schema says the same.
    private func premise(_ condition: Rules.Expression) -> JSON? {
        let inputs = thing.uses.inputs(of: condition)
        let found = inputs.inputs.map { variable($0) }
        let variables = found.compactMap(\.self)
        guard variables.count == found.count, !variables.isEmpty else { return nil }
        func holds(_ values: [Value?]) -> Bool {
            condition.evaluate(inputs.facts(values), at: Instant(LocalDate(dayNumber: 20_000))).value.boolean == true
        }
        if variables.count == 1, variables[0].isSeveral { return containing(variables[0], holds) }
        guard !variables.contains(where: \.isSeveral), !holds(variables.map { _ in nil }) else { return nil }
        let count = variables.reduce(1) { min($0 * $1.values.count, 1000) }
        guard count < 400 else { return nil }
        var worlds: [[JSON]] = []
        for world in 0..<count {
            var rest = world
            let values = variables.map { variable -> JSON in
                defer { rest /= variable.values.count }
                return variable.values[rest % variable.values.count]
            }
            if holds(values.map { Value($0) }) { worlds.append(values) }
        }
        if variables.count == 1 { return FormSchema.one(of: worlds.map { $0[0] }, variables[0].group, variables[0].name) }
        guard worlds.count <= 24 else { return nil }
        return [
            "anyOf": .array(
                worlds.map { world in
                    ["allOf": .array(zip(variables, world).map { FormSchema.one(of: [$1], $0.group, $0.name) })]
                })
        ]
    }

    private struct Variable {
        let group: String
        let name: String
        let values: [JSON]
        let isSeveral: Bool
    }

    private func variable(_ input: ConditionInputs.Input) -> Variable? {
        switch input.kind {
        case .today, .applicantKind: return nil
        case .answer(let question, let code):
            guard let question else { return nil }
            let values: [JSON] = question.kind == .yesNo ? [true, false] : question.options.map { .string($0.code) }
            return Variable(group: "answers", name: code, values: values, isSeveral: question.kind == .choices)
        case .fact(let field, let code):
            guard thing.formFields.contains(field), let element = code.flatMap({ catalogue.elements[$0] }) else { return nil }
            let choices = catalogue.choices(of: element)
            switch element.type {
            case .boolean: return Variable(group: "fields", name: field, values: [true, false], isSeveral: false)
            case .choice where choices.count <= 100:
                return Variable(group: "fields", name: field, values: choices.map { .string($0.code) }, isSeveral: false)
            default: return nil
            }
        }
    }

    /// Of several choices: those of which any one makes it hold, if that is all that it looks at.
    private func containing(_ variable: Variable, _ holds: ([Value?]) -> Bool) -> JSON? {
        let wanted = variable.values.filter { holds([.list([Value($0)])]) }
        let others = variable.values.filter { !wanted.contains($0) }
        let isAny = wanted.allSatisfy { one in others.isEmpty || holds([.list(([one] + others).map { Value($0) })]) }
        guard !wanted.isEmpty, isAny, others.isEmpty || !holds([.list(others.map { Value($0) })]) else { return nil }
        let list: JSON = ["contains": ["enum": .array(wanted)]]
        return [
            "properties": [(variable.group): ["properties": [(variable.name): list], "required": [.string(variable.name)]]],
            "required": [.string(variable.group)],
        ]
    }
}

extension JSON {
    /// Whether its `then` requires that name.
    fileprivate func requires(_ name: String) -> Bool {
        self["then"]?["properties"]?["fields"]?["required"]?.array?.contains(.string(name)) ?? false
    }
}
