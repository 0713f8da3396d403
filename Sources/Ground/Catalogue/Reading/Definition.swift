import Cryptography
package import Kernel

/// Where a value was written, so that a finding can say so. What comes from the database has none.
struct Place: Sendable {
    let positions: FilePositions?
    let path: String

    static func / (place: Place, step: String) -> Place { Place(positions: place.positions, path: "\(place.path)/\(step)") }
    static func / (place: Place, index: Int) -> Place { place / String(index) }

    var file: String { positions?.file ?? "" }
    var position: Position { positions?.position(of: path) ?? Position(line: 0, column: 0) }
}

/// One definition as data: what is stored, hashed and compared. Its model is always read from the canonical form.
package struct Definition: Sendable {
    /// What it defines.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case department, codelist, element, resource, item, thing, themes, synonyms, implementations
        case licenceType = "licence-type"
    }

    /// What was read from a file is at hand as a tree; what was published is kept as its text, which is a fraction of the size.
    private enum Form: Sendable {
        case tree(JSON)
        case text(String, hash: String)
    }

    package let kind: Kind
    package let code: String
    let place: Place
    private let form: Form

    /// One as it was published; the content is brought to its canonical form.
    package init(kind: Kind, code: String, content: JSON) {
        self.init(kind: kind, code: code, content: content, place: Place(positions: nil, path: ""))
    }

    init(kind: Kind, code: String, content: JSON, place: Place) {
        self.kind = kind
        self.code = code
        self.place = place
        form = .tree(content.canonical)
    }

    /// One from the table of definitions: canonical text, with its hash.
    init(kind: Kind, code: String, text: String, hash: String) {
        self.kind = kind
        self.code = code
        place = Place(positions: nil, path: "")
        form = .text(text, hash: hash)
    }

    /// The same, said to stand somewhere else.
    func placed(at place: Place) -> Definition { Definition(kind: kind, code: code, place: place, form: form) }

    private init(kind: Kind, code: String, place: Place, form: Form) {
        (self.kind, self.code, self.place, self.form) = (kind, code, place, form)
    }

    /// Canonical: members sorted at every depth.
    package var content: JSON { (try? parsed()) ?? .null }

    /// The content, or why the text is none.
    func parsed() throws(JSON.ParseError) -> JSON {
        switch form {
        case .tree(let content): content
        case .text(let text, _): try JSON(parsing: text.utf8)
        }
    }

    /// The canonical form as text: what is stored.
    package var text: String {
        switch form {
        case .tree(let content): content.text
        case .text(let text, _): text
        }
    }

    /// SHA-256 of the canonical form, in hexadecimal.
    package var hash: String {
        switch form {
        case .tree(let content): Hex.encode(Digest.sha256.hash(content.bytes))
        case .text(_, let hash): hash
        }
    }
}
