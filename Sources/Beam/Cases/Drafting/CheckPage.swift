import Catalogue
import Kernel
import Web

/// 核对: everything once more before it is handed in, and first of all what is still missing.
extension Cases {
    func checkPage(_ open: OpenDraft, _ call: Call, problem: Problem?, objecting: Problem? = nil) -> Page {
        let language = call.language
        let missing = open.missing(on: call.now.date)
        let cards = open.checklist.sections.html { section -> HTML in
            let rows = section.fields.compactMap { field -> Components.Fact? in
                guard let value = field.value else { return nil }
                let source = field.source ?? .answer
                return Components.Fact(
                    field.label, HTML(text: open.catalogue.words(for: value, of: field.element)[language]),
                    source:
                        "\(source.text(in: open.catalogue), language)\(field.asOf.map { " · \(Components.date($0, language))" as HTML })\(field.lateSince.map { " · \(ApplicantText.notRenewed(since: $0), language)" as HTML })"
                )
            }
            return rows.isEmpty ? HTML() : Components.card(section.heading, Components.summaryList(rows, language), language)
        }
        func back(_ kind: Components.ButtonKind) -> HTML {
            Components.button(ApplicantText.change, to: "/drafts/\(open.draft.id)/form", kind, language)
        }
        let title = missing.isEmpty ? ApplicantText.checkTitle : ApplicantText.left(missing.count)
        let isJoint = Set(open.checklist.includedItems.map(\.department)).count > 1
        let lede: HTML? = isJoint ? HTML(text: ApplicantText.checkLede[language]) : nil
        let (first, last): (HTML, HTML)
        if let repetition = open.repetition {
            (first, last) = (Components.problem(repetition, language), Components.actionBar([back(.plain)]))
        } else if missing.isEmpty {
            let form = Form(
                action: "/drafts/\(open.draft.id)/submission",
                sections: open.deliverySections + [FormSection(fields: [Field("declared", ApplicantText.declaration, .consent)])],
                values: problem == nil ? open.deliveryValues : call.submitted.values, problem: problem,
                submit: ApplicantText.submit,
                seal: FormSeal(csrf: call.visitor.csrf, key: open.draft.id.rawValue), others: [back(.plain)])
            (first, last) = (HTML(), form.html(language))
        } else {
            let refusal: HTML? = problem.flatMap { $0.faults.isEmpty ? Components.problem($0, language) : nil }
            let lines = missing.html { "<li>\(Components.anchor($0.words, $0.place, language))</li>" }
            let list = Components.banner(.wait, "<p>\(ApplicantText.stillMissing, language)</p><ul>\(lines)</ul>")
            let action = Components.actionBar([back(.main)])
            (first, last) = ("\(refusal)\(list)\(action)", action)
        }
        let body: HTML = """
            \(head(open, step: 2, HTML(text: title[language]), lede: lede, language))\(first)\(sourcesPart(open, language))\
            \(cards)\(correctionsPart(open, call, problem: objecting))\(composedPart(open, call, problem: objecting))\(papers(open, language))\(AskingProof(open.checklist, open.draft.holdings, in: open.catalogue).html(language))\(last)
            """
        return page(title, body, problem ?? objecting)
    }

    /// Which documents are needed and which are not, and why not.
    private func papers(_ open: OpenDraft, _ language: Language) -> HTML {
        let rows = open.checklist.materials.compactMap { outcome -> Components.Check? in
            let name = HTML(text: outcome.material.name[language])
            switch outcome.state {
            case .waived(let reason, .result): return Components.Check(.sameApplication, name, evidence: "\(reason, language)")
            case .waived(let reason, _): return Components.Check(.confirmed, name, evidence: "\(reason, language)")
            case .asked, .deferred:
                let file = open.attachments.first { $0.material == outcome.code }
                if let deferral = outcome.deferral, outcome.isDeferred, file == nil {
                    return Components.Check(
                        .unknown, name, detail: "\(deferral.text, language)",
                        evidence: "\(PromiseText.given(.deferral, deferral.version), language)")
                }
                return Components.Check(
                    file == nil ? .needsEyes : .uploaded, name,
                    evidence: file.map { HTML(text: $0.name) } ?? "\(ApplicantText.notYet, language)")
            case .promised(let promise):
                return Components.Check(
                    .promised, name, detail: "\(promise.text, language)",
                    evidence: "\(PromiseText.given(.certificate, promise.version), language)")
            case .covered(let promise):
                return Components.Check(.promised, name, evidence: "\(PromiseText.given(.approval, promise.version), language)")
            case .composed(let composition):
                let file = open.attachments.first { $0.material == outcome.code }
                return Components.Check(
                    file == nil ? .composed : .uploaded, name,
                    evidence: file.map { HTML(text: $0.name) } ?? "\(ComposingText.version(composition.version), language)")
            case .notNeeded: return nil
            }
        }
        return rows.isEmpty ? HTML() : Components.card(ApplicantText.documents, Components.checks(rows, language), language)
    }
}

/// One thing that has to be filled in, mended or handed in before submitting.
struct MissingEntry: Sendable {
    let words: Text
    /// The box where it is done.
    let place: Link
}

extension OpenDraft {
    /// What stands between the form and its submission, in the order of its boxes: questions, fields, documents.
    func missing(on today: LocalDate) -> [MissingEntry] {
        let order = Dictionary(checklist.sections.flatMap(\.fields).enumerated().map { ($1.field, $0) }) { first, _ in first }
        let faults = checklist.faults(given: draft.given, answers: draft.answers, today: today).enumerated().sorted {
            (order[$0.element.field] ?? -1, $0.offset) < (order[$1.element.field] ?? -1, $1.offset)
        }.map { _, fault -> MissingEntry in
            let anchor = Field.anchor(fault.field)
            let isBox = checklist.field(fault.field) != nil
            return MissingEntry(words: fault.message, place: isBox ? "/drafts/\(draft.id)/form#\(anchor)" : "/drafts/\(draft.id)#\(anchor)")
        }
        let documents = checklist.materials.compactMap { outcome -> MissingEntry? in
            guard case .asked = outcome.state, !attachments.contains(where: { $0.material == outcome.code }) else { return nil }
            let anchor = Field.anchor(MaterialBox.name(outcome.code))
            return MissingEntry(words: ApplicantText.notHandedIn(outcome.material.name), place: "/drafts/\(draft.id)/form#\(anchor)")
        }
        return faults + documents
    }
}
