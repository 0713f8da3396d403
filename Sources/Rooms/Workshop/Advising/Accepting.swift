import Catalogue
import Graph
import Kernel
import Store
import Web

extension Workshop {
    /// An advice with what was decided on it and how its draft stands.
    struct AdviceFile: Sendable {
        let kept: KeptAdvice
        let draft: CatalogueDraft?
        let events: [AdviceEvent]

        func actions(of visitor: Visitor) -> [AdviceAction] {
            visitor.may(Workshop.editors) ? kept.actions(draftState: draft?.state) : []
        }
    }

    func adviceFile(_ id: String) async throws -> AdviceFile {
        let found = try await database.read { connection -> AdviceFile? in
            guard let kept = try AdviceTable.advice(id, in: connection) else { return nil }
            let draft = try kept.draft.flatMap { try DraftTable.draft($0, in: connection) }
            return AdviceFile(kept: kept, draft: draft, events: try AdviceTable.events(of: id, in: connection))
        }
        guard let found else { throw AdviceRefusal.notFound.problem }
        return found
    }

    /// The draft that an advice would become, over the version in force. Nothing is written.
    func drafted(_ advice: Advice, over published: Catalogue, for visitor: Visitor, at now: Instant) throws(AdviceRefusal) -> DraftContents
    {
        let draft = CatalogueDraft(
            id: surroundings.newID(), title: String(advice.title[visitor.language].prefix(200)), baseVersion: published.version,
            author: visitor.account, authorName: visitor.name, at: now)
        let edits = try AdviceApplying.edits(advice.changes, over: published).map { key, content in
            DraftEdit(
                draft: draft.id, key: key, content: content, baseHash: published.definition(key.kind, key.code)?.hash,
                baseVersion: published.version, editor: visitor.account, editorName: visitor.name, editedAt: now)
        }
        return DraftContents(draft, edits, over: published)
    }

    /// Makes a draft of an advice, priced by itself; all of it or nothing. An advice that is no change yet becomes an empty draft.
    func accept(_ id: String, for visitor: Visitor, at now: Instant) async throws -> CatalogueDraft {
        let file = try await adviceFile(id)
        let published = try await current()
        let decision = KeptAdvice.Decision(id: surroundings.newID(), account: visitor.account, name: visitor.name, at: now, reason: nil)
        let (contents, next) = try refusing { () throws(AdviceRefusal) in
            // Who comes too late is told so before what is wrong with the advice.
            _ = try file.kept.performing(AdviceMove(action: .accept), by: decision, draftState: file.draft?.state)
            let contents = try drafted(file.kept.advice, over: published, for: visitor, at: now)
            let move = AdviceMove(action: .accept, draft: contents.draft.id)
            return (contents, try file.kept.performing(move, by: decision, draftState: file.draft?.state))
        }
        let rights = CatalogueRights(scope: visitor.scope)
        for edit in contents.edits {
            let before = contents.publishedContent(edit.key)
            if let refusal = rights.refusalToEdit(edit.key, from: before, to: edit.content, name: published.departmentName) {
                throw refusal.problem
            }
        }
        let price = contents.merged == nil || contents.edits.isEmpty ? nil : replaying(contents, at: now)
        let (draft, message) = (contents.draft, surroundings.newID())
        let event = AdviceEvent(at: now, action: .accept, actorName: visitor.name, to: next.state, reason: nil, draft: draft.id)
        let isDone = try await database.write { connection -> Bool in
            try DraftTable.insert(draft, in: connection)
            guard try AdviceTable.replace(file.kept, with: next, recording: event, by: visitor.account, in: connection) else {
                throw Overtaken()
            }
            for edit in contents.edits { _ = try EditTable.put(edit, over: 0, in: connection) }
            if let price { try Workshop.begin(price, message: message, at: now, in: connection) }
            return true
        } catchingOvertaken: {
            false
        }
        guard isDone else { throw try await overtaken(id) }
        return draft
    }

    /// Declines an advice with a reason, or takes it up again.
    func decide(_ action: AdviceAction, on id: String, reason: String?, for visitor: Visitor, at now: Instant) async throws {
        let file = try await adviceFile(id)
        let decision = KeptAdvice.Decision(id: surroundings.newID(), account: visitor.account, name: visitor.name, at: now, reason: reason)
        let next = try refusing { () throws(AdviceRefusal) in
            try file.kept.performing(AdviceMove(action: action, reason: reason), by: decision, draftState: file.draft?.state)
        }
        let event = AdviceEvent(
            at: now, action: action, actorName: visitor.name, to: next.state, reason: reason, draft: file.kept.draft)
        let isDone = try await database.write {
            try AdviceTable.replace(file.kept, with: next, recording: event, by: visitor.account, in: $0)
        }
        guard isDone else { throw try await overtaken(id) }
    }

    /// What to tell whoever lost the race.
    private func overtaken(_ id: String) async throws -> Problem {
        let kept = try await adviceFile(id).kept
        guard let decision = kept.decision else { return AdviceRefusal.stale.problem }
        return AdviceRefusal.decided(kept.state, by: decision.name, draft: kept.draft).problem
    }

    private func refusing<T>(_ body: () throws(AdviceRefusal) -> T) throws -> T {
        do throws(AdviceRefusal) { return try body() } catch { throw error.problem }
    }
}

/// Lays the changes of an advice over the published definitions. Pure.
enum AdviceApplying {
    /// Each definition that they change with its content afterwards; nil takes it away. All fit, or none is done.
    static func edits(_ changes: [AdviceChange], over published: Catalogue) throws(AdviceRefusal) -> [(DefinitionKey, JSON?)] {
        var contents: [DefinitionKey: JSON?] = [:]
        var misfits: [String] = []
        for change in changes {
            let key = DefinitionKey(change.kind, change.code)
            let before = contents[key] ?? published.definition(key.kind, key.code)?.content
            do throws(AdviceConflict) {
                contents[key] = .some(try change.applied(to: before)?.canonical)
            } catch {
                switch error {
                case .missing(let what), .present(let what): misfits.append(what == key.code ? what : "\(key.code) / \(what)")
                }
            }
        }
        guard misfits.isEmpty else { throw .outdated(misfits) }
        return contents.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

/// Somebody else decided first; the transaction is undone.
private struct Overtaken: Error {}

extension Database {
    fileprivate func write<T: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> T, catchingOvertaken: @Sendable () -> T
    ) async throws -> T {
        do { return try await write(body) } catch is Overtaken { return catchingOvertaken() }
    }
}
