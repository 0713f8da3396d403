import Cases
import Catalogue
import Exchange
import Hummingbird
import Kernel
import Logging
import ServiceLifecycle
import Store
import UnixSignals
import Web

extension Platform {
    /// Serves until the process is told to stop (SIGTERM, SIGINT); then takes no more requests, finishes those under way, and closes the
    /// database.
    ///
    /// - Parameters:
    ///   - background: what goes on beside the first requests and may end before (the demo city's history).
    ///   - onRunning: called once with the port that is listened on.
    package func run(
        background: (@Sendable () async throws -> Void)? = nil, report: @escaping Report = { _ in },
        onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) async throws {
        let (readiness, delay) = (readiness, settings.shutdownSeconds)
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = []
        if settings.openRooms.contains(.work) {
            let outbox = OutboxRunner(
                ground.database, subscriptions, surroundings: surroundings, logger: log("outbox"),
                pollSeconds: Double(settings.outboxPollSeconds))
            let runner = JobRunner(ground.database, jobs, surroundings: surroundings, logger: log("jobs"))
            services.append(.init(service: EndingService("outbox") { await outbox.run() }))
            services.append(.init(service: EndingService("jobs") { await runner.run() }))
        }
        services.append(.init(service: EndingService("catalogue", watchCatalogue)))
        services.append(.init(service: EndingService("node", tellNode)))
        if settings.openRooms.contains(.portal) { services.append(.init(service: EndingService("savings", watchSaving))) }
        if let background {
            let log = log("background")
            services.append(
                .init(
                    service: EndingService("background") {
                        do {
                            try await background()
                        } catch  where !(error is CancellationError) {
                            // The city is open without it; the next start goes on where this one failed.
                            log.error("What was to be done beside the requests failed", metadata: ["error": "\(error)"])
                        }
                    }, successTerminationBehavior: .ignore))
        }
        services.append(.init(service: site.application(onRunning: onRunning)))
        // Services stop in the reverse order: this one first, so that a proxy is told before the door closes.
        services.append(
            .init(
                service: EndingService("readiness") {
                    try? await gracefulShutdown()
                    readiness.stop()
                    report(PlatformText.stopping)
                }))
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: log("services"))
        configuration.maximumGracefulShutdownDuration = .seconds(delay)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch {
            await exchange.close()
            await ground.database.close()
            // 98 is Linux's number for an address that somebody else listens on.
            let isTaken = String(describing: error).contains("errno: 98")
            throw isTaken ? PlatformProblem.portTaken(settings.web.host, settings.web.port) : error
        }
        await exchange.close()
        await ground.database.close()
        report(PlatformText.stopped)
    }

    /// Takes newly published versions and calendars into force, told at once and looked for from time to time.
    @Sendable private func watchCatalogue() async throws {
        let notices = ground.database.notifications(CatalogueStore.channel)
        let log = log("catalogue")
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in notices { await refresh(log) } }
            group.addTask { while (try? await Task.sleep(for: .seconds(30))) != nil { await refresh(log) } }
        }
    }

    /// Says that this server runs, and with which keys.
    @Sendable private func tellNode() async throws {
        let (nodes, node, keys) = (RunningNodes(ground.database), surroundings.newID(), ground.keyring.currentIDs)
        let log = log("node")
        repeat {
            do {
                try await nodes.tell(node, keys: keys, at: surroundings.now())
            } catch  where !(error is CancellationError) {
                log.warning("This server could not say that it runs", metadata: ["error": "\(error)"])
            }
        } while (try? await Task.sleep(for: .seconds(RunningNodes.everySeconds))) != nil
        // Where it cannot, the row is taken for gone in a minute.
        try? await nodes.leave(node)
    }

    /// Reads the counters of the home page again, once a minute: each change makes kept public pages anew.
    @Sendable private func watchSaving() async throws {
        let log = log("savings")
        repeat {
            do {
                try await saving.refresh(from: cases, at: surroundings.now())
            } catch  where !(error is CancellationError) {
                log.error("The counters could not be read; the page goes on showing the last ones", metadata: ["error": "\(error)"])
            }
        } while (try? await Task.sleep(for: .seconds(60))) != nil
    }

    private func refresh(_ log: Logger) async {
        do {
            ground.calendar.replace(WorkingCalendar(years: try await ground.catalogues.calendarYears()))
            if try await ground.catalogue.refresh(from: ground.catalogues) {
                log.info("A new version is in force", metadata: ["version": "\(ground.catalogue.snapshot.version)"])
            }
        } catch {
            log.error("The catalogue could not be looked at; the present one stays in force", metadata: ["error": "\(error)"])
        }
    }
}
