import Catalogue
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// What an official reads on the page of a case.
struct CasePageTests {
    private func page(_ city: City, _ id: ID, by visitor: Visitor) async throws -> String {
        let endpoint = try #require(city.cases.endpoints.first { $0.name == "console.case" && $0.face == .page })
        let answer = try await endpoint.answer(
            Call(
                method: endpoint.method, path: endpoint.path, face: .page, parameters: ["id": id.rawValue], visitor: visitor,
                requestID: "request-1", now: city.clock.now, surroundings: city.clock.surroundings))
        guard case .page(let page) = answer.content else { return "" }
        return page.body.string
    }

    @Test(arguments: TestDatabases.each()) func `whoever only looks on is told whose turn it is, and not that it is their own`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            let seen = try await page(city, value.id, by: city.officer(.supervisor))
            #expect(!seen.contains(ConsoleText.ownCase.zh) && seen.contains("审查、窗口"))
            // A paper that was handed in is not one that data verified.
            #expect(seen.contains("已上传："))
            let busy = try await page(city, value.id, by: city.officer(.window))
            #expect(!busy.contains(ConsoleText.ownCase.zh) && !busy.contains("现在轮到"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `what a question asks is followed by its answer without a colon`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            try await city.submitNewborn()
            let cases = try await database.read { connection in
                try connection.rows("SELECT id, department, region FROM cases_case").map {
                    (try $0.id("id"), try $0.text("department"), try $0.text("region"))
                }
            }
            var asked = 0
            for (id, department, region) in cases {
                let seen = try await page(city, id, by: city.officer(.reviewer, department: department, region: region))
                #expect(!seen.isEmpty && !seen.contains("？："), "\(department)")
                asked += seen.contains("？跟母亲") ? 1 : 0
            }
            #expect(cases.count == 10 && asked > 0)
        }
    }
}
