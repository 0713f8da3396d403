import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import DataCentre

/// Lists of grants and of sources, narrowed to what somebody looks for.
struct DataFilterTests {
    /// All pages of a list, and whether each was as long as the pager allows.
    private func all(_ name: String, _ query: [String: String], by visitor: Visitor, in fixture: DataCentreFixture) async throws -> [JSON] {
        var (items, after) = ([JSON](), String?.none)
        repeat {
            let asked = query.merging(after.map { ["after": $0] } ?? [:]) { known, _ in known }
            let page = try await fixture.json(name, by: visitor, query: asked)
            let found = try #require(page["items"]?.array)
            #expect(found.count <= 30)
            items += found
            after = page["next"]?.string
        } while after != nil
        return items
    }

    @Test(arguments: TestDatabases.each()) func `grants are found by who holds the data, by resource, and by words of either language`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (snapshot, everybody) = (fixture.dataCentre.catalogue.snapshot, fixture.steward(nil))
            try await database.write { try fixture.dataCentre.openSharing(snapshot, at: fixture.clock.now, in: $0) }
            func grants(_ query: [String: String], by visitor: Visitor? = nil) async throws -> [JSON] {
                try await all(
                    "datacentre.grants", ["state": "all"].merging(query) { _, new in new }, by: visitor ?? everybody, in: fixture)
            }
            func owner(_ grant: JSON) -> String? { snapshot.resources[grant["resource"]?.string ?? ""]?.owner }
            func bears(_ words: String, _ code: String?, _ name: Text?) -> Bool {
                [code, name?.zh, name?.en].contains { $0?.lowercased().contains(words) ?? false }
            }
            let every = try await grants([:])
            #expect(every.count > 60)
            // Each narrowing gives what is left when the whole list is gone through by hand.
            let police = try await grants(["owner": "gaj"])
            #expect(police.count > 30 && police == every.filter { owner($0) == "gaj" })
            let population = try await grants(["resource": "ga-population"])
            #expect(!population.isEmpty && population == every.filter { $0["resource"] == "ga-population" })
            #expect(try await grants(["resource": "ga-population", "owner": "mzj"]).isEmpty)
            let code = try #require(population.compactMap { $0["item"]?.string }.first { snapshot.items[$0] != nil })
            let item = try #require(snapshot.items[code])
            for words in ["ga-population", item.code, item.name.zh, item.name.en.uppercased(), " \(item.name.zh) "] {
                let wanted = words.split(separator: " ").joined(separator: " ").lowercased()
                let found = try await grants(["q": words])
                let expected = every.filter { grant in
                    let (resource, item) = (grant["resource"]?.string ?? "", grant["item"]?.string ?? "")
                    return bears(wanted, resource, snapshot.resources[resource]?.name) || bears(wanted, item, snapshot.thing(item)?.name)
                }
                #expect(!found.isEmpty && found.count < every.count && found == expected, "\(words)")
            }
            #expect(try await grants(["q": "没有这样的名称"]).isEmpty)
            // What is left empty in the form narrows nothing.
            #expect(try await grants(["q": " ", "owner": "", "resource": ""]).count == every.count)
            // Nobody sees more by narrowing than they see at all.
            let civil = fixture.steward("mzj")
            let seen = try await grants([:], by: civil)
            #expect(try await grants(["owner": "gaj"], by: civil) == seen.filter { owner($0) == "gaj" })
            for (field, value) in [("owner", "nobody"), ("resource", "nothing")] {
                do {
                    _ = try await grants([field: value])
                    Issue.record("\(field) \(value) was taken")
                } catch { #expect((error as? Problem)?.faults.map(\.field) == [field]) }
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `the pager and the states keep what a list is narrowed to, and an empty one says so`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let (snapshot, everybody) = (fixture.dataCentre.catalogue.snapshot, fixture.steward(nil))
            try await database.write { try fixture.dataCentre.openSharing(snapshot, at: fixture.clock.now, in: $0) }
            let page = try await fixture.page("datacentre.grants", by: everybody, query: ["state": "all", "owner": "gaj"])
            let links = page.matches(of: #/href="(\/console\/data\/grants\?[^"]*)"/#).map { String($0.output.1) }
            #expect(links.contains { $0.contains("after=") && $0.contains("owner=gaj") && $0.contains("state=all") })
            #expect(links.contains { $0.contains("state=refused") && $0.contains("owner=gaj") })
            #expect(page.contains("name=\"state\" value=\"all\"") && page.contains("value=\"gaj\" selected"))
            let none = try await fixture.page("datacentre.grants", by: everybody, query: ["state": "all", "q": "<没有>"])
            #expect(none.contains(FilterText.noneFound.zh) && none.contains("&lt;没有&gt;") && !none.contains("<没有>"))
            let sources = try await fixture.page("datacentre.sources", by: everybody, query: ["q": "没有这样的"])
            #expect(sources.contains(FilterText.noneFound.zh) && !sources.contains("<tbody>"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `sources are found by who holds them, by resource and by words`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let snapshot = fixture.dataCentre.catalogue.snapshot
            func sources(_ query: [String: String], by visitor: Visitor? = nil) async throws -> [String] {
                try await all("datacentre.sources", query, by: visitor ?? fixture.steward(nil), in: fixture)
                    .compactMap { $0["resource"]?.string }
            }
            let every = try await sources([:])
            #expect(every == snapshot.resources.keys.sorted())
            #expect(try await sources(["owner": "gaj"]) == every.filter { snapshot.resources[$0]?.owner == "gaj" })
            #expect(try await sources(["resource": "ga-population"]) == ["ga-population"])
            let name = try #require(snapshot.resources["ga-population"]?.name)
            for words in [name.zh, name.en.uppercased(), "GA-POPULATION"] {
                #expect(try await sources(["q": words]).contains("ga-population"), "\(words)")
            }
            #expect(try await sources(["q": "ga-", "owner": "mzj"]).isEmpty)
            #expect(try await sources(["owner": "gaj"], by: fixture.steward("mzj")).isEmpty)
        }
    }
}
