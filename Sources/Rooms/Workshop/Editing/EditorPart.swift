import Catalogue
import Kernel

/// The sheets that a long definition is edited on, one at a time.
struct EditorPart: Sendable, Hashable {
    let code: String
    let title: Text
    let keys: [String]

    /// The sheets of a kind; every key of its shape stands on exactly one.
    static func all(of kind: Definition.Kind) -> [EditorPart] {
        let fields = Shape.of(kind).fields.map(\.key)
        var parts = (kind == .item ? items : kind == .thing ? things : kind == .implementations ? implementations : []).map { part in
            EditorPart(code: part.code, title: part.title, keys: fields.filter(part.keys.contains))
        }
        let placed = Set(parts.flatMap(\.keys))
        let rest = fields.filter { !placed.contains($0) }
        if parts.isEmpty { return [EditorPart(code: "all", title: EditorText.whole, keys: rest)] }
        if !rest.isEmpty { parts[0] = EditorPart(code: parts[0].code, title: parts[0].title, keys: parts[0].keys + rest) }
        return parts.filter { !$0.keys.isEmpty }
    }

    /// The sheet of that code, or the first.
    static func of(_ code: String?, in kind: Definition.Kind) -> EditorPart {
        let parts = all(of: kind)
        return parts.first { $0.code == code } ?? parts[0]
    }

    /// The sheet on which a place of the definition stands.
    static func holding(_ path: String, of kind: Definition.Kind) -> EditorPart {
        let key = path.split(separator: "/").first.map(String.init) ?? ""
        return all(of: kind).first { $0.keys.contains(key) } ?? all(of: kind)[0]
    }

    private static let items = [
        EditorPart(
            code: "power", title: EditorText.power,
            keys: [
                "code", "basicCode", "type", "name", "summary", "department", "power", "handlingItems", "audience", "basis", "illustrative",
            ]),
        EditorPart(code: "situations", title: EditorText.situations, keys: ["roles", "questions"]),
        EditorPart(code: "form", title: EditorText.form, keys: ["fields", "sections"]),
        EditorPart(code: "materials", title: EditorText.materials, keys: ["materials", "fees"]),
        EditorPart(
            code: "handling", title: EditorText.handling,
            keys: [
                "handling", "condition", "limits", "trips", "tripsReason", "channels", "online", "scope", "commitment", "preCheck",
                "booking",
                "onlinePayment", "delivery", "hall", "where", "hours", "phone", "complaints", "office", "levels",
            ]),
        EditorPart(
            code: "deciding", title: EditorText.deciding,
            keys: ["reviewPoints", "steps", "onSiteCheck", "specialProcedures", "decides", "results"]),
        EditorPart(
            code: "more", title: EditorText.more,
            keys: [
                "state", "effectiveFrom", "effectiveUntil", "revised", "agency", "delegation", "jointly", "intermediary", "quota",
                "confidential", "rights", "duties", "reconsideration", "litigation", "questionsAndAnswers", "note", "words", "topics",
                "audienceTypes",
            ]),
    ]

    private static let things = [
        EditorPart(
            code: "thing", title: EditorText.basics,
            keys: ["code", "name", "called", "summary", "audience", "theme", "life", "lead", "cooperating", "illustrative"]),
        EditorPart(code: "situations", title: EditorText.situations, keys: ["roles", "questions"]),
        EditorPart(code: "items", title: EditorText.items, keys: ["items", "followOns"]),
        EditorPart(code: "more", title: EditorText.more, keys: ["before", "sections", "words"]),
    ]

    private static let implementations = [
        EditorPart(code: "rows", title: EditorText.rows, keys: ["rows"]),
        EditorPart(code: "office", title: EditorText.office, keys: ["columns", "places"]),
    ]
}
