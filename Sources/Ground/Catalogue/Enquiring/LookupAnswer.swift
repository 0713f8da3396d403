package import Kernel

/// What a register says to one lookup.
package enum LookupAnswer: Sendable {
    /// A record: one object, or a list of them.
    ///
    /// - Parameter lateSince: the last renewal of a source that is renewed less often than its update cycle has it.
    case record(JSON, asOf: LocalDate, lateSince: LocalDate? = nil)
    /// The licence that is in force.
    case licence(id: String?, number: String, face: JSON, validUntil: LocalDate?, issuedOn: LocalDate)
    case none
    /// It does not answer; the reason is for the person.
    case unavailable(Text)
}

extension Holdings {
    /// Takes what was said to a lookup; each answer, also that there is nothing, means that it is not asked again.
    package mutating func add(_ answer: LookupAnswer, to lookup: Lookup, for thing: Thing, in catalogue: Catalogue) {
        switch answer {
        case .record(let record, let asOf, let late): add(record, to: lookup, for: thing, in: catalogue, asOf: asOf, lateSince: late)
        case .licence(let id, let number, let face, let validUntil, let issuedOn):
            add(
                licence: id, number: number, face: face, validUntil: validUntil, to: lookup, for: thing, in: catalogue, asOf: issuedOn)
        case .none: addNothing(to: lookup)
        case .unavailable(let reason): addUnavailable(reason, to: lookup)
        }
    }
}

extension Enquiry {
    /// A person leads to a spouse, a spouse to their household: chains are short, and a plan that never ends is a fault of the catalogue.
    package static let longestChain = 6

    /// Plans and looks up in turn until nothing is left to look up, where registers answer at once: those in memory.
    ///
    /// - Returns: what is known in the end, and the checklist that follows from it.
    package static func settled(
        _ thing: Thing, in catalogue: Catalogue, holdings: Holdings, answers: [String: JSON], given: [String: JSON], today: LocalDate,
        answering: (Lookup) -> LookupAnswer
    ) -> (holdings: Holdings, checklist: Checklist) {
        var holdings = holdings
        for _ in 0..<longestChain {
            switch planned(thing, in: catalogue, holdings: holdings, answers: answers, given: given, deciding: true, today: today) {
            case .nothing(let checklist): return (holdings, checklist)
            case .lookups(let plan):
                for lookup in plan { holdings.add(answering(lookup), to: lookup, for: thing, in: catalogue) }
            }
        }
        return (
            holdings, Checklist.resolve(thing, in: catalogue, answers: answers, given: given, holdings: holdings, today: today)
        )
    }
}
