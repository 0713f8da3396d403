import Catalogue
import Kernel
import Web

/// The pages of requests for assistance, the same for both offices.
struct AssistancePages {
    let call: Call
    let regions: Regions
    let calendar: WorkingCalendar

    init(_ call: Call, _ regions: Regions, _ calendar: WorkingCalendar) {
        (self.call, self.regions, self.calendar) = (call, regions, calendar)
    }

    private var language: Language { call.language }
    private var today: LocalDate { call.now.date }

    private static let tones: [AssistanceState: Components.Tone] = [
        .open: .wait, .answered: .done, .nothing: .quiet, .refused: .seal, .withdrawn: .quiet, .lapsed: .quiet,
    ]

    func tag(_ state: AssistanceState) -> HTML { Components.tag(state.name, AssistancePages.tones[state] ?? .quiet, language) }

    func office(_ office: AssistingOffice, _ catalogue: Catalogue) -> String {
        let place = regions.name(of: office.region) ?? Text(same: office.region.rawValue)
        let department = catalogue.departmentName(office.department)
        return language == .zh ? place.zh + department.zh : "\(department.en), \(place.en)"
    }

    func subject(_ value: Assistance, _ catalogue: Catalogue) -> Text {
        switch value.subject {
        case .material(let code):
            catalogue.items[value.item]?.materialName(code) ?? Text(same: code)
        case .element(let code): catalogue.elements[code]?.name ?? Text(same: code)
        case .other: AssistancePages.beginning(of: value.question.words)
        }
    }

    /// What no paper and no fact names is named by the beginning of its question.
    private static func beginning(of words: String) -> Text {
        Text(same: words.count > 24 ? words.prefix(24) + "…" : words)
    }

    /// How much time is left, or how it ended.
    func standing(_ value: Assistance) -> HTML {
        guard value.state == .open else { return tag(value.state) }
        let light = CaseLight(due: value.dueOn, today: today, calendar: calendar)
        let tone: Components.Tone = light == .red ? .seal : light == .amber ? .wait : .quiet
        let left = Components.tag(ConsoleText.remaining(value.dueOn, today: today, calendar: calendar), tone, language)
        return value.reminders == 0 ? left : "\(left) \(Components.soft(AssistanceText.reminders(value.reminders), language))"
    }

    // MARK: Lists

    func list(_ list: AssistanceList) -> Page {
        let here: Link = "/console/assistance"
        let names: [(AssistanceList.Side, Text)] = [
            (.received, AssistanceText.received), (.closed, AssistanceText.closedOnes), (.sent, AssistanceText.sent),
        ]
        let chips = names.map { side, name in
            Components.Chip(name, side == .received ? here : here.with("side", side.rawValue), isCurrent: list.side == side)
        }
        let other = list.side == .sent ? AssistanceText.to : AssistanceText.from
        let rows = list.requests.map { value -> Components.Row in
            let light = value.state == .open ? CaseLight(due: value.dueOn, today: today, calendar: calendar) : nil
            let dot: HTML? = light.map { Components.light(Components.Light(rawValue: $0.rawValue) ?? .green, $0.meaning, language) }
            let item = list.catalogue.items[value.item]?.name ?? Text(same: value.item)
            return Components.Row([
                """
                \(dot) <a href="\(Link("/console/assistance/\(value.id)"))">\(Components.quoted(subject(value, list.catalogue), language))</a><br>\
                \(Components.soft(item, language))
                """,
                HTML(text: office(list.side == .sent ? value.to : value.from, list.catalogue)), standing(value),
                Components.date(value.dueOn, near: today, language),
            ])
        }
        let columns = [
            Components.Column(AssistanceText.subject), Components.Column(other), Components.Column(AssistanceText.state),
            Components.Column(AssistanceText.due, .number),
        ]
        let table: HTML =
            rows.isEmpty
            ? Components.emptyState(AssistanceText.none, hint: list.side == .received ? AssistanceText.noneHint : nil, language)
            : Components.table(columns, rows: rows, caption: AssistanceText.title, language)
        let side = list.side == .received ? here : here.with("side", list.side.rawValue)
        let first: Link? = call.query["after"] == nil ? nil : side
        let body: HTML = """
            \(Components.heading(AssistanceText.title, lede: AssistanceText.lede, language))\
            \(Components.filterChips(chips, label: AssistanceText.sides, language))\(table)\
            \(Components.pager(next: list.next.map { side.with("after", $0) }, first: first, language))
            """
        return Page(AssistanceText.title, layout: .console(current: Cases.assistanceNav), body: body)
    }

    // MARK: One

    func file(_ file: AssistanceFile, problem: Problem?, of refused: AssistanceAction?) -> Page {
        let (request, catalogue) = (file.request, file.catalogue)
        let title = subject(request, catalogue)
        let trouble: HTML? = problem.map { $0.faults.isEmpty || refused == .withdraw ? Components.problem($0, language) : HTML() }
        let steps: HTML =
            file.mayAnswer
            ? [AssistanceAction.answer, .reportNothing, .refuse].html { step($0, file, problem: refused == $0 ? problem : nil) } : HTML()
        let back: HTML =
            file.mayWithdraw
            ? Components.actionBar([
                Components.postButton(
                    AssistanceText.takeBack, to: "/console/assistance/\(request.id)/withdrawal", kind: .plain,
                    seal: FormSeal(csrf: call.visitor.csrf), language)
            ]) : HTML()
        let told: HTML? = request.answer.map {
            Components.card(AssistanceText.answer, answer($0, request, file.element, catalogue, seesCase: file.seesCase), language)
        }
        let side: HTML = steps.isEmpty ? HTML() : Components.card(AssistanceText.answer, "<div class=\"acts\">\(steps)</div>", language)
        let body: HTML = """
            \(Components.breadcrumbs([(AssistanceText.title, "/console/assistance")], language))\
            \(Components.heading(Components.quoted(title, language), above: Components.code(request.caseNumber), tag: tag(request.state)))\(trouble)\
            \(Components.split("\(Components.card(AssistanceText.one, Components.summaryList(facts(file), language), language))\(told)\(back)", side))
            """
        return Page(title, layout: .console(current: Cases.assistanceNav), body: body, status: problem?.status ?? 200)
    }

    private func facts(_ file: AssistanceFile) -> [Components.Fact] {
        let (request, question) = (file.request, file.request.question)
        let item = file.catalogue.items[request.item]?.name ?? Text(same: request.item)
        let handled: HTML =
            file.seesCase
            ? Components.anchor(item, "/console/cases/\(request.caseID)", language) : "\(item, language)"
        return [
            Components.Fact(AssistanceText.whom, "\(question.name) \(Components.code(file.number))"),
            Components.Fact(AssistanceText.words, Components.quoted(question.words, language)),
            Components.Fact(AssistanceText.case_, handled),
            Components.Fact(AssistanceText.basis, Components.quoted(question.basis, language)),
            Components.Fact(AssistanceText.from, HTML(text: "\(office(request.from, file.catalogue)) · \(question.askerName)")),
            Components.Fact(AssistanceText.to, HTML(text: office(request.to, file.catalogue))),
            Components.Fact(AssistanceText.askedAt, Components.moment(request.askedAt, language)),
            Components.Fact(
                AssistanceText.due,
                request.state == .open
                    ? "\(Components.date(request.dueOn, language)) \(standing(request))" : Components.date(request.dueOn, language)),
        ]
    }

    /// What was answered, with its provenance.
    func answer(
        _ answer: AssistanceAnswer, _ request: Assistance, _ element: DataElement?, _ catalogue: Catalogue, seesCase: Bool
    ) -> HTML {
        var facts: [Components.Fact] = []
        let source = HTML(text: "\(office(request.to, catalogue)) · \(answer.officerName)")
        if let value = answer.value {
            let words = element.map { catalogue.words(for: value, of: $0)[language] } ?? value.text
            facts.append(Components.Fact(element?.name ?? AssistanceText.value, HTML(text: words), source: source))
        }
        if let words = answer.words {
            facts.append(Components.Fact(AssistanceText.found, Components.quoted(words, language), source: source))
        }
        if let file = answer.file {
            // Its bytes lie with the case, for whoever may open that.
            let name = answer.fileName ?? AssistanceText.file[language]
            let link: HTML = seesCase ? "<a href=\"\(Link("/attachments/\(file)"))\">\(name)</a>" : HTML(text: name)
            facts.append(Components.Fact(AssistanceText.file, link, source: source))
        }
        if let asOf = answer.asOf { facts.append(Components.Fact(AssistanceText.asOf, Components.date(asOf, language))) }
        if let at = request.answeredAt { facts.append(Components.Fact(AssistanceText.answeredAt, Components.moment(at, language))) }
        return Components.summaryList(facts, language)
    }

    // MARK: Answering

    static func fields(_ action: AssistanceAction, _ request: Assistance, _ catalogue: Catalogue, on today: LocalDate) -> [Field] {
        switch action {
        case .answer:
            var fields: [Field] = []
            if case .element(let code) = request.subject, let element = catalogue.elements[code] {
                var field = Field(
                    element.formField("value", label: element.name, help: nil, choices: catalogue.choices(of: element), today: today),
                    in: catalogue)
                field.isRequired = false
                fields.append(field)
            }
            return fields + [
                Field("words", AssistanceText.found, .longText(max: 2000), help: AssistanceText.foundHelp, required: false),
                Field("asOf", AssistanceText.asOf, .date(min: nil, max: today), required: false),
                Field("file", AssistanceText.file, .file(types: [.pdf, .jpg, .png], maxBytes: 10_000_000), required: false),
            ]
        case .reportNothing: return [Field("words", AssistanceText.note, .longText(max: 2000), required: false)]
        default: return [Field("words", AssistanceText.refuseWhy, .longText(max: 2000))]
        }
    }

    private func step(_ action: AssistanceAction, _ file: AssistanceFile, problem: Problem?) -> HTML {
        let kinds: [AssistanceAction: Components.ButtonKind] = [.answer: .main, .reportNothing: .plain, .refuse: .seal]
        let kind = kinds[action] ?? .plain
        let fields = AssistancePages.fields(action, file.request, file.catalogue, on: today)
        let name = AssistanceText.action(action)
        let kept = problem == nil ? ["asOf": [today.description]] : call.submitted.values
        var form = Form(
            action: "/console/assistance/\(file.request.id)/\(action.noun)",
            sections: [FormSection(fields: fields + [Field("revision", Text(same: ""), .hidden)])],
            values: kept.merging(["revision": [String(file.request.revision)]]) { _, new in new }, problem: problem,
            submit: name, kind: kind, seal: FormSeal(csrf: call.visitor.csrf))
        form.scope = "\(action.noun)-"
        return """
            <details class="act \(kind.rawValue)" name="act"\(flag: "open", problem != nil || action == .answer)><summary>\(name, language)</summary>\
            <div>\(form.html(language))</div></details>
            """
    }
}
