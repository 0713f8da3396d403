import Catalogue
import Rules

extension Thing {
    /// Everything in the thing that decides by facts or answers.
    var conditions: [Rules.Expression] {
        let own = parts.compactMap(\.when) + questions.flatMap { [$0.when, $0.known].compactMap(\.self) }
        return own
            + parts.flatMap { part -> [Rules.Expression] in
                let item = part.item
                let asked = item.fields.flatMap { [$0.when, $0.required] } + item.materials.map(\.when) + item.fees.map(\.when)
                return (asked + item.reviewPoints.map(\.check)).compactMap(\.self)
            }
    }
}
