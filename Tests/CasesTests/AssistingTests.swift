import Catalogue
import DataCentre
import Graph
import Identity
import Kernel
import Messages
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// One office asks another about a case, and the applicant is left in peace.
@Suite struct AssistingTests {
    private func police(_ city: City, _ roles: Role..., region: String = "310000") -> Visitor {
        let id = city.clock.newID()
        let scope = City.scope(roles.isEmpty ? [.window] : roles, department: "gaj", region: region).scope
        return Visitor(kind: .staff, account: id, name: "蒋海峰", scope: scope, language: .zh)
    }

    private func wish(_ words: String = "该场所的门牌是否已登记？", subject: String = "material:floor-plan") -> AssistanceWish {
        AssistanceWish(subject: subject, department: "gaj", words: words)
    }

    private func problemOf(_ body: () async throws -> Void) async -> String? { await problem(body)?.code }

    @Test func `only the rows of the table are allowed, and each ends the request`() throws {
        let request = try Self.sample()
        for state in AssistanceState.allCases {
            for action in AssistanceAction.allCases {
                for hand in AssistanceHand.allCases {
                    var value = request
                    value.state = state
                    let row = AssistanceTransition.of(action, from: state)
                    let answer = AssistanceAnswer(officerName: "蒋", words: "有登记")
                    do {
                        let after = try value.taking(action, by: hand, answer, at: CaseFixture.monday)
                        #expect(row?.to == after.state && row?.hand == hand && after.revision == 2 && after.answeredAt != nil)
                    } catch {
                        #expect(row == nil || row?.hand != hand, "\(state) \(action) \(hand)")
                    }
                }
            }
        }
        #expect(throws: AssistanceRefusal.reasonMissing) {
            _ = try request.taking(.refuse, by: .asked, AssistanceAnswer(officerName: "蒋", words: "  "), at: CaseFixture.monday)
        }
        #expect(throws: AssistanceRefusal.answerMissing) {
            _ = try request.taking(.answer, by: .asked, AssistanceAnswer(officerName: "蒋"), at: CaseFixture.monday)
        }
    }

    @Test(arguments: TestDatabases.each()) func `an answer stands on the case with its provenance, in its history and in the person's log`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            let (officer, clerk) = (city.officer(.reviewer), police(city))
            let request = try await city.cases.ask(wish(), about: value.id, for: officer, at: city.clock.now)
            // Monday, five working days.
            #expect(request.dueOn == LocalDate("2026-11-30") && request.to.department == "gaj" && request.question.name == "顾晓岚")
            let before = try await city.current(value)
            #expect(before.clock == value.clock && before.due == value.due && before.status == value.status)
            #expect(try await city.cases.ask(wish("再问一次"), about: value.id, for: officer, at: city.clock.now).id == request.id)

            city.clock.advance(seconds: 3600)
            let file = UploadedFile(field: "file", name: "登记表.pdf", type: "application/pdf", bytes: Array("%PDF-1.7 record".utf8))
            let done = try await city.cases.reply(
                AssistanceReply(.answer, words: "门牌已登记", file: file), to: request.id, for: clerk, at: city.clock.now)
            #expect(done.state == .answered && done.answer?.officerName == "蒋海峰" && done.answer?.asOf == city.clock.now.date)
            let opened = try await city.cases.caseFile(value.id, for: officer, at: city.clock.now)
            #expect(opened.assistances.map(\.state) == [.answered] && opened.assistances.first?.answer?.words == "门牌已登记")
            #expect(opened.events.map(\.action) == [.submit, .requestAssistance, .closeAssistance])
            #expect(opened.events.last?.payload["assistance"]?["id"]?.string == request.id.rawValue)
            #expect(opened.file.attachments.contains { $0.name == "登记表.pdf" && $0.caseID == value.id })
            #expect(opened.current.due == value.due)
            // What was said stands in no other place than the sealed answer.
            #expect(!opened.events.contains { $0.payload.text.contains("门牌已登记") })
            let log = try await city.cases.dataCentre.accesses(about: city.applicant.party)
            let line = try #require(log.first { $0.resource == "assistance/gaj" })
            #expect(line.outcome == "found" && line.department == "scjg" && line.reference == "case:\(value.number)")
            // The applicant's own page tells nothing of it and they are asked for nothing.
            let own = try await city.cases.caseFile(value.id, for: city.visitor, at: city.clock.now)
            #expect(own.assistances.isEmpty && own.current.status == .submitted)
            #expect(
                await problemOf {
                    try await city.cases.reply(
                        AssistanceReply(.refuse, words: "已答"), to: request.id, for: clerk, at: city.clock.now)
                } == "cases.assistance-closed")
        }
    }

    @Test(arguments: TestDatabases.each()) func `only the two offices see a request, and each does its own part`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            let officer = city.officer(.window)
            let request = try await city.cases.ask(wish(), about: value.id, for: officer, at: city.clock.now)
            let strangers = [
                city.visitor, .anonymous(.zh), police(city, .window, region: "310104"), police(city, .editor, .administrator),
                city.officer(.window, region: "310105"),
            ]
            for stranger in strangers {
                #expect(await problemOf { _ = try await city.cases.assistance(request.id, for: stranger) } == "cases.no-assistance")
                #expect(
                    await problemOf {
                        try await city.cases.reply(AssistanceReply(.reportNothing), to: request.id, for: stranger, at: city.clock.now)
                    } == "cases.no-assistance")
                #expect(await problem { try await city.cases.takeBack(assistance: request.id, for: stranger, at: city.clock.now) } != nil)
            }
            #expect(
                await problemOf {
                    try await city.cases.reply(AssistanceReply(.reportNothing), to: request.id, for: officer, at: city.clock.now)
                } == "cases.assistance-office")
            let supervisor = police(city, .supervisor)
            #expect(try await city.cases.assistance(request.id, for: supervisor).id == request.id)
            #expect(
                await problemOf {
                    try await city.cases.reply(AssistanceReply(.reportNothing), to: request.id, for: supervisor, at: city.clock.now)
                } == "cases.assistance-office")
            #expect(
                await problemOf { try await city.cases.ask(wish(), about: value.id, for: city.officer(.supervisor), at: city.clock.now) }
                    == "cases.wrong-role")
            #expect(
                await problemOf { try await city.cases.ask(wish(), about: value.id, for: police(city), at: city.clock.now) }
                    == "cases.not-found")
            try await city.cases.takeBack(assistance: request.id, for: officer, at: city.clock.now)
            #expect(try await city.cases.assistance(request.id, for: officer).state == .withdrawn)
            // Taken back is not the end of asking.
            let again = try await city.cases.ask(wish(), about: value.id, for: officer, at: city.clock.now)
            #expect(again.id != request.id)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what cannot be asked is refused with the box that is wrong, and leaves nothing`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            let officer = city.officer(.reviewer)
            let wrong: [(AssistanceWish, String)] = [
                (wish(subject: "material:unknown"), "subject"), (wish("  "), "words"),
                (AssistanceWish(subject: "material:floor-plan", words: "有没有？"), "department"),
                (AssistanceWish(subject: "material:floor-plan", role: "mother", department: "gaj", words: "有没有？"), "role"),
                (AssistanceWish(subject: "other", department: "gaj", words: "有没有？", days: 6), "days"),
                (
                    AssistanceWish(subject: "other", department: "scjg", region: RegionCode("310104"), words: "有没有？"), "department"
                ),
            ]
            for (wish, field) in wrong {
                let refusal = await problem { try await city.cases.ask(wish, about: value.id, for: officer, at: city.clock.now) }
                #expect(refusal?.faults.map(\.field) == [field], "\(wish)")
            }
            #expect(try await city.count("cases_assistance") == 0)
            #expect(try await city.events(value).count == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what is late is reminded of once a working day, and the end of a case ends the asking`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            let officer = city.officer(.window)
            let staff = Staff(id: city.clock.newID(), number: "SC-1", name: "钱", person: city.neighbour.id, scope: officer.scope)
            let account = Account(id: try #require(officer.account), login: "qian", owner: .staff(staff.id), level: 4)
            let (identity, now) = (city.cases.identity, city.clock.now)
            try await database.write { connection in
                try identity.insert(staff: [staff], in: connection)
                try identity.insert(account, passwordHash: "-", at: now, in: connection)
            }
            let request = try await city.cases.ask(wish(), about: value.id, for: officer, at: city.clock.now)
            let job = try #require(city.cases.jobs.first { $0.name == "cases.assistance" })
            func reminders() async throws -> Int { try await city.cases.assistance(request.id, for: officer).reminders }
            try await job.run(database, city.clock.now)
            #expect(try await reminders() == 0)
            // Tuesday after the date, twice; then the Wednesday.
            for (days, expected) in [(8, 1), (0, 1), (1, 2)] {
                city.clock.advance(seconds: Int64(days) * 86_400)
                try await job.run(database, city.clock.now)
                #expect(try await reminders() == expected)
            }
            let told = try await city.messages.list(of: city.neighbour.party)
            #expect(told.count == 1 && told.first?.subject.en.contains("late") == true)
            let current = try await city.current(value)
            try await city.cases.perform(
                value.id, CaseMove(.withdraw), for: city.visitor, expectedVersion: current.version, at: city.clock.now)
            #expect(
                await problemOf {
                    try await city.cases.reply(AssistanceReply(.reportNothing), to: request.id, for: police(city), at: city.clock.now)
                } == "cases.assistance-closed")
            try await job.run(database, city.clock.now)
            #expect(try await city.cases.assistance(request.id, for: officer).state == .lapsed)
        }
    }

    @Test(arguments: TestDatabases.each()) func `the asked office's list goes by date page by page, and the counts reach the graph`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            var asked: [Assistance] = []
            for number in 0..<5 {
                let value = try await city.submitFood(key: "food-\(number)", area: 60 + number)
                city.clock.advance(seconds: 60)
                asked.append(
                    try await city.cases.ask(
                        AssistanceWish(
                            subject: number < 3 ? "material:floor-plan" : "field:applicant.name", department: "gaj", words: "请核实",
                            days: 1 + number % 3),
                        about: value.id, for: city.officer(.reviewer), at: city.clock.now))
                if number < 4 {
                    let current = try await city.current(value)
                    try await city.cases.perform(
                        value.id, CaseMove(.withdraw), for: city.visitor, expectedVersion: current.version, at: city.clock.now)
                }
            }
            let scope = police(city).scope
            let rights = scope.predicate(AssistanceRights.seeing, department: "s.department", region: "s.region")
            var (seen, after) = ([ID](), WorklistKey?.none)
            repeat {
                let page = try await database.read { [after] in
                    try city.cases.tables.assistances.waiting(rights, after: after, limit: 2, in: $0)
                }
                seen += page.map(\.id)
                after = page.count == 2 ? page.last.map { WorklistKey(dueOn: $0.dueOn.description, id: $0.id) } : nil
            } while after != nil
            #expect(seen == asked.sorted { ($0.dueOn, $0.id) < ($1.dueOn, $1.id) }.map(\.id))
            let statistics = try await city.cases.statistics(city.catalogue.snapshot, until: city.clock.now.adding(seconds: 1))
            let counts = Dictionary(uniqueKeysWithValues: statistics.assistance.map { ($0.material ?? $0.element ?? "", $0.asked) })
            #expect(counts == ["floor-plan": 3, "person.name": 2])
        }
    }

    private static func sample() throws -> Assistance {
        let office = AssistingOffice("gaj", .shanghai)
        return Assistance(
            id: CaseFixture.id(1), caseID: CaseFixture.id(2), application: CaseFixture.id(3), caseNumber: "N", item: "food-permit",
            catalogueVersion: 1, from: AssistingOffice("scjg", .shanghai), asker: CaseFixture.id(4), to: office, subject: .other,
            role: "applicant", state: .open,
            question: AssistanceQuestion(askerName: "钱", name: "顾晓岚", number: "310104", words: "有没有？", basis: "食品安全法"),
            answer: nil, askedAt: CaseFixture.monday, dueOn: CaseFixture.monday.date, answeredAt: nil, reminders: 0, revision: 1)
    }
}
