package import Kernel

/// The least that has to be asked of this applicant, for this thing, with these answers: for every question that is asked a reason, for
/// every answer that is not asked a source.
package struct Checklist: Sendable {
    package let thing: Thing
    package let questions: [QuestionOutcome]
    /// In the order in which they are done.
    package let items: [ItemOutcome]
    package let fields: [FieldOutcome]
    package let materials: [MaterialOutcome]
    package let fees: [FeeOutcome]
    package let reductions: Reductions
    /// The answers that count, by question.
    package let answers: [String: JSON]
    /// Every fact that counts, by `role.leaf`: the form's values, and what sources say beside it.
    package let facts: [String: JSON]
    /// Where each fact comes from.
    package let sources: [String: Source]

    /// Nothing required is missing: no question open, every required field filled in. Materials are counted apart.
    package var complete: Bool { openQuestions.isEmpty && openFields.isEmpty }
    package var openQuestions: [QuestionOutcome] { questions.filter { $0.isAsked && !$0.isAnswered } }
    /// Required fields without a value.
    package var openFields: [FieldOutcome] { fields.filter { $0.isNeeded && $0.isRequired && $0.value == nil } }
    package var includedItems: [ItemOutcome] { items.filter(\.isIncluded) }
    /// Working days until the last item is done, by the promised limits.
    package var workingDays: Int { includedItems.map(\.end).max() ?? 0 }
    package var feeTotal: Money { fees.reduce(.zero) { $0 + $1.fee.amount } }

    /// The form's values: of needed fields only.
    package var values: [String: JSON] {
        Dictionary(
            fields.filter(\.isNeeded).compactMap { field in field.value.map { (field.field, $0) } }, uniquingKeysWith: { first, _ in first }
        )
    }

    /// What became of an item of that code.
    package func item(_ code: String) -> ItemOutcome? { items.first { $0.item == code } }
    /// What became of a field such as `child.name`.
    package func field(_ name: String) -> FieldOutcome? { fields.first { $0.field == name } }
    /// What became of a material of that code.
    package func material(_ code: String) -> MaterialOutcome? { materials.first { $0.code == code } }
    /// What became of a question of that code.
    package func question(_ code: String) -> QuestionOutcome? { questions.first { $0.question.code == code } }

    /// Fields by section, in the form's order; those not needed are left out.
    package var sections: [(code: String, heading: Text, fields: [FieldOutcome])] {
        var order: [String] = []
        let grouped = Dictionary(grouping: fields.filter(\.isNeeded), by: \.section)
        for field in fields where field.isNeeded && !order.contains(field.section) { order.append(field.section) }
        return order.map { code in (code, grouped[code]?.first?.heading ?? Text(same: code), grouped[code] ?? []) }
    }

    /// Judges further conditions (review points, faces of results) over what this checklist knows.
    package func judge(in catalogue: Catalogue, today: LocalDate) -> Judge {
        Judge(
            facts: facts, answers: answers, thing: thing, catalogue: catalogue, today: today,
            open: Set(openQuestions.map(\.question.code)))
    }

    /// Pure: the same input gives the same checklist, in whatever order holdings and answers come.
    ///
    /// - Parameters:
    ///   - given: what the person typed, by field; it wins over every source.
    ///   - corrected: fields whose known value the person disputes.
    ///   - promises: what the person promises, in place of papers, to follow later, or for an approval; each counts where it is offered.
    package static func resolve(
        _ thing: Thing, in catalogue: Catalogue, answers: [String: JSON], given: [String: JSON], corrected: Set<String> = [],
        promises: Promises = Promises(), holdings: Holdings, today: LocalDate
    ) -> Checklist {
        Resolving(
            thing, in: catalogue, answers: answers, given: given, corrected: corrected, promises: promises, holdings: holdings, today: today
        ).checklist()
    }
}
