import Catalogue

/// 四减: what people did not have to bring, to wait for or to travel for, against each item done apart and on paper.
package struct Saving: Sendable, Hashable {
    package var materials: Int
    /// Of these, papers that an electronic licence stood for.
    package var certificates: Int
    /// Working days.
    package var days: Int
    package var trips: Int

    package init(materials: Int = 0, certificates: Int = 0, days: Int = 0, trips: Int = 0) {
        self.materials = materials
        self.certificates = certificates
        self.days = days
        self.trips = trips
    }

    package var isEmpty: Bool { self == Saving() }

    static func + (a: Saving, b: Saving) -> Saving {
        Saving(
            materials: a.materials + b.materials, certificates: a.certificates + b.certificates, days: a.days + b.days,
            trips: a.trips + b.trips)
    }
}

extension Saving {
    /// Of one application, as its guide shows them. Where nobody counted what it took before, nothing is claimed.
    init(_ checklist: Checklist) {
        let reductions = checklist.reductions
        func less(_ count: Reductions.Count) -> Int { count.before.map { max(0, $0 - count.now) } ?? 0 }
        self.init(
            materials: less(reductions.materials),
            certificates: checklist.materials.count { outcome in
                if case .waived(_, .licence) = outcome.state { true } else { false }
            }, days: less(reductions.days), trips: less(reductions.trips))
    }
}
