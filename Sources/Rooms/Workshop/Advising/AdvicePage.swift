import Catalogue
import Graph
import Kernel
import Web

/// An advice on one page: what it is worth, why, as a picture, what would change in the catalogue, what was decided and what it has saved.
struct AdvicePage {
    let view: Workshop.AdviceView
    let call: Call
    let act: AdviceAction?
    let problem: Problem?

    private var language: Language { call.language }
    private var kept: KeptAdvice { view.file.kept }
    private var advice: Advice { kept.advice }
    private var seal: FormSeal { FormSeal(csrf: call.visitor.csrf) }

    func page() -> Page {
        // What is wrong with a field stands at its form.
        let trouble: HTML? = problem.flatMap { $0.faults.isEmpty ? Components.problem($0, language) : nil }
        let body: HTML = """
            \(Components.breadcrumbs([(AdvicePageText.graph, Workshop.graphNav.link), (advice.kind.name, Link("/console/graph").with("kind", advice.kind.rawValue))], language))\
            \(Components.heading(HTML(text: advice.title[language]), above: "\(advice.kind.name, language)", tag: tag, lede: seen))\(trouble)\(worth)\
            \(Components.split(evidence + changes, deciding + saved + history))\(picture)
            """
        return Page(advice.title, layout: .console(current: Workshop.graphNav), body: body, status: problem?.status ?? 200)
    }

    private var tag: HTML {
        let tone: Components.Tone =
            switch kept.state {
            case .open: .wait
            case .accepted: .done
            case .declined: .quiet
            }
        return Components.tag(kept.state.name, tone, language)
    }

    private var seen: HTML {
        let gone: HTML? = kept.position == nil && kept.state == .open ? " · \(AdvicePageText.notFoundAnyMore, language)" : nil
        return """
            \(AdvicePageText.firstSeen, language) \(Components.moment(kept.firstSeen, near: call.now.date, language)) · \
            \(AdvicePageText.lastSeen, language) \(Components.moment(kept.lastSeen, near: call.now.date, language))\(gone)
            """
    }

    private var worth: HTML {
        let worth = advice.worth
        let figures = [
            Components.Figure(Grouped.digits(Int(worth.citizenHours.rounded())), unit: AdvicePageText.unitHours),
            Components.Figure(Grouped.digits(worth.materials), unit: AdvicePageText.unitMaterials),
            Components.Figure(Grouped.digits(worth.fields), unit: AdvicePageText.unitFields),
            Components.Figure(Grouped.digits(worth.days), unit: AdvicePageText.unitDays),
            Components.Figure(Grouped.digits(worth.trips), unit: AdvicePageText.unitTrips),
        ]
        let title = advice.kind.isRisk ? AdvicePageText.atRisk : AdvicePageText.worth
        return Components.card(title, Components.fourNumbers(figures, language), language)
    }

    private var evidence: HTML {
        let lines = advice.evidence.html { "<li>\($0, language)</li>" }
        return Components.card(AdvicePageText.evidence, "<ul class=\"evidence\">\(lines)</ul>", language)
    }

    private var picture: HTML {
        guard let picture = view.picture else { return HTML() }
        return Components.card(AdvicePageText.picture, picture.html(language), language)
    }

    // MARK: The change

    private var changes: HTML {
        if advice.kind.isRisk { return HTML() }
        let body: HTML
        if kept.state == .accepted {
            guard let draft = view.file.draft else { return HTML() }
            body = "<p><a href=\"\(Workshop.link(draft.id))\">\(draft.title)</a> \(WorkshopPages.tag(draft.state, language))</p>"
        } else if advice.changes.isEmpty {
            body = "<p>\(AdvicePageText.noChange, language)</p>"
        } else if let changes = view.changes {
            body = changes.prefix(30).html { change in
                let details: HTML = change.details.isEmpty ? HTML() : WorkshopPages.details(of: change, language)
                return "<section class=\"change\"><h3>\(change.sentence, language)</h3>\(details)</section>"
            }
        } else {
            body = Components.banner(.seal, "<p>\(AdvicePageText.outdated, language)</p>")
        }
        return Components.card(AdvicePageText.change, body, language)
    }

    // MARK: Deciding

    private var deciding: HTML {
        let decision: HTML? = kept.decision.map { decision in
            let reason: HTML? = decision.reason.map { "<p>\(AdvicePageText.because, language)\($0)</p>" }
            return """
                <p><strong>\(AdvicePageText.decidedBy(kept.state, decision.name), language)</strong> \
                <span class="soft">\(Components.moment(decision.at, near: call.now.date, language))</span></p>\(reason)
                """
        }
        let actions = view.file.actions(of: call.visitor)
        let note: HTML? =
            actions.isEmpty && kept.state == .open ? Components.banner(.quiet, "\(AdvicePageText.readOnly, language)") : nil
        let forms: HTML = actions.isEmpty ? HTML() : "<div class=\"acts\">\(actions.html(form))</div>"
        return Components.card(AdvicePageText.decide, "\(decision)\(forms)\(note)", language)
    }

    private func form(_ action: AdviceAction) -> HTML {
        let isThis = act == action
        let (noun, note, kind): (String, Text?, Components.ButtonKind) =
            switch action {
            case .accept: ("acceptance", advice.changes.isEmpty ? AdvicePageText.noChange : AdvicePageText.acceptNote, .main)
            case .decline: ("refusal", nil, .plain)
            case .reopen: ("reopening", AdvicePageText.reopenNote, .plain)
            }
        let fields: [Field] =
            action == .decline
            ? [Field("reason", AdvicePageText.declineReason, .longText(max: 2000), help: AdvicePageText.declineHelp)] : []
        var form = Form(
            action: Workshop.adviceLink(advice.id, noun), sections: [FormSection(note: note, fields: fields)],
            values: isThis ? call.submitted.values : [:], problem: isThis && problem?.faults.isEmpty == false ? problem : nil,
            submit: action.name, kind: kind, seal: seal)
        form.scope = "\(noun)-"
        return """
            <details class="act \(kind.rawValue)" name="act"\(flag: "open", isThis)><summary>\(action.name, language)</summary>\
            <div>\(form.html(language))</div></details>
            """
    }

    private var saved: HTML {
        guard kept.state == .accepted else { return HTML() }
        return Components.card(
            AdvicePageText.saved, SavedCard(draft: view.file.draft, saved: kept.saved, language: language).html, language)
    }

    private var history: HTML {
        guard !view.file.events.isEmpty else { return HTML() }
        let steps = view.file.events.map { event in
            let draft: HTML? = event.draft.map { " \(Components.anchor(AdvicePageText.itsDraft, Workshop.link($0), language))" }
            let reason: HTML? = event.reason.map { "<br>\($0)" }
            return Components.TimelineStep(
                event.to == .declined ? .failed : .done, HTML(text: event.action.name[language]),
                when: Components.moment(event.at, near: call.now.date, language), detail: "\(event.actorName)\(draft)\(reason)")
        }
        return Components.card(AdvicePageText.history, Components.timeline(steps, language), language)
    }
}

/// What an accepted advice has really saved, or why that cannot be told yet.
struct SavedCard {
    let draft: CatalogueDraft?
    let saved: SavedBurden?
    let language: Language

    var html: HTML {
        guard draft?.state == .published else { return "<p class=\"soft\">\(AdvicePageText.notPublished, language)</p>" }
        guard let saved else { return "<p class=\"soft\">\(AdvicePageText.notCounted, language)</p>" }
        guard saved.isEnough else { return "<p>\(AdvicePageText.tooFew(saved.applicationsSince, saved.since), language)</p>" }
        let days = (AdvicePageText.measureDays, saved.before.days, saved.after.days, saved.days)
        let rows: [(Text, Double, Double, Int)] =
            [
                (AdvicePageText.measureMaterials, saved.before.materials, saved.after.materials, saved.materials),
                (AdvicePageText.measureFields, saved.before.fields, saved.after.fields, saved.fields),
                (AdvicePageText.measureTrips, saved.before.trips, saved.after.trips, saved.trips),
            ] + (saved.endedSince > 0 ? [days] : [])
        let columns = [
            Components.Column(AdvicePageText.measure), Components.Column(AdvicePageText.before, .number),
            Components.Column(AdvicePageText.after, .number), Components.Column(AdvicePageText.total, .number),
        ]
        let table = Components.table(
            columns,
            rows: rows.map { name, before, after, total in
                let tone: Components.Tone = total > 0 ? .done : total < 0 ? .seal : .quiet
                return Components.Row([
                    HTML(text: name[language]), HTML(text: Grouped.decimal(before)), HTML(text: Grouped.decimal(after)),
                    Components.tag(Text(same: Grouped.digits(total)), tone, language),
                ])
            }, caption: AdvicePageText.saved, language)
        return """
            <p>\(AdvicePageText.since(saved.since, saved.applicationsSince), language)</p>\(table)\
            <p class="soft">\(AdvicePageText.daysRestOn(saved.endedSince), language)</p>
            """
    }
}
