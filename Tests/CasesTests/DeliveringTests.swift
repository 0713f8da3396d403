import Catalogue
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

/// What the applicant chose for the results, what the whole says of itself, and what each failure stops.
@Suite struct DeliveringTests {
    private static let electronic = DeliveryChoice(.electronic)

    // MARK: The state of the whole

    private func standing(_ statuses: [(String, CaseStatus)], after: [String: [String]]) -> ApplicationStanding {
        let cases = statuses.enumerated().map { number, pair -> Case in
            var value = CaseFixture.submitted()
            (value.id, value.item, value.status) = (CaseFixture.id(number + 1), pair.0, pair.1)
            return value
        }
        return ApplicationStanding(cases, ApplicationPlan(items: statuses.map(\.0), after: after))
    }

    @Test func `every part has one state, and a failure stops what waits for it and nothing else`() {
        let after = ["b": ["a"], "c": ["b"], "d": []]
        let stands = standing([("a", .refused), ("b", .terminated), ("c", .terminated), ("d", .accepted)], after: after)
        #expect(
            Dictionary(uniqueKeysWithValues: stands.parts.map { ($0.item, $0.state) })
                == ["a": .failed, "b": .stopped, "c": .stopped, "d": .now])
        #expect(stands.stopped(by: "a") == ["b", "c"])
        #expect(stands.stopped(by: "d") == [])
        let calm = standing([("a", .done), ("b", .waiting), ("c", .waiting), ("d", .withdrawn)], after: after)
        #expect(calm.parts.first { $0.item == "c" }?.because == ["b"])
        #expect(calm.parts.first { $0.item == "b" }?.because == [])
        #expect(calm.stopped(by: "d") == [])
        #expect(Set(calm.parts.map(\.wave)) == [0, 1, 2])
    }

    @Test func `the sentences name what is done, with whom the rest is, what waits, and what a refusal stops`() throws {
        let catalogue = try CityCatalogue.catalogue()
        let after = ["card": ["residence-proof"], "insurance": ["card"]]
        let running = standing([("residence-proof", .done), ("card", .accepted), ("insurance", .waiting)], after: after).sentence(catalogue)
        #expect(running.zh.contains("已办好：居住证明。") && running.zh.contains("正在办：居民卡") && running.zh.contains("居民卡办好后开始：参保登记。"))
        #expect(
            running.en.contains("Done: Proof of residence.")
                && running.en.contains("To begin after Resident’s card: Insurance registration."))
        let refused = standing([("residence-proof", .done), ("card", .refused), ("insurance", .terminated)], after: after).sentence(
            catalogue)
        #expect(refused.zh.contains("居民卡没有办成，所以参保登记也停办。") && !refused.zh.contains("其余照常办理"))
    }

    // MARK: The choice

    @Test func `only what the items offer can be chosen, and the post needs an address`() throws {
        let catalogue = try CityCatalogue.catalogue()
        let card = try #require(catalogue.items["card"]), food = try #require(catalogue.items["food-permit"])
        let offer = DeliveryOffer([card, food])
        #expect(offer.results == 2 && offer.ways.contains(.electronic) && offer.ways.contains(.counter))
        for way in DeliveryChoice.Way.allCases where !offer.ways.contains(way) {
            #expect(throws: Problem.self) { _ = try offer.taken(DeliveryChoice(way, address: "路")) }
        }
        #expect(try offer.taken(nil) == nil)
        let sent = Submitted(values: ["delivery": ["counter"], "together": ["true"]])
        #expect(try DeliveryChoice.read(sent) == DeliveryChoice(.counter, together: true))
        #expect(throws: Problem.self) { _ = try DeliveryChoice.read(Submitted(values: ["delivery": ["pigeon"]])) }
        #expect(offer.faults(in: DeliveryChoice(.post)).map(\.field).contains("deliveryAddress"))
        let choice = DeliveryChoice(.post, together: true, address: "示例路 1 号")
        #expect(DeliveryChoice(json: choice.json) == choice)
    }

    private func settleIn(_ city: City, _ choice: DeliveryChoice?) async throws -> SubmittedApplication {
        var submission = city.submission("settle-in")
        submission.delivery = choice
        return try await city.cases.submit(submission, at: city.clock.now)
    }

    @Test(arguments: TestDatabases.each()) func `together, a result that is made waits for the others; one by one, it goes`(
        _ engine: TestEngine
    ) async throws {
        for together in [true, false] {
            try await engine.with(City.migrations) { database in
                let city = try await City(database)
                let choice = DeliveryChoice(.counter, together: together)
                var submission = city.submission("settle-in", key: "key-\(together)")
                submission.delivery = choice
                let submitted = try await city.cases.submit(submission, at: city.clock.now)
                #expect(submitted.application.delivery == choice)
                let proof = try #require(submitted.cases.first { $0.item == "residence-proof" })
                let window = city.officer(.window, .licensor, department: "gaj")
                let current = try await city.current(proof)
                // What an officer hands over is no longer done by itself: the applicant wants it at the counter.
                #expect(current.status == .issued)
                let refusal = await problem { try await city.perform(.handOver, on: current, by: window) }
                #expect(refusal?.code == (together ? "cases.waits-for-others" : nil))
                let waiting = try await database.read { try city.cases.waitingForOthers([current], city.catalogue.snapshot, in: $0) }
                #expect(waiting == (together ? [current.id] : []))
                let file = try await city.cases.applicationFile(submitted.application.id, for: city.visitor)
                #expect(file.frozen.delivery == choice)
            }
        }
    }

    /// What a page says.
    private func text(_ city: City, _ name: String, _ parameters: [String: String], by visitor: Visitor) async throws -> String {
        let endpoint = try #require(city.cases.endpoints.first { $0.name == name && $0.face == .page })
        let answer = try await endpoint.answer(
            Call(
                method: endpoint.method, path: endpoint.path, face: .page, parameters: parameters, visitor: visitor, requestID: "request-1",
                now: city.clock.now, surroundings: city.clock.surroundings))
        guard case .page(let page) = answer.content else { return "" }
        return page.body.string
    }

    @Test(arguments: TestDatabases.each()) func `who waits by choice turns nobody's light red, and the limit goes on with the last`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let submitted = try await settleIn(city, DeliveryChoice(.counter, together: true))
            let proof = try await city.current(try #require(submitted.cases.first { $0.item == "residence-proof" }))
            #expect(proof.due == CaseDue(phase: .together, due: nil) && proof.status == .issued)
            let start = city.clock.now.date
            city.clock.set(Instant(CaseFixture.calendar.due(from: start, .workdays(15)).date, secondOfDay: 9 * 3600))
            let officer = city.officer(.licensor, department: "gaj", region: "310104003")
            let page = try await text(city, "console.case", ["id": proof.id.rawValue], by: officer)
            #expect(page.contains("期间不计入颁证送达期限") && page.contains("居民卡") && !page.contains("已超"))
            // Only the card is late, on which all of it waits.
            let progress = try await text(city, "applications.read", ["id": submitted.application.id.rawValue], by: city.visitor)
            #expect(progress.contains("已制好，按您选择的一次送达，等") && progress.ranges(of: "已过承诺日期").count == 1)
            // The others fail or are taken back, and the last of them lets it go on.
            for item in ["card", "insurance"] {
                let value = try await city.current(try #require(submitted.cases.first { $0.item == item }))
                guard value.status.isOpen else { continue }
                #expect(try await city.current(proof).due?.due == nil)
                try await city.cases.perform(
                    value.id, CaseMove(.withdraw), for: city.visitor, expectedVersion: value.version, at: city.clock.now)
            }
            let going = try await city.current(proof)
            let left = CaseFixture.calendar.due(from: start, .workdays(10), stops: [Stop(from: start, to: city.clock.now.date)])
            #expect(going.due == CaseDue(phase: .issue, due: left, statutory: left) && going.version == proof.version)
            #expect(going.clock.deliveryStops == [Stop(from: start, to: city.clock.now.date)])
            #expect(try await city.cases.audit() == [])
        }
    }

    @Test(arguments: TestDatabases.each()) func `when the others have failed nothing waits for them, and electronic results never wait`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let submitted = try await settleIn(city, DeliveryChoice(.counter, together: true))
            let card = try await city.current(try #require(submitted.cases.first { $0.item == "card" }))
            try await city.cases.perform(card.id, CaseMove(.withdraw), for: city.visitor, expectedVersion: card.version, at: city.clock.now)
            let proof = try await city.current(try #require(submitted.cases.first { $0.item == "residence-proof" }))
            let done = try await city.perform(.handOver, on: proof, by: city.officer(.licensor, department: "gaj"))
            #expect(done.status == .done)
        }
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let submitted = try await settleIn(city, DeliveryChoice(.electronic, together: true))
            #expect(submitted.cases.first { $0.item == "residence-proof" }?.status == .done)
        }
    }
}
