import Catalogue
import Kernel
import Web

/// A definition that is to be written from nothing, or from the like of another.
struct NewDefinition: Sendable {
    let key: DefinitionKey
    let name: Text
    let like: String?
    let department: String?

    static let kinds: [Definition.Kind] = [.item, .thing, .element, .licenceType, .resource, .codelist, .department, .implementations]

    static let schema: Schema = .object([
        .init("kind", .oneOf(kinds.map(\.rawValue))), .init("code", .string(maxLength: 80)),
        .init("name", .string(maxLength: 100), required: false),
        .init("like", .string(maxLength: 80), required: false),
    ])

    init(_ submitted: Submitted) throws {
        guard let kind = submitted["kind"].flatMap(Definition.Kind.init(rawValue:)), NewDefinition.kinds.contains(kind) else {
            throw WebProblem.notFound
        }
        let code = (submitted["code"] ?? "").trimmed
        let pattern = kind == .element ? #/[a-z][A-Za-z0-9]{0,39}\.[a-z][A-Za-z0-9]{0,39}/# : #/[a-z0-9][a-z0-9-]{0,79}/#
        guard code.wholeMatch(of: pattern) != nil else { throw WorkshopRefusal.badCode(code).problem }
        key = DefinitionKey(kind, code)
        let name = (submitted["name"] ?? "").trimmed
        self.name = Text(name, (submitted["nameEn"] ?? "").trimmed)
        like = submitted["like"].map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 }
        department = submitted["department"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What one begins from: another's content under the new code, or the least that a definition of its kind has.
    func content(for visitor: Visitor, like contents: DraftContents) throws -> JSON {
        if let like {
            guard var copy = contents.content(DefinitionKey(key.kind, like)) else {
                throw Problem.invalid([
                    Problem.Fault("like", Text("没有编码为“\(like)”的\(Shape.of(key.kind).name.zh)。", "There is no “\(like)” of this kind."))
                ])
            }
            copy["code"] = .string(key.code)
            if !name.zh.isEmpty { copy["name"] = named }
            return copy
        }
        var content: JSON = ["code": .string(key.code)]
        if !name.zh.isEmpty || !name.en.isEmpty { content["name"] = named }
        let own = department ?? visitor.scope.grants.first { $0.role == .editor && $0.department != nil }?.department
        for (name, value) in template(own) { content[name] = value }
        return content
    }

    private var named: JSON {
        .object([("en", name.en), ("zh", name.zh)].filter { !$0.1.isEmpty }.map { JSON.Member($0.0, .string($0.1)) })
    }

    private func template(_ department: String?) -> [(String, JSON)] {
        let mine = department.map(JSON.string)
        switch key.kind {
        case .item:
            let applicant: JSON = ["is": "applicant", "kind": "person", "name": ["zh": "申请人", "en": "Applicant"]]
            return [
                ("department", mine), ("audience", ["person"]), ("handling", "promised"), ("channels", ["online", "counter"]), ("trips", 0),
                ("office", ["level": "district"]), ("roles", ["applicant": applicant]),
                ("fields", [["field": "applicant.name"], ["field": "applicant.idNumber"]]),
                ("steps", .array(["accept", "review", "decide", "issue"].map { ["code": .string($0)] })),
            ].compactMap { name, value in value.map { (name, $0) } }
        case .thing: return [("lead", mine), ("audience", "person")].compactMap { name, value in value.map { (name, $0) } }
        case .licenceType: return [("issuer", mine), ("holder", "person")].compactMap { name, value in value.map { (name, $0) } }
        case .resource: return mine.map { [("owner", $0)] } ?? []
        case .element: return [("type", "text")] + (mine.map { [("source", $0)] } ?? [])
        case .implementations:
            let parts = key.code.split(separator: "-")
            let office = parts.dropLast().joined(separator: "-")
            return [
                ("department", .string(office)), ("region", .string(parts.last.map(String.init) ?? "")),
                ("columns", ["item", "windows", "promised"]),
                ("places", []), ("rows", []),
            ]
        case .codelist: return [("values", [])]
        case .department, .themes, .synonyms: return []
        }
    }
}
