package import Kernel
import Rules

/// 业务手册: what an officer needs to decide one item as everybody else would. Values only.
package struct OfficerManual: Sendable {
    /// One point to review.
    package struct Point: Sendable {
        package let code: String
        package let text: Text
        package let kind: ReviewPoint.Kind
        /// The engine checks it; its condition, as it is written.
        package let check: String?
        /// The engine checks it by the time in which the licence is renewed.
        package let window: Text?
        package let how: Text?
        package let benchmark: [ReviewPoint.Grade]
        package let basis: [Text]
        /// The materials and fields to look at.
        package let evidence: [Text]
    }

    /// One step: who does it, where, within which time.
    package struct Step: Sendable, Hashable {
        package let code: ProcessStep.Code
        package let name: Text
        package let level: OfficeLevel
        package let unit: Text?
        package let limit: Text?
    }

    /// What a document has to look like to be accepted.
    package struct Acceptance: Sendable {
        package let code: String
        package let name: Text
        package let form: Text
        package let standard: Text?
        package let issuedWithin: Text?
        package let sample: Text?
        package let returnsOriginal: Bool
        package let basis: [Text]
    }

    /// A document that the step makes out, by which article.
    package struct Template: Sendable, Hashable {
        package let step: ProcessStep.Code
        package let name: Text
        package let when: Text
        package let basis: Text?
    }

    package let item: ServiceItem
    package let department: Text
    package let steps: [Step]
    package let points: [Point]
    package let materials: [Acceptance]
    package let templates: [Template]
    /// The share of points that are a matter of judgement.
    package let discretionShare: Double

    /// Reads everything from the item; pure.
    package init(_ item: ServiceItem, _ catalogue: Catalogue) {
        self.item = item
        department = catalogue.departmentName(item.department)
        steps = item.steps.map {
            Step(code: $0.code, name: $0.name, level: $0.level ?? item.office.level, unit: $0.unit, limit: $0.limit?.text)
        }
        points = item.reviewPoints.map { point in
            Point(
                code: point.code, text: point.text, kind: point.kind, check: point.check?.source,
                window: point.window.flatMap { _ in catalogue.renewalWindow(of: item)?.text }, how: point.how,
                benchmark: point.benchmark,
                basis: point.bases.map(\.citation), evidence: point.evidence.map { OfficerManual.evidence($0, item, catalogue) })
        }
        materials = item.materials.map { material in
            Acceptance(
                code: material.code, name: material.name, form: GuideText.form(material.form, material.copies), standard: material.standard,
                issuedWithin: material.issuedWithin, sample: material.sample, returnsOriginal: material.returnsOriginal,
                basis: material.bases.map(\.citation))
        }
        templates = ManualTemplates.of(item)
        discretionShare = item.discretionShare
    }

    private static func evidence(_ code: String, _ item: ServiceItem, _ catalogue: Catalogue) -> Text {
        if let material = item.materials.first(where: { $0.code == code }) { return material.name }
        guard let field = item.fields.first(where: { $0.field == code }) else { return Text(same: code) }
        let element = field.element ?? item.roles[field.role].map { "\($0.kind).\(field.leaf)" }
        let name = field.label ?? element.flatMap { catalogue.elements[$0]?.name } ?? Text(same: code)
        return item.roles[field.role].map { CatalogueText.fact(name, of: $0.name) } ?? name
    }
}

/// The documents that the law wants at each step (行政许可法 art. 32, 38, 42, 45 for licences; the same forms serve the other types).
enum ManualTemplates {
    static func of(_ item: ServiceItem) -> [OfficerManual.Template] {
        let isLicence = item.type == .licensing
        func template(_ step: ProcessStep.Code, _ name: Text, _ when: Text, _ article: String) -> OfficerManual.Template {
            OfficerManual.Template(step: step, name: name, when: when, basis: isLicence ? licensingLaw(article) : nil)
        }
        var templates = [
            template(.accept, Text("收件凭证", "Receipt"), Text("收到申请材料时", "When the application is received"), "第三十二条"),
            template(
                .accept, Text("补正告知书", "Notice of what is missing"),
                Text("材料不齐或者不合形式时，一次告知", "When something is missing; once, and all of it"), "第三十二条"),
            template(.accept, Text("受理通知书", "Notice of acceptance"), Text("予以受理时", "On acceptance"), "第三十二条"),
            template(
                .accept, Text("不予受理通知书", "Notice of non-acceptance"), Text("依法不予受理时，写明理由", "When it is not accepted, with reasons"), "第三十二条"
            ),
            template(.decide, Text("准予决定书", "Decision to grant"), Text("符合条件时", "When the conditions are met"), "第三十八条"),
            template(
                .decide, Text("不予许可决定书", "Decision to refuse"),
                Text("不符合条件时，写明理由和救济途径", "When they are not met, with reasons and remedies"),
                "第三十八条"),
            template(
                item.steps.contains { $0.code == .deliver } ? .deliver : .issue, Text("送达回证", "Proof of delivery"),
                Text("送达时", "On delivery"), "第四十四条"),
        ]
        if item.materials.contains(where: { $0.deferral != nil }) {
            templates.append(
                OfficerManual.Template(
                    step: .decide, name: Text("退件通知书", "Notice of return"),
                    when: Text("承诺补交的材料逾期未交，决定退件时", "When a promised paper did not come and it is returned"), basis: nil))
        }
        if let promise = item.approvalPromise {
            let basis = promise.bases.first?.citation
            templates += [
                OfficerManual.Template(
                    step: .decide, name: Text("责令整改通知书", "Order to mend"),
                    when: Text("事后核查发现不符合承诺时", "When the check finds that a promise does not hold"), basis: basis),
                template(
                    .decide, Text("撤销决定书", "Decision to revoke"),
                    Text("逾期不整改或者整改后仍不符合时，写明理由和救济途径", "When it is not mended, with reasons and remedies"), "第六十九条"),
            ]
        }
        for procedure in item.specialProcedures {
            let isExtension = procedure.code == .extension
            templates.append(
                OfficerManual.Template(
                    step: .review,
                    name: isExtension ? Text("延期告知书", "Notice of extension") : Text("特别程序告知书", "Notice of a special procedure"),
                    when: procedure.code.name,
                    basis: procedure.bases.first?.citation ?? (isLicence ? licensingLaw(isExtension ? "第四十二条" : "第四十五条") : nil)))
        }
        return templates
    }

    private static func licensingLaw(_ article: String) -> Text {
        Text("《中华人民共和国行政许可法》\(article)", "Administrative Licensing Law, \(ArticleNumber.english(article))")
    }
}
