import Catalogue
import Identity
import Kernel
import Web

/// Staffs every office: in each district two people a department, so that whoever accepts never decides, two for the city, and those of
/// Xuhui who are on the sign-in page.
struct OfficerMaking {
    let catalogue: Catalogue
    let regions: Regions
    let entered: Instant
    var dice: Dice
    var officers: [DemoOfficer] = []

    init(seed: UInt64, catalogue: Catalogue, regions: Regions, entered: Instant) {
        self.catalogue = catalogue
        self.regions = regions
        self.entered = entered
        dice = Dice(seed: seed, stream: "officers")
    }

    /// What licences, permits and inspections of businesses have to do with.
    private static let forBusiness = ["scjg", "xf", "ycj", "swj", "lhsr", "jdb", "sw", "fgw", "bank", "seal-maker"]

    mutating func addNamed(_ named: NamedPeople, _ persons: [DemoPerson], district: RegionCode) {
        let others = catalogue.departments.keys.sorted().filter { $0 != "gaj" && !OfficerMaking.forBusiness.contains($0) }
        let people: [(login: String, name: String, roles: [Role], departments: [String?])] = [
            ("wu", "吴桂芳", [.window], [nil]), ("qian", "钱明", [.reviewer], OfficerMaking.forBusiness),
            ("chen", "陈静", [.approver], OfficerMaking.forBusiness), ("jiang", "蒋海峰", [.window, .reviewer], ["gaj"]),
            ("han", "韩立", [.approver], ["gaj"]), ("tao", "陶怡", [.reviewer], others), ("yu", "余志诚", [.approver], others),
            ("zheng", "郑洁", [.licensor], [nil]),
        ]
        for someone in people {
            let grants = someone.roles.flatMap { role in
                someone.departments.map { Scope.Grant(role: role, department: $0, region: district) }
            }
            add(
                someone.login, someone.name, number: "310104-\(someone.login)", grants,
                person: named[someone.login].map { persons[$0].person.id })
        }
        add("city", "宋远", number: "310000-city", [Scope.Grant(role: .supervisor, department: nil, region: .shanghai)])
        // Who writes the catalogue and who reviews it are two people, and a district's own pages are a third's.
        add("bian", "卞文", number: "310000-bian", [Scope.Grant(role: .editor, department: nil, region: .shanghai)])
        add("shen-he", "申和", number: "310000-shenhe", [Scope.Grant(role: .publisher, department: nil, region: .shanghai)])
        add("xuhui", "桂林", number: "310104-bian", [Scope.Grant(role: .editor, department: nil, region: district)])
        add("shu", "舒文", number: "310000-shu", [Scope.Grant(role: .steward, department: nil, region: .shanghai)])
        add(
            "admin", "许清", number: "310000-admin",
            [Role.administrator, .editor, .steward].map { Scope.Grant(role: $0, department: nil, region: .shanghai) })
    }

    mutating func addOffices() {
        for department in catalogue.departments.keys.sorted() {
            for region in [RegionCode.shanghai] + regions.districts.map(\.code) {
                for (number, roles) in [(1, [Role.window, .licensor]), (2, [Role.reviewer, .approver])] {
                    add(
                        "\(department)-\(region)-\(number)", name(), number: "\(region)-\(department)-\(number)",
                        roles.map { Scope.Grant(role: $0, department: department, region: region) })
                }
            }
        }
    }

    private mutating func name() -> String {
        let given = dice.chance(500) ? DemoWords.femaleNames : DemoWords.maleNames
        return dice.pick(DemoWords.surnames) + dice.pick(given) + dice.pick(given)
    }

    private mutating func add(_ login: String, _ name: String, number: String, _ grants: [Scope.Grant], person: ID? = nil) {
        let staff = Staff(id: dice.id(at: entered), number: number, name: name, person: person, scope: Scope(grants: grants))
        let account = Account(id: dice.id(at: entered), login: login, owner: .staff(staff.id), level: 4)
        officers.append(DemoOfficer(staff: staff, account: account))
    }
}
