package import Kernel

/// One way of having an item done, beside the others: how long it takes, how often one has to come, and where.
package struct ChannelOffer: Sendable, Hashable {
    package let channel: Channel
    /// `当场办结`, `3 个工作日`
    package let time: Text
    /// Working days, for comparing.
    package let workingDays: Int
    package let trips: Int
    package let place: Text?
    package let hours: Text?
    /// No other is quicker or takes fewer visits.
    package let isBest: Bool
}

extension ServiceItem {
    /// The channels side by side, the best first; at the office that is given, or as the item says.
    package func offers(at implementation: Implementation? = nil) -> [ChannelOffer] {
        let days =
            handling == .instant
            ? 0
            : implementation?.promised.flatMap { count in
                limits.promised.map { Limit(count, $0.unit).workingDays }
            } ?? promisedWorkingDays
        let time =
            implementation?.promise(of: self)
            ?? (handling == .instant ? CatalogueText.onTheSpot : limits.promised?.text ?? CatalogueText.noLimit)
        let rows = (implementation?.channels ?? channels).map { channel in
            (channel: channel, trips: visits(by: channel, at: implementation))
        }
        let fewest = rows.map(\.trips).min() ?? 0
        return rows.sorted { $0.trips < $1.trips }.map { row in
            let isThere = row.channel == .counter || row.channel == .terminal
            return ChannelOffer(
                channel: row.channel, time: time, workingDays: days, trips: row.trips,
                place: isThere ? implementation?.place?.name ?? place : nil, hours: isThere ? implementation?.place?.hours ?? hours : nil,
                isBest: row.trips == fewest)
        }
    }

    /// Whoever comes to a counter comes once at least; online and by post one comes only where the item wants it.
    private func visits(by channel: Channel, at implementation: Implementation?) -> Int {
        let needed = implementation?.trips ?? trips
        return switch channel {
        case .online, .post: needed
        case .counter, .terminal: max(1, needed)
        }
    }
}
