package import Catalogue
package import Kernel

/// The way to one data resource outside this platform. Whoever asks does not know what stands behind it.
package protocol Connector: Sendable {
    /// The record about whoever the key names: elements by code, with the key's own element in it. Throws `SourceFault`; anything else
    /// that is thrown counts as a source that cannot be reached.
    func reply(to key: String, of resource: DataResource) async throws -> SourceReply
}

/// A source that can be read from end to end, and not only asked about one: what the nightly check reads.
package protocol PagedConnector: Connector {
    /// Records whose keys come after one (nil: from the first), in the order of their keys; none beyond the end. Throws as `reply` does.
    func page(after key: String?, limit: Int, of resource: DataResource) async throws -> [SourceRow]
}

/// One record of a source that is read from end to end.
package struct SourceRow: Sendable, Hashable {
    package var key: String
    package var record: JSON
    /// nil where the source tells no day, or one that is none.
    package var asOf: LocalDate?
}

/// What a source said, not yet believed.
package enum SourceReply: Sendable, Hashable {
    /// `asOf` is nil where the source tells no day.
    case record(JSON, asOf: LocalDate?)
    case nothing
}

/// Why a source's word is no answer.
package enum SourceFault: String, Error, Sendable, Hashable, CaseIterable {
    /// It does not answer, or with an error of its own.
    case unreachable
    /// Whoever answered could not prove to be the source.
    case untrusted
    /// Not within its time.
    case late
    /// What came is not what was agreed: another shape, a value that the element does not allow.
    case malformed
    /// A record about somebody else.
    case stranger
    /// The circuit is open: it failed too often and is left alone for a while.
    case resting
    /// Somebody took it out of service.
    case off
}

/// A source and how long it may take.
package struct OutsideSource: Sendable {
    package var connector: any Connector
    /// What stands behind it, for the console: `sql`, `rest`.
    package var kind: String
    /// The time that one question may take, in milliseconds.
    package var milliseconds: Int

    package init(_ connector: any Connector, kind: String, milliseconds: Int) {
        self.connector = connector
        self.kind = kind
        self.milliseconds = milliseconds
    }
}
