import Catalogue
import Foundation
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import DataCentre

/// Standards, variants of codes, and what records get wrong.
struct QualityTests {
    private static let today = Instant(microseconds: 1_764_000_000_000_000).date

    private func number(_ seventeen: String) throws -> String {
        seventeen + String(try #require(ResidentIdentityNumber.checkDigit(seventeen)))
    }

    @Test func `a record is held against its elements, and against itself`() throws {
        let catalogue = try #require(DataCentreFixture.loaded)
        let resource = try #require(catalogue.resources["ga-population"])
        let own = try number("31010419930512992")
        func faults(_ more: [(String, JSON)], key: String? = nil) -> [String] {
            let record = JSON.object([JSON.Member("person.idNumber", .string(key ?? own))] + more.map { JSON.Member($0.0, $0.1) })
            return Quality.faults(of: record, in: resource, catalogue, today: Self.today).map { "\($0.element) \($0.rule.rawValue)" }
        }
        #expect(faults([("person.birthDate", "1993-05-12"), ("person.sex", "2")]) == [])
        #expect(faults([("person.birthDate", "1993-05-13")]) == ["person.birthDate contradiction"])
        #expect(faults([("person.sex", "1")]) == ["person.sex contradiction"])
        #expect(faults([("person.mobile", "12")]) == ["person.mobile value"])
        #expect(faults([], key: "310104199305129920x") == ["person.idNumber key"])
        #expect(faults([("person.mobile", .null)]) == [])
        let nameless = Quality.faults(of: ["person.name": "沈知夏"], in: resource, catalogue, today: Self.today)
        #expect(nameless == [QualityFault(element: "person.idNumber", rule: .key)])
    }

    @Test func `two dates of a record are held against each other, and what it tells of others is held against the standards`() throws {
        let catalogue = try #require(DataCentreFixture.loaded)
        func faults(_ resource: String, _ record: JSON) throws -> [String] {
            let resource = try #require(catalogue.resources[resource])
            return Quality.faults(of: record, in: resource, catalogue, today: Self.today).map { "\($0.element) \($0.rule.rawValue)" }
        }
        let on: JSON = ["enterprise.penaltyOn": "2025-03-01", "enterprise.penaltyDoneOn": "2025-02-01"]
        #expect(try faults("fg-penalties", on) == ["enterprise.penaltyDoneOn contradiction"])
        let after: JSON = ["enterprise.penaltyOn": "2025-03-01", "enterprise.penaltyDoneOn": "2025-03-01"]
        #expect(try faults("fg-penalties", after) == [])
        // A child of the register of parents: one right, one with another sex than its number says, one without a date.
        let number = try number("31010420190512992")
        let children: JSON = [
            "child": [
                ["person.idNumber": .string(number), "person.sex": "2"], ["person.idNumber": .string(number), "person.sex": "1"],
                ["person.idNumber": .string(number), "person.birthDate": "no date"],
            ]
        ]
        #expect(try faults("ga-children", children) == ["person.sex contradiction", "person.birthDate value"])
    }

    @Test func `a score falls with each faulty record`() {
        var run = QualityRun(day: Self.today, resource: "r", records: 400, faulty: 1, newest: Self.today.adding(days: -3))
        #expect(run.score == 9975 && QualityText.score(run.score) == "99.75%")
        run.records = 0
        run.faulty = 0
        #expect(run.score == 10_000)
        #expect(QualityText.score(9905) == "99.05%")
    }

    @Test func `variants of codes become those of the standard, at every depth`() {
        let mappings = [
            CodeMapping(resource: "r", element: "person.sex", theirs: "女", ours: "2"),
            CodeMapping(resource: "r", element: "person.sex", theirs: "0", ours: "1"),
        ]
        let record: JSON = [
            "person.sex": "女", "person.name": "女", "child": .array([["person.sex": .number("0")], ["person.sex": "未知"]]),
        ]
        #expect(
            CodeMapping.applied(mappings, to: record)
                == ["person.sex": "2", "person.name": "女", "child": .array([["person.sex": "1"], ["person.sex": "未知"]])])
    }

    @Test func `the grade follows from the element and everything else from the grade`() throws {
        let grades = DataElement.Sensitivity.allCases.map(ElementGrade.init)
        #expect(grades.map(\.level).sorted() == [1, 2, 3, 4])
        for (weaker, stricter) in zip(grades.sorted { $0.level < $1.level }, grades.sorted { $0.level < $1.level }.dropFirst()) {
            #expect(
                weaker.keptDays > stricter.keptDays && (!weaker.isMasked || stricter.isMasked) && (!stricter.mayLeave || weaker.mayLeave))
        }
        let catalogue = try #require(DataCentreFixture.loaded)
        let population = try #require(catalogue.resources["ga-population"])
        #expect(ElementGrade.strictest(of: population, in: catalogue).sensitivity == .sensitive)
    }

    @Test func `the shipped catalogue's columns and boxes are bound, or are told`() throws {
        let catalogue = try #require(DataCentreFixture.loaded)
        let findings = Standards.findings(catalogue, [])
        #expect(!findings.contains { $0.kind == .unboundColumn })
        for finding in findings { #expect(!finding.name.zh.isEmpty && !finding.words.en.isEmpty) }
    }

    @Test func `what is retired and still asked for is told`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../catalogue").standardized
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        let files = try names.map { name in
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            return CatalogueLoading.File(name, name.hasSuffix("sexes.yaml") ? text + "status: retired\n" : text)
        }
        let catalogue = try #require(CatalogueLoading.load(files: files).catalogue)
        let told = Standards.findings(catalogue, []).filter { $0.kind == .retired }
        #expect(told.contains { $0.code == "person.sex" && $0.name == catalogue.resources["ga-population"]?.name })
        #expect(told.allSatisfy { catalogue.elements[$0.code]?.codeList == "sexes" })
    }

    @Test(arguments: TestDatabases.each()) func `a night's look keeps what is wrong until it is mended`(_ engine: TestEngine) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, clock) = (fixture.dataCentre, fixture.clock)
            let snapshot = centre.catalogue.snapshot
            let resource = try #require(snapshot.resources["ga-population"])
            let own = fixture.subject.idNumber.rawValue
            func load(_ mobile: String) async throws {
                let record = RegisterRecord(
                    resource: "ga-population", key: own, content: ["person.idNumber": .string(own), "person.mobile": .string(mobile)],
                    updatedOn: clock.now.date)
                try await database.write { try centre.load([record], in: $0) }
            }
            try await load("12")
            try await centre.checkQuality(of: resource, snapshot, at: clock.now)
            func runs() async throws -> [QualityRun] {
                try await database.read { try centre.quality.runs(of: ["ga-population"], since: clock.now.date.adding(days: -9), in: $0) }
            }
            #expect(try await runs().map(\.faulty) == [1])
            let endpoint = try #require(centre.endpoints.first { $0.name == "datacentre.faults" })
            func page(_ visitor: Visitor) async throws -> String {
                let call = Call(
                    method: .get, path: "/", face: .page, parameters: ["resource": "ga-population"], visitor: visitor, requestID: "r",
                    now: clock.now, surroundings: clock.surroundings)
                guard case .page(let page) = try await endpoint.answer(call).content else { return "" }
                return page.body.string
            }
            let shown = try await page(fixture.steward("gaj"))
            #expect(shown.contains(QualityText.masked(own)) && !shown.contains(own))
            #expect(try await fixture.lastLine().reference == "quality:ga-population")
            await #expect(throws: Problem.self) { _ = try await page(fixture.steward("mzj")) }
            try await load("13900000001")
            clock.advance(seconds: 24 * 3600)
            try await centre.checkQuality(of: resource, snapshot, at: clock.now)
            #expect(try await runs().map(\.faulty) == [1, 0])
            #expect(try await fixture.count("datacentre_fault") == 0)
        }
    }
}
