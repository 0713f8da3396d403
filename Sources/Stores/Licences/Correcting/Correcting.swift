import Catalogue
package import Kernel
package import Store
package import Web

extension Licences {
    /// Told when an objection is answered: `{correction, licence, replacement, type, state, party}`.
    package static let correctedTopic = "licences.corrected"

    /// Told when an objection is raised: `{correction, licence}`.
    package static let objectedTopic = "licences.objected"

    /// Who objects, and to what.
    struct Objection: Sendable {
        var licence: Licence
        var objector: Correction.Objector
        var party: Party?
        var department: String?
        var account: ID?
        var name: String
        var wrong: String
    }

    /// Raises an objection; of one version one at a time.
    func object(_ objection: Objection, at instant: Instant, in connection: any Connection) throws -> Correction {
        let licence = objection.licence
        guard try table.corrections.open(of: licence.id, in: connection) == nil else { throw LicenceRefusal.alreadyDisputed.problem }
        let due = calendar().due(from: instant.date, .workdays(settings.correctionWorkdays))
        let correction = Correction(
            id: surroundings.newID(), licence: licence.id, type: licence.type, issuer: licence.issuer, region: licence.region,
            objector: objection.objector, party: objection.party, department: objection.department, account: objection.account,
            state: .raised, raisedAt: instant, due: due, version: 1, objectorName: objection.name, wrong: objection.wrong, answer: "")
        do {
            try table.corrections.insert(correction, in: connection)
        } catch StoreError.constraint {
            // Somebody else objected in this very moment.
            throw LicenceRefusal.alreadyDisputed.problem
        }
        try post(Licences.objectedTopic, correction, at: instant, in: connection)
        return correction
    }

    /// An officer of the department that issued it says what is wrong with a licence, in the console or by their own system.
    @discardableResult
    package func object(to id: ID, _ wrong: String, for visitor: Visitor, at instant: Instant, in connection: any Connection) throws
        -> Correction
    {
        guard let licence = try table.licence(id, in: connection), LicenceRights.may(visitor.scope, LicenceRights.readers, licence)
        else { throw LicenceRefusal.notFound.problem }
        let objection = Objection(
            licence: licence, objector: .department, department: licence.issuer, account: visitor.account, name: visitor.name,
            wrong: wrong)
        return try object(objection, at: instant, in: connection)
    }

    /// A step that says nothing to the licence: it is being looked at, refused, or withdrawn.
    func move(
        _ correction: Correction, _ act: CorrectionAct, by hand: CorrectionTransition.Hand, answer: String = "", at instant: Instant,
        in connection: any Connection
    ) throws -> Correction {
        var changed = correction
        do throws(LicenceRefusal) { changed.state = try correction.applying(act, by: hand) } catch { throw error.problem }
        if !changed.state.isOpen { changed.answeredAt = instant }
        if !answer.isEmpty { changed.answer = answer }
        try save(correction, changed, at: instant, in: connection)
        return changed
    }

    /// Answers with a new version that says it right. The number, the holder's number and the period stay as they are; the departments that
    /// used the old version are told in the same transaction, everybody else through the outbox.
    func correct(
        _ correction: Correction, face: [String: JSON], holderName: String, answer: String, by actor: LicenceActor, at instant: Instant,
        in connection: any Connection
    ) throws -> Correction {
        var changed = correction
        do throws(LicenceRefusal) { changed.state = try correction.applying(.correct, by: .issuer) } catch { throw error.problem }
        guard let licence = try table.licence(correction.licence, in: connection) else { throw LicenceRefusal.notFound.problem }
        guard face != licence.face || holderName != licence.holder.name else { throw LicenceRefusal.nothingCorrected.problem }
        var holder = licence.holder
        holder.name = holderName
        var order = IssueOrder(
            type: licence.type, holder: holder, face: face, number: licence.number, issuer: licence.issuer, issuedOn: licence.issuedOn,
            validFrom: licence.validFrom, validUntil: licence.validUntil, caseID: licence.caseID, trust: licence.trust, succeeds: .change)
        (order.region, order.origin, order.coholders) = (licence.region, licence.origin, licence.coholders)
        (order.cause, order.actor) = ("correction:\(correction.id)", actor)
        changed.newLicence = try issue(order, at: instant, in: connection).id
        (changed.answer, changed.answeredAt) = (answer, instant)
        try save(correction, changed, at: instant, in: connection)
        try tellDepartments(changed, of: licence, at: instant, in: connection)
        return changed
    }

    private func save(_ before: Correction, _ after: Correction, at instant: Instant, in connection: any Connection) throws {
        guard try table.corrections.update(after, from: before.version, in: connection) else {
            throw LicenceRefusal.notThatCorrection(before.state, .examine).problem
        }
        guard [.corrected, .refused].contains(after.state) else { return }
        try Outbox.post(
            topic: Licences.correctedTopic, key: after.licence.rawValue,
            payload: [
                "correction": .string(after.id.rawValue), "licence": .string(after.licence.rawValue),
                "replacement": JSON(after.newLicence?.rawValue), "type": .string(after.type), "state": .string(after.state.rawValue),
                "party": JSON(after.party?.description),
            ], id: surroundings.newID(), at: instant, in: connection)
    }

    /// The departments whose items used the version that was wrong.
    private func tellDepartments(_ correction: Correction, of licence: Licence, at instant: Instant, in connection: any Connection) throws {
        let snapshot = catalogue.snapshot
        var uses: [String: Int] = [:]
        for used in try table.useLog.references(to: licence.id, limit: 1000, in: connection) {
            let items = snapshot.items[used.item].map { [$0] } ?? snapshot.thing(used.item)?.parts.map(\.item) ?? []
            for department in Set(items.map(\.department)) where department != licence.issuer { uses[department, default: 0] += 1 }
        }
        if let department = correction.department, department != licence.issuer { uses[department, default: 0] += 1 }
        for (department, count) in uses.sorted(by: { $0.key < $1.key }) {
            try table.corrections.notify(department, of: correction, uses: count, at: instant, in: connection)
        }
    }

    /// Says which open cases of a department rest on what was corrected: it finds them on its list of corrections. The register lies below
    /// cases and does not know them.
    package func name(_ cases: [ConcernedCase], of department: String, concernedBy correction: ID, in connection: any Connection) throws {
        try table.corrections.name(cases, of: department, concernedBy: correction, in: connection)
    }

    /// An objection that has been answered, for whoever tells the people concerned.
    package func correction(_ id: ID, in connection: any Connection) throws -> Correction? {
        try table.corrections.correction(id, in: connection)
    }

    /// For what a licence was used: items, and the drafts, applications and cases that needed it.
    package func uses(of licence: ID, in connection: any Connection) throws -> [(item: String, reference: String)] {
        try table.useLog.references(to: licence, limit: 1000, in: connection)
    }
}
