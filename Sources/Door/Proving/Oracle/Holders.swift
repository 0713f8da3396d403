import Catalogue
import DemoCity
import Kernel
import Rules

extension Oracle {
    /// What is held of this subject as far as the thing can tell it apart from another: which facts stand where, which documents are in force,
    /// and how the conditions come out that look at facts alone. Subjects of one pattern are asked the same.
    var pattern: String {
        let facts = names.facts.compactMap { fact -> String? in
            guard let statements = held.statements[fact] else { return held.unreadable.contains(fact) ? "?\(fact)" : nil }
            return "\(held.differs(fact) ? "!" : "")\(fact)@\(statements.map(\.place.label).sorted().joined(separator: "+"))"
        }
        let documents = thing.parts.flatMap(\.item.materials).flatMap(\.satisfiedBy).filter(held.holds).map { "\($0)" }
        let judge = judge([:], among: thing.parts.map(\.item.code))
        let conditions = thing.conditions.map { judge.value($0).map { "\($0)" } ?? "-" }
        return (facts.sorted() + Set(documents).sorted() + conditions).joined(separator: "|")
    }

    /// Whether the registers let the subject have what the checklist applies for: no point that must hold, and that registers can show, is
    /// shown not to hold. A woman without a delivery on record does not apply for a birth certificate.
    func qualifies(for checklist: Checklist) -> Bool {
        let items = checklist.includedItems.map(\.item)
        let judge = judge(checklist.answers, among: items)
        return thing.parts.filter { items.contains($0.item.code) }.allSatisfy { part in
            part.item.reviewPoints.allSatisfy { point in
                if let field = point.window { return isInTime(part.item, thing.canonical(field)) }
                guard point.kind == .objective, let check = point.check,
                    let value = judge.value(check, absentIsNull: isShownByRegisters)
                else { return true }
                return value.boolean == true
            }
        }
    }

    /// Whether the licence that an item renews may be renewed today. Its days are counted from Monday to Friday here, holidays or not.
    private func isInTime(_ item: ServiceItem, _ field: String) -> Bool {
        let types = item.results.filter { $0.succeeds == .renewal }.compactMap(\.licence).compactMap { catalogue.licenceTypes[$0]?.renewal }
        guard let window = types.first, let end = held.value(field)?.string.flatMap({ LocalDate($0) }) else {
            return !isShownByRegisters(field)
        }
        let today = rows.today
        guard today <= end else { return false }
        let days = (0..<end.days(since: today)).map { today.adding(days: $0 + 1) }
        let left = window.unit == .day ? days.count : days.count { $0.weekday < 6 }
        return window.toDays <= left && left <= max(window.toDays, window.fromDays)
    }

    /// A register could tell it, and whoever it is about is known: that it tells nothing means that there is nothing.
    private func isShownByRegisters(_ fact: String) -> Bool {
        guard let element = thing.elementCode(of: fact), !names.never.values.contains(where: { $0.contains(fact) }) else { return false }
        let role = RoleNames.role(of: fact)
        guard let participant = thing.participant(role) else { return false }
        return catalogue.resources.values.contains { resource in
            held.keys[role] != nil && resource.subject == participant.kind && resource.elements.contains(element)
                || (participant.from ?? resource.code) == resource.code && resource.gives[role]?.contains(element) == true
        }
    }
}
