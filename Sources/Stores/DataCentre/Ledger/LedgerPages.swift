import Catalogue
import Kernel
import Web

/// The pages of the ledger and of the three lists; the form of an entry is `LedgerFormPage`.
struct LedgerPages {
    let language: Language
    let csrf: String

    func list(_ model: LedgerModel) -> Page {
        let here: Link = "/console/data/ledger"
        let chips =
            [Components.Chip(SharingText.all, here, isCurrent: model.filter == nil && !model.isRetired)]
            + LedgerEntry.Kind.allCases.map { Components.Chip($0.name, here.with("kind", $0.rawValue), isCurrent: model.filter == $0) }
            + [Components.Chip(LedgerText.retiring, here.with("state", "retired"), isCurrent: model.isRetired)]
        let form = Form(
            action: "/console/data/ledger/import", sections: [FormSection(LedgerText.importing, fields: [DataCentre.fileField])],
            problem: model.problem, submit: LedgerText.importing, kind: .plain, seal: FormSeal(csrf: csrf),
            others: [Components.button(LedgerText.template, to: "/console/data/ledger/template.csv", .plain, language)], after: columns)
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data")], language))\
            \(Components.heading(LedgerText.title, lede: LedgerText.lede, language))\(model.imported.map(outcome))\
            \(Components.actionBar([Components.button(LedgerText.add, to: "/console/data/ledger/entry", language), Components.button(LedgerText.lists, to: "/console/data/lists", .plain, language)]))\
            \(findings(model))\(Components.filterChips(chips, label: LedgerText.kind, language))\(table(model))\
            \(model.page.pager(here.with("kind", model.filter?.rawValue).with("state", model.isRetired ? "retired" : nil), isFirst: model.isFirst, language))\(form.html(language))
            """
        return Page(LedgerText.title, layout: .console(current: DataCentre.nav), body: body)
    }

    /// What each column of a file takes.
    private var columns: HTML {
        let rows = LedgerReading.columns.map { name in
            let needed: HTML =
                LedgerReading.neededColumns.contains(name) ? " " + Components.tag(LedgerText.needed, .quiet, language) : HTML()
            return Components.Row([
                Components.code(name) + needed, "\(LedgerReading.label(name), language)",
                "\(LedgerReading.allowed(name) ?? LedgerText.free, language)",
            ])
        }
        let titles = [LedgerText.column, LedgerText.meaning, LedgerText.takes].map { Components.Column($0) }
        return Components.details(
            LedgerText.columns, Components.table(titles, rows: rows, caption: LedgerText.columns, language), language)
    }

    /// Items that are not online are listed with why, by whom and by when; everything else with how it is joined.
    private func table(_ model: LedgerModel) -> HTML {
        let areItems = model.filter == .item
        let contradicted = Set(model.findings.filter { $0.kind == .contradicted }.compactMap(\.entry))
        func state(_ entry: LedgerEntry) -> HTML { self.state(entry, isContradicted: contradicted.contains(entry.key)) }
        let rows = model.page.items.map { entry -> Components.Row in
            let name: HTML = "<a href=\"\(link(entry.key))\">\(entry.name, language)</a>"
            let department: HTML = "\(model.catalogue.departmentShortName(entry.department), language)"
            let plan: HTML = entry.planOn.map { Components.date($0, near: model.today, language) } ?? "—"
            let late: HTML =
                entry.isOverdue(on: model.today) ? " " + Components.tag(SharingText.overdue, .seal, language) : HTML()
            if areItems {
                return Components.Row([
                    name, department, "\(entry.reason ?? "—")", "\(entry.planOwner ?? "—")", plan + late, state(entry),
                ])
            }
            let joining: HTML = "\(entry.joining?.name ?? Text(same: "—"), language)"
            return Components.Row([
                name, "\(entry.key.kind.name, language)", department, entry.needsPlan ? joining + " " + plan + late : joining, state(entry),
            ])
        }
        let columns =
            areItems
            ? [LedgerText.name, LedgerText.department, LedgerText.reason, LedgerText.planOwner, LedgerText.planOn, SharingText.state]
            : [LedgerText.name, LedgerText.kind, LedgerText.department, LedgerText.joining, SharingText.state]
        return rows.isEmpty
            ? Components.emptyState(LedgerText.empty, language)
            : Components.table(columns.map { Components.Column($0) }, rows: rows, caption: LedgerText.title, language)
    }

    private func state(_ entry: LedgerEntry, isContradicted: Bool) -> HTML {
        if entry.retiredOn != nil { return Components.tag(LedgerText.retiring, .quiet, language) }
        if isContradicted { return Components.tag(LedgerText.doesNotFit, .wait, language) }
        let gaps = entry.gaps.count
        return gaps == 0
            ? Components.tag(LedgerText.complete, .done, language) : Components.tag(LedgerText.lacksCount(gaps), .wait, language)
    }

    private func link(_ key: LedgerEntry.Key) -> Link {
        Link("/console/data/ledger/entry").with(query: [("kind", key.kind.rawValue), ("code", key.code)])
    }

    private func outcome(_ result: LedgerImport) -> HTML {
        let rows = result.faults.html { fault in
            let place = fault.line > 0 ? LedgerText.line(fault.line) : Text(same: "")
            return "<li>\(place, language) <span class=\"code\">\(fault.column)</span> \(fault.message, language)</li>"
        }
        let list: HTML = result.faults.isEmpty ? HTML() : "<ul class=\"plain\">\(rows)</ul>"
        return Components.banner(
            result.faults.isEmpty ? .done : .wait, "<p>\(LedgerText.imported(result.taken, result.faults.count), language)</p>" + list)
    }

    private func findings(_ model: LedgerModel) -> HTML {
        guard !model.findings.isEmpty else { return Components.banner(.done, "\(LedgerText.allThere, language)") }
        let groups = LedgerFinding.Kind.allCases.compactMap { kind -> HTML? in
            let found = model.findings.filter { $0.kind == kind }
            guard !found.isEmpty else { return nil }
            let rows = found.html { finding in
                let name: HTML =
                    finding.entry.map { "<a href=\"\(link($0))\">\(finding.name, language)</a>" } ?? "\(finding.name, language)"
                return
                    "<li>\(name) <span class=\"soft\">\(model.catalogue.departmentShortName(finding.department), language) · \(finding.words, language)</span></li>"
            }
            return Components.details(
                LedgerText.finding(kind, found.count), "<ul class=\"plain\">\(rows)</ul>", isOpen: kind != .incomplete && found.count < 12,
                language)
        }
        return Components.card(LedgerText.findings, groups.joined(), language)
    }

    func lists(_ lists: ThreeLists, _ catalogue: Catalogue) -> Page {
        func resource(_ code: String) -> Text { catalogue.resources[code]?.name ?? Text(same: code) }
        let duties = lists.duties.map { duty in
            Components.Row([
                "\(resource(duty.resource), language)", "\(catalogue.departmentShortName(duty.owner), language)",
                HTML(
                    text: duty.users.map { catalogue.departmentShortName($0)[language] }.joined(separator: language == .zh ? "、" : ", ")),
                "\(duty.items)",
            ])
        }
        let refusals = lists.refusals.map { refusal in
            Components.Row([
                "\(resource(refusal.resource), language)", "\(catalogue.departmentShortName(refusal.owner), language)",
                "\(refusal.basis ?? LedgerText.noBasis, language)",
            ])
        }
        let dutyColumns = [
            Components.Column(SharingText.resource), Components.Column(SharingText.holder), Components.Column(SharingText.user),
            Components.Column(LedgerText.itemCount, .number),
        ]
        let refusalColumns = [SharingText.resource, SharingText.holder, SharingText.basis].map { Components.Column($0) }
        let byDepartment = Dictionary(grouping: lists.demands, by: \.department).sorted { $0.key < $1.key }
        let demand = byDepartment.html { department, demands -> HTML in
            let rows = demands.html { demand in
                "<li>\(catalogue.thing(demand.item)?.name ?? Text(same: demand.item), language) ← \(resource(demand.resource), language)</li>"
            }
            return Components.details(
                LedgerText.demandOf(catalogue.departmentName(department), demands.count), "<ul class=\"plain\">\(rows)</ul>", language)
        }
        let negative: HTML =
            refusals.isEmpty
            ? Components.emptyState(LedgerText.noRefusals, language)
            : Components.table(refusalColumns, rows: refusals, caption: LedgerText.negative, language)
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data"), (LedgerText.title, "/console/data/ledger")], language))\
            \(Components.heading(LedgerText.lists, lede: LedgerText.listsLede, language))\
            \(Components.card(LedgerText.duty, Components.table(dutyColumns, rows: duties, caption: LedgerText.duty, language), language))\
            \(Components.card(LedgerText.demand, demand, language))\(Components.card(LedgerText.negative, negative, language))
            """
        return Page(LedgerText.lists, layout: .console(current: DataCentre.nav), body: body)
    }
}
