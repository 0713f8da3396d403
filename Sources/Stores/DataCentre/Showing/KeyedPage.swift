import Kernel
import Web

/// One page of a list that is known whole and stands in a fixed order, by the key of the last one above. Pure.
struct KeyedPage<Item: Sendable>: Sendable {
    let items: [Item]
    /// The key after which the next page begins; nil on the last.
    let next: String?

    /// - Parameter after: the key of the last item of the page above; one that is not there is refused, since the list would begin anew.
    init(_ all: [Item], after: String?, size: Int, key: (Item) -> String) throws(Problem) {
        var start = 0
        if let after {
            guard let place = all.firstIndex(where: { key($0) == after }) else {
                throw .invalid([Problem.Fault("after", WebText.noPlace)])
            }
            start = place + 1
        }
        let shown = Array(all[start...].prefix(size))
        items = shown
        next = start + shown.count < all.count ? shown.last.map(key) : nil
    }
}

extension KeyedPage {
    /// The way onward and back to the beginning.
    func pager(_ here: Link, isFirst: Bool, _ language: Language) -> HTML {
        Components.pager(next: next.map { here.with("after", $0) }, first: isFirst ? nil : here, language)
    }
}
