import Catalogue
import DataCentre
import Identity
import Kernel
import Licences
import Testing
import Web

@testable import DemoCity

struct DemoPopulationTests {
    private let city: DemoPopulation
    private let catalogue: Catalogue

    init() throws {
        city = try DemoFixture.city.get()
        catalogue = try DemoFixture.catalogue()
    }

    @Test func `the city has its two thousand people and three hundred businesses`() {
        #expect(city.persons.count == 2000)
        #expect(city.enterprises.count == 300)
        #expect(city.accounts.count == 2000)
        #expect(city.households.flatMap(\.members).sorted() == Array(0..<2000))
    }

    @Test func `the same seed makes the same city and another seed another`() throws {
        let again = try DemoFixture.population().get()
        #expect(again.persons.map(\.person) == city.persons.map(\.person))
        #expect(again.enterprises.map(\.enterprise) == city.enterprises.map(\.enterprise))
        #expect(again.officers.map(\.account) == city.officers.map(\.account))
        #expect(DemoFixture.records(again) == DemoFixture.records(city))
        let other = try DemoFixture.population(seed: 7).get()
        #expect(other.persons.map(\.number) != city.persons.map(\.number))
    }

    @Test func `every code is valid and belongs to one`() throws {
        let numbers = city.persons.map(\.number)
        #expect(Set(numbers).count == numbers.count)
        for number in numbers { #expect(throws: Never.self) { _ = try ResidentIdentityNumber.parse(number, today: city.today) } }
        #expect(Set(city.enterprises.map(\.code)).count == city.enterprises.count)
        for enterprise in city.enterprises {
            let code = try #require(UnifiedSocialCreditCode(enterprise.code))
            #expect(code.warning == nil)
        }
        let mobiles = city.persons.compactMap(\.person.mobile)
        #expect(Set(mobiles).count == mobiles.count)
        #expect(mobiles.allSatisfy { MobileNumber($0) != nil && $0.hasPrefix("154") })
    }

    @Test func `nobody’s number can be a living person’s`() {
        let abolished = Regions.abolished
        for person in city.persons {
            let parts = person.person.idNumber.parts
            #expect(parts.sequence.hasPrefix("99") && parts.sequence != "990")
            let candidates = abolished.filter { $0.year <= parts.birthDate.year }.map(\.code.rawValue)
            #expect(candidates.isEmpty || candidates.contains(parts.addressCode))
        }
    }

    @Test func `every register record holds what its resource declares, in values that its elements accept`() throws {
        var kinds: Set<String> = []
        for record in DemoFixture.records(city) {
            let resource = try #require(catalogue.resources[record.resource], "\(record.resource)")
            kinds.insert(resource.code)
            for member in record.content.members ?? [] {
                if let given = resource.gives[member.name] {
                    for object in member.value.array ?? [member.value] {
                        for part in object.members ?? [] {
                            #expect(given.contains(part.name), "\(record.resource) gives \(part.name)")
                            #expect(mistake(part.name, part.value) == nil, "\(record.resource) \(part.name) \(part.value.text)")
                        }
                    }
                } else {
                    #expect(resource.elements.contains(member.name), "\(record.resource) has \(member.name)")
                    #expect(mistake(member.name, member.value) == nil, "\(record.resource) \(member.name) \(member.value.text)")
                }
            }
        }
        #expect(kinds == Set(catalogue.resources.values.filter { $0.sharing != .none }.map(\.code)))
    }

    private func mistake(_ element: String, _ value: JSON) -> String? {
        guard let element = catalogue.elements[element] else { return "no element \(element)" }
        return element.mistake(in: value, choices: catalogue.choices(of: element), today: city.today)?.en
    }

    @Test func `licences bear faces that say what the registers say`() throws {
        let licences = DemoLicences(city: city, catalogue: catalogue)
        let orders =
            city.persons.indices.flatMap(licences.orders(ofPerson:)) + city.enterprises.indices.flatMap(licences.orders(ofEnterprise:))
        for order in orders {
            let type = try #require(catalogue.licenceTypes[order.type])
            #expect(type.issuer == order.issuer)
            #expect(order.issuedOn <= city.today)
            #expect(order.face.keys.allSatisfy(type.elements.contains), "\(order.type)")
            #expect(
                type.elements.allSatisfy { order.face[$0] != nil }, "\(order.type) lacks \(type.elements.filter { order.face[$0] == nil })")
            for (name, value) in order.face { #expect(mistake(name, value) == nil, "\(order.type) \(name)") }
        }
        #expect(Set(orders.map(\.type)).count >= 9)
    }

    @Test func `spouses, parents and households agree with each other`() {
        for (index, person) in city.persons.enumerated() {
            if let spouse = person.spouse {
                #expect(city.persons[spouse].spouse == index)
                #expect(city.persons[spouse].marriedOn == person.marriedOn)
            }
            #expect(city.households[person.household].members.contains(index))
            if case .employed(let enterprise) = person.work { #expect(city.enterprises[enterprise].staff.contains(index)) }
        }
    }

    @Test func `every office has somebody for each step, and whoever accepts never decides`() {
        for department in catalogue.departments.keys {
            for region in ["310000", "310101", "310104", "310104003", "310115", "310151"].compactMap({ RegionCode($0) }) {
                func holders(_ role: Role) -> Set<ID> {
                    Set(city.officers.filter { $0.holds(role, department: department, region: region) }.map(\.account.id))
                }
                for role in [Role.window, .reviewer, .approver, .licensor] { #expect(!holders(role).isEmpty, "\(department) \(region)") }
                #expect(holders(.window).isDisjoint(with: holders(.approver)), "\(department) \(region)")
            }
        }
        let logins = city.officers.map(\.account.login) + city.accounts.map(\.login)
        #expect(Set(logins).count == logins.count)
        #expect(Set(city.officers.map(\.staff.number)).count == city.officers.count)
    }

    @Test func `everybody on the sign-in page has an account`() {
        let names = Dictionary(
            city.officers.map { ($0.account.login, $0.name) } + zip(city.accounts, city.persons).map { ($0.login, $1.person.name) },
            uniquingKeysWith: { first, _ in first })
        for login in DemoCity.logins { #expect(names[login.login] == login.name) }
    }
}
