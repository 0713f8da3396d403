package import Catalogue
import Cryptography
package import Kernel
import Store
package import Web

/// An application with everything in it, for whoever may see it.
package struct ApplicationFile: Sendable {
    package let application: Application
    package let frozen: FrozenApplication
    package let amendments: Amendments
    package let cases: [Case]
    package let attachments: [Attachment]
    /// The thing, and the catalogue of the version that the application froze.
    package let thing: Thing
    package let catalogue: Catalogue

    /// Facts as they stand now: what was frozen, with what became known since on top.
    package var facts: [String: Fact] { frozen.facts.merging(amendments.facts) { _, new in new } }
    /// What a case waits for, by item.
    package var plan: ApplicationPlan {
        ApplicationPlan(
            items: cases.map(\.item),
            after: Dictionary(thing.parts.map { ($0.item.code, $0.after) }, uniquingKeysWith: { first, _ in first }))
    }
    /// What items are called, as one list.
    func names(of items: [String]) -> Text { Text(listing: items.map { catalogue.items[$0]?.name ?? Text(same: $0) }) }
    /// What was asked and what was not, as it was when it was submitted: computed from what was frozen.
    package var checklist: Checklist {
        Checklist.resolve(
            thing, in: catalogue, answers: frozen.answers, given: frozen.given, promises: frozen.promises, holdings: frozen.holdings,
            today: application.submittedAt.date)
    }
    /// The item of a case, in the version that was frozen.
    package func item(of value: Case) -> ServiceItem? { thing.part(value.item)?.item ?? catalogue.items[value.item] }
}

/// A case with its application, its history and its papers.
package struct CaseFile: Sendable {
    package let file: ApplicationFile
    package let current: Case
    package let item: ServiceItem
    package let rules: CaseRules
    package let events: [CaseEvent]
    package let documents: [CaseDocument]
    /// The hands that this reader has on it.
    package let hands: Set<CaseHand>
    /// It is this official's own matter: for their colleagues to handle.
    let isOwn: Bool
    /// What the lead of the whole last said about it; nil where it said nothing.
    package let reminder: Reminder?
    /// The promise that was broken by it, on record; nil where there is none.
    package let broken: BrokenPromise?
    package let today: LocalDate
    /// What other offices were asked about it; for staff.
    package let assistances: [Assistance]
    /// What it rests on and was put right since.
    package let corrected: [CorrectedSource]

    /// What this reader may do now, in the order of the table.
    package var actions: [CaseTransition] { current.actions(for: hands, on: today) }
    /// Whose turn it is: whoever may take a step that moves the case on.
    var nextHands: [CaseHand] {
        let beside: Set<CaseAction> = [
            .withdraw, .note, .recordOpinion, .recordPayment, .requestAssistance, .closeAssistance, .supplyPaper,
        ]
        let steps = current.actions(for: Set(CaseHand.allCases), on: today).filter { !beside.contains($0.action) }
        return steps.reduce(into: Set<CaseHand>()) { $0.formUnion($1.hands) }.subtracting([.system, .assisting]).sorted()
    }
    package var desk: CaseDesk? { current.desk(rules) }
    /// What it is made and waits for, because its applicant wants everything at once.
    var waitsForOthers: Text? {
        guard current.status == .issued else { return nil }
        let others = HandingOver.waits(current, among: file.cases, choice: file.frozen.delivery) { file.catalogue.items[$0] }
        return others.isEmpty ? nil : file.names(of: file.plan.items.filter(others.contains))
    }
    /// The light on the worklist; nil where nothing is due.
    package func light(on today: LocalDate) -> CaseLight? {
        current.due?.due.map { CaseLight(due: $0.date, today: today, calendar: rules.calendar) }
    }
}

extension Cases {
    /// Everything about an application, for its party or for staff who may see one of its cases.
    package func applicationFile(_ id: ID, for visitor: Visitor) async throws -> ApplicationFile {
        let found = try await database.read { connection -> (Application, FrozenApplication, Amendments, [Case], [Attachment])? in
            guard let application = try tables.applications.application(id, in: connection) else { return nil }
            let cases = try tables.cases.cases(of: id, in: connection)
            guard maySee(application, cases, visitor), let (frozen, amendments) = try tables.applications.contents(of: id, in: connection)
            else { return nil }
            return (application, frozen, amendments, cases, try tables.attachments.attachments(of: id, in: connection))
        }
        guard let (application, frozen, amendments, cases, attachments) = found else { throw CaseRefusal.notFound.problem }
        let catalogue = try await catalogue(version: application.catalogueVersion)
        guard let thing = catalogue.thing(application.thing) else { throw CatalogueGap("no thing \(application.thing)") }
        return ApplicationFile(
            application: application, frozen: frozen, amendments: amendments, cases: cases, attachments: attachments, thing: thing,
            catalogue: catalogue)
    }

    /// Everything about a case, for its party or for staff who may see it.
    package func caseFile(_ id: ID, for visitor: Visitor, at instant: Instant) async throws -> CaseFile {
        guard let value = try await database.read({ try tables.cases.case_(id, in: $0) }),
            let actor = try await actor(visitor, on: value, at: instant)
        else { throw CaseRefusal.notFound.problem }
        let file = try await applicationFile(value.application, for: visitor)
        let isStaff = visitor.kind == .staff
        let (events, documents, reminder, broken, assistances) = try await database.read { connection in
            (
                try tables.events.events(of: id, in: connection), try tables.documents.documents(of: id, in: connection),
                try tables.reminders.latest(ofCase: id, in: connection), try tables.brokenPromises.promise(ofCase: id, in: connection),
                isStaff ? try tables.assistances.assistances(ofCase: id, in: connection) : []
            )
        }
        guard let current = file.cases.first(where: { $0.id == id }), let item = file.item(of: current) else {
            throw CatalogueGap("no item \(value.item)")
        }
        let corrected = try await database.read { try correctedSince(file, item, in: $0) }
        let desk = desk(file.thing, file.catalogue, at: instant)
        let rules = desk.rules(
            for: item, desk.judge(file.facts, answers: file.frozen.answers, on: instant.date), isOnPromise: current.isOnPromise)
        let isOwn = actor.kind == .staff && actor.own.contains(current.party)
        return CaseFile(
            file: file, current: current, item: item, rules: rules, events: events, documents: documents, hands: isOwn ? [] : actor.hands,
            isOwn: isOwn,
            reminder: reminder, broken: broken, today: instant.date, assistances: assistances, corrected: corrected)
    }

    private func maySee(_ application: Application, _ cases: [Case], _ visitor: Visitor) -> Bool {
        switch visitor.kind {
        case .person: visitor.party == application.party
        case .staff: cases.contains { CaseRights.maySee(visitor.scope, $0) }
        case .anonymous, .machine: false
        }
    }

    /// A party's applications, the newest first; `before` is the last one of the page above.
    package func applications(of party: Party, before: ID? = nil, limit: Int = 20) async throws -> [ApplicationSummary] {
        try await database.read { connection in
            let found = try tables.applications.applications(of: party, before: before, limit: limit, in: connection)
            return try found.map { ApplicationSummary(application: $0, cases: try tables.cases.cases(of: $0.id, in: connection)) }
        }
    }

    /// A document, for its party or for staff who may see its case.
    package func document(_ id: ID, for visitor: Visitor) async throws -> CaseDocument {
        let found = try await database.read { connection -> CaseDocument? in
            guard let document = try tables.documents.document(id, in: connection),
                let value = try tables.cases.case_(document.caseID, in: connection)
            else { return nil }
            let maySee =
                visitor.kind == .person ? visitor.party == value.party : visitor.kind == .staff && CaseRights.maySee(visitor.scope, value)
            return maySee ? document : nil
        }
        guard let found else { throw CaseRefusal.notFound.problem }
        return found
    }

    /// Whether a paper with that code is ours and unaltered; nil where there is none. Anybody who holds the paper may ask.
    package func verify(token: String) async throws -> VerifiedDocument? {
        try await database.read { connection in
            guard let document = try tables.documents.document(token: token, in: connection),
                let value = try tables.cases.case_(document.caseID, in: connection)
            else { return nil }
            return VerifiedDocument(document: document, isAuthentic: registrar.isAuthentic(document), status: value.status)
        }
    }

    /// Takes a case on, so that colleagues see who is at it; somebody else's is left alone.
    package func take(_ id: ID, for visitor: Visitor) async throws {
        try await assign(id, visitor) { current in
            if CaseRights.hands(visitor.scope, current).isEmpty { throw CaseRefusal.notFound.problem }
            if let holder = current.assignee, holder != visitor.account { throw CaseRefusal.taken.problem }
            return visitor.account
        }
    }

    /// Puts a case back; a supervisor of the office may do it for somebody who is away.
    package func putBack(_ id: ID, for visitor: Visitor) async throws { try await assign(id, visitor) { _ in nil } }

    private func assign(_ id: ID, _ visitor: Visitor, _ holder: @escaping @Sendable (Case) throws -> ID?) async throws {
        try await database.write { connection in
            guard let current = try tables.cases.case_(id, in: connection), visitor.kind == .staff,
                CaseRights.maySee(visitor.scope, current), current.status.isOpen
            else { throw CaseRefusal.notFound.problem }
            guard try tables.cases.assign(id, to: holder(current), from: current.assignee, in: connection) else {
                throw CaseRefusal.stale.problem
            }
        }
    }
}

extension Registrar {
    /// Whether a document's content is what was sealed, and the seal ours.
    func isAuthentic(_ document: CaseDocument) -> Bool {
        let hash = Hex.encode(digest.hash(document.content.canonical.bytes))
        guard hash == document.digest, let sealed = try? signer.verify(jws: document.seal, typ: CaseDocument.sealType) else { return false }
        return sealed["digest"]?.string == hash && sealed["number"]?.string == document.number
    }
}
