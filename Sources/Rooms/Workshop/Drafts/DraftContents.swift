import Catalogue
import Cryptography
import Kernel
import Synchronization

/// A draft with all that is in it, laid over the version that is in force now.
struct DraftContents: Sendable {
    let draft: CatalogueDraft
    let edits: [DraftEdit]
    let published: Catalogue
    /// The draft as a catalogue; nil while it has errors.
    let merged: Catalogue?
    /// What the lint says of the whole.
    let findings: [CatalogueFinding]

    init(_ draft: CatalogueDraft, _ edits: [DraftEdit], over published: Catalogue) {
        (self.draft, self.edits, self.published) = (draft, edits, published)
        if draft.state.isClosed {
            (merged, findings) = (published, [])
        } else {
            let checked = DefinitionChecking.check(DraftContents.laid(edits), over: published)
            (merged, findings) = (checked.catalogue?.placed(in: published.places, industries: published.industries), checked.findings)
        }
    }

    private static func laid(_ edits: [DraftEdit]) -> [DefinitionKey: JSON?] {
        Dictionary(edits.map { ($0.key, $0.content) }, uniquingKeysWith: { first, _ in first })
    }

    /// What the lint would say of a definition with this content.
    func check(_ key: DefinitionKey, _ content: JSON) -> [CatalogueFinding] {
        var laid = DraftContents.laid(edits)
        laid[key] = .some(content.canonical)
        return DefinitionChecking.check(key, in: laid, over: published)
    }

    /// The catalogue with a definition as it was typed and not yet saved; nil where it holds an error. What else the draft changes goes
    /// along, unless there is an error in that.
    func catalogue(typing key: DefinitionKey, _ content: JSON) -> Catalogue? {
        var laid = DraftContents.laid(edits)
        laid[key] = .some(content.canonical)
        let whole = DefinitionChecking.preview(laid, over: published)
        return (whole ?? DefinitionChecking.preview([key: content.canonical], over: published))?.placed(
            in: published.places, industries: published.industries)
    }

    func edit(_ key: DefinitionKey) -> DraftEdit? { edits.first { $0.key == key } }

    /// As the draft has it; nil for what it takes away or never had.
    func content(_ key: DefinitionKey) -> JSON? {
        if !draft.state.isClosed, let edit = edit(key) { return edit.content }
        return publishedContent(key)
    }

    /// As the version in force has it.
    func publishedContent(_ key: DefinitionKey) -> JSON? { published.definition(key.kind, key.code)?.content }

    /// Written on a text that has been published anew since.
    var conflicts: [DraftEdit] {
        guard !draft.state.isClosed else { return [] }
        return edits.filter { edit in
            let now = published.definition(edit.key.kind, edit.key.code)
            // What is published already as the draft has it is nobody's conflict: a publication that was cut short runs again.
            return now?.hash != edit.baseHash && now?.content != edit.content
        }
    }

    /// What tells one state of what the draft changes from another.
    var contentHash: String {
        let parts = edits.map { "\($0.key.text) \($0.content?.text ?? "-")" } + ["\(published.version)"]
        return String(Hex.encode(Digest.sha256.hash(text: parts.joined(separator: "\n"))).prefix(32))
    }

    /// Every error, and the warnings on what the draft changes: the rest was there before.
    var tellable: [CatalogueFinding] {
        let edited = Set(edits.map(\.key.text))
        return findings.filter { $0.severity == .error || edited.contains($0.file) }
    }

    var errors: [CatalogueFinding] { findings.filter { $0.severity == .error } }

    func findings(of key: DefinitionKey) -> [CatalogueFinding] { findings.filter { $0.file == key.text } }

    /// What the draft changes, in words.
    var changes: [Change] {
        edits.compactMap { edit in
            CatalogueComparing.change(of: edit.key, from: publishedContent(edit.key), to: edit.content, in: published, merged)
        }
    }

    func name(of key: DefinitionKey) -> Text {
        (content(key) ?? publishedContent(key)).flatMap(Definition.name) ?? Text(same: key.code)
    }
}

/// The drafts that were looked at lately, with what the lint said: the same look costs nothing.
final class DraftShelf: Sendable {
    private struct Key: Hashable {
        let draft: ID
        let revision: Int
        let version: Int
    }

    private let places = 6
    private let kept = Mutex<[(key: Key, contents: DraftContents)]>([])

    func contents(_ draft: CatalogueDraft, over published: Catalogue, edits: () throws -> [DraftEdit]) rethrows -> DraftContents {
        let key = Key(draft: draft.id, revision: draft.revision, version: published.version)
        if let found = kept.withLock({ shelf in shelf.first { $0.key == key }?.contents }) { return found }
        let made = DraftContents(draft, try edits(), over: published)
        kept.withLock { shelf in
            shelf.removeAll { $0.key.draft == draft.id }
            shelf.append((key, made))
            if shelf.count > places { shelf.removeFirst() }
        }
        return made
    }
}
