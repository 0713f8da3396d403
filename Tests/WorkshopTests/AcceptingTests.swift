import Catalogue
import Graph
import Kernel
import Logging
import TestSupport
import Testing
import Web

@testable import Store
@testable import Workshop

/// Advice of a running city, from its computation to what it has saved.
@Suite struct AcceptingTests {
    @Test(arguments: TestDatabases.each()) func `accepted advice becomes a draft with its changes and its price`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            try await city.askForResidenceProof()
            for (index, area) in [30, 60].enumerated() { try await city.submit(area: area, key: "k\(index)") }
            city.clock.advance(seconds: 86_400)
            let advice = try await city.advice()
            #expect(advice.kept.state == .open && advice.kept.position != nil)
            let draft = try await city.workshop.accept(advice.kept.advice.id, for: city.editor, at: city.clock.now)
            let contents = try await city.workshop.contents(draft.id)
            let materials = contents.content(WorkshopCity.permit)?["materials"]?.array ?? []
            #expect(materials.last?["satisfiedBy"]?.array?.first?["result"] == "residence-proof")
            #expect(contents.errors.isEmpty && contents.changes.count == 1)
            try await city.drain()
            let run = try #require(try await database.read { try PriceTable.run(of: draft.id, in: $0) })
            #expect(run.state == .done && run.price.applicants == 2)
            let file = try await city.workshop.adviceFile(advice.kept.advice.id)
            #expect(file.kept.state == .accepted && file.kept.draft == draft.id && file.kept.decision?.name == "许清")
            #expect(file.events.map(\.action) == [.accept] && file.draft?.id == draft.id)
        }
    }

    @Test(arguments: TestDatabases.each()) func `of two officials who accept the same, the second is told who was first`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            try await city.askForResidenceProof()
            let id = try await city.advice().kept.advice.id
            let now = city.clock.now
            async let first = problem { _ = try await city.workshop.accept(id, for: city.editor, at: now) }
            async let second = problem { _ = try await city.workshop.accept(id, for: city.chief, at: now) }
            let told = await [first, second].compactMap(\.self)
            #expect(told.map(\.code) == ["workshop.advice-decided"] && told.first?.related.count == 1)
            let drafts = try await database.read { try DraftTable.drafts([.draft], before: nil, limit: 10, in: $0) }
            let kept = try await city.workshop.adviceFile(id).kept
            #expect(drafts.count == 1 && drafts.first?.id == kept.draft)
        }
    }

    @Test func `declining needs a reason, which is kept; what was declined is not proposed again`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            try await city.askForResidenceProof()
            let id = try await city.advice().kept.advice.id
            let told = await problem {
                try await city.workshop.decide(.decline, on: id, reason: "", for: city.editor, at: city.clock.now)
            }
            #expect(told?.faults.map(\.field) == ["reason"])
            try await city.workshop.decide(.decline, on: id, reason: "年内另有安排", for: city.editor, at: city.clock.now)
            city.clock.advance(seconds: 7_200)
            try await city.compute()
            let kept = try await city.workshop.adviceFile(id).kept
            #expect(kept.state == .declined && kept.decision?.reason == "年内另有安排")
            #expect(try await city.ranked().allSatisfy { $0.advice.id != id })
            let decided = try await database.read { try AdviceTable.decided(.declined, nil, before: nil, limit: 5, in: $0) }
            #expect(decided.map(\.advice.id) == [id])
            try await city.workshop.decide(.reopen, on: id, reason: nil, for: city.editor, at: city.clock.now)
            #expect(try await city.ranked().contains { $0.advice.id == id })
            #expect(try await city.workshop.adviceFile(id).events.map(\.to) == [.declined, .open])
        }
    }

    @Test func `advice whose change no longer applies is refused whole`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            try await city.askForResidenceProof()
            let id = try await city.advice().kept.advice.id
            try await city.publish { content in
                content["materials"] = .array((content["materials"]?.array ?? []).filter { $0["code"] != "residence-paper" })
            }
            let told = await problem { _ = try await city.workshop.accept(id, for: city.editor, at: city.clock.now) }
            #expect(told?.code == "workshop.advice-outdated")
            #expect(told?.detail.zh.contains("residence-paper") == true)
            let file = try await city.workshop.adviceFile(id)
            #expect(file.kept.state == .open && file.events.isEmpty)
            #expect(try await database.read { try DraftTable.drafts([.draft], before: nil, limit: 10, in: $0) }.isEmpty)
            // The next computation does not find it any more.
            city.clock.advance(seconds: 60)
            try await city.compute()
            #expect(try await city.workshop.adviceFile(id).kept.position == nil)
        }
    }

    @Test func `an editor of another department cannot accept it`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            try await city.askForResidenceProof()
            let id = try await city.advice().kept.advice.id
            let other = WorkshopCity.official("沈舟", [.editor], department: "gaj", clock: city.clock)
            let told = await problem { _ = try await city.workshop.accept(id, for: other, at: city.clock.now) }
            #expect(told?.code == "workshop.not-yours")
            #expect(try await city.workshop.adviceFile(id).kept.state == .open)
        }
    }

    @Test func `once its draft is published, the applications since are compared with those before`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            try await city.askForResidenceProof()
            for index in 0..<22 { try await city.submit(area: 30 + index, key: "before \(index)") }
            city.clock.advance(seconds: 86_400)
            let id = try await city.advice().kept.advice.id
            let draft = try await city.workshop.accept(id, for: city.editor, at: city.clock.now)
            // The official goes further than the advice: nobody is asked for the paper any more.
            try await city.change(in: draft) { content in
                content["materials"] = .array((content["materials"]?.array ?? []).filter { $0["code"] != "residence-paper" })
            }
            _ = try await city.take(.submit, draft, by: city.editor)
            _ = try await city.take(.approve, draft, by: city.publisher)
            for index in 0..<5 { try await city.submit(area: 130 + index, key: "since \(index)") }
            city.clock.advance(seconds: 60)
            try await city.compute()
            #expect(try await city.workshop.adviceFile(id).kept.saved?.isEnough == false)
            for index in 5..<21 { try await city.submit(area: 130 + index, key: "since \(index)") }
            city.clock.advance(seconds: 60)
            try await city.compute()
            let saved = try #require(try await city.workshop.adviceFile(id).kept.saved)
            #expect(saved.isEnough && saved.applicationsBefore == 22 && saved.applicationsSince == 21)
            #expect(saved.materials == 21 && saved.fields == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a computation is asked for once, runs once, and tells what it found`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            try await city.askForResidenceProof()
            try await city.workshop.adviseIfDue(at: city.clock.now)
            let asked = try #require(try await database.read { try AdviceRunTable.run(in: $0) })
            #expect(asked.state == .running && asked.last == nil)
            try await city.workshop.askAdvice(at: city.clock.now)
            #expect(try await database.read { try AdviceRunTable.run(in: $0) } == asked)
            try await city.drain()
            let run = try #require(try await database.read { try AdviceRunTable.run(in: $0) })
            #expect(run.state == .done && run.last?.version == 2)
            #expect(run.last?.found[.resultAskedBack]?.count == 1)
            let places = try await city.ranked().compactMap(\.position)
            #expect(!places.isEmpty && places == Array(0..<places.count))
            try await city.workshop.adviseIfDue(at: city.clock.now)
            #expect(try await database.read { try AdviceRunTable.run(in: $0) } == run)
        }
    }
}

extension WorkshopCity {
    /// Publishes the permit with that change.
    func publish(_ change: (inout JSON) -> Void) async throws {
        let current = try await workshop.current()
        var content = try #require(current.definition(.item, "food-permit")?.content)
        change(&content)
        let checked = DefinitionChecking.check([Self.permit: content.canonical], over: current)
        let next = try #require(checked.catalogue, "\(checked.findings.filter { $0.severity == .error }.map { $0.line(in: .en) })")
        try await versions.publish(next, note: "test", over: current.version, at: clock.now)
        _ = try await workshop.current()
    }

    /// The permit asks for a paper that the city itself gives at the end of another item.
    func askForResidenceProof() async throws {
        try await publish { content in
            let paper: JSON = [
                "code": "residence-paper", "name": ["zh": "居住证明", "en": "Proof of residence"],
                "basis": ["law": ["zh": "食品安全法", "en": "Food Safety Law"], "article": "第三十五条"], "from": "government", "issuer": "gaj",
                "need": "later",
                "deferral": [
                    "cases": ["zh": "证明还在办", "en": "It is being made"], "within": ["count": 3], "version": "1",
                    "text": ["zh": "我承诺补交", "en": "I promise to hand it in"],
                ],
            ]
            content["materials"] = .array((content["materials"]?.array ?? []) + [paper])
        }
    }

    func drain() async throws {
        let runner = OutboxRunner(database, workshop.subscriptions, surroundings: clock.surroundings, logger: Logger(label: "test"))
        try await runner.drain(now: clock.now)
    }

    func compute() async throws {
        try await workshop.askAdvice(at: clock.now)
        try await drain()
    }

    func ranked() async throws -> [KeptAdvice] {
        try await database.read { try AdviceTable.ranked(nil, after: nil, limit: 100, in: $0) }
    }

    /// The advice on the city's own result, computed.
    func advice() async throws -> Workshop.AdviceFile {
        try await compute()
        let found = try await database.read { try AdviceTable.ranked(.resultAskedBack, after: nil, limit: 5, in: $0) }
        return try await workshop.adviceFile(try #require(found.first).advice.id)
    }
}
