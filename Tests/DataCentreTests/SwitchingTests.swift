import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import DataCentre

/// Sources that are switched off and on: by whom, when and why.
struct SwitchingTests {
    private static let source = ["resource": "ga-population"]

    private func faults(_ body: () async throws -> Void) async -> [String] {
        do { try await body() } catch { return (error as? Problem)?.faults.map(\.field) ?? ["\(error)"] }
        return []
    }

    @Test(arguments: TestDatabases.each()) func `a source is switched off for a reason, and the list says who did it and why`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let steward = fixture.steward("gaj")
            for reason in [nil, "", "  ", String(repeating: "长", count: 201)] {
                let sent = ["out": ["true"]].merging(reason.map { ["reason": [$0]] } ?? [:]) { known, _ in known }
                let wrong = await faults { _ = try await fixture.json("datacentre.outage", by: steward, Self.source, sent: sent) }
                #expect(wrong == ["reason"], "\(reason ?? "none")")
            }
            #expect(try await fixture.count("datacentre_outage") == 0)
            #expect(try await fixture.count("datacentre_switch") == 0)
            await #expect(throws: Problem.self) {
                _ = try await fixture.json(
                    "datacentre.outage", by: fixture.steward("mzj"), Self.source, sent: ["out": ["true"], "reason": ["系统升级"]])
            }
            _ = try await fixture.json("datacentre.outage", by: steward, Self.source, sent: ["out": ["true"], "reason": ["系统升级"]])
            let listed = try #require(try await fixture.json("datacentre.sources", by: steward)["items"]?.array)
            let off = try #require(listed.first { $0["resource"]?.string == "ga-population" })
            #expect(off["state"] == "off" && off["switchedOff"]?["by"] == "舒文" && off["switchedOff"]?["reason"] == "系统升级")
            #expect(listed.filter { $0["switchedOff"] != JSON.null }.count == 1)
            fixture.clock.advance(seconds: 86_400)
            let page = try await fixture.page("datacentre.sources", by: steward)
            #expect(page.contains("舒文 停用：系统升级") && page.contains("/console/data/sources/ga-population"))
            // No tap of the list does it by itself.
            #expect(!page.contains("<form method=\"post\""))
        }
    }

    @Test(arguments: TestDatabases.each()) func `what happened to a source is kept after it works again, page by page`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (centre, steward) = (fixture.dataCentre, fixture.steward("gaj"))
            #expect(try await centre.setOutage("ga-population", true, because: "系统升级", by: "舒文", at: fixture.clock.now))
            // Whoever is slower changes nothing, and leaves no line as if they had.
            #expect(try await !centre.setOutage("ga-population", true, because: "别的原因", by: "某人", at: fixture.clock.now))
            fixture.clock.advance(seconds: 3600)
            _ = try await fixture.json("datacentre.outage", by: steward, Self.source, sent: ["out": ["false"]])
            let told = try await fixture.json("datacentre.source", by: steward, Self.source)
            let changes = try #require(told["changes"]?.array)
            #expect(told["state"] == "working" && told["switchedOff"] == JSON.null)
            #expect(changes.map { $0["out"] } == [false, true] && changes.map { $0["reason"] } == [.null, "系统升级"])
            #expect(changes.allSatisfy { $0["by"] == "舒文" && $0["at"]?.string != nil })
            let page = try await fixture.page("datacentre.source", by: steward, Self.source)
            #expect(page.contains("舒文 停用：系统升级") && page.contains("舒文 恢复") && page.contains("name=\"reason\""))
            // Another department does not see it at all.
            await #expect(throws: Problem.self) {
                _ = try await fixture.json("datacentre.source", by: fixture.steward("mzj"), Self.source)
            }
            for round in 0..<12 {
                for isOut in [true, false] {
                    fixture.clock.advance(seconds: 60)
                    try await centre.setOutage("ga-population", isOut, because: "第 \(round) 次", by: "舒文", at: fixture.clock.now)
                }
            }
            let first = try await fixture.json("datacentre.source", by: steward, Self.source)
            let after = try #require(first["next"]?.string)
            let second = try await fixture.json("datacentre.source", by: steward, Self.source, query: ["after": after])
            #expect(first["changes"]?.array?.count == 20 && second["changes"]?.array?.count == 6 && second["next"] == JSON.null)
            #expect(second["changes"]?.array?.last?["reason"] == "系统升级")
        }
    }

    @Test(arguments: TestDatabases.each()) func `a source that was off before changes were kept is off, and nobody is named`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let now = fixture.clock.now
            try await database.write { connection in
                _ = try connection.run("INSERT INTO datacentre_outage (resource, since) VALUES ('ga-population', \(now))")
            }
            let told = try await fixture.json("datacentre.source", by: fixture.steward("gaj"), Self.source)
            #expect(told["state"] == "off" && told["switchedOff"] == JSON.null && told["changes"]?.array == [])
            _ = try await fixture.json("datacentre.outage", by: fixture.steward("gaj"), Self.source, sent: ["out": ["false"]])
            #expect(try await fixture.json("datacentre.source", by: fixture.steward("gaj"), Self.source)["state"] == "working")
        }
    }
}
