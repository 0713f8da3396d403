package import Catalogue
package import Kernel

/// A change of the catalogue on its way: the published version with some definitions laid over, and who answers for it.
package struct CatalogueDraft: Sendable, Hashable {
    package let id: ID
    package var title: String
    /// The version that was in force when it was begun.
    package var baseVersion: Int
    package var state: DraftState
    /// The account that opened it; nil for one that the command line made.
    package var author: ID?
    package var authorName: String
    package var reviewer: ID?
    package var reviewerName: String?
    /// Why it came back.
    package var reason: String?
    /// From which day it is in force; set by its approval.
    package var effectiveOn: LocalDate?
    package var publishedVersion: Int?
    /// Counts every change of the draft and of what is in it.
    package var revision: Int
    package let createdAt: Instant
    package var updatedAt: Instant

    package init(id: ID, title: String, baseVersion: Int, author: ID?, authorName: String, at now: Instant) {
        self.id = id
        self.title = title
        self.baseVersion = baseVersion
        state = .draft
        self.author = author
        self.authorName = authorName
        revision = 1
        createdAt = now
        updatedAt = now
    }
}

/// Who acts on a draft, with which hands.
package struct DraftActor: Sendable, Hashable {
    package var account: ID?
    package var name: String
    package var hands: Set<DraftHand>

    package init(account: ID?, name: String, hands: Set<DraftHand>) {
        self.account = account
        self.name = name
        self.hands = hands
    }

    package static let system = DraftActor(account: nil, name: "system", hands: [.system])
}

/// One step of a draft, with what it needs.
package struct DraftMove: Sendable, Hashable {
    package var action: DraftAction
    package var reason: String?
    package var effectiveOn: LocalDate?
    package var publishedVersion: Int?

    package init(_ action: DraftAction, reason: String? = nil, effectiveOn: LocalDate? = nil, publishedVersion: Int? = nil) {
        self.action = action
        self.reason = reason
        self.effectiveOn = effectiveOn
        self.publishedVersion = publishedVersion
    }
}

extension CatalogueDraft {
    /// The draft after a step, or why it cannot be taken. Pure.
    package func performing(_ move: DraftMove, by actor: DraftActor, at now: Instant) throws(WorkshopRefusal) -> CatalogueDraft {
        guard let row = DraftTransition.of(move.action, from: state) else { throw .notAllowed(state, move.action) }
        let hands = row.hands.intersection(actor.hands)
        guard !hands.isEmpty else {
            throw row.hands.contains(.reviewer) && actor.hands.contains(.author) ? .ownDraft : .wrongHand(move.action)
        }
        // 四眼原则: whoever wrote in it does not judge it, whatever else they may do.
        if hands == [.reviewer], actor.hands.contains(.author) { throw .ownDraft }
        var next = self
        next.state = row.to
        next.revision += 1
        next.updatedAt = now
        switch move.action {
        case .edit: break
        case .submit:
            (next.reason, next.reviewer, next.reviewerName, next.effectiveOn) = (nil, nil, nil, nil)
        case .approve:
            let day = move.effectiveOn ?? now.date
            guard day >= now.date else { throw .pastPublication(day, today: now.date) }
            (next.effectiveOn, next.reviewer, next.reviewerName) = (day, actor.account, actor.name)
        case .sendBack:
            guard let reason = move.reason, !reason.isEmpty else { throw .reasonMissing }
            next.reason = reason
            next.effectiveOn = nil
            if !hands.contains(.system) { (next.reviewer, next.reviewerName) = (actor.account, actor.name) }
        case .publish: next.publishedVersion = move.publishedVersion
        case .withdraw: next.effectiveOn = nil
        }
        return next
    }
}

/// One definition as a draft would have it.
package struct DraftEdit: Sendable, Hashable {
    package var draft: ID
    package var key: DefinitionKey
    /// Canonical; nil takes the definition away.
    package var content: JSON?
    /// The published definition that it was written on; nil where there was none.
    package var baseHash: String?
    /// The version that held it.
    package var baseVersion: Int
    package var revision: Int
    package var editor: ID?
    package var editorName: String
    package var editedAt: Instant

    package init(
        draft: ID, key: DefinitionKey, content: JSON?, baseHash: String?, baseVersion: Int, revision: Int = 1, editor: ID?,
        editorName: String, editedAt: Instant
    ) {
        self.draft = draft
        self.key = key
        self.content = content
        self.baseHash = baseHash
        self.baseVersion = baseVersion
        self.revision = revision
        self.editor = editor
        self.editorName = editorName
        self.editedAt = editedAt
    }
}

/// What happened to a draft, once written never changed.
package struct DraftEvent: Sendable, Hashable {
    package var at: Instant
    package var action: DraftAction
    package var actorName: String
    package var to: DraftState
    package var reason: String?
}
