import Cases
import Identity
import Kernel
import Platform
import Store
import Testing
import Web

/// The birth of a child, from the guide to the papers: ten items of eight departments as one form with two boxes.
struct NewbornJourneyTests {
    /// What only the mother knows.
    private static let boxes: [(String, String)] = [
        ("child.name", "沈知夏"), ("child.ethnicity", "01"),
    ]

    /// The cases of an application by item: id and status.
    private func cases(_ program: Program, _ application: String) async throws -> [String: (id: String, status: String)] {
        let json = try #require(await program.get("/applications/\(application)").json)
        var found: [String: (id: String, status: String)] = [:]
        for value in json["cases"]?.array ?? [] {
            if let item = value["item"]?.string, let id = value["id"]?.string, let status = value["status"]?.string {
                found[item] = (id, status)
            }
        }
        return found
    }

    private func submitted(_ mother: Program) async throws -> String {
        let begun = await mother.post("/things/newborn/drafts", ["answers.follow": "mother"])
        #expect(begun.status == 201)
        let draft = try #require(begun.json?["id"]?.string)
        let asked = (begun.json?["checklist"]?["fields"]?.array ?? []).filter { $0["state"]?.string == "asked" }.compactMap {
            $0["field"]?.string
        }
        #expect(Set(asked) == Set(Self.boxes.map(\.0)), "two empty boxes")
        let filled = await mother.post("/drafts/\(draft)/fields", .object(Self.boxes.map { .init($0.0, .string($0.1)) }))
        #expect(filled.json?["missing"]?.int == 0)
        let answer = await mother.post("/drafts/\(draft)/submission", ["declared": true])
        #expect(answer.status == 201)
        return try #require(answer.json?["id"]?.string)
    }

    /// An officer's act on the version that they have just read.
    private func act(_ officer: Program, _ id: String, _ noun: String, _ more: [JSON.Member] = []) async throws -> RawAnswer {
        let version = try #require(await officer.get("/console/cases/\(id)").json?["version"])
        return await officer.post("/console/cases/\(id)/\(noun)", .object([.init("version", version)] + more))
    }

    @Test func `one submission opens ten cases, and what the registers prove is granted at once`() async throws {
        try await City.withDemo { city in
            let mother = try await city.program("gu")
            let cases = try await cases(mother, submitted(mother))
            #expect(cases.count == 10)
            #expect(cases["birth-certificate"]?.status == "done")
            #expect(cases["hukou-birth"]?.status == "submitted")
            #expect(cases["medical-enrolment"]?.status == "waiting", "it needs the child's number")
            let names = await mother.get("/licences").json?["items"]?.array?.compactMap { $0["name"]?["zh"]?.string } ?? []
            #expect(names.contains("出生医学证明"))
        }
    }

    @Test func `the police's decision gives the child a number and releases what waits for it`() async throws {
        try await City.withDemo { city in
            let (mother, counter, head) = (try await city.program("gu"), try await city.program("jiang"), try await city.program("han"))
            let application = try await submitted(mother)
            let id = try #require(try await cases(mother, application)["hukou-birth"]).id
            #expect(try await act(counter, id, "acceptance").status == 200)
            #expect(
                try await act(head, id, "grant", [.init("decided.child.idNumber", .string(City.number("31010420261116992")))]).status == 409
            )
            #expect(try await act(counter, id, "opinion", [.init("opinion", "pass"), .init("reason", "材料齐全，符合条件。")]).status == 200)
            let granted = try await act(head, id, "grant", [.init("decided.child.idNumber", .string(City.number("31010420261116992")))])
            #expect(granted.status == 200, "\(granted.text)")
            let after = try await cases(mother, application)
            #expect(after["medical-enrolment"]?.status != "waiting")
            #expect(after["social-card"]?.status != "waiting")
            try await city.deliver()
            let messages = await mother.get("/messages").json?["items"]?.array ?? []
            #expect(messages.count >= 2)
            let uses = await mother.get("/data-uses").json?["items"]?.array ?? []
            #expect(uses.contains { $0["resource"]?.string?.hasPrefix("licence/") == false })
            #expect(uses.contains { $0["resource"]?.string?.hasPrefix("licence/") == true && $0["outcome"] == "found" })
            #expect(try await city.platform.cases.audit() == [])
        }
    }

    @Test func `nobody decides what they have accepted themselves`() async throws {
        try await City.withDemo { city in
            let (mother, officer) = (try await city.program("gu"), try await city.program(City.officerLogin, password: City.password))
            let application = try await submitted(mother)
            let id = try #require(try await cases(mother, application)["hukou-birth"]).id
            #expect(try await act(officer, id, "acceptance").status == 200)
            let counter = try await city.program("jiang")
            #expect(try await act(counter, id, "opinion", [.init("opinion", "pass"), .init("reason", "符合条件。")]).status == 200)
            let refused = try await act(officer, id, "grant", [.init("decided.child.idNumber", .string(City.number("31010420261116992")))])
            #expect(refused.status == 403 || refused.status == 409)
        }
    }

    @Test func `the same key submits once, and other content under it is refused`() async throws {
        try await City.withDemo { city in
            let mother = try await city.program("gu")
            let fields = JSON.object(Self.boxes.map { .init($0.0, .string($0.1)) })
            let body: JSON = ["answers": ["follow": "mother"], "fields": fields, "declared": true]
            let first = await mother.post("/things/newborn/applications", body, key: "k1")
            #expect(first.status == 201, "\(first.text)")
            let second = await mother.post("/things/newborn/applications", body, key: "k1")
            #expect(second.json?["id"] == first.json?["id"])
            var other = body
            other["fields"]?["child.name"] = "沈知秋"
            #expect(await mother.post("/things/newborn/applications", other, key: "k1").status == 422)
            #expect(await mother.get("/applications").json?["items"]?.array?.count == 1)
        }
    }

    @Test func `somebody else sees nothing of it`() async throws {
        try await City.withDemo { city in
            let mother = try await city.program("gu")
            let application = try await submitted(mother)
            let id = try #require(try await cases(mother, application)["hukou-birth"]).id
            let stranger = try await city.program("wang")
            #expect(await stranger.get("/applications/\(application)").status == 404)
            let reviewer = try await city.program("qian")
            #expect(await reviewer.get("/console/cases/\(id)").status == 404)
        }
    }

    @Test func `in a browser without scripts the way is the same`() async throws {
        try await City.withDemo { city in
            let browser = city.browser()
            #expect(await browser.signIn("gu", password: Identity.demoPassword).status == 303)
            #expect(await browser.get("/things/newborn").status == 200)
            let begun = await browser.post("/things/newborn/drafts", [("answers.follow", "mother")], from: "/things/newborn")
            let form = try #require(begun.headers["location"])
            #expect(form.hasSuffix("/form"))
            let draft = String(form.dropLast("/form".count))
            let tooFew = await browser.post(draft + "/fields", [("child.name", "沈知夏")], from: form)
            #expect(tooFew.status == 422 || tooFew.headers["location"] == form)
            let filled = await browser.post(draft + "/fields", Self.boxes, from: form)
            #expect(filled.headers["location"] == draft + "/check")
            #expect(await browser.get(draft + "/check").text.contains("沈知夏"))
            let submitted = await browser.post(draft + "/submission", [("declared", "true")], from: draft + "/check")
            #expect(submitted.status == 303, "\(submitted.text.prefix(2000))")
            let page = await browser.get(try #require(submitted.headers["location"]))
            #expect(page.status == 200)
            #expect(page.text.contains("出生登记"))
        }
    }
}
