import Kernel
import Platform
import Testing
import Web

/// Puts the records into the city, through its own doors, and states for each who may see it.
struct Planting {
    let city: City
    let tokens: [String: String]
    var records: [PlantedRecord] = []
    private var submitted: JSON = .null
    /// The case of the household register, with the police.
    private(set) var caseID = ""
    var applicationID: String { submitted["id"]?.string ?? "" }

    private static let opinion = "珊瑚白虎第五号之意"
    private static let objection = "铁锚紫藤第七号之语"
    private static let question = "灯塔玄武第九号之问"
    private static let answer = "银杏朱雀第三号之答"

    private static let family: Set = ["owner"]
    /// Every hand and eye on the matters of the police in Xuhui.
    static let hands: Set = ["police", "head", "counter", "maker", "cityPolice", "supervisor"]

    init(city: City, tokens: [String: String]) { (self.city, self.tokens) = (city, tokens) }

    func program(_ who: String) throws -> Program { Program(site: city.platform.site, token: try #require(tokens[who])) }

    mutating func plant(_ kind: RecordKind, _ id: String, _ markers: [String], for seers: Set<String>) {
        records.append(PlantedRecord(kind: kind, id: id, markers: markers, seers: seers))
    }

    /// The birth of a child with its draft, and a draft of another thing that stays one.
    mutating func application() async throws {
        let owner = try program("owner")
        let draft = try #require(await owner.post("/things/newborn/drafts", ["answers.follow": "mother"]).json?["id"]?.string)
        _ = await owner.post(
            "/drafts/\(draft)/fields",
            ["child.name": "沈罕见", "child.ethnicity": "01"])
        submitted = try #require(await owner.post("/drafts/\(draft)/submission", ["declared": true]).json)
        let hukou = try #require(submitted["cases"]?.array?.first { $0["item"]?.string == "hukou-birth" })
        caseID = try #require(hukou["id"]?.string)
        // Of its ten cases some belong to departments of Xuhui that these work for; its lead sees the whole.
        plant(
            .application, try #require(submitted["id"]?.string), [try #require(submitted["number"]?.string)],
            for: Planting.family.union(Planting.hands).union(["social"]))
        plant(.draft, draft, [], for: Planting.family)
        let other = try #require(await owner.post("/things/residence-permit/drafts", .object([])).json?["id"]?.string)
        plant(.draft, other, [other], for: Planting.family)
        // What the police write about the case stands in the case alone; its number is told to whoever leads the whole or is asked to assist.
        _ = try await act("acceptance", [:])
        let opinion = try await act("opinion", ["opinion": "pass", "reason": .string(Planting.opinion)])
        #expect(opinion.status == 200, "\(opinion.text)")
        plant(.case_, caseID, [Planting.opinion], for: Planting.family.union(Planting.hands))
    }

    private func act(_ noun: String, _ body: JSON) async throws -> RawAnswer {
        let police = try program("police")
        var body = body
        body["version"] = try #require(await police.get("/console/cases/\(caseID)").json?["version"])
        return await police.post("/console/cases/\(caseID)/\(noun)", body)
    }

    /// What came of it: a paper of the case, a licence, a message.
    mutating func papers() async throws {
        let owner = try program("owner")
        let number = submitted["cases"]?.array?.first { $0["id"]?.string == caseID }?["number"]?.string
        let progress = try #require(await owner.get("/applications/\(records[0].id)").json)
        let paper = try #require(progress["documents"]?.array?.first { $0["case"]?.string == number })
        plant(
            .document, try #require(paper["id"]?.string), [try #require(paper["number"]?.string)],
            for: Planting.family.union(Planting.hands))
        let wallet = await owner.get("/licences").json?["items"]?.array ?? []
        let certificate = try #require(wallet.first { $0["name"]?["zh"]?.string == "出生医学证明" })
        // Held by both parents; kept by those who register licences in Xuhui or watch over them.
        plant(
            .licence, try #require(certificate["id"]?.string), [try #require(certificate["number"]?.string)],
            for: ["owner", "spouse", "counter", "maker", "social", "supervisor", "steward", "administrator"])
        try await city.deliver()
        let news = await owner.get("/messages").json?["items"]?.array ?? []
        let message = try #require(news.first?["id"]?.string)
        plant(.message, message, [message], for: Planting.family)
    }

    /// A look at the owner's data, and what the owner says of it.
    mutating func objection() async throws {
        let owner = try program("owner")
        let uses = await owner.get("/data-uses").json?["items"]?.array ?? []
        let use = try #require(uses.first { $0["resource"]?.string == "ga-population" }?["id"]?.string)
        plant(.use, use, [use], for: Planting.family)
        let sent = await owner.post("/data-uses/\(use)/objections", ["kind": "wrong", "words": .string(Planting.objection)])
        plant(
            .correction, try #require(sent.json?["id"]?.string), [Planting.objection],
            for: ["owner", "steward", "administrator", "supervisor"])
    }

    /// The police ask civil affairs of Xuhui, who answer.
    mutating func assistance() async throws {
        let asked = try await program("police").post(
            "/console/cases/\(caseID)/assistance",
            ["subject": "other", "department": "mzj", "region": "310104", "words": .string(Planting.question)])
        let request = try #require(asked.json?["id"]?.string, "\(asked.text)")
        let replied = try await program("social").post("/console/assistance/\(request)/answer", ["words": .string(Planting.answer)])
        #expect(replied.status == 200, "\(replied.text)")
        // Whoever handles or sees the case, whoever is asked, and stewards of every department.
        plant(
            .assistance, request, [Planting.question, Planting.answer],
            for: Planting.hands.union(["social", "steward", "administrator"]))
    }
}
