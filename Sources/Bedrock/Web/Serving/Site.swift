package import Kernel
package import Logging
import Metrics
package import Store

/// The whole site as a value: the list of its endpoints and what they stand on. `answer` is all of it except the sockets.
package struct Site: Sendable {
    /// Who a session belongs to, read beside it; nil where the account is no more. `Identity` answers.
    package typealias Identify = @Sendable (SessionRow, Language, any Connection) throws -> Visitor?

    /// The menus of the two shells.
    package struct Menus: Sendable {
        package var portal: @Sendable (Visitor) -> [Nav]
        package var console: @Sendable (Visitor) -> [Nav]

        package init(
            portal: @escaping @Sendable (Visitor) -> [Nav] = { _ in [] },
            console: @escaping @Sendable (Visitor) -> [Nav] = { _ in [] }
        ) {
            self.portal = portal
            self.console = console
        }
    }

    /// All of them, the site's own among them.
    package let endpoints: [Endpoint]
    package let settings: WebSettings
    package let metrics: MetricsRegistry
    let database: Database
    let surroundings: Surroundings
    let sessions: Sessions
    let identify: Identify
    let menus: Menus
    let publicVersion: @Sendable () -> Int
    let isPlace: @Sendable (String) -> Bool
    let routes: RouteTable
    let meters: EndpointMeters
    let assets: Assets
    let pages: PageCache
    let logger: Logger

    /// - Parameters:
    ///   - publicVersion: the number of what public pages show; when it changes, no page kept from before is shown again.
    ///   - isPlace: whether a visitor may choose that place as theirs; others are never remembered.
    ///   - ready: throws, with the reason for the operator, while this node should get no requests.
    /// - Throws: `RouteError`, and what the file system says about `web/`.
    package init(
        endpoints: [Endpoint], settings: WebSettings, database: Database, surroundings: Surroundings, identify: @escaping Identify,
        menus: Menus = Menus(), publicVersion: @escaping @Sendable () -> Int = { 0 },
        isPlace: @escaping @Sendable (String) -> Bool = { _ in false },
        ready: @escaping @Sendable () async throws -> Void = {},
        metrics: MetricsRegistry = MetricsRegistry(), logger: Logger = Logger(label: "web")
    ) throws {
        let all = endpoints + SiteEndpoints(settings: settings, rooms: endpoints, metrics: metrics, ready: ready).all
        self.endpoints = all
        self.settings = settings
        self.metrics = metrics
        self.database = database
        self.surroundings = surroundings
        self.sessions = Sessions(life: settings.sessionLife)
        self.identify = identify
        self.menus = menus
        self.publicVersion = publicVersion
        self.isPlace = isPlace
        self.routes = try RouteTable(all)
        self.meters = EndpointMeters(all, factory: metrics)
        self.assets = settings.webFolder.isEmpty ? .none : try Assets(folder: settings.webFolder)
        self.pages = PageCache(maxBytes: settings.maxReadyBytes)
        self.logger = logger
    }

    /// The files' versions, for pages that are made outside a request.
    package var assetVersions: AssetVersions { assets.versions }
}
