import Identity
import Kernel

/// Makes households full of people until the city has as many as it should.
struct PeopleMaking {
    let today: LocalDate
    let regions: Regions
    var dice: Dice
    var codes: CodeMaking
    var persons: [DemoPerson] = []
    var households: [DemoHousehold] = []
    private let streets: [Regions.Region]

    init(seed: UInt64, regions: Regions, today: LocalDate, codes: CodeMaking) {
        self.today = today
        self.regions = regions
        self.codes = codes
        dice = Dice(seed: seed, stream: "people")
        streets = regions.all.filter { $0.level == .street }
    }

    /// When the city's people were entered: before anything that they applied for.
    var entered: Instant { Instant(today.adding(days: -800), secondOfDay: 9 * 3600) }

    mutating func fill(to count: Int) {
        while persons.count < count { makeHousehold(atMost: count - persons.count) }
    }

    // MARK: Households

    private enum Shape { case single, couple, family, elders, threeGenerations, newcomers }

    private mutating func makeHousehold(atMost room: Int) {
        let any = dice.weighted([(Shape.single, 18), (.couple, 14), (.family, 36), (.elders, 14), (.threeGenerations, 10), (.newcomers, 8)])
        let shape = room < 5 ? .single : any
        let lives = place()
        if shape == .newcomers {
            let origin = dice.pick(DemoWords.elsewhere)
            let far = DemoPlace(region: RegionCode(origin.code) ?? lives.region, address: origin.address + road())
            begin(at: far)
            add(isMale: dice.chance(520), age: dice.int(22...50), relation: "head", lives: lives)
            return
        }
        begin(at: lives)
        switch shape {
        case .single, .newcomers: add(isMale: dice.chance(500), age: dice.int(24...68), relation: "head", lives: lives)
        case .couple: addCouple(age: dice.int(26...58), lives: lives)
        case .elders: addCouple(age: dice.int(62...84), lives: lives)
        case .family, .threeGenerations:
            let age = dice.int(28...50)
            addCouple(age: age, lives: lives)
            let parents = [persons.count - 2, persons.count - 1]
            for _ in 0..<dice.weighted([(1, 7), (2, 3)]) { addChild(of: parents, lives: lives, parentsAge: age) }
            if shape == .threeGenerations {
                add(isMale: dice.chance(400), age: age + dice.int(24...32), relation: "parent", lives: lives)
            }
        }
    }

    /// Begins a household; those who are added next live in it.
    mutating func begin(at place: DemoPlace) {
        let serial = String(1_000_000 + households.count * 7 + 3)
        households.append(
            DemoHousehold(id: dice.id(at: entered), number: place.region.sixDigits + serial, place: place, members: []))
    }

    private mutating func addCouple(age: Int, lives: DemoPlace) {
        let married = today.adding(months: -12 * max(1, age - dice.int(23...26))).adding(days: -dice.int(1...300))
        add(isMale: true, age: age + dice.int(0...4), relation: "head", lives: lives)
        add(isMale: false, age: age, relation: "spouse", lives: lives)
        marry(persons.count - 2, persons.count - 1, on: min(married, today.adding(days: -30)))
    }

    private mutating func addChild(of parents: [Int], lives: DemoPlace, parentsAge: Int) {
        let age = dice.int(0...max(1, min(22, parentsAge - 25)))
        let child = add(
            isMale: dice.chance(510), age: age, relation: "child", lives: lives,
            surname: persons[parents[0]].person.name.prefix(1).description)
        persons[child].ethnicity = persons[parents[dice.int(0...1)]].ethnicity
        for parent in parents { persons[parent].children.append(child) }
    }

    mutating func marry(_ a: Int, _ b: Int, on date: LocalDate) {
        persons[a].spouse = b
        persons[b].spouse = a
        persons[a].marriedOn = date
        persons[b].marriedOn = date
    }

    // MARK: Persons

    /// Adds a person to the household that was begun last.
    @discardableResult
    mutating func add(
        isMale: Bool, age: Int, relation: String, lives: DemoPlace, surname: String? = nil, name: String? = nil, born: LocalDate? = nil,
        ethnicity: String? = nil
    ) -> Int {
        let birth = born ?? today.adding(months: -12 * age).adding(days: -dice.int(1...360))
        let district = RegionCode.shanghai.contains(lives.region) ? lives.region.sixDigits : "310101"
        let number = codes.identityNumber(born: birth, isMale: isMale, district: district, &dice)
        let index = persons.count
        let household = households.count - 1
        let person = Person(
            id: dice.id(at: entered), name: name ?? self.name(isMale: isMale, surname: surname), idNumber: number,
            mobile: birth.years(until: today) < 14 ? nil : codes.mobile(&dice), address: lives.address, region: lives.region,
            createdAt: entered)
        persons.append(
            DemoPerson(
                person: person,
                ethnicity: ethnicity ?? dice.weighted([("01", 955), ("03", 15), ("11", 12), ("15", 8), ("06", 5), ("08", 5)]),
                household: household, relation: relation, registered: households[household].place))
        households[household].members.append(index)
        return index
    }

    private mutating func name(isMale: Bool, surname: String?) -> String {
        let given = isMale ? DemoWords.maleNames : DemoWords.femaleNames
        let first = dice.pick(given)
        let second = dice.chance(750) ? dice.pick(given) : ""
        return (surname ?? dice.pick(DemoWords.surnames)) + first + (second == first ? "" : second)
    }

    // MARK: Places

    /// A home somewhere in the city; Xuhui, where the demo's officers work, has more than its share.
    mutating func place() -> DemoPlace {
        let xuhui = RegionCode("310104").map { regions.streets(of: $0) } ?? []
        let street = dice.pick(xuhui.isEmpty || dice.chance(650) ? streets : xuhui)
        return place(in: street.code)
    }

    mutating func place(in street: RegionCode) -> DemoPlace {
        DemoPlace(region: street, address: regions.address(of: street).zh + road())
    }

    private mutating func road() -> String {
        "\(dice.pick(DemoWords.roads)) \(dice.int(10...900)) 弄 \(dice.int(1...60)) 号 \(dice.int(1...18))0\(dice.int(1...6)) 室"
    }
}
