import Catalogue
import Kernel
import Web

/// The pages of the ledger and of the three lists.
struct LedgerPages {
    let language: Language
    let csrf: String

    func list(_ model: LedgerModel) -> Page {
        let here: Link = "/console/data/ledger"
        let chips =
            [Components.Chip(SharingText.all, here, isCurrent: model.filter == nil)]
            + LedgerEntry.Kind.allCases.map { Components.Chip($0.name, here.with("kind", $0.rawValue), isCurrent: model.filter == $0) }
        let rows = model.page.items.map { entry -> Components.Row in
            let gaps = entry.gaps
            let state: HTML =
                gaps.isEmpty
                ? Components.tag(LedgerText.complete, .done, language)
                : Components.tag(LedgerText.lacksCount(gaps.count), .wait, language)
            return Components.Row([
                "<a href=\"\(link(entry.key))\">\(entry.name, language)</a>", "\(entry.key.kind.name, language)",
                "\(model.catalogue.departmentShortName(entry.department), language)",
                "\(entry.joining?.name ?? Text(same: "—"), language)", state,
            ])
        }
        let columns = [LedgerText.name, LedgerText.kind, LedgerText.department, LedgerText.joining, SharingText.state]
        let table: HTML =
            rows.isEmpty
            ? Components.emptyState(LedgerText.empty, language)
            : Components.table(columns.map { Components.Column($0) }, rows: rows, caption: LedgerText.title, language)
        let form = Form(
            action: "/console/data/ledger/import", sections: [FormSection(LedgerText.importing, fields: [DataCentre.fileField])],
            submit: LedgerText.importing, kind: .plain, seal: FormSeal(csrf: csrf))
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data")], language))\
            \(Components.heading(LedgerText.title, lede: LedgerText.lede, language))\(model.imported.map(outcome))\
            \(Components.actionBar([Components.button(LedgerText.add, to: "/console/data/ledger/entry", language), Components.button(LedgerText.lists, to: "/console/data/lists", .plain, language)]))\
            \(findings(model))\(Components.filterChips(chips, label: LedgerText.kind, language))\(table)\
            \(model.page.pager(here.with("kind", model.filter?.rawValue), isFirst: model.isFirst, language))\(form.html(language))
            """
        return Page(LedgerText.title, layout: .console(current: DataCentre.nav), body: body)
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

    func form(
        _ entry: LedgerEntry?, _ catalogue: Catalogue, departments: [String]?, values: [String: [String]], problem: Problem?
    ) -> Page {
        let mine = catalogue.departments.values.filter { departments?.contains($0.code) ?? true }.sorted { $0.code < $1.code }
        func options<T: RawRepresentable & CaseIterable>(_ type: T.Type, _ name: (T) -> Text) -> Field.Kind where T.RawValue == String {
            .choice(T.allCases.map { Option($0.rawValue, name($0)) }, style: .select)
        }
        let what = [
            Field("kind", LedgerText.kind, options(LedgerEntry.Kind.self) { $0.name }),
            Field("code", LedgerText.code, .text(max: 60), help: LedgerText.codeHelp),
            Field("department", LedgerText.department, .choice(mine.map { Option($0.code, $0.name) }, style: .select)),
            Field("name_zh", LedgerText.nameZh, .text(max: 200)), Field("name_en", LedgerText.nameEn, .text(max: 200), required: false),
            Field("owner", LedgerText.owner, .text(max: 200), help: LedgerText.ownerHelp, required: false),
        ]
        let data = [
            Field("elements", LedgerText.elements, .longText(max: 500), help: LedgerText.elementsHelp, required: false),
            Field("cycle", SharingText.cycle, options(DataResource.UpdateCycle.self) { SharingText.cycle($0.rawValue) }, required: false),
            Field("sharing", SharingText.sharing, options(DataResource.Sharing.self) { SharingText.sharing($0.rawValue) }, required: false),
            Field("basis", SharingText.basis, .text(max: 300), required: false),
            Field("quality", LedgerText.quality, .text(max: 300), required: false),
        ]
        let joining = [
            Field(
                "joining", LedgerText.joining, options(LedgerEntry.Joining.self) { $0.name }, help: LedgerText.joiningHelp, required: false),
            Field("plan_owner", LedgerText.planOwner, .text(max: 200), required: false),
            Field("plan_on", LedgerText.planOn, .date(min: nil, max: nil), required: false),
            Field("reason", LedgerText.reason, .text(max: 300), required: false),
            Field("revision", LedgerText.code, .hidden, required: false),
        ]
        let form = Form(
            action: "/console/data/ledger/entry",
            sections: [
                FormSection(LedgerText.entry, fields: what), FormSection(LedgerText.dataPart, fields: data),
                FormSection(LedgerText.joinPart, fields: joining),
            ], values: (entry.map(stored) ?? [:]).merging(values) { _, typed in typed }, problem: problem, submit: LedgerText.save,
            seal: FormSeal(csrf: csrf))
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data"), (LedgerText.title, "/console/data/ledger")], language))\
            \(Components.heading(entry?.name ?? LedgerText.add, lede: LedgerText.formLede, language))\(form.html(language))
            """
        return Page(LedgerText.entry, layout: .console(current: DataCentre.nav), body: body)
    }

    private func stored(_ entry: LedgerEntry) -> [String: [String]] {
        let values: [String: String?] = [
            "kind": entry.key.kind.rawValue, "code": entry.key.code, "department": entry.department, "name_zh": entry.name.zh,
            "name_en": entry.name.en, "owner": entry.owner, "elements": entry.elements.joined(separator: " "),
            "cycle": entry.cycle?.rawValue, "sharing": entry.sharing?.rawValue, "basis": entry.basis, "quality": entry.quality,
            "joining": entry.joining?.rawValue, "plan_owner": entry.planOwner, "plan_on": entry.planOn?.description, "reason": entry.reason,
            "revision": String(entry.revision),
        ]
        return values.compactMapValues { $0.map { [$0] } }
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
