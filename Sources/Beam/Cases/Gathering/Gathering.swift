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
            return try await database.write { try enter(rounds, for: gathered, at: instant, in: $0) } ? gathered : nil
        }
    }

    /// The same, and what is made of it is stored by the commit that stores the lines.
    func adding<T: Sendable>(
        to known: Holdings, answers: [String: JSON], given: [String: JSON], at instant: Instant,
        storing store: @escaping @Sendable (Gathered, any Connection) throws -> T
    ) async throws -> T {
        try await settled(beside: known, answers: answers, given: given, at: instant) { gathered, rounds in
            try await database.write { connection in
                try enter(rounds, for: gathered, at: instant, in: connection) ? try store(gathered, connection) : nil
            }
        }
    }

    /// Hears anew while what was heard does not stand: `settle` then gives nil.
    private func settled<T>(
        beside known: Holdings, answers: [String: JSON], given: [String: JSON], at instant: Instant,
        _ settle: (Gathered, [Course.Round]) async throws -> T?
    ) async throws -> T {
        for _ in 0..<Gathering.longestChase {
            let (gathered, rounds) = try await heard(beside: known, answers: answers, given: given, at: instant)
            if let settled = try await settle(gathered, rounds) { return settled }
        }
        throw CaseRefusal.stale.problem
    }

    private func heard(
        beside known: Holdings, answers: [String: JSON], given: [String: JSON], at instant: Instant
    ) async throws -> (Gathered, [Course.Round]) {
        var course = Course(holdings: known)
        if known.fields.allSatisfy({ $0.source != .account }) { course.holdings.fields += own(on: instant.date) }
        let form = Form(answers: answers, given: given, at: instant)
        try await follow(&course, form) { lookups, course in
            do {
                return try await self.ask(lookups, on: course, form)
            } catch {
                // The sources of the rounds before were asked all the same.
                let asked = course.rounds
                _ = try await database.write { try enter(asked, for: nil, at: instant, in: $0) }
                throw error
            }
        }
        let checklist =
            course.checklist
            ?? Checklist.resolve(thing, in: catalogue, answers: answers, given: given, holdings: course.holdings, today: instant.date)
        return (Gathered(holdings: course.holdings, profile: profile, checklist: checklist), course.rounds)
    }

    /// What the person has said, and when it is gone by.
    struct Form: Sendable {
        let answers: [String: JSON]
        let given: [String: JSON]
        let at: Instant
    }

    /// Round after round until nothing is left to ask, or until `ask` will not go on.
    func follow(
        _ course: inout Course, _ form: Form, _ ask: ([Lookup], Course) async throws -> Course?
    ) async throws {
        while course.checklist == nil, course.roundCount < Enquiry.longestChain {
            let plan = Enquiry.planned(
                thing, in: catalogue, holdings: course.holdings, answers: form.answers, given: form.given, deciding: true,
                today: form.at.date)
            switch plan {
            case .nothing(let checklist): course.checklist = checklist
            case .lookups(let lookups):
                guard let next = try await ask(lookups, course) else { return }
                course = next
            }
        }
    }

    /// Writes the lines of all rounds; whether everything stands as it was heard.
    ///
    /// - Parameter gathered: what came of them: a licence is used for an item that is applied for.
    private func enter(_ rounds: [Course.Round], for gathered: Gathered?, at instant: Instant, in connection: any Connection) throws -> Bool
    {
        var stands = try dataCentre.enter(rounds.map(\.hearing), in: connection)
        // A guardian may have taken the consent back meanwhile.
        let found = rounds.flatMap { round in round.found.map { (found: $0, took: round.took) } }
        guard try dataCentre.unspokenFor(found.map(\.found.number), at: instant, in: connection).isEmpty else { return false }
        let items = Set(gathered?.checklist.includedItems.map(\.item) ?? thing.parts.map(\.item.code))
        for ((lookup, licence, number), took) in found {
            let purpose = licencePurpose(of: number, for: thing.part(needing: lookup.purposes, among: items))
            let copy = try licences.use(found: licence, of: number, for: purpose, took: took, at: instant, in: connection)
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

    /// Whoever writes another's number as their own is not shown that person's records.
    func isOwn(_ lookup: Lookup) -> Bool { lookup.role != thing.applicant.code || lookup.value.string == profile.number }

    func add(_ licence: Licence, of number: String, to lookup: Lookup, in holdings: inout Holdings) {
        let face = JSON.object(licence.face(of: number).sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) })
        holdings.add(
            licence: licence.id.rawValue, number: licence.number, face: face, validUntil: licence.validUntil, to: lookup, for: thing,
            in: catalogue, standsForPaper: licence.trust.replacesOriginal, asOf: licence.issuedOn)
    }

    /// - Parameter part: that needs the licence: whose it is to use it.
    func licencePurpose(of number: String, for part: Thing.Part?) -> LicencePurpose {
        let basis = part?.item.bases.first ?? thing.parts.lazy.flatMap(\.item.bases).first
        return LicencePurpose(
            reader: LicencePurpose.Reader(rawValue: purpose.reader.rawValue) ?? .system, account: purpose.account,
            user: Text(same: profile.name), department: part?.item.department, item: part?.item.code ?? purpose.code,
            thing: purpose.code, reference: purpose.reference, reason: purpose.reason, basis: basis?.citation.zh ?? thing.name.zh,
            consent: number == profile.number ? (purpose.reader == .oneself ? .oneself : .application) : nil)
    }
}
