import Catalogue
import Cryptography
package import DataCentre
package import Identity
package import Kernel
package import Licences
package import Store

extension DemoCity {
    /// Moves everybody in, unless they have: people, households, businesses, offices, accounts, registers, licences.
    package func loadPeople(
        identity: Identity, licences: Licences, dataCentre: DataCentre, database: Database, surroundings: Surroundings,
        progress: @Sendable (Text, Double) -> Void = { _, _ in }
    ) async throws {
        let start = try await self.progress(.people, in: database)
        guard start.done < PeopleLoading.batchCount else { return }
        let city = population(start)
        let loading = PeopleLoading(
            city: city, identity: identity, dataCentre: dataCentre, licences: licences, catalogue: catalogue, now: surroundings.now())
        try await DemoBatch.run(loading.batches(), .people, from: start, in: database, progress: progress)
    }
}

/// The transactions that move people in.
private struct PeopleLoading: Sendable {
    let city: DemoPopulation
    let identity: Identity
    let dataCentre: DataCentre
    let licences: Licences
    let catalogue: Catalogue
    let now: Instant

    private static let pieces = 4
    /// One of persons and households, one of businesses, one of staff; the rest in pieces.
    static let batchCount = 3 + 3 * pieces

    func batches() -> [DemoBatch] {
        // One hash for all: a password that is printed on the sign-in page has nothing to hide.
        let password = Password.hash(Identity.demoPassword, cost: .light)
        let people = [
            DemoBatch(what: DemoCityText.people) { connection in
                try identity.insert(persons: city.persons.map(\.person), in: connection)
                try identity.insert(households: city.households.map(household), in: connection)
                for (guardian, child) in wards {
                    try dataCentre.agree(guardian: guardian.party, child: child.idNumber.rawValue, at: city.entered, in: connection)
                }
            },
            DemoBatch(what: DemoCityText.enterprises) { connection in
                try identity.insert(enterprises: city.enterprises.map(\.enterprise), agencies: city.agencies, in: connection)
            },
            DemoBatch(what: DemoCityText.officers) { connection in
                try identity.insert(staff: city.officers.map(\.staff), in: connection)
                for officer in city.officers {
                    try identity.insert(officer.account, passwordHash: password, at: city.entered, in: connection)
                }
                try dataCentre.openSharing(catalogue, at: city.entered, in: connection)
                try dataCentre.openLedger(catalogue, at: city.entered, in: connection)
            },
        ]
        let accounts = pieces(city.accounts.count).map { range in
            DemoBatch(what: DemoCityText.people) { connection in
                for account in city.accounts[range] {
                    try identity.insert(account, passwordHash: password, at: city.entered, in: connection)
                }
            }
        }
        let persons = zip(pieces(city.persons.count), pieces(city.enterprises.count))
        let registers = persons.map { people, businesses in
            DemoBatch(what: DemoCityText.registers) { connection in
                for index in people {
                    var registers = PersonRegisters(city, index)
                    try dataCentre.load(registers.records(), in: connection)
                }
                for index in businesses {
                    var registers = EnterpriseRegisters(city, index)
                    try dataCentre.load(registers.records(), in: connection)
                }
            }
        }
        let held = persons.map { people, businesses in
            DemoBatch(what: DemoCityText.licences) { connection in
                let demo = DemoLicences(city: city, catalogue: catalogue)
                let orders = people.flatMap(demo.orders(ofPerson:)) + businesses.flatMap(demo.orders(ofEnterprise:))
                for order in orders { try licences.issue(order, at: now, in: connection) }
            }
        }
        return people + accounts + registers + held
    }

    /// Each child under age with the head of their household, who has agreed to the use of their data.
    private var wards: [(guardian: Person, child: Person)] {
        city.households.flatMap { household -> [(guardian: Person, child: Person)] in
            let members = household.members.map { city.persons[$0] }
            guard let head = members.first(where: { $0.relation == "head" }) else { return [] }
            return members.filter { $0.relation == "child" }.map { (head.person, $0.person) }
        }
    }

    private func pieces(_ count: Int) -> [Range<Int>] {
        (0..<PeopleLoading.pieces).map { count * $0 / PeopleLoading.pieces..<count * ($0 + 1) / PeopleLoading.pieces }
    }

    private func household(_ value: DemoHousehold) -> Household {
        Household(
            id: value.id, number: value.number, region: value.place.region, address: value.place.address,
            members: value.members.map { Household.Member(person: city.persons[$0].person.id, relation: city.persons[$0].relation) })
    }
}
