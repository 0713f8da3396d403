/// A range as a value. An absent end is open without limit, as in `>= 18`.
package struct Interval: Sendable, Hashable {
    package let start: Value?
    package let startIncluded: Bool
    package let end: Value?
    package let endIncluded: Bool

    package init(start: Value?, startIncluded: Bool, end: Value?, endIncluded: Bool) {
        self.start = start
        self.startIncluded = startIncluded
        self.end = end
        self.endIncluded = endIncluded
    }

    /// Whether `value` lies inside; nil where it cannot be compared with an end.
    package func contains(_ value: Value) -> Bool? {
        var known = true
        if let start {
            switch value.compared(with: start) {
            case .some(let order): if order < 0 || order == 0 && !startIncluded { return false }
            case .none: known = false
            }
        }
        if let end {
            switch value.compared(with: end) {
            case .some(let order): if order > 0 || order == 0 && !endIncluded { return false }
            case .none: known = false
            }
        }
        return known ? true : nil
    }
}
