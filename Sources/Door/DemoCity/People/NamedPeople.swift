import Identity
import Kernel

/// The people of the demo city who have a name on the sign-in page, by login.
struct NamedPeople: Sendable {
    /// Where each stands among the persons.
    var indices: [String: Int] = [:]

    subscript(_ login: String) -> Int? { indices[login] }

    /// Those who sign in as themselves; officials are here as neighbours, and sign in as staff.
    var logins: [String: Int] { indices.filter { !NamedPeople.officials.keys.contains($0.key) } }

    /// Whether it is one of the businesses that the log-ins act for.
    func owns(_ enterprise: DemoEnterprise) -> Bool { ["lin", "he"].contains { indices[$0] == enterprise.owner } }

    private static let officials = ["wu": ("吴桂芳", false), "qian": ("钱明", true), "chen": ("陈静", false)]

    /// Officials are citizens too: what they apply for themselves, others decide.
    mutating func addOfficials(_ city: inout PeopleMaking, street: RegionCode) {
        for (login, (name, isMale)) in NamedPeople.officials.sorted(by: { $0.key < $1.key }) {
            indices[login] = single(&city, name, isMale: isMale, born: LocalDate(year: 1986, month: 6, day: 12 + name.count), street)
        }
    }

    /// 小孩出生: the child was born a week ago, the parents are of different groups and in different households.
    mutating func addParents(_ city: inout PeopleMaking, street: RegionCode, fathersStreet: RegionCode) {
        let (today, mothersPlace) = (city.today, city.place(in: street))
        city.begin(at: mothersPlace)
        let mother = city.add(
            isMale: false, age: 0, relation: "head", lives: mothersPlace, name: "顾晓岚", born: LocalDate(year: 2000, month: 3, day: 8),
            ethnicity: "01")
        let fathersPlace = city.place(in: fathersStreet)
        city.begin(at: fathersPlace)
        let father = city.add(
            isMale: true, age: 0, relation: "head", lives: mothersPlace, name: "沈一舟", born: LocalDate(year: 1999, month: 10, day: 21),
            ethnicity: "03")
        city.marry(mother, father, on: today.adding(months: -20))
        let born = today.adding(days: -7)
        city.persons[mother].overrides = [
            "wj-births": [
                "person.birthRecordNumber": .string("FM\(born.description.filter(\.isNumber))0316"), "person.deliveryMode": "natural",
                "child": [
                    "person.sex": "2", "person.birthDate": .string(born.description), "person.birthTime": "05:42",
                    "person.birthHospital": .string(DemoWords.hospitals[2]), "person.birthRegionCode": .string(street.rawValue),
                    "person.birthWeightGrams": 3280, "person.birthLengthCentimetres": 50, "person.gestationWeeks": 39,
                    "person.birthHealth": "good", "person.plurality": "single", "person.childOrder": 1,
                ],
            ],
            "wj-fertility": ["person.fertilityNumber": .string("SY\(today.adding(months: -6).year)310104000816")],
            "yb-insured": [
                "person.medicalInsured": true, "person.medicalInsuranceNumber": "YB31010400001683", "person.maternityInsured": true,
                "person.maternityPaidMonths": 38, "person.medicalLevyReady": true,
            ],
        ]
        (indices["gu"], indices["shen"]) = (mother, father)
    }

    /// Those of the eating place: its owner and the one who keeps its books.
    mutating func addShopkeepers(_ city: inout PeopleMaking, street: RegionCode) {
        indices["lin"] = single(&city, "林福根", isMale: true, born: LocalDate(year: 1979, month: 5, day: 21), street)
        let zhou = single(&city, "周敏之", isMale: false, born: LocalDate(year: 1991, month: 11, day: 2), street)
        let home = city.persons[zhou].lives
        city.persons[zhou].overrides = [
            "zr-homes": ["person.homesOwned": 0],
            "fg-leases": [
                "person.leaseNumber": "ZL310104202600731", "person.leaseAddress": .string(home.address), "person.monthlyRent": 4600,
                "person.leaseEnd": .string(city.today.adding(months: 14).description),
            ],
        ]
        indices["zhou"] = zhou
    }

    /// 企业变更; his driving licence runs out soon as well.
    mutating func addEntrepreneur(_ city: inout PeopleMaking, street: RegionCode) {
        let he = single(&city, "何启明", isMale: true, born: LocalDate(year: 1983, month: 8, day: 15), street)
        city.persons[he].overrides = [
            "ga-driving": [
                "person.drivingLicenceNumber": "310100458201", "person.drivingClass": "C1",
                "person.drivingExpiry": .string(city.today.adding(days: 54).description), "person.unpaidViolations": 0,
            ],
            "wj-driver-medicals": [
                "person.driverMedicalOn": .string(city.today.adding(days: -12).description), "person.driverMedicalPassed": true,
            ],
        ]
        indices["he"] = he
    }

    /// An old lady, widowed last month: 敬老卡, 户口注销.
    mutating func addWidow(_ city: inout PeopleMaking, street: RegionCode) {
        let home = city.place(in: street)
        city.begin(at: home)
        let husband = city.add(
            isMale: true, age: 0, relation: "head", lives: home, name: "曹德安", born: LocalDate(year: 1949, month: 2, day: 11),
            ethnicity: "01")
        let widow = city.add(
            isMale: false, age: 0, relation: "spouse", lives: home, name: "王秀珍", born: LocalDate(year: 1953, month: 9, day: 30),
            ethnicity: "01")
        city.marry(husband, widow, on: LocalDate(year: 1977, month: 10, day: 1) ?? city.today)
        city.persons[husband].diedOn = city.today.adding(days: -25)
        indices["wang"] = widow
    }

    /// A newcomer without work: 居住证, 失业保险金, 灵活就业.
    mutating func addNewcomer(_ city: inout PeopleMaking, street: RegionCode) {
        let home = city.place(in: street)
        let origin = DemoWords.elsewhere[0]
        city.begin(at: DemoPlace(region: RegionCode(origin.code) ?? street, address: origin.address + "立夏路 16 号 301 室"))
        let xu = city.add(
            isMale: false, age: 0, relation: "head", lives: home, name: "徐月清", born: LocalDate(year: 1996, month: 4, day: 17),
            ethnicity: "01")
        city.persons[xu].work = .outOfWork(leftOn: city.today.adding(days: -40))
        city.persons[xu].overrides = ["ga-residence": ["person.residenceSince": .string(city.today.adding(months: -19).description)]]
        indices["xu"] = xu
    }

    private func single(_ city: inout PeopleMaking, _ name: String, isMale: Bool, born: LocalDate?, _ street: RegionCode) -> Int {
        let home = city.place(in: street)
        city.begin(at: home)
        return city.add(isMale: isMale, age: 40, relation: "head", lives: home, name: name, born: born, ethnicity: "01")
    }
}
