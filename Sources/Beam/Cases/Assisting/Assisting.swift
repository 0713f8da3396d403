import Catalogue
import DataCentre
import Identity
package import Kernel
import Messages
package import Store
package import Web

/// What an asked office sends back.
package struct AssistanceReply: Sendable {
    package var action: AssistanceAction
    package var words: String?
    package var value: JSON?
    package var asOf: LocalDate?
    package var file: UploadedFile?

    package init(_ action: AssistanceAction, words: String? = nil, value: JSON? = nil, asOf: LocalDate? = nil, file: UploadedFile? = nil) {
        (self.action, self.words, self.value, self.asOf, self.file) = (action, words, value, asOf, file)
    }
}

extension Cases {
    /// Asks another office about a case. Asking the same again while it is open finds the first request. The applicant is not asked, and
    /// none of their clocks stands still.
    @discardableResult
    package func ask(_ wish: AssistanceWish, about caseID: ID, for visitor: Visitor, at now: Instant) async throws -> Assistance {
        guard visitor.kind == .staff, let account = visitor.account else { throw CaseRefusal.notFound.problem }
        let file = try await caseFile(caseID, for: visitor, at: now)
        guard let actor = try await actor(visitor, on: file.current, at: now) else { throw CaseRefusal.notFound.problem }
        let wanted: Assistance
        do throws(AssistanceRefusal) {
            wanted = try wish.assistance(
                on: file, id: surroundings.newID(), asker: account, named: visitor.name, mostDays: settings.assistanceWorkdays,
                regions: regions, at: now)
        } catch {
            throw error.problem
        }
        let desk = desk(file.file.thing, file.file.catalogue, at: now)
        var move = CaseMove(.requestAssistance)
        move.assistance = wanted.eventJSON
        let asking = move
        return try await refusing {
            // Whoever may not ask does not find what a colleague asked either.
            _ = try file.current.performing(asking, by: actor, at: now, file.rules)
            return try await database.write { connection in
                if let open = try tables.assistances.open(like: wanted, in: connection) { return open }
                _ = try perform(asking, on: caseID, of: wanted.application, by: actor, nil, desk: desk, at: now, in: connection)
                guard try tables.assistances.insert(wanted, in: connection) else { throw AssistanceRefusal.stale }
                return wanted
            }
        }
    }

    /// The asked office answers. The answer enters the history of the case and the log of whose data were used; whoever asked is told.
    ///
    /// - Parameter also: what has to be written in the same transaction, or nothing is.
    @discardableResult
    package func reply(
        _ reply: AssistanceReply, to id: ID, expected: Int? = nil, for visitor: Visitor, at now: Instant,
        also: @escaping @Sendable (Assistance, any Connection) throws -> Void = { _, _ in }
    ) async throws -> Assistance {
        let seen = try await assistance(id, for: visitor)
        guard AssistanceRights.mayAnswer(visitor.scope, seen) else { throw AssistanceRefusal.otherOffice.problem }
        let files = try reply.file.map { try attachment($0, for: seen, at: now) }
        var answer = AssistanceAnswer(officerName: visitor.name, words: reply.words, value: reply.value)
        answer.asOf = reply.action == .answer ? reply.asOf ?? now.date : nil
        (answer.file, answer.fileName) = (files?.attachment.id, files?.attachment.name)
        return try await close(seen, reply.action, by: .asked, visitor, answer, files, expected: expected, at: now, also: also)
    }

    /// The asking office does not need it any more.
    @discardableResult
    package func takeBack(assistance id: ID, for visitor: Visitor, at now: Instant) async throws -> Assistance {
        let seen = try await assistance(id, for: visitor)
        guard AssistanceRights.mayWithdraw(visitor.scope, seen) else { throw AssistanceRefusal.otherOffice.problem }
        return try await close(seen, .withdraw, by: .asking, visitor, nil, nil, expected: nil, at: now)
    }

    /// One request, for staff of either office.
    package func assistance(_ id: ID, for visitor: Visitor) async throws -> Assistance {
        guard visitor.kind == .staff, let found = try await database.read({ try tables.assistances.assistance(id, in: $0) }),
            AssistanceRights.maySee(visitor.scope, found)
        else { throw AssistanceRefusal.notFound.problem }
        return found
    }

    private struct KeptFile: Sendable {
        var attachment: Attachment
        var parts: [[UInt8]]
    }

    /// A paper that an office hands in lies with the papers of the application, under the material that it stands for.
    private func attachment(_ file: UploadedFile, for value: Assistance, at now: Instant) throws -> KeptFile {
        let code: String = if case .material(let code) = value.subject { code } else { "assistance" }
        let received = try ReceivedFile(file, field: "file", accept: ["pdf", "jpg", "png"], mostBytes: settings.attachmentBytes)
        let blob = tables.attachments.hash(of: received.bytes)
        let attachment = Attachment(
            id: surroundings.newID(), owner: value.application, caseID: value.caseID, material: code, name: received.name,
            kind: received.kind, size: received.bytes.count, blob: blob, uploadedAt: now)
        return KeptFile(attachment: attachment, parts: tables.attachments.sealedParts(received.bytes, of: blob))
    }

    private func close(
        _ seen: Assistance, _ action: AssistanceAction, by hand: AssistanceHand, _ visitor: Visitor, _ answer: AssistanceAnswer?,
        _ file: KeptFile?, expected: Int?, at now: Instant,
        also: @escaping @Sendable (Assistance, any Connection) throws -> Void = { _, _ in }
    ) async throws -> Assistance {
        guard let application = try await database.read({ try tables.applications.application(seen.application, in: $0) }) else {
            throw CaseRefusal.notFound.problem
        }
        let desk = try await desk(thing: application.thing, version: application.catalogueVersion, at: now)
        let actor = CaseActor(
            kind: .staff, account: visitor.account, name: visitor.name, hands: [.assisting],
            own: try await own(visitor.account, on: now.date))
        return try await refusing {
            try await database.write { connection in
                guard let before = try tables.assistances.assistance(seen.id, in: connection) else { throw AssistanceRefusal.notFound }
                if let expected, expected != before.revision { throw AssistanceRefusal.stale }
                let after = try before.taking(action, by: hand, answer, at: now)
                guard let current = try tables.cases.case_(before.caseID, in: connection), current.status.isOpen else {
                    throw AssistanceRefusal.closed(.lapsed)
                }
                if let file {
                    try tables.attachments.insert(file.attachment, parts: file.parts, in: connection)
                    try tables.attachments.bind([file.attachment.id], to: before.caseID, owner: before.application, in: connection)
                }
                guard try tables.assistances.replace(before, with: after, in: connection) else { throw AssistanceRefusal.stale }
                var move = CaseMove(.closeAssistance)
                move.assistance = after.eventJSON
                _ = try perform(move, on: before.caseID, of: before.application, by: actor, nil, desk: desk, at: now, in: connection)
                if hand == .asked { try tell(after, desk.catalogue, at: now, in: connection) }
                try also(after, connection)
                return after
            }
        }
    }

    /// The person finds in their log that an office told of them, and the officer who asked finds a message.
    private func tell(_ value: Assistance, _ catalogue: Catalogue, at now: Instant, in connection: any Connection) throws {
        let item = catalogue.items[value.item]?.name ?? Text(same: value.item)
        if value.state != .refused {
            let purpose = Purpose(
                reader: .staff, account: value.asker, code: value.item,
                reason: AssistanceText.used(item, catalogue.departmentName(value.from.department)), reference: "case:\(value.caseNumber)")
            try dataCentre.note(
                assistanceBy: value.to.department, to: value.from.department, about: value.question.number, for: purpose,
                found: value.state == .answered, at: now, in: connection)
        }
        try write(
            AssistanceText.closed(value.state, catalogue.departmentName(value.to.department)),
            AssistanceText.closedBody(value.caseNumber, item), about: value, reference: value.state.rawValue, at: now, in: connection)
    }

    /// A message to the person behind the officer who asked, where the account names one.
    func write(
        _ subject: Text, _ body: Text, about value: Assistance, reference: String, at now: Instant, in connection: any Connection
    ) throws {
        guard let person = try identity.person(ofAccount: value.asker, in: connection) else { return }
        try messages.send(
            Message(
                id: surroundings.newID(), to: Party(.person, person), subject: subject, body: body, link: nil,
                reference: "assistance:\(value.id)/\(reference)", sentAt: now), in: connection)
    }

    private func refusing<T>(_ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch let refusal as AssistanceRefusal {
            throw refusal.problem
        } catch let refusal as CaseRefusal {
            throw refusal.problem
        }
    }
}

extension Assistance {
    /// What the history of the case keeps: which office was asked for what, and how it ended. What was said stands in the request itself.
    var eventJSON: JSON {
        [
            "id": .string(id.rawValue), "department": .string(to.department), "region": .string(to.region.rawValue),
            "subject": .string(subject.text), "role": .string(role), "state": .string(state.rawValue), "due": .string(dueOn.description),
        ]
    }
}
