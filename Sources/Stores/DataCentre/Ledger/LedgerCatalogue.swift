import Catalogue
import Kernel
import Store
import Synchronization
import Web

/// The ledger as linked data, made once for each state of catalogue and ledger.
final class LedgerExports: Sendable {
    private let kept = Mutex<(tag: String, bytes: [UInt8])>(("", []))

    func bytes(_ tag: String, _ make: () -> [UInt8]) -> [UInt8] {
        kept.withLock { kept in
            if kept.tag != tag { kept = (tag, make()) }
            return kept.bytes
        }
    }
}

extension DataCentre {
    /// `GET /data.jsonld`: DCAT 3. Items that are not online are no data and stay out.
    var ledgerExport: Endpoint {
        Endpoint(
            "datacentre.jsonld", .get, "/data.jsonld", access: .everyone, summary: LedgerText.linkedData, tag: "data", gives: .object([]),
            face: .file
        ) { call in
            let snapshot = catalogue.snapshot
            let state = try await database.read { try ledger.state(in: $0) }
            let tag = "\"data-\(snapshot.version)-\(snapshot.hash.prefix(16))-\(state)\""
            let headers: Headers = ["etag": tag, "cache-control": "public, max-age=0, must-revalidate"]
            // Tags are compared weakly, as for pages (RFC 9110 §13.1.2).
            if let known = call.headers["if-none-match"], known == "*" || known.contains(tag) {
                return Answer(status: 304, headers: headers)
            }
            let entries = try await database.read { try ledger.entries(nil, in: $0) }
            let bytes = exports.bytes(tag) {
                DataCatalogue(snapshot, ledger: entries.compactMap(\.listed), base: origin).linkedJSON.bytes
            }
            var answer = Answer.file(bytes, type: "application/ld+json", inline: true)
            for field in headers.fields { answer.headers[field.name] = field.value }
            return answer
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
