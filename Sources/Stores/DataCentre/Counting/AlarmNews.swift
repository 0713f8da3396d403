import Catalogue
import Identity
import Kernel
import Store
import Web

extension DataCentre {
    /// Writes of a new alarm to the data stewards of the department for which was read and of those whose data it was, once.
    ///
    /// - Parameter matters: what was read of late; what was counted before is not asked for again.
    func tell(_ alarm: ReadingAlarm, about matters: Set<LogCount.Matter>, at now: Instant, in connection: any Connection) throws {
        let snapshot = catalogue.snapshot
        var departments = Set(matters.compactMap(\.department))
        departments.formUnion(matters.map { snapshot.department(holding: $0.resource, for: $0.code) })
        // A line that names no department is of whoever reads: their own.
        if let account = alarm.who.account {
            departments.formUnion(try identity.staff(ofAccount: account, in: connection)?.scope.grants.compactMap(\.department) ?? [])
        }
        let name = try names(of: [alarm.who], in: connection)[alarm.who] ?? alarm.who.text
        try tellStewards(
            of: departments.subtracting([""]), CountingText.alarmed(alarm.kind), CountingText.alarmedBody(name, alarm),
            reference: "alarm:\(alarm.id)", at: now, in: connection)
    }

    /// What readers are called: officers by their name, systems as their department has entered them in the ledger.
    func names(of readers: [WatchedReader], in connection: any Connection) throws -> [WatchedReader: String] {
        let staff = try identity.staffNames(ofAccounts: readers.compactMap(\.account), in: connection)
        return try readers.reduce(into: [:]) { names, reader in
            switch reader {
            case .account(let id): names[reader] = staff[id]
            case .system(let code):
                names[reader] = try ledger.entry(LedgerEntry.Key(kind: .system, code: code), in: connection)?.name.zh ?? code
            }
        }
    }
}
