import Catalogue
import Identity
import Kernel

// The catalogue has a type of this name too.
import struct Identity.Agency

/// Everybody and everything of the demo city, made from the seed: pure, the same every time.
struct DemoPopulation: Sendable {
    static let personCount = 2000
    static let enterpriseCount = 300

    let seed: UInt64
    /// The day on which the city was made; ages and dates are told from here.
    let today: LocalDate
    let entered: Instant
    let named: NamedPeople
    let persons: [DemoPerson]
    let households: [DemoHousehold]
    let enterprises: [DemoEnterprise]
    let agencies: [Agency]
    let officers: [DemoOfficer]
    /// Of persons, in their order.
    let accounts: [Account]

    init(seed: UInt64, catalogue: Catalogue, regions: Regions, today: LocalDate) {
        self.seed = seed
        self.today = today
        var city = PeopleMaking(seed: seed, regions: regions, today: today, codes: CodeMaking())
        var named = NamedPeople()
        let district = RegionCode("310104") ?? .shanghai
        let streets = regions.streets(of: district).map(\.code)
        let (first, second) = (streets.first ?? district, streets.dropFirst(5).first ?? district)
        named.addParents(&city, street: first, fathersStreet: second)
        named.addShopkeepers(&city, street: first)
        named.addEntrepreneur(&city, street: second)
        named.addWidow(&city, street: first)
        named.addNewcomer(&city, street: first)
        named.addOfficials(&city, street: second)
        city.fill(to: DemoPopulation.personCount)
        var economy = EnterpriseMaking(seed: seed, city: city)
        economy.addNamed(named, street: first)
        economy.fill(to: DemoPopulation.enterpriseCount)
        economy.giveWork()
        var offices = OfficerMaking(seed: seed, catalogue: catalogue, regions: regions, entered: city.entered)
        offices.addNamed(named, economy.city.persons, district: district)
        offices.addOffices()
        self.named = named
        entered = city.entered
        persons = economy.city.persons
        households = economy.city.households
        enterprises = economy.enterprises
        agencies = economy.agencies
        officers = offices.officers
        let logins = Dictionary(uniqueKeysWithValues: named.logins.map { ($0.value, $0.key) })
        var dice = Dice(seed: seed, stream: "accounts")
        accounts = economy.city.persons.enumerated().map { index, person in
            Account(id: dice.id(at: city.entered), login: logins[index] ?? "p\(index)", owner: .person(person.person.id), level: 4)
        }
    }

    func person(_ login: String) -> DemoPerson? { named[login].map { persons[$0] } }
}
