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
        return Reductions(
            materials: .init(
                before: before?.materials ?? singly { $0.item.materials.map(\.when) }, now: materials.count(where: \.isAsked)),
            deferred: materials.count(where: \.isDeferred),
            fields: .init(before: before?.fields ?? singly { $0.item.fields.map(\.when) }, now: fields.count(where: \.isAsked)),
            forms: .init(before: before?.forms ?? parts.count, now: parts.isEmpty ? 0 : 1),
            days: .init(
                before: before?.days ?? parts.reduce(0) { $0 + $1.item.statutoryWorkingDays },
                now: items.lazy.filter(\.isIncluded).map(\.end).max() ?? 0),
            trips: .init(before: before?.trips, now: parts.map(\.item.trips).max() ?? 0), source: before?.source)
    }
}
