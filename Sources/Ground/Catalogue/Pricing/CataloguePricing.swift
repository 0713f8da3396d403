import Kernel

/// The price of a change: past applications asked again by the new version, each with the holdings that it had been offered, and with those
/// that a register which the change connects would have offered. Pure.
package enum CataloguePricing {
    /// Over applications for one thing; those for other things are passed over.
    package static func price(_ thing: String, frozen: [FrozenQuestionnaire], old: Catalogue, new: Catalogue) -> Price {
        price(frozen.filter { $0.thing == thing }, old: old, new: new)
    }

    /// Over applications for whatever they were for.
    package static func price(_ frozen: [FrozenQuestionnaire], old: Catalogue, new: Catalogue) -> Price {
        var price = Price()
        let connected = new.resources.values.filter { old.resources[$0.code] == nil }.sorted { $0.code < $1.code }
        for questionnaire in frozen {
            // What the old version did not know either says nothing of the change.
            guard let before = old.thing(questionnaire.thing) else { continue }
            price.applicants += 1
            guard let after = new.thing(questionnaire.thing) else {
                price.orphaned += 1
                price.affected += 1
                continue
            }
            let (was, is_) = (burden(questionnaire, before, old), burden(questionnaire.supposing(connected, in: after), after, new))
            if was != is_ { price.affected += 1 }
            price.materials.add(from: was.materials, to: is_.materials)
            price.fields.add(from: was.fields, to: is_.fields)
            price.days.add(from: was.days, to: is_.days)
            price.trips.add(from: was.trips, to: is_.trips)
        }
        return price
    }

    private struct Burden: Equatable {
        let materials: Int
        let fields: Int
        let days: Int
        let trips: Int
    }

    private static func burden(_ questionnaire: FrozenQuestionnaire, _ thing: Thing, _ catalogue: Catalogue) -> Burden {
        let checklist = Checklist.resolve(
            thing, in: catalogue, answers: questionnaire.answers, given: questionnaire.given, promises: questionnaire.promises,
            holdings: questionnaire.holdings, today: questionnaire.submittedOn)
        return Burden(
            materials: checklist.reductions.materials.now, fields: checklist.reductions.fields.now, days: checklist.workingDays,
            trips: checklist.reductions.trips.now)
    }

    /// The things whose applicants a change may touch; nil where it may touch them all.
    package static func things(touchedBy changes: [DefinitionKey], old: Catalogue, new: Catalogue) -> Set<String>? {
        var found: Set<String> = []
        for key in changes {
            switch key.kind {
            case .thing: found.insert(key.code)
            case .item:
                found.insert(key.code)
                for catalogue in [old, new] {
                    for thing in catalogue.oneThings.values where thing.parts.contains(where: { $0.item == key.code }) {
                        found.insert(thing.code)
                    }
                }
            case .element, .codelist, .licenceType, .resource: return nil
            case .department, .themes, .synonyms, .implementations: continue
            }
        }
        return found
    }
}
