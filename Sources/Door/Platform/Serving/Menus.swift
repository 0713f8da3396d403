import Cases
import DataCentre
import Exchange
import Kernel
import Licences
import Messages
import Portal
import Store
import Web
import Workshop

extension Platform {
    /// The menus of the two shells, as far as this node serves what they lead to.
    static func menus(_ open: Set<PlatformRoom>, _ cases: Cases) -> Site.Menus {
        let portal: [(PlatformRoom, Nav)] = [
            (.portal, PortalText.nav), (.cases, Cases.applicationsNav), (.licences, LicencesText.nav), (.messages, MessagesText.nav),
        ]
        return Site.Menus(
            portal: { visitor in
                // An official has no applications, licences or messages of their own here: that is what signing in as a person is for.
                guard visitor.kind == .staff else { return portal.filter { open.contains($0.0) }.map(\.1) }
                return [PortalText.nav, Nav("desk", PlatformText.desk, staffHome(visitor.scope))]
            },
            console: { visitor in
                var menu: [Nav] = []
                if open.contains(.cases), visitor.may(Cases.officers) {
                    menu.append(Cases.consoleNav)
                    if cases.leads(visitor.scope) { menu.append(Cases.leadNav) }
                    menu.append(Cases.consoleSearchNav)
                }
                if open.contains(.cases), visitor.may(Cases.assistants) { menu.append(Cases.assistanceNav) }
                if open.contains(.licences), visitor.may(Licences.registrars) { menu.append(RegisterText.nav) }
                if open.contains(.licences), visitor.kind == .staff { menu.append(VerifyingText.nav) }
                if open.contains(.workshop), visitor.may(Workshop.officials) { menu += [Workshop.nav, Workshop.graphNav] }
                if open.contains(.datacentre), visitor.may(DataCentre.stewards) { menu.append(DataCentre.nav) }
                if open.contains(.exchange), visitor.may(Exchange.keepers) { menu.append(Exchange.nav) }
                if open.contains(.cases), visitor.kind == .staff { menu.append(Cases.manualNav) }
                return menu
            })
    }

    /// Where somebody of that trust begins their day.
    @Sendable static func staffHome(_ scope: Scope) -> Link {
        let visitor = Visitor(kind: .staff, scope: scope, language: .zh)
        if visitor.may(Cases.officers) { return "/console" }
        if visitor.may(Workshop.officials) { return Workshop.nav.link }
        if visitor.may(DataCentre.stewards) { return DataCentre.nav.link }
        return visitor.may(Exchange.keepers) ? Exchange.nav.link : "/console"
    }

    /// What an operator watches besides the requests. Each is read when somebody asks.
    static func gauges(_ database: Database) -> MetricsRegistry {
        let metrics = MetricsRegistry()
        metrics.observe("yiwang_database_waiting", help: "Closures that wait for a thread of the database.") {
            Double(database.waitingCount)
        }
        metrics.observe("yiwang_outbox_waiting", help: "Messages posted or to be delivered.") {
            let state = try await database.read { try Outbox.state(in: $0) }
            return Double(state.posted + state.waiting)
        }
        metrics.observe("yiwang_outbox_oldest_seconds", help: "Age of the oldest message that waits; 0 where none does.") {
            let state = try await database.read { try Outbox.state(in: $0) }
            return state.oldestPostedAt.map { Double(Instant.now().microseconds - $0.microseconds) / 1e6 } ?? 0
        }
        metrics.observe("yiwang_outbox_dead_letters", help: "Messages that were given up.") {
            Double(try await database.read { try Outbox.state(in: $0) }.deadLetters)
        }
        metrics.observe("yiwang_jobs_failing", help: "Jobs whose last run failed.") {
            Double(try await database.read { try JobState.all(in: $0) }.count { $0.lastError != nil })
        }
        return metrics
    }
}

extension PlatformSettings {
    /// The address for links that leave the site (QR codes, papers).
    var publicOrigin: String { web.origin.isEmpty ? "http://\(web.host):\(web.port)" : web.origin }

    /// The settings as the site takes them.
    func webSettings(folder: String) -> WebSettings {
        WebSettings(
            host: web.host, port: web.port, origin: web.origin, secureCookies: web.secureCookies, trustProxy: web.trustProxy,
            webFolder: folder,
            maxFormBytes: web.maxFormBytes, maxFilesBytes: web.maxFilesBytes, maxTextBytes: web.maxTextBytes,
            idleConnectionSeconds: web.idleConnectionSeconds, maxReadyBytes: web.maxReadyBytes,
            sessionLife: Sessions.Life(
                applicantIdleSeconds: Int64(session.applicantIdleSeconds), staffIdleSeconds: Int64(session.staffIdleSeconds),
                longestSeconds: Int64(session.longestSeconds)))
    }
}
