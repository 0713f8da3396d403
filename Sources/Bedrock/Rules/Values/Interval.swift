/// A range as a value. An absent end is open without limit, as in `>= 18`; one that is null is not known, as in `(null..18]`.
package struct Interval: Sendable, Hashable {
    package let start: Value?
    package let startIncluded: Bool
    package let end: Value?
    package let endIncluded: Bool
    /// How it was written; two ranges of one extent that were written in two ways are not equal.
    package let form: Form

    package enum Form: Sendable, Hashable {
        /// With two ends: `[1..10]`.
        case ends
        /// As a test: `< 10`, `= 10`.
        case test
        /// As the test `!= 10`: everything but the start, which is also the end.
        case exclusion
    }

    package init(start: Value?, startIncluded: Bool, end: Value?, endIncluded: Bool, form: Form = .ends) {
        self.start = start
        self.startIncluded = startIncluded
        self.end = end
        self.endIncluded = endIncluded
        self.form = form
    }

    /// The ends that are there and not null, the lower first.
    package var knownEnds: [Value] { [start, end].compactMap(\.self).filter { !$0.isNull } }

    /// Whether `value` lies inside; nil where it cannot be compared with an end.
    package func contains(_ value: Value) -> Bool? {
        if form == .exclusion { return start.flatMap(value.equals).map { !$0 } }
        if form == .test, let start, end != nil { return value.equals(start) }
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
