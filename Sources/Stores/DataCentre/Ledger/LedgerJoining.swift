package import Kernel
package import Store

extension DataCentre {
    /// Enters a department's system that is joined by the exchange into the ledger, so that nobody has to register it twice. What the
    /// department has written about it stays; false where another department has an entry of that code.
    @discardableResult
    package func register(
        system code: String, _ name: Text, of department: String, by person: String, at now: Instant, in connection: any Connection
    ) throws -> Bool {
        let key = LedgerEntry.Key(kind: .system, code: code)
        var entry =
            try ledger.entry(key, in: connection)
            ?? LedgerEntry(
                key: key, department: department, name: name, owner: nil, elements: [], cycle: nil, sharing: nil, basis: nil, quality: nil,
                joining: nil, planOwner: nil, planOn: nil, reason: nil)
        guard entry.department == department else { return false }
        (entry.name, entry.joining) = (name, .exchange)
        return try ledger.put(entry, expected: nil, by: person, at: now, in: connection)
    }
}
