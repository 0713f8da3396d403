import Cryptography
import Identity
import Kernel
import Platform
import Store
import TestSupport
import Testing
import Web

/// What lies with others than the owner: a guardian's consent, an enterprise's matters; and what is said and shown for a short while.
extension Planting {
    private static let note = "雪松麒麟第八号之催"
    private static let kid = "沈铁树"
    /// The log-in of somebody with a child under fourteen.
    static let parent = "parent"

    /// Every hand and eye on the matters of market regulation in Xuhui.
    private static let marketHands: Set = ["market", "counter", "maker", "supervisor"]

    /// A parent and a child, whom nobody else in the city knows; the child.
    static func family(in city: City) async throws -> ID {
        let (identity, now) = (city.platform.identity, city.clock.now)
        func person(_ seventeen: String, _ name: String) throws -> Person {
            Person(
                id: city.clock.newID(), name: name, idNumber: try ResidentIdentityNumber.parse(City.number(seventeen), today: now.date),
                mobile: "13800000009", address: "示例路 9 号", region: try #require(RegionCode("310104003")), createdAt: now)
        }
        let (guardian, child) = (try person("31010419880307993", "沈石楠"), try person("31010420200307993", kid))
        let household = Household(
            id: city.clock.newID(), number: "H-rights", region: guardian.region, address: guardian.address,
            members: [.init(person: guardian.id, relation: "head"), .init(person: child.id, relation: "child")])
        let account = Account(id: city.clock.newID(), login: parent, owner: .person(guardian.id), level: 4)
        let hash = Password.hash(Identity.demoPassword, cost: .light)
        try await city.platform.ground.database.write { connection in
            try identity.insert(persons: [guardian, child], in: connection)
            try identity.insert(households: [household], in: connection)
            try identity.insert(account, passwordHash: hash, at: now, in: connection)
        }
        return child.id
    }

    /// The token of somebody who acts for their enterprise from now on.
    static func acting(_ program: Program) async throws -> String {
        try await program.actForBusiness()
        return program.token
    }

    /// The lead of the whole reminds the police of their case.
    mutating func reminder() async throws {
        let sent = try await program("social").post(
            "/console/applications/\(applicationID)/reminders", ["case": .string(caseID), "note": .string(Planting.note)])
        plant(
            .reminder, try #require(sent.json?["id"]?.string, "\(sent.text)"), [Planting.note], for: Planting.hands.union(["social"]))
    }

    /// The owner shows the certificate to somebody: the other parent holds it too, and yet this showing is not theirs.
    mutating func presentation() async throws {
        let owner = try program("owner")
        let licence = try #require(records.first { $0.kind == .licence }?.id)
        let claim = try #require(await owner.get("/licences/\(licence)/present").json?["claims"]?.array?.first?["code"])
        let shown = await owner.post("/licences/\(licence)/presentations", .object([.init("claims", .array([claim]))]))
        plant(.presentation, try #require(shown.json?["id"]?.string, "\(shown.text)"), [], for: ["owner"])
    }

    /// A guardian agrees that the child's data are used.
    mutating func consent(about child: ID) async throws {
        let agreed = try await program("parent").post("/data-consents/\(child)/agreement", .object([]))
        #expect(agreed.status == 200, "\(agreed.text)")
        plant(.consent, child.rawValue, [child.rawValue, Planting.kid], for: ["parent"])
    }

    /// An enterprise's application with its case and licence, granted on a promise, and a draft that stays one: seen by whoever acts for it,
    /// and not by the same person as themselves.
    mutating func enterprise() async throws {
        let firm = try program("firm")
        let begun = await firm.post("/things/food-licence/drafts", ["answers.dishes": ["hot"]])
        let draft = try #require(begun.json?["id"]?.string, "\(begun.text)")
        _ = await firm.post("/drafts/\(draft)/approval-promises", ["item": "food-licence", "agreed": true])
        let boxes: JSON = ["enterprise.kitchenArea": 20, "enterprise.seats": 24, "enterprise.foodSafetyOfficer": "林福根"]
        let filled = await firm.post("/drafts/\(draft)/fields", boxes)
        #expect(filled.json?["missing"]?.int == 0, "\(filled.text)")
        let sent = await firm.post("/drafts/\(draft)/submission", ["declared": true])
        let value = try #require(sent.json?["cases"]?.array?.first, "\(sent.text)")
        let seers = Planting.marketHands.union(["firm"])
        plant(.draft, draft, [], for: ["firm"])
        plant(.application, try #require(sent.json?["id"]?.string), [try #require(sent.json?["number"]?.string)], for: seers)
        plant(.case_, try #require(value["id"]?.string), [try #require(value["number"]?.string)], for: seers)
        let wallet = await firm.get("/licences").json?["items"]?.array ?? []
        let permit = try #require(wallet.first { $0["name"]?["zh"]?.string?.contains("食品") == true })
        plant(
            .licence, try #require(permit["id"]?.string), [try #require(permit["number"]?.string)],
            for: ["firm", "market", "counter", "maker", "supervisor", "steward", "administrator"])
        try await city.deliver()
        let news = await firm.get("/messages").json?["items"]?.array ?? []
        let message = try #require(news.first?["id"]?.string)
        plant(.message, message, [message], for: ["firm"])
    }
}
