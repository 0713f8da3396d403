import Cryptography
import Kernel
import Licences
import Store
import Web

/// A delivery of licences as a system sends it.
struct LicenceMessage: Sendable, Hashable {
    /// How the log names it.
    static let word = "licences"

    var id: String
    var content: JSON

    /// What tells whether the same id came with the same content.
    var digest: String {
        let whole: JSON = ["kind": .string(LicenceMessage.word), "data": content]
        return Hex.encode(Digest.sha256.hash(whole.canonical.bytes))
    }

    /// How a word of the log is read; nil where it means something else.
    static func name(of word: String) -> Text? { word == LicenceMessage.word ? ExchangeText.licenceDelivery : nil }
}

/// 证照归集 by a department's system: it signs with its own secret and needs no official's log-in; it brings in its own department's licences,
/// and what has ended or frozen one is told one by one (`LicenceActMessage`).
extension Exchange {
    /// More deliveries of a system within a minute wait.
    private static let mostDeliveries = 30

    var delivering: Endpoint {
        Endpoint(
            "exchange.deliver", .post, "/exchange/systems/{code}/licences", access: .everyone, summary: ExchangeText.deliverLicences,
            takes: .object(Licences.deliveryMembers), gives: Licences.collectionShape,
            refuses: [
                "exchange.signature", "exchange.too-old", "exchange.paused", "exchange.no-duty", "exchange.other-content", "invalid",
                "licences.too-many-rows", "licences.unreadable-file",
            ], face: .api, body: .files
        ) { call in
            let (known, id) = try await believed(call, call.submitted.bytes)
            let message = LicenceMessage(id: id, content: call.submitted.json ?? .null)
            return .json(try await take(message, from: known.system, at: call.now))
        }
    }

    /// Takes a delivery in, once. One that was cut off is taken up when it comes again: rows that are there already change nothing.
    func take(_ message: LicenceMessage, from system: DepartmentSystem, at now: Instant) async throws -> JSON {
        do {
            guard system.state == .active else { throw ExchangeRefusal.paused.problem }
            guard system.duties.contains(.licences) else { throw ExchangeRefusal.noDuty(.licences).problem }
            if let report = try await taken(message, by: system) {
                try await log(message, system, .repeated, words: ExchangeText.sameReport, at: now)
                return report
            }
            try await database.write { connection in
                try RateLimit.hit(
                    "exchange-licences/\(system.code)", limit: Exchange.mostDeliveries, windowSeconds: 60, now: now, in: connection)
            }.orThrow()
            let collection = try await licences.collect(
                message.content, of: system.department, at: .shanghai, by: system.collector, at: now)
            guard let report = try await licences.collectionReport(collection.id, of: system.department) else {
                throw StoreError.malformed("collection \(collection.id) has no report")
            }
            try await finish(message, collection.id, report, system, at: now)
            return report
        } catch let problem as Problem {
            try await log(message, system, .refused, problem.code, words: ExchangeText.words(problem), at: now)
            throw problem
        }
    }

    /// The report on the same delivery, if it was taken before.
    private func taken(_ message: LicenceMessage, by system: DepartmentSystem) async throws -> JSON? {
        let found = try await database.read { try tables.received.find(system.code, message.id, in: $0) }
        guard let found else { return nil }
        guard found.digest == message.digest, let report = found.report else { throw ExchangeRefusal.otherContent.problem }
        return try await licences.collectionReport(report, of: system.department)
    }

    private func finish(
        _ message: LicenceMessage, _ collection: ID, _ report: JSON, _ system: DepartmentSystem, at now: Instant
    ) async throws {
        let line = line(message.id, LicenceMessage.word, system, .done, words: ExchangeText.taken(report), at: now)
        do {
            try await database.write { connection in
                try tables.received.insert(
                    system.code, message.id, digest: message.digest, ActOutcome(), report: collection, at: now, in: connection)
                try tables.received.insert(line, in: connection)
            }
        } catch StoreError.constraint {
            // The same message came twice at once; what the other one did, this one found done.
        }
    }

    private func log(
        _ message: LicenceMessage, _ system: DepartmentSystem, _ outcome: ExchangeLine.Outcome, _ problem: String? = nil, words: Text,
        at now: Instant
    ) async throws {
        let line = line(message.id, LicenceMessage.word, system, outcome, problem, words: words, at: now)
        try await database.write { try tables.received.insert(line, in: $0) }
    }

    /// The line of what a system did as itself, with no official's number.
    func line(
        _ eventID: String, _ act: String, number: String? = nil, _ system: DepartmentSystem, _ outcome: ExchangeLine.Outcome,
        _ problem: String? = nil, words: Text?, at now: Instant
    ) -> ExchangeLine {
        ExchangeLine(
            id: surroundings.newID(), at: now, system: system.code, way: .webhook, eventID: eventID, act: act, number: number,
            official: nil, outcome: outcome, problem: problem, words: words)
    }
}
