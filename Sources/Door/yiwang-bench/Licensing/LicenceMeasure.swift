import Cryptography
import Foundation
import Identity
import Kernel
import Licences
import Platform
import Store
import Web

/// The register of licences: issuing, presenting and verifying, and looking up among very many.
struct LicenceMeasure {
    let bench: Bench
    let city: BenchCity

    private static let lanes = 1_024
    private static let holders = 400
    private static let lookups = 5_000

    func run() async throws {
        try await city.withPlatform { platform in
            let keepers = try await LicenceMeasure.keepers(platform)
            try await issue(keepers, platform)
            try await present(keepers, platform)
            try await presentByInterface(keepers, platform)
        }
        try await lookUp()
    }

    /// Somebody with a licence, signed in.
    private struct Keeper: Sendable {
        var licence: Licence
        var visitor: Visitor
        var token: String
    }

    private static func keepers(_ platform: Platform) async throws -> [Keeper] {
        let sessions = platform.identity.sessions
        let accounts = try await platform.ground.database.read { connection in
            try connection.rows(
                "SELECT id, person_id FROM identity_account WHERE person_id IS NOT NULL ORDER BY id LIMIT \(limit: holders)"
            )
            .map { (account: try $0.id("id"), party: Party(.person, try $0.id("person_id"))) }
        }
        var keepers: [Keeper] = []
        for (account, party) in accounts {
            let now = Instant.now()
            let licences = try await platform.licences.licences(of: party)
            guard let licence = licences.first(where: { $0.type == "id-card" && $0.isValid(on: now.date) }) else { continue }
            let session = try await platform.ground.database.write {
                try sessions.begin(
                    account: account, kind: .person, random: (0..<48).map { _ in UInt8.random(in: 0...255) }, now: now, in: $0)
            }
            let visitor = Visitor(kind: .person, account: account, party: party, language: .zh)
            keepers.append(Keeper(licence: licence, visitor: visitor, token: session.token))
        }
        guard !keepers.isEmpty else { throw BenchFault.other("nobody of the city has an identity card") }
        return keepers
    }

    // MARK: Issuing

    private func issue(_ keepers: [Keeper], _ platform: Platform) async throws {
        let (licences, presentations, database) = (platform.licences, platform.presentations, platform.ground.database)
        let count = bench.scale.plainSubmissions
        let rate = try await rate(of: count) { number in
            let model = keepers[number % keepers.count].licence
            let now = Instant.now()
            let order = IssueOrder(
                type: model.type, holder: model.holder, face: model.face, issuer: model.issuer, issuedOn: now.date, validUntil: nil,
                caseID: nil)
            let licence = try await database.write { try licences.issue(order, at: now, in: $0) }
            let file = try await presentations.credential(of: licence, at: now)
            guard file.contains("~") else { throw BenchFault.other("what was signed is no SD-JWT") }
        }
        bench.report.add(
            Figure(
                code: "licences.issue", name: LicenceBenchText.issue, value: rate, unit: BenchText.perSecond, goal: .atLeast(2000),
                note: LicenceBenchText.issueNote))
    }

    // MARK: Presenting and verifying

    /// Files that one account may fetch within ten minutes.
    private static let filesEach = 50

    /// At the register, as issuing and looking up: rights and limits, signatures, durable lines of the log.
    private func present(_ keepers: [Keeper], _ platform: Platform) async throws {
        let presentations = platform.presentations
        let rate = try await rate(of: presentCount(keepers)) { number in
            let keeper = keepers[number % keepers.count]
            func call(_ visitor: Visitor) -> Call {
                Call(
                    method: .post, path: "", face: .api, visitor: visitor, requestID: "bench-\(number)", now: .now(), surroundings: .real)
            }
            let (_, file) = try await presentations.file(
                of: keeper.licence.id, showing: ["holder.name"], to: "bench", nonce: "nonce-\(number)-of-the-reader", call(keeper.visitor))
            let verdict = try await presentations.verdict(on: file, audience: "bench", call(.anonymous(.zh)))
            guard verdict == .valid else { throw BenchFault.other("a file that was just made is \(verdict)") }
        }
        bench.report.add(
            Figure(
                code: "licences.present", name: LicenceBenchText.present, value: rate, unit: BenchText.perSecond, goal: .atLeast(3000),
                note: LicenceBenchText.presentNote))
    }

    private func presentCount(_ keepers: [Keeper]) -> Int {
        // Both measures together stay below what one account may fetch.
        min(bench.scale.plainSubmissions, keepers.count * LicenceMeasure.filesEach / 2)
    }

    /// The same as programs do it: through the interface, with a log-in, JSON there and back.
    private func presentByInterface(_ keepers: [Keeper], _ platform: Platform) async throws {
        let site = platform.site
        let rate = try await rate(of: presentCount(keepers)) { number in
            let keeper = keepers[number % keepers.count]
            let asked: JSON = ["audience": "bench", "claims": ["holder.name"], "nonce": .string("nonce-\(number)-of-the-reader")]
            let shown = await site.answer(
                RawRequest.json("/api/v1/licences/\(keeper.licence.id)/file", asked).with("authorization", "Bearer \(keeper.token)"))
            guard shown.status == 200 else { throw BenchFault.answer(shown.status, shown.text) }
            let read: JSON = ["file": .string(shown.text), "audience": "bench"]
            let answer = await site.answer(RawRequest.json("/api/v1/presentations/verify", read))
            guard answer.status == 200, answer.json?["result"]?.string == "valid" else {
                throw BenchFault.answer(answer.status, answer.text)
            }
        }
        bench.report.add(
            Figure(
                code: "licences.present.interface", name: LicenceBenchText.presentByInterface, value: rate, unit: BenchText.perSecond,
                note: LicenceBenchText.interfaceNote))
    }

    /// How many a second of so many, some at a time.
    private func rate(of count: Int, _ body: @escaping @Sendable (Int) async throws -> Void) async throws -> Double {
        try await LicenceMeasure.run(0..<count / 10, body)
        let began = ContinuousClock.now
        try await LicenceMeasure.run(count / 10..<count, body)
        return Double(count - count / 10) / began.duration(to: .now).inSeconds
    }

    private static func run(_ numbers: Range<Int>, _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<lanes {
                group.addTask { for number in numbers where number % lanes == lane { try await body(number) } }
            }
            try await group.waitForAll()
        }
    }

    // MARK: Looking up

    private func lookUp() async throws {
        let count = bench.scale.licenceCount
        Terminal.tell(LicenceBenchText.filling(count))
        let filling = try await city.withPlatform { platform in
            let row = try await platform.ground.database.read { try $0.row("SELECT * FROM licences_licence WHERE coholders = 0 LIMIT 1") }
            guard let row else { throw BenchFault.other("there is no licence to make others from") }
            return try LicenceFilling(total: count, row: row, keyring: platform.ground.keyring)
        }
        let writer = try PlainSQLite(path: city.file.path, isDurable: false)
        try writer.fill("licences_licence", filling.columns, filling.rows)
        try writer.execute("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)")
        try writer.close()
        let samples = try await city.withPlatform { platform in
            var samples = Samples()
            for number in 0..<LicenceMeasure.lookups {
                let holder = filling.holder((number &* 7919) % filling.holderCount)
                let began = ContinuousClock.now
                let found = try await platform.licences.licences(ofNumber: holder)
                samples.add(began.duration(to: .now).inSeconds)
                guard found.count == filling.each else { throw BenchFault.other("\(found.count) licences found of \(filling.each)") }
            }
            return samples
        }
        let note = LicenceBenchText.size(count)
        bench.report.add(
            Figure(
                code: "licences.lookup.p50", name: LicenceBenchText.median, value: samples.median * 1000, unit: BenchText.milliseconds,
                note: note))
        bench.report.add(
            Figure(
                code: "licences.lookup.p99", name: LicenceBenchText.percentile99, value: samples.percentile(99) * 1000,
                unit: BenchText.milliseconds, goal: .below(5), note: note, isUnjudged: !bench.scale.fillsEveryEngine))
    }
}
