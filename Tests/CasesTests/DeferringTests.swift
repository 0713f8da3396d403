import Catalogue
import Identity
import Kernel
import Messages
import Store
import TestSupport
import Testing
import Web

// Store has a type of this name too.
import struct Cases.Submission

@testable import Cases

/// 容缺: a paper follows an acceptance on a promise. It is owed, it stands in the way of the decision, and its date is kept.
struct DeferringTests {
    /// A stall whose rules are to follow, with its plan handed in.
    private func submitted(_ city: City) async throws -> Case {
        let draft = city.clock.newID()
        let plan = try #require(city.catalogue.snapshot.items["stall-permit"]?.materials.first)
        _ = try await city.cases.attach(City.pdf(), as: plan, to: draft, at: city.clock.now)
        var submission = city.submission("stall-permit", given: ["premises.area": 6], draft: draft)
        submission.promises = Promises(deferrals: ["stall-rules"])
        return try #require(try await city.cases.submit(submission, at: city.clock.now).cases.first)
    }

    private func reviewed(_ city: City) async throws -> Case {
        let accepted = try await city.perform(.accept, on: try await submitted(city), by: city.officer(.window))
        return try await city.perform(.recordOpinion, on: accepted, by: city.officer(.reviewer)) {
            ($0.reason, $0.opinion) = ("符合条件", .pass)
        }
    }

    private func handIn(
        _ city: City, _ value: Case, as face: Call.Face = .page,
        file: UploadedFile? = UploadedFile(
            field: "material.stall-rules", name: "制度.pdf", type: "application/pdf", bytes: Array("%PDF-1.7 rules".utf8))
    ) async throws -> Answer {
        let endpoint = try #require(city.cases.endpoints.first { $0.name == "cases.hand-in" && $0.face == face })
        var submitted = Submitted(values: ["version": [String(value.version)]])
        submitted.files = file.map { [$0] } ?? []
        return try await endpoint.answer(
            Call(
                method: endpoint.method, path: endpoint.path, face: face, parameters: ["id": value.id.rawValue], submitted: submitted,
                visitor: city.visitor, requestID: "request-1", now: city.clock.now, surroundings: city.clock.surroundings))
    }

    private func grant(_ city: City, _ value: Case) async throws -> Case {
        try await city.perform(.grant, on: value, by: city.officer(.approver)) { $0.officers = ["甲", "乙"] }
    }

    @Test(arguments: TestDatabases.each())
    func `without the promise the paper is missing; with it the case is accepted and the paper has a date`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let refusal = await problem {
                _ = try await city.cases.submit(city.submission("stall-permit", given: ["premises.area": 6]), at: city.clock.now)
            }
            #expect(refusal?.faults.map(\.field).sorted() == ["material.stall-plan", "material.stall-rules"])
            let value = try await submitted(city)
            #expect(value.openPapers.map(\.material) == ["stall-rules"] && value.openPapers.first?.due == nil)
            let accepted = try await city.perform(.accept, on: value, by: city.officer(.window))
            // Three working days from a Monday.
            #expect(accepted.openPapers.first?.due?.date == LocalDate("2026-11-26"))
            let file = try await city.cases.caseFile(accepted.id, for: city.visitor, at: city.clock.now)
            let notice = try #require(file.documents.first { $0.kind == .acceptance })
            #expect(notice.content["sentences"]?.text.contains("容缺受理") == true)
            let frozen = file.file.frozen.materials.first { $0.code == "stall-rules" }
            #expect(frozen?.state == .later && frozen?.promiseVersion == "1")
            #expect(file.file.frozen.promises[.deferral] == ["stall-rules"])
            // Deferred, not spared: it counts among the papers that were asked for.
            #expect(file.file.application.counts.materialsAsked == 2 && file.file.application.counts.saving.materials == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `nobody grants before the paper is there, and once it is the way is free`(
        _ engine: TestEngine
    )
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await reviewed(city)
            let refused = await problem { _ = try await grant(city, value) }
            #expect(refused?.code == "cases.papers-open" && refused?.detail.zh.contains("经营制度文本") == true)
            let empty = await problem { _ = try await handIn(city, value, file: nil) }
            #expect(empty?.faults.map(\.field) == ["material.stall-rules"])
            #expect(try await handIn(city, value).status == 303)
            let supplied = try await city.current(value)
            #expect(supplied.openPapers.isEmpty && supplied.papers.first?.suppliedOn == city.clock.now.date)
            // A second click finds it done; a late one is stale.
            #expect(try await handIn(city, value).status == 303)
            city.clock.advance(seconds: 60)
            #expect(await problem { _ = try await handIn(city, value) }?.code == "cases.stale")
            let file = try await city.cases.caseFile(value.id, for: city.visitor, at: city.clock.now)
            #expect(file.file.attachments.filter { $0.caseID == value.id }.map(\.material) == ["stall-rules"])
            #expect(try await grant(city, supplied).status == .granted)
            #expect(try await city.cases.audit() == [])
        }
    }

    @Test(arguments: TestDatabases.each()) func `the person is reminded before the day and on it, and a day after it the officer is told`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await reviewed(city)
            func told() async throws -> [String] {
                try await city.messages.list(of: city.applicant.party).map(\.subject.zh).filter { $0.contains("经营制度文本") }
            }
            let due = try #require(value.openPapers.first?.due?.date)
            try await city.cases.followPromises(at: city.clock.now)
            #expect(try await told() == [])
            for hour in [9, 10] as [Int] {
                try await city.cases.followPromises(at: Instant(due.adding(days: -2), secondOfDay: hour * 3600))
            }
            #expect(try await told().count == 1)
            try await city.cases.followPromises(at: Instant(due, secondOfDay: 9 * 3600))
            #expect(try await told().count == 2)
            #expect(await problem { _ = try await returned(city, value) }?.code == "cases.not-lapsed")
            city.clock.set(Instant(due.adding(days: 1), secondOfDay: 9 * 3600))
            for _ in 0..<2 { try await city.cases.followPromises(at: city.clock.now) }
            let lapsed = try await city.current(value)
            #expect(lapsed.papers.first?.lapsedOn == city.clock.now.date && lapsed.status == .accepted)
            #expect(try await city.events(value).filter { $0.action == .lapsePaper }.count == 1)
            let file = try await city.cases.caseFile(value.id, for: city.officer(.approver), at: city.clock.now)
            #expect(file.actions.map(\.action).contains(.returnUnsupplied))
            // Late is better than never, as long as nobody has returned it.
            #expect(try await handIn(city, lapsed).status == 303)
            #expect(try await city.current(value).openPapers.isEmpty)
        }
    }

    private func returned(_ city: City, _ value: Case) async throws -> Case {
        try await city.perform(.returnUnsupplied, on: value, by: city.officer(.approver)) { $0.reason = "承诺补交的制度文本没有交来" }
    }

    @Test(arguments: TestDatabases.each())
    func `an overdue case is returned by an officer with its notice, and no other paper is deferred for a year`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await reviewed(city)
            let due = try #require(value.openPapers.first?.due?.date)
            city.clock.set(Instant(due.adding(days: 1), secondOfDay: 9 * 3600))
            let ended = try await returned(city, value)
            #expect(ended.status == .returned && !ended.status.isOpen)
            let file = try await city.cases.caseFile(value.id, for: city.visitor, at: city.clock.now)
            #expect(file.documents.last?.kind == .returnNotice && file.documents.last?.content["remedies"]?.array?.count == 2)
            let records = try await city.cases.brokenPromises(of: city.applicant.party)
            let record = try #require(records.first)
            #expect(record.kind == .deferral && record.caseNumber == value.number)
            var again = city.submission("stall-permit", key: "again", given: ["premises.area": 6])
            again.promises = Promises(deferrals: ["stall-rules"])
            let (submission, later) = (again, city.clock.now.adding(seconds: 366 * 86_400))
            #expect(await problem { _ = try await city.cases.submit(submission, at: city.clock.now) }?.code == "cases.promise-barred")
            #expect(await problem { _ = try await city.cases.submit(submission, at: later) }?.code == "invalid")
            let row = try #require(try await database.read { try $0.row("SELECT * FROM cases_broken_promise") })
            for secret in [city.applicant.idNumber.rawValue, "承诺补交的制度文本"] { #expect(!"\(row)".contains(secret)) }
        }
    }

    @Test(arguments: TestDatabases.each())
    func `the promise is offered with its words, made, taken back, and gives way to the paper itself`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let open = try await city.open("stall-permit")
            let id = ["id": open.draft.id.rawValue]
            let page = try await city.draftPage("drafts.form", open)
            #expect(page.contains("可以后交") && page.contains("我承诺受理后三个工作日内补交。"))
            let unread = await problem { try await city.draftAct("drafts.promise-deferral", id, sending: ["material": ["stall-rules"]]) }
            #expect(unread?.faults.map(\.field) == ["agreed"])
            let other = ["material": ["stall-plan"], "agreed": ["true"]]
            #expect(
                await problem { try await city.draftAct("drafts.promise-deferral", id, sending: other) }?.faults.map(\.field) == [
                    "material"
                ])
            let agreed = ["material": ["stall-rules"], "agreed": ["true"]]
            _ = try await city.draftAct("drafts.promise-deferral", id, sending: agreed)
            let after = try await city.reopen(open)
            #expect(after.draft.promises[.deferral] == ["stall-rules"] && after.checklist.reductions.deferred == 1)
            #expect(after.missingCount == open.missingCount - 1)
            let check = try await city.draftPage("drafts.check", after)
            #expect(check.contains("您已承诺后交"))
            _ = try await city.draftAct("drafts.take-promise-back-deferral", id, sending: ["material": ["stall-rules"]])
            #expect(try await city.reopen(open).draft.promises.isEmpty)
            let body: JSON = [
                "answers": [:], "fields": ["premises.area": 6], "promises": ["deferral": ["stall-rules"]], "declared": true,
            ]
            let missing = await problem { _ = try await city.send("applications.submit", ["code": "stall-permit"], body) }
            #expect(missing?.faults.map(\.field) == ["material.stall-plan"])
            var idle = body
            idle["promises"] = ["deferral": ["stall-plan"], "approval": ["nothing"], "other": []]
            let strange = await problem { _ = try await city.send("applications.submit", ["code": "stall-permit"], idle) }
            #expect(strange?.faults.map(\.field) == ["promises.other"])
            idle["promises"] = ["deferral": ["stall-plan"], "approval": ["nothing"]]
            let unheard = await problem { _ = try await city.send("applications.submit", ["code": "stall-permit"], idle) }
            #expect(unheard?.faults.map(\.field).prefix(2) == ["promises.deferral", "promises.approval"])
        }
    }
}
