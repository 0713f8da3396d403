import Catalogue
import Kernel
import Web

extension Licences {
    // MARK: Search and list

    func registerPage(_ listed: Listed, _ call: Call, problem: Problem?) -> Page {
        let language = call.language
        var form = Form(
            action: "/console/licences/searches", fields: Licences.searchFields, values: problem == nil ? [:] : call.submitted.values,
            problem: problem, submit: RegisterText.find, seal: FormSeal(csrf: call.visitor.csrf))
        form.scope = "find-"
        let body: HTML = """
            \(Components.heading(RegisterText.title, lede: RegisterText.lede, language))\(registerTabs(.register, call))\
            \(form.html(language))\(listPart(listed, call))
            """
        return Page(RegisterText.title, layout: .console(current: RegisterText.nav), body: body, status: problem?.status ?? 200)
    }

    private func listPart(_ listed: Listed, _ call: Call) -> HTML {
        let language = call.language
        guard let type = listed.type else { return Components.emptyState(RegisterText.noTypes, language) }
        let options = listed.types.html { one in
            "<option value=\"\(one.code)\"\(flag: "selected", one.code == type.code)>\(one.name, language)</option>"
        }
        let base = Link("/console/licences").with("type", type.code)
        let chips = LicenceStatus.allCases.map { status in
            Components.Chip(status.name, base.with("status", status.rawValue), isCurrent: status == listed.status)
        }
        let list: HTML =
            listed.licences.isEmpty
            ? Components.emptyState(RegisterText.noneInState, language) : licenceTable(listed.licences, caption: type.name, call)
        let here = base.with("status", listed.status.rawValue)
        return """
            <section class="card"><h2>\(RegisterText.listed, language)</h2>\
            <form class="inline-form" method="get" action="/console/licences"><label for="register-type">\(RegisterText.type, language)</label>\
            <select id="register-type" name="type">\(options)</select>\
            <button class="button plain">\(RegisterText.show, language)</button></form>\
            \(Components.filterChips(chips, label: RegisterText.states, language))\(list)\
            \(Components.pager(next: listed.next.map { here.with("after", $0.rawValue) }, first: call.query["after"] == nil ? nil : here, language))\
            </section>
            """
    }

    func licenceTable(_ licences: [Licence], caption: Text, _ call: Call) -> HTML {
        let language = call.language
        let snapshot = catalogue.snapshot
        let rows = licences.map { licence -> Components.Row in
            let name = snapshot.licenceTypes[licence.type]?.name ?? Text(same: licence.type)
            return Components.Row([
                "<a href=\"\(Link("/console/licences/\(licence.id)"))\">\(name, language)</a><br>\(Components.code(licence.number))",
                HTML(text: licence.maskedNames(language)), stateTag(licence, call),
                Components.date(licence.issuedOn, language),
                licence.validUntil.map { Components.date($0, language) } ?? HTML(text: RegisterText.long[language]),
            ])
        }
        let columns = [
            Components.Column(RegisterText.licence), Components.Column(RegisterText.holder), Components.Column(RegisterText.states),
            Components.Column(RegisterText.issuedOn, .number), Components.Column(RegisterText.until, .number),
        ]
        return Components.table(columns, rows: rows, caption: caption, language)
    }

    func stateTag(_ licence: Licence, _ call: Call) -> HTML {
        let status = licence.status(on: call.now.date)
        let tone: Components.Tone =
            switch status {
            case .active: .done
            case .frozen: .wait
            case .superseded: .quiet
            default: .seal
            }
        return Components.tag(status.name, tone, call.language)
    }

    // MARK: One licence

    func filePage(_ filed: Filed, _ call: Call, act: LicenceAct?, problem: Problem?) -> Page {
        let language = call.language
        let licence = filed.licence
        let name = catalogue.snapshot.licenceTypes[licence.type]?.name ?? Text(same: licence.type)
        let holder = licence.names(language)
        let siblings: HTML =
            filed.siblings.isEmpty
            ? HTML()
            : Components.card(RegisterText.siblings, licenceTable(filed.siblings, caption: RegisterText.siblings, call), language)
        let trouble: HTML? = act == nil ? problem.map { Components.problem($0, language) } : nil
        let main: HTML = """
            \(actionsPart(filed, call, act: act, problem: problem))\(metadataPart(filed, language))\(facePart(licence, call))
            """
        let side: HTML = """
            \(objectionPart(filed, call))\(versionsPart(filed, call))\(historyPart(filed, call))\(usesPart(filed, call))
            """
        let body: HTML = """
            \(Components.breadcrumbs([(RegisterText.title, "/console/licences")], language))\
            \(Components.heading("\(holder) · \(name, language)", above: Components.code(licence.number), tag: stateTag(licence, call)))\
            \(Components.banner(.quiet, "\(RegisterText.kept(filed.purpose.name), language)"))\(trouble)\(Components.split(main, side))\(siblings)
            """
        let title = Text("\(holder) · \(name.zh)", "\(holder) · \(name.en)")
        return Page(title, layout: .console(current: RegisterText.nav), body: body, status: problem?.status ?? 200)
    }

    /// The acts that the table and the scope allow, each with its own boxes; they work without scripts.
    private func actionsPart(_ filed: Filed, _ call: Call, act: LicenceAct?, problem: Problem?) -> HTML {
        let language = call.language
        let allowed = LicenceAct.allowed(filed.licence, scope: call.visitor.scope)
        if filed.isOwn { return Components.banner(.quiet, "\(RegisterText.ownLicence, language)") }
        guard !allowed.isEmpty else { return Components.banner(.quiet, "\(RegisterText.nothingToDo, language)") }
        let forms = allowed.html { definition -> HTML in
            let isThis = act?.noun == definition.noun
            var form = Form(
                action: "/console/licences/\(filed.licence.id)/\(definition.noun)",
                sections: [
                    FormSection(
                        note: definition.effect, fields: definition.fields(for: filed.licence, on: call.now.date, in: catalogue.snapshot))
                ],
                values: isThis ? call.submitted.values : [:], problem: isThis ? problem : nil, submit: definition.name,
                kind: definition.kind, seal: FormSeal(csrf: call.visitor.csrf))
            form.scope = "\(definition.noun)-"
            return """
                <details class="act \(definition.kind.rawValue)" name="act"\(flag: "open", isThis)><summary>\(definition.name, language)</summary>\
                <div>\(form.html(language))</div></details>
                """
        }
        return Components.card(RegisterText.what, "<div class=\"acts\">\(forms)</div>", language)
    }

    /// Under their standard names: what an exchange file would say.
    private func metadataPart(_ filed: Filed, _ language: Language) -> HTML {
        let licence = filed.licence
        // The face has a card of its own.
        let entries = LicenceMetadata(licence, events: filed.events, in: catalogue.snapshot, masked: true).entries
        var facts = entries.filter { !$0.abbreviation.hasPrefix("KZ_") && $0.abbreviation != "certificate_area_code" }.map { entry in
            Components.Fact(
                RegisterText.metadata(entry.abbreviation), HTML(text: entry.value), source: "<code>\(entry.abbreviation)</code>")
        }
        facts += [
            Components.Fact(RegisterText.version, HTML(text: String(licence.version))),
            Components.Fact(RegisterText.trust, HTML(text: licence.trust.name[language])),
            Components.Fact(RegisterText.origin, HTML(text: licence.origin.name[language])),
            Components.Fact(
                RegisterText.area,
                HTML(text: "\(catalogue.snapshot.places?.name(of: licence.region)?[language] ?? "") \(licence.region.sixDigits)")),
        ]
        return Components.card(RegisterText.metadata, Components.summaryList(facts, language), language)
    }

    private func facePart(_ licence: Licence, _ call: Call) -> HTML {
        let face = LicenceFace(
            licence: licence, catalogue: catalogue.snapshot, language: call.language, today: call.now.date, isFull: false)
        return Components.card(RegisterText.face, Components.summaryList(face.facts, call.language), call.language)
    }

    private func versionsPart(_ filed: Filed, _ call: Call) -> HTML {
        let language = call.language
        let rows = filed.versions.html { version in
            let label: HTML = "\(RegisterText.version, language) \(String(version.version))"
            let link: HTML =
                version.id == filed.licence.id
                ? "<strong>\(label)</strong>" : "<a href=\"\(fileLink(version.id, for: filed.purpose))\">\(label)</a>"
            return "<li>\(link) \(stateTag(version, call)) <span class=\"soft\">\(Components.date(version.issuedOn, language))</span></li>"
        }
        return Components.card(RegisterText.versions, "<ul class=\"plain\">\(rows)</ul>", language)
    }

    private func historyPart(_ filed: Filed, _ call: Call) -> HTML {
        let language = call.language
        let steps = filed.events.map { event -> Components.TimelineStep in
            let who = event.actor.name.isEmpty ? RegisterText.system[language] : event.actor.name
            let ground = groundText(of: event, on: filed.licence)
            let because: HTML? = ground.map { "<br>\($0, language)" }
            let reason: HTML? = event.reason.isEmpty ? nil : "<br>\(event.reason)"
            return Components.TimelineStep(
                event.to == .active || event.to == .superseded ? .done : .failed,
                HTML(text: Licences.words(for: event, of: filed.licence)[language]),
                when: Components.moment(event.at, near: call.now.date, language), detail: "\(who)\(because)\(reason)")
        }
        return Components.card(RegisterText.history, Components.timeline(steps, language), language)
    }

    /// The ground of a step as it is read. What was written down before the law was kept with it is read by what the table says of a permit.
    func groundText(of event: LicenceEvent, on licence: Licence) -> Text? {
        guard let code = event.ground else { return nil }
        guard let ground = LicenceGround.named(code) else { return Text(same: code) }
        return ground.text(law: event.law ?? ground.law(of: catalogue.snapshot.matter(of: licence.type), naming: nil))
    }

    /// What happened, in a word.
    static func words(for event: LicenceEvent, of licence: Licence) -> Text {
        switch (event.from, event.to) {
        case (nil, _): licence.origin == .issuing ? RegisterText.issued : RegisterText.collected
        case (_, .superseded): RegisterText.newVersion
        case (_, .expired): RegisterText.expired
        default: LicenceAct.all.first { $0.to == event.to }?.name ?? event.to.name
        }
    }

    private func usesPart(_ filed: Filed, _ call: Call) -> HTML {
        let language = call.language
        let lines = filed.latest.html { line in
            useRow(line, call)
        }
        let rows = filed.uses.map { count -> Components.Row in
            let name = catalogue.snapshot.items[count.item]?.name ?? catalogue.snapshot.thing(count.item)?.name ?? usesName(count.item)
            return Components.Row([
                HTML(text: name[language]), HTML(text: String(count.uses)), Components.date(count.latest, near: call.now.date, language),
            ])
        }
        let columns = [
            Components.Column(RegisterText.item), Components.Column(RegisterText.count, .number),
            Components.Column(RegisterText.latest, .number),
        ]
        let counts: HTML =
            rows.isEmpty
            ? "<p class=\"soft\">\(RegisterText.noUses, language)</p>"
            : Components.table(columns, rows: rows, caption: RegisterText.usesByItem, showsCaption: true, language)
        return Components.card(RegisterText.uses, "<ul class=\"plain\">\(lines)</ul>\(counts)", language)
    }

    /// What is counted under no item of the catalogue.
    private func usesName(_ code: String) -> Text {
        switch code {
        case Licences.keeping: RegisterText.keeping
        case "licences.show": LicencesText.shown
        default: Text(same: code)
        }
    }
}

/// The parts of the register's console.
enum RegisterTab: String, Sendable, CaseIterable {
    case register, collections, corrections

    var label: Text {
        switch self {
        case .register: RegisterText.search
        case .collections: CollectionText.title
        case .corrections: CorrectionText.title
        }
    }

    var link: Link {
        switch self {
        case .register: "/console/licences"
        case .collections: "/console/licences/collections"
        case .corrections: "/console/licences/corrections"
        }
    }
}

extension Licences {
    func registerTabs(_ current: RegisterTab, _ call: Call) -> HTML {
        let chips = RegisterTab.allCases.filter {
            $0 != .collections || call.visitor.may(Licences.collectors) || call.visitor.may(.staff([.supervisor]))
        }.map {
            Components.Chip($0.label, $0.link, isCurrent: $0 == current)
        }
        return Components.filterChips(chips, label: RegisterText.title, call.language)
    }
}
