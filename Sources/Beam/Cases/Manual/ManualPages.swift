import Catalogue
import Kernel
import Web

/// All manuals, a department at a time.
struct ManualListPage {
    let list: Cases.ManualList
    let isFirst: Bool
    let language: Language

    func page() -> Page {
        let catalogue = list.catalogue
        let departments = Set(catalogue.items.values.map(\.department)).sorted()
        let options = departments.html {
            "<option value=\"\($0)\"\(flag: "selected", $0 == list.department)>\(catalogue.departmentName($0), language)</option>"
        }
        let choice: HTML = """
            <form class="choose" method="get" action="/console/manual"><div class="field"><label for="department">\(ManualText.department, language)</label>\
            <select id="department" name="department"><option value="">\(ManualText.everyDepartment, language)</option>\(options)</select></div>\
            \(Components.submit(ManualText.show, .plain, language))</form>
            """
        let rows = list.items.map { item in
            Components.Row([
                Components.anchor(item.name, "/console/manual/\(item.code)", language),
                HTML(text: catalogue.departmentShortName(item.department)[language]), "\(item.reviewPoints.count)",
                HTML(text: ManualText.share(item.reviewPoints.count { $0.kind == .discretionary }, of: item.reviewPoints.count)[language]),
            ])
        }
        let columns = [
            Components.Column(ManualText.item), Components.Column(ManualText.department), Components.Column(ManualText.points, .number),
            Components.Column(ManualText.judged),
        ]
        func link(_ after: String?) -> Link { ("/console/manual" as Link).with("department", list.department).with("after", after) }
        let table =
            rows.isEmpty
            ? Components.emptyState(ManualText.none, language)
            : Components.table(columns, rows: rows, caption: ManualText.title, language)
        let body: HTML = """
            \(Components.heading(ManualText.title, lede: ManualText.lede, language))\(choice)\(table)\
            \(Components.pager(next: list.next.map { link($0) }, first: isFirst ? nil : link(nil), language))
            """
        return Page(ManualText.title, layout: .console(current: Cases.manualNav), body: body)
    }
}

/// The manual of one item: for the screen beside a case, and for paper.
struct ManualPage {
    let model: Cases.Manual
    let language: Language

    private var manual: OfficerManual { model.manual }
    private var item: ServiceItem { model.manual.item }

    func page() -> Page {
        let earlier: HTML? = model.isEarlier ? Components.banner(.wait, "<p>\(ManualText.frozen, language)</p>") : nil
        let buttons = [
            Components.printButton(language), Components.button(ManualText.guide, to: "/things/\(item.code)", .plain, language),
        ]
        let body: HTML = """
            \(Components.breadcrumbs([(ManualText.title, "/console/manual")], language))\
            \(Components.heading(HTML(text: item.name[language]), above: "\(manual.department, language) · \(Components.code(item.basicCode))"))\
            \(earlier)\(Components.actionBar(buttons))\
            \(points)\(materials)\(situations)\(steps)\(procedures)\(fees)\
            \(Components.card(ManualText.basics, Components.summaryList(model.guide.rows.map(fact), language), language))\(templates)
            """
        let title = Text("\(item.name.zh) · \(ManualText.title.zh)", "\(item.name.en) · \(ManualText.title.en)")
        return Page(title, layout: .console(current: Cases.manualNav), body: body)
    }

    private func fact(_ row: Guide.Row) -> Components.Fact {
        Components.Fact(row.label, Components.quoted(row.value, language), note: row.basis.map { Components.quoted($0, language) })
    }

    private func list(_ texts: [Text]) -> HTML {
        Components.quoted(texts.map { $0[language] }.joined(separator: language == .zh ? "；" : "; "), language)
    }

    // MARK: What is checked

    private var points: HTML {
        let judged = manual.points.count { $0.kind == .discretionary }
        let title: HTML = """
            \(ManualText.points, language) <span class="count">\(ManualText.judged, language) \(ManualText.share(judged, of: manual.points.count), language)</span>
            """
        return Components.card(title, manual.points.html(point))
    }

    private func point(_ point: OfficerManual.Point) -> HTML {
        let isJudged = point.kind == .discretionary
        let kind = Components.tag(isJudged ? ManualText.discretionary : ManualText.objective, isJudged ? .wait : .quiet, language)
        let engine: HTML? = point.check == nil && point.window == nil ? nil : Components.tag(ManualText.byEngine, .done, language)
        var facts: [Components.Fact] = []
        if let how = point.how { facts.append(Components.Fact(ManualText.how, Components.quoted(how, language))) }
        if let check = point.check { facts.append(Components.Fact(ManualText.condition, "<code>\(check)</code>")) }
        if let window = point.window { facts.append(Components.Fact(ManualText.condition, "\(window, language)")) }
        if !point.evidence.isEmpty { facts.append(Components.Fact(ManualText.evidence, list(point.evidence))) }
        if !point.basis.isEmpty { facts.append(Components.Fact(ManualText.basis, list(point.basis))) }
        return """
            <section class="point"><h3>\(Components.quoted(point.text, language)) \(kind) \(engine)</h3>\
            \(facts.isEmpty ? HTML() : Components.summaryList(facts, language))\(isJudged ? benchmark(point) : HTML())</section>
            """
    }

    private func benchmark(_ point: OfficerManual.Point) -> HTML {
        guard !point.benchmark.isEmpty else { return "<p class=\"soft\">\(ManualText.noBenchmark, language)</p>" }
        let rows = point.benchmark.map { grade in
            Components.Row([grade.grade, grade.when, grade.outcome].map { Components.quoted($0, language) })
        }
        let columns = [ManualText.grade, ManualText.when, ManualText.outcome].map { Components.Column($0) }
        return Components.table(columns, rows: rows, caption: ManualText.benchmark, showsCaption: true, language)
    }

    // MARK: What is handed in

    private var materials: HTML {
        guard !manual.materials.isEmpty else { return HTML() }
        let rows = manual.materials.map { material in
            let standard = [material.standard ?? ManualText.noStandard, material.issuedWithin].compactMap(\.self)
            let returned: HTML? = material.returnsOriginal ? Components.tag(ManualText.returned, .wait, language) : nil
            return Components.Row([
                "\(Components.quoted(material.name, language)) \(returned)", HTML(text: material.form[language]), list(standard),
                list(material.basis),
            ])
        }
        let columns = [ManualText.material, ManualText.form, ManualText.standard, ManualText.basis].map { Components.Column($0) }
        return Components.card(
            ManualText.materials, Components.table(columns, rows: rows, caption: ManualText.materials, language), language)
    }

    private var situations: HTML {
        guard !item.questions.isEmpty else { return HTML() }
        let facts = item.questions.map { question in
            let answers = question.options.isEmpty ? [ManualText.yesNo] : question.options.map(\.name)
            return Components.Fact(
                question.ask, list(answers), source: question.why.map { Components.quoted($0, language) })
        }
        return Components.card(ManualText.situations, Components.summaryList(facts, language), language)
    }

    // MARK: How it goes

    private var steps: HTML {
        let rows = manual.steps.map { step in
            Components.Row([
                HTML(text: step.name[language]), HTML(text: step.level.name[language]),
                step.unit.map { Components.quoted($0, language) } ?? "—", HTML(text: (step.limit ?? ManualText.withinWhole)[language]),
            ])
        }
        guard !rows.isEmpty else { return HTML() }
        let columns = [ManualText.step, ManualText.level, ManualText.unit, ManualText.limit].map { Components.Column($0) }
        return Components.card(ManualText.steps, Components.table(columns, rows: rows, caption: ManualText.steps, language), language)
    }

    private var procedures: HTML {
        let body: HTML =
            model.guide.specialProcedures.isEmpty
            ? "<p>\(ManualText.noProcedures, language)</p>"
            : Components.summaryList(model.guide.specialProcedures.map(fact), language)
        return Components.card(ManualText.procedures, body, language)
    }

    private var fees: HTML {
        guard !model.guide.fees.isEmpty else { return Components.card(ManualText.fees, "<p>\(ManualText.noFees, language)</p>", language) }
        let facts = model.guide.fees.map { fee in
            Components.Fact(fee.name, "\(fee.standard ?? fee.amount.text, language)", note: list(fee.basis))
        }
        return Components.card(ManualText.fees, Components.summaryList(facts, language), language)
    }

    // MARK: What is made out

    private var templates: HTML {
        let sheets = model.sheets.html { sheet -> HTML in
            let words = [sheet.when, sheet.basis].compactMap(\.self)
            let line: HTML? = words.isEmpty ? nil : "<p class=\"soft\">\(list(words))</p>"
            let paper = DocumentLayout(sheet.kind, ManualText.blank.caseNumber[language], sheet.content, language, isWithinPage: true)
            let issuer = Text(stored: sheet.content["issuer"]?["name"])
            return """
                <section class="template">\(line)\(paper.html)<div class="template-foot"><strong>\(issuer, language)</strong>\
                <p class="seal-place">\(WebText.sealPlace, language)</p></div></section>
                """
        }
        return Components.card(ManualText.templates, "<p>\(ManualText.templatesLede, language)</p>\(sheets)", language)
    }
}
