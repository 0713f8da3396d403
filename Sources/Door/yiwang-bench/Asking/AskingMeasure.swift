import Cases
import Catalogue
import DataCentre
import Foundation
import Kernel
import Platform
import Store
import Web

/// The first look at a form: every register asked, the checklist made, the draft stored; and the same with a source that never answers.
struct AskingMeasure {
    let bench: Bench
    let city: BenchCity

    private static let partyCount = 200
    private static let lateCount = 30
    private static let limitMilliseconds = 200

    private struct Look {
        var seconds: Double
        var open: OpenDraft
    }

    func run() async throws {
        let looks = try await city.withPlatform { platform in
            let thing = try AskingMeasure.largest(platform.ground.catalogue.snapshot)
            // The first of all finds nothing prepared: neither statements nor pages of the file.
            return try await AskingMeasure.looks(at: thing, AskingMeasure.partyCount, from: 0, platform).dropFirst(20)
        }
        guard let first = looks.first else { throw BenchFault.other("nobody may apply for the largest thing") }
        var samples = Samples()
        for look in looks { samples.add(look.seconds) }
        let thing = first.open.thing
        let fieldCount = first.open.checklist.fields.count
        bench.report.add(
            Figure(
                code: "checklist.gathered.p50", name: AskingBenchText.gathered, value: samples.median * 1000, unit: BenchText.milliseconds,
                goal: .below(5), note: AskingBenchText.of(thing.name, fields: fieldCount, parties: samples.count)))
        bench.report.add(
            Figure(
                code: "checklist.gathered.p99", name: AskingBenchText.gathered99, value: samples.percentile(99) * 1000,
                unit: BenchText.milliseconds))
        try await withSilence(looks.map(\.open), thing)
    }

    /// The thing with the most fields.
    private static func largest(_ catalogue: Catalogue) throws -> Thing {
        guard let largest = catalogue.allThings.max(by: { AskingMeasure.size($0) < AskingMeasure.size($1) }) else {
            throw BenchFault.other("the catalogue has no one-thing")
        }
        return largest
    }

    private static func size(_ thing: Thing) -> Int { thing.parts.reduce(0) { $0 + $1.item.fields.count } }

    private static func looks(at thing: Thing, _ count: Int, from start: Int, _ platform: Platform) async throws -> [Look] {
        let visitors = try await visitors(thing.audience, platform).dropFirst(start).prefix(count)
        var looks: [Look] = []
        for visitor in visitors {
            let began = ContinuousClock.now
            let open = try await platform.cases.openDraft(of: thing.code, for: visitor, at: .now())
            looks.append(Look(seconds: began.duration(to: .now).inSeconds, open: open))
        }
        return looks
    }

    /// Those who may apply: people, or the enterprises that somebody acts for.
    private static func visitors(_ audience: Audience, _ platform: Platform) async throws -> [Visitor] {
        try await platform.ground.database.read { connection in
            switch audience {
            case .person:
                try connection.rows("SELECT id, person_id FROM identity_account WHERE person_id IS NOT NULL ORDER BY id").map { row in
                    Visitor(kind: .person, account: try row.id("id"), party: Party(.person, try row.id("person_id")), language: .zh)
                }
            case .enterprise:
                try connection.rows(
                    """
                    SELECT MIN(a.id) AS account, g.enterprise_id FROM identity_agency g JOIN identity_account a ON a.person_id = g.person_id
                    GROUP BY g.enterprise_id ORDER BY g.enterprise_id
                    """
                ).map { row in
                    Visitor(
                        kind: .person, account: try row.id("account"), party: Party(.enterprise, try row.id("enterprise_id")), language: .zh
                    )
                }
            }
        }
    }

    // MARK: A source that hangs

    private func withSilence(_ known: [OpenDraft], _ thing: Thing) async throws {
        let source = try SilentSource()
        defer { source.close() }
        var counts: [String: Int] = [:]
        for open in known {
            for case .resource(let code) in Set(open.draft.holdings.fields.map(\.source)) { counts[code, default: 0] += 1 }
        }
        guard let code = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
            throw BenchFault.other("no resource knows anything of \(thing.code)")
        }
        let file = try source.settings(for: code, milliseconds: AskingMeasure.limitMilliseconds, in: bench.folder)
        let change: (inout PlatformSettings) -> Void = { settings in
            settings.datacentre.sourcesFile = file
            // Never left alone: every look waits for it.
            settings.datacentre.circuitFailures = 1_000_000
        }
        let (looks, name) = try await city.withPlatform(change) { platform in
            let catalogue = platform.ground.catalogue.snapshot
            let looks = try await AskingMeasure.looks(at: thing, AskingMeasure.lateCount, from: AskingMeasure.partyCount, platform)
            return (looks, catalogue.resources[code]?.name ?? Text(same: code))
        }
        // Only those of whom it was asked: where it was not, nothing was waited for.
        var samples = Samples()
        for look in looks where look.open.draft.holdings.unavailable[code] != nil {
            samples.add(look.seconds - Double(AskingMeasure.limitMilliseconds) / 1000)
        }
        guard samples.count > 0 else { throw BenchFault.other("nobody's form asks \(code)") }
        bench.report.add(
            Figure(
                code: "checklist.hanging", name: AskingBenchText.beyondLimit, value: samples.median * 1000, unit: BenchText.milliseconds,
                goal: .below(5), note: AskingBenchText.silent(name, milliseconds: AskingMeasure.limitMilliseconds)))
    }
}
