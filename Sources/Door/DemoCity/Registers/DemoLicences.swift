import Catalogue
import Identity
import Kernel
import Licences

/// The licences that people and businesses hold already. Their faces say what the registers say.
struct DemoLicences {
    let city: DemoPopulation
    let catalogue: Catalogue

    /// Of a person: identity card, social security card, and what their life has brought.
    func orders(ofPerson index: Int) -> [IssueOrder] {
        let person = city.persons[index]
        var dice = Dice(seed: city.seed, stream: "licences/\(index)")
        var registers = PersonRegisters(city, index)
        let facts = Dictionary(registers.contents().flatMap { $0.content }, uniquingKeysWith: { first, _ in first })
        let isNamed = !person.overrides.isEmpty || city.named.indices.values.contains(index)
        var types: [(type: String, issuer: String, months: Int?)] = []
        if person.age(on: city.today) >= 16 { types.append(("id-card", "gaj", 240)) }
        if isNamed || dice.chance(250) { types.append(("household-book", "gaj", nil)) }
        if isNamed && person.age(on: city.today) >= 16 || dice.chance(250) { types.append(("social-card", "rsj", 120)) }
        if facts["person.married"] == true, isNamed || dice.chance(400) { types.append(("marriage-certificate", "mzj", nil)) }
        if facts["person.disabilityLevel"] != nil { types.append(("disability-certificate", "cl", 120)) }
        if facts["person.drivingClass"] != nil { types.append(("driving-licence", "gaj", 72)) }
        let holder = Licence.Holder(kind: .person, name: person.person.name, number: person.number)
        return types.map { entry in
            var order = IssueOrder(
                type: entry.type, holder: holder, face: face(entry.type, facts), number: number(entry.type, person.number),
                issuer: entry.issuer,
                issuedOn: city.today.adding(days: -dice.int(40...1500)), validUntil: nil, caseID: nil, trust: .b)
            if entry.type == "driving-licence", let until = facts["person.drivingExpiry"]?.string.flatMap({ LocalDate($0) }) {
                order.validUntil = until
            } else {
                order.validUntil = entry.months.map { order.issuedOn.adding(months: $0).adding(days: -1) }
            }
            if entry.type == "marriage-certificate", let married = person.marriedOn { order.issuedOn = married }
            order.validFrom = order.issuedOn
            return placed(order, in: person.person.region)
        }
    }

    /// Of a business: its licence, the filing of its seal, and for eating places the food licence.
    func orders(ofEnterprise index: Int) -> [IssueOrder] {
        let value = city.enterprises[index]
        var registers = EnterpriseRegisters(city, index)
        let facts = Dictionary(registers.contents().flatMap { $0.content }, uniquingKeysWith: { first, _ in first })
        let holder = Licence.Holder(kind: .enterprise, name: value.enterprise.name, number: value.code)
        var orders = [
            IssueOrder(
                type: "business-licence", holder: holder, face: face("business-licence", facts),
                number: number("business-licence", value.code), issuer: "scjg",
                issuedOn: value.enterprise.established, validUntil: nil, caseID: nil, trust: .b),
            IssueOrder(
                type: "seal-filing", holder: holder, face: face("seal-filing", facts), number: number("seal-filing", value.code),
                issuer: "gaj",
                issuedOn: value.enterprise.established, validUntil: nil, caseID: nil, trust: .b),
        ]
        if let until = value.foodLicenceUntil {
            let permit: [String: JSON] = [
                "permit.businessName": .string(value.enterprise.name), "permit.uscc": .string(value.code),
                "permit.representative": .string(city.persons[value.owner].person.name),
                "permit.address": .string(value.enterprise.address),
                "permit.foodProjects": value.foodProjects,
            ]
            let issuedOn = max(until.adding(months: -60).adding(days: 1), value.enterprise.established)
            orders.append(
                IssueOrder(
                    type: "food-licence", holder: holder, face: permit, number: value.foodLicenceNumber, issuer: "scjg",
                    issuedOn: issuedOn, validUntil: until, caseID: nil, trust: .b))
        }
        return orders.map { placed($0, in: value.enterprise.region) }
    }

    /// Where its office is, and that it was collected from the issuer's own register.
    private func placed(_ order: IssueOrder, in region: RegionCode) -> IssueOrder {
        var order = order
        order.origin = .register
        if catalogue.licenceTypes[order.type]?.level != .city, let district = RegionCode(region.sixDigits) { order.region = district }
        return order
    }

    /// What stands on the licence, the same whenever it is asked for: applications of the past name it.
    private func number(_ type: String, _ holder: String) -> String {
        var dice = Dice(seed: city.seed, stream: "licence-number/\(type)/\(holder)")
        return dice.digits(12)
    }

    private func face(_ type: String, _ facts: [String: JSON]) -> [String: JSON] {
        Dictionary(
            (catalogue.licenceTypes[type]?.elements ?? []).compactMap { name in facts[name].map { (name, $0) } },
            uniquingKeysWith: { first, _ in first })
    }
}
