import Store
import Synchronization

/// A database of somebody else's that is opened when it is first asked; where that fails it is tried again the next time.
final class OpenedOnce: Sendable {
    private let opened = Mutex<Database?>(nil)
    private let open: @Sendable () throws -> Database

    init(_ open: @escaping @Sendable () throws -> Database) { self.open = open }

    func database() throws -> Database {
        try opened.withLock { opened in
            if let opened { return opened }
            let database = try open()
            opened = database
            return database
        }
    }
}
