import Catalogue
import Kernel
import Store
import Synchronization
import Web

/// The ledger as linked data, made once for each state of catalogue and ledger.
final class LedgerExports: Sendable {
    private let kept = Mutex<(tag: String, bytes: [UInt8])>(("", []))

    func bytes(_ tag: String) -> [UInt8]? { kept.withLock { $0.tag == tag ? $0.bytes : nil } }

    func keep(_ bytes: [UInt8], _ tag: String) { kept.withLock { $0 = (tag, bytes) } }
}

extension DataCentre {
    /// `GET /data.jsonld`: DCAT 3. Items that are not online are no data and stay out.
    var ledgerExport: Endpoint {
        Endpoint(
            "datacentre.jsonld", .get, "/data.jsonld", access: .everyone, summary: LedgerText.linkedData, tag: "data", gives: .object([]),
            face: .file
        ) { call in
            let snapshot = catalogue.snapshot
            // The entries are those of the state that the tag names; what has been made of them needs none.
            let (tag, known, entries) = try await database.read { connection -> (String, [UInt8]?, [LedgerEntry]) in
                let tag = "\"data-\(snapshot.version)-\(snapshot.hash.prefix(16))-\(try ledger.state(in: connection))\""
                let known = exports.bytes(tag)
                return (tag, known, known == nil ? try ledger.entries(nil, in: connection) : [])
            }
            let headers: Headers = ["etag": tag, "cache-control": "public, max-age=0, must-revalidate"]
            if let unchanged = call.unchanged(headers) { return unchanged }
            let bytes = known ?? DataCatalogue(snapshot, ledger: entries.compactMap(\.listed), base: origin).linkedJSON.bytes
            exports.keep(bytes, tag)
            return Answer.file(bytes, type: "application/ld+json", inline: true).with(headers)
        }
    }
}

extension LedgerEntry {
    fileprivate var listed: DataCatalogue.Listed? {
        guard key.kind != .item else { return nil }
        return DataCatalogue.Listed(
            isDataset: key.kind == .database || key.kind == .resource, code: key.code, name: name, department: department, unit: owner,
            elements: elements, cycle: cycle, sharing: sharing, basis: basis)
    }
}
