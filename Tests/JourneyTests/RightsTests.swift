import DemoCity
import Foundation
import Identity
import Kernel
import Platform
import Testing
import Web

/// Whoever asks, for whatever record, through whatever door: nobody learns of a record that is not theirs to see.
///
/// Every endpoint of the site is asked, page and JSON alike, by every kind of visitor, for every record that its path can name. What they may
/// see is stated once more here, in a few lines that share nothing with the code; and each record bears words that stand nowhere else, so
/// that a leak is found wherever it comes out, in a list or a download as well.
@Suite struct RightsTests {
    @Test func `no endpoint tells anybody of a record that is not theirs to see`() async throws {
        try await City.withDemo { city in
            let scene = try await RightsScene(city)
            let found = await scene.leaks(endpoints: city.platform.site.endpoints)
            #expect(found.asked > 3_000, "\(found.asked) requests")
            // A draft that was handed in is no page any more: it has nothing to be seen by.
            let unseen = scene.records.filter { !found.seen.contains($0.id) && !($0.kind == .draft && $0.markers.isEmpty) }
            #expect(unseen.map(\.kind) == [], "nobody ever saw them")
            #expect(found.leaks.prefix(20).map(\.description) == [])
            #expect(found.broken.prefix(20) == [])
        }
    }

    @Test func `a leak that is put in is found`() async throws {
        try await City.withDemo { city in
            var scene = try await RightsScene(city)
            // The rule is made narrower than the code: what the code rightly shows must then count as a leak.
            let doors: [(RecordKind, String, String)] = [
                (.application, "/applications", "owner"), (.reminder, "/console/applications", "social"),
                (.presentation, "/presentations", "owner"), (.consent, "/data-consents", "parent"), (.licence, "/licences", "firm"),
            ]
            for (kind, door, who) in doors {
                for index in scene.records.indices { scene.records[index].seers = scene.records[index].kind == kind ? [] : scene.everybody }
                let endpoints = city.platform.site.endpoints.filter { $0.path.hasPrefix(door) }
                let found = await scene.leaks(to: who, endpoints: endpoints)
                #expect(found.leaks.contains { $0.kind == kind }, "\(kind)")
            }
        }
    }

    @Test func `nobody changes a record that is not theirs`() async throws {
        try await City.withDemo { city in
            let scene = try await RightsScene(city)
            let taken = await scene.changes(endpoints: city.platform.site.endpoints)
            #expect(taken.asked > 300, "\(taken.asked) requests")
            #expect(taken.accepted.prefix(20) == [])
        }
    }
}
