import Catalogue
import Kernel
import Licences
import Store

/// An application on its way through one transaction: its cases, what they decide for each other, and what the engine does by itself
/// until nothing more follows. The only impure part is `LicenceDesk`, which enters licences into the register.
struct ApplicationPassage: Sendable {
    let desk: PassageDesk
    private(set) var application: Application
    let frozen: FrozenApplication
    private(set) var amendments: Amendments
    private(set) var hasNewAmendments = false
    var cases: [CasePassage]
    private let plan: ApplicationPlan

    init(desk: PassageDesk, application: Application, frozen: FrozenApplication, amendments: Amendments, cases: [CasePassage]) {
        self.desk = desk
        self.application = application
        self.frozen = frozen
        self.amendments = amendments
        self.cases = cases
        plan = desk.plan(of: cases.map(\.item))
    }

    /// Facts as they stand now: what was frozen, with what became known since on top.
    var facts: [String: Fact] { frozen.facts.merging(amendments.facts) { _, new in new } }

    private var judge: CaseJudge { desk.judge(facts, answers: frozen.answers, on: desk.today) }

    // MARK: Moves

    /// Takes a move on one of the cases, and everything that follows from it.
    mutating func perform(
        _ move: CaseMove, on index: Int, by actor: CaseActor, at instant: Instant, issuing: LicenceDesk
    ) throws {
        try take(move, on: index, by: actor, at: instant, issuing: issuing)
        try settle(at: instant, issuing: issuing)
    }

    /// Everything that the engine does by itself, until nothing more follows.
    mutating func settle(at instant: Instant, issuing: LicenceDesk) throws {
        // Each case moves a handful of times at most, so that a mistake in the rules ends here and not never.
        for _ in 0..<(cases.count * CaseAction.allCases.count) {
            guard let (index, move) = try nextByItself(issuing) else { break }
            try take(move, on: index, by: .system, at: instant, issuing: issuing)
        }
        waitForOthers(on: instant.date)
        application.outcome = ApplicationOutcome(cases.map(\.current.status))
        application.due = LeadClock.due(application, cases.map(\.current.clock), desk.calendar)
    }

    private mutating func take(_ asked: CaseMove, on index: Int, by actor: CaseActor, at instant: Instant, issuing: LicenceDesk) throws {
        var move = asked
        if !move.decided.isEmpty { move.decided = desk.reading(move.decided) }
        if !move.supplied.isEmpty { move.supplied = desk.reading(move.supplied) }
        let case_ = cases[index].current
        let item = try desk.item(case_.item)
        let step = try case_.performing(move, by: actor, at: instant, cases[index].rules)
        try checkFacts(move, of: case_, item)
        if move.action == .handOver, actor.kind == .staff { try checkDelivery(of: case_) }
        learn(from: move, of: case_, on: instant.date)
        var payload = move.json
        var licences: [Licence] = []
        if move.action == .issue {
            licences = try desk.orders(for: item, of: step.after, facts: facts, frozen: frozen, on: instant.date)
                .map(issuing.issue)
            payload["licences"] = licences.isEmpty ? nil : .array(licences.map(\.eventJSON))
        }
        cases[index].take(step, payload: payload, desk.registrar)
        if let licence = licences.first { cases[index].change { $0.licence = licence.id } }
        if move.action == .release || move.action == .supply { look(at: index) }
        if move.action == .revokeGrant { try issuing.revoke(case_, move, actor) }
        if let kind = step.document {
            let content = desk.content(
                of: kind, move: move, for: cases[index].current, item: item, application: application, frozen: frozen)
            cases[index].add(CaseDocumentDraft(kind, content: content, of: cases[index].current, at: instant))
        }
    }

    /// The receipt of a case that was received as it was submitted.
    mutating func addReceipt(at index: Int, _ instant: Instant) throws {
        let item = try desk.item(cases[index].item)
        let current = cases[index].current
        let content = desk.content(
            of: .receipt, move: CaseMove(.submit), for: current, item: item, application: application, frozen: frozen)
        cases[index].add(CaseDocumentDraft(.receipt, content: content, of: current, at: instant))
    }

    /// A decision records what the item says it records, and an applicant mends what they were asked to mend: nothing else becomes a fact.
    private func checkFacts(_ move: CaseMove, of case_: Case, _ item: ServiceItem) throws(CaseRefusal) {
        let recorded = Set(item.decides.map { desk.canonical($0.field) })
        let asked = move.action == .supply ? case_.supplementPoints ?? [] : []
        let strange =
            move.decided.keys.filter { move.action != .grant || !recorded.contains($0) }
            + move.supplied.keys.filter { !asked.contains($0) }
        if !strange.isEmpty { throw .notAsked(strange.sorted()) }
        guard move.action == .grant else { return }
        let missing = item.decides.filter { $0.isRequired }.map { desk.canonical($0.field) }.filter { move.decided[$0] == nil }
        if !missing.isEmpty { throw .missingFacts(missing) }
    }

    /// The applicant wants everything at once: nothing goes before the last is made.
    private func checkDelivery(of case_: Case) throws(CaseRefusal) {
        let others = others(before: case_)
        if !others.isEmpty { throw .waitsForOthers(others.map { (try? desk.item($0))?.name ?? Text(same: $0) }) }
    }

    private func others(before case_: Case) -> [String] {
        HandingOver.waits(case_, among: cases.map(\.current), choice: frozen.delivery) { try? desk.item($0) }
    }

    /// What is made and waits for the others by its applicant's choice has its clock stand still, and go on when the last is made.
    private mutating func waitForOthers(on date: LocalDate) {
        guard frozen.delivery?.together == true else { return }
        for index in cases.indices where cases[index].current.status == .issued {
            let passage = cases[index]
            let clock = passage.current.clock.waitingForOthers(!others(before: passage.current).isEmpty, on: date)
            guard clock != passage.current.clock else { continue }
            cases[index].change {
                $0.clock = clock
                $0.settle(passage.rules)
            }
        }
    }

    private mutating func learn(from move: CaseMove, of case_: Case, on date: LocalDate) {
        if !move.decided.isEmpty {
            amendments = amendments.deciding(move.decided, case: case_.number, on: date)
            hasNewAmendments = true
        }
        if !move.supplied.isEmpty {
            amendments = amendments.supplying(move.supplied, on: date)
            hasNewAmendments = true
        }
    }

    /// Holds the facts against the review points of a case.
    mutating func look(at index: Int) {
        guard let item = try? desk.item(cases[index].item) else { return }
        let timing = desk.catalogue.renewalWindow(of: item).map {
            ReviewChecks.Timing(window: $0, appliedOn: application.submittedAt.date, calendar: desk.calendar)
        }
        let words = item.reviewPoints.isEmpty ? [] : Set(facts.keys.filter { desk.isWord($0, among: facts) })
        let checks = ReviewChecks.results(item.reviewPoints, judge, timing, isWord: words.contains)
        cases[index].change { $0.checks = checks }
    }

    // MARK: What the engine does by itself

    private func nextByItself(_ register: LicenceDesk) throws -> (Int, CaseMove)? {
        for index in cases.indices { if let move = try nextByItself(cases[index], register) { return (index, move) } }
        guard cases.count > 1 else { return nil }
        let consequences = plan.consequences(
            of: Dictionary(cases.map { ($0.item, $0.current.status) }, uniquingKeysWith: { first, _ in first }))
        func index(of item: String) -> Int? { cases.firstIndex { $0.item == item } }
        if let item = consequences.terminate.first, let index = index(of: item) { return (index, CaseMove(.terminate)) }
        if let item = consequences.release.first, let index = index(of: item) { return (index, CaseMove(.release)) }
        return nil
    }

    private func nextByItself(_ passage: CasePassage, _ register: LicenceDesk) throws -> CaseMove? {
        let case_ = passage.current
        guard let item = try? desk.item(case_.item) else { return nil }
        switch case_.status {
        case .submitted:
            // Only at once: what an officer has seen stays with the officer.
            guard passage.lastAction == .submit || passage.lastAction == .release,
                let orders = instantOrders(case_, item), try orders.allSatisfy(register.permits),
                // What has waited may rest on a licence that was taken away meanwhile.
                try passage.lastAction == .submit || frozen.sources(of: item, canonical: desk.canonical).allSatisfy(register.stands)
            else { return nil }
            return move(.accept, case_)
        case .accepted:
            return passage.lastAction == .accept && passage.events.last?.actorKind == .system ? move(.grant, case_) : nil
        case .granted:
            let isReady = (case_.fee <= .zero || case_.paymentReceipt != nil) && case_.openPapers.isEmpty
            // What silence has renewed is in force at once: nobody's hand is waited for a second time.
            let isByItself = case_.isInstant || !passage.rules.needsLicensor || passage.lastAction == .deemRenew
            return passage.hasChanged && isReady && isByItself ? CaseMove(.issue) : nil
        case .issued:
            guard passage.hasChanged, !item.isHandedOver(frozen.delivery) else { return nil }
            var move = CaseMove(.handOver)
            move.delivery = "electronic"
            return move
        default: return nil
        }
    }

    private func move(_ action: CaseAction, _ case_: Case) -> CaseMove {
        var move = CaseMove(action)
        move.checks = case_.checks
        return move
    }

    /// 即办: what a machine may grant, because every review point is a condition that holds and nothing is left for a person's eyes; nil
    /// where that is not so.
    private func instantOrders(_ case_: Case, _ item: ServiceItem) -> [IssueOrder]? {
        // What was promised is looked at afterwards, and whoever promises answers for their word.
        let promised = case_.isOnPromise ? item.approvalPromise?.points : nil
        let checks = case_.checks.filter { promised?.contains($0.point) != true }
        guard promised != nil || item.handling == .instant && !item.onSiteCheck, case_.fee <= .zero,
            !item.decides.contains(where: \.isRequired),
            checks.allSatisfy({ $0.outcome == .holds || $0.outcome == .stated && promised != nil }),
            case_.checks.count == item.reviewPoints.count,
            // A scan is evidence that somebody has to look at.
            !frozen.materials.contains(where: { ![.waived, .covered, .composed].contains($0.state) && $0.neededBy.contains(item.code) }),
            !isDisputed(item), desk.vouches(forCoholdersOf: item, facts: facts, frozen: frozen)
        else { return nil }
        return try? desk.orders(for: item, of: case_, facts: facts, frozen: frozen, on: desk.today)
    }

    /// Whether the applicant says otherwise than a register about what tells this matter from another: by such a word a birth would become
    /// two.
    private func isDisputed(_ item: ServiceItem) -> Bool {
        let (names, facts) = (Set(item.results.flatMap(\.once).map(desk.canonical)), facts)
        return frozen.holdings.fields.contains { holding in
            let field = desk.canonical(holding.field)
            return names.contains(field) && facts[field]?.source == .answer && facts[field]?.value != holding.value
        }
    }

    /// Whether settling will enter a licence into the register, which only a transaction can do.
    var mayIssue: Bool {
        cases.contains { passage in
            guard let item = try? desk.item(passage.item) else { return false }
            return passage.current.status == .submitted && instantOrders(passage.current, item) != nil
        }
    }
}

/// The way to the register of licences, within one transaction.
struct LicenceDesk {
    /// Enters a licence and returns it.
    let issue: (IssueOrder) throws -> Licence
    /// Whether the engine may have it issued without an officer.
    let permits: (IssueOrder) throws -> Bool
    /// Whether a licence that something was taken from still is in force; every other source does stand.
    let stands: (Source) throws -> Bool
    /// Revokes the licences that a case has brought about.
    let revoke: (Case, CaseMove, CaseActor) throws -> Void
}

extension Cases {
    func licenceDesk(at instant: Instant, in connection: any Connection) -> LicenceDesk {
        LicenceDesk(
            issue: { try licences.issue($0, at: instant, in: connection) }, permits: { try licences.permits($0, in: connection) },
            stands: { source in
                guard case .licence(let type, let number) = source else { return true }
                return try licences.stands(type, number: number, on: instant.date, in: connection)
            },
            revoke: { try revoke($0, $1, by: $2, at: instant, in: connection) })
    }
}

extension Licence {
    /// What the history keeps of a licence that was issued.
    fileprivate var eventJSON: JSON {
        [
            "id": .string(id.rawValue), "type": .string(type), "number": .string(number), "identifier": .string(identifier.rawValue),
            "version": .int(version),
        ]
    }
}
