import Catalogue
import Kernel
import Store
import Synchronization

/// All that decides whether a source may be asked now, as one transaction sees it.
struct SharingBook: Sendable {
    /// Change with every change of what is in here.
    var marks: SourceTable.Marks
    let grants: [Grant.Key: Grant]
    /// Sources that somebody has taken out of service.
    let outages: Set<String>
    var circuits: [String: Circuit]
    /// By resource.
    let agreements: [String: [Agreement]]
    /// By resource.
    let mappings: [String: [CodeMapping]]
    /// The latest renewal, by resource.
    let renewals: [String: LocalDate]

    /// nil where nothing stands in the way.
    func circuit(_ resource: String) -> Circuit { circuits[resource] ?? Circuit() }
}

/// The book as it was last read. It is believed only while the database still bears its mark, so a node keeps nothing that counts.
final class SharingShelf: Sendable {
    private let last = Mutex<SharingBook?>(nil)
    private let users = Mutex<(catalogue: String, byCode: [String: DataUsers])>(("", [:]))

    /// One row is read where nothing has changed.
    func book(_ table: GrantTable, _ sources: SourceTable, _ ledger: LedgerTable, _ quality: QualityTable, in connection: any Connection)
        throws -> SharingBook
    {
        let marks = try sources.marks(in: connection)
        if var book = last.withLock({ $0 }), book.marks.sharing == marks.sharing {
            if book.marks == marks { return book }
            (book.circuits, book.marks) = (try sources.circuits(in: connection), marks)
            last.withLock { $0 = book }
            return book
        }
        let grants = try table.all(in: connection)
        let book = SharingBook(
            marks: marks, grants: Dictionary(grants.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first }),
            outages: try sources.outages(in: connection), circuits: try sources.circuits(in: connection),
            agreements: Dictionary(grouping: try ledger.agreements(of: nil, in: connection), by: \.resource),
            mappings: Dictionary(grouping: try quality.mappings(in: connection), by: \.resource),
            renewals: try quality.renewals.latest(in: connection))
        last.withLock { $0 = book }
        return book
    }

    /// Who needs what for a thing: found once for each catalogue.
    func users(of code: String, in catalogue: Catalogue) -> DataUsers {
        if let known = users.withLock({ $0.catalogue == catalogue.hash ? $0.byCode[code] : nil }) { return known }
        let found = DataUsers(catalogue.thing(code), code: code, in: catalogue)
        users.withLock { shelf in
            if shelf.catalogue != catalogue.hash { shelf = (catalogue.hash, [:]) }
            // Codes come from the catalogue; anything else is not worth keeping.
            if catalogue.thing(code) != nil { shelf.byCode[code] = found }
        }
        return found
    }
}
