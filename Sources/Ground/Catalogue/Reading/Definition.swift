package import Kernel

/// Where in a file something stands.
struct Position: Sendable, Hashable {
    let line: Int
    let column: Int
}

/// The positions of every value in one file, by path (`/items/0/when`).
final class FilePositions: Sendable {
    let file: String
    private let places: [String: Position]

    init(file: String, _ places: [String: Position]) {
        self.file = file
        self.places = places
    }

    /// Of the value itself, or of the nearest that holds it.
    func position(of path: String) -> Position {
        var path = path[...]
        while true {
            if let place = places[String(path)] { return place }
            guard let slash = path.lastIndex(of: "/") else { return Position(line: 1, column: 1) }
            path = path[..<slash]
        }
    }
}

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
        case department, codelist, element, resource, item, thing, themes, synonyms
        case licenceType = "licence-type"
    }

    package let kind: Kind
    package let code: String
    /// Canonical: members sorted at every depth.
    package let content: JSON
    let place: Place

    /// One as it was published; the content is brought to its canonical form.
    package init(kind: Kind, code: String, content: JSON) {
        self.init(kind: kind, code: code, content: content, place: Place(positions: nil, path: ""))
    }

    init(kind: Kind, code: String, content: JSON, place: Place) {
        self.kind = kind
        self.code = code
        self.content = content.canonical
        self.place = place
    }
}
