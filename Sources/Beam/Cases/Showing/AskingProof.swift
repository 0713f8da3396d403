import Catalogue
import Kernel
import Web

/// 我们只问了 41 项中的 3 项: everything that a thing needs of somebody, with where each comes from, or why it was asked.
struct AskingProof {
    /// One fact or document.
    struct Entry {
        let name: Text
        let isAsked: Bool
        /// The source with its date, or the reason.
        let because: Text
        let asOf: LocalDate?
    }

    let facts: [Entry]
    let documents: [Entry]

    /// - Parameter holdings: what the checklist was computed from: they tell what was tried before asking.
    init(_ checklist: Checklist, _ holdings: Holdings, in catalogue: Catalogue) {
        facts = checklist.fields.compactMap { field -> Entry? in
            switch field.state {
            case .known(_, let source, let asOf), .confirm(_, let source, let asOf):
                let late = field.lateSince.map { ApplicantText.notRenewed(since: $0) }
                return Entry(
                    name: field.label, isAsked: false, because: ApplicantText.joined(source.text(in: catalogue), late), asOf: asOf)
            case .asked, .differs:
                return Entry(name: field.label, isAsked: true, because: checklist.whyAsked(field, holdings, in: catalogue), asOf: nil)
            case .notNeeded: return nil
            }
        }
        documents = checklist.materials.compactMap { outcome -> Entry? in
            switch outcome.state {
            case .waived(let reason, _): Entry(name: outcome.material.name, isAsked: false, because: reason, asOf: nil)
            case .asked(let reason, _), .deferred(let reason, _):
                Entry(
                    name: outcome.material.name, isAsked: true,
                    because: checklist.whyAsked(outcome.material, reason, holdings, in: catalogue), asOf: nil)
            case .promised(let promise):
                Entry(name: outcome.material.name, isAsked: false, because: PromiseText.given(.certificate, promise.version), asOf: nil)
            case .covered(let promise):
                Entry(name: outcome.material.name, isAsked: false, because: PromiseText.given(.approval, promise.version), asOf: nil)
            case .composed(let composition):
                Entry(name: outcome.material.name, isAsked: false, because: ComposingText.version(composition.version), asOf: nil)
            case .notNeeded: nil
            }
        }
    }

    var summary: Text {
        ApplicantText.onlyAsked(
            facts: (facts.count(where: \.isAsked), facts.count), documents: (documents.count(where: \.isAsked), documents.count))
    }

    /// The sentence, with the whole list folded away below it.
    func html(_ language: Language) -> HTML {
        let list =
            part(ApplicantText.youWrote, facts.filter(\.isAsked), language)
            + part(ApplicantText.weHad, facts.filter { !$0.isAsked }, language) + part(ApplicantText.documents, documents, language)
        return Components.card(
            nil, "<p class=\"figure\">\(summary, language)</p>\(Components.details(ApplicantText.wholeList, list, language))")
    }

    private func part(_ title: Text, _ entries: [Entry], _ language: Language) -> HTML {
        guard !entries.isEmpty else { return HTML() }
        let rows = entries.map { entry -> Components.Fact in
            let state = entry.isAsked ? ApplicantText.wasAsked : ApplicantText.wasKnown
            return Components.Fact(
                entry.name, HTML(text: state[language]),
                source: "\(entry.because, language)\(entry.asOf.map { asOf -> HTML in " · \(Components.date(asOf, language))" })")
        }
        return "<h3>\(title, language)</h3>\(Components.summaryList(rows, language))"
    }
}

extension Checklist {
    /// Why a box is asked: what needs it, by which law, and where it was looked for in vain.
    func whyAsked(_ field: FieldOutcome, _ holdings: Holdings, in catalogue: Catalogue) -> Text {
        let reason =
            switch field.state {
            case .asked(let reason, _): reason
            case .differs(let statements):
                ApplicantText.sourcesDiffer(statements.map { ($0.source.text(in: catalogue), $0.asOf) })
            case .known, .confirm, .notNeeded: field.why
            }
        // What may never be filled in was not looked for.
        let tried = field.reuse == .never ? [] : tried(field.field, with: holdings, in: catalogue)
        return ApplicantText.why(reason, law: basis(of: field)?.citation, tried: tried)
    }

    /// Why a question of situation is asked, in the same words.
    func whyAsked(_ question: Question, _ reason: Text, _ holdings: Holdings, in catalogue: Catalogue) -> Text {
        let tried = tried(question, with: holdings, in: catalogue)
        return ApplicantText.why(reason, law: basis(of: question)?.citation, tried: tried)
    }

    /// Why a document is asked, in the same words.
    func whyAsked(_ material: Material, _ reason: Text, _ holdings: Holdings, in catalogue: Catalogue) -> Text {
        let tried = tried(material, with: holdings, in: catalogue)
        return ApplicantText.why(reason, law: material.bases.first?.citation, tried: tried)
    }
}
