import Catalogue
import Kernel
import Web

extension Cases {
    private static let services = Nav("services", ApplicantText.services, "/")

    func head(_ open: OpenDraft, step: Int, _ title: HTML, lede: HTML?, _ language: Language) -> HTML {
        let name = open.thing.called ?? open.thing.name
        let crumbs = Components.breadcrumbs([(name, "/things/\(open.thing.code)")], language)
        let changed: HTML? =
            open.newlyAsked.isEmpty
            ? nil
            : Components.banner(
                .wait,
                "\(ApplicantText.changed, language) \(open.newlyAsked.map { $0[language] }.joined(separator: language == .zh ? "、" : ", "))"
            )
        return crumbs + Components.steps(current: step, language) + Components.heading(title, lede: lede) + (changed ?? HTML())
    }

    func page(_ title: Text, _ body: HTML, _ problem: Problem?, isWide: Bool = false) -> Page {
        Page(title, layout: .portal(current: Cases.services), body: body, status: problem?.status ?? 200, isWide: isWide)
    }

    /// That this has been applied for before: told before anything is filled in, with the way to what there is.
    private func repetitionPart(_ open: OpenDraft, _ language: Language) -> HTML {
        open.repetition.map { Components.problem($0, language) } ?? HTML()
    }

    /// What registers show to be missing for what is applied for: told before anything is filled in. The office looks at it all the same.
    private func inVainPart(_ open: OpenDraft, _ call: Call) -> HTML? {
        let points = ReviewChecks.inVain(open.checklist, in: open.catalogue, on: call.now.date)
        guard !points.isEmpty else { return nil }
        let list = points.html { "<li>\($0.text, call.language)</li>" }
        return Components.banner(.wait, "<p>\(ApplicantText.inVain, call.language)</p><ul>\(list)</ul>")
    }

    /// What a person sent last, where it was refused; else what the draft holds.
    private func values(_ open: OpenDraft, _ call: Call, _ problem: Problem?) -> [String: [String]] {
        let kept = open.values(on: call.now.date)
        return problem == nil ? kept : kept.merging(call.submitted.values) { _, sent in sent }
    }

    // MARK: 情形

    func situationPage(_ open: OpenDraft, _ call: Call, problem: Problem?) -> Page {
        let language = call.language
        let name = open.thing.called ?? open.thing.name
        let known = open.knownAnswers(language)
        var questions = Form(
            action: "/drafts/\(open.draft.id)/answers", fields: open.questionFields, values: values(open, call, problem), problem: problem,
            submit: ApplicantText.next, seal: FormSeal(csrf: call.visitor.csrf))
        if open.repetition != nil { (questions.submit, questions.kind) = (ApplicantText.save, .plain) }
        let isShown = open.repetition == nil || !open.questionFields.isEmpty
        let alreadyKnown: HTML? =
            known.isEmpty ? nil : Components.card(ApplicantText.alreadyKnown, Components.summaryList(known, language), language)
        let main: HTML = "\(isShown ? questions.html(language) : HTML())\(alreadyKnown)"
        let side = Components.card(ApplicantText.whoDoesWhat, open.bars(language), language)
        let body: HTML = """
            \(head(open, step: 0, HTML(text: name[language]), lede: open.thing.summary.map { HTML(text: $0[language]) }, language))\(repetitionPart(open, language))\(inVainPart(open, call))\
            \(Components.card(nil, open.checklist.reductions.numbers(language)))\(Components.halves(main, side))
            """
        return page(name, body, problem, isWide: true)
    }

    // MARK: 填写

    /// - Parameter promising: what was wrong with a promise, which has a form of its own.
    func formPage(_ open: OpenDraft, _ call: Call, problem: Problem?, promising: (kind: Promises.Kind, Problem)? = nil) -> Page {
        let language = call.language
        let today = call.now.date
        let facts = open.knownFacts(language)
        let late = open.lateFacts(language)
        let title = ApplicantText.left(open.missingCount)
        let lede = facts.isEmpty ? nil : ApplicantText.weKnow.filled(["n": String(facts.count)])
        let empty = open.emptyFields(on: today)
        var sections: [FormSection] = []
        for section in open.checklist.sections {
            let names = Set(section.fields.map(\.field))
            let fields = empty.filter { names.contains($0.name) }
            if !fields.isEmpty { sections.append(FormSection(open.checklist.sections.count > 1 ? section.heading : nil, fields: fields)) }
        }
        let materials = open.materialFields
        if !materials.isEmpty {
            sections.append(FormSection(ApplicantText.documents, note: ApplicantText.documentsNote, fields: materials))
        }
        var form = Form(
            action: "/drafts/\(open.draft.id)/fields", sections: sections, values: values(open, call, problem), problem: problem,
            submit: ApplicantText.next, seal: FormSeal(csrf: call.visitor.csrf),
            others: [Components.button(ApplicantText.back, to: "/drafts/\(open.draft.id)", .plain, language)], after: held(open, call))
        form.isKept = true
        // What makes it another matter may still be mended, but it leads no further.
        if open.repetition != nil { (form.submit, form.kind) = (ApplicantText.save, .plain) }
        let isShown = open.repetition == nil || !sections.isEmpty
        form.marks = problem == nil ? open.mistakes(on: today) : []
        let known: HTML? =
            facts.isEmpty && late.isEmpty
            ? nil
            : Components.card(
                "\(ApplicantText.known, language) <span class=\"count\">\(ApplicantText.items.filled(["n": String(facts.count)]), language)</span>",
                Components.summaryList(facts, language) + corrections(open, call))
        let differing = open.checklist.fields.compactMap { field -> HTML? in
            guard case .differs(let statements) = field.state, open.offers(field).isEmpty else { return nil }
            let rows = statements.map {
                Components.Fact(
                    field.label, HTML(text: open.catalogue.words(for: $0.value, of: field.element)[language]),
                    source: "\($0.source.text(in: open.catalogue), language) · \(Components.date($0.asOf, language))")
            }
            return Components.banner(.wait, "<p>\(ApplicantText.differs, language)</p>\(Components.summaryList(rows, language))")
        }
        let lateness: HTML? =
            late.isEmpty
            ? nil : Components.banner(.wait, "<p>\(ApplicantText.lookAtLate, language)</p>\(Components.summaryList(late, language))")
        let body: HTML = """
            \(head(open, step: 1, HTML(text: title[language]), lede: lede.map { HTML(text: $0[language]) }, language))\
            \(repetitionPart(open, language))\(inVainPart(open, call))\(sourcesPart(open, language))\(barredPart(open, language))\(peoplePart(open, call))\(differing)\(lateness)\(promisesPart(open, call, only: [.approval], problem: promising))\
            \(isShown ? form.html(language) : HTML())\(promisesPart(open, call, only: [.certificate, .deferral], problem: promising))\(known)
            """
        return page(title, body, problem ?? promising?.1)
    }

    /// Documents that were handed in already.
    private func held(_ open: OpenDraft, _ call: Call) -> HTML {
        guard !open.attachments.isEmpty else { return HTML() }
        let rows = open.attachments.map { attachment in
            Components.Fact(
                open.checklist.material(attachment.material)?.material.name ?? Text(same: attachment.material),
                "<a href=\"\(Link("/attachments/\(attachment.id)"))\">\(attachment.name)</a>")
        }
        return Components.card(ApplicantText.handedIn, Components.summaryList(rows, call.language), call.language)
    }

    /// 有一项不对: any known value can be disputed; it is then asked, and never overwritten.
    private func corrections(_ open: OpenDraft, _ call: Call) -> HTML {
        let options = open.checklist.fields.compactMap { field -> Option? in
            switch field.state {
            case .known, .confirm: field.hasBox || open.draft.isVerified(field.field) ? nil : Option(field.field, field.label)
            case .asked, .differs, .notNeeded: nil
            }
        }
        let form = Form(
            action: "/drafts/\(open.draft.id)/corrections",
            fields: [Field("field", ApplicantText.whichIsWrong, .choice(options, style: .select))], submit: ApplicantText.writeItMyself,
            seal: FormSeal(csrf: call.visitor.csrf))
        return Components.details(ApplicantText.somethingIsWrong, form.html(call.language), call.language)
    }
}
