import Kernel
import TestSupport

@testable import Catalogue

extension LintSeeding {
    /// Faults in what is asked for.
    static let asking = [
        LintFault("material-basis", in: "materials") { material, _, _ in material.remove("basis") },
        LintFault("vague", in: "materials") { material, _, _ in
            material["name"] = ["zh": "其他有关材料", "en": "What else there is"]
            return true
        },
        LintFault("vague") { content in
            content["condition"] = ["zh": "符合法律、行政法规规定的其他条件。", "en": "The conditions are met."]
            return true
        },
        LintFault("vague", in: "materials") { material, _, _ in
            material["note"] = ["zh": "必要时交原件", "en": "The original"]
            return true
        },
        LintFault("vague", in: "materials") { material, _, _ in
            material["standard"] = ["zh": "户口簿、居住证等", "en": "The book, etc."]
            return true
        },
        LintFault("vague") { content in
            content["duties"] = ["zh": "按要求补交相关材料。", "en": "Hand in what is asked for."]
            return true
        },
        LintFault("vague", in: "questions") { question, _, _ in
            question["ask"] = ["zh": "有其他材料吗？", "en": "Is there more?"]
            return true
        },
        LintFault("vague", in: "reviewPoints") { point, _, _ in
            point["text"] = "有关证明齐全"
            return true
        },
        LintFault("conditional", in: "materials") { material, _, _ in
            material["need"] = "conditional"
            _ = material.remove("when")
            return true
        },
        LintFault("city-issued") { content, dice, catalogue in
            var content = content
            let type = dice.one(of: catalogue.licenceTypes.values.sorted { $0.code < $1.code }.filter { $0.name.zh.count > 2 })
            content.append(.material("paper-of-the-city", "申请人的" + type.name.zh), to: "materials")
            return content
        },
        LintFault("city-issued") { content, dice, catalogue in
            var content = content
            let own = content["code"]?.string
            let documents = catalogue.items.values.sorted { $0.code < $1.code }.filter { $0.code != own }.flatMap(\.results)
                .compactMap { if case .document(let name) = $0.kind { name.zh } else { nil } }
            content.append(.material("paper-of-the-city", dice.one(of: documents)), to: "materials")
            return content
        },
        LintFault("city-issued", in: "materials") { material, _, catalogue in
            material["from"] = "government"
            material["issuer"] = JSON(catalogue.departments.values.filter { $0.kind == .government }.map(\.code).min())
            material["name"] = ["zh": "某种情况的书面意见", "en": "A written opinion"]
            _ = material.remove("satisfiedBy")
            return true
        },
        LintFault("register-licence") { content, dice, catalogue in
            var (content, material) = (content, JSON.material("own-paper", "持有的那份凭据"))
            material["satisfiedBy"] = [["licence": .string(dice.one(of: catalogue.licenceTypes.keys.sorted()))]]
            material[dice.isTrue() ? "form" : "format"] = "paper"
            if material["form"] != nil { material["form"] = .string(dice.one(of: ["original", "copy", "both"])) }
            content.append(material, to: "materials")
            return content
        },
        LintFault("register-licence") { content, dice, catalogue in
            var content = content
            let called = catalogue.licenceTypes.values.sorted { $0.code < $1.code }.flatMap(\.words)
            var material = JSON.material("under-another-name", dice.one(of: called) + "复印件")
            material["form"] = "copy"
            content.append(material, to: "materials")
            return content
        },
        LintFault("same-fact", .element) { content, _, catalogue in
            guard let code = content["code"]?.string, let kind = catalogue.elements[code]?.kind,
                let other = catalogue.elements.values.filter({ $0.kind == kind && $0.code != code }).min(by: { $0.code < $1.code })
            else { return nil }
            var content = content
            content["name"] = ["zh": .string(other.name.zh), "en": "Something of its own"]
            return content
        },
        LintFault("same-fact") { content in
            guard let field = content["fields"]?.array?.first(where: { $0["element"] == nil })?["field"]?.string,
                let role = content["roles"]?[String(field.prefix { $0 != "." })]?["kind"]?.string
            else { return false }
            let leaf = field.drop { $0 != "." }
            content.append(
                ["field": .string(field + "Again"), "element": .string(role + leaf), "label": ["zh": "再填一次", "en": "Once more"]],
                to: "fields")
            return true
        },
        LintFault("same-label") { content in
            guard var fields = content["fields"]?.array else { return false }
            let roles = fields.map { String(($0["field"]?.string ?? "").prefix { $0 != "." }) }
            guard let first = roles.indices.first(where: { index in roles[(index + 1)...].contains(roles[index]) }),
                let second = roles[(first + 1)...].firstIndex(of: roles[first])
            else { return false }
            for index in [first, second] { fields[index]["label"] = ["zh": "同一个标签", "en": "One label"] }
            content["fields"] = .array(fields)
            return true
        },
    ]
}
