import DataCentre
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// What the console and the lists answer to an address that somebody has altered.
struct ConsoleQueryTests {
    private func call(_ city: City, _ endpoint: Endpoint, _ query: [String: String], by visitor: Visitor) -> Call {
        Call(
            method: .get, path: endpoint.path, face: endpoint.face, query: query, visitor: visitor, requestID: "request-1",
            now: city.clock.now,
            surroundings: city.clock.surroundings)
    }

    @Test(arguments: TestDatabases.each()) func `a cursor that is none and a desk that nobody has are refused`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let officer = city.officer(.window)
            for endpoint in city.cases.consoleEndpoints where endpoint.name == "console.worklist" {
                for (query, faults) in [
                    (["after": "nonsense"], ["after"]), (["desk": "moon"], ["desk"]),
                    (["desk": "moon", "after": "2026-13-01~x"], ["desk", "after"]),
                ] {
                    let refusal = await problem { _ = try await endpoint.answer(call(city, endpoint, query, by: officer)) }
                    #expect(refusal?.status == 422 && refusal?.faults.map(\.field) == faults, "\(query)")
                }
                #expect(try await endpoint.answer(call(city, endpoint, ["desk": "intake"], by: officer)).status == 200)
            }
            let lists =
                city.cases.trackingEndpoints.filter { $0.name == "applications.list" }
                + city.cases.dataCentre.endpoints.filter { $0.name == "datacentre.uses" }
            #expect(lists.count == 4)
            for endpoint in lists {
                let refusal = await problem { _ = try await endpoint.answer(call(city, endpoint, ["after": "1"], by: city.visitor)) }
                #expect(refusal?.status == 422, "\(endpoint.name)")
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `every answer to a program has a stated shape`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            for endpoint in city.cases.endpoints where endpoint.face == .api {
                let gives = try #require(endpoint.gives, "\(endpoint.name)")
                #expect(gives != .any && !gives.members.isEmpty, "\(endpoint.name)")
            }
            // What is answered is what was stated.
            let value = try await city.submitFood()
            let officer = city.officer(.window)
            for (name, id, visitor) in [
                ("console.case", value.id, officer), ("applications.read", value.application, city.visitor),
            ] {
                let endpoint = try #require(city.cases.endpoints.first { $0.name == name && $0.face == .api })
                var call = call(city, endpoint, [:], by: visitor)
                call.parameters = ["id": id.rawValue]
                guard case .json(let json) = try await endpoint.answer(call).content else { continue }
                let (stated, given) = (endpoint.gives?.members ?? [], json.members?.map(\.name) ?? [])
                #expect(Set(given).isSubset(of: stated.map(\.name)), "\(name)")
                #expect(Set(stated.filter(\.isRequired).map(\.name)).isSubset(of: given), "\(name)")
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `a case tells a program no number in full, wherever it stands in the answer`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            try await city.submitNewborn()
            let cases = try await city.database.read { connection in
                try connection.rows("SELECT id, department, region FROM cases_case").map {
                    (try $0.id("id"), try $0.text("department"), try $0.text("region"))
                }
            }
            let endpoint = try #require(city.cases.endpoints.first { $0.name == "console.case" && $0.face == .api })
            var judged = 0
            for (id, department, region) in cases {
                var call = call(city, endpoint, [:], by: city.officer(.reviewer, department: department, region: region))
                call.parameters = ["id": id.rawValue]
                guard case .json(let json) = try await endpoint.answer(call).content else { continue }
                let checks = json["checks"]?.array ?? []
                judged += checks.count { $0["deciding"]?.array?.isEmpty == false }
                for number in [city.applicant.idNumber.rawValue, city.neighbour.idNumber.rawValue, "6228480402564890018"] {
                    #expect(!json.text.contains(number), "\(department)")
                }
            }
            #expect(cases.count == 10 && judged > 5)
        }
    }
}
