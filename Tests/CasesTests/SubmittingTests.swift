import Catalogue
import Identity
import Kernel
import Licences
import Rules
import Store
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct SubmittingTests {
    @Test(arguments: TestDatabases.each()) func `a submission becomes one application with its case, receipt and history`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            #expect(value.status == .submitted)
            #expect(value.region == RegionCode("310104"))
            #expect(CaseNumber(value.number)?.parts.item.kind == .handling)
            #expect(value.due?.phase == .acceptance)
            let file = try await city.cases.caseFile(value.id, for: city.visitor, at: city.clock.now)
            #expect(file.current == value)
            #expect(file.events.map(\.action) == [.submit])
            #expect(file.documents.map(\.kind) == [.receipt])
            #expect(file.file.facts["premises.area"]?.value == .int(60))
            #expect(file.file.facts["premises.area"]?.source == .answer)
            #expect(file.file.attachments.map(\.material) == ["floor-plan"])
            #expect(file.current.checks.map(\.outcome) == [.holds, .unknown])
            #expect(file.current.checks.first?.deciding == ["premises.area"])
            #expect(file.file.application.counts.fieldsAsked == 2)
            #expect(try await city.cases.applications(of: city.applicant.party).map(\.application.id) == [value.application])
            #expect(try await city.cases.audit().isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `the same key with the same content is the same application, with other content it is refused`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let first = try await city.submit("paid-copy")
            let again = try await city.submit("paid-copy")
            #expect(again.isRepeated && !first.isRepeated)
            #expect(again.application == first.application && again.cases == first.cases)
            #expect(await problem { try await city.submit("card") }?.status == 422)
            #expect(try await city.count("cases_application") == 1)
            #expect(try await city.count("cases_event") == 1)
            // After the catalogue has changed the answer is still the same.
            try await city.versions.publish(
                CityCatalogue.catalogue(replacing: "At least twenty", with: "At least thirty"), note: "", at: city.clock.now)
            try await city.catalogue.refresh(from: city.versions)
            var old = city.submission("paid-copy")
            old.catalogueVersion = 1
            #expect(try await city.cases.submit(old, at: city.clock.now).application == first.application)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a double click submits once`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let numbers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<12 { group.addTask { try await city.submit("settle-in").application.number } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(numbers.count == 1)
            #expect(try await city.count("cases_application") == 1)
            #expect(try await city.count("cases_case") == 3)
            #expect(try await city.count("store_outbox") == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `every fault is told at once and nothing is kept`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let refusal = await problem { try await city.submit("food-permit", given: ["premises.area": .string("many")]) }
            #expect(refusal?.status == 422)
            #expect(Set(refusal?.faults.map(\.field) ?? []) == ["premises.area", "material.floor-plan"])
            var stale = city.submission("card")
            stale.catalogueVersion = 99
            #expect(await problem { _ = try await city.cases.submit(stale, at: city.clock.now) }?.code == "cases.new-catalogue")
            #expect(try await city.count("cases_application") == 0)
            #expect(try await city.count("web_idempotency") == 0)
            // The key that was refused may still be used.
            #expect(try await city.submit("card").isRepeated == false)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what can be granted at once is, with its licence in the same transaction`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let submitted = try await city.submit("residence-proof")
            let value = try #require(submitted.cases.first)
            #expect(value.status == .done && value.isInstant)
            #expect(submitted.application.outcome == .done)
            #expect(try await city.current(value) == value)
            let licenceID = try #require(value.licence)
            let licence = try #require(try await city.licences.licence(licenceID))
            #expect(licence.face["person.name"] == .string(city.applicant.name))
            #expect(licence.holder.number == city.applicant.idNumber.rawValue)
            #expect(licence.caseID == value.id)
            let events = try await city.events(value)
            #expect(events.map(\.action) == [.submit, .accept, .grant, .issue, .handOver])
            #expect(events.dropFirst().allSatisfy { $0.actorKind == .system })
            #expect(events[2].payload["checks"]?.array?.first?["outcome"] == "holds")
            #expect(try await city.cases.audit().isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what the conditions do not settle goes to an officer, and no machine refuses`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let elsewhere = try await city.submit("residence-proof", region: "320500")
            #expect(elsewhere.cases.first?.status == .submitted)
            #expect(elsewhere.cases.first?.checks.map(\.outcome) == [.fails])
            #expect(elsewhere.cases.first?.region == .shanghai)
            let unknown = try await city.submit("residence-proof", key: "other", region: nil)
            #expect(unknown.cases.first?.status == .submitted)
            #expect(unknown.cases.first?.checks.map(\.outcome) != [.holds])
        }
    }

    @Test(arguments: TestDatabases.each()) func `whichever statement fails, all is there or nothing`(_ engine: TestEngine) async throws {
        try await engine.place { place in
            let plain = try place.database()
            try await Migrator.run(City.migrations, plain, at: TestDatabases.migratedAt)
            let city = try await City(plain)
            // Numbers and offices are known by then, so that what fails is the transaction itself.
            _ = try await city.submit("residence-proof", key: "before")
            let before = try await (city.count("cases_event"), city.count("licences_licence"), city.count("store_outbox"))
            var number = 1
            while true {
                let failing = FailingEngine(try place.engine(), failingAt: number)
                let database = Database(failing)
                let other = try await City(sharing: city, database)
                do {
                    _ = try await other.submit("residence-proof", key: "after")
                    await database.close()
                    break
                } catch {
                    #expect(failing.hasFailed)
                    #expect(try await city.count("cases_event") == before.0, "statement \(number)")
                    #expect(try await city.count("licences_licence") == before.1, "statement \(number)")
                    #expect(try await city.count("store_outbox") == before.2, "statement \(number)")
                    await database.close()
                }
                number += 1
            }
            #expect(number > 10)
            #expect(try await city.count("cases_event") == before.0 * 2)
            #expect(try await city.count("licences_licence") == before.1 * 2)
            await plain.close()
        }
    }

    @Test(arguments: TestDatabases.each()) func `numbers are given once, on two nodes too`(_ engine: TestEngine) async throws {
        try await engine.place { place in
            let (one, two) = (try place.database(), try place.database())
            try await Migrator.run(City.migrations, one, at: TestDatabases.migratedAt)
            let allocators = [NumberAllocator(database: one, mostAtOnce: 50), NumberAllocator(database: two, mostAtOnce: 7)]
            let serials = try await withThrowingTaskGroup(of: Int.self) { group in
                for index in 0..<400 { group.addTask { try await allocators[index % 2].next("item/20261123") } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(Set(serials).count == 400)
            #expect((serials.min() ?? 0) >= 1)
            // Gaps are allowed; waste is not.
            #expect((serials.max() ?? 0) < 2000)
            #expect(try await allocators[0].next("item/20261124") == 1)
            await one.close()
            await two.close()
        }
    }

    @Test(arguments: TestDatabases.each()) func `a new version of the catalogue changes nothing of what was submitted`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood(area: 25)
            try await city.versions.publish(
                CityCatalogue.catalogue(replacing: "premises.area >= 20", with: "premises.area >= 30"), note: "", at: city.clock.now)
            try await city.catalogue.refresh(from: city.versions)
            #expect(city.catalogue.snapshot.version == 2)
            let file = try await city.cases.caseFile(value.id, for: city.visitor, at: city.clock.now)
            #expect(file.file.catalogue.version == 1)
            #expect(file.item.reviewPoints.first?.check?.source == "premises.area >= 20")
            #expect(file.file.frozen.given["premises.area"] == .int(25))
            let accepted = try await city.perform(.accept, on: value, by: city.officer(.window))
            #expect(accepted.checks == value.checks)
            let later = try await city.submitFood(key: "food-2", area: 25)
            #expect(later.checks.first?.outcome == .fails)
        }
    }
}
