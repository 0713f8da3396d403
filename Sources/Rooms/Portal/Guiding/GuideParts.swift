import Cases
import Catalogue
import Kernel
import Web

/// The parts of a guide: the numbers, who does what, and every element of the implementation list, for the screen and for paper.
struct GuideParts {
    let view: Portal.GuideView
    let language: Language
    let today: LocalDate

    private var guide: Guide { Guide(view.thing, view.catalogue) }

    var numbers: HTML { view.checklist.reductions.numbers(language) }

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

    /// Who answers for the whole, and who for what in it.
    var responsibility: HTML? {
        guard !view.thing.isSingle else { return nil }
        let lead = Components.Fact(
            GuidingText.lead, "\(view.catalogue.departmentName(view.thing.lead), language)", note: "\(GuidingText.leadDuty, language)")
        let others = guide.cooperating.map {
            Components.Fact($0.label, HTML(text: $0.value[language]))
        }
        return Components.card(GuidingText.responsibility, Components.summaryList([lead] + others, language), language)
    }

    /// Every way of having it done, side by side.
    var channels: HTML? {
        let offers = view.checklist.offers(in: view.district, view.catalogue)
        guard !offers.isEmpty else { return nil }
        let rows = offers.map { offer -> Components.Row in
            let name = HTML(text: offer.channel.name[language])
            let mark: HTML = offer.isBest && offers.count > 1 ? Components.tag(GuidingText.best, .done, language) : HTML()
            let part: HTML? =
                offer.isWhole ? nil : "<br>\(Components.soft(GuidingText.someItems(offer.items, of: offer.all), language))"
            let time = offer.workingDays == 0 ? PortalText.sameDay : PortalText.days(offer.workingDays)
            return Components.Row([
                "\(name) \(mark)\(part)", HTML(text: time[language]), "\(offer.trips)", place(of: offer),
            ])
        }
        let columns = [
            Components.Column(GuidingText.channel), Components.Column(GuidingText.takes), Components.Column(GuidingText.visits, .number),
            Components.Column(GuidingText.place),
        ]
        // The figures above are what the whole city promises.
        let isQuicker = offers.contains { $0.workingDays < view.checklist.workingDays }
        let note: HTML? = isQuicker ? "<p>\(Components.soft(GuidingText.quickerHere, language))</p>" : nil
        return Components.card(
            GuidingText.channels, "\(Components.table(columns, rows: rows, caption: GuidingText.channels, language))\(note)", language)
    }

    private func place(of offer: ThingOffer) -> HTML {
        guard offer.channel == .counter || offer.channel == .terminal else { return HTML(text: GuidingText.atHome[language]) }
        guard offer.places.count == 1, let place = offer.places.first else { return HTML(text: GuidingText.seeBelow[language]) }
        let hours: HTML? = offer.hours.count == 1 ? offer.hours.first.map { "<br>\(Components.soft($0, language))" } : nil
        return "<div>\(place, language)\(hours)</div>"
    }

    /// On the screen each item of a one-thing opens by itself; the whole is one page further, for reading and for paper.
    var everything: HTML {
        let each =
            view.thing.isSingle
            ? guide.items.html { element($0) } : guide.items.html { Components.details($0.item.name, element($0), language) }
        let whole = Components.button(PortalText.wholeGuide, to: "/things/\(view.thing.code)/print", .plain, language)
        return materials() + Components.card(PortalText.details, each + Components.actionBar([whole]), language)
    }

    /// Every element of every item, one below the other.
    var whole: HTML {
        let each = guide.items.html { item -> HTML in
            let heading: HTML = view.thing.isSingle ? HTML() : "<h2>\(item.item.name, language)</h2>"
            return heading + element(item, isOpen: true)
        }
        let local = LocalParts(thing: view.thing, catalogue: view.catalogue, district: view.district, language: language).chosen
        return """
            \(numbers)\(responsibility)\(channels)\(local.map { Components.card(LocalText.title, $0, language) })\(materials(isOpen: true))\(each)
            """
    }

    private func element(_ item: Guide.ItemGuide, isOpen: Bool = false) -> HTML {
        GuideElements(guide: item, catalogue: view.catalogue, language: language, isOpen: isOpen).html
    }

    // MARK: 申请材料

    private func materials(isOpen: Bool = false) -> HTML {
        let rows = view.checklist.materials.compactMap { outcome -> Components.Row? in
            let (state, reason): (HTML, Text)
            switch outcome.state {
            case .waived(let why, _): (state, reason) = (Components.tag(PortalText.waived, .done, language), why)
            case .asked(let why, _): (state, reason) = (Components.tag(PortalText.asked, .wait, language), why)
            case .deferred(let why, _): (state, reason) = (Components.tag(PortalText.later, .wait, language), why)
            case .promised(let promise): (state, reason) = (Components.tag(PortalText.onPromise, .done, language), promise.text)
            case .covered(let promise): (state, reason) = (Components.tag(PortalText.onPromise, .done, language), promise.consequence)
            case .composed: (state, reason) = (Components.tag(Composition.name, .done, language), Composition.meaning)
            case .notNeeded: return nil
            }
            let basis = outcome.material.bases.map { $0.citation[language] }.joined(separator: language == .zh ? "；" : "; ")
            return Components.Row([
                HTML(text: outcome.material.name[language]), state, HTML(text: reason[language]), HTML(text: basis),
            ])
        }
        guard !rows.isEmpty else {
            return Components.card(PortalText.materials, "<p>\(PortalText.noMaterials, language)</p>\(others)", language)
        }
        let columns = [PortalText.material, PortalText.needed, PortalText.why, PortalText.basis].map { Components.Column($0) }
        return Components.card(
            PortalText.materials,
            Components.table(columns, rows: rows, caption: PortalText.materials, language) + eachDocument(isOpen: isOpen)
                + others,
            language)
    }

    /// What may not be asked for besides.
    private var others: HTML {
        "<p class=\"soft\">\(GuidingText.othersMayNot, language) \(Components.anchor(CertificateText.title, "/certificates", language))</p>"
    }

    /// For whoever has to bring one: form and copies, source, sample, how it is filled in, when it is accepted.
    private func eachDocument(isOpen: Bool) -> HTML {
        let parts = guide.materials.html { material -> HTML in
            var facts = [
                Components.Fact(GuidingText.form, HTML(text: material.form[language])),
                Components.Fact(GuidingText.source, HTML(text: material.source[language])),
            ]
            if let sample = material.sample { facts.append(Components.Fact(GuidingText.sampleOf, HTML(text: sample[language]))) }
            facts += material.notes.map { Components.Fact($0.label, HTML(text: $0.value[language])) }
            if !material.waivedBy.isEmpty {
                facts.append(Components.Fact(GuidingText.waivedBy, HTML(text: GuidingText.sentences(material.waivedBy)[language])))
            }
            return "<h3>\(material.name, language)</h3>\(Components.summaryList(facts, language))"
        }
        return Components.details(GuidingText.eachDocument, parts, isOpen: isOpen, language)
    }
}
