package import Kernel

/// One way of having a whole thing done, beside the others.
package struct ThingOffer: Sendable, Hashable {
    package let channel: Channel
    /// How many of its items can be had so, of how many.
    package let items: Int
    package let all: Int
    /// Working days until the last of them is done; nought is the same day.
    package let workingDays: Int
    /// What lies at one counter is one visit, however many items.
    package let trips: Int
    /// Where one goes; nothing for what is done from home.
    package let places: [Text]
    package let hours: [Text]
    /// All of it can be had so, and no other way takes fewer visits.
    package let isBest: Bool

    package var isWhole: Bool { items == all }
}

extension Checklist {
    /// The channels side by side for what this person applies for, the best first; at the offices of a district where one is given. Pure.
    package func offers(in region: RegionCode?, _ catalogue: Catalogue) -> [ThingOffer] {
        let found = includedItems.compactMap { outcome -> (outcome: ItemOutcome, offers: [ChannelOffer])? in
            guard let item = thing.part(outcome.item)?.item else { return nil }
            return (outcome, item.offers(at: region.flatMap { catalogue.implementation(item: item.code, region: $0) }))
        }
        let days = Checklist.days(found)
        let rows = Channel.allCases.compactMap { channel -> ThingOffer? in
            let offered = found.compactMap { entry in entry.offers.first { $0.channel == channel } }
            guard !offered.isEmpty else { return nil }
            return ThingOffer(
                channel: channel, items: offered.count, all: found.count, workingDays: days, trips: offered.map(\.trips).max() ?? 0,
                places: Checklist.distinct(offered.compactMap(\.place)), hours: Checklist.distinct(offered.compactMap(\.hours)),
                isBest: false)
        }
        let best = rows.filter(\.isWhole).map(\.trips).min()
        return rows.map { $0.marked(isBest: $0.isWhole && $0.trips == best) }
            .sorted { (a, b) in (a.isWhole ? 0 : 1, a.trips) < (b.isWhole ? 0 : 1, b.trips) }
    }

    /// The longest way through the items, each as long as its office promises.
    private static func days(_ found: [(outcome: ItemOutcome, offers: [ChannelOffer])]) -> Int {
        var ends: [String: Int] = [:]
        for (outcome, offers) in found {
            let start = outcome.after.compactMap { ends[$0] }.max() ?? 0
            ends[outcome.item] = start + (offers.first?.workingDays ?? outcome.length)
        }
        return ends.values.max() ?? 0
    }

    private static func distinct(_ texts: [Text]) -> [Text] {
        var seen: Set<Text> = []
        return texts.filter { seen.insert($0).inserted }
    }
}

extension ThingOffer {
    fileprivate func marked(isBest: Bool) -> ThingOffer {
        ThingOffer(
            channel: channel, items: items, all: all, workingDays: workingDays, trips: trips, places: places, hours: hours, isBest: isBest)
    }
}
