import Graph
import Kernel
import Web

/// What to change next, best first: how it was computed, what was looked for, each with the hours that it saves as a bar.
struct AdviceListPage {
    let list: Workshop.AdviceList
    let call: Call

    private var language: Language { call.language }
    private var here: Link {
        Link("/console/graph").with("state", list.state == .open ? nil : list.state.rawValue).with("kind", list.kind?.rawValue)
    }

    func page() -> Page {
        let body: HTML = """
            \(Components.heading(AdvicePageText.advice, lede: AdvicePageText.lede, language))\(computation)\
            \(GraphPlaces.chips(.advice(list.state), language))\(kinds)\(rows)\
            \(Components.pager(next: list.next.map { here.with("after", $0) }, first: list.isFirst ? nil : here, language))\
            \(searched)
            """
        return Page(AdvicePageText.graph, layout: .console(current: Workshop.graphNav), body: body)
    }

    // MARK: How it was computed

    private var computation: HTML {
        let run = list.run
        if let run, run.state == .running {
            let hint: HTML? = run.last == nil ? nil : "<p class=\"soft\">\(AdvicePageText.computingHint, language)</p>"
            return """
                <div class="card" data-watch="/api/v1/console/graph/computation">\
                \(Components.progressBar(run.share, of: 1000, label: AdvicePageText.computing, language))\(hint)\
                <p>\(Components.anchor(AdvicePageText.look, "/console/graph", language))</p></div>
                """
        }
        let again = Components.postButton(
            run?.last == nil ? AdvicePageText.compute : AdvicePageText.computeAgain, to: "/console/graph/computation", kind: .plain,
            seal: FormSeal(csrf: call.visitor.csrf), language)
        let trouble: HTML? = run?.state == .failed ? Components.banner(.wait, "<p>\(AdvicePageText.failed, language)</p>") : nil
        guard let last = run?.last else { return "\(trouble)<div class=\"computed\">\(again)</div>" }
        return """
            \(trouble)<div class="computed"><p class="soft">\(AdvicePageText.computed(last.cases, version: last.version), language) · \
            \(Components.moment(last.at, near: call.now.date, language))</p>\(again)</div>
            """
    }

    // MARK: Kinds

    private var kinds: HTML {
        let found = list.run?.last?.found ?? [:]
        let known = Advice.Kind.allCases.filter { found[$0] != nil || $0 == list.kind }.sorted {
            (found[$1]?.hours ?? 0, $0.rawValue) < (found[$0]?.hours ?? 0, $1.rawValue)
        }
        guard !known.isEmpty else { return HTML() }
        let base = Link("/console/graph").with("state", list.state == .open ? nil : list.state.rawValue)
        let chips =
            [Components.Chip(AdvicePageText.allKinds, base, isCurrent: list.kind == nil)]
            + known.map { Components.Chip($0.name, base.with("kind", $0.rawValue), isCurrent: $0 == list.kind) }
        return "<div class=\"kinds\">\(Components.filterChips(chips, label: AdvicePageText.kind, language))</div>"
    }

    // MARK: The list

    private var rows: HTML {
        if list.items.isEmpty {
            return list.run?.last == nil
                ? Components.emptyState(AdvicePageText.never, hint: AdvicePageText.neverHint, language)
                : Components.emptyState(AdvicePageText.none, hint: AdvicePageText.noneHint, language)
        }
        // Against the best of all that were found, so that a bar is as long on every page.
        let best = max(
            list.run?.last?.found.filter { !$0.key.isRisk }.values.map(\.hours).max() ?? 0,
            list.items.map { Int($0.advice.worth.citizenHours) }.max() ?? 0, 1)
        return "<ol class=\"advice\">\(list.items.html { row($0, best: best) })</ol>"
    }

    private func row(_ kept: KeptAdvice, best: Int) -> HTML {
        let hours = Int(kept.advice.worth.citizenHours.rounded())
        let share = min(1000, hours * 1000 / best)
        let tone: String = kept.advice.kind.isRisk ? "risk" : "saving"
        let rank: HTML =
            kept.position.map { "<span class=\"rank\">\(Components.hidden(AdvicePageText.rank, language))\($0 + 1)</span>" } ?? ""
        let decision: HTML? = kept.decision.map { decision in
            let reason: HTML? = decision.reason.map { " · \($0)" }
            return "<p class=\"soft\">\(AdvicePageText.decidedBy(kept.state, decision.name), language)\(reason)</p>"
        }
        return """
            <li class="\(tone)">\(rank)<div class="what"><h2><a href="\(Workshop.adviceLink(kept.advice.id))">\(kept.advice.title, language)</a></h2>\
            <p class="soft">\(kept.advice.kind.name, language) · \(WorthWords.line(kept.advice, language), language)</p>\(decision)</div>\
            <div class="hours"><svg aria-hidden="true" focusable="false" height="8"><rect class="track" width="100%" height="8" rx="4"/>\
            <rect class="bar" width="\(share / 10).\(share % 10)%" height="8" rx="4"/></svg>\
            <p><b>\(Grouped.digits(hours))</b> <span class="soft">\(AdvicePageText.hoursAYear, language)</span></p></div></li>
            """
    }

    // MARK: What was looked for

    private var searched: HTML {
        guard list.isFirst, list.state == .open, list.kind == nil, let last = list.run?.last else { return HTML() }
        let rows = Advice.Kind.allCases.map { kind -> Components.Row in
            let count = last.found[kind]?.count ?? 0
            let name: HTML =
                count > 0
                ? Components.anchor(kind.name, Link("/console/graph").with("kind", kind.rawValue), language) : "\(kind.name, language)"
            let found: HTML =
                count > 0
                ? "\(AdvicePageText.found(count), language)" : "<span class=\"soft\">\(AdvicePageText.nothingFound, language)</span>"
            return Components.Row([name, HTML(text: AdvicePageText.lookedAt(kind)[language]), found])
        }
        let columns = [
            Components.Column(AdvicePageText.kind), Components.Column(AdvicePageText.looksAt),
            Components.Column(AdvicePageText.foundCount, .number),
        ]
        let table = Components.table(columns, rows: rows, caption: AdvicePageText.searched, language)
        return Components.card(
            AdvicePageText.searched, "<p class=\"soft\">\(AdvicePageText.searchedLede, language)</p>\(table)", language)
    }
}

/// The worth of an advice in one line: only what is not nought.
enum WorthWords {
    static func line(_ advice: Advice, _ language: Language) -> Text {
        let worth = advice.worth
        let parts = [
            (worth.materials, AdvicePageText.unitMaterials), (worth.fields, AdvicePageText.unitFields),
            (worth.days, AdvicePageText.unitDays), (worth.trips, AdvicePageText.unitTrips),
        ].filter { $0.0 != 0 }
        guard !parts.isEmpty else { return Text("没有算出群众少花的时间", "no hours of people’s counted") }
        return Text(
            parts.map { "\(Grouped.digits($0.0)) \($0.1.zh)" }.joined(separator: "、"),
            parts.map { "\(Grouped.digits($0.0)) \($0.1.en)" }.joined(separator: ", "))
    }
}

/// The places of this part of the console, as chips above each page.
enum GraphPlaces {
    enum Place: Hashable {
        case advice(AdviceState)
        case pictures
    }

    static func chips(_ current: Place?, _ language: Language) -> HTML {
        let states = AdviceState.allCases.map { state in
            Components.Chip(
                state.name, Link("/console/graph").with("state", state == .open ? nil : state.rawValue),
                isCurrent: current == .advice(state))
        }
        let pictures = Components.Chip(PictureText.pictures, "/console/graph/pictures", isCurrent: current == .pictures)
        return Components.filterChips(states + [pictures], label: AdvicePageText.graph, language)
    }
}
