import Catalogue
import Identity
import Kernel
import Licences
import Store

/// What a result is about, as its item names it by `once`: a birth, a shop, a person. Of one matter there is one application at a time, and
/// one result in force unless the new one takes the old one's place.
struct Matter: Sendable {
    let item: String
    let itemName: Text
    /// The facts that name it, in one text.
    let key: String
    /// The case that applies for it; nil while it is only looked at.
    let caseID: ID?
    let result: ResultSpec
    /// The number of whoever will hold the licence, where it is known.
    let holder: String?
    /// What a licence about it says on its face.
    let face: [String: JSON]
    /// Whether the one-thing goes on although there is another: its licence then only takes the old one's place.
    let isYielding: Bool
}

extension PassageDesk {
    /// The matters of some items; one whose facts are not all known is not told from others yet.
    func matters(
        _ items: [(item: ServiceItem, caseID: ID?)], facts: [String: JSON], answers: [String: JSON], applicant: String
    ) -> [Matter] {
        let judge = judge(
            facts.mapValues { Fact(value: $0, source: .answer, asOf: today) }, answers: answers, on: today)
        return items.flatMap { item, caseID in
            item.results.compactMap { result -> Matter? in
                let names = result.once.map(thing.canonical)
                let values = names.compactMap { facts[$0] }
                guard !names.isEmpty, values.count == names.count else { return nil }
                let told = telling(result)
                let role = thing.participant(result.holder) ?? thing.applicant
                let face = result.face.filter { told.contains($0.key) }.compactMapValues(judge.value)
                return Matter(
                    item: item.code, itemName: item.name, key: JSON.array(values).canonical.text, caseID: caseID, result: result,
                    holder: role.code == thing.applicant.code ? applicant : role.keyField.flatMap { facts[$0]?.string }, face: face,
                    isYielding: result.succeeds != nil && !thing.isSingle)
            }
        }.sorted { ($0.item, $0.key) < ($1.item, $1.key) }
    }
}

extension Cases {
    func matters(of passage: ApplicationPassage) -> [Matter] {
        let items = passage.cases.compactMap { value in
            (try? passage.desk.item(value.item)).map { (item: $0, caseID: Optional(value.current.id)) }
        }
        guard items.contains(where: { $0.item.results.contains { !$0.once.isEmpty } }) else { return [] }
        return passage.desk.matters(
            items, facts: passage.facts.mapValues(\.value), answers: passage.frozen.answers, applicant: passage.frozen.applicant.number)
    }

    /// Holds the matters of an application that is being opened; one that is applied for or held already is refused.
    func claimMatters(of passage: ApplicationPassage, at instant: Instant, in connection: any Connection) throws {
        for matter in matters(of: passage) {
            let earlier = try tables.matters.claim(matter, in: connection)
            if let refusal = try refusal(
                of: matter, after: earlier, for: passage.application.party, passage.frozen.applicant.number, passage.desk, at: instant,
                in: connection)
            {
                throw refusal
            }
        }
    }

    /// What stands in the way of handing a draft in, told before it is.
    func repetition(_ open: OpenDraft, at instant: Instant) async throws -> Problem? {
        let desk = desk(open.thing, open.catalogue, at: instant)
        let items = open.checklist.includedItems.compactMap { outcome in (try? desk.item(outcome.item)).map { (item: $0, caseID: ID?.none) }
        }
        guard let profile = try await identity.profile(of: open.draft.party) else { return nil }
        let matters = desk.matters(items, facts: open.checklist.facts, answers: open.checklist.answers, applicant: profile.number)
        guard !matters.isEmpty else { return nil }
        return try await database.read { connection in
            for matter in matters {
                let earlier = try tables.matters.latest(matter, in: connection)
                if let refusal = try refusal(
                    of: matter, after: earlier, for: open.draft.party, profile.number, desk, at: instant, in: connection)
                {
                    return refusal
                }
            }
            return nil
        }
    }

    private func refusal(
        of matter: Matter, after earlier: ID?, for party: Party, _ number: String, _ desk: PassageDesk, at instant: Instant,
        in connection: any Connection
    ) throws -> Problem? {
        if matter.isYielding { return nil }
        let before = try earlier.flatMap { try tables.cases.case_($0, in: connection) }
        if let before, before.status.isOpen {
            let application = try tables.applications.application(before.application, in: connection)
            return Repetition.running(matter, application.flatMap { before.party == party ? $0 : nil })
        }
        guard matter.result.succeeds == nil else { return nil }
        guard let type = matter.result.licence else {
            return before.map { $0.status.isGranted } == true ? Repetition.settled(matter, desk) : nil
        }
        let issued = try before?.licence.flatMap { try licences.standing($0, in: connection) }
        var held = issued.flatMap { $0.type == type && $0.isInForce(on: instant.date) ? $0 : nil }
        if held == nil, let holder = matter.holder {
            held = try licences.held(type, by: holder, saying: matter.face, on: instant.date, in: connection)
        }
        guard let held else { return nil }
        let isOwn =
            try held.holders.contains { $0.number == number } || before?.party == party && licences.keeps(number, held.id, in: connection)
        return Repetition.held(matter, held, isOwn: isOwn, desk)
    }
}
