import Catalogue
import Identity
import Kernel

/// Fills in what nobody but the applicant knows, as a sensible person would on that day.
struct HandFilling {
    let city: DemoPopulation
    let applicant: DemoApplicant
    let date: LocalDate
    let newHome: DemoPlace
    let other: DemoPerson
    let worker: DemoPerson
    /// Somebody who may drive lorries for a living, and a business in bankruptcy; nil where the city has none.
    private let driver: DemoPerson?
    private let debtor: DemoEnterprise?
    /// By what the last part of the field's name means.
    private let special: [String: JSON]

    init(_ registers: DemoRegisters, _ applicant: DemoApplicant, on date: LocalDate, _ dice: inout Dice) {
        let city = registers.city
        (self.city, self.applicant, self.date) = (city, applicant, date)
        newHome = city.enterprises[dice.int(0...city.enterprises.count - 1)].place
        let isMale = city.persons[applicant.person].isMale
        var other = city.persons[applicant.person]
        for _ in 0..<200 where other.isMale == isMale || other.age(on: city.today) < 23 || other.spouse != nil {
            other = city.persons[dice.int(0...city.persons.count - 1)]
        }
        self.other = other
        let staff = applicant.enterprise.map { city.enterprises[$0].staff } ?? []
        worker = staff.isEmpty ? other : city.persons[dice.pick(staff)]
        driver = registers.drivers.isEmpty ? nil : city.persons[dice.pick(registers.drivers)]
        debtor = registers.bankrupt.isEmpty ? nil : city.enterprises[dice.pick(registers.bankrupt)]
        special = HandFilling.special(applicant, other, newHome, on: date, &dice)
    }

    func value(_ field: String, _ element: DataElement, _ choices: [Choice]) -> JSON {
        let role = field.prefix { $0 != "." }
        let own: JSON? =
            switch role {
            case "worker": ofWorker(element.leaf)
            case "child": ofChild(element.leaf)
            case "driver": ofDriver(element.leaf)
            case "debtor": ofDebtor(element.leaf)
            default: nil
            }
        return own ?? special[element.leaf] ?? usual(element, choices)
    }

    private func ofDriver(_ leaf: String) -> JSON? {
        switch leaf {
        case "idNumber": driver.map { .string($0.number) }
        case "name": driver.map { .string($0.person.name) }
        default: nil
        }
    }

    private func ofDebtor(_ leaf: String) -> JSON? {
        switch leaf {
        case "uscc": debtor.map { .string($0.code) }
        case "name": debtor.map { .string($0.enterprise.name) }
        default: nil
        }
    }

    private func ofWorker(_ leaf: String) -> JSON? {
        switch leaf {
        case "idNumber": .string(worker.number)
        case "name": .string(worker.person.name)
        case "mobile": .string(worker.person.mobile ?? applicant.mobile)
        default: nil
        }
    }

    /// The applicant's youngest.
    var child: DemoPerson? { city.persons[applicant.person].children.map { city.persons[$0] }.max { $0.birth < $1.birth } }

    private func ofChild(_ leaf: String) -> JSON? {
        switch leaf {
        case "idNumber": child.map { .string($0.number) }
        case "name": child.map { .string($0.person.name) }
        case "ethnicity": child.map { .string($0.ethnicity) }
        default: nil
        }
    }

    private func day(_ days: Int) -> JSON { .string(date.adding(days: days).description) }

    private static func special(
        _ applicant: DemoApplicant, _ other: DemoPerson, _ newHome: DemoPlace, on date: LocalDate, _ dice: inout Dice
    ) -> [String: JSON] {
        func day(_ days: Int) -> JSON { .string(date.adding(days: days).description) }
        let brand = dice.pick(DemoWords.brands) + dice.pick(DemoWords.brands)
        let name = other.person.name
        let cost = dice.int(300...9000)
        let isSmall = applicant.enterprise == nil
        return [
            "deliveryAddress": .string(applicant.lives.address), "contactMobile": .string(applicant.mobile),
            "mobile": .string(applicant.mobile),
            "newHouseholdAddress": .string(newHome.address), "newRegionCode": .string(newHome.region.rawValue),
            "newAddress": .string(newHome.address), "newName": .string("上海\(brand)有限公司"), "newScope": "企业管理咨询；会议及展览服务。",
            "newCapital": 2_000_000, "newRepresentativeName": .string(name), "newRepresentativeIdNumber": .string(other.number),
            "partnerName": .string(name), "partnerIdNumber": .string(other.number),
            "appointmentRegion": .string(applicant.lives.region.sixDigits),
            "appointmentDate": day(dice.int(5...40)), "expectedBirth": day(dice.int(60...200)), "childOrder": 1,
            "treatmentFrom": day(-dice.int(20...50)), "treatmentTo": day(-dice.int(2...18)), "treatmentHospital": "示例第一人民医院",
            "medicalCost": .int(cost), "contributionBase": .int(dice.int(80...300) * 100), "employmentStart": day(-dice.int(1...20)),
            "withdrawalMonthly": .int(dice.int(10...17) * 100), "monthlyRent": 4200, "retirementDate": day(12), "schoolWish": false,
            "kitchenArea": 18,
            "coldRoomArea": 6, "seats": .int(dice.int(8...60)), "foodSafetyOfficer": .string(name), "exits": 2, "sewageTonnesDaily": 2,
            "greaseTrap": true, "wasteKilogramsDaily": .int(dice.int(10...90)), "wasteCollector": "示例环境服务有限公司",
            "tradeName": .string(brand), "signWidthCentimetres": 320, "signHeightCentimetres": 90, "reportFrom": day(-360),
            "type": isSmall ? "individual" : "limited", "status": "active", "scope": "餐饮服务；食品销售。", "capital": 100_000,
            "industry": "H6210", "area": 42, "use": "commercial", "owner": "示例置业有限公司", "leaseUntil": day(700),
            "address": .string(newHome.address), "regionCode": .string(newHome.region.rawValue), "code": .string("FW\(dice.digits(12))"),
            "layoutChange": "烹调间不动，隔出备餐间的一半做凉菜专间。", "newKitchenArea": 24, "newColdRoomArea": 8, "siteManager": .string(name),
            "plannedVehicles": 3, "plannedGrossMassKilograms": 18_000, "plannedFrom": day(40), "roadDepthCentimetres": 120,
            "detour": "小满路转谷雨路", "emergencyDetour": "小满路转谷雨路", "treesTo": "本区苗圃", "greenKeeper": "示例园林养护有限公司",
            "newHouseholdNumber": .string(newHome.region.sixDigits + dice.digits(7)),
        ].merging(["name": .string("上海\(brand)餐饮店")]) { own, _ in own }
    }

    private func usual(_ element: DataElement, _ choices: [Choice]) -> JSON {
        switch element.type {
        case .boolean: true
        case .choice: .string(choices.first?.code ?? "")
        case .choices: .array(choices.prefix(2).map { .string($0.code) })
        case .date: element.minimum == "today" ? day(10) : day(-10)
        case .integer, .decimal: .int(max(1, Int(element.minimum ?? "1") ?? 1))
        case .money: 1000
        case .text:
            switch element.format {
            case .residentID: .string(other.number)
            case .personName: .string(other.person.name)
            case .address: .string(newHome.address)
            case .region: .string(newHome.region.rawValue)
            default: "示例"
            }
        }
    }
}

extension DemoPerson {
    var birth: LocalDate { person.idNumber.birthDate }
}

extension DemoEnterprise {
    var place: DemoPlace { DemoPlace(region: enterprise.region, address: enterprise.address) }
}
