package import Kernel

/// Contents in the words of their shape.
package struct ShapeWords {
    let naming: Naming

    init(naming: Naming) { self.naming = naming }

    /// For the codes of that catalogue.
    package init(_ catalogue: Catalogue) { naming = Naming(old: catalogue, new: nil) }

    /// A value as a person reads it.
    package func value(_ value: JSON, _ type: ShapeType) -> Text {
        switch type {
        case .flag: value.bool.map { $0 ? ComparingText.yes : ComparingText.no } ?? plain(value)
        case .choice(let choices, _): value.string.flatMap { code in choices.first { $0.code == code }?.name } ?? plain(value)
        case .choices(let choices, _):
            ShapeWords.list((value.array ?? [value]).map { code in choices.first { $0.code == code.string }?.name ?? plain(code) })
        case .reference(let kind): value.string.map { naming.name(kind, $0) } ?? plain(value)
        case .code(.itemType): value.string.map { ItemType(code: $0).name } ?? plain(value)
        case .limit: limit(value)
        case .basis: ShapeWords.list((value.array ?? [value]).map(citation))
        case .list(let element):
            element.members.isEmpty
                ? ShapeWords.list((value.array ?? [value]).map { self.value($0, element) }) : ComparingText.rows(value.array?.count ?? 1)
        case .record(let fields), .table(let fields): record(value, fields)
        case .map: ComparingText.rows(value.members?.count ?? 0)
        case .condition: value.bool == true ? ComparingText.always : plain(value)
        default: plain(value)
        }
    }

    private func limit(_ value: JSON) -> Text {
        guard let count = value["count"]?.int else { return plain(value) }
        if count == 0 { return ComparingText.onTheSpot }
        let unit = Limit.Unit(rawValue: value["unit"]?.string ?? "workday")?.name ?? Text(same: "")
        return Text("\(count) \(unit.zh)", "\(count) \(unit.en)")
    }

    private func citation(_ value: JSON) -> Text {
        let law = value["law"].map(plain) ?? ComparingText.empty
        let article = value["article"]?.string ?? ""
        return Text("《\(law.zh)》\(article)", article.isEmpty ? law.en : "\(law.en), \(ArticleNumber.english(article))")
    }

    private func record(_ value: JSON, _ fields: [ShapeField]) -> Text {
        guard value.members != nil else { return plain(value) }
        let parts = fields.compactMap { field in value[field.key].map { (field.label, self.value($0, field.type)) } }
        return Text(
            parts.map { "\($0.0.zh)：\($0.1.zh)" }.joined(separator: "；"), parts.map { "\($0.0.en): \($0.1.en)" }.joined(separator: "; "))
    }

    /// What is left when nothing else fits: the words themselves, both languages where there are both.
    private func plain(_ value: JSON) -> Text {
        switch value {
        case .null: ComparingText.empty
        case .bool(let flag): flag ? ComparingText.yes : ComparingText.no
        case .number(let text), .string(let text): Text(same: text)
        case .array(let items): ShapeWords.list(items.map(plain))
        case .object(let members):
            if value["zh"] != nil || value["en"] != nil {
                Text(value["zh"]?.string ?? "—", value["en"]?.string ?? "—")
            } else {
                ShapeWords.list(
                    members.map { member in Text("\(member.name)：\(plain(member.value).zh)", "\(member.name): \(plain(member.value).en)") })
            }
        }
    }

    /// What one row of a list is called: its name, its question, its code.
    package static func title(of row: JSON?) -> Text? {
        guard let row else { return nil }
        if let text = row.string { return Text(same: text) }
        for key in ["name", "label", "ask", "question", "text", "law", "document"] {
            if let one = row[key]?.string, !one.isEmpty { return Text(same: one) }
            if let zh = row[key]?["zh"]?.string, !zh.isEmpty { return Text(zh, row[key]?["en"]?.string ?? zh) }
        }
        for key in ["code", "field", "item", "licence", "department", "resource", "result", "outcome"] {
            if let code = row[key]?.string, !code.isEmpty { return Text(same: code) }
        }
        return nil
    }

    /// The same by the name of what it points at, where the row only names that by its code.
    ///
    /// - Parameter fields: of the row; the definition's `content` tells of which kind each role is.
    package func title(of row: JSON, _ fields: [ShapeField] = [], in content: JSON? = nil) -> Text? {
        guard let title = ShapeWords.title(of: row) else { return nil }
        let pointers: [(String, Definition.Kind)] = [
            ("licence", .licenceType), ("resource", .resource), ("result", .item), ("item", .item), ("department", .department),
        ]
        for (key, kind) in pointers { if let code = row[key]?.string, title == Text(same: code) { return naming.name(kind, code) } }
        if let field = row["field"]?.string, title == Text(same: field) { return fact(field, in: content) }
        if let code = row["code"]?.string, title == Text(same: code),
            case .choice(let choices, _)? = fields.first(where: { $0.key == "code" })?.type
        {
            return choices.first { $0.code == code }?.name ?? title
        }
        return title
    }

    /// `mother.birthDate` is the mother's date of birth.
    private func fact(_ field: String, in content: JSON?) -> Text {
        let role = field.roleOfFact
        let declared = content?["roles"]?[role]
        let element = (declared?["kind"]?.string ?? role) + field.dropFirst(role.count)
        let name = naming.name(.element, element)
        if name == Text(same: element) { return Text(same: field) }
        guard let owner = declared.flatMap({ ShapeWords.title(of: $0) }) else { return name }
        return CatalogueText.fact(name, of: owner)
    }

    static func title(of row: JSON?, or name: String) -> Text { title(of: row) ?? Text(same: name) }

    static func title(of row: JSON?, or name: String?) -> Text? { title(of: row) ?? name.map(Text.init(same:)) }

    static func path(_ places: [Text]) -> Text {
        Text(places.map(\.zh).joined(separator: " › "), places.map(\.en).joined(separator: " › "))
    }

    static func list(_ parts: [Text]) -> Text {
        Text(parts.map(\.zh).joined(separator: "、"), parts.map(\.en).joined(separator: ", "))
    }
}
