import Catalogue
import Identity
import Kernel
import Licences
import Messages
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// Renewing in time: silence renews where the item says so, a reminder comes once, and one confirmation is an application.
struct RenewingTests {
    private func city(_ database: Database, _ result: String) async throws -> City {
        let catalogue = try CityCatalogue.catalogue(
            replacing: "{licence: food-permit, holder", with: "{licence: food-permit, once: [applicant.idNumber], \(result), holder")
        try await CatalogueStore(database).publish(catalogue, note: "", at: TestClock.mondayMorning)
        return try await City(database)
    }

    private func held(_ city: City, until: LocalDate) async throws -> Licence {
        var order = IssueOrder(
            type: "food-permit",
            holder: Licence.Holder(kind: .person, name: city.applicant.name, number: city.applicant.idNumber.rawValue),
            face: ["person.name": .string(city.applicant.name)], number: "FP-1", issuer: "scjg", issuedOn: city.clock.now.date,
            validUntil: until, caseID: nil)
        order.telling = []
        let (licences, now, made) = (city.licences, city.clock.now, order)
        return try await city.database.write { try licences.issue(made, at: now, in: $0) }
    }

    @Test(arguments: TestDatabases.each()) func `no decision by the last day renews the licence, and not a day earlier`(
        _ engine: TestEngine
    )
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await city(database, "succeeds: renewal, deemed: true")
            let until = city.clock.now.date.adding(days: 14)
            let licence = try await held(city, until: until)
            let submitted = try await city.submitFood()
            let accepted = try await city.perform(.accept, on: submitted, by: city.officer(.window))
            city.clock.set(Instant(until, secondOfDay: 23 * 3600))
            try await city.cases.deemRenewed(at: city.clock.now)
            #expect(try await city.status(accepted.id) == .accepted)
            city.clock.set(Instant(until.adding(days: 1), secondOfDay: 60))
            for _ in 0..<2 { try await city.cases.deemRenewed(at: city.clock.now) }
            let file = try await city.cases.caseFile(accepted.id, for: city.visitor, at: city.clock.now)
            let event = try #require(file.events.last { $0.action == .deemRenew })
            #expect(event.actorKind == .system && event.payload["licenceUntil"]?.string == until.description)
            #expect(file.documents.contains { $0.kind == .grantDecision })
            // In force at once, without anybody's hand.
            let issue = try #require(file.events.last { $0.action == .issue })
            #expect(issue.actorKind == .system && issue.at == event.at)
            let renewed = try #require(file.current.licence)
            let next = try #require(try await city.licences.licence(renewed))
            #expect(next.version == 2 && next.number == licence.number && next.status == .active)
            #expect(try await city.licences.licence(licence.id)?.status == .superseded)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what was applied for after the last day is not renewed by silence`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await city(database, "succeeds: renewal, deemed: true")
            let licence = try await held(city, until: city.clock.now.date.adding(days: 1))
            city.clock.advance(seconds: 3 * 86_400)
            let accepted = try await city.perform(.accept, on: try await city.submitFood(), by: city.officer(.window))
            city.clock.advance(seconds: 30 * 86_400)
            try await city.cases.deemRenewed(at: city.clock.now)
            #expect(try await city.status(accepted.id) == .accepted)
            #expect(try await city.licences.licence(licence.id)?.status == .active)
        }
    }

    @Test(arguments: TestDatabases.each()) func `silence renews nothing where the item does not say so`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await city(database, "succeeds: renewal")
            _ = try await held(city, until: city.clock.now.date.adding(days: 3))
            let accepted = try await city.perform(.accept, on: try await city.submitFood(), by: city.officer(.window))
            city.clock.advance(seconds: 5 * 86_400)
            try await city.cases.deemRenewed(at: city.clock.now)
            #expect(try await city.status(accepted.id) == .accepted)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what came to nothing can be confirmed again`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            func failed() async throws -> Int {
                try await database.read { try city.cases.tables.applications.failed("food-permit", of: city.applicant.party, in: $0) }
            }
            let submitted = try await city.submitFood()
            #expect(try await failed() == 0)
            _ = try await city.cases.perform(
                submitted.id, CaseMove(.withdraw), for: city.visitor, expectedVersion: submitted.version, at: city.clock.now)
            #expect(try await failed() == 1)
        }
    }

    @Test(
        arguments: TestDatabases.each(),
        [
            ("", "/licences/", "12345"), ("succeeds: renewal, ", "/things/food-permit", "请在到期前办理“食品经营许可”。"),
            ("succeeds: renewal, confirms: [unchanged], ", "/renewal", "打开确认一次即可"),
        ]) func `holders are led to where their licence is renewed, and told of one confirmation only where one does`(
            _ engine: TestEngine, _ way: (result: String, link: String, words: String)
        ) async throws
    {
        try await engine.with(City.migrations) { database in
            let catalogue = try CityCatalogue.catalogue(
                replacing: "results:\n  - {licence: food-permit, holder",
                with: """
                    questions:
                      - {code: unchanged, ask: {zh: 都没有变吗？, en: Is nothing changed?}, kind: yesNo}
                    results:
                      - {licence: food-permit, \(way.result)holder
                    """)
            try await CatalogueStore(database).publish(catalogue, note: "", at: TestClock.mondayMorning)
            let city = try await City(database)
            let until = city.clock.now.date.adding(days: 20)
            let licence = try await held(city, until: until)
            let payload: JSON = ["licence": .string(licence.id.rawValue), "type": .string(licence.type)]
            let now = city.clock.now
            let told = try await database.read { try city.cases.licenceMessages(Licences.renewableTopic, payload, at: now, in: $0) }
            let message = try #require(told.first)
            let link = try #require(message.link).text
            #expect(told.count == 1 && message.to == city.applicant.party)
            #expect(message.body.zh.contains(way.words) && message.body.zh.contains("的证照将于 \(until.text.zh)到期"), "\(message.body.zh)")
            #expect(message.body.zh.contains("确认一次") == way.result.contains("confirms"))
            #expect(message.body.en.contains("one confirmation") == way.result.contains("confirms"))
            #expect(link.contains(way.link) && link.hasSuffix("/renewal") == way.result.contains("confirms"), "\(link)")
        }
    }

    @Test func `the review point counts the days as the licence's type does, up to the day of the application`() throws {
        let catalogue = try #require(DraftFixture.loaded)
        let (item, thing) = (try #require(catalogue.items["food-licence-renewal"]), try #require(catalogue.thing("food-licence-renewal")))
        let window = try #require(catalogue.renewalWindow(of: item))
        let point = try #require(item.reviewPoints.first { $0.window != nil })
        #expect(window.unit == .workday && point.check == nil && point.isAutomatic)
        let calendar = CaseFixture.calendar
        func outcome(_ end: LocalDate?, on day: LocalDate, window: LicenceType.Renewal? = window) -> CheckResult {
            let facts = end.map {
                ["enterprise.foodLicenceUntil": Fact(value: .string($0.description), source: .resource(code: "sc-food"), asOf: day)]
            }
            // Judged days later: what counts is when it was applied for.
            let judge = CaseJudge(thing: thing, catalogue: catalogue, facts: facts ?? [:], answers: [:], today: day.adding(days: 40))
            let timing = window.map { ReviewChecks.Timing(window: $0, appliedOn: day, calendar: calendar) }
            return ReviewChecks.results([point], judge, timing)[0]
        }
        // A week of October is no time to work in: fourteen working days before this last day lie a good while earlier than elsewhere.
        let end = try #require(LocalDate("2026-10-15"))
        var seen: Set<CheckResult.Outcome> = []
        for days in -3...170 {
            let day = end.adding(days: -days)
            let left = days < 0 ? -1 : calendar.workdays(after: day, through: end)
            let expected: CheckResult.Outcome = (15...90).contains(left) ? .holds : .fails
            let found = outcome(end, on: day)
            #expect(found.outcome == expected, "\(day): \(left)")
            #expect(found.deciding == ["enterprise.foodLicenceUntil"])
            seen.insert(found.outcome)
        }
        #expect(seen == [.holds, .fails])
        #expect(outcome(nil, on: end).outcome == .unknown && outcome(end, on: end, window: nil).outcome == .unknown)
    }

    @Test func `only the engine renews by silence, after the last day`() throws {
        var accepted = CaseFixture.submitted()
        accepted = try accepted.performing(
            CaseFixture.full(.accept), by: CaseFixture.staff(1, [.window]), at: CaseFixture.monday, CaseFixture.rules()
        ).after
        let day = CaseFixture.monday.date
        var move = CaseMove(.deemRenew)
        func result(_ move: CaseMove, by actor: CaseActor = .system) -> CaseRefusal? {
            do throws(CaseRefusal) {
                _ = try accepted.performing(move, by: actor, at: CaseFixture.monday, CaseFixture.rules())
                return nil
            } catch {
                return error
            }
        }
        #expect(result(move) == .notDue)
        move.licenceUntil = day
        #expect(result(move) == .notDue)
        move.licenceUntil = day.adding(days: -1)
        // Received on that day, after the last.
        #expect(result(move) == .notDue)
        accepted.clock.receivedOn = day.adding(days: -1)
        #expect(result(move) == nil)
        #expect(result(move, by: CaseFixture.staff(2, Set(CaseHand.allCases).subtracting([.system]))) == .wrongHand(.deemRenew, [.system]))
    }

    @Test(arguments: TestDatabases.each()) func `holders are told what happens to their licence, and applicants whose case relies on it`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let licence = try await held(city, until: city.clock.now.date.adding(days: 30))
            let case_ = try await city.submitFood()
            let number = case_.number
            let (licences, now) = (city.licences, city.clock.now)
            let stood = try await database.read { try licences.stands("food-permit", number: "FP-1", on: now.date, in: $0) }
            #expect(stood)
            let purpose = LicencePurpose(
                reader: .staff, account: nil, user: Text(same: "x"), item: "food-permit", reference: "case:\(number)",
                reason: Text("办理", "For a case"), basis: "法", consent: .application)
            _ = try await licences.use("food-permit", number: "FP-1", for: purpose, at: now)
            try await database.write { try licences.change(licence.id, to: .frozen, reason: "x", ground: "lost", at: now, in: $0) }
            let frozen = try await city.told(Licences.changedTopic)
            #expect(frozen.contains { $0.link == "/licences/\(licence.id)" && $0.body.zh.contains("持证人报失") })
            let dependent = try #require(frozen.first { $0.link == "/applications/\(case_.application)" })
            #expect(frozen.count == 2 && dependent.subject.zh.contains("冻结"))
            try await database.read { connection in
                let altered = try licences.altered("food-permit", number: "FP-1", since: now.adding(seconds: -1), in: connection)
                #expect(altered?.to == .frozen)
                #expect(try licences.altered("food-permit", number: "FP-1", since: now, in: connection) == nil, "it was so before")
                #expect(try !licences.stands("food-permit", number: "FP-1", on: now.date, in: connection))
            }
        }
    }
}

extension City {
    fileprivate func status(_ id: ID) async throws -> CaseStatus? {
        try await database.read { try cases.tables.cases.case_(id, in: $0) }?.status
    }

    /// What the room's own subscription makes of the news that waits, told to the applicant.
    fileprivate func told(_ topic: String) async throws -> [Message] {
        let before = Set(try await messages.list(of: applicant.party).map(\.id))
        let rows = try await database.read { try $0.rows("SELECT payload, posted_at FROM store_outbox WHERE topic = \(topic) ORDER BY id") }
        for row in rows {
            let (payload, at) = (try row.json("payload"), try row.instant("posted_at"))
            try await database.write { connection in
                for one in try cases.licenceMessages(topic, payload, at: at, in: connection) { try messages.send(one, in: connection) }
            }
        }
        return try await messages.list(of: applicant.party).filter { !before.contains($0.id) }
    }
}
