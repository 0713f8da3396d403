import Kernel
import TestSupport

@testable import Catalogue

extension LintSeeding {
    private static let aBasis: JSON = ["law": ["zh": "某法", "en": "A law"]]

    private static let words: JSON = ["zh": "我承诺属实", "en": "I promise that it is true"]

    private static func deferral(days: Int) -> JSON {
        ["cases": ["zh": "材料还在办", "en": "It is being made"], "within": ["count": .int(days)], "version": "1", "text": words]
    }

    /// Grants the item on a promise about its first review point, by no statute.
    private static func promise(_ content: inout JSON) -> Bool {
        guard let point = content["reviewPoints"]?.array?.first?["code"] else { return false }
        content["approvalPromise"] = [
            "version": "1", "conditions": [["point": point, "text": words]], "consequence": words, "within": ["count": 20],
            "mending": ["count": 5],
        ]
        return true
    }

    static let law = [
        LintFault("handling") { content in
            guard content["handling"]?.string == "promised" else { return false }
            content["handling"] = "instant"
            return true
        },
        LintFault("promise") { content in
            guard var limits = content["limits"], limits["statutory"] != nil, limits["promised"] != nil else { return false }
            limits["promised"] = ["count": 500, "unit": limits["statutory"]?["unit"] ?? "workday"]
            content["limits"] = limits
            return true
        },
        LintFault("promise-barred", in: "materials") { material, content, _ in
            guard content["commitment"] == nil || content["commitment"] == "none" else { return false }
            let words: JSON = ["zh": "材料内容属实", "en": "What the document would say is true"]
            material["promise"] = ["version": "1", "text": words, "consequence": words]
            return true
        },
        LintFault("deferral", in: "materials") { material, _, _ in
            material["need"] = "later"
            _ = material.remove("deferral")
            return true
        },
        LintFault("deferral", in: "materials") { material, content, _ in
            guard content["limits"]?["promised"] != nil, content["handling"]?.string == "promised" else { return false }
            material["need"] = "later"
            material["deferral"] = deferral(days: 400)
            return true
        },
        LintFault("deferral", in: "materials") { material, _, _ in
            material["need"] = "required"
            material["deferral"] = deferral(days: 1)
            return true
        },
        LintFault("composed", in: "materials") { material, _, _ in
            guard material["from"]?.string == "applicant", material["returnsOriginal"] == nil else { return false }
            material["composed"] = [
                "version": "1", "paragraphs": [["text": ["zh": "本人{applicant.shoeSize}", "en": "I, {applicant.shoeSize}"]]],
            ]
            return true
        },
        LintFault("composed", in: "materials") { material, _, _ in
            guard material["from"]?.string == "government" else { return false }
            material["composed"] = ["version": "1", "paragraphs": [["text": words]]]
            return true
        },
        LintFault("approval-hazard") { content in
            content["hazards"] = ["safety"]
            content["commitment"] = "approval"
            return promise(&content)
        },
        LintFault("approval-promise") { content in
            content["commitment"] = "certificate"
            return promise(&content)
        },
        LintFault("unknown-evidence") { content in
            guard promise(&content) else { return false }
            content["approvalPromise"]?["covers"] = ["no-such-paper"]
            return true
        },
        LintFault("statutory") { content in
            guard content["type"]?.string == "01", var limits = content["limits"], limits.remove("statutory") else { return false }
            content["limits"] = limits
            return true
        },
        LintFault("instant", in: "reviewPoints") { point, content, _ in content["handling"]?.string == "instant" && point.remove("check") },
        LintFault("deemed-acceptance") { content in
            guard content["type"]?.string != "01", var limits = content["limits"] else { return false }
            limits["deemedAcceptance"] = true
            content["limits"] = limits
            return true
        },
        LintFault("item-type") { content in
            content["type"] = content["type"]?.string == "01" ? "20" : "01"
            return true
        },
        LintFault("trips") {
            $0["trips"] = 2; return !$0.remove("tripsReason")
        },
        LintFault("trips-idle") { content in
            content["trips"] = 0
            content["tripsReason"] = ["zh": "要到现场", "en": "A visit is needed"]
            return true
        },
        LintFault("online-visits") { content in
            content["online"] = 4
            content["trips"] = 1
            return true
        },
        LintFault("online-channel") { content in
            content["channels"] = ["counter"]
            content["online"] = 3
            return true
        },
        LintFault("visits-channel") { content in
            content["channels"] = ["counter"]
            content["trips"] = 0
            return true
        },
        LintFault("visits-channel", .implementations) { content in
            content["columns"] = ["item", "channels", "trips"]
            guard let item = content["rows"]?.array?.first?.array?.first else { return false }
            content["rows"] = [[item, "counter", 0]]
            return true
        },
        LintFault("fee-basis") {
            $0.append(["code": "copying", "name": ["zh": "工本费", "en": "Cost"], "fen": 500], to: "fees"); return true
        },
        LintFault("fee-standard") {
            $0.append(["code": "copying", "name": ["zh": "工本费", "en": "Cost"], "fen": 0, "basis": aBasis], to: "fees")
            return true
        },
        LintFault("fee-payment") { content in
            content.append(["code": "copying", "name": ["zh": "工本费", "en": "Cost"], "fen": 500, "basis": aBasis], to: "fees")
            return true
        },
        LintFault("payment-idle") { content in
            content["onlinePayment"] = true
            return content["fees"] == nil
        },
        LintFault("result-kind", in: "results") { result, _, _ in
            result = ["document": ["zh": "临时通行证", "en": "Temporary pass"], "sample": ["zh": "一页", "en": "One page"]]
            return true
        },
        LintFault("phone") {
            $0["phone"] = "62345678"; return true
        },
        LintFault("phone", .implementations) {
            $0["phone"] = "021–12345678"; return true
        },
        LintFault("phone-same") { content in
            content["phone"] = "021-12345678"
            content["complaints"] = "021-12345678"
            return true
        },
        LintFault("topics") { content in
            content["audience"] = ["person", "enterprise"]
            content["topics"] = ["税收财务"]
            return true
        },
        LintFault("topics") { content in
            content["audience"] = ["person"]
            content["topics"] = ["证件办理", "税收财务"]
            return true
        },
        LintFault("basic-code") { content, dice, catalogue in
            var content = content
            let others = catalogue.items.values.filter { $0.code != content["code"]?.string }.sorted { $0.code < $1.code }
            content["basicCode"] = .string(dice.one(of: others).basicCode)
            return content
        },
        LintFault("promise") { content in
            guard content["type"]?.string != "01", content["handling"]?.string == "promised" else { return false }
            content["limits"] = ["statutory": ["count": 10, "unit": "day"], "promised": ["count": 1, "unit": "month"]]
            return true
        },
        LintFault("licensing") { content in
            guard content["type"]?.string == "01" else { return false }
            return content.remove("questionsAndAnswers")
        },
        LintFault("licensing") { content in
            guard content["type"]?.string == "01", let steps = content["steps"]?.array else { return false }
            content["steps"] = .array(steps.filter { $0["code"]?.string != "decide" })
            return true
        },
        LintFault("benchmark", in: "reviewPoints") { point, _, _ in point["kind"]?.string == "discretionary" && point.remove("benchmark") },
        LintFault("cooperation", .thing) { content, _, catalogue in
            let items = (content["items"]?.array ?? []).compactMap { catalogue.items[$0.string ?? $0["item"]?.string ?? ""] }
            let lead = content["lead"]?.string
            guard let parties = content["cooperating"]?.array,
                let gone = items.map(\.department).first(where: { department in
                    department != lead && parties.contains { $0["department"]?.string == department }
                })
            else { return nil }
            var content = content
            content["cooperating"] = .array(parties.filter { $0["department"]?.string != gone })
            return content
        },
        LintFault("cooperation", .thing, in: "cooperating") { party, _, _ in party.remove("duty") },
        LintFault("district-differs", .implementations) { content, _, catalogue in
            guard
                let item = content["rows"]?.array?.compactMap({ $0.array?.first?.string }).first(where: {
                    (catalogue.items[$0]?.trips ?? 0) == 0
                }),
                content["level"]?.string ?? "district" == "district"
            else { return nil }
            var content = content
            content["columns"] = ["item", "channels"]
            content["rows"] = [[.string(item), "post"]]
            return content
        },
        LintFault("sharing-basis", .resource) { content in
            content["sharing"] = "none"
            _ = content.remove("basis")
            return true
        },
        LintFault("consent", in: "fields") { field, content, catalogue in
            guard let code = field["field"]?.string, let role = content["roles"]?[String(code.prefix { $0 != "." })]?["kind"]?.string else {
                return false
            }
            let element = field["element"]?.string ?? "\(role).\(code.drop { $0 != "." }.dropFirst())"
            guard catalogue.elements[element]?.format == .consent else { return false }
            field["reuse"] = "reuse"
            return true
        },
    ]

    static let telling = [
        LintFault("empty-column") { $0.remove("summary") }, LintFault("empty-column") { $0.remove("steps") },
        LintFault("empty-column") { $0.remove("results") }, LintFault("empty-column") { $0.remove("hours") },
        LintFault("empty-column") { $0.remove("where") }, LintFault("empty-column") { $0.remove("condition") },
        LintFault("empty-column") { $0.remove("topics") }, LintFault("empty-column") { $0.remove("complaints") },
        LintFault("empty-column") { $0.remove("rights") }, LintFault("empty-column") { $0.remove("duties") },
        LintFault("empty-column") { $0["type"] != "20" && $0.remove("reconsideration") },
        LintFault("empty-column") { $0["type"] != "20" && $0.remove("litigation") },
        LintFault("basis") { $0.remove("basis") },
        LintFault("material-sample", in: "materials") { material, _, _ in material.remove("sample") },
        LintFault("result-sample", in: "results") { result, _, _ in result.remove("sample") },
        LintFault("contact", .implementations) { content in
            guard var places = content["places"]?.array, places.count > 0 else { return false }
            _ = places[0].remove("address")
            content["places"] = .array(places)
            return true
        },
        LintFault("one-language", in: "questions") { question, _, _ in
            question["ask"] = ["zh": question["ask"]?["zh"] ?? "问？", "en": question["ask"]?["zh"] ?? "问？"]
            return true
        },
        LintFault("one-language", in: "reviewPoints") { point, _, _ in
            point["text"] = point["text"]?["zh"] ?? "材料齐全"
            return true
        },
        LintFault("one-language", .department) { content in
            content["name"] = ["zh": "Bureau of Things", "en": "Bureau of Things"]
            return true
        },
    ]

    /// Conditions made of the item's own questions, which contradict themselves or say nothing.
    static let conditions = [
        LintFault("unreachable") { content in
            guard let (code, one, other) = choice(in: content) else { return false }
            content.append(
                [
                    "code": "followUp", "ask": ["zh": "还有呢？", "en": "And then?"], "kind": "yesNo",
                    "when": .string("answers.\(code) = \"\(one)\" and answers.\(code) = \"\(other)\""),
                ], to: "questions")
            return true
        },
        LintFault("unreachable", .thing) { content in
            guard let yesNo = content["questions"]?.array?.first(where: { $0["kind"]?.string == "yesNo" })?["code"]?.string,
                var items = content["items"]?.array, let code = items.last.flatMap({ $0.string ?? $0["item"]?.string })
            else { return false }
            if items[items.count - 1].string != nil { items[items.count - 1] = ["item": .string(code)] }
            items[items.count - 1]["when"] = .string("answers.\(yesNo) and not(answers.\(yesNo))")
            content["items"] = .array(items)
            return true
        },
        LintFault("never") { content in
            guard let (code, one, other) = choice(in: content) else { return false }
            // Asked only after the one answer, so that the document which hangs on the other is never asked for.
            content.append(
                [
                    "code": "followUp", "ask": ["zh": "还有呢？", "en": "And then?"], "kind": "yesNo",
                    "when": .string("answers.\(code) = \"\(one)\""),
                ], to: "questions")
            var material = JSON.material("late-paper", "后续说明书")
            material["when"] = .string("answers.followUp and answers.\(code) = \"\(other)\"")
            content.append(material, to: "materials")
            return true
        },
        LintFault("never", in: "reviewPoints") { point, content, catalogue in
            guard let name = fact(of: .integer, in: content, catalogue) else { return false }
            point["check"] = .string("\(name) > 300 and \(name) < 100")
            return true
        },
        LintFault("never", in: "reviewPoints") { point, content, catalogue in
            guard let name = fact(of: .date, in: content, catalogue) else { return false }
            point["check"] = .string("\(name) < date(\"2020-01-01\") and \(name) > date(\"2021-06-30\")")
            return true
        },
        LintFault("always") { content in
            guard let (code, one, _) = choice(in: content), var fields = content["fields"]?.array, !fields.isEmpty else { return false }
            fields[0]["when"] = .string("answers.\(code) = \"\(one)\" or answers.\(code) != \"\(one)\"")
            content["fields"] = .array(fields)
            return true
        },
        LintFault("idle-question") { content in
            content.append(["code": "curious", "ask": ["zh": "顺便问一下？", "en": "By the way?"], "kind": "yesNo"], to: "questions")
            return true
        },
    ]

    /// A choice that is always asked, with two of its options.
    private static func choice(in content: JSON) -> (code: String, one: String, other: String)? {
        let found = content["questions"]?.array?.first { $0["kind"]?.string == "choice" && $0["when"] == nil && $0["known"] == nil }
        let options = (found?["options"]?.array ?? []).compactMap { $0["code"]?.string }
        guard let code = found?["code"]?.string, options.count > 1 else { return nil }
        return (code, options[0], options[1])
    }

    /// A fact of that type which the form asks for.
    private static func fact(of type: DataElement.Kind, in content: JSON, _ catalogue: Catalogue) -> String? {
        (content["fields"]?.array ?? []).compactMap { $0["field"]?.string }.first { name in
            let role = String(name.prefix { $0 != "." })
            guard let kind = content["roles"]?[role]?["kind"]?.string else { return false }
            return catalogue.elements["\(kind)\(name.drop { $0 != "." })"]?.type == type
        }
    }
}
