import Catalogue
import Cryptography
import Foundation
package import Kernel
import Store
package import Web

extension Workshop {
    /// A draft with what is in it.
    func contents(_ id: ID) async throws -> DraftContents {
        let published = try await current()
        let found = try await database.read { connection -> (CatalogueDraft, [DraftEdit])? in
            guard let draft = try DraftTable.draft(id, in: connection) else { return nil }
            return (draft, try EditTable.edits(of: id, in: connection))
        }
        guard let (draft, edits) = found else { throw WorkshopRefusal.notFound.problem }
        return shelf.contents(draft, over: published) { edits }
    }

    /// The version in force, as the database has it: this node may not have heard of the newest yet.
    func current() async throws -> Catalogue {
        try await catalogue.refresh(from: versions, on: surroundings.now().date)
        return catalogue.snapshot
    }

    /// With which hands a visitor acts on a draft.
    func actor(_ visitor: Visitor, on contents: DraftContents) async throws -> DraftActor {
        let rights = CatalogueRights(scope: visitor.scope)
        var hands: Set<DraftHand> = []
        if visitor.scope.roles.contains(.editor) { hands.insert(.editor) }
        let owners = contents.edits.flatMap { edit in
            [edit.content, contents.publishedContent(edit.key)].compactMap { $0.map { DefinitionOwner(edit.key, $0) } }
        }
        if visitor.scope.roles.contains(.publisher), owners.allSatisfy({ rights.may(.publisher, $0) }) { hands.insert(.reviewer) }
        if let account = visitor.account,
            try await database.read({ try DraftTable.isAuthor(account, of: contents.draft.id, in: $0) })
        {
            hands.insert(.author)
        }
        return DraftActor(account: visitor.account, name: visitor.name, hands: hands)
    }

    /// Begins a draft on the version in force.
    package func openDraft(title: String, for visitor: Visitor, at now: Instant) async throws -> CatalogueDraft {
        let title = title.trimmed
        guard !title.isEmpty else { throw WorkshopRefusal.titleMissing.problem }
        let draft = CatalogueDraft(
            id: surroundings.newID(), title: String(title.prefix(200)), baseVersion: try await current().version, author: visitor.account,
            authorName: visitor.name, at: now)
        try await database.write { try DraftTable.insert(draft, in: $0) }
        return draft
    }

    /// What saving a definition needs to know of what the page had shown.
    enum Shown: Sendable {
        /// The fingerprint of the part that was edited.
        case part(String, keys: Set<String>)
        /// The revision of the whole edit; nil writes over whatever is there.
        case revision(Int?)
    }

    /// Lays a definition over the published one. `change` works on the latest content and may run again; nil takes the definition away.
    @discardableResult
    func save(
        _ key: DefinitionKey, in id: ID, for visitor: Visitor, shown: Shown, at now: Instant,
        _ change: @Sendable (JSON?) throws -> JSON?
    ) async throws -> DraftContents {
        for _ in 0..<5 {
            let contents = try await contents(id)
            guard contents.draft.state.isOpen else { throw WorkshopRefusal.notAllowed(contents.draft.state, .edit).problem }
            let edit = contents.edit(key)
            let before = contents.content(key)
            let after = try change(before)?.canonical
            try check(shown, edit, before: before, after: after)
            let published = contents.publishedContent(key)
            let rights = CatalogueRights(scope: visitor.scope)
            if let refusal = rights.refusalToEdit(key, from: published ?? before, to: after, name: contents.published.departmentName) {
                throw refusal.problem
            }
            let isUndone = after == published
            if after == before, edit != nil || after == published { return contents }
            let base = contents.published.definition(key.kind, key.code)
            let next = DraftEdit(
                draft: id, key: key, content: after, baseHash: edit == nil ? base?.hash : edit?.baseHash,
                baseVersion: edit?.baseVersion ?? contents.published.version, editor: visitor.account, editorName: visitor.name,
                editedAt: now)
            let written = try await database.write { connection -> Bool in
                guard try DraftTable.touch(id, by: visitor.account, at: now, in: connection) else { return false }
                if isUndone, edit != nil { return try EditTable.remove(key, from: id, in: connection) }
                guard try EditTable.put(next, over: edit?.revision ?? 0, in: connection) else { throw Raced() }
                return true
            } catchingRace: {
                false
            }
            if written { return try await self.contents(id) }
        }
        throw WorkshopRefusal.stale.problem
    }

    /// Somebody else's save of the same part is told, with both texts kept.
    private func check(_ shown: Shown, _ edit: DraftEdit?, before: JSON?, after: JSON?) throws {
        switch shown {
        case .part(let fingerprint, let keys):
            guard let before, before.fingerprint(of: keys) != fingerprint else { return }
            // Both wrote the same: nobody has to be asked.
            if let after, after.fingerprint(of: keys) == before.fingerprint(of: keys) { return }
            throw WorkshopRefusal.editedMeanwhile(by: edit?.editorName ?? "—").problem
        case .revision(let revision):
            guard let revision, revision != edit?.revision ?? 0 else { return }
            throw WorkshopRefusal.editedMeanwhile(by: edit?.editorName ?? "—").problem
        }
    }

    /// Drops an edit: the definition is again as it is published.
    func restore(_ key: DefinitionKey, in id: ID, for visitor: Visitor, at now: Instant) async throws {
        let contents = try await contents(id)
        guard contents.draft.state.isOpen else { throw WorkshopRefusal.notAllowed(contents.draft.state, .edit).problem }
        guard let edit = contents.edit(key) else { throw WorkshopRefusal.notFound.problem }
        let rights = CatalogueRights(scope: visitor.scope)
        if let refusal = rights.refusalToEdit(
            key, from: contents.publishedContent(key), to: edit.content, name: contents.published.departmentName)
        {
            throw refusal.problem
        }
        try await database.write { connection in
            guard try DraftTable.touch(id, by: visitor.account, at: now, in: connection) else { throw WorkshopRefusal.stale.problem }
            _ = try EditTable.remove(key, from: id, in: connection)
        }
    }

    /// Takes a step of the table.
    @discardableResult
    func perform(
        _ move: DraftMove, on contents: DraftContents, by actor: DraftActor, expected revision: Int? = nil, at now: Instant
    ) async throws -> CatalogueDraft {
        let draft = contents.draft
        if let revision, revision != draft.revision { throw WorkshopRefusal.stale.problem }
        let next: CatalogueDraft
        do throws(WorkshopRefusal) { next = try draft.performing(move, by: actor, at: now) } catch { throw error.problem }
        let event = DraftEvent(at: now, action: move.action, actorName: actor.name, to: next.state, reason: move.reason)
        let isDone = try await database.write {
            try DraftTable.replace(draft, with: next, recording: event, by: actor.account, in: $0)
        }
        guard isDone else { throw WorkshopRefusal.stale.problem }
        return next
    }
}

/// A rival's row was there first; the transaction is undone and tried again.
private struct Raced: Error {}

extension Database {
    fileprivate func write<T: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> T, catchingRace: @Sendable () -> T
    ) async throws -> T {
        do { return try await write(body) } catch is Raced { return catchingRace() }
    }
}

extension JSON {
    /// What tells one state of some keys of a definition from another.
    func fingerprint(of keys: Set<String>) -> String {
        let part = JSON.object((members ?? []).filter { keys.contains($0.name) }).canonical
        return Hex.encode(Digest.sha256.hash(part.bytes)).prefix(24).description
    }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
