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

    /// Holdings with everything added that this thing, with these answers, still lacks; and the checklist that follows from them.
    func adding(to known: Holdings, answers: [String: JSON], given: [String: JSON], at instant: Instant) async throws -> Gathered {
        var holdings = known
        if holdings.fields.allSatisfy({ $0.source != .account }) { holdings.fields += own(on: instant.date) }
        for _ in 0..<Enquiry.longestChain {
            let (plan, checklist) = Enquiry.planned(
                thing, in: catalogue, holdings: holdings, answers: answers, given: given, deciding: true, today: instant.date)
            if plan.isEmpty { return Gathered(holdings: holdings, profile: profile, checklist: checklist) }
            try await ask(plan, into: &holdings, at: instant)
        }
        let checklist = Checklist.resolve(
            thing, in: catalogue, answers: answers, given: given, holdings: holdings, today: instant.date)
        return Gathered(holdings: holdings, profile: profile, checklist: checklist)
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
    private func ask(_ plan: [Lookup], into holdings: inout Holdings, at instant: Instant) async throws {
        var (toResources, toLicences) = ([Lookup](), [Lookup]())
        for lookup in plan {
            guard lookup.value.string != nil, isOwn(lookup) else {
                holdings.addNothing(to: lookup)
                continue
            }
            switch lookup.register {
            case .resource: toResources.append(lookup)
            case .licence: toLicences.append(lookup)
            }
        }
        async let copies = copies(of: toLicences, at: instant)
        let answers = try await dataCentre.ask(toResources.compactMap(\.question), for: purpose, at: instant)
        for (lookup, answer) in zip(toResources, answers) {
            switch answer {
            case .record(let record, let asOf): holdings.add(record, to: lookup, for: thing, in: catalogue, asOf: asOf)
            case .none: holdings.addNothing(to: lookup)
            case .unavailable(let reason): holdings.addUnavailable(reason, to: lookup)
            }
        }
        for (lookup, copy) in zip(toLicences, try await copies) { add(copy, to: lookup, in: &holdings) }
    }

    /// Whoever writes another's number as their own is not shown that person's records.
    private func isOwn(_ lookup: Lookup) -> Bool { lookup.role != thing.applicant.code || lookup.value.string == profile.number }

    /// Annotated copies for these look-ups, asked for together so that their lines in the log are stored by one commit.
    private func copies(of lookups: [Lookup], at instant: Instant) async throws -> [AnnotatedCopy?] {
        try await withThrowingTaskGroup(of: (Int, AnnotatedCopy?).self) { group in
            for (index, lookup) in lookups.enumerated() {
                guard case .licence(let type) = lookup.register, let key = lookup.value.string else { continue }
                group.addTask { (index, try await copy(of: type, of: key, at: instant)) }
            }
            var copies = [AnnotatedCopy?](repeating: nil, count: lookups.count)
            for try await (index, copy) in group { copies[index] = copy }
            return copies
        }
    }

    private func copy(of type: String, of key: String, at instant: Instant) async throws -> AnnotatedCopy? {
        if let copy = try await used(type, of: key, at: instant) { return copy }
        // That somebody looked is told to the person, whatever was found.
        try await dataCentre.note(lookFor: type, of: key, for: purpose, at: instant)
        return nil
    }

    private func add(_ copy: AnnotatedCopy?, to lookup: Lookup, in holdings: inout Holdings) {
        guard let licence = copy?.licence else { return holdings.addNothing(to: lookup) }
        let face = JSON.object(licence.face.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) })
        holdings.add(
            licence: licence.id.rawValue, number: licence.number, face: face, validUntil: licence.validUntil, to: lookup, for: thing,
            in: catalogue, asOf: licence.issuedOn)
    }

    /// The licence for this purpose; nil where there is none in force, or its holder would have to agree and is somebody else.
    private func used(_ type: String, of key: String, at instant: Instant) async throws -> AnnotatedCopy? {
        let isHolder = key == profile.number
        let basis = thing.parts.lazy.flatMap(\.item.bases).first?.citation.zh ?? thing.name.zh
        let asked = LicencePurpose(
            reader: LicencePurpose.Reader(rawValue: purpose.reader.rawValue) ?? .system, account: purpose.account,
            user: Text(same: profile.name), item: purpose.code, reference: purpose.reference, reason: purpose.reason, basis: basis,
            consent: isHolder ? (purpose.reader == .oneself ? .oneself : .application) : nil)
        do {
            return try await licences.use(type, of: key, for: asked, at: instant)
        } catch let refusal as Problem where refusal.code == "licences.no-consent" {
            return nil
        }
    }
}

extension Lookup {
    /// The question to a data resource; nil for another register.
    fileprivate var question: RecordQuestion? {
        guard case .resource(let code) = register, let key = value.string else { return nil }
        return RecordQuestion(resource: code, key: key)
    }
}
