import Kernel

/// How the cases of one application wait for each other: a graph without cycles, each node an item. Pure.
package struct ApplicationPlan: Sendable, Hashable {
    /// The items, in an order in which each stands after all that it waits for.
    package let items: [String]
    private let prerequisites: [String: Set<String>]

    /// - Parameter after: for each item the items that must be granted first; those that are not part of this application do not count.
    package init(items: [String], after: [String: [String]]) {
        let included = Set(items)
        let prerequisites = Dictionary(uniqueKeysWithValues: items.map { ($0, Set(after[$0] ?? []).intersection(included)) })
        var order: [String] = []
        var placed: Set<String> = []
        while order.count < items.count {
            let ready = items.filter { !placed.contains($0) && (prerequisites[$0] ?? []).isSubset(of: placed) }
            // The catalogue refuses cycles when it is loaded; were there one, its items simply begin together.
            let next = ready.isEmpty ? items.filter { !placed.contains($0) } : ready
            order += next
            placed.formUnion(next)
        }
        self.items = order
        self.prerequisites = prerequisites
    }

    /// What an item waits for.
    package func prerequisites(of item: String) -> Set<String> { prerequisites[item] ?? [] }

    /// Whether an item may begin at once.
    package func beginsAtOnce(_ item: String) -> Bool { prerequisites(of: item).isEmpty }

    /// What follows when the cases stand as they do: those that may begin, and those that never can, because what they wait for has
    /// failed (or, in turn, waits for something that has).
    package func consequences(of statuses: [String: CaseStatus]) -> (release: [String], terminate: [String]) {
        var release: [String] = []
        var terminate: [String] = []
        var failed = Set(statuses.filter { $0.value.hasFailed }.keys)
        for item in items where statuses[item] == .waiting {
            let needed = prerequisites(of: item)
            if !needed.isDisjoint(with: failed) {
                terminate.append(item)
                failed.insert(item)
            } else if needed.allSatisfy({ statuses[$0]?.isGranted ?? true }) {
                release.append(item)
            }
        }
        return (release, terminate)
    }
}

/// How an application as a whole stands.
package enum ApplicationOutcome: String, Sendable, Hashable, CaseIterable {
    case open
    case done
    /// Some cases were granted, others were not.
    case partly
    case failed

    package init(_ statuses: some Sequence<CaseStatus>) {
        var (granted, failed) = (false, false)
        for status in statuses {
            if status.isOpen {
                self = .open
                return
            }
            if status.hasFailed { failed = true } else { granted = true }
        }
        self = failed ? (granted ? .partly : .failed) : .done
    }
}
