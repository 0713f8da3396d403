import Cases
import Catalogue
import Cryptography
import Foundation
import Identity
import Kernel
import Platform
import Store
import Web

/// What is only computed, without a database or a socket: conditions, checklists, search, seals.
struct ComputeMeasure {
    let bench: Bench

    private static let thing = "newborn"
    private static let login = "gu"

    func run() async throws {
        let city = try await bench.embedded()
        let server = try bench.serve(city)
        let token = try city.token(of: ComputeMeasure.login, at: server)
        server.end()
        try await city.withPlatform { platform in
            let snapshot = platform.ground.catalogue.snapshot
            guard let thing = snapshot.thing(ComputeMeasure.thing) else {
                throw BenchFault.other("the catalogue has no \(ComputeMeasure.thing)")
            }
            let draft = try await draft(platform, token)
            checklists(thing, snapshot, draft)
            conditions(thing, snapshot, draft)
            search(snapshot)
        }
        seals()
    }

    /// What is known of a mother when she first looks: gathered from the registers of the demo city.
    private func draft(_ platform: Platform, _ token: String) async throws -> OpenDraft {
        let (identity, now) = (platform.identity, Instant.now())
        let visitor = try await platform.ground.database.read { connection -> Visitor? in
            guard let row = try identity.sessions.find(token: token, now: now, in: connection) else { return nil }
            return try identity.visitor(for: row, language: .zh, in: connection, on: now.date)
        }
        guard let visitor else { throw BenchFault.other("\(ComputeMeasure.login) is not signed in") }
        return try await platform.cases.openDraft(of: ComputeMeasure.thing, for: visitor, at: now)
    }

    private func checklists(_ thing: Thing, _ catalogue: Catalogue, _ open: OpenDraft) {
        let today = Instant.now().date
        for (code, name, holdings) in [
            ("checklist.empty", BenchText.checklistEmpty, Holdings()), ("checklist.known", BenchText.checklistKnown, open.draft.holdings),
        ] {
            let seconds = Samples.mean(over: bench.scale.computeSeconds) {
                _ = Checklist.resolve(thing, in: catalogue, answers: open.draft.answers, given: [:], holdings: holdings, today: today)
            }
            bench.report.add(Figure(code: code, name: name, value: seconds * 1e6, unit: BenchText.microseconds))
        }
    }

    /// Every review point of the thing whose facts are known, in turn.
    private func conditions(_ thing: Thing, _ catalogue: Catalogue, _ open: OpenDraft) {
        let today = Instant.now().date
        let first = open.checklist.judge(in: catalogue, today: today)
        let checks = thing.parts.flatMap(\.item.reviewPoints).compactMap(\.check).filter { first.truth($0) != nil }
        guard !checks.isEmpty else { return }
        let seconds = Samples.mean(over: bench.scale.computeSeconds) {
            // One judge remembers what it has judged.
            let judge = open.checklist.judge(in: catalogue, today: today)
            for check in checks { _ = judge.truth(check) }
        }
        bench.report.add(
            Figure(code: "rules.perSecond", name: BenchText.conditions, value: Double(checks.count) / seconds, unit: BenchText.perSecond))
    }

    private func search(_ catalogue: Catalogue) {
        let index = CatalogueSearch(catalogue)
        let words: [(String, Language)] = [
            ("孩子刚出生要办什么", .zh), ("开饭店", .zh), ("身份证丢了", .zh), ("营业执照变更", .zh), ("lost identity card", .en), ("open a restaurant", .en),
        ]
        let seconds = Samples.mean(over: bench.scale.computeSeconds) {
            for (text, language) in words { _ = index.search(text, language: language) }
        }
        bench.report.add(
            Figure(code: "search", name: BenchText.search, value: seconds / Double(words.count) * 1e6, unit: BenchText.microseconds))
    }

    private func seals() {
        let plain = [UInt8](repeating: 0x61, count: 2048)
        for (suite, name) in [(Suite.international, "AES-256-GCM"), (Suite.national, "SM4 + HMAC-SM3")] {
            let sealer = Sealer(Keyring.made(suite: suite, now: .now()))
            let context = Sealer.context(table: "bench", column: "bytes", row: "1")
            let seconds = Samples.mean(over: bench.scale.computeSeconds) { _ = sealer.sealBinary(plain, for: context) }
            bench.report.add(
                Figure(code: "seal.\(suite.rawValue)", name: BenchText.seal(name), value: seconds * 1e6, unit: BenchText.microseconds))
        }
    }
}
