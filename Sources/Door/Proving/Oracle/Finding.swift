/// What the oracle says of one thing that a checklist asks, or fills in.
package enum Finding: Hashable, Sendable {
    /// A source held it all the time.
    case asked(Subject, heldBy: String)
    /// By what the rows hold it is not needed.
    case needless(Subject)
    /// The registers answer the question.
    case answered(question: String)
    /// It was filled in although it has to be the person's own word each time.
    case filledIn(field: String)
    /// It was taken from a source that is no longer renewed, and nobody was told to look.
    case taken(field: String, source: String)
    /// The value stands in no row.
    case invented(field: String, source: String)
    /// A paper is asked for without a word of law (国办发〔2018〕47 号, 优化营商环境条例第四十一条: 一律不需提交).
    case lawless(material: String)
    /// A paper is waived although no row and no other item of the application shows it.
    case unproven(material: String)

    package enum Subject: Hashable, Sendable {
        case field(String)
        case material(String)
        case question(String)

        package var code: String {
            switch self {
            case .field(let code), .material(let code), .question(let code): code
            }
        }
    }
}

/// Why something may be asked although the point is not to ask.
package enum Excuse: String, Hashable, Sendable, CaseIterable, Comparable {
    /// A source keeps such facts, but holds none of this one.
    case unheld
    /// No source of the city keeps it: it comes into being with the application (a new name, the plan of a kitchen).
    case unkept
    /// Consents, signatures, dates of declaration.
    case never
    /// The source is no longer renewed: what it says is shown, to be looked at.
    case late
    /// Two sources contradict each other.
    case differs
    /// What stands in the row cannot be read.
    case unreadable
    /// The source did not answer when the checklist was made.
    case unavailable
    /// Its keeper does not share it.
    case refused
    /// The law wants the original handed back.
    case original

    package static func < (a: Excuse, b: Excuse) -> Bool { a.rawValue < b.rawValue }
}

extension Finding.Subject {
    /// `field:mother.name`, `material:id-card`, `question:follow`
    package var label: String {
        switch self {
        case .field(let code): "field:\(code)"
        case .material(let code): "material:\(code)"
        case .question(let code): "question:\(code)"
        }
    }
}
