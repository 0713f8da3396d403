import Catalogue
import Kernel
import Logging
import TestSupport
import Testing
import Web

@testable import Store
@testable import Workshop

@Suite struct PricingTests {
    @Test(arguments: TestDatabases.each()) func `last year's applications tell what a change would have asked of whom`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            for (index, area) in [30, 60, 90].enumerated() { try await city.submit(area: area, key: "k\(index)") }
            city.clock.advance(seconds: 400 * 86_400)
            let old = try await city.priced { $0["trips"] = 1 }
            #expect(old.state == .done && old.price.applicants == 0)
            city.clock.advance(seconds: -300 * 86_400)
            let price = try await city.priced { content in
                content["trips"] = 1
                content["fields"] = .array((content["fields"]?.array ?? []) + [["field": "premises.use"]])
                content["materials"] = .array((content["materials"]?.array ?? []).filter { $0["code"] != "floor-plan" })
            }.price
            #expect(price.applicants == 3 && price.affected == 3)
            #expect(price.trips.worse == 3 && price.trips.worseBy == 3)
            #expect(price.fields.worse == 3 && price.fields.better == 0)
            #expect(price.materials.better == 3 && price.materials.balance == -3)
            #expect(price.days.balance == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a register that the change connects counts as one that answers`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            for (index, area) in [30, 60].enumerated() { try await city.submit(area: area, key: "k\(index)") }
            city.clock.advance(seconds: 86_400)
            func price(elements: JSON) async throws -> Price {
                let draft = try await city.draft()
                try await city.change(DefinitionKey(.resource, "new-register"), in: draft, by: city.chief) { content in
                    content = [
                        "code": "new-register", "name": ["zh": "居住登记", "en": "Residence register"], "owner": "scjg", "subject": "person",
                        "key": "person.idNumber", "elements": elements, "sharing": "conditional", "updateCycle": "day",
                    ]
                }
                try await city.change(in: draft, by: city.chief) { content in
                    content["materials"] = .array(
                        (content["materials"]?.array ?? []).map { material in
                            var material = material
                            if material["code"] == "floor-plan" {
                                material["satisfiedBy"] = [["resource": "new-register", "role": "applicant"]]
                            }
                            return material
                        })
                }
                return try await city.price(of: draft).price
            }
            let paper = try await price(elements: [])
            #expect(paper.applicants == 2 && paper.materials.better == 2 && paper.fields.better == 0)
            let both = try await price(elements: ["person.regionCode"])
            #expect(both.materials.better == 2 && both.fields.better == 2 && both.fields.betterBy == 2)
        }
    }

    @Test func `a message that comes twice counts once`() async throws {
        try await TestEngine.sqlite.with(WorkshopCity.migrations) { database in
            let city = try await WorkshopCity(database)
            try await city.submit(area: 30, key: "k")
            city.clock.advance(seconds: 86_400)
            let draft = try await city.draft()
            try await city.change(in: draft) { $0["trips"] = 1 }
            try await city.workshop.askPrice(of: draft.id, at: city.clock.now)
            let run = try #require(try await database.read { try PriceTable.run(of: draft.id, in: $0) })
            let message = OutboxMessage(
                id: city.clock.newID(), topic: Workshop.pricingTopic, key: draft.id.rawValue,
                payload: ["draft": .string(draft.id.rawValue), "run": .string(run.run.rawValue), "position": .null],
                postedAt: city.clock.now,
                subscriber: "workshop.pricing", attempt: 1)
            try await city.workshop.replay(message)
            try await city.workshop.replay(message)
            let done = try #require(try await database.read { try PriceTable.run(of: draft.id, in: $0) })
            #expect(done.state == .done && done.price.applicants == 1)
        }
    }

    @Test func `a year is counted up from the part of it that there are records of`() {
        var price = Price()
        price.applicants = 50
        price.materials.better = 25
        #expect(price.perYear(periodDays: 73).applicants == 250)
        #expect(price.perYear(periodDays: 73).materials.better == 125)
        #expect(price.perYear(periodDays: 365) == price)
    }
}

extension WorkshopCity {
    /// The replay of a change, carried to its end by the outbox.
    func priced(_ change: @Sendable @escaping (inout JSON) -> Void) async throws -> PriceRun {
        let draft = try await draft()
        try await self.change(in: draft, change)
        return try await price(of: draft)
    }

    func price(of draft: CatalogueDraft) async throws -> PriceRun {
        try await workshop.askPrice(of: draft.id, at: clock.now)
        let runner = OutboxRunner(database, workshop.subscriptions, surroundings: clock.surroundings, logger: Logger(label: "test"))
        try await runner.drain(now: clock.now)
        return try #require(try await database.read { try PriceTable.run(of: draft.id, in: $0) })
    }
}
