/// What the finds are narrowed to; nil is everything.
package struct SearchFilter: Sendable, Hashable {
    package var audience: Audience?
    /// The code of a station of the life line.
    package var theme: String?
    /// Six digits of a district.
    package var district: String?
    /// How far one comes without leaving home (网办深度).
    package var online: OnlineLevel?

    package init(audience: Audience? = nil, theme: String? = nil, district: String? = nil, online: OnlineLevel? = nil) {
        (self.audience, self.theme, self.district, self.online) = (audience, theme, district, online)
    }

    package static let everything = SearchFilter()
    package var isEmpty: Bool { self == .everything }
}

/// How many finds each narrowing would leave.
package struct SearchFacets: Sendable, Hashable {
    package var audiences: [Audience: Int] = [:]
    package var themes: [String: Int] = [:]
    package var online: [OnlineLevel: Int] = [:]
}

/// Documents as bits, for filters that cost nothing.
struct DocumentSet: Sendable {
    private var words: [UInt64]

    var capacity: Int { words.count * 64 }

    init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

    mutating func insert(_ document: Int) { words[document >> 6] |= 1 << UInt64(document & 63) }
    func contains(_ document: Int) -> Bool { words[document >> 6] & (1 << UInt64(document & 63)) != 0 }

    mutating func formIntersection(_ other: DocumentSet) { for index in words.indices { words[index] &= other.words[index] } }
}
