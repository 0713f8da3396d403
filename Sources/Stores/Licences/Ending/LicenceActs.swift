import Catalogue
import Identity
package import Kernel
import Store
package import Web

/// One thing that an officer of the issuing department may do to a licence: a noun of its own.
package struct LicenceAct: Sendable {
    /// `POST /console/licences/{id}/revocation`.
    package let noun: String
    let to: LicenceStatus
    package let name: Text
    /// What it does, in a sentence.
    let effect: Text
    let kind: Components.ButtonKind

    package static let all: [LicenceAct] = [
        LicenceAct(
            noun: "freeze", to: .frozen, name: Text("冻结", "Freeze"), effect: Text("暂时不能使用，可以解冻。", "It cannot be used for the time being."),
            kind: .plain),
        LicenceAct(noun: "release", to: .active, name: Text("解冻", "Release"), effect: Text("恢复有效。", "It is valid again."), kind: .main),
        LicenceAct(
            noun: "revocation", to: .revoked, name: Text("撤销", "Revoke"), effect: Text("准予时就违法。", "It was granted unlawfully."), kind: .seal
        ),
        LicenceAct(
            noun: "withdrawal", to: .withdrawn, name: Text("撤回", "Withdraw"),
            effect: Text("法律或者情况变了；造成损失的依法补偿。", "Law or facts have changed; losses are made good by law."), kind: .seal),
        LicenceAct(
            noun: "forfeiture", to: .forfeited, name: Text("吊销", "Forfeit"), effect: Text("一种行政处罚。", "A penalty."), kind: .seal),
        LicenceAct(
            noun: "cancellation", to: .cancelled, name: Text("注销", "Cancel"),
            effect: Text("最后一步，不能恢复。", "The closing act; there is no way back."),
            kind: .seal),
    ]

    /// Who may do it to some licence, by hand or by a delivery: a row of a file reaches no further than the hand that sends it.
    var roles: Set<Role> {
        LicenceTransition.table.filter { $0.to == to }.reduce(into: Set<Role>()) { $0.formUnion($1.roles) }
    }

    /// What has to be filled in for a licence as it stands: a ground, the law where the ground does not name it, and the facts.
    func fields(for licence: Licence, on today: LocalDate, in catalogue: Catalogue) -> [Field] {
        let matter = catalogue.matter(of: licence.type)
        let grounds = licence.grounds(to: to, of: matter, on: today)
        let naming = grounds.filter { $0.needsLaw(of: matter) }
        let isAlways = naming.count == grounds.count
        let help = isAlways ? RegisterText.lawHelp(catalogue.citedLaw(for: licence.type)) : RegisterText.lawFor(naming.map(\.name))
        return [Field("ground", RegisterText.ground, .choice(grounds.map { Option($0.code, $0.text(of: matter)) }, style: .radios))]
            + (naming.isEmpty ? [] : [Field("law", RegisterText.law, .text(max: 200), help: help, required: isAlways)])
            + [Field("reason", RegisterText.reason, .longText(max: 1000), help: RegisterText.reasonHelp)]
    }

    /// Reads what was filled in for a licence as it stands, with every fault at once.
    func words(_ submitted: Submitted, for licence: Licence, on today: LocalDate, in catalogue: Catalogue) throws -> LicenceActWords {
        guard LicenceTransition.of(licence.status, to: to) != nil else { throw LicenceRefusal.notAllowed(licence.status, to).problem }
        let values = try fields(for: licence, on: today, in: catalogue).parse(submitted)
        return LicenceActWords(
            ground: values["ground"]?.string ?? "", law: values["law"]?.string, reason: values["reason"]?.string ?? "")
    }

    /// The acts that somebody may do to a licence now: the table says which, the scope says who.
    static func allowed(_ licence: Licence, scope: Scope) -> [LicenceAct] {
        all.filter { act in
            guard let step = LicenceTransition.of(licence.status, to: act.to) else { return false }
            return LicenceRights.may(scope, step.roles, licence)
        }
    }
}

/// On what an act rests.
struct LicenceActWords: Sendable, Hashable {
    /// Code of a `LicenceGround`.
    var ground: String
    /// The law that the department names, where the ground needs one.
    var law: String?
    /// The facts, for the holder.
    var reason: String
}

/// Who of the staff may do what with the register. Everything goes through the scope: the issuing department, in the licence's place.
package enum LicenceRights {
    /// Who may look, each look with its purpose.
    package static let readers: Set<Role> = [.reviewer, .approver, .licensor, .steward, .supervisor]
    /// Who brings licences into the register, and answers objections.
    package static let keepers: Set<Role> = [.licensor, .steward]

    static func may(_ scope: Scope, _ roles: Set<Role>, _ licence: Licence) -> Bool {
        scope.holds(anyOf: roles, department: licence.issuer, region: licence.region)
    }

    static func predicate(_ scope: Scope, _ roles: Set<Role> = readers) -> Query {
        scope.predicate(roles, department: "issuer", region: "region")
    }
}

extension Licences {
    /// Changes the state of a licence by hand: by a row of the table, on a ground that fits it, by an officer of the issuing department. The
    /// holder is told through the outbox.
    @discardableResult
    func perform(
        _ act: LicenceAct, on id: ID, ground: String, law: String? = nil, reason: String, by visitor: Visitor, at instant: Instant
    ) async throws -> Licence {
        let own = try await ownNumbers(of: visitor, on: instant.date)
        let actor = LicenceActor(kind: .staff, account: visitor.account, name: visitor.name)
        return try await database.write { connection in
            guard let licence = try table.licence(id, in: connection), LicenceRights.may(visitor.scope, LicenceRights.readers, licence)
            else {
                throw LicenceRefusal.notFound.problem
            }
            if try isOwn(licence, own, in: connection) { throw LicenceRefusal.own.problem }
            let words = LicenceActWords(ground: ground, law: law, reason: reason)
            return try perform(act, on: licence, words, scope: visitor.scope, by: actor, at: instant, in: connection).licence
        }
    }

    /// The same for every hand, an officer's or a system's of the department: what the table, the rights and the law say of the act.
    func perform(
        _ act: LicenceAct, on licence: Licence, _ words: LicenceActWords, scope: Scope, by actor: LicenceActor, cause: String = "",
        at instant: Instant, in connection: any Connection
    ) throws -> LicenceStep {
        guard let step = LicenceTransition.of(licence.status, to: act.to) else {
            throw LicenceRefusal.notAllowed(licence.status, act.to).problem
        }
        guard LicenceRights.may(scope, step.roles, licence) else { throw LicenceRefusal.notYours.problem }
        let matter = catalogue.snapshot.matter(of: licence.type)
        let fitting = licence.grounds(to: act.to, of: matter, on: instant.date)
        guard let ground = fitting.first(where: { $0.code == words.ground }) else {
            throw Problem.invalid([Problem.Fault("ground", RegisterText.noGround)])
        }
        if ground.needsLaw(of: matter), ground.law(of: matter, naming: words.law) == nil {
            throw Problem.invalid([Problem.Fault("law", RegisterText.noLaw)])
        }
        let event = try change(
            licence.id, to: act.to, reason: words.reason, ground: ground.code, law: words.law, by: actor, cause: cause, at: instant,
            in: connection)
        var changed = licence
        changed.status = act.to
        return LicenceStep(licence: changed, event: event)
    }

    /// The numbers of whoever a member of staff is as a citizen, and of the enterprises that they act for: nobody keeps their own licences.
    func ownNumbers(of visitor: Visitor, on date: LocalDate) async throws -> Set<String> {
        guard let account = visitor.account, let person = try await database.read({ try identity.person(ofAccount: account, in: $0) })
        else {
            return []
        }
        let enterprises = try await identity.agencies(of: person, on: date).map(\.enterprise.code.rawValue)
        return Set(enterprises + [try await identity.person(person)?.idNumber.rawValue].compactMap(\.self))
    }

    func isOwn(_ licence: Licence, _ numbers: Set<String>, in connection: any Connection) throws -> Bool {
        try numbers.contains { number in try table.keeps(number, licence.id, in: connection) }
    }
}
