import Catalogue
import Cryptography
package import Kernel
import Store
package import Web

extension Licences {
    /// Takes a delivery in: good rows are kept though others fail, every other row is reported with its faults, and the same delivery again
    /// changes nothing.
    package func collect(_ delivery: Delivery, by visitor: Visitor, at instant: Instant) async throws -> LicenceCollection {
        guard delivery.rows.count <= settings.collectionRows else {
            throw LicenceRefusal.tooManyRows(delivery.rows.count, most: settings.collectionRows).problem
        }
        guard !delivery.rows.isEmpty else { throw LicenceRefusal.unreadableFile(CollectionText.emptyFile).problem }
        let reading = CollectionReading(
            catalogue: catalogue.snapshot, department: delivery.department, scope: visitor.scope, today: instant.date)
        var collection = LicenceCollection(
            id: surroundings.newID(), at: instant, issuer: delivery.department, region: delivery.region, way: delivery.way,
            origin: delivery.origin, account: visitor.account, collector: visitor.name, fileName: delivery.fileName,
            columns: delivery.columns, total: delivery.rows.count, counts: [:])
        let clerk = CollectionClerk(
            licences: self, collection: collection, scope: visitor.scope, own: try await ownNumbers(of: visitor, on: instant.date))
        try await database.write { [collection] in try table.collections.insert(collection, in: $0) }
        let read = reading.read(delivery.rows)
        for start in stride(from: 0, to: read.count, by: Licences.collectionPiece) {
            let range = start..<min(start + Licences.collectionPiece, read.count)
            let piece = zip(delivery.rows[range], read[range]).map { (row: $0, read: $1) }
            for outcome in try await clerk.take(piece, at: instant) { collection.counts[outcome, default: 0] += 1 }
        }
        collection.finishedAt = surroundings.now()
        try await database.write { [collection] in try table.collections.finish(collection, in: $0) }
        return collection
    }

    /// Rows that share a transaction.
    private static let collectionPiece = 100
}

/// Takes rows into the register, some in a transaction; where that fails each on its own.
struct CollectionClerk: Sendable {
    let licences: Licences
    let collection: LicenceCollection
    let scope: Scope
    /// Numbers of the collector themselves: nobody enters their own licences.
    let own: Set<String>

    typealias Piece = [(row: CollectionRow, read: CollectionReading.Outcome)]

    func take(_ piece: Piece, at instant: Instant) async throws -> [LicenceCollection.Outcome] {
        do {
            return try await licences.database.write { connection in
                try piece.map { try take($0.row, $0.read, at: instant, in: connection) }
            }
        } catch let error where CollectionClerk.concernsARow(error) {
            // Somebody wrote the same licence at the same time, or one row is more than the register takes: alone, each row finds out
            // whether it was the one.
            var outcomes: [LicenceCollection.Outcome] = []
            for (row, read) in piece { outcomes.append(try await takeAlone(row, read, at: instant)) }
            return outcomes
        }
    }

    private func takeAlone(_ row: CollectionRow, _ read: CollectionReading.Outcome, at instant: Instant) async throws
        -> LicenceCollection.Outcome
    {
        do {
            return try await licences.database.write { try take(row, read, at: instant, in: $0) }
        } catch let error where CollectionClerk.concernsARow(error) {
            let fault = RowFault(.number, (error as? Problem)?.detail ?? CollectionText.clash)
            return try await licences.database.write { try reject(row, [fault], in: $0) }
        }
    }

    /// What one row brings about must not lose the others. A database that is gone is everybody's.
    private static func concernsARow(_ error: any Error) -> Bool {
        if case StoreError.constraint = error { return true }
        return error is Problem
    }

    private func take(
        _ row: CollectionRow, _ read: CollectionReading.Outcome, at instant: Instant, in connection: any Connection
    ) throws -> LicenceCollection.Outcome {
        switch read {
        case .bad(let faults): return try reject(row, faults, in: connection)
        case .good(let licence):
            switch try put(licence, at: instant, in: connection) {
            case .refused(let fault): return try reject(row, [fault], in: connection)
            case .done(let outcome, let id):
                try licences.table.collections.insert(line: row.line, outcome, licence: id, of: collection.id, in: connection)
                return outcome
            }
        }
    }

    private func reject(_ row: CollectionRow, _ faults: [RowFault], in connection: any Connection) throws -> LicenceCollection.Outcome {
        let rejected = RejectedRow(line: row.line, cells: row.cells, faults: faults)
        try licences.table.collections.insert(rejected, of: collection.id, in: connection)
        return .rejected
    }

    private enum Put {
        case refused(RowFault)
        case done(LicenceCollection.Outcome, ID)
    }

    private func put(_ row: CollectedLicence, at instant: Instant, in connection: any Connection) throws -> Put {
        let table = licences.table
        if row.holders.contains(where: { own.contains($0.number) }) { return .refused(RowFault(.holderCode, CollectionText.own)) }
        let known = try table.collections.source(row.sourceID, of: row.issuer, in: connection)
        if let known, table.blindIndex.hashes(row.canonical, purpose: "licence-row").contains(known.hash) {
            return .done(.unchanged, known.licence)
        }
        let before = try table.latest(type: row.type, number: row.number, in: connection)
        let sourced = try known.flatMap { try table.licence($0.licence, in: connection) }
        if let fault = try refusal(of: row, before: before, sourced: sourced, on: instant.date, in: connection) { return .refused(fault) }
        let hash = table.blindIndex.hash(row.canonical, purpose: "licence-row")
        if case .act(let status) = row.operation {
            guard let before else { return .refused(RowFault(.sourceID, CollectionText.nothingToRemove)) }
            if before.status == status { return .done(.unchanged, before.id) }
            try licences.change(
                before.id, to: status, reason: row.reason, ground: row.ground, law: row.law, by: collection.actor, cause: cause,
                at: instant, in: connection)
            // A licence that has ended is known by the row that ended it: its old row, sent again, is told so. A freeze passes, and leaves
            // what the department sends every night as known as it was.
            if LicenceTransition.of(before.status, to: status)?.isEnd == true {
                try table.collections.put(source: row.sourceID, of: row.issuer, licence: before.id, hash: hash, in: connection)
            }
            return .done(status == .cancelled ? .cancelled : .changed, before.id)
        }
        let licence = try licences.issue(order(row), at: instant, in: connection)
        try table.collections.put(source: row.sourceID, of: row.issuer, licence: licence.id, hash: hash, in: connection)
        return .done(before == nil ? .made : .changed, licence.id)
    }

    private var cause: String { "collection:\(collection.id)" }

    private func order(_ row: CollectedLicence) -> IssueOrder {
        var order = IssueOrder(
            type: row.type, holder: row.holders[0], face: row.face, number: row.number, issuer: row.issuer, issuedOn: row.issuedOn,
            validFrom: row.validFrom, validUntil: row.validUntil, caseID: nil, trust: collection.origin.trust)
        order.region = row.region
        order.origin = collection.origin
        order.coholders = Array(row.holders.dropFirst())
        order.cause = cause
        order.actor = collection.actor
        return order
    }

    /// What the register has against a row that reads well. Pure apart from the look at another row's source.
    private func refusal(
        of row: CollectedLicence, before: Licence?, sourced: Licence?, on today: LocalDate, in connection: any Connection
    ) throws -> RowFault? {
        if let sourced, (sourced.type, sourced.number) != (row.type, row.number) {
            return RowFault(.number, CollectionText.otherNumber(sourced.number))
        }
        guard let before else {
            return row.operation == .put ? nil : RowFault(.sourceID, CollectionText.nothingToRemove)
        }
        // The place that a row states is not always that of the licence.
        if !scope.holds(anyOf: LicenceRights.keepers, department: before.issuer, region: before.region) {
            return RowFault(.area, CollectionText.notYourPlace)
        }
        if before.origin == .issuing { return RowFault(.number, CollectionText.issuedHere) }
        if sourced == nil, try licences.table.collections.hasSource(type: row.type, number: row.number, in: connection) {
            return RowFault(.sourceID, CollectionText.otherSource)
        }
        if before.holder.number != row.holders[0].number { return RowFault(.holderCode, CollectionText.otherHolder) }
        if case .act(let status) = row.operation { return refusal(of: row, to: status, before, on: today) }
        if collection.origin.trust.rawValue > before.trust.rawValue { return RowFault(.sourceID, CollectionText.lessTrust(before.trust)) }
        // A freeze is not got round, and what was taken away does not come back by a file.
        let isReplaceable = before.status != .frozen && LicenceTransition.of(before.status, to: .superseded) != nil
        return isReplaceable ? nil : RowFault(.number, CollectionText.notReplaceable(before.status.name))
    }

    /// What stands against an act: the register's own table, its grounds, and where the news come from.
    private func refusal(of row: CollectedLicence, to status: LicenceStatus, _ before: Licence, on today: LocalDate) -> RowFault? {
        if before.status == status { return nil }
        // Papers and holders tell what was issued; what was frozen or revoked the issuer's own register tells.
        if status != .cancelled, collection.origin != .register { return RowFault(.operation, CollectionText.registerOnly) }
        let fits = before.grounds(to: status, of: licences.catalogue.snapshot.matter(of: before.type), on: today)
        guard let step = LicenceTransition.of(before.status, to: status), !step.roles.isEmpty,
            fits.contains(where: { $0.code == row.ground })
        else { return RowFault(.ground, CollectionText.notPossible(before.status(on: today).name, status.name)) }
        // As by hand: in the place where the licence is, whatever place the row states.
        return LicenceRights.may(scope, step.roles, before) ? nil : RowFault(.operation, CollectionText.notYourAct(status.name))
    }
}
