import Catalogue
import Kernel
import Store
import TestSupport
import Testing

@testable import Cases

/// What only the applicant says, although a register keeps such facts, is for an officer's eyes and never granted by the engine.
struct OwnWordTests {
    private static let word: [String: JSON] = [
        "mother.birthRecordNumber": "FM202611990001", "mother.deliveryMode": "natural", "child.name": "沈念安", "child.sex": "2",
        "child.birthDate": "2026-11-16", "child.birthTime": "05:42", "child.birthHospital": "示例妇幼保健院",
        "child.birthRegionCode": "310104003", "child.birthWeightGrams": 3280, "child.birthLengthCentimetres": 50,
        "child.gestationWeeks": 39, "child.birthHealth": "good", "child.plurality": "single", "child.childOrder": 1,
    ]

    private let today = LocalDate("2026-11-23")!

    private func birth(_ city: City) async throws -> Case {
        let open = try await city.open("birth-certificate")
        var fields = Self.word
        for known in open.checklist.fields where !known.isAsked { fields[known.field] = nil }
        for field in open.asked where fields[field] == nil { Issue.record("\(field) is asked and not told") }
        let body: JSON = [
            "answers": .object(open.checklist.openQuestions.map { JSON.Member($0.question.code, true) }),
            "fields": .object(fields.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) }), "declared": true,
        ]
        try await city.draftAct("applications.submit", ["code": "birth-certificate"], sending: ["declared": ["true"]], json: body)
        let cases = city.cases
        let found = try await city.database.read { connection in
            try connection.row("SELECT id FROM cases_case ORDER BY id DESC LIMIT 1").map {
                try cases.tables.cases.case_($0.id("id"), in: connection)
            }
        }
        return try #require(found ?? nil)
    }

    @Test(arguments: TestDatabases.each()) func `a birth that the register tells of is certified at once`(_ engine: TestEngine) async throws
    {
        try await engine.with(City.migrations) { database in
            let value = try await birth(try await DraftFixture.city(database))
            #expect(value.isInstant && value.checks.allSatisfy { $0.outcome == .holds }, "\(value.checks)")
        }
    }

    @Test(arguments: TestDatabases.each()) func `a birth that only the applicant tells of waits for an officer`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            try await database.write { _ = try $0.run("DELETE FROM datacentre_record WHERE resource = 'wj-births'") }
            let value = try await birth(city)
            #expect(!value.isInstant && value.status == .submitted)
            let outcomes = Dictionary(value.checks.map { ($0.point, $0.outcome) }, uniquingKeysWith: { first, _ in first })
            #expect(outcomes["record"] == .stated && outcomes["born"] == .stated)
            // Nobody else could give the child its name; and the sex follows from the identity number.
            #expect(outcomes["named"] == .holds && outcomes["mother"] == .holds)
        }
    }

    @Test func `what registers show to be in vain is told by the point, one's own word is not`() throws {
        let catalogue = try #require(DraftFixture.loaded)
        let thing = try #require(catalogue.thing("senior-allowance"))
        func points(_ source: Source) -> [String] {
            let holdings = Holdings(fields: [
                Holding(field: "applicant.birthDate", value: "1996-01-01", source: source, asOf: today)
            ])
            let checklist = Checklist.resolve(thing, in: catalogue, answers: [:], given: [:], holdings: holdings, today: today)
            return ReviewChecks.inVain(checklist, in: catalogue, on: today).map(\.code)
        }
        #expect(points(.account) == ["age"])
        #expect(points(.earlier(application: "A")) == [])
    }
}
