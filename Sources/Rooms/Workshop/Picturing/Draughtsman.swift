/// Draws pictures: takes a description in the language of Graphviz, gives SVG. The room knows no program; whoever wires it does.
package struct Draughtsman: Sendable {
    package let draw: @Sendable (_ dot: String) async throws -> String

    package init(_ draw: @escaping @Sendable (_ dot: String) async throws -> String) { self.draw = draw }

    /// No program is there.
    package static let none = Draughtsman { _ in throw DrawingFailure.programMissing }
}

/// Why a picture could not be drawn. The page then shows the same in words.
package enum DrawingFailure: Error, Sendable, Hashable {
    case programMissing
    /// It took longer, or became larger, than a page may have it.
    case tooMuch
    /// What the program said.
    case failed(String)
}
