import DataCentre
import Identity
import Kernel

/// What the data resources hold of a business.
struct EnterpriseRegisters {
    let city: DemoPopulation
    let index: Int
    private var dice: Dice
    private let value: DemoEnterprise
    private let owner: DemoPerson

    init(_ city: DemoPopulation, _ index: Int) {
        (self.city, self.index) = (city, index)
        value = city.enterprises[index]
        owner = city.persons[value.owner]
        dice = Dice(seed: city.seed, stream: "businesses/\(index)")
    }

    mutating func contents() -> [(resource: String, content: [String: JSON])] {
        var all: [String: [String: JSON]] = ["sc-enterprises": registration, "zr-premises": ["premises": premises()]]
        all["ga-seals"] = ["enterprise.sealNumber": .string("3101\(dice.digits(9))")]
        all["rs-employers"] = [
            "enterprise.socialInsuranceNumber": .string("SB\(dice.digits(8))"), "enterprise.insuredStaff": .int(value.staff.count),
            "enterprise.insuranceArrears": .bool(dice.chance(15)),
        ]
        all["gjj-employers"] = [
            "enterprise.housingFundNumber": .string("88\(dice.digits(7))"), "enterprise.housingFundStaff": .int(value.staff.count),
        ]
        all["xf-buildings"] = [
            "enterprise.fireAcceptance": .string("沪消验备〔\(dice.int(2008...2024))〕第 \(dice.digits(4)) 号"),
            "enterprise.fireRating": .int(dice.weighted([(1, 3), (2, 6), (3, 1)])),
        ]
        all["sj-sewers"] = ["enterprise.publicSewer": .bool(dice.chance(970))]
        all["sw-taxpayers"] = [
            "enterprise.taxArrears": .bool(dice.chance(15)), "enterprise.invoicesOpen": .int(dice.weighted([(0, 9), (2, 1)])),
        ]
        all["fg-credit"] = ["enterprise.blacklisted": false, "enterprise.creditRecords": .int(dice.weighted([(0, 95), (1, 5)]))]
        var codes = CodeMaking()
        all["bank-accounts"] = [
            "enterprise.accountBank": .string(DemoWords.bank), "enterprise.accountNumber": .string(codes.bankCard(&dice)),
        ]
        all["sc-penalties"] = [
            "enterprise.foodRevocations": 0, "enterprise.openPenalties": .int(index > 1 && dice.chance(20) ? 1 : 0),
            "enterprise.abnormalListed": .bool(index > 1 && dice.chance(20)),
        ]
        all["sc-members"] = ["member": .array(members)]
        all["rs-staff"] = ["member": .array(value.staff.map { member($0, "employee") })]
        if value.trade.isCatering { addCatering(&all) }
        var rare = RareRegisters(city, stream: "rare-businesses/\(index)")
        all.merge(rare.records(of: value, isNamed: index < 2)) { own, _ in own }
        addLater(&all)
        addPlaces(&all)
        all.merge(value.overrides) { _, own in own }
        return all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    mutating func records() -> [RegisterRecord] {
        contents().map {
            RegisterRecord(
                resource: $0.resource, key: value.code, content: JSON(sorting: $0.content),
                updatedOn: city.today.adding(days: -1 - index % 30))
        }
    }

    private mutating func addCatering(_ all: inout [String: [String: JSON]]) {
        let workers = dice.int(2...22)
        all["wj-health-certificates"] = [
            "enterprise.foodWorkers": .int(workers), "enterprise.validHealthCertificates": .int(dice.chance(930) ? workers : workers - 1),
        ]
        all["yc-outlets"] = [
            "enterprise.tobaccoDistanceMetres": .int(dice.int(20...900)), "enterprise.nearSchool": .bool(dice.chance(120)),
        ]
        if let until = value.foodLicenceUntil {
            all["sc-food-licences"] = [
                "enterprise.foodLicenceNumber": .string(value.foodLicenceNumber), "enterprise.foodLicenceProjects": value.foodProjects,
                "enterprise.foodLicenceUntil": .string(until.description),
            ]
        }
    }

    /// What most of those concerned have as well, drawn from a stream of its own. A shop that is about to open has none of it.
    private func addLater(_ all: inout [String: [String: JSON]]) {
        var dice = Dice(seed: city.seed, stream: "later-businesses/\(index)")
        if dice.chance(900) {
            all["xf-buildings"]?["enterprise.exits"] = .int(value.area < 200 ? dice.weighted([(1, 1), (2, 8), (3, 1)]) : dice.int(2...4))
        }
        if city.today.days(since: value.enterprise.established) > 90, dice.chance(900) {
            // Nine tenths of the water used count as drained: this many tenths of a tonne for each tonne of it.
            let tenths = 9 * (1 + value.area * dice.int(1...3) / 100)
            all["water-accounts"]?["enterprise.sewageTonnesDaily"] = .number("\(tenths / 10).\(tenths % 10)")
        }
        if value.foodLicenceUntil != nil, dice.chance(900) {
            let officer = dice.pick(value.staff + [value.owner])
            all["sc-food-officers"] = ["enterprise.foodSafetyOfficer": .string(city.persons[officer].person.name)]
        }
        if value.foodLicenceUntil != nil, dice.chance(880) {
            all["lh-waste-contracts"] = [
                "enterprise.wasteCollector": .string(dice.pick(["示例环境服务有限公司", "示例再生资源有限公司"])),
                "enterprise.wasteKilogramsDaily": .int(5 + value.area * dice.int(10...30) / 100),
            ]
        }
        let drivers = city.drivers(of: value).map { person in
            JSON(sorting: [
                "person.idNumber": .string(city.persons[person].number), "person.name": .string(city.persons[person].person.name),
            ])
        }
        if !drivers.isEmpty { all["jt-company-drivers"] = ["driver": drivers.count == 1 ? drivers[0] : .array(drivers)] }
        let debtors = city.debtors(of: index).map { debtor in
            JSON(sorting: [
                "enterprise.uscc": .string(city.enterprises[debtor].code),
                "enterprise.name": .string(city.enterprises[debtor].enterprise.name),
            ])
        }
        if !debtors.isEmpty { all["fy-administrators"] = ["debtor": debtors.count == 1 ? debtors[0] : .array(debtors)] }
    }

    /// What is known of the place itself, from a stream of its own: how an eating place was fitted out, and where a shop front has room for
    /// a sign. The shop that is about to open was fitted out for less than has to be filed.
    private func addPlaces(_ all: inout [String: [String: JSON]]) {
        var dice = Dice(seed: city.seed, stream: "places/\(index)")
        if value.trade.isCatering, index > 1, dice.chance(940) {
            let kitchen = max(6, value.area * dice.int(22...34) / 100)
            all["zj-interiors"] = [
                "enterprise.interiorDrawingNumber": .string("沪示装图〔\(value.enterprise.established.year)〕第 \(dice.digits(5)) 号"),
                "enterprise.kitchenArea": .int(kitchen), "enterprise.seats": .int(max(4, (value.area - kitchen) / 2)),
                "enterprise.greaseTrap": .bool(dice.chance(970)),
            ]
            // Whoever has the room has a room for cold dishes.
            if value.area > 60 { all["zj-interiors"]?["enterprise.coldRoomArea"] = .int(max(4, kitchen / 4)) }
        }
        if value.trade.isCatering || ["F", "O"].contains(value.trade.industry.prefix(1)), index == 0 || dice.chance(940) {
            all["lh-sign-fronts"] = [
                "enterprise.signWidthCentimetres": .int(dice.int(10...30) * 20),
                "enterprise.signHeightCentimetres": .int(dice.int(6...12) * 10),
            ]
        }
        if all["zj-projects"] != nil, dice.chance(940) {
            let serial = dice.digits(5)
            all["jt-highway-reviews"] = [
                "enterprise.highwayDesignNumber": .string("沪示涉路设〔\(city.today.year)〕\(serial)"),
                "enterprise.highwayAssessmentNumber": .string("沪示涉路评〔\(city.today.year)〕\(serial)"),
            ]
        }
    }

    /// 市场主体登记管理条例第九条: who is filed with the registration. The first of the staff keeps the books.
    private var members: [JSON] {
        let finance = value.staff.first { $0 != value.owner }.map { member($0, "finance") }
        return [member(value.owner, "legal")] + [finance].compactMap(\.self)
    }

    private func member(_ person: Int, _ position: String) -> JSON {
        [
            "person.idNumber": .string(city.persons[person].number), "person.name": .string(city.persons[person].person.name),
            "person.position": .string(position),
        ]
    }

    /// Most small businesses have one investor, who runs them; from a stream of its own.
    private var isOwnedByOne: Bool {
        if value.type == "partnership" { return false }
        var dice = Dice(seed: city.seed, stream: "investors/\(index)")
        return index < 2 || dice.chance(860)
    }

    private var registration: [String: JSON] {
        let enterprise = value.enterprise
        return [
            // 市场主体登记管理条例第九条: the contact of an enterprise is filed with its registration.
            "enterprise.contactMobile": .string(owner.person.mobile ?? ""), "enterprise.uscc": .string(value.code),
            "enterprise.name": .string(enterprise.name), "enterprise.tradeName": .string(value.brand),
            "enterprise.type": .string(value.type), "enterprise.status": "active",
            "enterprise.legalRepresentativeName": .string(owner.person.name),
            "enterprise.legalRepresentativeIdNumber": .string(owner.number), "enterprise.address": .string(enterprise.address),
            "enterprise.regionCode": .string(enterprise.region.rawValue), "enterprise.scope": .string(value.trade.scope),
            "enterprise.capital": .int(enterprise.capital.fen / 100), "enterprise.industry": .string(enterprise.industry),
            "enterprise.establishedOn": .string(enterprise.established.description),
            "enterprise.ownedByRepresentative": .bool(isOwnedByOne),
        ]
    }

    private mutating func premises() -> JSON {
        [
            "premises.code": .string("\(value.enterprise.region)\(dice.digits(12))"), "premises.address": .string(value.enterprise.address),
            "premises.regionCode": .string(value.enterprise.region.rawValue), "premises.area": .int(value.area),
            "premises.use": .string(
                value.trade.industry.hasPrefix("C") ? "industrial" : index < 2 || dice.chance(700) ? "commercial" : "office"),
            "premises.owner": .string(dice.pick(DemoWords.brands) + "置业有限公司"),
            "premises.leaseUntil": .string(city.today.adding(days: dice.int(200...1600)).description),
        ]
    }
}

extension DemoEnterprise {
    var foodProjects: JSON { area > 200 ? ["hot", "cold", "alcohol"] : trade.word == "咖啡" ? ["pastry", "drink"] : ["hot"] }
}

extension DemoPopulation {
    /// Who drives the lorries of a freight firm: of its staff those who came last, since the first keeps the books. Where there is nobody, the
    /// owner drives.
    func drivers(of firm: DemoEnterprise) -> [Int] {
        guard firm.trade.industry.hasPrefix("G58") else { return [] }
        func isAble(_ person: Int) -> Bool { (22...59).contains(persons[person].age(on: today)) }
        let able = firm.staff.filter { $0 != firm.owner && isAble($0) }
        if able.isEmpty { return isAble(firm.owner) ? [firm.owner] : [] }
        return Array(able.suffix(able.count > 5 ? 2 : 1))
    }

    /// The bankrupt businesses of which a court has made this one the administrator; that is given to the city's consultancies.
    func debtors(of administrator: Int) -> [Int] {
        func isConsultancy(_ index: Int) -> Bool { index > 1 && enterprises[index].trade.industry.hasPrefix("L72") }
        guard isConsultancy(administrator) else { return [] }
        let consultancies = enterprises.indices.filter(isConsultancy)
        return enterprises.indices.filter { debtor in
            var dice = Dice(seed: seed, stream: "administrators/\(debtor)")
            // Nobody administers itself, and the two that log-ins act for are not bankrupt.
            guard debtor > 1, dice.pick(consultancies.filter { $0 != debtor }) == administrator else { return false }
            var rare = RareRegisters(self, stream: "rare-businesses/\(debtor)")
            return rare.records(of: enterprises[debtor], isNamed: false)["fy-bankruptcy"] != nil
        }
    }
}
