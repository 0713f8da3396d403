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
            let coholders = try coholders(of: result, beside: holder, facts: facts, frozen: frozen, judge)
            // A licence made out to others than the applicant, a newborn, is in the applicant's care.
            let isOthers = !([holder] + coholders).contains { $0.number == frozen.applicant.number }
            let guardian = holder.kind == .person && isOthers ? frozen.applicant.number : nil
            var order =
                IssueOrder(
                    type: code, holder: holder, guardian: guardian, face: face,
                    number: result.number.flatMap { number(for: $0, judge) }, issuer: type.issuer, issuedOn: date,
                    // The last day is the one before the same day months later.
                    validUntil: months.map { date.adding(months: $0).adding(days: -1) }, caseID: case_.id, succeeds: result.succeeds,
                    telling: telling(result))
            order.coholders = coholders
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

    /// Whoever the item names beside the holder. One whose number nobody knows is not there: a form that has no spouse on it.
    private func coholders(
        of result: ResultSpec, beside holder: Licence.Holder, facts: [String: Fact], frozen: FrozenApplication, _ judge: CaseJudge
    ) throws(CaseRefusal) -> [Licence.Holder] {
        var coholders: [Licence.Holder] = []
        for coholder in named(result, judge) {
            let (nameFact, numberFact) = (thing.canonical(coholder.name), thing.canonical(coholder.number))
            let isApplicant = numberFact == thing.applicant.keyField
            guard let number = isApplicant ? frozen.applicant.number : facts[numberFact]?.value.string,
                !([holder] + coholders).contains(where: { $0.number == number })
            else { continue }
            guard let name = facts[nameFact]?.value.string else { throw .missingFacts([nameFact]) }
            let element = thing.elementCode(of: numberFact).flatMap { catalogue.elements[$0] }
            let kind: Licence.Holder.Kind = element?.format == .uscc ? .enterprise : .person
            coholders.append(Licence.Holder(kind: kind, name: name, number: number))
        }
        return coholders
    }

    /// Whether a register names everybody who would hold the licences of an item beside the applicant. Whom the applicant alone names, an
    /// officer looks at: nobody gets a licence into their register by a stranger's word.
    func vouches(forCoholdersOf item: ServiceItem, facts: [String: Fact], frozen: FrozenApplication) -> Bool {
        // Nearly every item names none.
        guard item.results.contains(where: { !$0.coholders.isEmpty }) else { return true }
        let judge = judge(facts, answers: frozen.answers, on: today)
        return item.results.flatMap { named($0, judge) }.allSatisfy { coholder in
            facts[thing.canonical(coholder.number)]?.source.isOfficial ?? true
        }
    }

    private func named(_ result: ResultSpec, _ judge: CaseJudge) -> [ResultSpec.Coholder] {
        result.coholders.filter { coholder in coholder.when.map { judge.value($0) == .bool(true) } ?? true }
    }

    /// A number that a condition makes; nil where it comes to nothing, and the register gives a serial.
    private func number(for source: String, _ judge: CaseJudge) -> String? {
        guard let expression = try? Rules.Expression(source) else { return nil }
        guard let value = judge.value(expression) else { return nil }
        return value.string ?? value.text
    }
}
