import Catalogue
import Kernel
import Testing

/// Members of an enterprise for the roles that one of them has: offered by every register that names them, chosen by the applicant.
struct MemberTests {
    private let catalogue: Catalogue
    private let thing: Thing
    private static let own = [
        Holding(field: "enterprise.uscc", value: "11310000MB2F30661Y", source: .account, asOf: Fixture.today),
        Holding(field: "enterprise.regionCode", value: "310104", source: .resource(code: "sc-enterprises"), asOf: Fixture.today),
    ]

    init() throws {
        catalogue = try #require(ContentTests.loaded.catalogue)
        thing = try #require(catalogue.thing("freight-operation-permit"))
    }

    private func member(_ name: String, _ number: String, _ position: String) -> JSON {
        ["person.name": .string(name), "person.idNumber": .string(number), "person.position": .string(position)]
    }

    private static let registers = ["rs-staff", "sc-members"]
    private static let driver = "310104199001019913"

    private func lookups(_ holdings: Holdings, _ given: [String: JSON] = [:]) -> [Lookup] {
        Enquiry.plan(thing, in: catalogue, holdings: holdings, answers: ["vehiclesReady": true], given: given, today: Fixture.today)
    }

    /// What the two registers of people say, with one and the same person in both.
    private func asked(staff: [JSON], members: [JSON]) throws -> Holdings {
        var holdings = Holdings(fields: Self.own)
        for lookup in lookups(holdings) {
            switch lookup.register {
            case .resource("rs-staff"): holdings.add(["member": .array(staff)], to: lookup, for: thing, in: catalogue, asOf: Fixture.today)
            case .resource("sc-members"):
                holdings.add(["member": .array(members)], to: lookup, for: thing, in: catalogue, asOf: Fixture.today)
            default: holdings.addNothing(to: lookup)
            }
        }
        return holdings
    }

    private func checklist(_ holdings: Holdings, _ given: [String: JSON] = [:]) -> Checklist {
        Checklist.resolve(
            thing, in: catalogue, answers: ["vehiclesReady": true], given: given, holdings: holdings, today: Fixture.today)
    }

    @Test func `every register of people is asked once, where somebody of them has to be named`() throws {
        let first = lookups(Holdings(fields: Self.own)).map(\.id)
        for register in Self.registers { #expect(first.contains("resource:\(register)@enterprise")) }
        let holdings = try asked(staff: [], members: [])
        #expect(
            lookups(holdings).allSatisfy { !Self.registers.contains($0.id.dropFirst("resource:".count).prefix { $0 != "@" }.description) })
        let food = try #require(catalogue.thing("food-licence"))
        let others = Enquiry.plan(food, in: catalogue, holdings: Holdings(fields: Self.own), today: Fixture.today).map(\.id)
        #expect(others.allSatisfy { !$0.contains("sc-members") && !$0.contains("rs-staff") })
    }

    @Test func `nobody is filled in, even where there is one, and whoever two registers name is offered once`() throws {
        let holdings = try asked(staff: [member("林福根", Self.driver, "employee")], members: [member("林福根", Self.driver, "legal")])
        let checklist = checklist(holdings)
        #expect(checklist.field("driver.idNumber")?.isAsked == true && checklist.field("driver.name")?.value == nil)
        let choices = checklist.choices(among: holdings)
        #expect(choices.map(\.role.code) == ["driver"] && choices.first?.people.map(\.key) == [Self.driver])
    }

    @Test func `whoever is chosen is filled in from the register that names them, and their records may be asked`() throws {
        let number = try #require(ContentTests.number)
        let holdings = try asked(staff: [member("林福根", number, "employee"), member("王五", Self.driver, "employee")], members: [])
        let given: [String: JSON] = ["driver.idNumber": .string(number)]
        let chosen = checklist(holdings, given)
        #expect(chosen.field("driver.name")?.value == "林福根" && chosen.field("driver.name")?.source == .resource(code: "rs-staff"))
        #expect(chosen.sources["driver.idNumber"] == .resource(code: "rs-staff"))
        #expect(lookups(holdings, given).contains { $0.role == "driver" })
        #expect(chosen.choices(among: holdings).isEmpty)
    }

    @Test func `a number from an earlier application is offered, and opens nobody's records`() throws {
        let number = try #require(ContentTests.number)
        var holdings = try asked(staff: [], members: [])
        let source = Source.earlier(application: "A1")
        holdings.people = [
            RelatedPerson(
                role: "driver", key: number, name: "林福根",
                facts: [
                    Holding(field: "driver.idNumber", value: .string(number), source: source, asOf: Fixture.today),
                    Holding(field: "driver.name", value: "林福根", source: source, asOf: Fixture.today),
                ])
        ]
        #expect(checklist(holdings).choices(among: holdings).first?.people.map(\.name) == ["林福根"])
        let given: [String: JSON] = ["driver.idNumber": .string(number)]
        #expect(checklist(holdings, given).field("driver.name")?.source == source)
        #expect(lookups(holdings, given).allSatisfy { $0.role != "driver" })
    }

    @Test func `what an item needs of the registers of people follows from its form`() {
        let demands = catalogue.demands.filter { Self.registers.contains($0.resource) }
        #expect(Set(demands.map(\.item)) == ["freight-operation-permit", "freight-driver-qualification"])
        #expect(demands.allSatisfy { $0.elements == ["person.idNumber", "person.name", "person.position"] })
    }
}

extension ContentTests {
    /// A number with its right check digit.
    fileprivate static let number = ResidentIdentityNumber.checkDigit("31010419930512992").map { "31010419930512992\($0)" }
}
