import Identity
import Kernel

/// A place: an office's region and an address in it.
struct DemoPlace: Sendable, Hashable {
    var region: RegionCode
    var address: String
}

/// A made-up person with what the registers will say of them.
struct DemoPerson: Sendable {
    enum Work: Sendable, Hashable {
        case none
        case employed(enterprise: Int)
        case outOfWork(leftOn: LocalDate)
        case retired
    }

    /// As the platform knows them: name, number, where they live.
    var person: Person
    /// GB/T 3304: `01` is Han.
    var ethnicity: String
    var household: Int
    /// To the head: `head`, `spouse`, `child`, `parent`.
    var relation: String
    /// Where the household is registered; for newcomers somewhere else in the country.
    var registered: DemoPlace
    var spouse: Int?
    var marriedOn: LocalDate?
    var children: [Int] = []
    var work = Work.none
    var diedOn: LocalDate?
    /// What a register says in place of what chance would have it say.
    var overrides: [String: [String: JSON]] = [:]

    var number: String { person.idNumber.rawValue }
    var isMale: Bool { person.idNumber.sex == .male }
    /// As the registers write it (GB/T 2261.1).
    var sexCode: String { isMale ? "1" : "2" }
    var lives: DemoPlace { DemoPlace(region: person.region, address: person.address) }
    /// Not registered in this city.
    var isNewcomer: Bool { !RegionCode.shanghai.contains(registered.region) }

    func age(on date: LocalDate) -> Int { person.idNumber.age(on: date) }
}

/// A household as the police keep it.
struct DemoHousehold: Sendable {
    var id: ID
    var number: String
    var place: DemoPlace
    var members: [Int]
}
