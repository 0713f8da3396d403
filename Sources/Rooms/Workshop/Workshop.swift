package import Cases
package import Catalogue
package import Kernel
package import Store
package import Web

/// 目录工坊: where officials write, check, price, review and publish the catalogue. This is what other rooms may do with it; each act is in
/// its folder.
package struct Workshop: Sendable {
    let database: Database
    let catalogue: CurrentCatalogue
    let versions: CatalogueStore
    let cases: Cases
    let surroundings: Surroundings
    /// Draws the pictures of the graph.
    let draughtsman: Draughtsman
    /// Writes the guides that a draft would publish.
    let guides: GuideWriter
    let shelf = DraftShelf()
    let graphs = GraphShelf()
    let pictures = PictureShelf()

    package init(
        database: Database, catalogue: CurrentCatalogue, versions: CatalogueStore, cases: Cases, surroundings: Surroundings,
        draughtsman: Draughtsman = .none, guides: GuideWriter = .none
    ) {
        self.database = database
        self.catalogue = catalogue
        self.versions = versions
        self.cases = cases
        self.surroundings = surroundings
        self.draughtsman = draughtsman
        self.guides = guides
    }

    /// The entry of the console's menu.
    package static let nav = Nav("catalogue", WorkshopText.catalogue, "/console/catalogue")

    package static let graphNav = Nav("graph", AdvicePageText.graph, "/console/graph")

    /// Whoever writes or reviews the catalogue.
    package static let officials: Access = .staff([.editor, .publisher])
    static let editors: Access = .staff([.editor])
    static let publishers: Access = .staff([.publisher])

    /// Everything that this room answers.
    package var endpoints: [Endpoint] {
        browsing + draftEndpoints + editingEndpoints + reviewingEndpoints + pricingEndpoints + tryingEndpoints + importingEndpoints
            + adviceEndpoints + pictureEndpoints
    }

    /// Publishes what has been approved on its day; has the advice computed anew when it is due.
    package var jobs: [Job] {
        [
            Job(name: "workshop.publishing", every: 60) { _, now in _ = try await publishDue(at: now) },
            Job(name: "workshop.advising", every: 60) { _, now in try await adviseIfDue(at: now) },
        ]
    }

    /// Replays last year's applications, a page at each message; computes the advice.
    package var subscriptions: [Subscription] {
        [
            Subscription(topic: Workshop.pricingTopic, name: "workshop.pricing") { message, _ in try await replay(message) },
            Subscription(topic: Workshop.advisingTopic, name: "workshop.advising") { message, _ in try await advise(message) },
        ]
    }
}
