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
    let shelf = DraftShelf()

    package init(database: Database, catalogue: CurrentCatalogue, versions: CatalogueStore, cases: Cases, surroundings: Surroundings) {
        self.database = database
        self.catalogue = catalogue
        self.versions = versions
        self.cases = cases
        self.surroundings = surroundings
    }

    /// The entry of the console's menu.
    package static let nav = Nav("catalogue", WorkshopText.catalogue, "/console/catalogue")

    /// Whoever writes or reviews the catalogue.
    package static let officials: Access = .staff([.editor, .publisher])
    static let editors: Access = .staff([.editor])
    static let publishers: Access = .staff([.publisher])

    /// Everything that this room answers.
    package var endpoints: [Endpoint] {
        browsing + draftEndpoints + editingEndpoints + reviewingEndpoints + pricingEndpoints + tryingEndpoints + importingEndpoints
    }

    /// Publishes what has been approved on its day.
    package var jobs: [Job] {
        [Job(name: "workshop.publishing", every: 60) { _, now in _ = try await publishDue(at: now) }]
    }

    /// Replays last year's applications, a page at each message.
    package var subscriptions: [Subscription] {
        [Subscription(topic: Workshop.pricingTopic, name: "workshop.pricing") { message, _ in try await replay(message) }]
    }
}
