import Catalogue
import Kernel
import Store

/// 再来一单: what somebody wrote themselves in their last finished application for the same thing is offered again, for a yes.
///
/// Never their consents, signatures and dates of declaration: what a form calls `never` is not taken over. And only about the same people: what was
/// once written about one child says nothing about another.
struct EarlierAnswers: Sendable {
    let application: Application
    let frozen: FrozenApplication

    /// - Parameter known: what the registers say now; it tells who the roles are this time.
    func holdings(for thing: Thing, beside known: Checklist) -> [Holding] {
        let never = Set(thing.parts.flatMap(\.item.fields).filter { $0.reuse == .never }.map { thing.canonical($0.field) })
        return frozen.given.sorted { $0.key < $1.key }.compactMap { name, value in
            let field = thing.canonical(name)
            guard !never.contains(field), known.field(field) != nil, let role = thing.participant(field.roleOfFact),
                isSame(role, beside: known), role.keyField != field
            else { return nil }
            return Holding(
                field: field, value: value, source: .earlier(application: application.number), asOf: application.submittedAt.date)
        }
    }

    /// What was answered to the questions that the thing still has.
    func answers(for thing: Thing) -> [String: JSON] {
        frozen.answers.filter { code, answer in thing.questions.contains { $0.code == code && $0.label(of: answer) != nil } }
    }

    /// The applicant is always themselves; another is the same person where both have the same number.
    private func isSame(_ role: Participant, beside known: Checklist) -> Bool {
        if role.code == known.thing.applicant.code { return true }
        guard let key = role.keyField, let before = frozen.facts[key]?.value else { return false }
        return known.facts[key] == before
    }
}

extension Cases {
    /// The party's last finished application for a thing, if any of the latest hundred is one.
    func earlier(_ thing: String, of party: Party, in connection: any Connection) throws -> EarlierAnswers? {
        let latest = try tables.applications.applications(of: party, before: nil, limit: 100, in: connection)
        guard let found = latest.first(where: { $0.thing == thing && ($0.outcome == .done || $0.outcome == .partly) }),
            let (frozen, _) = try tables.applications.contents(of: found.id, in: connection)
        else { return nil }
        return EarlierAnswers(application: found, frozen: frozen)
    }
}
