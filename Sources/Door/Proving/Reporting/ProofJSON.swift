package import Kernel

extension Share {
    fileprivate var json: JSON { ["part": .int(part), "whole": .int(whole)] }
}

extension ThingProof {
    /// For programs: the figures of one thing.
    package var json: JSON {
        [
            "thing": .string(code), "situations": .int(situations.count), "subjects": .int(subjects), "qualified": .int(qualified),
            "checklists": .int(checklists), "factsAsked": facts.json, "ownWords": .int(ownWords), "documentsAsked": papers.json,
            "paperless": paperlessSituations.json, "onPromise": promisedSituations.json, "ownDraftsOnly": prooflessSituations.json,
            "excused": .object(
                excused.sorted { $0.key < $1.key }.map { excuse, subjects in
                    JSON.Member(
                        excuse.rawValue, .object(subjects.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .int($0.value)) }))
                }),
            "violations": .array(sortedViolations.map(\.json)),
        ]
    }

    /// In an order that does not change from run to run.
    package var sortedViolations: [Violation] { violations.values.sorted { "\($0.finding)" < "\($1.finding)" } }
}

extension ThingProof.Violation {
    fileprivate var json: JSON {
        let (kind, what, source): (JSON, String, String?) =
            switch finding {
            case .asked(let subject, let source): ("asked", subject.label, source)
            case .needless(let subject): ("needless", subject.label, nil)
            case .answered(let code): ("answered", "question:\(code)", nil)
            case .filledIn(let field): ("filled-in", "field:\(field)", nil)
            case .invented(let field, let source): ("invented", "field:\(field)", source)
            case .taken(let field, let source): ("taken", "field:\(field)", source)
            case .lawless(let material): ("lawless", "material:\(material)", nil)
            case .unproven(let material): ("unproven", "material:\(material)", nil)
            }
        return [
            "kind": kind, "what": .string(what), "source": JSON(source), "count": .int(count), "subject": .string(subject),
            "situation": .string(situation),
        ]
    }
}

extension Proof {
    /// For programs: the figures of all.
    package var json: JSON {
        [
            "things": .int(things.count), "pairs": .int(pairs), "subjects": .int(subjects), "checklists": .int(checklists),
            "factsAsked": facts.json, "prefilled": prefilled.json, "prefilledOfOthers": prefilledOfOthers.json,
            "prefilledOfKept": prefilledOfKept.json,
            "prefilledOfThings": .number(String(prefilledOfThings)),
            "documentsAsked": papers.json, "paperless": paperlessSituations.json, "onPromise": promisedSituations.json,
            "ownDraftsOnly": prooflessSituations.json, "proven": .bool(isProven),
        ]
    }
}
