import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct WorklistTests {
    @Test(arguments: TestDatabases.each()) func `pages follow each other without a gap, by date, and hold what the scope holds`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let districts = ["310104003", "310104007", "310105001", "310106000", "310115005"]
            var all: [Case] = []
            for number in 0..<25 {
                city.clock.advance(seconds: number % 3 == 0 ? 86_400 : 60)
                let submitted = try await city.submit("card", key: "k\(number)", region: districts[number % 5])
                all += submitted.cases
            }
            for (department, region) in [("gaj", "310000"), ("gaj", "310104"), ("gaj", "310115"), ("scjg", "310000")] {
                let scope = City.scope([.window], department: department, region: region)
                let expected = all.filter { $0.department == department && scope.region.contains($0.region) }
                    .sorted { ($0.due!.due!.date, $0.id) < ($1.due!.due!.date, $1.id) }.map(\.id)
                for limit in [1, 4, 100] {
                    var (seen, after) = ([ID](), WorklistKey?.none)
                    repeat {
                        let page = try await city.cases.worklist(WorklistQuery(after: after, limit: limit), scope: scope.scope)
                        #expect(page.cases.count <= limit)
                        seen += page.cases.map(\.id)
                        after = page.next
                    } while after != nil
                    #expect(seen == expected, "\(department) \(region) \(limit)")
                }
            }
            let everything = City.scope([.supervisor], department: nil, region: "310000").scope
            #expect(try await city.cases.worklist(WorklistQuery(limit: 100), scope: everything).cases.count == 25)
            #expect(try await city.cases.worklist(WorklistQuery(desks: [.issue], limit: 100), scope: everything).cases.isEmpty)
            #expect(try await city.cases.worklist(WorklistQuery(item: "food-permit", limit: 100), scope: everything).cases.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each()) func `the two ways to read a worklist agree`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            for number in 0..<12 { try await city.submit("card", key: "k\(number)", region: ["310104003", "310105001"][number % 2]) }
            let scope = City.scope([.window], department: "gaj", region: "310104").scope
            let table = city.cases.tables.cases
            let query = WorklistQuery(limit: 4)
            let (merged, whole) = try await database.read { connection in
                let list = Worklist(table: table, query: query, scope: scope)
                return (try list.page(in: connection), try list.page(mostParts: 0, in: connection))
            }
            #expect(merged == whole)
            #expect(merged.cases.count == 4)
        }
    }

    @Test func `a few keys of each part, and more of those that are short, make the same page as all of each`() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<300 {
            let limit = Int.random(in: 1...40, using: &random)
            let lists: [[WorklistKey]] = (0..<Int.random(in: 1...24, using: &random)).map { _ in
                (0..<Int.random(in: 0...60, using: &random)).map { _ in
                    let day = LocalDate("2026-01-01")!.adding(days: Int.random(in: 0...50, using: &random))
                    return WorklistKey(dueOn: day.description, id: CaseFixture.id(Int.random(in: 0..<1_000_000, using: &random)))
                }.sorted()
            }
            let few = Worklist.few(limit, of: lists.count)
            var parts = lists.map { Array($0.prefix(few)) }
            for index in Worklist.short(parts, few: few, limit: limit) { parts[index] = Array(lists[index].prefix(limit)) }
            let whole = lists.flatMap(\.self).sorted().prefix(limit)
            #expect(Array(parts.flatMap(\.self).sorted().prefix(limit)) == Array(whole))
            #expect(few <= limit)
        }
    }

    @Test func `a key reads what it wrote and nothing else`() {
        let key = WorklistKey(dueOn: "2026-11-30", id: CaseFixture.id(4))
        #expect(WorklistKey(key.text) == key)
        #expect(WorklistKey("2026-11-30") == nil && WorklistKey("x~\(CaseFixture.id(4))") == nil && WorklistKey("2026-11-30~x") == nil)
    }

    @Test(arguments: TestDatabases.each()) func `a search finds by number, identity number and name, within the scope`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let submitted = try await city.submit("settle-in")
            let police = City.scope([.window], department: "gaj", region: "310104").scope
            let all = City.scope([.supervisor], department: nil, region: "310000").scope
            func found(_ text: String, _ scope: Scope) async throws -> Set<String> {
                Set(try await city.cases.search(try #require(CaseQuery(text)), scope: scope).map(\.item))
            }
            let number = city.applicant.idNumber.rawValue
            #expect(try await found(submitted.application.number, all) == ["residence-proof", "card", "insurance"])
            #expect(try await found(submitted.application.number, police) == ["residence-proof", "card"])
            #expect(try await found(submitted.cases[2].number, all) == ["insurance"])
            #expect(try await found(submitted.cases[2].number, police).isEmpty)
            #expect(try await found(number.lowercased(), police) == ["residence-proof", "card"])
            #expect(try await found(" 顾 晓岚 ", all).count == 3)
            #expect(try await found("沈一舟", all).isEmpty)
            #expect(CaseQuery("  ") == nil)
            #expect(CaseQuery(number) == .applicantNumber(number))
        }
    }

    @Test func `a page reads the index in order and sorts nothing`() async throws {
        try await TestEngine.sqlite.with(City.migrations) { database in
            let city = try await City(database)
            try await city.submit("card")
            let scope = City.scope([.window], department: "gaj", region: "310104").scope
            let list = Worklist(
                table: city.cases.tables.cases,
                query: WorklistQuery(after: WorklistKey(dueOn: "2026-01-01", id: CaseFixture.id(1))), scope: scope)
            for query in [list.part("gaj@310104", .intake, limit: 30), list.throughout(.intake, [.window], limit: 30)] {
                let plan = try await database.read { try $0.rows("EXPLAIN QUERY PLAN " + query).map { try $0.text("detail") } }
                #expect(plan.contains { $0.contains("USING") && $0.contains("INDEX cases_case_") }, "\(plan)")
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
                #expect(plan.contains { $0.contains("desk=?") }, "\(plan)")
            }
        }
    }
}
