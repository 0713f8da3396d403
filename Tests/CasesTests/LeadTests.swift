import Catalogue
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct LeadTests {
    private static let districts = ["310104003", "310104007", "310105001", "310106000", "310115005"]

    private func gaj(_ region: String, _ city: City) -> Visitor { city.officer(.window, department: "gaj", region: region) }

    @Test(arguments: TestDatabases.each())
    func `pages of whole applications follow each other by their own date, and hold what the scope leads`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            var all: [Application] = []
            for number in 0..<15 {
                city.clock.advance(seconds: number % 3 == 0 ? 86_400 : 60)
                all.append(
                    try await city.submit("settle-in", key: "k\(number)", region: Self.districts[number % 5]).application)
                // A single item is nobody's to lead.
                try await city.submit("paid-copy", key: "c\(number)", region: Self.districts[number % 5])
            }
            #expect(all.allSatisfy { $0.lead?.department == "gaj" && $0.lead?.region.level == .district })
            for (department, region) in [("gaj", "310000"), ("gaj", "310104"), ("gaj", "310115"), ("scjg", "310000")] {
                let scope = City.scope([.window], department: department, region: region)
                let expected = all.filter { department == "gaj" && scope.region.contains($0.lead!.region) }
                    .sorted { ($0.due!.date, $0.id) < ($1.due!.date, $1.id) }.map(\.id)
                for limit in [1, 4, 100] {
                    var (seen, after) = ([ID](), WorklistKey?.none)
                    repeat {
                        let page = try await city.cases.ledApplications(scope.scope, after: after, limit: limit)
                        #expect(page.applications.count <= limit && page.applications.allSatisfy { $0.cases.count == 3 })
                        seen += page.applications.map(\.application.id)
                        after = page.next
                    } while after != nil
                    #expect(seen == expected, "\(department) \(region) \(limit)")
                }
            }
            let everything = City.scope([.supervisor], department: nil, region: "310000").scope
            let (merged, whole) = try await database.read { connection in
                let list = LeadList(tables: city.cases.tables, scope: everything, limit: 6)
                return (try list.page(in: connection), try list.page(mostParts: 0, in: connection))
            }
            #expect(merged == whole && merged.applications.count == 6)
        }
    }

    @Test func `a page reads the index in order and sorts nothing`() async throws {
        try await TestEngine.sqlite.with(City.migrations) { database in
            let city = try await City(database)
            try await city.submit("settle-in")
            let scope = City.scope([.supervisor], department: nil, region: "310000").scope
            let after = WorklistKey(dueOn: "2026-01-01", id: CaseFixture.id(1))
            let queries = [
                LeadTable.part("gaj@310104", after: after, limit: 30),
                LeadTable.throughout(LeadRights.predicate(scope), after: after, limit: 30),
            ]
            for (query, index) in zip(queries, ["cases_application_lead", "cases_application_due"]) {
                let plan = try await database.read { try $0.rows("EXPLAIN QUERY PLAN " + query).map { try $0.text("detail") } }
                #expect(plan.contains { $0.contains("INDEX \(index)") }, "\(plan)")
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `what staff see of whole applications is what the rule says, for any trust`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            var all: [SubmittedApplication] = []
            for number in 0..<10 {
                all.append(try await city.submit("settle-in", key: "k\(number)", region: Self.districts[number % 5]))
            }
            var random = SeededRandom(seed: 11)
            for _ in 0..<25 {
                let grants = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                    Scope.Grant(
                        role: Role.all.randomElement(using: &random)!, department: [nil, "gaj", "scjg"].randomElement(using: &random)!,
                        region: RegionCode(["310000", "310104", "310105", "310115", "310104003"].randomElement(using: &random)!)!)
                }
                let visitor = Visitor(
                    kind: .staff, account: city.clock.newID(), name: "某", scope: Scope(grants: grants), language: .zh)
                let listed = Set(try await city.cases.ledApplications(visitor.scope, limit: 100).applications.map(\.application.id))
                for submitted in all {
                    let application = submitted.application
                    // The oracle: the police of that very district, in a role that sees cases.
                    let district = String(submitted.cases[0].region.rawValue.prefix(6))
                    let sees = grants.contains { grant in
                        ["window", "reviewer", "approver", "licensor", "supervisor"].contains(grant.role.rawValue)
                            && grant.department != "scjg" && (grant.region.rawValue == "310000" || grant.region.rawValue == district)
                    }
                    #expect(listed.contains(application.id) == sees, "\(grants) \(district)")
                    let opened = await problem {
                        _ = try await city.cases.ledApplication(application.id, for: visitor, at: city.clock.now)
                    }
                    #expect((opened == nil) == sees)
                    let reminded = await problem {
                        _ = try await city.cases.remind(
                            of: submitted.cases[1].id, in: application.id, note: nil, for: visitor, at: city.clock.now)
                    }
                    #expect(sees ? reminded?.code != "cases.not-found" : reminded?.code == "cases.not-found")
                }
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `the clock of the whole counts from the submission and stands still with its cases`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let submitted = try await city.submit("settle-in")
            // Proof at once, the card in three working days, insurance at once: Monday to Thursday.
            #expect(submitted.application.promisedDays == 3 && submitted.application.due?.date == LocalDate("2026-11-26"))
            let card = try #require(submitted.cases.first { $0.item == "card" })
            let window = gaj("310104", city)
            let asked = try await city.perform(.requestSupplement, on: card, by: window) {
                $0.points = [SupplementPoint(subject: "applicant.regionCode", label: Text("街镇", "Subdistrict"), ask: "请写明")]
            }
            func due() async throws -> DueDate? {
                try await database.read { try city.cases.tables.applications.application(submitted.application.id, in: $0)?.due }
            }
            #expect(try await due() == nil)
            let list = try await city.cases.ledApplications(window.scope)
            #expect(list.applications.map(\.application.due) == [nil])
            city.clock.advance(seconds: 2 * 86_400)
            try await city.cases.perform(
                asked.id, CaseMove(.supply), for: city.visitor, expectedVersion: asked.version, at: city.clock.now)
            #expect(try await due()?.date == LocalDate("2026-11-30"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `a lead reminds a department once a day, of what lies with it`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let submitted = try await city.submit("settle-in")
            let (lead, application) = (gaj("310104", city), submitted.application.id)
            let card = try #require(submitted.cases.first { $0.item == "card" })
            let insurance = try #require(submitted.cases.first { $0.item == "insurance" })
            func remind(_ value: Case, in application: ID, by visitor: Visitor) async -> Problem? {
                await problem {
                    _ = try await city.cases.remind(of: value.id, in: application, note: "家长在等", for: visitor, at: city.clock.now)
                }
            }
            #expect(await remind(card, in: application, by: lead) == nil)
            #expect(await remind(card, in: application, by: lead)?.code == "cases.reminded-today")
            #expect(await remind(insurance, in: application, by: lead)?.code == "cases.nothing-to-remind")
            let other = try await city.submit("settle-in", key: "other", region: "310105001")
            #expect(await remind(card, in: other.application.id, by: gaj("310105", city))?.code == "cases.not-found")
            #expect(await remind(card, in: application, by: city.visitor)?.code == "cases.not-found")
            city.clock.advance(seconds: 86_400)
            #expect(await remind(card, in: application, by: lead) == nil)
            let file = try await city.cases.caseFile(card.id, for: lead, at: city.clock.now)
            #expect(file.reminder?.note == "家长在等" && file.reminder?.name == lead.name)
            let led = try await city.cases.ledApplication(application, for: lead, at: city.clock.now)
            #expect(led.reminders.count == 2 && led.cases.map(\.item) == ["residence-proof", "card", "insurance"])
            #expect(led.plan.prerequisites(of: "insurance") == ["card"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `applications of before leads were kept are placed by the job`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let submitted = try await city.submit("settle-in")
            try await database.write { connection in
                try connection.run(
                    "UPDATE cases_application SET lead = NULL, lead_region = NULL, lead_office = NULL, promised_days = 0, due_on = NULL")
            }
            let lead = gaj("310104", city)
            #expect(try await city.cases.ledApplications(lead.scope).applications.isEmpty)
            let job = try #require(city.cases.jobs.first { $0.name == "cases.leads" })
            try await job.run(database, city.clock.now)
            let found = try #require(try await city.cases.ledApplications(lead.scope).applications.first?.application)
            #expect(found.lead == submitted.application.lead && found.due == submitted.application.due && found.promisedDays == 3)
        }
    }
}
