import Catalogue
import Kernel

/// What became known after submission: facts that decisions recorded, values that the applicant mended or added. It never overwrites what
/// was frozen; it lies on top.
package struct Amendments: Sendable, Hashable {
    package var facts: [String: Fact]

    package init(facts: [String: Fact] = [:]) { self.facts = facts }

    package var isEmpty: Bool { facts.isEmpty }

    /// With values that a decision of that case established.
    func deciding(_ values: [String: JSON], case number: String, on date: LocalDate) -> Amendments {
        adding(values, source: .decision(case: number), on: date)
    }

    /// With values that the applicant mended.
    func supplying(_ values: [String: JSON], on date: LocalDate) -> Amendments { adding(values, source: .answer, on: date) }

    private func adding(_ values: [String: JSON], source: Source, on date: LocalDate) -> Amendments {
        Amendments(facts: facts.merging(values.mapValues { Fact(value: $0, source: source, asOf: date) }) { _, new in new })
    }

    var json: JSON { JSON(byName: facts.mapValues(\.json)) }

    init?(json: JSON) {
        guard let members = json.byName else { return nil }
        facts = members.compactMapValues(Fact.init(json:))
    }
}
