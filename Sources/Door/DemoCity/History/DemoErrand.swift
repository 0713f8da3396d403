import Kernel

/// Something that people or businesses of the city come for, with how often, and what was true of them then.
struct DemoErrand: Sendable {
    enum Who: Sendable {
        case person(@Sendable (DemoPerson, DemoPopulation) -> Bool)
        case enterprise(@Sendable (DemoEnterprise) -> Bool)
    }

    let thing: String
    let weight: Int
    let who: Who
    /// Answers that are always these; the others fall as they may.
    var answers: [String: JSON] = [:]
    /// Registers that whoever comes must be in.
    var needs: [String] = []
    /// Facts as they were on that day, by leaf: registers tell them of today.
    var then: @Sendable (LocalDate) -> [String: JSON] = { _ in [:] }

    private static func day(_ date: LocalDate) -> JSON { .string(date.description) }

    /// 小孩出生: once for each child that was born within the year, and so not by weight.
    static let newborn = DemoErrand(thing: "newborn", weight: 0, who: .person { person, city in person.hasBaby(in: city) })

    static let ofPersons: [DemoErrand] = [
        DemoErrand(thing: "medical-reimbursement", weight: 190, who: .person { person, city in person.age(on: city.today) >= 20 }),
        DemoErrand(
            thing: "housing-fund-rent", weight: 120, who: .person { person, city in person.isWorking && person.age(on: city.today) >= 22 },
            needs: ["gjj-accounts"]
        ) { _ in ["homesOwned": 0, "housingFundStatus": "open", "housingFundMonths": 14] },
        DemoErrand(thing: "id-card-reissue", weight: 130, who: .person { person, city in person.age(on: city.today) >= 18 }),
        DemoErrand(thing: "residence-permit", weight: 60, who: .person { person, _ in person.isNewcomer }) {
            ["residenceSince": day($0.adding(months: -9))]
        },
        DemoErrand(
            thing: "hukou-move", weight: 40, who: .person { person, city in !person.isNewcomer && person.age(on: city.today) >= 18 }),
        DemoErrand(
            thing: "driving-licence-renewal", weight: 70, who: .person { person, city in (20...69).contains(person.age(on: city.today)) },
            needs: ["ga-driving", "wj-driver-medicals"]
        ) {
            [
                "drivingExpiry": day($0.adding(days: 45)), "driverMedicalOn": day($0.adding(days: -16)), "driverMedicalPassed": true,
            ]
        },
        DemoErrand(thing: "retirement", weight: 25, who: .person { person, city in (54...63).contains(person.age(on: city.today)) }) {
            ["pensionableFrom": day($0.adding(days: 8)), "pensionMonths": 286]
        },
        DemoErrand(thing: "flexible-employment", weight: 45, who: .person { person, city in person.isSeeking(in: city) }) { _ in
            ["employed": false]
        },
        DemoErrand(thing: "unemployment-benefit", weight: 35, who: .person { person, city in person.isSeeking(in: city) }) {
            ["employed": false, "leftEmploymentOn": day($0.adding(days: -21)), "leavingReason": "agreed", "unemploymentMonths": 64]
        },
        DemoErrand(
            thing: "fertility-registration", weight: 35,
            who: .person { person, city in !person.isMale && person.spouse != nil && (22...43).contains(person.age(on: city.today)) }),
        DemoErrand(
            thing: "marriage-appointment", weight: 30,
            who: .person { person, city in person.spouse == nil && (24...45).contains(person.age(on: city.today)) }),
        DemoErrand(
            thing: "senior-allowance", weight: 40, who: .person { person, city in !person.isNewcomer && person.age(on: city.today) >= 67 }),
        DemoErrand(
            thing: "disability-subsidies", weight: 12, who: .person { person, city in person.age(on: city.today) >= 20 },
            needs: ["cl-disability"]
        ) { _ in ["lowIncome": true, "disabilityLevel": 2] },
        DemoErrand(
            thing: "disability-certificate-application", weight: 14,
            who: .person { person, city in !person.isNewcomer && person.age(on: city.today) >= 40 }),
        DemoErrand(
            thing: "disability-services", weight: 4, who: .person { person, city in person.age(on: city.today) >= 20 },
            needs: ["cl-disability"]
        ) { _ in ["lowIncome": true, "disabilityLevel": 2] },
        DemoErrand(
            thing: "retiring", weight: 8, who: .person { person, city in (54...63).contains(person.age(on: city.today)) },
            needs: ["gjj-accounts"]
        ) {
            ["pensionableFrom": day($0.adding(days: 8)), "pensionMonths": 301, "housingFundStatus": "open"]
        },
        DemoErrand(thing: "school-entry", weight: 8, who: .person { person, city in person.hasOneChild(aged: 6...7, in: city) }),
        DemoErrand(thing: "school-enrolment", weight: 30, who: .person { person, city in person.hasOneChild(aged: 6...12, in: city) }),
        DemoErrand(
            thing: "individual-business", weight: 20, who: .person { person, city in (22...60).contains(person.age(on: city.today)) }),
        DemoErrand(
            thing: "business-registration", weight: 20, who: .person { person, city in (22...60).contains(person.age(on: city.today)) }),
        DemoErrand(
            thing: "small-catering-filing", weight: 10, who: .person { person, city in (22...60).contains(person.age(on: city.today)) }),
    ]

    static let ofEnterprises: [DemoErrand] = [
        DemoErrand(thing: "employee-enrolment", weight: 130, who: .enterprise { !$0.staff.isEmpty }),
        DemoErrand(thing: "credit-report", weight: 60, who: .enterprise { _ in true }),
        DemoErrand(thing: "restaurant", weight: 14, who: .enterprise(\.trade.isCatering)) {
            ["foodLicenceUntil": day($0.adding(months: 20))]
        },
        DemoErrand(thing: "enterprise-change", weight: 22, who: .enterprise { _ in true }),
        DemoErrand(thing: "food-licence", weight: 20, who: .enterprise(\.trade.isCatering)),
        DemoErrand(thing: "food-licence-renewal", weight: 18, who: .enterprise { $0.foodLicenceUntil != nil }, answers: ["unchanged": true])
        {
            ["foodLicenceUntil": day($0.adding(days: 60))]
        },
        DemoErrand(thing: "food-licence-change", weight: 12, who: .enterprise { $0.foodLicenceUntil != nil }) {
            ["foodLicenceUntil": day($0.adding(months: 20))]
        },
        DemoErrand(thing: "sign-filing", weight: 16, who: .enterprise { _ in true }),
        DemoErrand(thing: "food-waste-declaration", weight: 14, who: .enterprise(\.trade.isCatering)),
        DemoErrand(thing: "drainage-permit", weight: 8, who: .enterprise(\.trade.isCatering)),
        DemoErrand(thing: "fire-check", weight: 6, who: .enterprise { $0.area >= 300 }),
        DemoErrand(thing: "tobacco-licence", weight: 6, who: .enterprise(\.trade.isCatering), needs: ["yc-outlets"]),
        DemoErrand(thing: "social-insurance-change", weight: 10, who: .enterprise { _ in true }),
        DemoErrand(thing: "utility-connection", weight: 4, who: .enterprise { _ in true }, needs: ["zj-projects"]),
        DemoErrand(thing: "transport-company", weight: 3, who: .enterprise { _ in true }, needs: ["ga-vehicles"]),
        DemoErrand(thing: "listing-check", weight: 2, who: .enterprise { $0.type == "limited" }),
        DemoErrand(thing: "credit-repair", weight: 2, who: .enterprise { _ in true }, needs: ["fg-penalties"]) {
            ["penaltyDoneOn": day($0.adding(days: -130)), "publicFrom": day($0.adding(days: -123))]
        },
        DemoErrand(thing: "bankruptcy-check", weight: 1, who: .enterprise { _ in true }, needs: ["fy-administrators"]),
    ]
}

extension DemoPerson {
    var isWorking: Bool { if case .employed = work { true } else { false } }

    func isSeeking(in city: DemoPopulation) -> Bool {
        if case .outOfWork = work { true } else { !isWorking && (22...54).contains(age(on: city.today)) }
    }

    /// Gave birth to a child within the last eleven months, long enough ago to have declared it.
    func hasBaby(in city: DemoPopulation) -> Bool {
        guard !isMale, spouse != nil, let youngest = children.map({ city.persons[$0].birth }).max() else { return false }
        return (25...330).contains(city.today.days(since: youngest))
    }

    func hasOneChild(aged range: ClosedRange<Int>, in city: DemoPopulation) -> Bool {
        let young = children.map { city.persons[$0].age(on: city.today) }.filter { $0 < 18 }
        return young.count == 1 && range.contains(young[0])
    }
}
