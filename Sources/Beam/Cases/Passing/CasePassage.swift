import Kernel

/// A case on its way through one transaction: as it was read, as it stands now, and everything that was added in between.
struct CasePassage: Sendable {
    /// nil for a case that is being opened.
    let before: Case?
    private(set) var current: Case
    private(set) var events: [CaseEvent] = []
    private(set) var documents: [CaseDocumentDraft] = []
    var rules: CaseRules
    /// The engine has taken this case on by itself, in this transaction.
    var isEngineHandled = false

    /// A case that exists.
    init(_ before: Case, rules: CaseRules) {
        self.before = before
        current = before
        self.rules = rules
    }

    /// A case that is being opened: received now, or waiting for another.
    init(opening draft: Case, waits: Bool, by actor: CaseActor, at instant: Instant, _ rules: CaseRules, _ registrar: Registrar) {
        before = nil
        self.rules = rules
        current = draft
        current.version = 0
        current.status = waits ? .waiting : .submitted
        if !waits {
            current.receivedAt = instant
            current.clock = current.clock.applying(.receive, on: instant.date)
        }
        current.settle(rules)
        add(
            CaseEventDraft(
                at: instant, action: .submit, actor: actor, from: nil, to: current.status, payload: CaseMove(.submit).json), registrar)
    }

    var item: String { current.item }
    var hasChanged: Bool { !events.isEmpty }
    var lastAction: CaseAction? { events.last?.action }

    /// Takes a step that pure rules have made; `payload` is the move with what came of it.
    mutating func take(_ step: CaseStep, payload: JSON, _ registrar: Registrar) {
        // The step's version is the one that its event brings about.
        current = step.after
        current.version -= 1
        var draft = step.event
        draft.payload = payload
        add(draft, registrar)
    }

    mutating func add(_ document: CaseDocumentDraft) { documents.append(document) }

    mutating func change(_ body: (inout Case) -> Void) { body(&current) }

    private mutating func add(_ draft: CaseEventDraft, _ registrar: Registrar) {
        let event = registrar.event(draft, of: current)
        events.append(event)
        current.version = event.sequence
        current.head = event.hash
    }
}
