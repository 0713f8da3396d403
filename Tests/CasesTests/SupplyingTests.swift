import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// Handing in what was missing, withdrawing, and clicking twice.
struct SupplyingTests {
    /// A case of which a new plan and the area were asked for.
    private func asked(_ city: City) async throws -> Case {
        try await city.perform(.requestSupplement, on: try await city.submitFood(), by: city.officer(.window)) {
            $0.points = [
                SupplementPoint(subject: "floor-plan", label: Text("平面图", "Floor plan"), ask: "请换一张"),
                SupplementPoint(subject: "premises.area", label: Text("面积", "Area"), ask: "请核对"),
            ]
        }
    }

    private func answer(
        _ city: City, _ name: String, _ value: Case, as face: Call.Face = .page, by visitor: Visitor? = nil,
        sending values: [String: String] = [:],
        files: [UploadedFile] = []
    ) async throws -> Answer {
        let endpoint = try #require(city.cases.endpoints.first { $0.name == name && $0.face == face })
        var submitted = Submitted(values: values.mapValues { [$0] })
        submitted.files = files
        return try await endpoint.answer(
            Call(
                method: endpoint.method, path: endpoint.path, face: face, parameters: ["id": value.id.rawValue], submitted: submitted,
                visitor: visitor ?? city.visitor, requestID: "request-1", now: city.clock.now, surroundings: city.clock.surroundings))
    }

    private func plan(_ text: String = "%PDF-1.7 new", name: String = "新平面图.pdf") -> UploadedFile {
        UploadedFile(field: "material.floor-plan", name: name, type: "application/pdf", bytes: Array(text.utf8))
    }

    @Test(arguments: TestDatabases.each()) func `a good file is kept where something else is wrong, and a lying one is marked at its box`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await asked(city)
            let version = String(value.version)
            let lie = await problem {
                _ = try await answer(
                    city, "cases.supply", value, sending: ["version": version, "premises.area": "70"],
                    files: [plan("GIF89a", name: "plan.pdf")])
            }
            #expect(lie?.faults.map(\.field) == ["material.floor-plan"])
            let slip = await problem {
                _ = try await answer(city, "cases.supply", value, sending: ["version": version, "premises.area": "many"], files: [plan()])
            }
            #expect(slip?.faults.map(\.field) == ["premises.area"])
            guard case .page(let page) = try await answer(city, "cases.additions", value).content else { return }
            #expect(page.body.string.contains("新平面图.pdf"))
            let done = try await answer(city, "cases.supply", value, sending: ["version": version, "premises.area": "70"])
            #expect(done.status == 303)
            let file = try await city.cases.caseFile(value.id, for: city.visitor, at: city.clock.now)
            #expect(file.file.attachments.filter { $0.caseID == value.id }.map(\.name) == ["新平面图.pdf"])
            #expect(file.file.facts["premises.area"]?.value == 70 && file.current.status == .submitted)
            // The page of before says so and stores nothing.
            #expect(await problem { _ = try await answer(city, "cases.additions", value) }?.code == "cases.not-allowed")
            city.clock.advance(seconds: 60)
            let stale = await problem {
                _ = try await answer(
                    city, "cases.supply", value, sending: ["version": version, "premises.area": "80"], files: [plan("%PDF-1.7 late")])
            }
            #expect(stale?.code == "cases.stale")
            #expect(try await city.cases.attachments(of: value.application).count == 2)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a second click finds done what the first did, a late one is stale`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            let officer = city.officer(.window)
            let version = ["version": String(value.version)]
            for _ in 0..<2 {
                #expect(try await answer(city, "console.acceptance", value, by: officer, sending: version).status == 303)
            }
            #expect(try await city.events(value).map(\.action) == [.submit, .accept])
            // Another hand, and the same hand a while later, are told that the page is stale.
            let other = await problem {
                _ = try await answer(city, "console.acceptance", value, by: city.officer(.window), sending: version)
            }
            #expect(other?.code == "cases.stale")
            city.clock.advance(seconds: 11)
            let late = await problem { _ = try await answer(city, "console.acceptance", value, by: officer, sending: version) }
            #expect(late?.code == "cases.stale")
            let mine = ["version": String(try await city.current(value).version)]
            for _ in 0..<2 { #expect(try await answer(city, "cases.withdraw", value, sending: mine).status == 303) }
            #expect(try await city.current(value).status == .withdrawn)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a file that is refused does not take away the one before`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let open = try await city.open("food-permit")
            let fill = try #require(city.cases.endpoints.first { $0.name == "drafts.fill" && $0.face == .page })
            func post(_ file: UploadedFile) async -> Problem? {
                await problem {
                    var submitted = Submitted(values: ["premises.area": ["60"]])
                    submitted.files = [file]
                    _ = try await fill.answer(
                        Call(
                            method: .post, path: fill.path, face: .page, parameters: ["id": open.draft.id.rawValue], submitted: submitted,
                            visitor: city.visitor, requestID: "request-1", now: city.clock.now, surroundings: city.clock.surroundings))
                }
            }
            #expect(await post(plan()) == nil)
            let refusal = await post(plan("GIF89a", name: "plan.pdf"))
            #expect(refusal?.faults.map(\.field) == ["material.floor-plan"])
            #expect(try await city.cases.attachments(of: open.draft.id).map(\.name) == ["新平面图.pdf"])
        }
    }
}
