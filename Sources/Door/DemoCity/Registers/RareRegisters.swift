import Identity
import Kernel

/// Registers that few appear in: drivers and lorries, building works, penalties, bankruptcies, vaccinations; and what hospitals and
/// utilities give under agreements. Drawn from streams of their own, so that nobody's other records change with them.
struct RareRegisters {
    private var dice: Dice
    /// What is shared under agreements.
    private var agreed: Dice
    /// What more of them have.
    private var more: Dice
    private let today: LocalDate

    init(_ city: DemoPopulation, stream: String) {
        dice = Dice(seed: city.seed, stream: stream)
        agreed = Dice(seed: city.seed, stream: stream + "-agreed")
        more = Dice(seed: city.seed, stream: stream + "-more")
        today = city.today
    }

    private func day(_ date: LocalDate) -> JSON { .string(date.description) }

    // MARK: People

    /// - Parameter drivingClass: of the licence that the person holds; nil without one.
    mutating func records(of person: DemoPerson, aged age: Int, drivingClass: String?) -> [String: [String: JSON]] {
        var all: [String: [String: JSON]] = [:]
        if age < 7 { all["wj-vaccinations"] = ["person.vaccinationsComplete": .bool(dice.chance(960))] }
        if (7..<18).contains(age), more.chance(930) { all["wj-vaccinations"] = ["person.vaccinationsComplete": .bool(more.chance(970))] }
        if let drivingClass, dice.chance(drivingClass == "B2" ? 900 : 40) {
            all["jt-drivers"] = [
                "person.driverQualificationNumber": .string("31\(dice.digits(16))"), "person.freightTrained": .bool(dice.chance(900)),
            ]
        }
        // The certificate was given to parents of one child until 2015.
        if person.children.count == 1, (46...75).contains(age) {
            all["wj-one-child"] = ["person.oneChildCertificateNumber": .string("沪独示\(dice.digits(8))")]
        }
        if age >= 1, person.diedOn == nil, agreed.chance(850) { all["hospital-stays"] = treatment() }
        return all
    }

    /// The last treatment that somebody paid for in cash: a visit of one day, or a stay.
    private mutating func treatment() -> [String: JSON] {
        let from = today.adding(days: -agreed.int(20...150))
        let isStay = agreed.chance(350)
        let days = isStay ? agreed.int(2...12) : 0
        var content: [String: JSON] = [
            "person.treatmentHospital": .string(agreed.pick(["示例第一人民医院", "示例中心医院"])), "person.treatmentFrom": day(from),
            "person.treatmentTo": day(from.adding(days: days)), "person.medicalCost": .int(agreed.int(300...9000)),
            "person.medicalReceiptNumber": .string("沪示医票\(agreed.digits(10))"),
        ]
        if isStay { content["person.dischargeDiagnosis"] = .string(agreed.pick(["肺炎", "急性阑尾炎", "胆囊结石", "桡骨骨折"])) }
        return content
    }

    // MARK: Businesses

    mutating func records(of value: DemoEnterprise, isNamed: Bool) -> [String: [String: JSON]] {
        var all: [String: [String: JSON]] = [
            "sw-credit": ["enterprise.taxCreditGrade": .string(dice.weighted([("A", 20), ("B", 45), ("M", 28), ("C", 5), ("D", 2)]))]
        ]
        if dice.chance(90) { all["hg-declarants"] = ["enterprise.customsCode": .string("31\(dice.digits(8))")] }
        if value.trade.industry.hasPrefix("G58") { addFreight(&all) }
        if value.trade.industry.hasPrefix("C"), dice.chance(450) { all["zj-projects"] = ["works": works(value, dice.digits(8))] }
        // Makers and hauliers are those who build.
        if all["zj-projects"] == nil, ["C", "G"].contains(value.trade.industry.prefix(1)), more.chance(850) {
            all["zj-projects"] = ["works": works(value, more.digits(8))]
        }
        if !isNamed { addTrouble(&all) }
        addAccounts(of: value, isNamed: isNamed, &all)
        return all
    }

    /// Water and power everywhere; gas where there is cooking or making.
    private mutating func addAccounts(of value: DemoEnterprise, isNamed: Bool, _ all: inout [String: [String: JSON]]) {
        all["water-accounts"] = ["enterprise.waterCustomerNumber": .string("沪示水\(agreed.digits(9))")]
        all["power-accounts"] = [
            "enterprise.powerCustomerNumber": .string("沪示电\(agreed.digits(9))"),
            "enterprise.powerAddress": .string(value.enterprise.address), "enterprise.powerInUse": .bool(agreed.chance(970)),
        ]
        guard value.trade.isCatering || value.trade.industry.hasPrefix("C") else { return }
        let passed = agreed.chance(970)
        all["gas-accounts"] = [
            "enterprise.gasCustomerNumber": .string("沪示气\(agreed.digits(9))"),
            "enterprise.gasCheckedOn": day(today.adding(days: -agreed.int(10...330))),
            "enterprise.gasCheckPassed": .bool(isNamed || passed),
        ]
    }

    private mutating func addFreight(_ all: inout [String: [String: JSON]]) {
        let kinds: [(String, ClosedRange<Int>)] = [("medium", 5...12), ("heavy", 16...31), ("tractor", 25...49)]
        let vehicles = (0..<dice.int(1...3)).map { _ -> JSON in
            let (kind, tonnes) = dice.pick(kinds)
            // Neither a plate nor a vehicle number of this form is ever given out.
            return JSON(sorting: [
                "vehicle.plate": .string("沪示\(dice.digits(5))"), "vehicle.vin": .string("YIWANGDEMO\(dice.digits(7))"),
                "vehicle.kind": .string(kind), "vehicle.grossMassKilograms": .int(dice.int(tonnes) * 1000),
                "vehicle.inspectedUntil": day(today.adding(days: dice.int(20...360))),
            ])
        }
        all["ga-vehicles"] = ["vehicle": vehicles.count == 1 ? vehicles[0] : .array(vehicles)]
        if more.chance(900) { all["jt-positioning"] = ["enterprise.positionedVehicles": .int(vehicles.count)] }
        if dice.chance(700) { all["jt-freight"] = ["enterprise.freightPermitNumber": .string("3101\(dice.digits(8))")] }
    }

    private func works(_ value: DemoEnterprise, _ serial: String) -> JSON {
        let what = value.trade.industry.hasPrefix("G") ? "仓库扩建工程" : "厂房扩建工程"
        return JSON(sorting: [
            "works.name": .string("\(value.enterprise.name)\(what)".suffix(80).description),
            "works.planningPermitNumber": .string("沪示规建（\(today.year - 1)）FA3101\(serial)"),
        ])
    }

    private mutating func addTrouble(_ all: inout [String: [String: JSON]]) {
        if dice.chance(40) {
            let on = today.adding(days: -dice.int(120...700))
            let done = on.adding(days: dice.int(5...30))
            all["fg-penalties"] = [
                "enterprise.penaltyDecisionNumber": .string("沪示监罚〔\(on.year)〕\(dice.digits(6))号"), "enterprise.penaltyOn": day(on),
                "enterprise.penaltyDoneOn": day(done), "enterprise.publicFrom": day(on.adding(days: 7)),
            ]
        }
        if dice.chance(15) {
            let on = today.adding(days: -dice.int(20...300))
            all["fy-bankruptcy"] = [
                "enterprise.bankruptcyCaseNumber": .string("（\(on.year)）沪示破\(dice.int(1...90))号"),
                "enterprise.bankruptcyAcceptedOn": day(on),
            ]
        }
    }
}
