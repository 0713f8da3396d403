import Cases
import Catalogue
import Kernel
import Web

/// The pages on which a department's steward sees how its systems stand.
struct WatchingPages {
    let language: Language
    let csrf: String

    // MARK: All systems

    func list(_ list: SystemList) -> Page {
        let columns = [
            Components.Column(ExchangeText.system), Components.Column(ExchangeText.department), Components.Column(ExchangeText.way),
            Components.Column(ExchangeText.items, .number), Components.Column(ExchangeText.waits, .number),
            Components.Column(ExchangeText.state),
        ]
        let rows = list.systems.map { standing -> Components.Row in
            let system = standing.system
            return Components.Row([
                "<a href=\"\(Exchange.path(of: system.code))\">\(system.name, language)</a> \(Components.code(system.code))",
                "\(list.catalogue.departmentShortName(system.department), language)", "\(system.way.name, language)",
                "\(system.items.count)", "\(standing.counts.open)", Components.tag(standing.lightName, standing.tone, language),
            ])
        }
        let table: HTML =
            rows.isEmpty
            ? Components.emptyState(ExchangeText.none, hint: ExchangeText.noneHint, language)
            : Components.table(columns, rows: rows, caption: ExchangeText.title, language)
        let actions: HTML? =
            list.mayKeep
            ? Components.actionBar([Components.button(ExchangeText.register, to: "/console/exchange/registration", language)]) : nil
        let body: HTML = "\(Components.heading(ExchangeText.title, lede: ExchangeText.lede, language))\(actions)\(table)"
        return Page(ExchangeText.title, layout: .console(current: Exchange.nav), body: body)
    }

    // MARK: One system

    func file(_ file: SystemFile, problem: Problem?) -> Page {
        let (system, standing) = (file.system, file.standing)
        // Where nothing waits, nothing is said of it: the state beside the name says that all is well.
        let waiting: HTML? =
            file.waiting.isEmpty
            ? nil
            : Components.card(ExchangeText.waiting, deliveries(file.waiting, ExchangeText.waiting, file.today), language)
        let history: HTML =
            file.history.isEmpty
            ? Components.emptyState(ExchangeText.historyNone, language)
            : deliveries(file.history, ExchangeText.history, file.today)
                + Components.pager(
                    next: file.next.map { Exchange.path(of: system.code).with("after", $0.rawValue) },
                    first: file.isFirst ? nil : Exchange.path(of: system.code), language)
        let received: HTML =
            file.received.isEmpty ? Components.emptyState(ExchangeText.receivedNone, language) : lines(file.received, file.today)
        let tag = Components.tag(standing.lightName, standing.tone, language)
        let body: HTML = """
            \(Components.breadcrumbs([(ExchangeText.title, "/console/exchange")], language))\
            \(Components.heading(HTML(text: system.name[language]), above: Components.code(system.code), tag: tag))\
            \(problem.map { Components.problem($0, language) })\(notice(standing))\(file.mayKeep ? acts(file) : HTML())\
            \(waiting)\(Components.card(ExchangeText.registration, facts(file), language))\
            \(Components.card(ExchangeText.received, received, language))\
            \(Components.card(ExchangeText.history, history, language))
            """
        return Page(system.name, layout: .console(current: Exchange.nav), body: body, status: problem?.status ?? 200)
    }

    /// What is wrong, and what to do about it.
    private func notice(_ standing: SystemStanding) -> HTML {
        let counts = standing.counts
        switch standing.light {
        case .fine: return HTML()
        case .paused: return Components.banner(.wait, "<p>\(ExchangeText.pausedNote(counts.held), language)</p>")
        case .unready: return Components.banner(.wait, "<p>\(ExchangeText.noSecretHint, language)</p>")
        case .gaveUp: return Components.banner(.seal, "<p>\(ExchangeText.gaveUp(counts.failed), language)</p>")
        case .failing:
            let error = ExchangeText.error(standing.known.lastError ?? "unreachable")
            return Components.banner(.seal, "<p>\(ExchangeText.trouble(counts.waiting, error), language)</p>")
        }
    }

    private func acts(_ file: SystemFile) -> HTML {
        let system = file.system
        let seal = FormSeal(csrf: csrf)
        let isActive = system.state == .active
        var acts: [HTML] = []
        if file.standing.counts.waiting + file.standing.counts.failed > 0 {
            acts.append(
                Components.postButton(ExchangeText.retry, to: "/console/exchange/systems/\(system.code)/retry", seal: seal, language))
        }
        // One that exchanges by tables needs a secret only to fetch files.
        let needsSecret = file.standing.light == .unready
        acts.append(
            Components.postButton(
                system.hasSecret ? ExchangeText.renewSecret : ExchangeText.makeSecret,
                to: "/console/exchange/systems/\(system.code)/secret", kind: needsSecret ? .main : .plain, seal: seal,
                values: [("revision", String(system.revision))], language))
        acts.append(
            Components.postButton(
                isActive ? ExchangeText.pause : ExchangeText.resume, to: "/console/exchange/systems/\(system.code)/state",
                kind: isActive ? .plain : .main, seal: seal,
                values: [
                    ("state", (isActive ? DepartmentSystem.State.paused : .active).rawValue), ("revision", String(system.revision)),
                ], language))
        acts.append(
            Components.button(
                ExchangeText.edit, to: Link("/console/exchange/registration").with("code", system.code), .plain, language))
        return Components.actionBar(acts)
    }

    private func facts(_ file: SystemFile) -> HTML {
        let system = file.system
        let items = system.items.html { code in
            "<li>\(file.catalogue.items[code]?.name ?? Text(same: code), language)</li>"
        }
        var facts = [
            Components.Fact(ExchangeText.owner, "\(file.catalogue.departmentName(system.department), language)"),
            Components.Fact(ExchangeText.way, "\(system.way.name, language)"),
        ]
        if let url = system.url { facts.append(Components.Fact(ExchangeText.address, Components.code(url))) }
        if system.way == .webhook {
            facts.append(Components.Fact(ExchangeText.returnAddress, Components.code(file.returnAddress)))
        }
        if system.duties.contains(.licences) {
            facts.append(Components.Fact(ExchangeText.licencesAddress, Components.code(file.licencesAddress)))
        }
        if !system.licenceTypes.isEmpty {
            facts.append(Components.Fact(ExchangeText.actsAddress, Components.code(file.actsAddress)))
        }
        facts.append(
            Components.Fact(ExchangeText.secret, "\(system.hasSecret ? ExchangeText.hasSecret : ExchangeText.noSecret, language)"))
        if !system.items.isEmpty { facts.append(Components.Fact(ExchangeText.items, "<ul class=\"plain\">\(items)</ul>")) }
        if !system.duties.isEmpty {
            let duties = DepartmentSystem.Duty.allCases.filter(system.duties.contains).html { "<li>\($0.name, language)</li>" }
            facts.append(Components.Fact(ExchangeText.duties, "<ul class=\"plain\">\(duties)</ul>"))
        }
        if !system.licenceTypes.isEmpty {
            let types = system.licenceTypes.html { code in
                "<li>\(file.catalogue.licenceTypes[code]?.name ?? Text(same: code), language)</li>"
            }
            facts.append(Components.Fact(ExchangeText.licenceTypes, "<ul class=\"plain\">\(types)</ul>"))
        }
        return Components.summaryList(facts, language)
    }

    private func deliveries(_ deliveries: [SystemDelivery], _ caption: Text, _ today: LocalDate) -> HTML {
        let columns = [
            Components.Column(ExchangeText.caseNumber), Components.Column(ExchangeText.event), Components.Column(ExchangeText.state),
            Components.Column(ExchangeText.attempts, .number), Components.Column(ExchangeText.time),
        ]
        let rows = deliveries.map { delivery -> Components.Row in
            let tone: Components.Tone =
                switch delivery.state {
                case .sent: .done
                case .waiting, .held: .wait
                case .failed: .seal
                }
            let why: HTML? = delivery.error.map { Components.soft(ExchangeText.error($0), language) }
            return Components.Row([
                Components.code(delivery.number), "\(delivery.news.name, language)",
                "\(Components.tag(delivery.state.name, tone, language)) \(why)", "\(delivery.attempts)",
                Components.moment(delivery.changedAt, near: today, language),
            ])
        }
        return Components.table(columns, rows: rows, caption: caption, language)
    }

    private func lines(_ lines: [ExchangeLine], _ today: LocalDate) -> HTML {
        let columns = [
            Components.Column(ExchangeText.caseNumber), Components.Column(ExchangeText.event), Components.Column(ExchangeText.official),
            Components.Column(ExchangeText.outcome), Components.Column(ExchangeText.time),
        ]
        let rows = lines.map { line -> Components.Row in
            let tone: Components.Tone =
                switch line.outcome {
                case .done: .done
                case .repeated: .quiet
                case .refused: .seal
                }
            let why: HTML? = line.words.map { Components.soft($0, language) }
            let act = line.act.flatMap {
                LicenceMessage.name(of: $0) ?? LicenceActMessage.name(of: $0) ?? OfficialAct.Kind(rawValue: $0)?.name
            }
            // A message that was not believed is known by its id alone.
            let what = line.number.map { Components.code($0) } ?? Components.soft(ExchangeText.message(line.eventID), language)
            return Components.Row([
                what, "\(act ?? Text(same: "—"), language)", HTML(text: line.official ?? "—"),
                "\(Components.tag(line.outcome.name, tone, language)) \(why)", Components.moment(line.at, near: today, language),
            ])
        }
        return Components.table(columns, rows: rows, caption: ExchangeText.received, language)
    }
}
