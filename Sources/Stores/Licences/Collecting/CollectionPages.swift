import Catalogue
import Kernel
import Web

extension Licences {
    func collectionsPage(_ found: [LicenceCollection], _ call: Call, problem: Problem?) -> Page {
        let language = call.language
        let next = found.count > 30 ? Link("/console/licences/collections").with("after", found[29].id.rawValue) : nil
        let first: Link? = call.query["after"] == nil ? nil : "/console/licences/collections"
        let reports: HTML =
            found.isEmpty
            ? Components.emptyState(CollectionText.none, hint: CollectionText.noneHint, language)
            : collectionTable(Array(found.prefix(30)), call) + Components.pager(next: next, first: first, language)
        let body: HTML = """
            \(Components.heading(CollectionText.title, lede: CollectionText.lede, language))\(registerTabs(.collections, call))\
            \(sendingPart(call, problem: problem))\(Components.card(CollectionText.reports, reports, language))
            """
        return Page(CollectionText.title, layout: .console(current: RegisterText.nav), body: body, status: problem?.status ?? 200)
    }

    private func sendingPart(_ call: Call, problem: Problem?) -> HTML {
        guard call.visitor.may(Licences.collectors) else { return HTML() }
        let language = call.language
        var form = Form(
            action: "/console/licences/collections", fields: uploadFields(call),
            values: problem == nil ? ["origin": ["register"]] : call.submitted.values, problem: problem, submit: CollectionText.send,
            seal: FormSeal(csrf: call.visitor.csrf))
        form.scope = "send-"
        let types = types(for: call.visitor.scope, LicenceRights.keepers)
        let options = types.html { "<option value=\"\($0.code)\">\($0.name, language)</option>" }
        let single: HTML = """
            <form class="inline-form" method="get" action="/console/licences/collections/entry">\
            <label for="entry-type">\(RegisterText.type, language)</label><select id="entry-type" name="type">\(options)</select>\
            <button class="button plain">\(CollectionText.enter, language)</button>\
            <button class="button plain" formaction="/console/licences/collections/template.csv">\(CollectionText.template, language)</button></form>
            """
        let side: HTML = """
            \(Components.card(CollectionText.single, "<p class=\"soft\">\(CollectionText.singleLede, language)</p>\(single)", language))
            """
        return Components.split(form.html(language), side)
    }

    private func collectionTable(_ found: [LicenceCollection], _ call: Call) -> HTML {
        let language = call.language
        let rows = found.map { collection -> Components.Row in
            let rejected = collection.count(.rejected)
            let state: HTML =
                collection.finishedAt == nil
                ? Components.tag(CollectionText.unfinished, .wait, language)
                : Components.tag(
                    rejected == 0 ? CollectionText.allTaken : CollectionText.rejectedCount(rejected), rejected == 0 ? .done : .seal,
                    language)
            return Components.Row([
                "<a href=\"\(Link("/console/licences/collections/\(collection.id)"))\">\(Components.moment(collection.at, near: call.now.date, language))</a>",
                HTML(text: catalogue.snapshot.departmentShortName(collection.issuer)[language]), HTML(text: collection.way.name[language]),
                HTML(text: collection.collector), HTML(text: String(collection.total)), state,
            ])
        }
        let columns = [
            Components.Column(CollectionText.when), Components.Column(CollectionText.department), Components.Column(CollectionText.way),
            Components.Column(CollectionText.who), Components.Column(CollectionText.total, .number),
            Components.Column(CollectionText.result),
        ]
        return Components.table(columns, rows: rows, caption: CollectionText.reports, language)
    }

    // MARK: The report

    func reportPage(_ report: Report, _ call: Call) -> Page {
        let language = call.language
        let collection = report.collection
        let rejected = collection.count(.rejected)
        let banner: HTML
        if collection.finishedAt == nil {
            banner = Components.banner(.wait, "\(CollectionText.running, language)")
        } else if rejected == 0 {
            banner = Components.banner(.done, "<strong>\(CollectionText.allTaken, language)</strong>")
        } else {
            banner = Components.banner(.wait, "\(CollectionText.someRejected.filled(["count": String(rejected)]), language)")
        }
        let figures = LicenceCollection.Outcome.allCases.map { Components.Figure(String(collection.count($0)), unit: $0.name) }
        var facts = [
            Components.Fact(CollectionText.when, Components.moment(collection.at, language)),
            Components.Fact(CollectionText.department, HTML(text: catalogue.snapshot.departmentName(collection.issuer)[language])),
            Components.Fact(CollectionText.way, HTML(text: collection.way.name[language])),
            Components.Fact(CollectionText.origin, HTML(text: "\(collection.origin.name[language]) · \(collection.origin.trust.rawValue)")),
            Components.Fact(CollectionText.who, HTML(text: collection.collector)),
            Components.Fact(CollectionText.total, HTML(text: String(collection.total))),
        ]
        if !collection.fileName.isEmpty { facts.append(Components.Fact(CollectionText.file, HTML(text: collection.fileName))) }
        let body: HTML = """
            \(Components.breadcrumbs([(RegisterText.title, "/console/licences"), (CollectionText.title, "/console/licences/collections")], language))\
            \(Components.heading(CollectionText.report, language))\(banner)\(Components.fourNumbers(figures, language))\
            \(Components.card(nil, Components.summaryList(facts, language)))\(rejectedPart(report, language))
            """
        return Page(CollectionText.report, layout: .console(current: RegisterText.nav), body: body)
    }

    private func rejectedPart(_ report: Report, _ language: Language) -> HTML {
        guard !report.rejected.isEmpty else { return HTML() }
        let rows = report.rejected.flatMap { row in
            row.faults.map { fault -> Components.Row in
                let known = CollectionRow.Column(rawValue: fault.column)?.name ?? catalogue.snapshot.elements[fault.column]?.name
                let name: HTML? = known.map { "\($0, language)<br>" }
                return Components.Row([
                    HTML(text: String(row.line)), "\(name)<code>\(fault.column)</code>",
                    HTML(text: masked(row.cells[fault.column] ?? "", in: fault.column)), HTML(text: fault.message[language]),
                ])
            }
        }
        let columns = [
            Components.Column(CollectionText.line), Components.Column(CollectionText.column), Components.Column(CollectionText.written),
            Components.Column(CollectionText.reason),
        ]
        let shown: HTML? =
            report.rejected.count < report.collection.count(.rejected)
            ? "<p class=\"soft\">\(CollectionText.firstRows.filled(["count": String(report.rejected.count)]), language)</p>" : nil
        let download: HTML = """
            <form method="get" action="\(Link("/console/licences/collections/\(report.collection.id)/rejected.csv"))">\
            \(Components.submit(CollectionText.download, .plain, language))</form>
            """
        return Components.card(
            CollectionText.rejected,
            "\(shown)\(Components.table(columns, rows: rows, caption: CollectionText.rejected, language))\(Components.actionBar([download]))",
            language)
    }

    /// On the page an identity number shows its ends only; the file that is handed back has it whole, as it was sent.
    func masked(_ cell: String, in column: String) -> String {
        let grade = catalogue.snapshot.elements[column].map { ElementGrade(sensitivity: $0.sensitivity) }
        let isSensitive = column == CollectionRow.Column.holderCode.rawValue || grade?.isMasked == true
        guard isSensitive, cell.count > 8 else { return cell }
        return cell.prefix(4) + String(repeating: "*", count: cell.count - 8) + cell.suffix(4)
    }

    // MARK: One by one

    func entryPage(_ entry: Entry, _ call: Call, problem: Problem?) -> Page {
        let language = call.language
        let content: HTML
        if let type = entry.type {
            content = Form(
                action: "/console/licences/collections/entry", sections: entryFields(type, call),
                values: problem == nil
                    ? ["certificate_type_code": [type.code], "certificate_holder_type": [type.holder == "enterprise" ? "001" : "111"]]
                    : call.submitted.values, problem: problem, submit: CollectionText.save, seal: FormSeal(csrf: call.visitor.csrf)
            ).html(language)
        } else {
            let links = entry.types.html { type in
                "<li><a href=\"\(Link("/console/licences/collections/entry").with("type", type.code))\">\(type.name, language)</a></li>"
            }
            content = Components.card(CollectionText.choose, "<ul class=\"plain\">\(links)</ul>", language)
        }
        let title = entry.type.map { type in HTML(text: type.name[language]) }
        let body: HTML = """
            \(Components.breadcrumbs([(RegisterText.title, "/console/licences"), (CollectionText.title, "/console/licences/collections")], language))\
            \(Components.heading(HTML(text: CollectionText.singleTitle[language]), above: title, lede: HTML(text: CollectionText.singleLede[language])))\
            \(content)
            """
        return Page(
            CollectionText.singleTitle, layout: .console(current: RegisterText.nav), body: body, status: problem?.status ?? 200,
            isWide: false)
    }

    /// The boxes for a type: their names are the columns of a file, so both are read by one reading.
    func entryFields(_ type: LicenceType, _ call: Call) -> [FormSection] {
        let snapshot = catalogue.snapshot
        func field(_ column: CollectionRow.Column, _ kind: Field.Kind, help: Text? = nil, required: Bool = true) -> Field {
            Field(column.rawValue, column.name, kind, help: help, required: required, sensitive: column == .holderCode)
        }
        let kinds = HolderCode.allCases.filter { $0.kind.rawValue == type.holder }.map { Option($0.rawValue, $0.name) }
        let places =
            [Option(RegionCode.shanghai.sixDigits, snapshot.places?.name(of: .shanghai) ?? Text(same: "310000"))]
            + (snapshot.places?.districts ?? []).map { Option($0.code.sixDigits, $0.name) }
        let mine = places.filter { option in
            RegionCode(option.code).map { call.visitor.scope.holds(anyOf: LicenceRights.keepers, department: type.issuer, region: $0) }
                ?? false
        }
        let face = type.elements.compactMap { snapshot.faceField($0, isRequired: false, today: call.now.date) }
        return [
            FormSection(
                CollectionText.holders, note: CollectionText.severalHelp,
                fields: [
                    Field("certificate_type_code", RegisterText.type, .hidden), field(.holder, .text(max: 400)),
                    kinds.count > 1 && type.holder != "enterprise"
                        ? field(.holderType, .text(max: 80), help: CollectionText.kindsHelp(kinds)) : field(.holderType, .text(max: 80)),
                    field(.holderCode, .text(max: 400)),
                ]),
            FormSection(
                CollectionText.period,
                fields: [
                    field(.number, .text(max: 100)), field(.area, .choice(mine, style: .select)),
                    field(.issuedOn, .date(min: nil, max: call.now.date)), field(.validFrom, .date(min: nil, max: nil), required: false),
                    field(.validUntil, .date(min: nil, max: nil), help: CollectionText.endlessHelp, required: false),
                ]), FormSection(CollectionText.face, fields: face),
        ]
    }
}
