import Catalogue
import DataCentre
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// A record that the form contradicts is sent to its keeper by one button, once, whatever becomes of the draft.
@Suite struct ObjectingTests {
    /// A draft in which the mother says that her telephone is another than the register's.
    private func disputed(_ city: City) async throws -> OpenDraft {
        try await city.change(try await city.open()) { draft, _ in
            draft.answers["follow"] = "mother"
            draft.corrected.insert("mother.mobile")
            draft.given["mother.mobile"] = "13911112222"
        }
    }

    private func send(_ city: City, _ open: OpenDraft, words: String = "", by visitor: Visitor? = nil, file: UploadedFile? = nil)
        async throws
        -> Answer
    {
        let key = try #require(open.corrections.first?.offer.key)
        let endpoint = try #require(city.cases.endpoints.first { $0.name == "drafts.object" && $0.face == .page })
        var submitted = Submitted(values: ["record": [key], "words": [words]])
        if let file { submitted.files = [file] }
        return try await endpoint.answer(
            Call(
                method: .post, path: endpoint.path, face: .page, parameters: ["id": open.draft.id.rawValue], submitted: submitted,
                visitor: visitor ?? city.visitor, requestID: "r", now: city.clock.now, surroundings: city.clock.surroundings))
    }

    private let proof = UploadedFile(field: "evidence", name: "话费单.pdf", type: "application/pdf", bytes: Array("%PDF-1.7 bill".utf8))

    @Test(arguments: TestDatabases.each()) func `one button sends what stands and what should to the keeper, and a second finds it`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await disputed(city)
            let offered = try #require(open.corrections.first)
            #expect(offered.offer.resource == "ga-population" && offered.mayObject && offered.sent == nil)
            #expect(try await city.draftPage("drafts.check", open).contains("/drafts/\(open.draft.id)/objections"))
            #expect(try await send(city, open, words: "去年换的号码", file: proof).status == 303)
            #expect(try await send(city, open).status == 303)
            #expect(try await city.count("datacentre_correction") == 1)
            #expect(try await city.count("datacentre_evidence") == 1)
            // Saving the form afterwards loses nothing of it.
            let later = try await city.change(open) { draft, _ in draft.given["child.name"] = "沈念安" }
            let sent = try #require(later.corrections.first?.sent)
            #expect(sent.isOpen && sent.dueOn > city.clock.now.date && sent.link.text == "/data-corrections")
            let page = try await city.draftPage("drafts.check", later)
            #expect(page.contains("核查中") && !page.contains("请他们核查更正"))
            let standing = try await city.cases.dataCentre.objections(of: city.applicant.party, from: "draft:\(open.draft.id)")
            #expect(standing.map(\.element) == ["person.mobile"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `only whoever fills the form in, and only about what the form contradicts`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await disputed(city)
            #expect(await problem { _ = try await send(city, open, by: city.stranger) }?.code == "cases.not-found")
            let agreed = try await city.change(open) { draft, _ in
                draft.corrected.remove("mother.mobile")
                draft.given["mother.mobile"] = nil
            }
            #expect(agreed.corrections.isEmpty)
            #expect(await problem { _ = try await send(city, open) }?.faults.map(\.field) == ["record"])
            let lie = UploadedFile(field: "evidence", name: "话费单.pdf", type: "application/pdf", bytes: Array("GIF89a".utf8))
            let again = try await disputed(city)
            #expect(await problem { _ = try await send(city, again, file: lie) }?.faults.map(\.field) == ["evidence"])
            #expect(try await city.count("datacentre_correction") == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what is mended after the submission is told on the case`(_ engine: TestEngine) async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.change(try await disputed(city)) { draft, _ in
                draft.given["child.name"] = "沈念安"
                draft.given["mother.deliveryAddress"] = "徐汇区示例路 18 号"
                draft.given["child.ethnicity"] = "01"
            }
            _ = try await send(city, open)
            let submitted = try await city.cases.submit(open.submission(by: city.visitor), at: city.clock.now)
            let value = try #require(submitted.cases.first { $0.department == "gaj" || $0.department == "ga" } ?? submitted.cases.first)
            func corrected() async throws -> [CorrectedSource] {
                try await city.cases.caseFile(value.id, for: city.visitor, at: city.clock.now).corrected
            }
            #expect(try await corrected().isEmpty)
            city.clock.advance(seconds: 86_400)
            let objection = try #require(
                try await city.cases.dataCentre.objections(of: city.applicant.party, from: "draft:\(open.draft.id)").first)
            let mend = try #require(city.cases.dataCentre.endpoints.first { $0.name == "datacentre.correction-mend" && $0.face == .page })
            let scope = City.scope([.steward], department: nil, region: "310000").scope
            let steward = Visitor(kind: .staff, account: city.clock.newID(), name: "舒文", scope: scope, language: .zh)
            _ = try await mend.answer(
                Call(
                    method: .post, path: mend.path, face: .page, parameters: ["id": objection.id.rawValue],
                    submitted: Submitted(values: ["reason": ["已改为新号码"]]), visitor: steward, requestID: "r", now: city.clock.now,
                    surroundings: city.clock.surroundings))
            let file = try await city.cases.applicationFile(value.application, for: city.visitor)
            let resources = file.frozen.facts.values.map(\.source)
            #expect(try await !corrected().isEmpty == resources.contains(.resource(code: "ga-population")))
        }
    }
}
