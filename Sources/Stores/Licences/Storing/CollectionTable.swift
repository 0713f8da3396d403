import Cryptography
import Kernel
import Store

/// Deliveries, their rows, and which row of a department's system stands behind which licence.
struct CollectionTable: Sendable {
    let sealer: Sealer

    private func context(_ id: ID) -> String { Sealer.context(table: "licences_collection", column: "content", row: id.rawValue) }

    private func context(_ id: ID, _ line: Int) -> String {
        Sealer.context(table: "licences_collected", column: "content", row: "\(id)/\(line)")
    }

    func insert(_ collection: LicenceCollection, in connection: any Connection) throws {
        let content: JSON = [
            "collector": .string(collection.collector), "file": .string(collection.fileName),
            "columns": .array(collection.columns.map(JSON.string)),
        ]
        try connection.run(
            """
            INSERT INTO licences_collection (id, at, issuer, region, way, origin, account, content, total, made, changed, cancelled, unchanged, rejected)
            VALUES (\(collection.id), \(collection.at), \(collection.issuer), \(collection.region.sixDigits), \(collection.way.rawValue),
                \(collection.origin.rawValue), \(collection.account), \(sealer.sealBinary(content.bytes, for: context(collection.id))),
                \(collection.total), 0, 0, 0, 0, 0)
            """)
    }

    func finish(_ collection: LicenceCollection, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE licences_collection SET finished_at = \(collection.finishedAt), made = \(collection.count(.made)),
                changed = \(collection.count(.changed)), cancelled = \(collection.count(.cancelled)),
                unchanged = \(collection.count(.unchanged)), rejected = \(collection.count(.rejected))
            WHERE id = \(collection.id)
            """)
    }

    func insert(line: Int, _ outcome: LicenceCollection.Outcome, licence: ID, of collection: ID, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO licences_collected (collection_id, line, outcome, licence_id)
            VALUES (\(collection), \(line), \(outcome.rawValue), \(licence))
            """)
    }

    /// A row that was not taken is kept whole: what it said, and what is wrong with it.
    func insert(_ row: RejectedRow, of collection: ID, in connection: any Connection) throws {
        let content: JSON = [
            "cells": .object(row.cells.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }),
            "faults": .array(row.faults.map { ["column": .string($0.column), "message": JSON($0.message)] }),
        ]
        try connection.run(
            """
            INSERT INTO licences_collected (collection_id, line, outcome, content)
            VALUES (\(collection), \(row.line), 'rejected', \(sealer.sealBinary(content.bytes, for: context(collection, row.line))))
            """)
    }

    func collection(_ id: ID, in connection: any Connection) throws -> LicenceCollection? {
        try connection.row("SELECT * FROM licences_collection WHERE id = \(id)").map(collection)
    }

    /// Those of some departments, the latest first.
    func list(_ predicate: Query, before: ID?, limit: Int, in connection: any Connection) throws -> [LicenceCollection] {
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            "SELECT * FROM licences_collection WHERE \(predicate)\(older) ORDER BY id DESC LIMIT \(limit: limit)"
        ).map(collection)
    }

    /// The rejected rows after a line.
    func rejected(of id: ID, after line: Int = 0, limit: Int, in connection: any Connection) throws -> [RejectedRow] {
        try connection.rows(
            """
            SELECT line, content FROM licences_collected WHERE collection_id = \(id) AND line > \(line) AND outcome = 'rejected'
            ORDER BY line LIMIT \(limit: limit)
            """
        ).map { row in
            let line = try row.int("line")
            let content = try JSON(parsing: sealer.openBinary(row.blob("content"), for: context(id, line)))
            return RejectedRow(
                line: line,
                cells: Dictionary(
                    (content["cells"]?.members ?? []).map { ($0.name, $0.value.string ?? "") }, uniquingKeysWith: { first, _ in first }),
                faults: (content["faults"]?.array ?? []).map {
                    RowFault(column: $0["column"]?.string ?? "", Text(stored: $0["message"]))
                })
        }
    }

    /// The first licence that a delivery brought: for the single form, which has one.
    func licence(of id: ID, in connection: any Connection) throws -> ID? {
        try connection.row(
            "SELECT licence_id FROM licences_collected WHERE collection_id = \(id) AND licence_id IS NOT NULL ORDER BY line LIMIT 1")?
            .idOrNil("licence_id")
    }

    // MARK: Sources

    func source(_ id: String, of issuer: String, in connection: any Connection) throws -> (licence: ID, hash: String)? {
        try connection.row("SELECT licence_id, row_hash FROM licences_source WHERE issuer = \(issuer) AND source_id = \(id)").map {
            (try $0.id("licence_id"), try $0.text("row_hash"))
        }
    }

    func hasSource(type: String, number: String, in connection: any Connection) throws -> Bool {
        try connection.exists(
            """
            SELECT s.source_id FROM licences_licence l JOIN licences_source s ON s.licence_id = l.id
            WHERE l.type = \(type) AND l.number = \(number)
            """)
    }

    func put(source id: String, of issuer: String, licence: ID, hash: String, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO licences_source (issuer, source_id, licence_id, row_hash) VALUES (\(issuer), \(id), \(licence), \(hash))
            ON CONFLICT (issuer, source_id) DO UPDATE SET licence_id = \(licence), row_hash = \(hash)
            """)
    }

    private func collection(_ row: ResultRow) throws -> LicenceCollection {
        let id = try row.id("id")
        let content = try JSON(parsing: sealer.openBinary(row.blob("content"), for: context(id)))
        guard let region = RegionCode(try row.text("region")) else { throw StoreError.malformed("licences_collection \(id) has no region") }
        let counts = try LicenceCollection.Outcome.allCases.map { outcome in
            switch outcome {
            case .made: (outcome, try row.int("made"))
            case .changed: (outcome, try row.int("changed"))
            case .cancelled: (outcome, try row.int("cancelled"))
            case .unchanged: (outcome, try row.int("unchanged"))
            case .rejected: (outcome, try row.int("rejected"))
            }
        }
        return LicenceCollection(
            id: id, at: try row.instant("at"), finishedAt: try row.instantOrNil("finished_at"), issuer: try row.text("issuer"),
            region: region,
            way: try row.value("way", as: LicenceCollection.Way.self), origin: try row.value("origin", as: LicenceOrigin.self),
            account: try row.idOrNil("account"), collector: content["collector"]?.string ?? "", fileName: content["file"]?.string ?? "",
            columns: (content["columns"]?.array ?? []).compactMap(\.string), total: try row.int("total"),
            counts: Dictionary(counts, uniquingKeysWith: { first, _ in first }))
    }
}
