import Catalogue
import Kernel
import Web

/// One row an application, what is due first first.
struct LeadListPage {
    let list: LeadPage
    let catalogue: Catalogue
    let calendar: WorkingCalendar
    let call: Call

    private var language: Language { call.language }
    private var today: LocalDate { call.now.date }

    func page() -> Page {
        let columns = [
            Components.Column(LeadText.thing), Components.Column(ConsoleText.applicant), Components.Column(LeadText.state),
            Components.Column(ConsoleText.limit), Components.Column(LeadText.due, .number),
        ]
        let table =
            list.applications.isEmpty
            ? Components.emptyState(LeadText.nothing, hint: LeadText.nothingHint, language)
            : Components.table(columns, rows: list.applications.map(row), caption: LeadText.title, language)
        let next = list.next.map { ("/console/applications" as Link).with("after", $0.text) }
        let first: Link? = call.query["after"] == nil ? nil : "/console/applications"
        let body: HTML = """
            \(Components.heading(LeadText.title, lede: LeadText.lede, language))\(table)\
            \(Components.pager(next: next, first: first, language))
            """
        return Page(LeadText.title, layout: .console(current: Cases.leadNav), body: body)
    }

    private func row(_ summary: ApplicationSummary) -> Components.Row {
        let standing = LeadStanding(summary, on: today, calendar)
        let application = summary.application
        let thing = catalogue.thing(application.thing)
        let name = thing?.called ?? thing?.name ?? Text(same: application.thing)
        let dot: HTML? = standing.light.map { Components.light(Components.Light(rawValue: $0.rawValue) ?? .green, $0.meaning, language) }
        let late: HTML? = standing.late == 0 ? nil : Components.tag(LeadText.late(standing.late), .seal, language)
        let limit =
            application.due.map { ConsoleText.remaining($0.date, today: today, calendar: calendar) } ?? LeadText.standing
        let tone: Components.Tone = standing.light == .red ? .seal : standing.light == .amber ? .wait : .quiet
        return Components.Row([
            """
            \(dot) <a href="\(Link("/console/applications/\(application.id)"))">\(name, language)</a><br>\(Components.code(application.number))
            """,
            HTML(text: summary.cases.first?.applicantName ?? ""),
            "<div>\(LeadText.done(standing.done, of: summary.cases.count), language) \(late)</div>", Components.tag(limit, tone, language),
            application.due.map { Components.date($0.date, near: today, language) } ?? "—",
        ])
    }
}

/// One application, all its cases with their departments, what each waits for, and their clocks.
struct LedApplicationPage {
    let led: LedApplication
    let regions: Regions
    let calendar: WorkingCalendar
    let call: Call
    let problem: Problem?

    private var language: Language { call.language }
    private var today: LocalDate { call.now.date }

    func page() -> Page {
        let name = led.thing.called ?? led.thing.name
        let trouble: HTML? = problem.map { $0.faults.isEmpty ? Components.problem($0, language) : HTML() }
        let body: HTML = """
            \(Components.breadcrumbs([(LeadText.title, "/console/applications")], language))\
            \(Components.heading("\(led.applicantName) · \(name, language)", above: Components.code(led.application.number)))\
            \(trouble)\(clock)\(cases)\(Components.halves(remind, sent))
            """
        let title = Text("\(led.applicantName) · \(name.zh)", "\(led.applicantName) · \(name.en)")
        return Page(title, layout: .console(current: Cases.leadNav), body: body, status: problem?.status ?? 200)
    }

    private var clock: HTML {
        let standing = LeadStanding(ApplicationSummary(application: led.application, cases: led.cases), on: today, calendar)
        var words: [HTML] = []
        if led.application.outcome == .open {
            if let due = led.application.due {
                let tone: Components.Tone = standing.light == .red ? .seal : standing.light == .amber ? .wait : .done
                words.append(Components.tag(ConsoleText.remaining(due.date, today: today, calendar: calendar), tone, language))
                words.append("\(LeadText.due, language) \(due.text, language)")
            } else {
                words.append(Components.tag(ConsoleText.paused, .wait, language))
            }
        }
        words.append("\(LeadText.done(standing.done, of: led.cases.count), language)")
        words.append("\(LeadText.promise(led.application.promisedDays), language)")
        words.append("\(TrackingText.submitted, language) \(Components.moment(led.application.submittedAt, near: today, language))")
        return "<p class=\"clocks\">\(words.joined(separator: " · "))</p>"
    }

    private var cases: HTML {
        let rows = led.cases.map { value -> Components.Row in
            let name = led.catalogue.items[value.item]?.name ?? Text(same: value.item)
            // The case itself only for whoever may see it.
            let title: HTML =
                CaseRights.maySee(call.visitor.scope, value)
                ? "<a href=\"\(Link("/console/cases/\(value.id)"))\">\(name, language)</a>" : HTML(text: name[language])
            let due = value.status.isOnWorklist ? value.due?.due : nil
            let light = due.map { CaseLight(due: $0.date, today: today, calendar: calendar) }
            let dot: HTML? = light.map { Components.light(Components.Light(rawValue: $0.rawValue) ?? .green, $0.meaning, language) }
            let tone: Components.Tone = light == .red ? .seal : light == .amber ? .wait : .quiet
            let left = due.map { Components.tag(ConsoleText.remaining($0.date, today: today, calendar: calendar), tone, language) } ?? "—"
            return Components.Row([
                "\(dot) \(title)<br>\(Components.code(ConsoleText.short(value.number)))", HTML(text: office(value)), waits(value),
                TrackingText.tag(value.status, language), left,
            ])
        }
        let columns = [
            Components.Column(ConsoleText.case_), Components.Column(LeadText.office), Components.Column(LeadText.waitsFor),
            Components.Column(TrackingText.state), Components.Column(ConsoleText.limit),
        ]
        return Components.card(LeadText.cases, Components.table(columns, rows: rows, caption: LeadText.cases, language), language)
    }

    private func office(_ value: Case) -> String {
        let place = regions.name(of: value.deskRegion) ?? Text(same: value.deskRegion.rawValue)
        let department = led.catalogue.departmentShortName(value.department)
        return language == .zh ? "\(place.zh) \(department.zh)" : "\(department.en), \(place.en)"
    }

    private func waits(_ value: Case) -> HTML {
        let names = led.plan.prerequisites(of: value.item).sorted().map { led.catalogue.items[$0]?.name ?? Text(same: $0) }
        guard !names.isEmpty else { return Components.soft(LeadText.nobody, language) }
        return HTML(text: names.map { $0[language] }.joined(separator: language == .zh ? "、" : ", "))
    }

    private var remind: HTML {
        let open = led.cases.filter(\.status.isOnWorklist)
        guard !open.isEmpty else { return HTML() }
        let options = open.map { value in
            let name = led.catalogue.items[value.item]?.name ?? Text(same: value.item)
            let department = led.catalogue.departmentShortName(value.department)
            return Option(value.id.rawValue, Text("\(department.zh)：\(name.zh)", "\(department.en): \(name.en)"))
        }
        let form = Form(
            action: "/console/applications/\(led.application.id)/reminders",
            sections: [
                FormSection(fields: [
                    Field("case", LeadText.which, .choice(options, style: .select)),
                    Field("note", LeadText.note, .longText(max: 300), help: LeadText.noteHelp, required: false),
                ])
            ],
            values: problem == nil ? [:] : call.submitted.values, problem: problem.flatMap { $0.faults.isEmpty ? nil : $0 },
            submit: LeadText.send, seal: FormSeal(csrf: call.visitor.csrf))
        return Components.card(LeadText.remind, form.html(language), language)
    }

    private var sent: HTML {
        guard !led.reminders.isEmpty else { return HTML() }
        let steps = led.reminders.map { reminder in
            let item = led.cases.first { $0.id == reminder.caseID }?.item ?? ""
            return Components.TimelineStep(
                .done, HTML(text: (led.catalogue.items[item]?.name ?? Text(same: item))[language]),
                when: Components.moment(reminder.sentAt, near: today, language),
                detail: "\(reminder.name)\(reminder.note.map { note -> HTML in " · \(note)" })")
        }
        return Components.card(LeadText.sent, Components.timeline(steps, language), language)
    }
}
