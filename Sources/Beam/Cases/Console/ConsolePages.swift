import Catalogue
import Foundation
import Kernel
import Web

extension Cases {
    // MARK: The worklist

    func worklistPart(_ listed: Listed, _ call: Call, current: ID?) -> HTML {
        let language = call.language
        let chips =
            [Components.Chip(ConsoleText.all, "/console", isCurrent: listed.desk == nil)]
            + CaseDesk.allCases.map { Components.Chip($0.name, Link("/console").with("desk", $0.rawValue), isCurrent: listed.desk == $0) }
            + [Components.Chip(AfterCheckText.title, "/console/after-checks", isCurrent: false)]
        let next = listed.page.next.map { Link("/console").with("desk", listed.desk?.rawValue).with("after", $0.text) }
        let first: Link? = call.query["after"] == nil ? nil : Link("/console").with("desk", listed.desk?.rawValue)
        let table: HTML =
            listed.page.cases.isEmpty
            ? Components.emptyState(ConsoleText.nothingToDo, hint: ConsoleText.nothingToDoHint, language)
            : caseTable(
                listed.page.cases, listed.catalogue, call, current: current, reminded: listed.reminded, assisted: listed.assisted,
                together: listed.together)
        return """
            \(Components.heading(HTML(text: ConsoleText.worklist[language]), tag: HTML(text: place(listed, language))))\
            \(Components.filterChips(chips, label: ConsoleText.desks, language))\(table)\(Components.pager(next: next, first: first, language))
            """
    }

    /// Where and as what the officer works: 徐汇区 市场监管 · 审查.
    private func place(_ listed: Listed, _ language: Language) -> String {
        guard let grant = listed.scope.grants.first else { return "" }
        let roles = Set(listed.scope.grants.map(\.role)).sorted().map { $0.name[language] }.joined(separator: language == .zh ? "、" : ", ")
        let departments = Set(listed.scope.grants.map(\.department))
        let department: String
        if departments.contains(nil) {
            department = ConsoleText.everyDepartment[language]
        } else if departments.count > 1 {
            department = ConsoleText.departments(departments.count)[language]
        } else {
            department = grant.department.map { listed.catalogue.departmentShortName($0)[language] } ?? ""
        }
        let region = regions.name(of: grant.region)?[language] ?? grant.region.rawValue
        return "\(region) \(department) · \(roles)"
    }

    func caseTable(
        _ cases: [Case], _ catalogue: Catalogue, _ call: Call, current: ID?, reminded: Set<ID> = [], assisted: [ID: Bool] = [:],
        together: Set<ID> = []
    ) -> HTML {
        let language = call.language
        let today = call.now.date
        let calendar = calendar()
        let rows = cases.map { item -> Components.Row in
            let due = item.status.isOnWorklist ? item.due?.due : nil
            let light = due.map { CaseLight(due: $0.date, today: today, calendar: calendar) }
            let words = due.map { ConsoleText.remaining($0.date, today: today, calendar: calendar) } ?? item.status.name
            let dot: HTML? = light.map { Components.light(Components.Light(rawValue: $0.rawValue) ?? .green, $0.meaning, language) }
            let tone: Components.Tone = light == .red ? .seal : light == .amber ? .wait : .quiet
            let name = catalogue.items[item.item]?.name ?? Text(same: item.item)
            let nudge: HTML? = reminded.contains(item.id) ? Components.tag(LeadText.reminded, .seal, language) : nil
            let late = item.openPapers.contains { $0.isOverdue(on: today) }
            let owed: HTML? =
                item.openPapers.isEmpty
                ? nil : Components.tag(ConsoleText.missing(item.openPapers.count), late ? .seal : .wait, language)
            let help: HTML? = assisted[item.id].map {
                Components.tag($0 ? AssistanceText.waits : AssistanceText.answered, $0 ? .wait : .done, language)
            }
            let waits: HTML? = together.contains(item.id) ? Components.tag(DeliveryText.waits, .quiet, language) : nil
            return Components.Row(
                [
                    """
                    \(dot) <a href="\(Link("/console/cases/\(item.id)"))">\(name, language)</a> \(nudge)\(owed) \(help) \(waits)<br>\
                    \(Components.code(ConsoleText.short(item.number)))
                    """,
                    HTML(text: item.applicantName), Components.tag(words, tone, language),
                    due.map { Components.date($0.date, near: today, language) } ?? HTML(text: "—"),
                ], isCurrent: item.id == current)
        }
        let columns = [
            Components.Column(ConsoleText.case_), Components.Column(ConsoleText.applicant), Components.Column(ConsoleText.limit),
            Components.Column(ConsoleText.due, .number),
        ]
        return Components.table(columns, rows: rows, caption: ConsoleText.worklist, language)
    }

    // MARK: One case

    func casePage(_ file: CaseFile, _ call: Call, act: ConsoleAct?, problem: Problem?, isAsking: Bool = false) -> Page {
        let language = call.language
        let current = file.current
        let applicant = HTML(text: current.applicantName)
        let position = file.file.plan.items.firstIndex(of: current.item).map { $0 + 1 } ?? 1
        let partOf: HTML? =
            file.file.cases.count > 1
            ? "\(file.file.thing.called ?? file.file.thing.name, language) \(position)/\(file.file.cases.count)" : nil
        let above: HTML = "\(Components.code(current.number))\(partOf.map { part -> HTML in " · \(part)" })"
        let isForm = act != nil || (isAsking && problem?.faults.isEmpty == false)
        let trouble: HTML? = isForm ? nil : problem.map { Components.problem($0, language) }
        let body: HTML = """
            \(Components.breadcrumbs([(ConsoleText.worklist, "/console")], language))\
            \(Components.heading("\(applicant) · \(file.item.name, language)", above: above, tag: TrackingText.tag(current.status, language)))\
            \(trouble)\(correctedBanner(file.corrected, CorrectedText.forOfficer, call))\(reminder(file, call))\(followUps(file, call))\(clocks(file, call))\(ways(file, call))\
            \(Components.split(actionsPart(file, call, act: act, problem: problem) + checksPart(file, call) + factsPart(file, language), materialsPart(file, call) + assistancePart(file, call, problem: isAsking ? problem : nil) + documentsPart(file, language) + historyPart(file, call)))
            """
        let title = Text("\(current.applicantName) · \(file.item.name.zh)", "\(current.applicantName) · \(file.item.name.en)")
        return Page(title, layout: .console(current: Cases.consoleNav), body: body, status: problem?.status ?? 200)
    }

    private func reminder(_ file: CaseFile, _ call: Call) -> HTML {
        guard let reminder = file.reminder, file.current.status.isOnWorklist else { return HTML() }
        let language = call.language
        let note: HTML? = reminder.note.map { "<p>\($0)</p>" }
        return Components.banner(
            .wait,
            """
            <p><strong>\(LeadText.reminded, language)</strong> · \(reminder.name) · \(Components.moment(reminder.sentAt, near: call.now.date, language))</p>\(note)
            """)
    }

    /// Where to look beside the case: the manual of its item in the version that it froze, and the whole for whoever leads it.
    private func ways(_ file: CaseFile, _ call: Call) -> HTML {
        let version = file.current.catalogueVersion == catalogue.snapshot.version ? nil : String(file.current.catalogueVersion)
        let manual = ("/console/manual/\(file.item.code)" as Link).with("version", version)
        var links = [Components.anchor(ManualText.title, manual, call.language)]
        if LeadRights.maySee(call.visitor.scope, file.file.application) {
            links.append(
                Components.anchor(LeadText.allCases, "/console/applications/\(file.file.application.id)", call.language))
        }
        return "<p>\(links.joined(separator: " · "))</p>"
    }

    private func clocks(_ file: CaseFile, _ call: Call) -> HTML {
        let language = call.language
        var words: [HTML] = []
        if let due = file.current.due?.due {
            let light = file.light(on: call.now.date) ?? .green
            let tone: Components.Tone = light == .red ? .seal : light == .amber ? .wait : .done
            words.append(
                Components.tag(ConsoleText.remaining(due.date, today: call.now.date, calendar: file.rules.calendar), tone, language))
            if due.provisional { words.append(HTML(text: TrackingText.provisional[language])) }
        }
        if let received = file.current.receivedAt {
            words.append("\(ConsoleText.received, language) \(Components.moment(received, near: call.now.date, language))")
        }
        if let accepted = file.current.acceptedAt {
            words.append("\(ConsoleText.accepted, language) \(Components.moment(accepted, near: call.now.date, language))")
        }
        if let promised = file.current.due?.promised {
            words.append("\(ConsoleText.promised, language) \(Components.date(promised.date, language))")
        }
        if let statutory = file.current.due?.statutory {
            words.append("\(ConsoleText.statutory, language) \(Components.date(statutory.date, language))")
        }
        if file.current.clock.isPaused { words.append(Components.tag(ConsoleText.paused, .wait, language)) }
        if let choice = file.file.frozen.delivery {
            words.append("\(DeliveryText.way, language) \(choice.sentence(of: file.file.cases.count), language)")
            // The address is for whoever packs the parcel.
            if let address = choice.address, !file.hands.isDisjoint(with: [.licensor, .window]) { words.append(HTML(text: address)) }
            if let others = file.waitsForOthers { words.append(HTML(text: DeliveryText.limitStands(others)[language])) }
        }
        return "<p class=\"clocks\">\(words.joined(separator: " · "))</p>"
    }

    /// The decisions in one bar: each opens its own boxes, and works without scripts.
    private func actionsPart(_ file: CaseFile, _ call: Call, act: ConsoleAct?, problem: Problem?) -> HTML {
        let language = call.language
        let allowed = Set(file.actions.map(\.action))
        let forms = ConsoleAct.all.filter { allowed.contains($0.action) }.html { definition -> HTML in
            let isThis = act?.noun == definition.noun
            var form = Form(
                action: "/console/cases/\(file.current.id)/\(definition.noun)",
                sections: [FormSection(fields: definition.fields(file, on: call.now.date) + [Field("version", Text(same: ""), .hidden)])],
                values: (isThis ? call.submitted.values : [:]).merging(["version": [String(file.current.version)]]) { _, new in new },
                problem: isThis ? problem : nil, submit: definition.label, kind: definition.kind, seal: FormSeal(csrf: call.visitor.csrf))
            form.scope = "\(definition.noun)-"
            return """
                <details class="act \(definition.kind.rawValue)" name="act"\(flag: "open", isThis)><summary>\(definition.label, language)</summary>\
                <div>\(form.html(language))</div></details>
                """
        }
        if forms.isEmpty {
            let others = file.nextHands.map(\.name)
            let words =
                file.isOwn
                ? ConsoleText.ownCase
                : file.hands.isEmpty && !others.isEmpty ? ConsoleText.inOtherHands(Text(listing: others)) : ConsoleText.nothingHere
            return Components.banner(.quiet, "\(words, language)")
        }
        return Components.card(ConsoleText.decide, "<div class=\"acts\">\(forms)</div>", language)
    }

    private func checksPart(_ file: CaseFile, _ call: Call) -> HTML {
        let language = call.language
        guard !file.item.reviewPoints.isEmpty else { return HTML() }
        let checks = file.item.reviewPoints.map { point -> Components.Check in
            let result = file.current.checks.first { $0.point == point.code }
            let state: Components.Check.State =
                switch result?.outcome {
                case .holds: .confirmed
                case .stated: .needsEyes
                case .fails: .failed
                case .unknown: !point.isAutomatic ? .needsEyes : .unknown
                case nil: .needsEyes
                }
            let files = file.file.attachments.filter { point.evidence.contains($0.material) }.html {
                "<a href=\"\(Link("/attachments/\($0.id)"))\">\($0.name)</a>"
            }
            let words = file.words(ofDeciding: result?.deciding ?? []).map { $0[language] }
            let decided: HTML? = words.isEmpty ? nil : Components.quoted(words.joined(separator: language == .zh ? "；" : "; "), language)
            let stated: HTML? = result?.outcome == .stated ? "<p>\(ConsoleText.statedOnly, language)</p>" : nil
            let detail: HTML = "\(decided)\(stated)\(benchmark(of: point, language))"
            return Components.Check(
                state, Components.quoted(point.text, language), detail: detail.isEmpty ? nil : detail,
                evidence: files.isEmpty ? nil : files)
        }
        let done = checks.filter { $0.state == .confirmed }.count
        let title: HTML = """
            \(ConsoleText.points, language) <span class="count">\(ConsoleText.checked.filled(["done": String(done), "left": String(checks.count - done)]), language)</span>
            """
        return Components.card(title, Components.checks(checks, language))
    }

    /// By what grades a point of judgement is decided, where it is being decided.
    private func benchmark(of point: ReviewPoint, _ language: Language) -> HTML {
        guard point.kind == .discretionary, !point.benchmark.isEmpty else { return HTML() }
        let rows = point.benchmark.html { grade -> HTML in
            let words = [grade.grade, grade.when, grade.outcome].map { $0[language] }.joined(separator: language == .zh ? "：" : ": ")
            return "<li>\(Components.quoted(words, language))</li>"
        }
        return Components.details(ManualText.benchmark, "<ul class=\"plain\">\(rows)</ul>", language)
    }

    private func factsPart(_ file: CaseFile, _ language: Language) -> HTML {
        let needed = Set(file.item.fields.map(\.field))
        let rows = file.file.facts.sorted { $0.key < $1.key }.compactMap { field, fact -> Components.Fact? in
            guard needed.contains(field), let code = file.file.thing.elementCode(of: field),
                let element = file.file.catalogue.elements[code]
            else { return nil }
            let label = file.file.thing.label(of: field, element)
            let isHidden = file.file.catalogue.hides(fact.value, of: element) && !file.hands.isEmpty
            let full: HTML? =
                isHidden
                ? " \(Components.anchor(FullValueText.show, "/console/cases/\(file.current.id)/values/\(field)", language))" : nil
            return Components.Fact(
                label, "\(file.file.catalogue.words(for: fact.value, of: element), language)\(full)",
                source:
                    "\(fact.source == .answer ? ConsoleText.byApplicant : fact.source.text(in: file.file.catalogue), language) · \(Components.date(fact.asOf, near: fact.asOf, language))"
            )
        }
        return rows.isEmpty ? HTML() : Components.card(ConsoleText.facts, Components.summaryList(rows, language), language)
    }

    private func materialsPart(_ file: CaseFile, _ call: Call) -> HTML {
        let language = call.language
        let checks = file.file.frozen.materials.filter { $0.neededBy.contains(file.item.code) }.map { material -> Components.Check in
            let name = file.item.materialName(material.code)
            let files = file.file.attachments.filter { $0.material == material.code }.html {
                "<a href=\"\(Link("/attachments/\($0.id)"))\">\($0.name)</a> "
            }
            let copy = material.source.flatMap { copyButton($0, file, call) }
            let source: HTML? = material.source.map {
                "\(ConsoleText.waived, language) · \($0.text(in: file.file.catalogue), language)\(copy)"
            }
            // A promise is looked at when the case is decided, and what it says is checked afterwards.
            let promise = material.promiseVersion.flatMap { version in
                file.item.material(material.code)?.promise.map { ($0, version) }
            }
            if let words = followUp(material, files: files, file, language) { return words }
            let isMadeHere = if case .result = material.source { true } else { false }
            let state: Components.Check.State =
                !files.isEmpty ? .uploaded : material.state != .waived ? .needsEyes : isMadeHere ? .sameApplication : .confirmed
            return Components.Check(
                state, HTML(text: name[language]),
                detail: promise.map { "\($0.0.text, language)" },
                evidence: promise.map { "\(ConsoleText.onPromise($0.1), language)" } ?? (files.isEmpty ? source : files))
        }
        return checks.isEmpty ? HTML() : Components.card(ApplicantText.documents, Components.checks(checks, language), language)
    }

    private func documentsPart(_ file: CaseFile, _ language: Language) -> HTML {
        let rows = file.documents.html {
            "<li>\(Components.anchor($0.kind.name, "/documents/\($0.id)", language)) <span class=\"soft\">\($0.number)</span></li>"
        }
        return rows.isEmpty ? HTML() : Components.card(ConsoleText.papers, "<ul class=\"plain\">\(rows)</ul>", language)
    }

    private func historyPart(_ file: CaseFile, _ call: Call) -> HTML {
        let language = call.language
        let steps = file.events.map { event in
            Components.TimelineStep(
                event.to.hasFailed ? .failed : .done, HTML(text: event.action.name[language]),
                when: Components.moment(event.at, near: call.now.date, language),
                detail:
                    "\(event.actorKind == .system ? CaseHand.system.name[language] : event.actorName)\(event.payload["reason"]?.string.map { HTML(text: language == .zh ? "：" : ": ") + Components.quoted($0, language) })"
            )
        }
        return Components.card(ConsoleText.history, Components.timeline(steps, language), language)
    }
}

extension CaseLight {
    /// What the shape says, in words.
    var meaning: Text {
        switch self {
        case .green: Text("时间充裕", "in time")
        case .amber: Text("快到期", "due soon")
        case .red: Text("已超期", "overdue")
        }
    }
}
