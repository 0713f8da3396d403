import Catalogue
import Kernel
import Licences
import Rules

extension PassageDesk {
    /// The licences that an item yields, with their faces filled in from the facts. A fact that a face or a holder needs and that nobody
    /// knows is told by name.
    func orders(
        for item: ServiceItem, of case_: Case, facts: [String: Fact], frozen: FrozenApplication, on date: LocalDate
    ) throws(CaseRefusal) -> [IssueOrder] {
        let judge = judge(facts, answers: frozen.answers, on: date)
        var orders: [IssueOrder] = []
        for result in item.results {
            guard let code = result.licence, let type = catalogue.licenceTypes[code] else { continue }
            var face: [String: JSON] = [:]
            for (element, expression) in result.face { face[element] = judge.value(expression) }
            let months = result.validityMonths ?? type.validityMonths
            let holder = try holder(of: result, facts: facts, frozen: frozen, case_)
            // A licence made out to somebody else than the applicant, a newborn, is in the applicant's care.
            let guardian = holder.kind == .person && holder.number != frozen.applicant.number ? frozen.applicant.number : nil
            var order =
                IssueOrder(
                    type: code, holder: holder, guardian: guardian, face: face,
                    number: result.number.flatMap { number(for: $0, judge) }, issuer: type.issuer, issuedOn: date,
                    // The last day is the one before the same day months later.
                    validUntil: months.map { date.adding(months: $0).adding(days: -1) }, caseID: case_.id, succeeds: result.succeeds,
                    telling: telling(result))
            // It belongs where it is decided; what the city issues belongs to the whole city.
            if type.level != .city, let region = RegionCode(case_.region.sixDigits) { order.region = region }
            orders.append(order)
        }
        return orders
    }

    /// The elements of a face that tell one matter from another, beside who holds the licence.
    func telling(_ result: ResultSpec) -> Set<String> {
        let role = thing.participant(result.holder) ?? thing.applicant
        let facts = Set(result.once.map(thing.canonical)).subtracting([role.keyField].compactMap(\.self))
        return Set(result.face.filter { facts.contains(thing.canonical($0.value.source)) }.keys)
    }

    private func holder(
        of result: ResultSpec, facts: [String: Fact], frozen: FrozenApplication, _ case_: Case
    ) throws(CaseRefusal) -> Licence.Holder {
        let role = thing.participant(result.holder) ?? thing.applicant
        let kind: Licence.Holder.Kind = role.kind == "enterprise" ? .enterprise : .person
        let name = facts["\(role.code).name"]?.value.string
        let number = role.keyField.flatMap { facts[$0]?.value.string }
        if role.code == thing.applicant.code {
            // Whoever applied is whoever the account says, not whatever number stands on a form.
            return Licence.Holder(kind: kind, name: name ?? frozen.applicant.name, number: frozen.applicant.number)
        }
        guard let number else { throw .missingFacts([role.keyField ?? "\(role.code).idNumber"]) }
        return Licence.Holder(kind: kind, name: name ?? "", number: number)
    }

    /// A number that a condition makes; nil where it comes to nothing, and the register gives a serial.
    private func number(for source: String, _ judge: CaseJudge) -> String? {
        guard let expression = try? Rules.Expression(source) else { return nil }
        guard let value = judge.value(expression) else { return nil }
        return value.string ?? value.text
    }
}
