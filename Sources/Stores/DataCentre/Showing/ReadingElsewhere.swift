import Catalogue
package import Kernel

/// What another store logs of the looks into its own (the licences' uses): it is shown to whoever it is about beside the looks that are
/// logged here, and counted with them. The door says which store.
package struct ReadingElsewhere: Sendable {
    /// A party's lines, the latest first, from one on.
    package typealias Uses = @Sendable (_ party: Party, _ before: ID?, _ limit: Int) async throws -> [DataAccess]
    /// One line, if it is about that party.
    package typealias Use = @Sendable (_ id: ID, _ party: Party) async throws -> DataAccess?
    /// Everybody's lines after an id, in the order of their ids.
    package typealias Lines = @Sendable (_ after: String, _ limit: Int) async throws -> [DataAccess]

    let uses: Uses
    let use: Use
    let lines: Lines

    package init(uses: @escaping Uses, use: @escaping Use, lines: @escaping Lines) {
        (self.uses, self.use, self.lines) = (uses, use, lines)
    }

    /// No other store.
    package static let nothing = ReadingElsewhere(uses: { _, _, _ in [] }, use: { _, _ in nil }, lines: { _, _ in [] })
}
