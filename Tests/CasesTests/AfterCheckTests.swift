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

/// 审批告知承诺: granted at once on a promise, checked afterwards, mended or revoked.
struct AfterCheckTests {
    /// A stall on a promise: the area is checked by the engine, the layout afterwards.
    private func promised(_ city: City, area: Int = 6, key: String = "key-1") async throws -> Case {
        var submission = city.submission("stall-permit", key: key, given: ["premises.area": .int(area)])
        submission.promises = Promises(approvals: ["stall-permit"])
        return try #require(try await city.cases.submit(submission, at: city.clock.now).cases.first)
    }

    private func answer(
        _ city: City, _ name: String, _ parameters: [String: String] = [:], as face: Call.Face = .api, by visitor: Visitor? = nil,
        sending values: [String: String] = [:]
    ) async throws -> Answer {
        let endpoint = try #require(city.cases.endpoints.first { $0.name == name && $0.face == face })
        return try await endpoint.answer(
            Call(
                method: endpoint.method, path: endpoint.path, face: face, parameters: parameters,
                submitted: Submitted(values: values.mapValues { [$0] }), visitor: visitor ?? city.visitor, requestID: "request-1",
                now: city.clock.now, surroundings: city.clock.surroundings))
    }

    private func json(_ answer: Answer) -> JSON { if case .json(let json) = answer.content { json } else { .null } }

    private func order(_ city: City, _ value: Case) async throws -> Case {
        try await city.perform(.orderMending, on: value, by: city.officer(.reviewer)) {
            ($0.reason, $0.legalBasis, $0.officers) = ("操作台紧邻卫生间", "某条例 第二十七条", ["甲", "乙"])
        }
    }

    private func revoke(_ city: City, _ value: Case) async throws -> Case {
        try await city.perform(.revokeGrant, on: value, by: city.officer(.approver)) {
            ($0.reason, $0.legalBasis) = ("逾期没有整改", "行政许可法 第六十九条")
        }
    }

    @Test(arguments: TestDatabases.each()) func `on a promise the decision is immediate, and the department has a date to check by`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await promised(city)
            #expect(value.status == .done && value.isInstant && value.promiseVersion == "1")
            #expect(value.licence != nil && value.afterCheck?.state == .due)
            #expect(value.afterCheck?.due.date == CaseFixture.calendar.due(from: city.clock.now.date, .workdays(30)).date)
            let list = json(try await answer(city, "console.after-checks", by: city.officer(.reviewer)))
            #expect(list["items"]?.array?.first?["case"]?.string == value.id.rawValue)
            #expect(list["items"]?.array?.first?["light"]?.string == "green")
            #expect(
                json(try await answer(city, "console.after-checks", by: city.officer(.reviewer, region: "310105")))["items"]?.array == [])
            let file = try await city.cases.caseFile(value.id, for: city.visitor, at: city.clock.now)
            let decision = try #require(file.documents.first { $0.kind == .grantDecision })
            #expect(decision.content["sentences"]?.text.contains("依据您的承诺") == true)
            #expect(file.file.frozen.approvals == ["stall-permit": "1"])
            #expect(file.file.frozen.materials.allSatisfy { $0.state == .covered && $0.promiseVersion == "1" })
        }
    }

    @Test(arguments: TestDatabases.each()) func `where a point that is not promised does not hold an officer decides, at once`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await promised(city, area: 1)
            #expect(value.status == .submitted && value.isOnPromise)
            let accepted = try await city.perform(.accept, on: value, by: city.officer(.window))
            #expect(accepted.due?.promised?.date == city.clock.now.date)
            // No review and no inspection before it: they come afterwards.
            let granted = try await city.perform(.grant, on: accepted, by: city.officer(.approver))
            #expect(granted.status == .granted && granted.afterCheck?.state == .due)
            // Where the promise is not offered, choosing it changes nothing.
            #expect(await problem { _ = try await promised(city, area: 30, key: "large") }?.faults.isEmpty == false)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what holds is noted by two officers, and ends the duty`(_ engine: TestEngine) async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await promised(city)
            let alone = await problem {
                try await city.perform(.passCheck, on: value, by: city.officer(.reviewer)) { $0.reason = "属实" }
            }
            #expect(alone?.faults.map(\.field) == ["officers"])
            let passed = try await city.perform(.passCheck, on: value, by: city.officer(.reviewer)) {
                ($0.reason, $0.officers) = ("与承诺相符", ["甲", "乙"])
            }
            #expect(passed.afterCheck?.state == .passed && passed.status == .done && passed.closedAt == value.closedAt)
            #expect(try await city.cases.afterChecks(city.officer(.reviewer).scope).cases.isEmpty)
            #expect(await problem { _ = try await order(city, passed) }?.code == "cases.not-in-check")
            #expect(try await city.cases.audit() == [])
        }
    }

    @Test(arguments: TestDatabases.each()) func `what does not hold is ordered to be mended, reported by its holder, and found mended`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let ordered = try await order(city, try await promised(city))
            let last = try #require(ordered.afterCheck?.mendBy?.date)
            #expect(last == CaseFixture.calendar.due(from: city.clock.now.date, .workdays(5)).date)
            let file = try await city.cases.caseFile(ordered.id, for: city.visitor, at: city.clock.now)
            #expect(file.documents.last?.kind == .mendingOrder && file.documents.last?.content["reason"]?.string == "操作台紧邻卫生间")
            let early = await problem { _ = try await revoke(city, ordered) }
            #expect(early?.code == "cases.mending-runs")
            let empty = await problem {
                _ = try await answer(
                    city, "cases.report-mended", ["id": ordered.id.rawValue], sending: ["version": String(ordered.version)])
            }
            #expect(empty?.faults.map(\.field) == ["reason"])
            let sent = ["version": String(ordered.version), "reason": "操作台已移走"]
            #expect(try await answer(city, "cases.report-mended", ["id": ordered.id.rawValue], sending: sent).status == 200)
            let reported = try await city.current(ordered)
            #expect(reported.afterCheck?.state == .reported)
            let mended = try await city.perform(.confirmMended, on: reported, by: city.officer(.reviewer)) { $0.reason = "已整改" }
            #expect(mended.afterCheck?.state == .mended)
            let kept = try #require(mended.licence)
            let licence = try #require(try await city.licences.licence(kept))
            #expect(licence.status == .active)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `not mended it is revoked with the licence, and the next promise is barred until somebody answers the objection`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let ordered = try await order(city, try await promised(city))
            let last = try #require(ordered.afterCheck?.mendBy?.date)
            city.clock.set(Instant(last.adding(days: 1), secondOfDay: 9 * 3600))
            #expect(
                await problem { try await city.perform(.revokeGrant, on: ordered, by: city.officer(.reviewer)) }?.code == "cases.wrong-role"
            )
            let revoked = try await revoke(city, ordered)
            #expect(revoked.afterCheck?.state == .revoked && revoked.status == .done)
            let lost = try #require(revoked.licence)
            let licence = try #require(try await city.licences.licence(lost))
            #expect(licence.status == .revoked)
            let file = try await city.cases.caseFile(revoked.id, for: city.visitor, at: city.clock.now)
            let decision = try #require(file.documents.last)
            #expect(decision.kind == .revocationDecision && decision.content["remedies"]?.array?.count == 2)
            #expect(decision.content["legalBasis"]?.string?.contains("第六十九条") == true)
            #expect(await problem { _ = try await promised(city, key: "again") }?.code == "cases.promise-barred")
            let open = try await city.open("stall-permit")
            #expect(open.barred.keys.contains(.approval) && open.promiseOffers.allSatisfy { $0.kind != .approval })
            // Shown to the person, objected to once, answered by an approver of the office.
            let listed = json(try await answer(city, "promises.list"))
            let record = try #require(listed["items"]?.array?.first?["id"]?.string)
            let id = ["id": record]
            #expect(
                await problem { _ = try await answer(city, "promises.objection", id, by: city.stranger, sending: ["words": "?"]) }?.status
                    == 404)
            _ = try await answer(city, "promises.objection", id, sending: ["words": "整改完成但未及时报告"])
            let twice = await problem { _ = try await answer(city, "promises.objection", id, sending: ["words": "再次"]) }
            #expect(twice?.code == "cases.already-objected")
            let waiting = json(try await answer(city, "console.after-checks", by: city.officer(.approver)))
            #expect(waiting["objections"]?.array?.map { $0["id"]?.string } == [revoked.id.rawValue])
            let reply = ["lifts": "true", "answer": "查明属实，撤销记录"]
            let atCase = ["id": revoked.id.rawValue]
            let wrong = await problem {
                _ = try await answer(city, "console.objection-answer", atCase, by: city.officer(.reviewer), sending: reply)
            }
            #expect(wrong?.code == "cases.wrong-role")
            let lifted = json(try await answer(city, "console.objection-answer", atCase, by: city.officer(.approver), sending: reply))
            #expect(lifted["state"]?.string == "lifted")
            #expect(try await city.messages.list(of: city.applicant.party).contains { $0.subject == BreachText.answered })
            #expect(try await promised(city, key: "free").status == .done)
            #expect(try await city.cases.audit() == [])
        }
    }

    @Test(arguments: TestDatabases.each()) func `revoked it takes every licence along that it issued, and one that has ended keeps none`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let result = "  - {licence: stall-permit, holder: applicant, face: {person.name: applicant.name}}"
            let more = """
                \(result)
                  - {licence: resident-card, holder: applicant, face: {person.name: applicant.name}}
                  - {licence: food-permit, holder: applicant, face: {person.name: applicant.name, premises.area: premises.area}}
                """
            let catalogue = try CityCatalogue.catalogue(replacing: result, with: more)
            try await CatalogueStore(database).publish(catalogue, note: "three results", at: TestClock().now)
            let city = try await City(database)
            let ordered = try await order(city, try await promised(city))
            let issued = try await city.events(ordered).flatMap(\.licences)
            try #require(issued.count == 3 && issued.first == ordered.licence)
            let now = city.clock.now
            try await database.write { connection in
                try city.licences.change(
                    issued[0], to: .cancelled, reason: "遗失", ground: "death", law: "《示例条例》", at: now, in: connection)
                try city.licences.change(issued[1], to: .frozen, reason: "核查中", at: now, in: connection)
            }
            let last = try #require(ordered.afterCheck?.mendBy?.date)
            city.clock.set(Instant(last.adding(days: 1), secondOfDay: 9 * 3600))
            #expect(try await revoke(city, ordered).afterCheck?.state == .revoked)
            var states: [LicenceStatus?] = []
            for id in issued { states.append(try await city.licences.licence(id)?.status) }
            #expect(states == [.cancelled, .revoked, .revoked])
            #expect(try await city.count("licences_event WHERE to_status = 'revoked'") == 2)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a date past the last holiday notice is settled with the year, though the case is done`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            city.calendars.current = WorkingCalendar(years: Array(CaseFixture.years.dropLast()))
            let value = try await promised(city)
            #expect(value.afterCheck?.due.provisional == true && value.status == .done)
            // The year's notice turns the provisional days into its own, as far as it reaches.
            city.calendars.current = CaseFixture.calendar
            try await city.cases.settleProvisionalDates()
            let settled = try #require(try await city.current(value).afterCheck)
            #expect(settled.due == CaseFixture.calendar.due(from: settled.grantedOn, .workdays(30)))
            let list = try await city.cases.afterChecks(city.officer(.reviewer).scope).cases
            #expect(list.map(\.afterCheck) == [settled])
        }
    }

    @Test func `random walks over an after-check stay on its table`() throws {
        var dice = SplitMix(seed: 7)
        let everyone = CaseFixture.staff(7, Set(CaseHand.allCases))
        var rules = CaseFixture.rules()
        (rules.separatesHands, rules.afterCheck) = (false, AfterCheckTerms(within: .workdays(30), mending: .workdays(5)))
        for _ in 0..<200 {
            var current = CaseFixture.submitted()
            current.promiseVersion = "1"
            current = try current.performing(CaseFixture.full(.accept), by: everyone, at: CaseFixture.monday, rules).after
            current = try current.performing(CaseFixture.full(.grant), by: everyone, at: CaseFixture.monday, rules).after
            var at = CaseFixture.monday
            for _ in 0..<12 {
                let action = AfterCheckStep.actions.sorted { $0.rawValue < $1.rawValue }.randomElement(using: &dice)!
                at = at.adding(seconds: Int64.random(in: 60...900_000, using: &dice))
                let (before, step) = (try #require(current.afterCheck), AfterCheckStep.of(action, from: current.afterCheck!.state))
                do {
                    current = try current.performing(CaseFixture.full(action), by: everyone, at: at, rules).after
                    #expect(current.afterCheck?.state == step?.to && current.status == .granted)
                    if action == .revokeGrant, before.state == .mending { #expect(before.mendBy.map { $0.date < at.date } == true) }
                } catch {
                    #expect(step == nil || action == .revokeGrant)
                }
            }
        }
        for state in AfterCheck.State.allCases {
            #expect(AfterCheckStep.table.contains { $0.from == state } == state.isOpen, "\(state)")
        }
    }

    @Test func `a record of a broken promise changes by its table alone`() {
        for from in BrokenPromise.State.allCases {
            for to in BrokenPromise.State.allCases {
                let record = BrokenPromise(
                    id: CaseFixture.id(1), caseID: CaseFixture.id(2), caseNumber: "N", item: "i", kind: .approval,
                    party: CaseFixture.applicant,
                    number: "1", state: from, reason: "", objection: nil, answer: nil, recordedAt: CaseFixture.monday,
                    until: LocalDate("2027-09-14")!)
                #expect((record.moved(to: to) != nil) == BrokenPromise.steps.contains { $0.from == from && $0.to == to })
                #expect(record.bars(on: LocalDate("2027-09-14")!) == (from != .lifted) && !record.bars(on: LocalDate("2027-09-15")!))
            }
        }
    }
}
