import Catalogue
import Kernel
package import Web

extension Cases {
    package static let applicationsNav = Nav("applications", TrackingText.title, "/applications")

    /// What an applicant sees after submitting.
    var trackingEndpoints: [Endpoint] {
        list.endpoints + progress.endpoints + receipt.endpoints + withdraw.endpoints + additions.endpoints + supply.endpoints
    }

    // MARK: My applications

    private struct Mine: Sendable {
        var drafts: [Draft]
        var applications: [ApplicationSummary]
    }

    private static let pageSize = 20

    private var list: Screen<Mine> {
        Screen(
            "applications.list", get: "/applications", access: .applicant, summary: TrackingText.title,
            query: .object([.init("after", .id, required: false)]),
            load: { call in
                let (party, _) = try applicant(call.visitor)
                let before = try call.place("after")
                return Mine(
                    drafts: before == nil ? try await begunDrafts(of: party) : [],
                    applications: try await applications(of: party, before: before, limit: Cases.pageSize + 1))
            },
            page: { mine, call in
                let language = call.language
                let shown = mine.applications.prefix(Cases.pageSize)
                let next: Link? =
                    mine.applications.count > Cases.pageSize ? shown.last.map { "/applications?after=\($0.application.id)" } : nil
                let drafts = mine.drafts.html { draftCard($0, call) }
                let cards = shown.html { applicationCard($0, call) }
                let body: HTML =
                    mine.drafts.isEmpty && shown.isEmpty
                    ? Components.emptyState(TrackingText.empty, hint: TrackingText.emptyHint, action: (TrackingText.find, "/"), language)
                    : "\(drafts)\(cards)\(Components.pager(next: next, language))"
                return Page(
                    TrackingText.title, layout: .portal(current: Cases.applicationsNav),
                    body: Components.heading(TrackingText.title, language) + body,
                    isWide: false)
            },
            gives: .object([.init("items", .array(Cases.submittedShape)), .init("next", .id.orNull)]),
            json: { mine, _ in
                [
                    "items": .array(
                        mine.applications.prefix(Cases.pageSize).map {
                            Cases.json(SubmittedApplication(application: $0.application, cases: $0.cases, isRepeated: false))
                        }),
                    "next": JSON(
                        mine.applications.count > Cases.pageSize ? mine.applications[Cases.pageSize - 1].application.id.rawValue : nil),
                ]
            })
    }

    private func draftCard(_ draft: Draft, _ call: Call) -> HTML {
        let language = call.language
        let name = catalogue.snapshot.thing(draft.thing).map { $0.called ?? $0.name } ?? Text(same: draft.thing)
        let discard = Components.postButton(
            TrackingText.discard, to: "/drafts/\(draft.id)/deletion", kind: .plain, seal: FormSeal(csrf: call.visitor.csrf), language)
        return Components.card(
            "\(name, language) \(Components.tag(TrackingText.draft, .wait, language))",
            aside: Components.moment(draft.updatedAt, near: call.now.date, language),
            Components.actionBar([Components.button(TrackingText.goOn, to: "/drafts/\(draft.id)/form", language), discard]))
    }

    private func applicationCard(_ summary: ApplicationSummary, _ call: Call) -> HTML {
        let language = call.language
        let thing = catalogue.snapshot.thing(summary.application.thing)
        let name = thing.map { $0.called ?? $0.name } ?? Text(same: summary.application.thing)
        let rows = summary.cases.html { item -> HTML in
            let title = catalogue.snapshot.items[item.item]?.name ?? Text(same: item.item)
            return "<li>\(title, language) \(TrackingText.tag(item.status, language))</li>"
        }
        return Components.linkCard(
            HTML(text: name[language]), to: "/applications/\(summary.application.id)", "<ul class=\"plain\">\(rows)</ul>",
            foot:
                "\(Components.code(summary.application.number)) · \(Components.moment(summary.application.submittedAt, near: call.now.date, language))"
        )
    }

    // MARK: Progress, like a parcel

    private struct Followed: Sendable {
        var file: ApplicationFile
        var files: [CaseFile]
    }

    private func follow(_ call: Call) async throws -> Followed {
        let file = try await applicationFile(try call.id(), for: call.visitor)
        var files: [CaseFile] = []
        for item in file.plan.items {
            guard let found = file.cases.first(where: { $0.item == item }) else { continue }
            files.append(try await caseFile(found.id, for: call.visitor, at: call.now))
        }
        return Followed(file: file, files: files)
    }

    private var progress: Screen<Followed> {
        Screen(
            "applications.read", get: "/applications/{id}", access: .applicant, summary: TrackingText.progress,
            refuses: ["cases.not-found"],
            load: { try await follow($0) }, page: { followed, call in progressPage(followed, call) },
            gives: Cases.followedShape,
            json: { followed, _ in
                var json = Cases.json(
                    SubmittedApplication(application: followed.file.application, cases: followed.file.cases, isRepeated: false))
                let standing = ApplicationStanding(followed.file.cases, followed.file.plan)
                json["standing"] = JSON(standing.sentence(followed.file.catalogue))
                json["delivery"] = followed.file.application.delivery?.json ?? .null
                json["submittedAt"] = .string(followed.file.application.submittedAt.rfc3339)
                json["events"] = .array(followed.files.flatMap { file in file.events.map { Cases.publicJSON($0, of: file.current) } })
                json["papers"] = .array(
                    followed.files.flatMap { file in file.current.papers.map { Cases.publicJSON($0, of: file.current) } })
                json["written"] = .array(followed.file.frozen.materials.filter { !$0.words.isEmpty }.map(\.wordsJSON))
                json["afterChecks"] = .array(followed.files.compactMap { $0.current.afterCheckPublicJSON })
                json["documents"] = .array(followed.files.flatMap { file in file.documents.map { Cases.publicJSON($0, of: file.current) } })
                return json
            })
    }

    /// An event as its applicant may read it.
    private static func publicJSON(_ event: CaseEvent, of current: Case) -> JSON {
        [
            "case": .string(current.number), "sequence": .int(event.sequence), "at": .string(event.at.rfc3339),
            "action": .string(event.action.rawValue), "status": .string(event.to.rawValue), "reason": event.payload["reason"] ?? .null,
        ]
    }

    /// A paper as its applicant finds it; the whole of it is at `/documents/{id}`.
    private static func publicJSON(_ document: CaseDocument, of current: Case) -> JSON {
        [
            "id": .string(document.id.rawValue), "case": .string(current.number), "kind": .string(document.kind.rawValue),
            "number": .string(document.number), "issuedAt": .string(document.issuedAt.rfc3339),
        ]
    }

    /// A paper that is owed, or was.
    private static func publicJSON(_ paper: OpenPaper, of current: Case) -> JSON {
        [
            "case": .string(current.number), "material": .string(paper.material), "promiseVersion": .string(paper.version),
            "before": .string(paper.before.rawValue), "due": JSON(paper.due?.date.description),
            "suppliedOn": JSON(paper.suppliedOn?.description), "lapsed": .bool(paper.lapsedOn != nil),
        ]
    }

    private func progressPage(_ followed: Followed, _ call: Call) -> Page {
        let language = call.language
        let (file, application) = (followed.file, followed.file.application)
        let name = file.thing.called ?? file.thing.name
        let granted = file.cases.filter { $0.status.isGranted }.count
        let title = TrackingText.stands(name, granted: granted, of: file.cases.count, outcome: application.outcome)
        let above: HTML = """
            \(Components.code(application.number)) · \(TrackingText.submittedAt.filled(["when": Text(same: "\(application.submittedAt.date) \(application.submittedAt.clock)")]), language)
            """
        var steps = [
            Components.TimelineStep(
                .done, HTML(text: TrackingText.submitted[language]),
                when: Components.moment(application.submittedAt, near: call.now.date, language),
                detail: """
                    \(TrackingText.asked.filled(["fields": String(application.counts.fieldsAsked), "materials": String(application.counts.materialsAsked)]), language) \
                    \(Components.anchor(TrackingText.seeReceipt, "/applications/\(application.id)/receipt", language))
                    """)
        ]
        steps += followed.files.map { step($0, call) }
        steps += file.thing.followOns.map { follow in
            Components.TimelineStep(
                .waiting, "\(file.catalogue.departmentShortName(follow.party), language) · \(follow.name, language)",
                detail: follow.what.map { HTML(text: $0[language]) })
        }
        let sources = followed.files.flatMap(\.corrected).reduce(into: [CorrectedSource]()) { if !$0.contains($1) { $0.append($1) } }
        let corrected = correctedBanner(sources, CorrectedText.forApplicant, call)
        let side = asked(file, language) + written(file, language) + facts(file, language) + withdrawals(followed, call)
        let standing = ApplicationStanding(file.cases, file.plan)
        let state: HTML = """
            <p>\(standing.sentence(file.catalogue), language)</p>\(standing.picture(file.catalogue, language))\
            \(delivery(file, language))
            """
        let body: HTML = """
            \(Components.heading(HTML(text: title[language]), above: above))\(corrected)\
            \(Components.split(state + Components.card(nil, Components.timeline(steps, language)), side))\(again(file, language))
            """
        return Page(title, layout: .portal(current: Cases.applicationsNav), body: body)
    }

    /// 再来一单: for what may be applied for more than once.
    private func again(_ file: ApplicationFile, _ language: Language) -> HTML {
        let isOnce = file.thing.parts.contains { $0.item.results.contains { !$0.once.isEmpty } }
        guard !isOnce, file.application.outcome == .done || file.application.outcome == .partly else { return HTML() }
        let button = Components.button(TrackingText.again, to: "/things/\(file.thing.code)", .plain, language)
        return Components.actionBar([button, Components.soft(TrackingText.againHint, language)])
    }

    /// How the results come, and what is ready and waits for the others.
    private func delivery(_ file: ApplicationFile, _ language: Language) -> HTML {
        guard let choice = file.frozen.delivery else { return HTML() }
        let results = file.cases.count { file.item(of: $0)?.results.isEmpty == false }
        var (ready, missing) = ([String](), Set<String>())
        for value in file.cases where value.status == .issued {
            let others = HandingOver.waits(value, among: file.cases, choice: choice) { file.catalogue.items[$0] }
            if !others.isEmpty { ready.append(value.item) }
            missing.formUnion(others)
        }
        let still = file.plan.items.filter(missing.contains)
        let waiting: HTML? = ready.isEmpty ? nil : "<br>\(DeliveryText.readyWaits(file.names(of: ready), file.names(of: still)), language)"
        return """
            <p><strong>\(DeliveryText.chosen, language)</strong> · \(choice.sentence(of: results), language)\(waiting)</p>
            """
    }

    private func step(_ file: CaseFile, _ call: Call) -> Components.TimelineStep {
        let language = call.language
        let current = file.current
        let state: Components.TimelineStep.State =
            current.status.isGranted && current.status != .granted
            ? .done : current.status.hasFailed ? .failed : current.status == .waiting ? .waiting : .now
        let department = file.file.catalogue.departmentShortName(current.department)
        let title: HTML = "\(department, language) · \(file.item.name, language)"
        let last = file.events.last
        var lines: [HTML] = ["\(current.status.name, language)"]
        if let due = current.due, let date = due.due, current.status.isOnWorklist {
            let sentence = TrackingText.latest.filled(["date": date.date.text])
            lines.append(HTML(text: sentence[language]))
            if date.provisional { lines.append(HTML(text: TrackingText.provisional[language])) }
        }
        if let others = file.waitsForOthers { lines.append(HTML(text: DeliveryText.waitsAsChosen(others)[language])) }
        if let reason = last?.payload["reason"]?.string, current.status.hasFailed { lines.append(HTML(text: reason)) }
        for document in file.documents { lines.append(Components.anchor(document.kind.name, "/documents/\(document.id)", language)) }
        if let licence = current.licence { lines.append(Components.anchor(TrackingText.seeLicence, "/licences/\(licence)", language)) }
        lines += followUpLines(file, language)
        var acts = HTML()
        if current.status == .supplement {
            acts += Components.button(TrackingText.supplyNow, to: "/cases/\(current.id)/additions", language)
        }
        acts += followUpActs(file, language)
        let due = current.status.isOnWorklist ? current.due?.due : nil
        let tag: HTML? = due.map { due in
            Components.tag(
                TrackingText.remaining(due.date, today: call.now.date, calendar: file.rules.calendar),
                file.light(on: call.now.date) == .red ? .seal : .wait, language)
        }
        return Components.TimelineStep(
            state, title, when: state == .waiting ? nil : last.map { Components.moment($0.at, near: call.now.date, language) }, tag: tag,
            detail: "\(lines.joined(separator: " · "))\(acts)")
    }

    /// Each case can be withdrawn until it is decided: out of the way, and never in one stroke with the others.
    private func withdrawals(_ followed: Followed, _ call: Call) -> HTML {
        let language = call.language
        let rows = followed.files.filter { CaseTransition.of(.withdraw, from: $0.current.status) != nil }.html { file -> HTML in
            let button = Components.postButton(
                TrackingText.withdrawThis, to: "/cases/\(file.current.id)/withdrawal", kind: .seal, seal: FormSeal(csrf: call.visitor.csrf),
                values: [("version", String(file.current.version))], language)
            return "<li><span>\(file.item.name, language)</span>\(button)</li>"
        }
        if rows.isEmpty { return HTML() }
        return Components.details(
            TrackingText.withdraw, "<p>\(TrackingText.withdrawNote, language)</p><ul class=\"demo-logins\">\(rows)</ul>", language)
    }

    private func asked(_ file: ApplicationFile, _ language: Language) -> HTML {
        let counts = file.application.counts
        let body: HTML = """
            <p class="figure"><strong>\(counts.fieldsAsked)</strong> \(TrackingText.ofAll.filled(["fields": String(counts.fieldsTotal), "asked": String(counts.materialsAsked), "materials": String(counts.materialsTotal)]), language)</p>\
            <p>\(Components.anchor(TrackingText.whoUsed, "/data-uses", language))</p>
            """
        return Components.card(TrackingText.onlyAsked, body, language)
    }

    /// What was written for them, as they signed it.
    private func written(_ file: ApplicationFile, _ language: Language) -> HTML {
        file.frozen.materials.filter { !$0.words.isEmpty }.html { material in
            let name = file.thing.parts.lazy.compactMap { $0.item.material(material.code) }.first?.name
            let words = ComposedDocument.html(material.words, language)
            return Components.details(ComposingText.signed(name ?? Text(same: material.code)), words, language)
        }
    }

    /// 每一项从哪里来
    private func facts(_ file: ApplicationFile, _ language: Language) -> HTML {
        let rows = file.facts.sorted { $0.key < $1.key }.compactMap { field, fact -> Components.Fact? in
            guard let code = file.thing.elementCode(of: field), let element = file.catalogue.elements[code] else { return nil }
            let label = file.thing.label(of: field, element)
            return Components.Fact(
                label, HTML(text: file.catalogue.words(for: fact.value, of: element)[language]),
                source: "\(fact.source.text(in: file.catalogue), language)")
        }
        return Components.details(TrackingText.everySource, Components.summaryList(rows, language), language)
    }

    // MARK: The receipt

    private var receipt: Screen<ApplicationFile> {
        Screen(
            "applications.receipt", get: "/applications/{id}/receipt", access: .applicant, summary: TrackingText.receipt,
            refuses: ["cases.not-found"],
            load: { try await applicationFile(try $0.id(), for: $0.visitor) },
            page: { file, call in
                let language = call.language
                let application = file.application
                let name = file.thing.called ?? file.thing.name
                let rows = file.cases.map { item in
                    Components.Row([
                        HTML(text: (file.item(of: item)?.name ?? Text(same: item.item))[language]),
                        HTML(text: file.catalogue.departmentShortName(item.department)[language]), Components.code(item.number),
                        HTML(text: item.status.name[language]),
                    ])
                }
                let columns = [TrackingText.item, TrackingText.department, TrackingText.caseNumber, TrackingText.state].map {
                    Components.Column($0)
                }
                let where_ = Link("/applications/\(application.id)")
                let code = Components.qr(where_.absolute(from: origin), label: TrackingText.scan, language)
                let facts = [
                    Components.Fact(TrackingText.number, Components.code(application.number)),
                    Components.Fact(TrackingText.thing, HTML(text: name[language])),
                    Components.Fact(TrackingText.applicant, HTML(text: file.frozen.applicant.name)),
                    Components.Fact(TrackingText.when, Components.moment(application.submittedAt, language)),
                ]
                let body: HTML = """
                    \(Components.steps(current: 3, language))\(Components.heading(TrackingText.received, lede: TrackingText.receivedLede, language))\
                    \(Components.split(Components.card(nil, Components.summaryList(facts, language)) + Components.card(nil, Components.table(columns, rows: rows, caption: TrackingText.cases, language)), Components.card(nil, "\(code)<p class=\"soft\">\(TrackingText.scan, language)</p>")))\
                    \(AskingProof(file.checklist, file.frozen.holdings, in: file.catalogue).html(language))\
                    \(Components.actionBar([Components.button(TrackingText.follow, to: where_, language), Components.printButton(language)]))
                    """
                return Page(TrackingText.received, layout: .portal(current: Cases.applicationsNav), body: body)
            })
    }
}

extension Case {
    /// A case in few words, for programs.
    var brief: JSON {
        [
            "id": .string(id.rawValue), "number": .string(number), "item": .string(item), "status": .string(status.rawValue),
            "version": .int(version),
        ]
    }
}
