import Cases
import Catalogue
import Kernel
import Web

/// The parts of a guide: the numbers, who does what, and every element of the implementation list, for the screen and for paper.
struct GuideParts {
    let view: Portal.GuideView
    let language: Language
    let today: LocalDate

    private var items: [ServiceItem] { view.thing.parts.map(\.item) }

    var numbers: HTML {
        let counts = view.checklist.reductions
        func figure(_ count: Reductions.Count, _ unit: Text) -> Components.Figure {
            Components.Figure(String(count.now), before: count.before.map(String.init), unit: unit)
        }
        return Components.fourNumbers(
            [
                figure(counts.materials, PortalText.unitMaterials), figure(counts.fields, PortalText.unitFields),
                figure(counts.days, PortalText.unitDays), figure(counts.trips, PortalText.unitTrips),
            ], language)
    }

    var bars: HTML {
        let bars = view.checklist.includedItems.map { item in
            let who = view.catalogue.departmentShortName(item.department)
            let words = item.length == 0 ? PortalText.sameDay : PortalText.days(item.length)
            return Components.Bar(
                Text("\(who.zh) \(item.name.zh)", "\(item.name.en) (\(who.en))"), start: Double(item.start),
                length: max(Double(item.length), 0.5),
                words: words)
        }
        return Components.bars(bars, caption: PortalText.whoDoesWhat, language)
    }

    /// What happens by itself afterwards: no application.
    var followOns: HTML {
        guard !view.thing.followOns.isEmpty else { return HTML() }
        let rows = view.thing.followOns.html { follow in
            let what: HTML? = follow.what.map { " <span class=\"soft\">\($0, language)</span>" }
            return "<li>\(view.catalogue.departmentShortName(follow.party), language) · \(follow.name, language)\(what)</li>"
        }
        return "<h3>\(PortalText.followOns, language)</h3><ul class=\"plain\">\(rows)</ul>"
    }

    /// On the screen each item of a one-thing opens by itself; the whole is one page further, for reading and for paper.
    var everything: HTML {
        let each = view.thing.isSingle ? items.html(element) : items.html { Components.details($0.name, element($0), language) }
        let whole = Components.button(PortalText.wholeGuide, to: "/things/\(view.thing.code)/print", .plain, language)
        return materials + Components.card(PortalText.details, each + Components.actionBar([whole]), language)
    }

    /// Every element of every item, one below the other.
    var whole: HTML {
        let each = items.html { item -> HTML in
            let heading: HTML = view.thing.isSingle ? HTML() : "<h2>\(item.name, language)</h2>"
            return heading + element(item)
        }
        return "\(numbers)\(materials)\(each)"
    }

    // MARK: 申请材料

    private var materials: HTML {
        let rows = view.checklist.materials.compactMap { outcome -> Components.Row? in
            let (state, reason): (HTML, Text)
            switch outcome.state {
            case .waived(let why, _): (state, reason) = (Components.tag(PortalText.waived, .done, language), why)
            case .asked(let why, _): (state, reason) = (Components.tag(PortalText.asked, .wait, language), why)
            case .later(let why): (state, reason) = (Components.tag(PortalText.later, .wait, language), why)
            case .promised(let promise): (state, reason) = (Components.tag(PortalText.onPromise, .done, language), promise.text)
            case .notNeeded: return nil
            }
            let basis = outcome.material.bases.map { $0.citation[language] }.joined(separator: language == .zh ? "；" : "; ")
            return Components.Row([
                HTML(text: outcome.material.name[language]), state, HTML(text: reason[language]), HTML(text: basis),
            ])
        }
        guard !rows.isEmpty else {
            return Components.card(PortalText.materials, "<p>\(PortalText.noMaterials, language)</p>", language)
        }
        let columns = [PortalText.material, PortalText.needed, PortalText.why, PortalText.basis].map { Components.Column($0) }
        return Components.card(
            PortalText.materials, Components.table(columns, rows: rows, caption: PortalText.materials, language), language)
    }

    // MARK: One item, element by element

    private func element(_ item: ServiceItem) -> HTML {
        var facts = [
            fact(PortalText.department, view.catalogue.departmentName(item.department)), fact(PortalText.type, item.type.name),
            fact(PortalText.code, Text(same: item.basicCode)), fact(PortalText.handling, item.handling.name),
        ]
        if !item.bases.isEmpty {
            facts.append(Components.Fact(PortalText.basis, item.bases.html { "<p>\($0.citation, language)</p>" }))
        }
        if let condition = item.condition { facts.append(fact(PortalText.condition, condition)) }
        if let statutory = item.limits.statutory {
            facts.append(
                Components.Fact(
                    PortalText.statutory, HTML(text: statutory.text[language]), source: statutory.basis.map { HTML(text: $0[language]) }))
        }
        if let promised = item.limits.promised { facts.append(fact(PortalText.promised, promised.text)) }
        facts.append(fact(PortalText.fee, fees(item)))
        facts.append(fact(PortalText.channels, join(item.channels.map(\.name))))
        facts.append(fact(PortalText.trips, item.tripsReason ?? Text(same: String(item.trips))))
        if let place = item.place { facts.append(fact(PortalText.place, place)) }
        if let hours = item.hours { facts.append(fact(PortalText.hours, hours)) }
        facts.append(Components.Fact(PortalText.phone, "<a href=\"\(Link.telephone(item.phone))\">\(item.phone)</a>"))
        facts.append(Components.Fact(PortalText.complaints, "<a href=\"\(Link.telephone(item.complaints))\">\(item.complaints)</a>"))
        let steps = item.steps.map(\.name)
        if !steps.isEmpty {
            facts.append(fact(PortalText.steps, Text(steps.map(\.zh).joined(separator: " → "), steps.map(\.en).joined(separator: " → "))))
        }
        let results = item.results.map(name)
        if !results.isEmpty { facts.append(fact(PortalText.results, join(results))) }
        if !item.reviewPoints.isEmpty {
            let points = item.reviewPoints.html { "<li>\(Components.chinese($0.text[language], language))</li>" }
            facts.append(Components.Fact(PortalText.reviewPoints, "<ul class=\"plain\">\(points)</ul>"))
        }
        facts.append(fact(PortalText.remedies, PortalText.remediesText))
        if let note = item.note { facts.append(fact(PortalText.note, note)) }
        let answers = item.frequentQuestions.html { "<dt>\($0.question, language)</dt><dd>\($0.answer, language)</dd>" }
        let questions: HTML? = item.frequentQuestions.isEmpty ? nil : "<h3>\(PortalText.frequent, language)</h3><dl>\(answers)</dl>"
        return "<section class=\"element\">\(Components.summaryList(facts, language))\(questions)</section>"
    }

    private func fact(_ label: Text, _ value: Text) -> Components.Fact { Components.Fact(label, HTML(text: value[language])) }

    private func join(_ texts: [Text]) -> Text {
        Text(texts.map(\.zh).joined(separator: "、"), texts.map(\.en).joined(separator: ", "))
    }

    private func fees(_ item: ServiceItem) -> Text {
        guard !item.fees.isEmpty else { return PortalText.noFee }
        return join(
            item.fees.map { fee in
                let basis = fee.bases.map(\.citation)
                let zh = basis.map(\.zh).joined(separator: "；")
                let en = basis.map(\.en).joined(separator: "; ")
                return Text("\(fee.name.zh) \(fee.amount.text.zh)（\(zh)）", "\(fee.name.en) \(fee.amount.text.en) (\(en))")
            })
    }

    private func name(_ result: ResultSpec) -> Text {
        switch result.kind {
        case .licence(let type): view.catalogue.licenceTypes[type]?.name ?? Text(same: type)
        case .document(let name): name
        }
    }
}
