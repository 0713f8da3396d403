import Catalogue
import Kernel
import Web

extension Licences {
    // MARK: The worklist

    func correctionsPage(_ listed: ListedCorrections, _ call: Call) -> Page {
        let language = call.language
        let chips = CorrectionList.allCases.map { list in
            Components.Chip(list.name, Link("/console/licences/corrections").with("show", list.rawValue), isCurrent: list == listed.show)
        }
        let list: HTML
        switch listed.show {
        case .waiting where listed.corrections.isEmpty: list = Components.emptyState(CorrectionText.nothingWaiting, language)
        case .done where listed.corrections.isEmpty: list = Components.emptyState(CorrectionText.nothingDone, language)
        case .told where listed.notices.isEmpty: list = Components.emptyState(CorrectionText.nothingTold, language)
        case .told: list = noticeTable(listed.notices, call)
        default: list = correctionTable(listed.corrections, caption: listed.show.name, call)
        }
        let lede = listed.show == .told ? CorrectionText.toldLede : CorrectionText.lede
        let body: HTML = """
            \(Components.heading(CorrectionText.title, lede: lede, language))\(registerTabs(.corrections, call))\
            \(Components.filterChips(chips, label: CorrectionText.state, language))\(list)
            """
        return Page(CorrectionText.title, layout: .console(current: RegisterText.nav), body: body)
    }

    private func correctionTable(_ corrections: [Correction], caption: Text, _ call: Call) -> HTML {
        let language = call.language
        let rows = corrections.map { value -> Components.Row in
            Components.Row([
                "<a href=\"\(Link("/console/licences/corrections/\(value.id)"))\">\(typeName(value.type), language)</a>",
                "\(value.listedObjector)<br>\(Components.soft(value.objector.name, language))",
                Components.moment(value.raisedAt, near: call.now.date, language), correctionTag(value, language), dueCell(value, call),
            ])
        }
        let columns = [
            Components.Column(CorrectionText.licence), Components.Column(CorrectionText.by), Components.Column(CorrectionText.raised),
            Components.Column(CorrectionText.state), Components.Column(CorrectionText.due, .number),
        ]
        return Components.table(columns, rows: rows, caption: caption, language)
    }

    private func noticeTable(_ notices: [(department: String, notice: CorrectionNotice)], _ call: Call) -> HTML {
        let language = call.language
        let rows = notices.map { department, notice -> Components.Row in
            let cases = notice.cases.html { one in
                "<li><a href=\"\(Link("/console/cases/\(one.id)"))\">\(Components.code(one.number))</a></li>"
            }
            return Components.Row([
                "\(typeName(notice.correction.type), language)<br>\(Components.code(notice.number))",
                HTML(text: catalogue.snapshot.departmentShortName(department)[language]),
                Components.moment(notice.at, near: call.now.date, language), HTML(text: String(notice.uses)),
                notice.cases.isEmpty ? Components.soft(CorrectionText.noCases, language) : "<ul class=\"plain\">\(cases)</ul>",
            ])
        }
        let columns = [
            Components.Column(CorrectionText.licence), Components.Column(CorrectionText.department),
            Components.Column(CorrectionText.toldAt),
            Components.Column(CorrectionText.uses, .number), Components.Column(CorrectionText.cases),
        ]
        return Components.table(columns, rows: rows, caption: CorrectionText.told, language)
    }

    private func typeName(_ code: String) -> Text { catalogue.snapshot.licenceTypes[code]?.name ?? Text(same: code) }

    private func correctionTag(_ value: Correction, _ language: Language) -> HTML {
        let tone: Components.Tone =
            switch value.state {
            case .raised, .examining: .wait
            case .corrected: .done
            case .refused: .seal
            case .withdrawn: .quiet
            }
        return Components.tag(value.state.name, tone, language)
    }

    private func dueCell(_ value: Correction, _ call: Call) -> HTML {
        let language = call.language
        let date = Components.date(value.due.date, near: call.now.date, language)
        guard value.state.isOpen else { return date }
        let isOver = call.now.date > value.due.date
        let light = Components.light(isOver ? .red : .green, isOver ? CorrectionText.overdue : CorrectionText.inTime, language)
        return "\(light) \(date)"
    }

    // MARK: One objection

    func correctionPage(_ opened: OpenedCorrection, _ call: Call, act: CorrectionAct?, problem: Problem?) -> Page {
        let language = call.language
        let (correction, licence) = (opened.correction, opened.licence)
        var facts = [
            Components.Fact(CorrectionText.by, HTML(text: "\(correction.objectorName) · \(correction.objector.name[language])")),
            Components.Fact(CorrectionText.wrong, HTML(text: correction.wrong)),
            Components.Fact(CorrectionText.raised, Components.moment(correction.raisedAt, near: call.now.date, language)),
            Components.Fact(CorrectionText.due, "\(dueCell(correction, call))"),
            Components.Fact(
                CorrectionText.licence,
                "<a href=\"\(fileLink(licence.id, for: .objection))\">\(typeName(licence.type), language) \(licence.number)</a>"),
        ]
        if !correction.answer.isEmpty { facts.append(Components.Fact(CorrectionText.answer, HTML(text: correction.answer))) }
        if let new = correction.newLicence {
            facts.append(
                Components.Fact(CorrectionText.withNew, Components.anchor(CorrectionText.withNew, fileLink(new, for: .objection), language))
            )
        }
        let trouble: HTML? = act == nil || act == .examine ? problem.map { Components.problem($0, language) } : nil
        let body: HTML = """
            \(Components.breadcrumbs([(RegisterText.title, "/console/licences"), (CorrectionText.title, "/console/licences/corrections")], language))\
            \(Components.heading(HTML(text: typeName(licence.type)[language]), above: Components.code(licence.number), tag: correctionTag(correction, language)))\
            \(trouble)\(Components.card(nil, Components.summaryList(facts, language)))\(answersPart(opened, call, act: act, problem: problem))
            """
        return Page(
            CorrectionText.one, layout: .console(current: RegisterText.nav), body: body, status: problem?.status ?? 200, isWide: false)
    }

    private func answersPart(_ opened: OpenedCorrection, _ call: Call, act: CorrectionAct?, problem: Problem?) -> HTML {
        let language = call.language
        guard opened.correction.state.isOpen else { return HTML() }
        if opened.isOwn { return Components.banner(.quiet, "\(CorrectionText.ownLicence, language)") }
        guard opened.mayAnswer else { return Components.banner(.quiet, "\(CorrectionText.notYours, language)") }
        let base = "/console/licences/corrections/\(opened.correction.id)" as Link
        let seal = FormSeal(csrf: call.visitor.csrf)
        let take: HTML? =
            opened.correction.state == .raised
            ? Components.postButton(
                CorrectionAct.examine.name, to: "/console/licences/corrections/\(opened.correction.id)/examination", kind: .plain,
                seal: seal, language)
            : nil
        var known = Form.values(.object(opened.licence.face.map { JSON.Member($0.key, $0.value) }))
        known["holderName"] = [opened.licence.holder.name]
        func form(_ one: CorrectionAct, _ noun: String, _ fields: [Field], note: Text?, values: [String: [String]]) -> HTML {
            let isThis = act == one
            var form = Form(
                action: Link(local: "\(base.text)/\(noun)") ?? base, sections: [FormSection(note: note, fields: fields)],
                values: isThis ? call.submitted.values : values, problem: isThis ? problem : nil, submit: one.name,
                kind: one == .refuse ? .seal : .main, seal: seal)
            form.scope = "\(noun)-"
            return """
                <details class="act \(form.kind.rawValue)" name="act"\(flag: "open", isThis)><summary>\(one.name, language)</summary>\
                <div>\(form.html(language))</div></details>
                """
        }
        let correct = form(
            .correct, "correction", correctedFields(opened.licence, on: call.now.date), note: CorrectionText.correctLede, values: known)
        let refuse = form(.refuse, "refusal", Licences.refusalFields, note: nil, values: [:])
        return Components.card(CorrectionText.decide, "\(take)<div class=\"acts\">\(correct)\(refuse)</div>", language)
    }

    /// On the register's page of a licence: objections so far, and a box for another.
    func objectionPart(_ filed: Filed, _ call: Call) -> HTML {
        let language = call.language
        let rows = filed.corrections.html { value in
            """
            <li><a href="\(Link("/console/licences/corrections/\(value.id)"))">\(value.objector.name, language)</a> \
            \(correctionTag(value, language)) <span class="soft">\(Components.moment(value.raisedAt, near: call.now.date, language))</span></li>
            """
        }
        let list: HTML? = rows.isEmpty ? nil : "<ul class=\"plain\">\(rows)</ul>"
        var form: HTML?
        if !filed.corrections.contains(where: \.state.isOpen), filed.licence.status != .superseded {
            var boxes = Form(
                action: "/console/licences/\(filed.licence.id)/corrections", fields: Licences.objectionFields, submit: CorrectionText.send,
                seal: FormSeal(csrf: call.visitor.csrf))
            boxes.scope = "object-"
            form = Components.details(CorrectionText.object, boxes.html(language), language)
        }
        guard list != nil || form != nil else { return HTML() }
        return Components.card(CorrectionText.title, "\(list)\(form)", language)
    }
}
