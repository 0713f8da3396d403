import DataCentre
import Identity
import Kernel

/// What the data resources hold of a person, by `catalogue/resources.yaml`.
struct PersonRegisters {
    let city: DemoPopulation
    let index: Int
    private var dice: Dice
    private let person: DemoPerson
    private let age: Int

    init(_ city: DemoPopulation, _ index: Int) {
        (self.city, self.index) = (city, index)
        person = city.persons[index]
        age = person.age(on: city.today)
        dice = Dice(seed: city.seed, stream: "registers/\(index)")
    }

    /// Resource by resource; a named person's own entries stand in place of those that chance would write.
    mutating func contents() -> [(resource: String, content: [String: JSON])] {
        var all: [String: [String: JSON]] = ["ga-population": population, "ga-household": household]
        all["ga-children"] = children
        all["yb-insured"] = insured()
        if age >= 16 { all["rs-social-card"] = card() }
        if let baby, !person.isMale { addBirth(of: baby, &all) }
        if age >= 18 { addAdult(&all) }
        if let died = person.diedOn {
            all["wj-deaths"] = ["person.deathDate": day(died), "person.deathCertificateNumber": .string("SW310104\(dice.digits(8))")]
        }
        var rare = RareRegisters(city, stream: "rare/\(index)")
        let drivingClass = (person.overrides["ga-driving"] ?? all["ga-driving"])?["person.drivingClass"]?.string
        all.merge(rare.records(of: person, aged: age, drivingClass: drivingClass)) { own, _ in own }
        addLater(&all)
        if (7...21).contains(age), case .none = person.work { addSchool(&all) }
        all.merge(person.overrides) { _, own in own }
        return all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    mutating func records() -> [RegisterRecord] {
        contents().map {
            RegisterRecord(resource: $0.resource, key: person.number, content: JSON(sorting: $0.content), updatedOn: updatedOn)
        }
    }

    private var updatedOn: LocalDate { city.today.adding(days: -1 - index % 40) }

    private func day(_ date: LocalDate) -> JSON { .string(date.description) }

    // MARK: Police

    private var population: [String: JSON] {
        var content: [String: JSON] = [
            "person.name": .string(person.person.name), "person.idNumber": .string(person.number), "person.sex": .string(person.sexCode),
            "person.birthDate": day(person.person.idNumber.birthDate), "person.ethnicity": .string(person.ethnicity),
            "person.regionCode": .string(person.registered.region.rawValue), "person.householdAddress": .string(person.registered.address),
            "person.residenceAddress": .string(person.lives.address), "person.residenceRegionCode": .string(person.lives.region.rawValue),
        ]
        content["person.mobile"] = person.person.mobile.map(JSON.string)
        // Where things are sent unless somebody says otherwise.
        content["person.deliveryAddress"] = .string(person.lives.address)
        return content
    }

    private var household: [String: JSON] {
        let household = city.households[person.household]
        let head = household.members.first.map { city.persons[$0].person.name } ?? person.person.name
        let relations = ["head": "户主", "spouse": "配偶", "child": "子女", "parent": "父母"]
        return [
            "person.householdNumber": .string(household.number), "person.householdHead": .string(head),
            "person.householdRelation": .string(relations[person.relation] ?? "其他"),
        ]
    }

    private var children: [String: JSON]? {
        let young = person.children.map { city.persons[$0] }.filter { $0.age(on: city.today) < 18 }
        let records = young.map { child in
            JSON(sorting: [
                "person.idNumber": .string(child.number), "person.name": .string(child.person.name), "person.sex": .string(child.sexCode),
                "person.birthDate": day(child.person.idNumber.birthDate), "person.ethnicity": .string(child.ethnicity),
                "person.regionCode": .string(child.registered.region.rawValue),
                "person.householdAddress": .string(child.registered.address),
            ])
        }
        return records.isEmpty ? nil : ["child": records.count == 1 ? records[0] : .array(records)]
    }

    // MARK: What most have as well

    /// Drawn from a stream of its own, so that nobody's other records change with it.
    private func addLater(_ all: inout [String: [String: JSON]]) {
        var dice = Dice(seed: city.seed, stream: "later/\(index)")
        if case .retired = person.work, person.diedOn == nil, dice.chance(920) {
            all["rs-pensions"] = ["person.monthlyPension": .int(dice.int(32...88) * 100)]
        }
        // The insurance keeps the last employer of those who have none now.
        if age >= 22, !isEmployed, dice.chance(930) {
            all["rs-insurance"]?["person.employerName"] = .string(dice.pick(city.enterprises).enterprise.name)
        }
        // Whoever heads a household and owns no home rents one, and nearly all leases are filed.
        if age >= 18, ["head", "spouse"].contains(person.relation), all["zr-homes"]?["person.homesOwned"] == 0, all["fg-leases"] == nil,
            dice.chance(850)
        {
            all["fg-leases"] = PersonRegisters.lease(of: person.lives, on: city.today, &dice)
        }
        if age < 18, all["yb-insured"]?["person.medicalInsured"] == true, dice.chance(940) {
            all["yb-residents"] = ["person.residentInsuranceYear": .int(city.today.year)]
        }
        if let baby, !person.isMale, city.today.days(since: baby.person.idNumber.birthDate) > 30, dice.chance(920) {
            all["wj-birth-certificates"] = ["person.birthCertificateNumber": .string("沪示出\(dice.digits(9))")]
        }
        if drivesLorries { addLorries(&all, &dice) }
    }

    /// Whoever is young and does not work goes to school or studies.
    private func addSchool(_ all: inout [String: [String: JSON]]) {
        var dice = Dice(seed: city.seed, stream: "school/\(index)")
        guard person.diedOn == nil, dice.chance(960) else { return }
        all["jy-students"] = [
            "person.studentNumber": .string("G31\(dice.digits(12))"),
            "person.schoolName": .string(age < 12 ? "示例小学" : age < 18 ? "示例中学" : "示例大学"),
        ]
    }

    private var drivesLorries: Bool {
        if case .employed(let firm) = person.work, city.drivers(of: city.enterprises[firm]).contains(index) { return true }
        return city.enterprises.contains { $0.owner == index && city.drivers(of: $0).contains(index) }
    }

    /// Who drives for a freight firm has a licence for lorries, and the qualification.
    private func addLorries(_ all: inout [String: [String: JSON]], _ dice: inout Dice) {
        var licence = all["ga-driving"] ?? PersonRegisters.driving(on: city.today, &dice)
        licence["person.drivingClass"] = .string(dice.weighted([("B2", 7), ("A2", 3)]))
        all["ga-driving"] = licence
        if all["jt-drivers"] == nil {
            all["jt-drivers"] = ["person.driverQualificationNumber": .string("31\(dice.digits(16))"), "person.freightTrained": true]
        }
    }

    // MARK: Births

    private var baby: DemoPerson? {
        person.children.map { city.persons[$0] }.filter { city.today.days(since: $0.person.idNumber.birthDate) < 366 }
            .max { $0.person.idNumber.birthDate < $1.person.idNumber.birthDate }
    }

    private mutating func addBirth(of baby: DemoPerson, _ all: inout [String: [String: JSON]]) {
        let born = baby.person.idNumber.birthDate
        all["wj-births"] = [
            "person.birthRecordNumber": .string("FM\(born.description.filter(\.isNumber))\(dice.digits(4))"),
            "person.deliveryMode": .string(dice.weighted([("natural", 6), ("caesarean", 4)])),
            "child": JSON(sorting: [
                "person.sex": .string(baby.sexCode), "person.birthDate": day(born),
                "person.birthTime": .string("\(dice.int(10...23)):\(dice.int(10...59))"),
                "person.birthHospital": .string(dice.pick(DemoWords.hospitals)),
                "person.birthRegionCode": .string(person.lives.region.rawValue), "person.birthWeightGrams": .int(dice.int(2500...4100)),
                "person.birthLengthCentimetres": .int(dice.int(47...53)), "person.gestationWeeks": .int(dice.int(37...41)),
                "person.birthHealth": "good", "person.plurality": "single", "person.childOrder": .int(person.children.count),
            ]),
        ]
        all["wj-fertility"] = ["person.fertilityNumber": .string("SY\(born.year)310104\(dice.digits(6))")]
    }

    private static func driving(on today: LocalDate, _ dice: inout Dice) -> [String: JSON] {
        [
            "person.drivingLicenceNumber": .string("3101\(dice.digits(8))"),
            "person.drivingClass": .string(dice.weighted([("C1", 80), ("C2", 15), ("B2", 5)])),
            "person.drivingExpiry": .string(today.adding(days: dice.int(10...2000)).description),
            "person.unpaidViolations": .int(dice.weighted([(0, 90), (1, 8), (2, 2)])),
        ]
    }

    // MARK: Insurance

    private var isEmployed: Bool { if case .employed = person.work { true } else { false } }

    private mutating func insured() -> [String: JSON] {
        [
            "person.medicalInsured": .bool(isEmployed || dice.chance(960)),
            "person.medicalInsuranceNumber": .string("YB3101\(dice.digits(10))"), "person.maternityInsured": .bool(isEmployed),
            "person.maternityPaidMonths": .int(isEmployed ? dice.int(3...160) : 0), "person.medicalLevyReady": true,
        ]
    }

    private mutating func card() -> [String: JSON] {
        var codes = CodeMaking()
        return [
            "person.socialCardNumber": .string("A\(dice.digits(8))"), "person.bankName": .string(DemoWords.bank),
            "person.bankAccount": .string(codes.bankCard(&dice)),
        ]
    }

    private mutating func insurance() -> [String: JSON] {
        let worked = max(0, min(age - 22, person.isMale ? 38 : 33)) * 12
        var content: [String: JSON] = [
            "person.employed": .bool(isEmployed), "person.pensionMonths": .int(max(0, worked - dice.int(0...30))),
            "person.pensionableFrom": day(Pension.begins(born: person.person.idNumber.birthDate, isMale: person.isMale)),
            "person.unemploymentMonths": .int(max(0, min(worked, 240) - dice.int(0...12))), "person.contributionFloor": 7460,
            "person.contributionCeiling": 37302,
        ]
        switch person.work {
        case .employed(let enterprise): content["person.employerName"] = .string(city.enterprises[enterprise].enterprise.name)
        case .outOfWork(let leftOn):
            content["person.leftEmploymentOn"] = day(leftOn)
            content["person.leavingReason"] = .string(dice.weighted([("agreed", 4), ("expired", 3), ("dismissed", 2), ("closed", 1)]))
        case .none, .retired: break
        }
        return content
    }

    private mutating func housingFund() -> [String: JSON] {
        [
            "person.housingFundAccount": .string("8200\(dice.digits(8))"),
            "person.housingFundStatus": .string(isEmployed ? "open" : "sealed"),
            "person.housingFundBalance": .int(dice.int(8_000...420_000)),
            "person.housingFundMonths": .int(isEmployed ? dice.int(4...180) : 0),
            "person.rentCap": 4000,
        ]
    }

    // MARK: The others

    private mutating func addAdult(_ all: inout [String: [String: JSON]]) {
        all["mz-marriage"] = marriage()
        all["mz-assistance"] = ["person.lowIncome": .bool(dice.chance(25))]
        all["rs-insurance"] = insurance()
        if isEmployed || dice.chance(200) { all["gjj-accounts"] = housingFund() }
        all["sc-food-bans"] = ["person.foodBan": false]
        let owns = age >= 28 && dice.chance(620)
        all["zr-homes"] = [
            "person.homesOwned": owns ? 1 : 0, "person.homeAddress": owns ? .string(person.lives.address) : nil,
            "person.homeRegionCode": owns ? .string(person.lives.region.rawValue) : nil,
        ].compactMapValues(\.self)
        if !owns, dice.chance(400) { all["fg-leases"] = PersonRegisters.lease(of: person.lives, on: city.today, &dice) }
        if person.isNewcomer { all["ga-residence"] = ["person.residenceSince": day(city.today.adding(days: -dice.int(90...1500)))] }
        if (20...69).contains(age), dice.chance(380) {
            all["ga-driving"] = PersonRegisters.driving(on: city.today, &dice)
            if dice.chance(300) {
                all["wj-driver-medicals"] = [
                    "person.driverMedicalOn": day(city.today.adding(days: -dice.int(2...170))),
                    "person.driverMedicalPassed": .bool(dice.chance(970)),
                ]
            }
        }
        if dice.chance(30) {
            all["cl-disability"] = [
                "person.disabilityCategory": .string(String(dice.int(1...7))), "person.disabilityLevel": .int(dice.int(1...4)),
                "person.disabilityCertificateNumber": .string(person.number + String(dice.int(11...74))),
            ]
        }
    }

    private static func lease(of home: DemoPlace, on today: LocalDate, _ dice: inout Dice) -> [String: JSON] {
        [
            "person.leaseNumber": .string("ZL\(home.region.sixDigits)\(dice.digits(9))"), "person.leaseAddress": .string(home.address),
            "person.monthlyRent": .int(dice.int(18...90) * 100),
            "person.leaseEnd": .string(today.adding(days: dice.int(60...700)).description),
        ]
    }

    private mutating func marriage() -> [String: JSON] {
        guard let spouse = person.spouse.map({ city.persons[$0] }), let date = person.marriedOn else { return ["person.married": false] }
        // Both read the same number on their certificates.
        let serial = String(100_000 + (min(index, person.spouse ?? index) * 37) % 900_000)
        return [
            "person.married": true, "person.marriageDate": day(date),
            "person.marriageCertificateNumber": .string("J310104-\(date.year)-\(serial)"), "person.spouseName": .string(spouse.person.name),
            "person.spouseIdNumber": .string(spouse.number),
        ]
    }
}

/// When somebody may retire, since the ages rise step by step from 2025 on (国务院关于渐进式延迟法定退休年龄的办法).
enum Pension {
    static func begins(born: LocalDate, isMale: Bool) -> LocalDate {
        // Men from 60 to 63 by one month every four; women here from 50 to 55 by one every two.
        let (years, step, most) = isMale ? (60, 4, 36) : (50, 2, 60)
        let before = born.adding(months: years * 12)
        guard before.year >= 2025 else { return before }
        let months = (before.year - 2025) * 12 + before.month - 1
        return before.adding(months: min(most, months / step + 1))
    }
}

extension JSON {
    /// An object of these members, in the order of their names.
    init(sorting members: [String: JSON]) { self = .object(members.sorted { $0.key < $1.key }.map { Member($0.key, $0.value) }) }
}
