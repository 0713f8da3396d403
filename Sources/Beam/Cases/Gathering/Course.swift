import Catalogue
import DataCentre
import Kernel
import Licences
import Synchronization

/// How far the asking of registers has come.
struct Course: Sendable {
    var holdings: Holdings
    /// What was asked so far, not yet in any log.
    var rounds: [Round] = []
    var roundCount = 0
    /// Once nothing is left to look up.
    var checklist: Checklist?

    /// What a round of look-ups came to.
    struct Round: Sendable {
        var hearing: Hearing
        /// Licences that were found, with whose they are.
        var found: [(lookup: Lookup, licence: Licence, number: String)] = []
        /// How long the look for licences took, in microseconds.
        var took: Int64 = 0
    }

    /// Adds what was said in a round, in the plan's order, and keeps the round for the log.
    mutating func take(_ hearing: Hearing, _ look: Licences.Finding, _ asked: Inquiry, for gathering: Gathering) {
        var round = Round(hearing: hearing, took: look.microseconds)
        for found in take(hearing.answers, look.licences, asked, for: gathering) {
            switch found {
            case .licence(let licence, let lookup, let number): round.found.append((lookup, licence, number))
            case .missed(let type, let number, let isWithheld):
                round.hearing.missed(licence: type, of: number, isWithheld: isWithheld, took: look.microseconds)
            }
        }
        rounds.append(round)
    }

    /// The same of answers that are only supposed, with nothing kept for the log: what became of each licence that was looked for.
    @discardableResult mutating func take(
        _ answers: [RecordAnswer], _ licences: [Licence?], _ asked: Inquiry, for gathering: Gathering
    ) -> [Found] {
        roundCount += 1
        for lookup in asked.strange { holdings.addNothing(to: lookup) }
        for ((lookup, _), answer) in zip(asked.toResources, answers) {
            switch answer {
            case .record(let record, let asOf, let late):
                holdings.add(record, to: lookup, for: gathering.thing, in: gathering.catalogue, asOf: asOf, lateSince: late)
            case .none: holdings.addNothing(to: lookup)
            case .unavailable(let reason): holdings.addUnavailable(reason, to: lookup)
            }
        }
        var licences = licences[...]
        var all: [Found] = []
        for (lookup, type, number) in asked.toLicences {
            if asked.unspoken.contains(number) {
                all.append(.missed(type, number, isWithheld: true))
                holdings.addUnavailable(gathering.dataCentre.withheld(licence: type), to: lookup)
            } else if let licence = licences.removeFirst(), licence.trust.isChecked {
                // What a holder uploaded, and nobody checked, says nothing to an authority.
                all.append(.licence(licence, lookup, number: number))
                gathering.add(licence, of: number, to: lookup, in: &holdings)
            } else {
                all.append(.missed(type, number, isWithheld: false))
                holdings.addNothing(to: lookup)
            }
        }
        return all
    }

    enum Found {
        case licence(Licence, Lookup, number: String)
        case missed(String, String, isWithheld: Bool)
    }
}

/// What a round asks, and of whom.
struct Inquiry: Sendable {
    var toResources: [(lookup: Lookup, question: RecordQuestion)] = []
    var toLicences: [(lookup: Lookup, type: String, number: String)] = []
    /// Of somebody who is not who they say: asked of nobody.
    var strange: [Lookup] = []
    /// Numbers of children for whom no guardian has agreed.
    var unspoken: Set<String> = []

    var questions: [RecordQuestion] { toResources.map(\.question) }
}

extension Gathering {
    /// Asks every register of a plan at once. While a source keeps silent, what follows if it stays so is found out already, as far as it lies
    /// here: whoever has waited that long for a source does not wait for us as well.
    func ask(_ plan: [Lookup], on course: Course, _ form: Form) async throws -> Course {
        let asked = try await inquiry(plan, at: form.at)
        let finding = Task { try await licences(for: asked, at: form.at) }
        let ahead = Ahead<(answers: [RecordAnswer], course: Course)>()
        let hearing = try await dataCentre.hear(asked.questions, for: purpose, at: form.at) { answers in
            ahead.begin {
                var supposed = course
                supposed.take(answers, try await finding.value.licences, asked, for: self)
                supposed.rounds = []
                try await follow(&supposed, form) { try await askHere($0, on: $1, form) }
                return (answers, supposed)
            }
        }
        var next = course
        next.take(hearing, try await finding.value, asked, for: self)
        guard let (answers, supposed) = await ahead.outcome else { return next }
        // What was looked at in vain is told as well.
        next.rounds += supposed.rounds
        guard answers == hearing.answers else { return next }
        (next.holdings, next.roundCount, next.checklist) = (supposed.holdings, supposed.roundCount, supposed.checklist)
        return next
    }

    /// The same where nobody elsewhere has to be asked; nil otherwise.
    private func askHere(_ plan: [Lookup], on course: Course, _ form: Form) async throws -> Course? {
        let asked = try await inquiry(plan, at: form.at)
        guard let hearing = try await dataCentre.hearHere(asked.questions, for: purpose, at: form.at) else { return nil }
        var next = course
        next.take(hearing, try await licences(for: asked, at: form.at), asked, for: self)
        return next
    }

    private func inquiry(_ plan: [Lookup], at instant: Instant) async throws -> Inquiry {
        var inquiry = Inquiry()
        for lookup in plan {
            guard let key = lookup.value.string, isOwn(lookup) else {
                inquiry.strange.append(lookup)
                continue
            }
            switch lookup.register {
            case .resource(let code): inquiry.toResources.append((lookup, RecordQuestion(resource: code, key: key)))
            case .licence(let type): inquiry.toLicences.append((lookup, type, key))
            }
        }
        inquiry.unspoken = try await dataCentre.unspokenFor(inquiry.toLicences.map(\.number), at: instant)
        return inquiry
    }

    private func licences(for asked: Inquiry, at instant: Instant) async throws -> Licences.Finding {
        let spoken = asked.toLicences.filter { !asked.unspoken.contains($0.number) }
        return try await licences.find(
            spoken.map { Licences.Sought($0.type, of: $0.number, for: licencePurpose(of: $0.number, for: thing.parts.first)) }, at: instant)
    }
}

/// Work that is begun before it is certain that anybody needs it.
private final class Ahead<Outcome: Sendable>: Sendable {
    private let task = Mutex<Task<Outcome, any Error>?>(nil)

    func begin(_ work: @escaping @Sendable () async throws -> Outcome) { task.withLock { $0 = Task { try await work() } } }

    /// nil where nothing was begun, or it failed: then whoever needs it does it as if nobody had tried.
    var outcome: Outcome? { get async { try? await task.withLock { $0 }?.value } }
}
