import Foundation
import Identity
import Kernel
import Messages
import Store
import TestSupport
import Testing
import Web

@testable import DataCentre

/// What a person says about their data, and how the department answers.
struct CorrectingTests {
    private static let migrations = DataCentreFixture.migrations

    private func code(_ body: () async throws -> some Any) async -> String? {
        do { _ = try await body() } catch { return (error as? Problem)?.code }
        return nil
    }

    @Test func `only a row of the table is taken, and a department always says why`() {
        let now = Instant(microseconds: 1_764_000_000_000_000)
        let id = ID(at: now, random: Array(repeating: 1, count: 10))
        for state in CorrectionState.allCases {
            for action in CorrectionAction.allCases {
                for hand in CorrectionHand.allCases {
                    for answer in [nil, "", "查过"] {
                        let correction = Correction(
                            id: id, kind: .wrong, party: Party(.person, id), access: id, resource: "r", department: "gaj", state: state,
                            words: "w", answer: nil, madeAt: now, dueOn: now.date, decidedAt: nil, revision: 1)
                        let after = try? correction.taking(action, by: hand, answer: answer, at: now)
                        let row = CorrectionTransition.row(from: state, action, by: hand)
                        let isAllowed = row != nil && (hand == .person || answer == "查过")
                        #expect((after != nil) == isAllowed)
                        if let after { #expect(after.state == row?.to && after.revision == 2) }
                    }
                }
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `an objection reaches the department that holds the data, and the answer the person`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(Self.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, now) = (fixture.dataCentre, fixture.clock.now)
            _ = try await fixture.ask(fixture.question())
            let line = try await fixture.lastLine()
            let mine = fixture.visitor(fixture.subject)
            let objection = Objection(kind: .wrong, words: "住址已经搬了")
            let made = try await centre.object(objection, to: line.id, for: mine, at: now)
            #expect(made.department == "gaj" && made.state == .open && made.dueOn > now.date)
            #expect(try await centre.object(objection, to: line.id, for: mine, at: now).id == made.id)
            #expect(
                await code { try await centre.object(objection, to: line.id, for: fixture.visitor(fixture.other), at: now) }
                    == "datacentre.not-found")
            #expect(
                await code { try await centre.object(Objection(kind: .wrong, words: ""), to: line.id, for: mine, at: now) } == "invalid")
            let police = fixture.steward("gaj")
            #expect(
                await code { try await centre.take(.mend, on: made.id, answer: "x", for: fixture.steward("mzj"), at: now) }
                    == "datacentre.not-yours")
            #expect(
                await code { try await centre.take(.mend, on: made.id, answer: "x", expected: 7, for: police, at: now) }
                    == "datacentre.stale")
            #expect(
                await code { try await centre.take(.withdraw, on: made.id, answer: nil, for: fixture.visitor(fixture.other), at: now) }
                    == "datacentre.not-found")
            let mended = try await centre.take(.mend, on: made.id, answer: "已按居住证更正", for: police, at: now)
            #expect(mended.state == .mended)
            #expect(await code { try await centre.take(.withdraw, on: made.id, answer: nil, for: mine, at: now) } == "datacentre.closed")
            let told = try await centre.messages.list(of: fixture.subject.party)
            #expect(told.count == 1 && told[0].body.zh.contains("已按居住证更正") && told[0].link?.text == "/data-corrections")
            let rows = try await database.read { try $0.rows("SELECT * FROM datacentre_correction") }
            let bytes = String(decoding: try #require(rows.first).blob("words"), as: UTF8.self)
            #expect(rows.count == 1 && !bytes.contains("住址"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `what another store keeps stands on the same pages, the latest first, and none is lost`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(Self.migrations) { database in
            let other = (0..<40).map(elsewhere)
            let asked = Asked()
            let fixture = try await DataCentreFixture(
                database,
                elsewhere: { party, before, limit in
                    await asked.note(party)
                    let left = before.map { last in other.filter { $0.id < last } } ?? other
                    return Array(left.reversed().prefix(limit))
                })
            _ = try await fixture.ask(fixture.question())
            let line = try await fixture.lastLine()
            let own = try await fixture.dataCentre.object(
                Objection(kind: .wrong, words: "不对"), to: line.id, for: fixture.visitor(fixture.subject), at: fixture.clock.now)
            let first = try await mine(fixture, before: nil)
            let second = try await mine(fixture, before: first["next"]?.string)
            func ids(_ page: JSON) -> [String] {
                ((page["items"]?.array ?? []) + (page["others"]?.array ?? [])).compactMap { $0["id"]?.string }
            }
            #expect(ids(first).count == 30 && ids(second).count == 11 && second["next"] == .null)
            #expect(Set(ids(first) + ids(second)) == Set(other.map(\.id.rawValue) + [own.id.rawValue]))
            #expect(first["items"]?.array?.count == 1 && first["others"]?.array?.first?["link"] == "/licences/39")
            #expect(first["others"]?.array?.first?["dueOn"] == "2026-12-07")
            guard case .page(let page) = try await mine(fixture, before: nil, as: .page).content else { return }
            let text = page.body.string
            let (newest, next) = (try #require(text.range(of: "不对")), try #require(text.range(of: "珊瑚39号")))
            #expect(newest.lowerBound < next.lowerBound && text.contains("/licences/39/back"))
            #expect(await asked.parties == [fixture.subject.party])
        }
    }

    /// The subject's page of objections.
    private func mine(_ fixture: DataCentreFixture, before: String?, as face: Call.Face) async throws -> Answer {
        let endpoint = try #require(
            fixture.dataCentre.endpoints.first { $0.name == "datacentre.corrections-mine" && $0.face == face })
        return try await endpoint.answer(
            Call(
                method: .get, path: "/data-corrections", face: face, query: before.map { ["after": $0] } ?? [:],
                visitor: fixture.visitor(fixture.subject), requestID: "r", now: fixture.clock.now,
                surroundings: fixture.clock.surroundings))
    }

    private func mine(_ fixture: DataCentreFixture, before: String?) async throws -> JSON {
        guard case .json(let json) = try await mine(fixture, before: before, as: .api).content else { return .null }
        return json
    }

    private func elsewhere(_ number: Int) -> ObjectionElsewhere {
        ObjectionElsewhere(
            id: ID(at: Instant(microseconds: 1_000_000 * Int64(number)), random: Array(repeating: 1, count: 10)), kind: "licence",
            what: Text("证照\(number)", "Licence \(number)"), link: "/licences/\(number)", department: "gaj", state: "raised",
            stateName: Text("待核实", "To be looked at"), isOpen: true, isMended: false, words: "珊瑚\(number)号", answer: "",
            madeAt: Instant(microseconds: 0), due: DueDate(date: LocalDate("2026-12-07")!, provisional: true),
            takingBack: "/licences/\(number)/back")
    }

    /// Whose objections the other store was asked for.
    private actor Asked {
        var parties: Set<Party> = []
        func note(_ party: Party) { parties.insert(party) }
    }

    @Test(arguments: TestDatabases.each()) func `that the data were used at all is answered by whoever used them`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(Self.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            _ = try await fixture.ask(fixture.question("ga-population"), for: "student-aid")
            let line = try await fixture.lastLine()
            let made = try await fixture.dataCentre.object(
                Objection(kind: .use, words: "没有申请过"), to: line.id, for: fixture.visitor(fixture.subject), at: fixture.clock.now)
            #expect(made.department == line.department && made.department != "gaj")
        }
    }

    @Test(arguments: TestDatabases.each()) func `a steward's look at an objection is itself in the person's log`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(Self.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, clock) = (fixture.dataCentre, fixture.clock)
            _ = try await fixture.ask(fixture.question())
            let made = try await centre.object(
                Objection(kind: .wrong, words: "不对"), to: try await fixture.lastLine().id, for: fixture.visitor(fixture.subject),
                at: clock.now)
            clock.advance(seconds: 5)
            let endpoint = try #require(centre.endpoints.first { $0.name == "datacentre.correction" && $0.face == .page })
            func open(_ visitor: Visitor) async throws -> Answer {
                try await endpoint.answer(
                    Call(
                        method: .get, path: "/", face: .page, parameters: ["id": made.id.rawValue], visitor: visitor, requestID: "r",
                        now: clock.now, surroundings: clock.surroundings))
            }
            guard case .page(let page) = try await open(fixture.steward("gaj")).content else {
                Issue.record("no page")
                return
            }
            let number = fixture.subject.idNumber
            #expect(page.body.string.contains(number.masked) && !page.body.string.contains(number.rawValue))
            #expect(try await fixture.lastLine().reference == "correction:\(made.id)")
            await #expect(throws: Problem.self) { _ = try await open(fixture.steward("mzj")) }
        }
    }

    @Test(arguments: TestDatabases.each()) func `the stewards who answer are told of an objection, and once when its last day has passed`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(Self.migrations) { database in
            // Nine working days from a Monday end on a Friday.
            let fixture = try await DataCentreFixture(database, settings: DataCentreSettings(correctionWorkdays: 9))
            let (centre, clock, now) = (fixture.dataCentre, fixture.clock, fixture.clock.now)
            _ = try await fixture.staff("gaj", fixture.other)
            _ = try await fixture.ask(fixture.question())
            let mine = fixture.visitor(fixture.subject)
            let line = try await fixture.lastLine()
            var made: [Correction] = []
            for _ in 0..<2 {
                made.append(try await centre.object(Objection(kind: .wrong, words: "住址已经搬了"), to: line.id, for: mine, at: now))
            }
            let claim = CorrectionClaim(
                element: "person.householdAddress", label: Text(same: "住址"), held: Text(same: "示例路 18 号"), claimed: Text(same: "示例路 9 号"),
                reference: fixture.purpose.reference)
            let formed = try await centre.object(
                claim, to: "ga-population", keys: [fixture.subject.idNumber.rawValue], words: "", evidence: nil, for: mine, at: now)
            func told() async throws -> [Message] { try await centre.messages.list(of: fixture.other.party, limit: 50) }
            let first = try await told()
            #expect(made[0].id == made[1].id && made[0].dueOn.weekday == 5)
            #expect(
                Set(first.map(\.reference)) == ["objection:\(made[0].id)/made", "objection:\(formed.id)/made"] && first.count == 2)
            for message in first {
                #expect(message.subject.zh.contains("有误") && message.body.zh.contains(made[0].dueOn.text.zh))
                let said = [message.subject, message.body].map { $0.zh + $0.en }.joined()
                for personal in [fixture.subject.name, fixture.subject.idNumber.rawValue, "搬了", "示例路"] {
                    #expect(!said.contains(personal), "\(said)")
                }
            }
            _ = try await centre.take(.keep, on: formed.id, answer: "登记无误", for: fixture.steward("gaj"), at: now)
            func late(days: Int) async throws -> [String] {
                clock.set(Instant(made[0].dueOn.adding(days: days), secondOfDay: 9 * 3600))
                try await centre.remindOfObjections(at: clock.now)
                return try await told().map(\.reference).filter { $0.hasSuffix("/late") }
            }
            // Its last day, and a weekend on which nobody is reminded.
            for days in 0...2 { #expect(try await late(days: days) == [], "\(days)") }
            for days in 3...12 { #expect(try await late(days: days) == ["objection:\(made[0].id)/late"], "\(days)") }
            #expect(try await told().first?.subject.zh.contains("逾期") == true)
        }
    }

    @Test(arguments: TestDatabases.each()) func `the pages name the limit that the city has set`(_ engine: TestEngine) async throws {
        try await engine.with(Self.migrations) { database in
            let fixture = try await DataCentreFixture(database, settings: DataCentreSettings(correctionWorkdays: 5))
            #expect(try await fixture.page("datacentre.corrections", by: fixture.steward(nil)).contains("5 个工作日内核查"))
            _ = try await fixture.ask(fixture.question())
            let line = try await fixture.lastLine()
            let form = try await fixture.page("datacentre.objection", by: fixture.visitor(fixture.subject), ["id": line.id.rawValue])
            #expect(form.contains("5 个工作日内核查"))
            // What waits for an answer stands on the first page of whoever answers.
            let objection = Objection(kind: .wrong, words: "地址不对")
            let made = try await fixture.dataCentre.object(
                objection, to: line.id, for: fixture.visitor(fixture.subject), at: fixture.clock.now)
            let link = "/console/data/corrections/\(made.id)"
            let (own, other) = (
                try await fixture.page("datacentre.home", by: fixture.steward("gaj")),
                try await fixture.page("datacentre.home", by: fixture.steward("mzj"))
            )
            #expect(own.contains(link) && !other.contains(link))
        }
    }
}
