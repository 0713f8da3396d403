import Identity
import Kernel

/// Makes the city's businesses, gives them owners and staff.
struct EnterpriseMaking {
    let today: LocalDate
    var dice: Dice
    var city: PeopleMaking
    var enterprises: [DemoEnterprise] = []
    var agencies: [Agency] = []
    private var names: Set<String> = []

    init(seed: UInt64, city: PeopleMaking) {
        today = city.today
        self.city = city
        dice = Dice(seed: seed, stream: "enterprises")
    }

    private var entered: Instant { city.entered }

    /// The two that the demo's log-ins act for.
    mutating func addNamed(_ named: NamedPeople, street: RegionCode) {
        guard let lin = named["lin"], let zhou = named["zhou"], let he = named["he"] else { return }
        let shop = add(
            name: "上海小满餐饮店有限公司", brand: "小满", trade: DemoTrade.all[0].0, type: "limited", owner: lin, at: city.place(in: street),
            established: today.adding(days: -40), capital: Money(fen: 30_000_000), area: 86)
        enterprises[shop].overrides = [
            "wj-health-certificates": ["enterprise.foodWorkers": 4, "enterprise.validHealthCertificates": 4],
            "sj-sewers": ["enterprise.publicSewer": true],
            "xf-buildings": ["enterprise.fireAcceptance": "沪消验备〔2019〕第 0412 号", "enterprise.fireRating": 2],
            "yc-outlets": ["enterprise.tobaccoDistanceMetres": 180, "enterprise.nearSchool": false],
        ]
        agencies.append(
            Agency(enterprise: enterprises[shop].enterprise.id, person: zhou, in: city, power: .accountant, from: today.adding(days: -38)))
        employ(zhou, at: shop)
        employ(lin, at: shop)
        let studio = add(
            name: "上海启程文化创意有限公司", brand: "启程", trade: DemoTrade.all[8].0, type: "limited", owner: he, at: city.place(in: street),
            established: today.adding(months: -50), capital: Money(fen: 100_000_000), area: 210)
        employ(he, at: studio)
        for login in ["gu", "shen"] { if let index = named[login] { employ(index, at: studio) } }
    }

    mutating func fill(to count: Int) {
        let owners = city.persons.indices.filter {
            (25...62).contains(city.persons[$0].age(on: today)) && city.persons[$0].overrides.isEmpty
        }
        while enterprises.count < count { addOne(owners) }
    }

    private mutating func addOne(_ owners: [Int]) {
        let trade = dice.weighted(DemoTrade.all)
        let type = dice.weighted([("limited", 62), ("individual", trade.isCatering ? 50 : 22), ("partnership", 6)])
        let place = city.place()
        let brand = dice.pick(DemoWords.brands) + (dice.chance(400) ? dice.pick(DemoWords.brands) : "")
        let name = name(brand, trade, type, in: place.region)
        guard names.insert(name).inserted else { return }
        let established = today.adding(months: -dice.int(3...180)).adding(days: -dice.int(0...27))
        let capital = type == "individual" ? dice.int(1...20) : dice.pick([10, 30, 50, 100, 200, 500, 1000])
        let owner = dice.pick(owners)
        let index = add(
            name: name, brand: brand, trade: trade, type: type, owner: owner, at: place, established: established,
            capital: Money(fen: Int64(capital) * 1_000_000), area: trade.isCatering ? dice.int(25...420) : dice.int(30...900))
        if trade.isCatering {
            enterprises[index].foodLicenceNumber = "JY2310\(dice.digits(10))"
            enterprises[index].foodLicenceUntil = today.adding(days: dice.int(20...1700))
        }
        if dice.chance(300) {
            let agent = dice.pick(owners)
            if agent != owner {
                agencies.append(
                    Agency(
                        enterprise: enterprises[index].enterprise.id, person: agent, in: city,
                        power: dice.chance(500) ? .agent : .accountant,
                        from: established))
            }
        }
    }

    private func name(_ brand: String, _ trade: DemoTrade, _ type: String, in region: RegionCode) -> String {
        let district = city.regions.path(to: region).first { $0.level == .district }?.name.zh ?? "上海"
        return switch type {
        case "individual": "上海市\(district)\(brand)\(trade.word)店"
        case "partnership": "上海\(brand)\(trade.word)中心（有限合伙）"
        default: "上海\(brand)\(trade.word)有限公司"
        }
    }

    private mutating func add(
        name: String, brand: String, trade: DemoTrade, type: String, owner: Int, at place: DemoPlace, established: LocalDate,
        capital: Money, area: Int
    ) -> Int {
        names.insert(name)
        let code = city.codes.creditCode(kind: type == "individual" ? "92" : "91", district: place.region.sixDigits, &dice)
        let kinds = ["limited": "company", "individual": "individual-business", "partnership": "partnership"]
        let enterprise = Enterprise(
            id: dice.id(at: entered), code: code, name: name, kind: kinds[type] ?? "company",
            legalRepresentative: city.persons[owner].person.id, region: place.region, address: place.address, industry: trade.industry,
            established: established, capital: capital, status: "active")
        enterprises.append(DemoEnterprise(enterprise: enterprise, trade: trade, brand: brand, type: type, owner: owner, area: area))
        agencies.append(Agency(enterprise: enterprise.id, person: owner, in: city, power: .legal, from: established))
        return enterprises.count - 1
    }

    // MARK: Work

    private mutating func employ(_ person: Int, at enterprise: Int) {
        city.persons[person].work = .employed(enterprise: enterprise)
        enterprises[enterprise].staff.append(person)
    }

    /// Gives work to most of those of working age; the older ones have retired.
    mutating func giveWork() {
        for index in city.persons.indices where city.persons[index].work == .none {
            let person = city.persons[index]
            let age = person.age(on: today)
            if age >= (person.isMale ? 61 : 56) {
                city.persons[index].work = .retired
            } else if age >= 22, dice.chance(820) {
                employ(index, at: dice.int(0...enterprises.count - 1))
            } else if age >= 22, dice.chance(400) {
                city.persons[index].work = .outOfWork(leftOn: today.adding(days: -dice.int(20...300)))
            }
        }
    }
}

extension Agency {
    fileprivate init(enterprise: ID, person: Int, in city: PeopleMaking, power: Power, from: LocalDate) {
        self.init(enterprise: enterprise, person: city.persons[person].person.id, power: power, validFrom: from)
    }
}
