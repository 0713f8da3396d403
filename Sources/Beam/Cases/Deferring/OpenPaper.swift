package import Catalogue
package import Kernel

/// 容缺: a paper that its applicant has promised to hand in after the case is accepted. It is owed until it is there.
package struct OpenPaper: Sendable, Hashable {
    package var material: String
    /// The version of the words that were promised.
    package var version: String
    /// The act of the authority that waits for it.
    package var before: MaterialDeferral.Stage
    /// By when; nil until the case is accepted.
    package var due: DueDate?
    package var suppliedOn: LocalDate?
    /// The day on which the engine noted that the date had passed without it.
    package var lapsedOn: LocalDate?

    package init(material: String, version: String, before: MaterialDeferral.Stage) {
        (self.material, self.version, self.before) = (material, version, before)
    }

    package var isOpen: Bool { suppliedOn == nil }

    /// Its date has passed without it.
    package func isOverdue(on today: LocalDate) -> Bool { isOpen && (due.map { $0.date < today } ?? false) }
}

/// On what terms a paper may follow, by the item that the case froze.
package struct PaperTerms: Sendable, Hashable {
    package var name: Text
    package var within: Period
}

extension Case {
    package var openPapers: [OpenPaper] { papers.filter(\.isOpen) }

    /// The next date by which a paper has to be there, of those not yet noted as missing.
    var papersDue: LocalDate? { openPapers.filter { $0.lapsedOn == nil }.compactMap(\.due?.date).min() }

    /// Papers that stand in the way of an act; an act that waits for none finds none.
    func papers(before action: CaseAction) -> [OpenPaper] {
        switch action {
        case .grant: openPapers.filter { $0.before == .decision }
        case .issue: openPapers
        default: []
        }
    }

    /// Whether papers allow an act that is about them.
    func checkPapers(_ move: CaseMove, on today: LocalDate, _ rules: CaseRules) throws(CaseRefusal) {
        let waited = papers(before: move.action)
        if !waited.isEmpty {
            throw .papersOpen(
                waited.map { rules.papers[$0.material]?.name ?? Text(same: $0.material) }, until: waited.compactMap(\.due?.date).max())
        }
        switch move.action {
        case .supplyPaper:
            let owed = Set(openPapers.map(\.material))
            let strange = move.papers.filter { !owed.contains($0) }
            if move.papers.isEmpty || !strange.isEmpty { throw .notOwed(strange.isEmpty ? owed.sorted() : strange) }
        case .lapsePaper:
            if !papers.contains(where: { $0.lapsedOn == nil && $0.isOverdue(on: today) }) { throw .notDue }
        case .returnUnsupplied:
            if !papers.contains(where: { $0.before == .decision && $0.isOverdue(on: today) }) { throw .notLapsed }
        default: break
        }
    }

    /// What an act makes of the papers.
    mutating func movePapers(_ move: CaseMove, on today: LocalDate) {
        for index in papers.indices {
            switch move.action {
            case .supplyPaper where move.papers.contains(papers[index].material): papers[index].suppliedOn = today
            case .lapsePaper where papers[index].lapsedOn == nil && papers[index].isOverdue(on: today): papers[index].lapsedOn = today
            default: break
            }
        }
    }

    /// The dates of papers follow from the day of acceptance.
    mutating func settlePapers(_ rules: CaseRules) {
        guard let accepted = clock.acceptedOn else { return }
        for index in papers.indices {
            guard let terms = rules.papers[papers[index].material] else { continue }
            papers[index].due = rules.calendar.due(from: accepted, terms.within)
        }
    }
}

extension OpenPaper {
    /// As the row of its case keeps it.
    var json: JSON {
        .present([
            ("material", .string(material)), ("version", .string(version)), ("before", .string(before.rawValue)),
            ("due", due.map { .string($0.date.description) }), ("provisional", due.map { .bool($0.provisional) }),
            ("suppliedOn", suppliedOn.map { .string($0.description) }), ("lapsedOn", lapsedOn.map { .string($0.description) }),
        ])
    }

    init?(json: JSON) {
        guard let material = json["material"]?.string, let version = json["version"]?.string,
            let before = json["before"]?.string.flatMap(MaterialDeferral.Stage.init(rawValue:))
        else { return nil }
        func date(_ name: String) -> LocalDate? { json[name]?.string.flatMap { LocalDate($0) } }
        self.init(material: material, version: version, before: before)
        due = date("due").map { DueDate(date: $0, provisional: json["provisional"]?.bool ?? false) }
        (suppliedOn, lapsedOn) = (date("suppliedOn"), date("lapsedOn"))
    }
}
