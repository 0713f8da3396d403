import Cryptography
import Kernel
import Licences
import Store
import Web

/// An act on one licence as a system orders it.
struct LicenceActMessage: Sendable, Hashable {
    var id: String
    var content: JSON

    private static let word = "licence-act"

    /// What tells whether the same id came with the same content.
    var digest: String {
        let whole: JSON = ["kind": .string(LicenceActMessage.word), "data": content]
        return Hex.encode(Digest.sha256.hash(whole.canonical.bytes))
    }

    /// The id of the row, or the identifier, by which it names the licence.
    var source: String { content["certificate_source_id"]?.string?.trimmingSpaces ?? "" }

    private var act: LicenceAct? { content["act"]?.string.flatMap { noun in LicenceAct.all.first { $0.noun == noun } } }

    /// How the log names it: `licence-revocation`.
    var logged: String { act.map { "licence-\($0.noun)" } ?? LicenceActMessage.word }

    /// How a word of the log is read; nil where it means something else.
    static func name(of word: String) -> Text? {
        if word == LicenceActMessage.word { return ExchangeText.licenceAct }
        return LicenceAct.all.first { "licence-\($0.noun)" == word }.map { ExchangeText.licenceAct($0.name) }
    }

    private static let boxes = ["ground", "law", "reason"]

    /// Reads what is ordered, with every fault at once. A member that means nothing here is a fault: it would be lost in silence. What the
    /// boxes hold is judged with the licence.
    func order() throws(Problem) -> LicenceOrder {
        var faults: [Problem.Fault] = []
        if act == nil { faults.append(Problem.Fault("act", ExchangeText.noAct)) }
        if source.isEmpty { faults.append(Problem.Fault("certificate_source_id", ExchangeText.missing)) }
        if source.count > 200 { faults.append(Problem.Fault("certificate_source_id", ExchangeText.tooLong(200))) }
        var values: [String: [String]] = [:]
        for member in content.members ?? [] where !["act", "certificate_source_id"].contains(member.name) {
            guard LicenceActMessage.boxes.contains(member.name) else {
                faults.append(Problem.Fault(String(member.name.prefix(60)), ExchangeText.unknownMember))
                continue
            }
            if member.value.isNull { continue }
            guard let text = member.value.string else {
                faults.append(Problem.Fault(member.name, ExchangeText.badShape))
                continue
            }
            values[member.name] = [text]
        }
        guard faults.isEmpty, let act else { throw .invalid(faults) }
        return LicenceOrder(act, on: source, values: values)
    }
}

/// A department's system freezes, releases and ends the licences of its department, as itself: by the register's own acts, so that it can do
/// nothing that an official cannot, and needs the ground that an official needs.
extension Exchange {
    /// More acts of a system within a minute wait.
    private static let mostLicenceActs = 30

    private static let licenceActShape: Schema = .object([
        .init("id", .string), .init("certificate_source_id", .string), .init("certificate_state", .string), .init("state_date", .string),
        .init("state_ground", .string.orNull), .init("state_law", .string.orNull), .init("repeated", .boolean),
    ])

    var ordering: Endpoint {
        Endpoint(
            "exchange.licence-act", .post, "/exchange/systems/{code}/licence-acts", access: .everyone, summary: ExchangeText.orderLicence,
            takes: .object(Licences.orderMembers), gives: Exchange.licenceActShape,
            refuses: [
                "exchange.signature", "exchange.too-old", "exchange.paused", "exchange.no-duty", "exchange.no-licence",
                "exchange.other-content", "invalid", "licences.not-allowed",
            ], face: .api
        ) { call in
            let (known, id) = try await believed(call, call.submitted.bytes)
            let message = LicenceActMessage(id: id, content: call.submitted.json ?? .null)
            let (step, isRepeated) = try await carryOut(message, from: known.system, at: call.now)
            return .json([
                "id": .string(id), "certificate_source_id": .string(message.source),
                "certificate_state": .string(step.event.to.rawValue), "state_date": .string(String(step.event.at.exchangeText.prefix(8))),
                "state_ground": JSON(step.event.ground), "state_law": JSON(step.event.law), "repeated": .bool(isRepeated),
            ])
        }
    }

    /// Carries out an act, once, and writes its line into the log whatever comes of it. What is refused changes nothing and may be sent again.
    func carryOut(_ message: LicenceActMessage, from system: DepartmentSystem, at now: Instant) async throws -> (
        step: LicenceStep, isRepeated: Bool
    ) {
        do {
            guard system.state == .active else { throw ExchangeRefusal.paused.problem }
            guard system.duties.contains(.licences) else { throw ExchangeRefusal.noDuty(.licences).problem }
            guard !system.licenceTypes.isEmpty else { throw ExchangeRefusal.noLicenceTypes.problem }
            if let before = try await done(message, by: system) { return try await repeated(before, message, system, at: now) }
            try await database.write { connection in
                try RateLimit.hit(
                    "exchange-licence-acts/\(system.code)", limit: Exchange.mostLicenceActs, windowSeconds: 60, now: now, in: connection)
            }.orThrow()
            do {
                return (try await perform(message, system, at: now), false)
            } catch {
                // The same act may have been sent twice at once: then the other one has done it.
                if let before = try await done(message, by: system) { return try await repeated(before, message, system, at: now) }
                throw error
            }
        } catch let problem as Problem {
            let words = ExchangeText.words(problem)
            let line = line(message.id, message.logged, system, .refused, problem.code, words: words, at: now)
            try await database.write { try tables.received.insert(line, in: $0) }
            throw problem
        }
    }

    private func perform(_ message: LicenceActMessage, _ system: DepartmentSystem, at now: Instant) async throws -> LicenceStep {
        let step = try await licences.perform(
            try message.order(), of: system.department, types: Set(system.licenceTypes), by: system.registrar,
            cause: "system:\(system.code)", at: now
        ) { step, connection in
            let id = step.licence.id
            try tables.received.insert(
                system.code, message.id, digest: message.digest, ActOutcome(version: step.event.sequence), report: id, at: now,
                in: connection)
            let line = line(message.id, message.logged, number: id.rawValue, system, .done, words: nil, at: now)
            try tables.received.insert(line, in: connection)
        }
        guard let step else { throw ExchangeRefusal.noLicence.problem }
        return step
    }

    /// What the same act came to, if it was done before.
    private func done(_ message: LicenceActMessage, by system: DepartmentSystem) async throws -> LicenceStep? {
        let found = try await database.read { try tables.received.find(system.code, message.id, in: $0) }
        guard let found else { return nil }
        guard found.digest == message.digest, let licence = found.report, let sequence = found.outcome.version else {
            throw ExchangeRefusal.otherContent.problem
        }
        return try await licences.step(sequence, of: licence)
    }

    private func repeated(_ step: LicenceStep, _ message: LicenceActMessage, _ system: DepartmentSystem, at now: Instant) async throws -> (
        step: LicenceStep, isRepeated: Bool
    ) {
        let line = line(message.id, message.logged, number: step.licence.id.rawValue, system, .repeated, words: nil, at: now)
        try await database.write { try tables.received.insert(line, in: $0) }
        return (step, true)
    }
}
