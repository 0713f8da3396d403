import Catalogue
import Identity
import Kernel
import Licences

/// The registers as they are before they are stored: to find out what is known of somebody without asking a database.
struct DemoRegisters: Sendable {
    let city: DemoPopulation
    /// Persons who may drive lorries for a living, and businesses in bankruptcy.
    let drivers: [Int]
    let bankrupt: [Int]
    /// Identity number or credit code → resource → element → value.
    private let contents: [String: [String: [String: JSON]]]
    /// Identity number or credit code → the licences held.
    private let held: [String: [IssueOrder]]
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
        self.city = city
        drivers = city.persons.indices.filter { index in
            let records = contents[city.persons[index].number]
            return city.persons[index].diedOn == nil && records?["jt-drivers"] != nil && records?["ga-driving"] != nil
        }
        bankrupt = city.enterprises.indices.filter { contents[city.enterprises[$0].code]?["fy-bankruptcy"] != nil }
        let licences = DemoLicences(city: city, catalogue: catalogue)
        held = Dictionary(
            uniqueKeysWithValues: city.persons.indices.map { (city.persons[$0].number, licences.orders(ofPerson: $0)) }
                + city.enterprises.indices.map { (city.enterprises[$0].code, licences.orders(ofEnterprise: $0)) })
    }

    /// The licences that somebody held on a day, as an application offers them.
    func licences(of number: String, as role: Participant, on date: LocalDate) -> [DocumentHolding] {
        (held[number] ?? []).filter { $0.issuedOn <= date }.compactMap { order in
            order.number.map {
                DocumentHolding(
                    role: role.code, licenceType: order.type, number: $0, source: .licence(type: order.type, number: $0),
                    validUntil: order.validUntil)
            }
        }
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
        Enquiry.settled(
            thing, in: catalogue, holdings: Holdings(fields: own(thing, number)), answers: answers, given: given, today: today
        ) { lookup in
            guard case .resource(let code) = lookup.register, let key = lookup.value.string, let record = record(code, of: key) else {
                return .none
            }
            return .record(JSON(sorting: record), asOf: today)
        }.holdings
    }
}
