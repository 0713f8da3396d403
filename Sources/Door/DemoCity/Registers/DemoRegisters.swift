import Catalogue
import Identity
import Kernel

/// The registers as they are before they are stored: to find out what is known of somebody without asking a database.
struct DemoRegisters: Sendable {
    /// Identity number or credit code → resource → element → value.
    private let contents: [String: [String: [String: JSON]]]
    private let catalogue: Catalogue
    private let today: LocalDate

    init(_ city: DemoPopulation, catalogue: Catalogue) {
        self.catalogue = catalogue
        today = city.today
        var contents: [String: [String: [String: JSON]]] = [:]
        for index in city.persons.indices {
            var registers = PersonRegisters(city, index)
            contents[city.persons[index].number] = Dictionary(uniqueKeysWithValues: registers.contents().map { ($0.resource, $0.content) })
        }
        for index in city.enterprises.indices {
            var registers = EnterpriseRegisters(city, index)
            contents[city.enterprises[index].code] = Dictionary(
                uniqueKeysWithValues: registers.contents().map { ($0.resource, $0.content) })
        }
        self.contents = contents
    }

    func record(_ resource: String, of number: String) -> [String: JSON]? { contents[number]?[resource] }

    /// What an account says of whoever applies.
    func own(_ thing: Thing, _ number: String) -> [Holding] {
        let role = thing.applicant
        let name = record("ga-population", of: number)?["person.name"] ?? record("sc-enterprises", of: number)?["enterprise.name"]
        return [(role.keyField, JSON.string(number)), ("\(role.code).name", name)].compactMap { field, value in
            guard let field, let value else { return nil }
            return Holding(field: field, value: value, source: .account, asOf: today)
        }
    }

    /// Everything that the registers know for a thing, looked up as a draft looks it up.
    func holdings(for thing: Thing, applicant number: String, answers: [String: JSON], given: [String: JSON]) -> Holdings {
        var holdings = Holdings(fields: own(thing, number))
        // A person leads to a spouse, a spouse to their household: chains are short.
        for _ in 0..<6 {
            let plan = Enquiry.plan(
                thing, in: catalogue, holdings: holdings, answers: answers, given: given, deciding: true, today: today)
            if plan.isEmpty { break }
            for lookup in plan {
                guard case .resource(let code) = lookup.register, let key = lookup.value.string, let record = record(code, of: key) else {
                    holdings.addNothing(to: lookup)
                    continue
                }
                holdings.add(JSON(sorting: record), to: lookup, for: thing, in: catalogue, asOf: today)
            }
        }
        return holdings
    }
}
