import DemoCity
package import Kernel

/// How often something was asked, and of how often it was needed.
package struct Share: Sendable, Hashable {
    package var part = 0
    package var whole = 0

    package init(_ part: Int = 0, of whole: Int = 0) { (self.part, self.whole) = (part, whole) }

    /// In per cent; nothing of nothing is all of it.
    package var percent: Double { whole == 0 ? 100 : Double(part) * 100 / Double(whole) }

    package static func + (a: Share, b: Share) -> Share { Share(a.part + b.part, of: a.whole + b.whole) }
}

/// What was found of one thing.
package struct ThingProof: Sendable {
    /// A finding, how often, and where it can be seen again.
    package struct Violation: Sendable {
        package let finding: Finding
        package var count: Int
        package let subject: String
        package let situation: String
    }

    package let code: String
    package let name: Text
    package let situations: [Situation]
    package private(set) var subjects = 0
    /// Those whom the registers let have it: shares are counted over them.
    package private(set) var qualified = 0
    package private(set) var checklists = 0
    /// Of all that was needed, what was asked.
    package private(set) var facts = Share()
    package private(set) var papers = Share()
    /// Of the facts, those that have to be the person's own word each time.
    package private(set) var ownWords = 0
    /// Of the facts, those that no source of the city keeps.
    package private(set) var unkept = 0
    package private(set) var violations: [Finding: Violation] = [:]
    /// What those who qualify were asked with a good reason, and how often.
    package private(set) var excused: [Excuse: [String: Int]] = [:]
    /// By situation: of how many checklists of those who qualify, how many ask for no paper but an original that the law takes back.
    package private(set) var paperless: [Share]
    /// The same where the promises that are offered are made.
    package private(set) var promised: [Share]
    /// The same of papers that somebody else than the applicant makes out.
    package private(set) var proofless: [Share]

    package init(code: String, name: Text, situations: [Situation]) {
        (self.code, self.name, self.situations) = (code, name, situations)
        paperless = situations.map { _ in Share() }
        proofless = paperless
        promised = paperless
    }

    /// Counts a subject: one who qualifies in some situation, or in none.
    mutating func add(qualifies: Bool) {
        subjects += 1
        if qualifies { qualified += 1 }
    }

    /// - Parameters:
    ///   - onPromise: how many papers are left where the promises that are offered are made, originals that the law takes back aside.
    ///   - isNew: no situation before asked the same of this subject.
    mutating func add(
        _ judgement: Judgement, _ subject: DemoRows.Subject, qualifies: Bool, onPromise: Int, in place: Int, isNew: Bool
    ) {
        for finding in judgement.violations {
            if violations[finding] == nil {
                violations[finding] = Violation(
                    finding: finding, count: 0, subject: subject.label, situation: situations[place].label)
            }
            violations[finding]?.count += 1
        }
        if qualifies {
            paperless[place] = paperless[place] + Share(judgement.papersAsked == judgement.originalsAsked ? 1 : 0, of: 1)
            promised[place] = promised[place] + Share(onPromise == 0 ? 1 : 0, of: 1)
            proofless[place] = proofless[place] + Share(judgement.proofsAsked == 0 ? 1 : 0, of: 1)
        }
        guard isNew else { return }
        checklists += 1
        guard qualifies else { return }
        for (subject, excuse) in judgement.excused { excused[excuse, default: [:]][subject.label, default: 0] += 1 }
        facts = facts + Share(judgement.factsAsked, of: judgement.factsAsked + judgement.factsKnown)
        papers = papers + Share(judgement.papersAsked, of: judgement.papersAsked + judgement.papersWaived)
        ownWords += judgement.excused.count { $0.value == .never }
        unkept += judgement.excused.count {
            if case .field = $0.key { $0.value == .unkept } else { false }
        }
    }

    /// Of the situations that somebody who qualifies is in, those in which most of them hand in no paper.
    package var paperlessSituations: Share { ThingProof.most(of: paperless) }
    /// The same, where they make the promises that are offered.
    package var promisedSituations: Share { ThingProof.most(of: promised) }
    /// The same, where they hand in nothing but what they draw up themselves: a plan, a contract.
    package var prooflessSituations: Share { ThingProof.most(of: proofless) }

    private static func most(of situations: [Share]) -> Share {
        Share(situations.count { $0.whole > 0 && $0.part * 2 > $0.whole }, of: situations.count { $0.whole > 0 })
    }
}

/// What was found of all.
package struct Proof: Sendable {
    package let things: [ThingProof]

    package init(things: [ThingProof]) { self.things = things }

    package var facts: Share { things.reduce(Share()) { $0 + $1.facts } }
    package var papers: Share { things.reduce(Share()) { $0 + $1.papers } }
    package var ownWords: Int { things.reduce(0) { $0 + $1.ownWords } }
    package var unkept: Int { things.reduce(0) { $0 + $1.unkept } }
    package var checklists: Int { things.reduce(0) { $0 + $1.checklists } }
    package var pairs: Int { things.reduce(0) { $0 + $1.situations.count } }
    package var subjects: Int { things.reduce(0) { $0 + $1.subjects } }
    package var paperlessSituations: Share { things.reduce(Share()) { $0 + $1.paperlessSituations } }
    package var promisedSituations: Share { things.reduce(Share()) { $0 + $1.promisedSituations } }
    package var prooflessSituations: Share { things.reduce(Share()) { $0 + $1.prooflessSituations } }
    package var isProven: Bool { things.allSatisfy(\.violations.isEmpty) }

    /// Of what is needed, how much is filled in.
    package var prefilled: Share { Share(facts.whole - facts.part, of: facts.whole) }
    /// The same without what has to be the person's own word.
    package var prefilledOfOthers: Share { Share(facts.whole - facts.part, of: facts.whole - ownWords) }
    /// The same as the mean over the things, so that one with very many patterns of holdings weighs no more than another.
    package var prefilledOfThings: Double {
        let shares = things.filter { $0.facts.whole > $0.ownWords }.map {
            Share($0.facts.whole - $0.facts.part, of: $0.facts.whole - $0.ownWords).percent
        }
        return shares.isEmpty ? 100 : shares.reduce(0, +) / Double(shares.count)
    }
    /// The same of what some source keeps at all.
    package var prefilledOfKept: Share { Share(facts.whole - facts.part, of: facts.whole - ownWords - unkept) }

    /// Of what is asked with a reason: how often for which.
    package var excused: [(excuse: Excuse, count: Int)] {
        Excuse.allCases.map { excuse in
            (excuse, things.reduce(0) { $0 + ($1.excused[excuse]?.values.reduce(0, +) ?? 0) })
        }
    }
}
