import Catalogue
import Kernel
import Web

/// What a change would have cost or saved last year's applicants.
struct PriceCard {
    let draft: CatalogueDraft
    let run: PriceRun?
    /// Of what the draft changes now.
    let hash: String
    let mayAsk: Bool
    let seal: FormSeal
    let language: Language

    var html: HTML { Components.card(HTML(text: WorkshopText.price[language]), body, id: "price") }

    private var body: HTML {
        let ask = Components.postButton(
            run == nil ? WorkshopText.priceAsk : WorkshopText.priceAgain, to: Workshop.link(draft.id, "price"), kind: .plain, seal: seal,
            language)
        let way: HTML = mayAsk && run?.state != .running ? Components.actionBar([ask]) : HTML()
        guard let run else { return "<p class=\"soft\">\(WorkshopText.priceLede, language)</p>\(way)" }
        let stale: HTML = run.contentHash == hash ? HTML() : Components.banner(.wait, "<p>\(WorkshopText.priceStale, language)</p>")
        switch run.state {
        case .running:
            let link = Link("/api/v1/console/catalogue/drafts/\(draft.id)/price")
            return """
                <div data-watch="\(link)">\(Components.progressBar(run.share, of: 1000, label: WorkshopText.priceRunning, language))\
                <p class="soft" role="status">\(WorkshopText.replayed(run.price.applicants), language) \
                \(Components.anchor(WorkshopText.look, Workshop.link(draft.id), language))</p></div>
                """
        case .failed: return "<p>\(WorkshopText.priceFailed, language)</p>\(way)"
        case .done: return "\(stale)\(figures(run.perYear))\(way)"
        }
    }

    private func figures(_ price: Price) -> HTML {
        guard price.affected > 0 else { return "<p><strong>\(WorkshopText.priceNothing, language)</strong></p>" }
        let rows = [
            (WorkshopText.unitMaterials, price.materials), (WorkshopText.unitFields, price.fields), (WorkshopText.unitDays, price.days),
            (WorkshopText.unitTrips, price.trips),
        ].map { name, measure in
            let tone: Components.Tone = measure.balance > 0 ? .seal : measure.balance < 0 ? .done : .quiet
            let sum = measure.balance > 0 ? "+\(measure.balance)" : measure.balance < 0 ? "−\(-measure.balance)" : "0"
            return Components.Row([
                HTML(text: name[language]), HTML(text: WorkshopText.people(measure.worse, by: measure.worseBy)[language]),
                HTML(text: WorkshopText.people(measure.better, by: measure.betterBy)[language]),
                Components.tag(Text(same: sum), tone, language),
            ])
        }
        let columns = [
            Components.Column(WorkshopText.measure), Components.Column(WorkshopText.worse), Components.Column(WorkshopText.better),
            Components.Column(WorkshopText.balance, .number),
        ]
        let orphaned: HTML? = price.orphaned > 0 ? "<p>\(WorkshopText.priceOrphaned(price.orphaned), language)</p>" : nil
        return """
            <p><strong>\(WorkshopText.priceAffected(price.affected, of: price.applicants), language)</strong></p>\(orphaned)\
            \(Components.table(columns, rows: rows, caption: WorkshopText.price, language))
            """
    }
}
