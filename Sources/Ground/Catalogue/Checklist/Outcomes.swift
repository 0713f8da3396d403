package import Kernel

/// What became of one question.
package struct QuestionOutcome: Sendable {
    /// What was decided, and why.
    package enum State: Sendable, Hashable {
        case asked(reason: Text)
        /// The facts answer it.
        case known(JSON, [Source])
        case notNeeded(Text)
    }

    package let question: Question
    package let state: State
    /// The answer that counts: the person's own, or the known one.
    package let value: JSON?

    package var isAsked: Bool { if case .asked = state { true } else { false } }
    package var isAnswered: Bool { value != nil }
}

/// What became of one item.
package struct ItemOutcome: Sendable {
    /// What was decided, and why.
    package enum State: Sendable, Hashable {
        case included(Text)
        /// Its condition is not yet known: it counts as included.
        case undecided(Text)
        /// May be chosen and has not been.
        case offered(Text)
        case excluded(Text)
    }

    package let item: String
    package let name: Text
    package let department: String
    package let state: State
    package let level: OfficeLevel
    /// The region whose office handles it; nil while that is not known.
    package let region: String?
    /// The items of this application that it waits for.
    package let after: [String]
    /// Working days from the submission until it begins, by the promised limits.
    package var start: Int = 0
    /// Its promised limit in working days; nought is the same day.
    package var length: Int = 0
    package var statutoryLength: Int = 0
    /// The promise on which it may be granted at once; nil where none is offered.
    package var approval: ApprovalPromise?
    /// The person has given it.
    package var isOnPromise = false

    package var isIncluded: Bool {
        switch state {
        case .included, .undecided: true
        case .offered, .excluded: false
        }
    }
    package var end: Int { start + length }
}

/// What became of one field of the one form.
package struct FieldOutcome: Sendable {
    /// What one source says.
    package struct Statement: Sendable, Hashable {
        package let value: JSON
        package let source: Source
        package let asOf: LocalDate
    }

    /// What was decided, and why.
    package enum State: Sendable, Hashable {
        /// Filled in.
        case known(JSON, Source, asOf: LocalDate)
        /// Filled in, to be looked at.
        case confirm(JSON, Source, asOf: LocalDate)
        /// To be filled in by the person; the suggestion is what a source says that they dispute.
        case asked(reason: Text, suggestion: JSON?)
        /// Sources differ: all are shown, the person says which.
        case differs([Statement])
        case notNeeded(Text)
    }

    package let field: String
    package let element: DataElement
    package let choices: [Choice]
    package let label: Text
    package let help: Text?
    /// Code of the section, and its heading.
    package let section: String
    package let heading: Text
    package let isRequired: Bool
    package let reuse: FormField.Reuse
    /// Codes of the items that need it.
    package let neededBy: [String]
    /// Why it is on the form.
    package let why: Text
    package let state: State
    /// The value that counts: typed by the person, or known.
    package let value: JSON?
    package let source: Source?
    /// The last renewal of the source, where that is longer ago than its update cycle allows: the value is to be looked at.
    package let lateSince: LocalDate?

    /// Of when a source's value is; nil for what the person says themselves.
    package var asOf: LocalDate? {
        switch state {
        case .known(_, _, let asOf), .confirm(_, _, let asOf): asOf
        case .asked, .differs, .notNeeded: nil
        }
    }

    package var isNeeded: Bool { if case .notNeeded = state { false } else { true } }
    /// Whether the person has to write something, or has.
    package var isAsked: Bool {
        switch state {
        case .asked, .differs: true
        case .known, .confirm, .notNeeded: false
        }
    }
}

/// What became of one material.
package struct MaterialOutcome: Sendable {
    /// What was decided, and why.
    package enum State: Sendable, Hashable {
        case waived(Text, Source)
        case asked(reason: Text, basis: [LegalBasis])
        /// 容缺后补: the person has promised to hand it in later. It is still owed.
        case deferred(Text, MaterialDeferral)
        /// 告知承诺: the person has promised in its place.
        case promised(CertificatePromise)
        /// 审批告知承诺: the approval is granted on a promise that covers it.
        case covered(ApprovalPromise)
        /// 系统代写: the platform writes it, and the person signs it with the application, unless they hand in one of their own.
        case composed(Composition)
        case notNeeded(Text)
    }

    package let material: Material
    package let state: State
    package let neededBy: [String]
    /// The promise that may stand for it, or does.
    package let promise: CertificatePromise?
    /// How it may follow later, or does.
    package let deferral: MaterialDeferral?

    init(
        material: Material, state: State, neededBy: [String], promise: CertificatePromise? = nil, deferral: MaterialDeferral? = nil
    ) {
        (self.material, self.state, self.neededBy) = (material, state, neededBy)
        (self.promise, self.deferral) = (promise, deferral)
    }

    package var code: String { material.code }
    /// Whether it has to be handed in, now or later.
    package var isAsked: Bool {
        switch state {
        case .asked, .deferred: true
        case .waived, .promised, .covered, .composed, .notNeeded: false
        }
    }
    package var isDeferred: Bool { if case .deferred = state { true } else { false } }
    /// Whether a file may be handed in for it: one that is asked for, or one's own in the place of what the platform writes.
    package var takesFile: Bool { if case .composed = state { true } else { isAsked } }
}

/// A fee that is due, and the item that takes it.
package struct FeeOutcome: Sendable {
    package let fee: Fee
    package let item: String
    /// Its condition is known to hold.
    package let isCertain: Bool
}

/// 四减: what it took before, and what it takes this person now.
package struct Reductions: Sendable, Hashable {
    /// One of the four, before and now.
    package struct Count: Sendable, Hashable {
        /// nil where nobody counted.
        package let before: Int?
        package let now: Int

        package init(before: Int?, now: Int) {
            self.before = before
            self.now = now
        }

        /// How much less, in per cent of before.
        package var percent: Int? { before.flatMap { $0 > 0 ? max(0, ($0 - now) * 100 / $0) : nil } }
    }

    package let materials: Count
    /// Of the materials, certificates (证明).
    package let certificates: Count
    /// Steps that the person takes (环节): filling in, confirming, and each trip.
    package let steps: Count
    /// Of the materials now, those that may follow later: deferred, and spared to nobody.
    package var deferred = 0
    /// Boxes to fill in; before: those of every item's own form.
    package let fields: Count
    package let forms: Count
    package let days: Count
    package let trips: Count
    /// Who says what it took before.
    package let source: Text?
}
