package import Kernel

/// 办事指南: what a page about a thing tells before anybody applies. Values only.
package struct Guide: Sendable {
    /// One row of a table of facts: `法定办结时限` — `20 个工作日`.
    package struct Row: Sendable, Hashable {
        package let label: Text
        package let value: Text
        /// The law that says so.
        package let basis: Text?

        init(_ label: Text, _ value: Text, basis: Text? = nil) {
            self.label = label
            self.value = value
            self.basis = basis
        }
    }

    /// One document that is asked for.
    package struct MaterialRow: Sendable, Hashable {
        package let code: String
        package let name: Text
        /// `原件 1 份`
        package let form: Text
        package let need: Text
        package let source: Text
        package let basis: [Text]
        package let sample: Text?
        /// Licences, registers and results that make it unnecessary.
        package let waivedBy: [Text]
        package let returnsOriginal: Bool
        /// 空白表格, 填报须知, 受理标准, 出具时间要求
        package let notes: [Row]
        /// Codes of the items that ask for it.
        package let items: [String]
    }

    /// One fee.
    package struct FeeRow: Sendable, Hashable {
        package let name: Text
        package let amount: Money
        package let basis: [Text]
        package let isConditional: Bool
        /// 收费标准, 减免, 执收单位
        package let standard: Text?
        package let reduction: Text?
        package let collector: Text?
    }

    /// One condition that is checked.
    package struct ReviewRow: Sendable, Hashable {
        package let text: Text
        package let kind: ReviewPoint.Kind
        /// The engine checks it by itself.
        package let isAutomatic: Bool
        package let basis: [Text]
    }

    /// One step of handling.
    package struct StepRow: Sendable, Hashable {
        package let code: ProcessStep.Code
        package let name: Text
        package let level: OfficeLevel
        /// 办理处室 and its own limit.
        package let unit: Text?
        package let limit: Text?
    }

    /// What comes out, and what its sample shows.
    package struct ResultRow: Sendable, Hashable {
        package let name: Text
        package let isLicence: Bool
        package let validity: Int?
        package let sample: Text?
    }

    /// One item, with all elements of the implementation list.
    package struct ItemGuide: Sendable {
        package let item: ServiceItem
        package let department: Text
        package let rows: [Row]
        /// How it stands and how it is offered: what few people ask and the implementation list has to say.
        package let standing: [Row]
        package let bases: [LegalBasis]
        package let materials: [MaterialRow]
        package let fees: [FeeRow]
        package let steps: [StepRow]
        package let results: [ResultRow]
        package let reviewPoints: [ReviewRow]
        package let specialProcedures: [Row]
        /// 行政复议, 行政诉讼, as far as the item names the bodies.
        package let remedies: [Row]
        package let isOptional: Bool
        package let isConditional: Bool
        package let after: [Text]
    }

    package let thing: Thing
    package let lead: Text
    package let cooperating: [Row]
    package let items: [ItemGuide]
    /// Each material once, over all items.
    package let materials: [MaterialRow]
    package let questions: [Question]
    package let followOns: [Row]
    package let frequentQuestions: [FrequentQuestion]

    /// Reads everything from the thing and the catalogue; pure.
    package init(_ thing: Thing, _ catalogue: Catalogue) {
        self.thing = thing
        lead = catalogue.departmentName(thing.lead)
        cooperating = thing.cooperating.map {
            Row(catalogue.departmentName($0.department), $0.duty ?? GuideText.takesPart)
        }
        items = thing.parts.map { ItemGuide($0, of: thing, catalogue) }
        materials = Guide.union(items.flatMap(\.materials))
        questions = thing.questions
        followOns = thing.followOns.map { Row($0.name, $0.what ?? catalogue.departmentName($0.party)) }
        frequentQuestions = thing.parts.flatMap(\.item.frequentQuestions)
    }

    private static func union(_ rows: [MaterialRow]) -> [MaterialRow] {
        var order: [String] = []
        var found: [String: MaterialRow] = [:]
        for row in rows {
            if let known = found[row.code] {
                found[row.code] = known.also(row)
            } else {
                order.append(row.code)
                found[row.code] = row
            }
        }
        return order.compactMap { found[$0] }
    }
}

extension Guide.MaterialRow {
    fileprivate func also(_ other: Guide.MaterialRow) -> Guide.MaterialRow {
        Guide.MaterialRow(
            code: code, name: name, form: form, need: need, source: source, basis: basis + other.basis.filter { !basis.contains($0) },
            sample: sample ?? other.sample, waivedBy: waivedBy + other.waivedBy.filter { !waivedBy.contains($0) },
            returnsOriginal: returnsOriginal || other.returnsOriginal, notes: notes + other.notes.filter { !notes.contains($0) },
            items: items + other.items)
    }
}
