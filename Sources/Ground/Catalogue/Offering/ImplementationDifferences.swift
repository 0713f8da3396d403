package import Kernel

/// 无差别受理: where an item is not the same from one district to the next, beyond what offices may set for themselves.
package struct ImplementationDifferences: Sendable {
    /// What differs.
    package enum Aspect: String, Sendable, Hashable, CaseIterable {
        case promised, trips, channels
        /// Some districts receive it and others do not.
        case receiving

        package var name: Text {
            switch self {
            case .promised: Text("承诺时限", "Time promised")
            case .trips: Text("到现场次数", "Visits")
            case .channels: Text("办理形式", "Channels")
            case .receiving: Text("本地受理", "Received here")
            }
        }
    }

    /// One item, one aspect: which offices have which value. The most common value first.
    package struct Difference: Sendable, Hashable {
        package let item: String
        package let aspect: Aspect
        package let values: [Group]

        package struct Group: Sendable, Hashable {
            package let value: Text
            /// Codes of offices.
            package let offices: [String]
        }
    }

    /// How far promises may lie apart, in the item's own unit. Address, hours, telephone and windows may differ freely.
    package struct Allowance: Sendable {
        package let promised: Int

        package init(promised: Int = 1) { self.promised = promised }
    }

    /// Every difference beyond the allowance between the districts, by item.
    package static func of(_ catalogue: Catalogue, allowance: Allowance = Allowance()) -> [Difference] {
        of(catalogue.implementations, items: catalogue.items, allowance: allowance)
    }

    /// The same of a table by itself.
    static func of(_ table: ImplementationTable, items: [String: ServiceItem], allowance: Allowance = Allowance()) -> [Difference] {
        table.itemCodes.sorted().flatMap { code -> [Difference] in
            guard let item = items[code] else { return [] }
            let rows = table.rows(of: code).filter { table.offices[table.officeNumber(of: $0)].level == .district }
            guard rows.count > 1 else { return [] }
            return differences(of: item, rows, table, allowance)
        }
    }

    private static func differences(
        of item: ServiceItem, _ rows: [Int], _ table: ImplementationTable, _ allowance: Allowance
    ) -> [Difference] {
        var found: [Difference] = []
        func look(_ aspect: Aspect, isAllowed: ([Int]) -> Bool = { _ in false }, _ value: (Int) -> Int, _ text: (Int) -> Text) {
            let groups = Dictionary(grouping: rows, by: value)
            guard groups.count > 1, !isAllowed(Array(groups.keys)) else { return }
            let sorted = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            found.append(
                Difference(
                    item: item.code, aspect: aspect,
                    values: sorted.map { key, rows in
                        Difference.Group(value: text(key), offices: rows.map { table.offices[table.officeNumber(of: $0)].code })
                    }))
        }
        let promise = item.limits.promised
        look(
            .promised, isAllowed: { ($0.max() ?? 0) - ($0.min() ?? 0) <= allowance.promised },
            { table.promised(of: $0) ?? promise?.count ?? 0 }
        ) {
            Limit($0, promise?.unit ?? .workday).text
        }
        look(.trips, { table.trips(of: $0) ?? item.trips }) { Text("\($0) 次", $0 == 1 ? "1 visit" : "\($0) visits") }
        let usual = item.channels.reduce(0) { bits, channel in bits | 1 << (Channel.allCases.firstIndex(of: channel) ?? 0) }
        look(.channels, { table.channelBits(of: $0) == 0 ? usual : Int(table.channelBits(of: $0)) }) { bits in
            CatalogueText.list(Channel.allCases.enumerated().filter { bits & 1 << $0.offset != 0 }.map(\.element.name))
        }
        look(.receiving, { table.isLocal($0) ? 1 : 0 }) { $0 == 1 ? CatalogueText.yes : CatalogueText.no }
        return found
    }
}
