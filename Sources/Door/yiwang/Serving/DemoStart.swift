import Catalogue
import DemoCity
import Foundation
import Identity
import Kernel
import Platform
import Synchronization
import Workshop

/// The demo city on its way into an empty database: people and registers before the first page, the past year's cases behind it.
struct DemoStart: Sendable {
    private let platform: Platform
    private let city: DemoCity

    init(_ platform: Platform) {
        self.platform = platform
        let ground = platform.ground
        city = DemoCity(catalogue: ground.catalogue.snapshot, regions: ground.regions, today: platform.surroundings.now().date)
    }

    func loadPeople() async throws {
        let progress = ProgressLine()
        try await city.loadPeople(
            identity: platform.identity, licences: platform.licences, dataCentre: platform.dataCentre, database: platform.ground.database,
            surroundings: platform.surroundings, progress: progress.tell)
    }

    func loadHistory() async throws {
        let progress = ProgressLine()
        let isNew = try await city.loadHistory(
            of: platform.settings.demoCases, cases: platform.cases, database: platform.ground.database, progress: progress.tell)
        try await city.loadWork(
            cases: platform.cases, dataCentre: platform.dataCentre, database: platform.ground.database,
            ledger: try platform.ground.home.demoLedger(), at: platform.surroundings.now())
        // What the graph advises counts a year of cases: before they were there it could only count none.
        if isNew { try await platform.workshop.askAdvice(at: platform.surroundings.now()) }
    }

    /// The accounts that anybody may try.
    static func tellLogins() {
        Terminal.say(CommandText.logins.filled(["password": Identity.demoPassword]))
        let width = DemoCity.logins.map(\.login.count).max() ?? 0
        for login in DemoCity.logins {
            let name = login.login.padding(toLength: width, withPad: " ", startingAt: 0)
            Terminal.say(Text(same: "  \(name)  \(login.name)  \(login.what.here)"))
        }
    }
}

/// Tells each step, and within a step every tenth of the whole.
private final class ProgressLine: Sendable {
    private let last = Mutex<(what: Text, tenth: Int)>((Text(same: ""), -1))

    @Sendable func tell(_ what: Text, _ share: Double) {
        let tenth = Int(share * 10)
        let isNew = last.withLock { last in
            guard last.what != what || last.tenth != tenth else { return false }
            last = (what, tenth)
            return true
        }
        if isNew { Terminal.say(CommandText.progress(what, percent: Int(share * 100))) }
    }
}
