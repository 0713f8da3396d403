import Catalogue
import Identity
import Kernel
import Messages
import Store
import Web

/// What a person objects to.
struct Objection: Sendable, Hashable {
    var kind: Correction.Kind
    var words: String
}

extension DataCentre {
    /// Somebody objects to a line of their own log; the clock of the department begins.
    func object(_ objection: Objection, to access: ID, for visitor: Visitor, at now: Instant) async throws -> Correction {
        guard let party = visitor.party else { throw WebProblem.signInNeeded }
        guard !objection.words.isEmpty else { throw DataCentreRefusal.wordsMissing.problem }
        let (snapshot, id) = (catalogue.snapshot, surroundings.newID())
        let due = calendar().due(from: now.date, .workdays(settings.correctionWorkdays)).date
        guard let line = try await self.access(access, for: visitor, at: now) else { throw DataCentreRefusal.notFound.problem }
        let holder = snapshot.department(holding: line)
        return try await database.write { connection in
            let correction = Correction(
                id: id, kind: objection.kind, party: party, access: access, resource: line.resource,
                department: objection.kind == .use ? line.department ?? snapshot.thing(line.code)?.lead ?? holder : holder, state: .open,
                words: objection.words, answer: nil, madeAt: now, dueOn: due, decidedAt: nil, revision: 1)
            // A second click, or a second thought about the same line, finds the first one open.
            if let open = try corrections.open(about: access, element: "", in: connection) { return open }
            try corrections.insert(correction, evidence: nil, in: connection)
            try tellOfObjection(correction, at: now, in: connection)
            return correction
        }
    }

    /// The department answers, and the person is told in the same transaction; or the person takes it back.
    func take(
        _ action: CorrectionAction, on id: ID, answer: String?, expected: Int? = nil, for visitor: Visitor, at now: Instant
    ) async throws -> Correction {
        let snapshot = catalogue.snapshot
        return try await database.write { connection in
            guard let before = try corrections.correction(id, in: connection) else { throw DataCentreRefusal.notFound.problem }
            let hand: CorrectionHand
            if before.party == visitor.party {
                hand = .person
            } else {
                guard visitor.kind == .staff, DataRights(scope: visitor.scope).mayAct(for: before.department) else {
                    throw visitor.kind == .staff
                        ? DataCentreRefusal.notYours(snapshot.departmentName(before.department)).problem
                        : DataCentreRefusal.notFound.problem
                }
                hand = .department
            }
            guard expected == nil || expected == before.revision else { throw DataCentreRefusal.stale.problem }
            let after: Correction
            do throws(DataCentreRefusal) { after = try before.taking(action, by: hand, answer: answer, at: now) } catch {
                throw error.problem
            }
            guard try corrections.replace(before, with: after, in: connection) else { throw DataCentreRefusal.stale.problem }
            if hand == .department {
                let department = snapshot.departmentName(after.department)
                try messages.send(
                    Message(
                        id: surroundings.newID(), to: after.party, subject: CorrectingText.answered(after.state),
                        body: CorrectingText.answeredBody(department, after.answer ?? ""), link: "/data-corrections",
                        reference: "correction:\(after.id)/\(after.state.rawValue)", sentAt: now), in: connection)
            }
            return after
        }
    }
}

extension Catalogue {
    /// The department that answers for what a line of the log was about.
    func department(holding line: DataAccess) -> String { department(holding: line.resource, for: line.code) }

    /// - Parameter code: the thing or item for which it was read; its lead keeps the case file.
    func department(holding code: String, for item: String) -> String {
        if let resource = resources[code] { return resource.owner }
        if case .licence(let type) = Lookup.Register(code: code), let issuer = licenceTypes[type]?.issuer { return issuer }
        if code.hasPrefix(DataCentre.assistancePrefix) { return String(code.dropFirst(DataCentre.assistancePrefix.count)) }
        return thing(item)?.lead ?? ""
    }
}
