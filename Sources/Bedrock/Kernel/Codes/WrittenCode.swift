/// A code of a national standard that has been read and checked: whoever holds one need not check again.
package protocol WrittenCode: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The code in its normal form, as it is stored and exchanged.
    var rawValue: String { get }
}

extension WrittenCode {
    package var description: String { rawValue }

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
