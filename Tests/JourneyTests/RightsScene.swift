import Catalogue
import DemoCity
import Foundation
import Identity
import Kernel
import Platform
import Testing
import Web

/// One kind of record that a path can name.
enum RecordKind: String, Sendable, Hashable, CaseIterable {
    case draft, application, case_, licence, message, correction, assistance, document, use
}

/// A record with the words that stand in it alone.
struct PlantedRecord: Sendable {
    var kind: RecordKind
    var id: String
    /// Whoever reads one of these has learnt of the record.
    var markers: [String]
    /// The visitors who may.
    var seers: Set<String>

    /// Whether an answer tells of it. What stands in the address was said by whoever asked.
    func isTold(by text: String, at path: String) -> Bool { markers.contains { text.contains($0) && !path.contains($0) } }
}

/// A leak, with the door that it came out of.
struct Leak: Sendable, CustomStringConvertible {
    var who: String
    var door: String
    var kind: RecordKind
    var description: String { "\(who) learns of a \(kind.rawValue) at \(door)" }
}

/// Some people, some officers, and what lies between two of them.
struct RightsScene: Sendable {
    let site: Site
    var records: [PlantedRecord]
    /// The tokens of those who have one; a stranger has none.
    let visitors: [String: String]
    let fields: [String: String]

    private static let childName = "沈罕见字"
    private static let words = "铁锚紫藤第七号之语"
    private static let question = "灯塔玄武第九号之问"
    private static let answer = "银杏朱雀第三号之答"

    /// Everybody by the log-in of the demo city. What they are is stated here for the reader; rights below name them one by one.
    private static let logins: [String: String] = [
        "owner": "gu", "spouse": "shen", "other": "wang", "agent": "lin",
        // The police of Xuhui, window and reviewer; the approver; those of market regulation of the same district.
        "police": "jiang", "head": "han", "market": "qian",
        // Counter and licence maker of Xuhui for every department; insurance and civil affairs.
        "counter": "wu", "maker": "zheng", "social": "tao",
        // The same department in another district, and for the whole city.
        "elsewhere": "gaj-310105-1", "cityPolice": "gaj-310000-2",
        "supervisor": "city", "editor": "bian", "publisher": "shen-he", "steward": "shu", "administrator": "admin",
    ]

    init(_ city: City) async throws {
        site = city.platform.site
        var tokens: [String: String] = [:]
        for (who, login) in RightsScene.logins { tokens[who] = try await city.program(login).token }
        visitors = tokens
        func program(_ who: String) throws -> Program { Program(site: city.platform.site, token: try #require(tokens[who])) }
        let (owner, police) = (try program("owner"), try program("police"))
        var records: [PlantedRecord] = []

        // A draft that stays one, of another thing.
        let plain = try #require(await owner.post("/things/newborn/drafts", ["answers.follow": "mother"]).json?["id"]?.string)
        let boxes: [JSON.Member] = [
            .init("child.name", .string(RightsScene.childName)), .init("child.ethnicity", "01"),
            .init("mother.deliveryAddress", "示例路 1 号 601 室"),
        ]
        _ = await owner.post("/drafts/\(plain)/fields", .object(boxes))
        let submitted = try #require(await owner.post("/drafts/\(plain)/submission", ["declared": true]).json)
        let application = try #require(submitted["id"]?.string)
        let cases = submitted["cases"]?.array ?? []
        let hukou = try #require(cases.first { $0["item"]?.string == "hukou-birth" }), id = try #require(hukou["id"]?.string)
        let birth = try #require(cases.first { $0["item"]?.string == "birth-certificate" })
        let second = try #require(await owner.post("/things/residence-permit/drafts", .object([])).json?["id"]?.string)
        _ = await owner.post("/drafts/\(second)/fields", .object([]))

        let family: Set = ["owner"]
        // Of the application's ten cases some belong to every department of Xuhui that these officers work for.
        let departments: Set = ["police", "head", "counter", "maker", "social", "cityPolice", "supervisor"]
        let number = try #require(submitted["number"]?.string)
        records.append(
            PlantedRecord(kind: .application, id: application, markers: [number], seers: family.union(departments)))
        let caseNumber = try #require(hukou["number"]?.string)
        let hands: Set = ["police", "head", "counter", "maker", "cityPolice", "supervisor"]
        records.append(PlantedRecord(kind: .case_, id: id, markers: [caseNumber], seers: family.union(hands)))
        records.append(PlantedRecord(kind: .draft, id: second, markers: [second], seers: family))
        records.append(PlantedRecord(kind: .draft, id: plain, markers: [], seers: family))

        let progress = try #require(await owner.get("/applications/\(application)").json)
        if let document = progress["documents"]?.array?.first(where: { $0["case"]?.string == caseNumber }),
            let paper = document["id"]?.string
        {
            records.append(
                PlantedRecord(kind: .document, id: paper, markers: [document["number"]?.string ?? paper], seers: family.union(hands)))
        }

        // What the birth gave: a licence of the mother's.
        let wallet = await owner.get("/licences").json?["items"]?.array ?? []
        let certificate = try #require(wallet.first { $0["number"]?.string != nil && $0["name"]?["zh"]?.string == "出生医学证明" })
        _ = birth
        let licence = try #require(certificate["id"]?.string), printed = try #require(certificate["number"]?.string)
        records.append(
            PlantedRecord(
                kind: .licence, id: licence, markers: [printed],
                seers: ["owner", "spouse", "counter", "maker", "supervisor", "steward", "administrator"]))

        // News of it.
        try await city.deliver()
        let news = await owner.get("/messages").json?["items"]?.array ?? []
        let message = try #require(news.first?["id"]?.string)
        records.append(PlantedRecord(kind: .message, id: message, markers: [message], seers: family))

        // A look at the owner's data, and an objection to it.
        let uses = await owner.get("/data-uses").json?["items"]?.array ?? []
        let use = try #require(uses.first { $0["resource"]?.string == "ga-population" }?["id"]?.string)
        records.append(PlantedRecord(kind: .use, id: use, markers: [use], seers: family))
        let objection = await owner.post("/data-uses/\(use)/objections", ["kind": "wrong", "words": .string(RightsScene.words)])
        let correction = try #require(objection.json?["id"]?.string)
        records.append(
            PlantedRecord(
                kind: .correction, id: correction, markers: [RightsScene.words, correction],
                seers: ["owner", "steward", "administrator", "supervisor"]))

        // The police ask civil affairs of Xuhui.
        let asked = await police.post(
            "/console/cases/\(id)/assistance",
            ["subject": "other", "department": "mzj", "region": "310104", "words": .string(RightsScene.question)])
        let request = try #require(asked.json?["id"]?.string, "\(asked.text)")
        // Whoever asked, whoever is asked, and whoever sees every case of the one or all requests of the other.
        records.append(
            PlantedRecord(
                kind: .assistance, id: request, markers: [RightsScene.question],
                seers: hands.union(["social", "steward", "administrator"])))
        let replied = await (try program("social")).post("/console/assistance/\(request)/answer", ["words": .string(RightsScene.answer)])
        #expect(replied.status == 200, "\(replied.text)")
        self.records = records
        fields = [
            "field": "child.name", "resource": "ga-population", "code": "newborn", "version": "1", "type": "id-card",
            "token": "AAAAAAAAAAAAAAAAAAAAAA",
        ]
    }

    // MARK: Asking

    /// A path with its parameters filled in; one for each record where it names one.
    private func paths(of endpoint: Endpoint) -> [String] {
        let names = endpoint.path.matches(of: #/\{([^}]*)\}/#).map { String($0.output.1) }
        if names.isEmpty { return [endpoint.path] }
        func filled(_ id: String) -> String {
            names.reduce(endpoint.path) { path, name in
                let value = name == "id" ? id : fields[name] ?? records.first { $0.kind == .correction }?.id ?? "none"
                return path.replacing("{\(name)}", with: value)
            }
        }
        guard names.contains("id") else { return [filled("")] }
        return records.map { filled($0.id) }
    }

    private func ask(_ endpoint: Endpoint, _ path: String, by who: String) async -> RawAnswer {
        var request = RawRequest.get(
            (endpoint.face == .api ? "/api/v1" : "") + path, headers: ["accept": endpoint.face == .page ? "text/html" : "*/*"])
        if let token = visitors[who] {
            // A page is asked with the session's cookie, a program with its token.
            request = endpoint.face == .api ? request.with("authorization", "Bearer \(token)") : request.with("cookie", "session=\(token)")
        }
        return await site.answer(request)
    }

    struct Found: Sendable {
        var asked = 0
        var leaks: [Leak] = []
        var broken: [String] = []
        /// Kinds that somebody who may has really read: otherwise the markers would prove nothing.
        var seen: Set<RecordKind> = []
    }

    /// Everybody reads everything.
    func leaks(endpoints: [Endpoint]) async -> Found {
        await withTaskGroup(of: Found.self) { group in
            for who in visitors.keys.sorted() + ["stranger"] {
                group.addTask { await self.leaks(to: who, endpoints: endpoints) }
            }
            return await group.reduce(into: Found()) { all, one in
                (all.asked, all.leaks, all.broken) = (all.asked + one.asked, all.leaks + one.leaks, all.broken + one.broken)
                all.seen.formUnion(one.seen)
            }
        }
    }

    private func leaks(to who: String, endpoints: [Endpoint]) async -> Found {
        var found = Found()
        for endpoint in endpoints where endpoint.method == .get {
            for path in paths(of: endpoint) {
                let answer = await ask(endpoint, path, by: who)
                found.asked += 1
                let door = "\(endpoint.face.rawValue) \(path)"
                if answer.status >= 500 { found.broken.append("\(door) is \(answer.status) for \(who)") }
                guard answer.status < 300 else { continue }
                for record in records where record.isTold(by: answer.text, at: path) {
                    if record.seers.contains(who) {
                        found.seen.insert(record.kind)
                    } else {
                        found.leaks.append(Leak(who: who, door: door, kind: record.kind))
                    }
                }
            }
        }
        return found
    }

    // MARK: Changing

    struct Changed: Sendable {
        var asked = 0
        var accepted: [String] = []
    }

    /// Everybody who may not even see a record tries every act on it, with a body that says as little as can be.
    func changes(endpoints: [Endpoint]) async -> Changed {
        var changed = Changed()
        let body: JSON = [
            "version": 1, "reason": "试", "words": "试", "kind": "wrong", "wrong": "试", "take": true, "subject": "other", "declared": true,
            "case": "",
        ]
        for endpoint in endpoints where endpoint.method == .post && endpoint.face == .api && endpoint.path.contains("{id}") {
            for record in records {
                let others = visitors.keys.filter { !record.seers.contains($0) }.sorted()
                for who in others + ["stranger"] {
                    let path = endpoint.path.replacing("{id}", with: record.id).replacing(#/\{[^}]*\}/#, with: record.id)
                    var request = RawRequest.json("/api/v1" + path, body)
                    if let token = visitors[who] { request = request.with("authorization", "Bearer \(token)") }
                    let answer = await site.answer(request)
                    changed.asked += 1
                    // 422 would tell that the record is there, and 409 how it stands.
                    if ![400, 401, 403, 404, 405].contains(answer.status), endpoint.path.hasPrefix("/console/cases") || answer.status < 300
                    {
                        changed.accepted.append("\(who) POST \(path): \(answer.status)")
                    }
                }
            }
        }
        return changed
    }
}
