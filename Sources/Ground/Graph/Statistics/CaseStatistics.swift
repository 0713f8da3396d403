import Catalogue
import Kernel

/// What a year of cases says, as plain values: whoever keeps cases fills it in, the graph only reads it.
package struct CaseStatistics: Sendable, Hashable {
    /// How often a material was asked for and how often it was not needed, because it was on record.
    package struct MaterialUse: Sendable, Hashable {
        package var asked: Int
        package var waived: Int

        package init(asked: Int, waived: Int) { (self.asked, self.waived) = (asked, waived) }
    }

    /// How often a fact was typed and how often it was filled in.
    package struct FieldUse: Sendable, Hashable {
        package var typed: Int
        package var prefilled: Int

        package init(typed: Int, prefilled: Int) { (self.typed, self.prefilled) = (typed, prefilled) }
    }

    /// One item's year.
    package struct Item: Sendable, Hashable {
        package var cases: Int
        /// By the material's code.
        package var materials: [String: MaterialUse] = [:]
        /// By the element's code.
        package var elements: [String: FieldUse] = [:]
        /// Mean days of each step (`accept`, `review`, `decide`, `issue`).
        package var stepDays: [String: Double] = [:]
        /// Cases in which the applicant was asked for additions.
        package var supplements = 0
        /// What the additions were about: materials or fields.
        package var supplementPoints: [String: Int] = [:]
        /// Applications handed in at a counter; nil where it is not known.
        package var counter: Int?

        package init(cases: Int) { self.cases = cases }
    }

    /// Drafts of a thing: begun, and left lying by the page that was last reached.
    package struct Drafts: Sendable, Hashable {
        package var begun: Int
        package var abandoned: [String: Int]

        package init(begun: Int, abandoned: [String: Int]) { (self.begun, self.abandoned) = (begun, abandoned) }
    }

    /// Two items that the same applicants did within thirty days.
    package struct Pair: Sendable, Hashable {
        package var first: String
        package var second: String
        package var applicants: Int

        package init(_ first: String, _ second: String, applicants: Int) {
            (self.first, self.second, self.applicants) = (min(first, second), max(first, second), applicants)
        }
    }

    /// One item in one district.
    package struct District: Sendable, Hashable {
        package var item: String
        package var region: String
        package var cases: Int
        package var meanDays: Double
        package var supplements: Int

        package init(item: String, region: String, cases: Int, meanDays: Double, supplements: Int) {
            (self.item, self.region, self.cases, self.meanDays, self.supplements) = (item, region, cases, meanDays, supplements)
        }
    }

    /// 行政协助: what offices had to ask another office for, because no data connection told them.
    package struct Assistance: Sendable, Hashable {
        package var item: String
        /// A material's code, or an element's; nil for what neither is.
        package var material: String?
        package var element: String?
        /// The department that was asked.
        package var department: String
        package var asked: Int
        /// How many of them it could answer.
        package var answered: Int

        package init(item: String, material: String? = nil, element: String? = nil, department: String, asked: Int, answered: Int) {
            (self.item, self.material, self.element, self.department) = (item, material, element, department)
            (self.asked, self.answered) = (asked, answered)
        }
    }

    /// False for assumptions in the place of counts.
    package var isMeasured: Bool
    package var items: [String: Item]
    /// Applications a year of each thing (a single item is a thing of its own).
    package var things: [String: Int]
    package var drafts: [String: Drafts]
    package var pairs: [Pair]
    package var districts: [District]
    package var assistance: [Assistance]

    package init(
        isMeasured: Bool, items: [String: Item] = [:], things: [String: Int] = [:], drafts: [String: Drafts] = [:], pairs: [Pair] = [],
        districts: [District] = [], assistance: [Assistance] = []
    ) {
        (self.isMeasured, self.items, self.things) = (isMeasured, items, things)
        (self.drafts, self.pairs, self.districts, self.assistance) = (drafts, pairs, districts, assistance)
    }

    /// Nothing counted: every figure is then an assumption of `CityRates`.
    package static let none = CaseStatistics(isMeasured: false)
}
