import Catalogue
import Kernel
import Web

extension Cases {
    private static let services = Nav("services", ApplicantText.services, "/")

    private func head(_ open: OpenDraft, step: Int, _ title: HTML, lede: HTML?, _ language: Language) -> HTML {
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

    private func page(_ title: Text, _ body: HTML, _ problem: Problem?, isWide: Bool = false) -> Page {
        Page(title, layout: .portal(current: Cases.services), body: body, status: problem?.status ?? 200, isWide: isWide)
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
        let questions = Form(
            action: "/drafts/\(open.draft.id)/answers", fields: open.questionFields, values: values(open, call, problem), problem: problem,
            submit: ApplicantText.next, seal: FormSeal(csrf: call.visitor.csrf))
        let alreadyKnown: HTML? =
            known.isEmpty ? nil : Components.card(ApplicantText.alreadyKnown, Components.summaryList(known, language), language)
        let main: HTML = "\(questions.html(language))\(alreadyKnown)"
        let side = Components.card(ApplicantText.whoDoesWhat, open.bars(language), language)
        let body: HTML = """
            \(head(open, step: 0, HTML(text: name[language]), lede: open.thing.summary.map { HTML(text: $0[language]) }, language))\
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
        form.marks = problem == nil ? open.mistakes(on: today) : []
        let known: HTML? =
            facts.isEmpty && late.isEmpty
            ? nil
            : Components.card(
                "\(ApplicantText.known, language) <span class=\"count\">\(ApplicantText.items.filled(["n": String(facts.count)]), language)</span>",
                Components.summaryList(facts, language) + corrections(open, call))
        let differing = open.checklist.fields.compactMap { field -> HTML? in
            guard case .differs(let statements) = field.state else { return nil }
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
            \(barredPart(open, language))\(peoplePart(open, call))\(differing)\(lateness)\(promisesPart(open, call, only: [.approval], problem: promising))\
            \(form.html(language))\(promisesPart(open, call, only: [.certificate, .deferral], problem: promising))\(known)
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

    // MARK: 核对

    func checkPage(_ open: OpenDraft, _ call: Call, problem: Problem?, objecting: Problem? = nil) -> Page {
        let language = call.language
        let faults = open.checklist.faults(given: open.draft.given, answers: open.draft.answers, today: call.now.date)
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
        let back = Components.button(ApplicantText.change, to: "/drafts/\(open.draft.id)/form", .plain, language)
        let title = faults.isEmpty ? ApplicantText.checkTitle : ApplicantText.left(max(open.missingCount, faults.count))
        let last: HTML
        if let repetition = open.repetition {
            last = Components.problem(repetition, language) + Components.actionBar([back])
        } else if faults.isEmpty {
            let form = Form(
                action: "/drafts/\(open.draft.id)/submission",
                sections: open.deliverySections + [FormSection(fields: [Field("declared", ApplicantText.declaration, .consent)])],
                values: problem == nil ? open.deliveryValues : call.submitted.values, problem: problem,
                submit: ApplicantText.submit,
                seal: FormSeal(csrf: call.visitor.csrf, key: open.draft.id.rawValue), others: [back])
            last = form.html(language)
        } else {
            last = Components.problem(.invalid(faults), language) + Components.actionBar([back])
        }
        let body: HTML = """
            \(head(open, step: 2, HTML(text: title[language]), lede: HTML(text: ApplicantText.checkLede[language]), language))\
            \(cards)\(correctionsPart(open, call, problem: objecting))\(composedPart(open, call, problem: objecting))\(papers(open, language))\(AskingProof(open.checklist, open.draft.holdings, in: open.catalogue).html(language))\(last)
            """
        return page(title, body, problem ?? objecting)
    }

    /// Which documents are needed and which are not, and why not.
    private func papers(_ open: OpenDraft, _ language: Language) -> HTML {
        let rows = open.checklist.materials.compactMap { outcome -> Components.Check? in
            let name = HTML(text: outcome.material.name[language])
            switch outcome.state {
            case .waived(let reason, _): return Components.Check(.confirmed, name, evidence: "\(reason, language)")
            case .asked, .deferred:
                let file = open.attachments.first { $0.material == outcome.code }
                if let deferral = outcome.deferral, outcome.isDeferred, file == nil {
                    return Components.Check(
                        .unknown, name, detail: "\(deferral.text, language)",
                        evidence: "\(PromiseText.given(.deferral, deferral.version), language)")
                }
                return Components.Check(
                    file == nil ? .needsEyes : .confirmed, name,
                    evidence: file.map { HTML(text: $0.name) } ?? "\(ApplicantText.notYet, language)")
            case .promised(let promise):
                return Components.Check(
                    .confirmed, name, detail: "\(promise.text, language)",
                    evidence: "\(PromiseText.given(.certificate, promise.version), language)")
            case .covered(let promise):
                return Components.Check(.confirmed, name, evidence: "\(PromiseText.given(.approval, promise.version), language)")
            case .composed(let composition):
                let file = open.attachments.first { $0.material == outcome.code }
                return Components.Check(
                    .confirmed, name,
                    evidence: file.map { HTML(text: $0.name) } ?? "\(ComposingText.version(composition.version), language)")
            case .notNeeded: return nil
            }
        }
        return rows.isEmpty ? HTML() : Components.card(ApplicantText.documents, Components.checks(rows, language), language)
    }
}
