import Foundation
import Kernel
import TestSupport
import Testing

@testable import Catalogue

/// One way of breaking a good catalogue: what is edited, and the rule that must tell.
struct LintFault: Sendable, CustomTestStringConvertible {
    let rule: String
    let kind: Definition.Kind
    /// The definition with the fault in it; nil where this one has no place for it.
    let seed: @Sendable (JSON, inout SeededRandom, Catalogue) -> JSON?

    var testDescription: String { "\(rule) in \(kind.rawValue)" }

    init(
        _ rule: String, _ kind: Definition.Kind = .item, _ seed: @escaping @Sendable (JSON, inout SeededRandom, Catalogue) -> JSON?
    ) {
        (self.rule, self.kind, self.seed) = (rule, kind, seed)
    }

    /// A fault that needs neither chance nor the rest of the catalogue.
    init(_ rule: String, _ kind: Definition.Kind = .item, editing seed: @escaping @Sendable (inout JSON) -> Bool) {
        self.init(rule, kind) { content, _, _ in
            var content = content
            return seed(&content) ? content : nil
        }
    }

    /// A fault in one element of a list, chosen at random among those that have a place for it.
    init(
        _ rule: String, _ kind: Definition.Kind = .item, in list: String,
        editing seed: @escaping @Sendable (inout JSON, JSON, Catalogue) -> Bool
    ) {
        self.init(rule, kind) { content, dice, catalogue in
            var places = Array((content[list]?.array ?? []).indices)
            places.shuffle(using: &dice)
            for place in places {
                var changed = content
                var items = content[list]?.array ?? []
                if seed(&items[place], content, catalogue) {
                    changed[list] = .array(items)
                    return changed
                }
            }
            return nil
        }
    }
}

extension JSON {
    /// One more in a list; a new list where there is none.
    mutating func append(_ value: JSON, to key: String) { self[key] = .array((self[key]?.array ?? []) + [value]) }

    /// Takes a key away; false where it was not there.
    mutating func remove(_ key: String) -> Bool {
        guard case .object(let members) = self, members.contains(where: { $0.name == key }) else { return false }
        self = .object(members.filter { $0.name != key })
        return true
    }

    /// A document that stands for itself, with law and sample.
    static func material(_ code: String, _ name: String) -> JSON {
        [
            "code": .string(code), "name": ["zh": .string(name), "en": "A document of its own"],
            "basis": ["law": ["zh": "某法", "en": "A law"]],
            "sample": ["zh": "一页", "en": "One page"],
        ]
    }
}

/// Every rule with its faults. What is said of files as such (`yaml`, `file`, `file-name`) is tested with files.
enum LintSeeding {
    static let faults = writing + reference + law + telling + asking + conditions

    static let writing = [
        LintFault("unknown-key") {
            $0["summry"] = ["zh": "简介", "en": "Summary"]; return true
        },
        LintFault("missing-key") { $0.remove("name") },
        LintFault("missing", in: "questions") { question, _, _ in question["kind"]?.string == "choice" && question.remove("options") },
        LintFault("type") {
            $0["trips"] = "twice"; return true
        },
        LintFault("value") {
            $0["handling"] = "soon"; return true
        },
        LintFault("shape", in: "results") { result, _, _ in
            result["document"] = ["zh": "通知", "en": "Notice"]
            return result["licence"] != nil
        },
        LintFault("code") {
            $0["basicCode"] = "3101"; return true
        },
        LintFault("text", in: "materials") { material, _, _ in
            material["name"] = ["zh": "平面图"]
            return true
        },
        LintFault("feel", in: "fields") { field, _, _ in
            field["when"] = "answers.x and ("
            return true
        },
        LintFault("duplicate") { content, dice, _ in
            guard let fields = content["fields"]?.array, !fields.isEmpty else { return nil }
            var content = content
            content.append(dice.one(of: fields), to: "fields")
            return content
        },
        LintFault("substantive", .implementations) {
            $0.append("handling", to: "columns"); return true
        },
    ]

    static let reference = [
        LintFault("unknown-reference") {
            $0["department"] = "nobody"; return true
        },
        LintFault("unknown-reference", .thing, in: "items") { part, _, _ in
            if part.string != nil { part = "no-such-item" } else { part["item"] = "no-such-item" }
            return true
        },
        LintFault("unknown-role") {
            $0.append(["field": "stranger.name"], to: "fields"); return true
        },
        LintFault("unknown-kind") { content in
            guard var roles = content["roles"], let role = roles.members?.first?.name, var first = roles[role] else { return false }
            first["kind"] = "creature"
            roles[role] = first
            content["roles"] = roles
            return true
        },
        LintFault("unknown-element") { content in
            guard let role = content["roles"]?.members?.first?.name else { return false }
            content.append(["field": .string("\(role).noSuchThing")], to: "fields")
            return true
        },
        LintFault("unknown-name", in: "fields") { field, _, _ in
            field["when"] = "answers.neverAsked"
            return true
        },
        LintFault("unknown-option", in: "fields") { field, content, _ in
            guard let question = content["questions"]?.array?.first(where: { $0["kind"]?.string == "choice" })?["code"]?.string else {
                return false
            }
            field["when"] = .string("answers.\(question) = \"noSuchOption\"")
            return true
        },
        LintFault("unknown-evidence", in: "reviewPoints") { point, _, _ in
            point["evidence"] = "no-such-paper"
            return true
        },
        LintFault("section", in: "fields") { field, _, _ in
            field["section"] = "nowhere"
            return true
        },
        LintFault("face", in: "results") { result, _, catalogue in
            guard let code = result["licence"]?.string, var face = result["face"], let role = face.members?.first?.value else {
                return false
            }
            guard let type = catalogue.licenceTypes[code],
                let other = catalogue.elements.keys.sorted().first(where: { !type.elements.contains($0) })
            else { return false }
            face[other] = role
            result["face"] = face
            return true
        },
        LintFault("window", in: "reviewPoints") { point, content, _ in
            let renews = content["results"]?.array?.contains { $0["succeeds"]?.string == "renewal" } == true
            point["window"] = "applicant.name"
            return !renews
        },
        LintFault("renewal", .licenceType) { content, _, catalogue in
            guard content["renewal"] == nil, let code = content["code"]?.string, catalogue.renewal(of: code) == nil else { return nil }
            var content = content
            content["renewal"] = ["fromDays": 30, "toDays": 0]
            return content
        },
        LintFault("coholder", in: "results") { result, _, _ in
            result["coholders"] = [["name": "applicant.name", "number": "applicant.mobile"]]
            return result["licence"] != nil
        },
        LintFault("from") { content in
            guard var roles = content["roles"], let role = roles.members?.first(where: { $0.value["kind"]?.string == "person" })?.name
            else {
                return false
            }
            roles[role]?["from"] = "sc-enterprises"
            content["roles"] = roles
            return true
        },
        LintFault("key", .resource) { content in
            content["subject"] = content["subject"]?.string == "person" ? "enterprise" : "person"
            return true
        },
        LintFault("options", .element) { content in
            guard content["type"]?.string == "text" else { return false }
            content["type"] = "choice"
            return true
        },
        LintFault("format", .element) { content in
            guard content["type"]?.string == "text" else { return false }
            content["format"] = "consent"
            return true
        },
        LintFault("bound", .element) { content in
            guard content["type"]?.string == "integer" else { return false }
            content["min"] = "many"
            return true
        },
        LintFault("circle", .thing) { content in
            guard var items = content["items"]?.array, items.count > 1 else { return false }
            let codes = items.map { $0.string ?? $0["item"]?.string ?? "" }
            for (index, other) in [(0, codes[1]), (1, codes[0])] {
                if items[index].string != nil { items[index] = ["item": .string(codes[index])] }
                items[index]["after"] = [.string(other)]
            }
            content["items"] = .array(items)
            return true
        },
        LintFault("circle", in: "questions") { question, _, _ in
            guard question["kind"]?.string == "yesNo", let code = question["code"]?.string else { return false }
            question["when"] = .string("answers.\(code)")
            return true
        },
        LintFault("question", .thing) { content, _, catalogue in
            let items = (content["items"]?.array ?? []).compactMap { $0.string ?? $0["item"]?.string }
            let asked = items.compactMap { catalogue.items[$0] }.flatMap(\.questions)
            guard let question = asked.first(where: { $0.kind == .choice }) else { return nil }
            var content = content
            content.append(
                ["code": .string(question.code), "ask": ["zh": "是吗？", "en": "Is it so?"], "kind": "yesNo"], to: "questions")
            return content
        },
        LintFault("optional", .thing) { content in
            guard let choice = content["questions"]?.array?.first(where: { $0["kind"]?.string != "yesNo" })?["code"],
                var items = content["items"]?.array, let code = items.first.flatMap({ $0.string ?? $0["item"]?.string })
            else { return false }
            items[0] = ["item": .string(code), "optional": choice]
            content["items"] = .array(items)
            return true
        },
        LintFault("result-order", .thing) { content, _, catalogue in
            guard var items = content["items"]?.array else { return nil }
            let codes = items.map { $0.string ?? $0["item"]?.string ?? "" }
            for (index, code) in codes.enumerated() {
                let needs = (catalogue.items[code]?.materials ?? []).flatMap(\.satisfiedBy).contains {
                    if case .result(let other) = $0 { codes.contains(other) && other != code } else { false }
                }
                if needs, items[index].remove("after") {
                    var content = content
                    content["items"] = .array(items)
                    return content
                }
            }
            return nil
        },
        LintFault("applicant", .thing) { content in
            content["audience"] = content["audience"]?.string == "person" ? "enterprise" : "person"
            return content["roles"] != nil
        },
        LintFault("department", .implementations) { content, _, catalogue in
            guard let own = content["department"]?.string, let rows = content["rows"]?.array,
                let other = catalogue.items.values.filter({ $0.department != own }).map(\.code).min()
            else { return nil }
            var content = content
            content["rows"] = .array(rows + [[.string(other)]])
            return content["columns"]?.array?.first?.string == "item" ? content : nil
        },
    ]
}
