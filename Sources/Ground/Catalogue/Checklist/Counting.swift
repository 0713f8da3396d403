import Kernel
import Rules

extension Resolving {
    /// What this costs the person now, beside what it took before. Where nobody counted, before is what the items ask for one by one.
    func reductions(
        _ parts: [Thing.Part], _ judge: Judge, items: [ItemOutcome], fields: [FieldOutcome], materials: [MaterialOutcome]
    ) -> Reductions {
        let before = thing.before
        func singly(_ conditions: (Thing.Part) -> [Rules.Expression?]) -> Int {
            parts.reduce(0) { $0 + conditions($1).count { judge.truth($0) != false } }
        }
        let trips = parts.map(\.item.trips).max() ?? 0
        return Reductions(
            materials: .init(
                before: before?.materials ?? singly { $0.item.materials.map(\.when) }, now: materials.count(where: \.isAsked)),
            certificates: .init(
                before: singly { $0.item.materials.filter(\.isCertificate).map(\.when) },
                now: materials.count { $0.isAsked && $0.material.isCertificate }),
            steps: .init(before: before?.steps, now: parts.isEmpty ? 0 : 2 + trips),
            deferred: materials.count(where: \.isDeferred),
            fields: .init(before: before?.fields ?? singly { $0.item.fields.map(\.when) }, now: fields.count(where: \.isAsked)),
            forms: .init(before: before?.forms ?? parts.count, now: parts.isEmpty ? 0 : 1),
            days: .init(
                before: before?.days ?? parts.reduce(0) { $0 + $1.item.statutoryWorkingDays },
                now: items.lazy.filter(\.isIncluded).map(\.end).max() ?? 0),
            trips: .init(before: before?.trips, now: trips), source: before?.source)
    }
}
