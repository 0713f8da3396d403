package import Catalogue
import Identity
package import Kernel
import Licences
import Messages
import Store
package import Web

extension Cases {
    /// 撤销: every licence that the case has issued goes with the approval, by a row of its own table and on a ground of law; one that has
    /// ended by itself stays ended, and keeps none of the others.
    func revoke(_ value: Case, _ move: CaseMove, by actor: CaseActor, at instant: Instant, in connection: any Connection) throws {
        let issued = try tables.events.events(of: value.id, in: connection).flatMap(\.licences)
        for id in Set(issued).union([value.licence].compactMap(\.self)).sorted() {
            guard let licence = try licences.licence(id, in: connection), LicenceTransition.of(licence.status, to: .revoked) != nil else {
                continue
            }
            try licences.change(
                id, to: .revoked, reason: move.reason ?? "", ground: move.ground ?? Cases.usualGround, law: move.legalBasis,
                by: LicenceActor(kind: .staff, account: actor.account, name: actor.name), cause: "case:\(value.number)", at: instant,
                in: connection)
        }
    }

    /// The conditions that were promised were not there: 行政许可法 69(1)(4).
    static let usualGround = "unqualified"

    static let revocationCodes = [usualGround, "fraud"]

    /// On what an approval may be revoked that was granted on a promise; of what is no permit, on the law that the decision names.
    static func revocationGrounds(of item: ServiceItem) -> [LicenceGround] {
        LicenceGround.grounds(from: .active, to: .revoked, of: item.matter).filter { revocationCodes.contains($0.code) }
    }

    /// Keeps the record of a promise that an officer has found broken.
    func recordBreach(
        by move: CaseMove, in passage: ApplicationPassage, _ value: Case, at instant: Instant, in connection: any Connection
    ) throws {
        try tables.brokenPromises.insert(
            BrokenPromise(
                id: surroundings.newID(), caseID: value.id, caseNumber: value.number, item: value.item,
                kind: move.action == .revokeGrant ? .approval : .deferral, party: value.party, number: passage.frozen.applicant.number,
                state: .standing, reason: move.reason ?? "", objection: nil, answer: nil, recordedAt: instant,
                until: instant.date.adding(months: settings.promiseBarMonths)), in: connection)
    }

    /// The kinds of promises that are barred for somebody on a day, each with its last day. One of a kind bars that kind alone.
    package func barred(_ number: String, on today: LocalDate) async throws -> [Promises.Kind: LocalDate] {
        let found = try await database.read { try tables.brokenPromises.barring(number, on: today, in: $0) }
        return Dictionary(found.map { ($0.kind, $0.until) }, uniquingKeysWith: max)
    }

    /// A party's own record.
    package func brokenPromises(of party: Party) async throws -> [BrokenPromise] {
        try await database.read { try tables.brokenPromises.all(of: party, in: $0) }
    }

    /// The person says that a record is wrong.
    package func object(to id: ID, saying words: String, for visitor: Visitor) async throws -> BrokenPromise {
        try await database.write { connection in
            guard let found = try tables.brokenPromises.promise(id, in: connection), let party = visitor.party, found.party == party else {
                throw CaseRefusal.notFound.problem
            }
            return try move(found, to: .objected, in: connection) { $0.objection = words }
        }
    }

    /// An officer of the office that made the record answers: it stays, or is lifted. Nobody answers about themselves.
    ///
    /// - Parameter reply: read only once it is clear that this visitor may answer: whoever may not is not told what an answer looks like.
    func answerObjection(
        ofCase id: ID, for visitor: Visitor, at instant: Instant, _ reply: () throws -> ObjectionReply
    ) async throws -> BrokenPromise {
        let file = try await caseFile(id, for: visitor, at: instant)
        guard file.hands.contains(.approver) else { throw CaseRefusal.wrongHand(.revokeGrant, [.approver]).problem }
        let reply = try reply()
        return try await database.write { connection in
            guard let found = try tables.brokenPromises.promise(ofCase: id, in: connection) else { throw CaseRefusal.notFound.problem }
            let answered = try move(found, to: reply.lifts ? .lifted : .upheld, in: connection) { $0.answer = reply.words }
            try messages.send(
                Message(
                    id: surroundings.newID(), to: answered.party, subject: BreachText.answered,
                    body: BreachText.answeredBody(answered.state), link: "/promises", reference: "promise:\(answered.id)/answer",
                    sentAt: instant), in: connection)
            return answered
        }
    }

    private func move(
        _ found: BrokenPromise, to state: BrokenPromise.State, in connection: any Connection, _ change: (inout BrokenPromise) -> Void
    ) throws -> BrokenPromise {
        guard var moved = found.moved(to: state) else { throw CaseRefusal.alreadyObjected.problem }
        change(&moved)
        guard try tables.brokenPromises.update(moved, from: found.state, in: connection) else { throw CaseRefusal.stale.problem }
        return moved
    }
}

/// What an office says to an objection.
struct ObjectionReply: Sendable {
    var lifts: Bool
    var words: String
}
