import Catalogue
import DataCentre
import Identity
import Kernel
import Licences
import Store

/// What is known of an application before it is handed in: found once, and gone by for the rest of the request.
struct Gathered: Sendable {
    let holdings: Holdings
    let profile: PartyProfile
    /// As it stands with these holdings on the day of the gathering, while no fact is disputed.
    let checklist: Checklist
}

/// Finds out what is known about an application before anything is asked: only what the thing needs, each look with purpose and log.
struct Gathering: Sendable {
    let thing: Thing
    let catalogue: Catalogue
    let profile: PartyProfile
    let purpose: Purpose
    let licences: Licences
    let dataCentre: DataCentre
    let database: Database

    /// How often what was heard may have changed before it could be written down.
    private static let longestChase = 5

    /// Holdings with everything added that this thing, with these answers, still lacks; and the checklist that follows from them.
    ///
    /// A spouse leads to a household: registers are asked round after round, and the lines of all rounds are stored by one commit. Until
    /// then nothing that was heard leaves this type.
    func adding(to known: Holdings, answers: [String: JSON], given: [String: JSON], at instant: Instant) async throws -> Gathered {
        try await settled(beside: known, answers: answers, given: given, at: instant) { gathered, rounds in
            if rounds.isEmpty { return gathered }
            return try await database.write { try enter(rounds, at: instant, in: $0) } ? gathered : nil
        }
    }

    /// The same, and what is made of it is stored by the commit that stores the lines.
    func adding<T: Sendable>(
        to known: Holdings, answers: [String: JSON], given: [String: JSON], at instant: Instant,
        storing store: @escaping @Sendable (Gathered, any Connection) throws -> T
    ) async throws -> T {
        try await settled(beside: known, answers: answers, given: given, at: instant) { gathered, rounds in
            try await database.write { connection in
                try enter(rounds, at: instant, in: connection) ? try store(gathered, connection) : nil
            }
        }
    }

    /// Hears anew while what was heard does not stand: `settle` then gives nil.
    private func settled<T>(
        beside known: Holdings, answers: [String: JSON], given: [String: JSON], at instant: Instant,
        _ settle: (Gathered, [Round]) async throws -> T?
    ) async throws -> T {
        for _ in 0..<Gathering.longestChase {
            let (gathered, rounds) = try await heard(beside: known, answers: answers, given: given, at: instant)
            if let settled = try await settle(gathered, rounds) { return settled }
        }
        throw CaseRefusal.stale.problem
    }

    /// What a round of look-ups came to, not yet in any log.
    private struct Round: Sendable {
        var hearing: Hearing
        /// Licences that were found, with whose they are.
        var found: [(licence: Licence, number: String)] = []
    }

    private func heard(
        beside known: Holdings, answers: [String: JSON], given: [String: JSON], at instant: Instant
    ) async throws -> (Gathered, [Round]) {
        var (holdings, rounds) = (known, [Round]())
        if holdings.fields.allSatisfy({ $0.source != .account }) { holdings.fields += own(on: instant.date) }
        for _ in 0..<Enquiry.longestChain {
            let plan = Enquiry.planned(
                thing, in: catalogue, holdings: holdings, answers: answers, given: given, deciding: true, today: instant.date)
            let lookups: [Lookup]
            switch plan {
            case .nothing(let checklist): return (Gathered(holdings: holdings, profile: profile, checklist: checklist), rounds)
            case .lookups(let left): lookups = left
            }
            do {
                rounds.append(try await ask(lookups, into: &holdings, at: instant))
            } catch {
                // The sources of the rounds before were asked all the same.
                let asked = rounds
                _ = try await database.write { try enter(asked, at: instant, in: $0) }
                throw error
            }
        }
        let checklist = Checklist.resolve(
            thing, in: catalogue, answers: answers, given: given, holdings: holdings, today: instant.date)
        return (Gathered(holdings: holdings, profile: profile, checklist: checklist), rounds)
    }

    /// Writes the lines of all rounds; whether everything stands as it was heard.
    private func enter(_ rounds: [Round], at instant: Instant, in connection: any Connection) throws -> Bool {
        var stands = try dataCentre.enter(rounds.map(\.hearing), in: connection)
        // A guardian may have taken the consent back meanwhile.
        guard try dataCentre.unspokenFor(rounds.flatMap(\.found).map(\.number), at: instant, in: connection).isEmpty else { return false }
        for (licence, number) in rounds.flatMap(\.found) {
            let copy = try licences.use(found: licence, of: number, for: licencePurpose(of: number), at: instant, in: connection)
            if copy == nil { stands = false }
        }
        return stands
    }

    /// What the account itself says of the applicant: the name, and the number by which registers find them.
    private func own(on today: LocalDate) -> [Holding] {
        let role = thing.applicant.code
        let number = profile.party.kind == .enterprise ? "uscc" : "idNumber"
        return [("name", profile.name), (number, profile.number)].map {
            Holding(field: "\(role).\($0.0)", value: .string($0.1), source: .account, asOf: today)
        }
    }

    /// Asks every register of a plan at once, and adds what they said in the plan's order.
    private func ask(_ plan: [Lookup], into holdings: inout Holdings, at instant: Instant) async throws -> Round {
        var toResources: [(lookup: Lookup, question: RecordQuestion)] = []
        var toLicences: [(lookup: Lookup, type: String, number: String)] = []
        for lookup in plan {
            guard let key = lookup.value.string, isOwn(lookup) else {
                holdings.addNothing(to: lookup)
                continue
            }
            switch lookup.register {
            case .resource(let code): toResources.append((lookup, RecordQuestion(resource: code, key: key)))
            case .licence(let type): toLicences.append((lookup, type, key))
            }
        }
        let unspoken = try await dataCentre.unspokenFor(toLicences.map(\.number), at: instant)
        let spoken = toLicences.filter { !unspoken.contains($0.number) }
        async let found = licences.find(
            spoken.map { Licences.Sought($0.type, of: $0.number, for: licencePurpose(of: $0.number)) }, at: instant)
        var round = Round(hearing: try await dataCentre.hear(toResources.map(\.question), for: purpose, at: instant))
        for ((lookup, _), answer) in zip(toResources, round.hearing.answers) {
            switch answer {
            case .record(let record, let asOf): holdings.add(record, to: lookup, for: thing, in: catalogue, asOf: asOf)
            case .none: holdings.addNothing(to: lookup)
            case .unavailable(let reason): holdings.addUnavailable(reason, to: lookup)
            }
        }
        var licences = try await found[...]
        for (lookup, type, number) in toLicences {
            let licence = unspoken.contains(number) ? nil : licences.removeFirst()
            // What a holder uploaded, and nobody checked, says nothing to an authority.
            if let licence, licence.trust.isChecked {
                round.found.append((licence, number))
                add(licence, of: number, to: lookup, in: &holdings)
            } else if unspoken.contains(number) {
                round.hearing.missed(licence: type, of: number, isWithheld: true)
                holdings.addUnavailable(dataCentre.withheld(licence: type), to: lookup)
            } else {
                round.hearing.missed(licence: type, of: number)
                holdings.addNothing(to: lookup)
            }
        }
        return round
    }

    /// Whoever writes another's number as their own is not shown that person's records.
    private func isOwn(_ lookup: Lookup) -> Bool { lookup.role != thing.applicant.code || lookup.value.string == profile.number }

    private func add(_ licence: Licence, of number: String, to lookup: Lookup, in holdings: inout Holdings) {
        let face = JSON.object(licence.face(of: number).sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) })
        holdings.add(
            licence: licence.id.rawValue, number: licence.number, face: face, validUntil: licence.validUntil, to: lookup, for: thing,
            in: catalogue, standsForPaper: licence.trust.replacesOriginal, asOf: licence.issuedOn)
    }

    private func licencePurpose(of number: String) -> LicencePurpose {
        let basis = thing.parts.lazy.flatMap(\.item.bases).first?.citation.zh ?? thing.name.zh
        return LicencePurpose(
            reader: LicencePurpose.Reader(rawValue: purpose.reader.rawValue) ?? .system, account: purpose.account,
            user: Text(same: profile.name), item: purpose.code, reference: purpose.reference, reason: purpose.reason, basis: basis,
            consent: number == profile.number ? (purpose.reader == .oneself ? .oneself : .application) : nil)
    }
}
