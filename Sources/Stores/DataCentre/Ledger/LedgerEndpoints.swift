package import Catalogue
package import Kernel
package import Store
import Web

/// The ledger as somebody sees it.
struct LedgerModel: Sendable {
    var page: KeyedPage<LedgerEntry>
    var isFirst = true
    var findings: [LedgerFinding]
    var filter: LedgerEntry.Kind?
    var catalogue: Catalogue
    var today: LocalDate
    /// What came of an import.
    var imported: LedgerImport?
}

/// What came of a file.
struct LedgerImport: Sendable {
    var taken: Int
    var faults: [LedgerReading.RowFault]
}

extension DataCentre {
    var ledgerEndpoints: [Endpoint] {
        ledgerList.endpoints + ledgerForm.endpoints + ledgerPut.endpoints + [ledgerImport(.page), ledgerImport(.api)]
            + listsScreen.endpoints
            + agreementList.endpoints + agreementMaking.endpoints + agreementEnding.endpoints + [ledgerExport]
    }

    private static let refusals = ["invalid", "datacentre.not-found", "datacentre.stale", "datacentre.not-yours"]

    /// The demo city begins with what its catalogue tells, and its agreements.
    package func openLedger(_ snapshot: Catalogue, at now: Instant, in connection: any Connection) throws {
        for entry in Ledger.entries(from: snapshot) {
            _ = try ledger.put(entry, expected: nil, by: SharingText.machine.zh, at: now, in: connection)
        }
        for resource in snapshot.resources.values.sorted(by: { $0.code < $1.code })
        where Agreement.isNeeded(for: resource, in: snapshot) {
            let agreement = Agreement(
                id: surroundings.newID(), resource: resource.code, purpose: LedgerText.servicePurpose.zh, from: now.date,
                until: now.date.adding(months: 60))
            try ledger.insert(agreement, by: SharingText.machine.zh, at: now, in: connection)
        }
    }

    /// The departments' own entries of the demo city: a table as they import it, in whose `plan_on` `+90` is ninety days from now.
    func openLedger(file text: String, _ snapshot: Catalogue, at now: Instant) async throws {
        let dated = text.replacing(#/,\+(\d{1,4})(?=,)/#) { "," + now.date.adding(days: Int($0.1) ?? 0).description }
        let (entries, faults) = LedgerReading(catalogue: snapshot, today: now.date).file(dated)
        if let fault = faults.first { throw StoreError.malformed("the demo ledger, line \(fault.line): \(fault.message.en)") }
        try await database.write { connection in
            for entry in entries { _ = try ledger.put(entry, expected: nil, by: SharingText.machine.zh, at: now, in: connection) }
        }
    }

    // MARK: Entries

    private var ledgerList: Screen<LedgerModel> {
        Screen(
            "datacentre.ledger", get: "/console/data/ledger", access: DataCentre.stewards, summary: LedgerText.title, tag: "data",
            query: .object([
                .init("kind", .oneOf(LedgerEntry.Kind.allCases.map(\.rawValue)), required: false),
                .init("after", .string, required: false),
            ]), refuses: ["invalid"],
            load: { call in try await ledgerModel(call) },
            page: { model, call in LedgerPages(language: call.language, csrf: call.visitor.csrf).list(model) },
            gives: .object([
                .init("entries", .array(LedgerJSON.schema)), .init("findings", .array(LedgerJSON.findingSchema)),
                .init("next", .string.orNull),
            ]),
            json: { model, _ in
                [
                    "entries": .array(model.page.items.map(LedgerJSON.json)),
                    "findings": .array(model.findings.map(LedgerJSON.json)), "next": JSON(model.page.next),
                ]
            })
    }

    private func ledgerModel(_ call: Call, imported: LedgerImport? = nil) async throws -> LedgerModel {
        let filter = call.query["kind"].flatMap(LedgerEntry.Kind.init(rawValue:))
        let (snapshot, departments) = (catalogue.snapshot, DataRights(scope: call.visitor.scope).seen)
        let entries = try await database.read { try ledger.entries(departments, in: $0) }
        let findings = Ledger.findings(entries, snapshot, today: call.now.date)
            .filter { finding in departments?.contains(finding.department) ?? true }
        let page = try KeyedPage(entries.filter { filter == nil || $0.key.kind == filter }, after: call.query["after"], size: 50) {
            "\($0.key.kind.rawValue)~\($0.key.code)"
        }
        return LedgerModel(
            page: page, isFirst: call.query["after"] == nil, findings: findings, filter: filter, catalogue: snapshot,
            today: call.now.date, imported: imported)
    }

    private var ledgerForm: Screen<LedgerEntry?> {
        Screen(
            "datacentre.ledger-entry", get: "/console/data/ledger/entry", access: DataCentre.stewards, summary: LedgerText.entry,
            tag: "data",
            query: .object([.init("kind", .string, required: false), .init("code", .string, required: false)]),
            load: { call in
                guard let kind = call.query["kind"].flatMap(LedgerEntry.Kind.init(rawValue:)), let code = call.query["code"] else {
                    return nil
                }
                let key = LedgerEntry.Key(kind: kind, code: code)
                let found = try await database.read { try ledger.entry(key, in: $0) }
                if let found, !DataRights(scope: call.visitor.scope).maySee(found.department) { throw DataCentreRefusal.notFound.problem }
                return found ?? suggestion(key)
            }, page: { entry, call in entryPage(entry, call, problem: nil) })
    }

    /// What the catalogue tells of something that the ledger does not yet have.
    private func suggestion(_ key: LedgerEntry.Key) -> LedgerEntry? {
        let snapshot = catalogue.snapshot
        if key.kind == .item, let item = snapshot.items[key.code] {
            return LedgerEntry(
                key: key, department: item.department, name: item.name, owner: nil, elements: [], cycle: nil, sharing: nil, basis: nil,
                quality: nil, joining: nil, planOwner: nil, planOn: nil, reason: nil, revision: 0)
        }
        guard var entry = Ledger.entries(from: snapshot).first(where: { $0.key == key }) else { return nil }
        entry.revision = 0
        return entry
    }

    private func entryPage(_ entry: LedgerEntry?, _ call: Call, problem: Problem?) -> Page {
        let departments = DataRights(scope: call.visitor.scope).actedFor
        return LedgerPages(language: call.language, csrf: call.visitor.csrf)
            .form(entry, catalogue.snapshot, departments: departments, values: call.submitted.values, problem: problem)
    }

    private var ledgerPut: Act<(row: [String: String], expected: Int?), LedgerEntry> {
        Act(
            "datacentre.ledger-put", post: "/console/data/ledger/entry", access: .staff([.steward]), summary: LedgerText.save, tag: "data",
            takes: .object(LedgerReading.columns.map { .init($0, .string(maxLength: 500), required: false) }), refuses: DataCentre.refusals,
            input: { submitted, _ in
                let row = Dictionary(LedgerReading.columns.map { ($0, submitted.all($0).joined(separator: " ")) }) { first, _ in first }
                return (row, submitted["revision"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil })
            }, run: { input, call in try await put(input.row, expected: input.expected, for: call.visitor, at: call.now) },
            then: { entry, _ in Link("/console/data/ledger").with("kind", entry.key.kind.rawValue) },
            again: { problem, call in entryPage(nil, call, problem: problem) }, gives: LedgerJSON.schema,
            json: { entry, _ in LedgerJSON.json(entry) }, status: 200)
    }

    func put(_ row: [String: String], expected: Int?, for visitor: Visitor, at now: Instant) async throws -> LedgerEntry {
        let snapshot = catalogue.snapshot
        let (entry, faults) = LedgerReading(catalogue: snapshot, today: now.date).entry(row)
        guard let entry else { throw Problem.invalid(faults) }
        guard DataRights(scope: visitor.scope).mayAct(for: entry.department) else {
            throw DataCentreRefusal.notYours(snapshot.departmentName(entry.department)).problem
        }
        let isTaken = try await database.write { try ledger.put(entry, expected: expected, by: visitor.name, at: now, in: $0) }
        guard isTaken else { throw DataCentreRefusal.stale.problem }
        return entry
    }

    // MARK: Files

    static let fileField = Field("file", LedgerText.file, .file(types: [.csv], maxBytes: 5_000_000), help: LedgerText.fileHelp)

    /// The good rows of a file are taken, and every bad one is told with its line and column.
    func take(file text: String, for visitor: Visitor, at now: Instant) async throws -> LedgerImport {
        let snapshot = catalogue.snapshot
        var (entries, faults) = LedgerReading(catalogue: snapshot, today: now.date).file(text)
        let rights = DataRights(scope: visitor.scope)
        for entry in entries where !rights.mayAct(for: entry.department) {
            faults.append(LedgerReading.RowFault(line: 0, column: entry.key.code, message: LedgerText.foreign))
        }
        entries.removeAll { !rights.mayAct(for: $0.department) }
        let (taken, name) = (entries, visitor.name)
        let refused = try await database.write { connection in
            try taken.filter { try !ledger.put($0, expected: nil, by: name, at: now, in: connection) }.map(\.key.code)
        }
        faults += refused.map { LedgerReading.RowFault(line: 0, column: $0, message: LedgerText.foreign) }
        return LedgerImport(taken: taken.count - refused.count, faults: faults)
    }

    private func ledgerImport(_ face: Endpoint.Face) -> Endpoint {
        Endpoint(
            "datacentre.ledger-import", .post, "/console/data/ledger/import", access: .staff([.steward]), summary: LedgerText.importing,
            tag: "data", takes: .object([.init("file", .file)]),
            gives: .object([
                .init("taken", .integer),
                .init(
                    "faults",
                    .array(.object([.init("line", .integer), .init("column", .string), .init("message", .text)]))),
            ]), refuses: ["invalid"], face: face, body: .files
        ) { call in
            guard let file = call.submitted.file("file") else {
                throw Problem.invalid([Problem.Fault("file", LedgerText.noFile)])
            }
            let result = try await take(file: String(decoding: file.bytes, as: UTF8.self), for: call.visitor, at: call.now)
            if face == .page {
                let model = try await ledgerModel(call, imported: result)
                return .page(LedgerPages(language: call.language, csrf: call.visitor.csrf).list(model))
            }
            return .json([
                "taken": .int(result.taken),
                "faults": .array(
                    result.faults.map { ["line": .int($0.line), "column": .string($0.column), "message": JSON($0.message)] }),
            ])
        }
    }

    // MARK: Three lists

    private var listsScreen: Screen<ThreeLists> {
        Screen(
            "datacentre.lists", get: "/console/data/lists", access: DataCentre.stewards, summary: LedgerText.lists, tag: "data",
            load: { _ in ThreeLists(catalogue.snapshot) },
            page: { lists, call in LedgerPages(language: call.language, csrf: call.visitor.csrf).lists(lists, catalogue.snapshot) },
            gives: .object([
                .init("demands", .array(.object([.init("department", .string), .init("item", .string), .init("resource", .string)]))),
                .init("duties", .array(.object([.init("resource", .string), .init("owner", .string), .init("items", .integer)]))),
                .init("refusals", .array(.object([.init("resource", .string), .init("owner", .string)]))),
            ]),
            json: { lists, _ in
                [
                    "demands": .array(
                        lists.demands.map {
                            ["department": .string($0.department), "item": .string($0.item), "resource": .string($0.resource)]
                        }),
                    "duties": .array(
                        lists.duties.map { ["resource": .string($0.resource), "owner": .string($0.owner), "items": .int($0.items)] }),
                    "refusals": .array(lists.refusals.map { ["resource": .string($0.resource), "owner": .string($0.owner)] }),
                ]
            })
    }
}

/// The ledger for programs.
enum LedgerJSON {
    static let schema: Schema = .object([
        .init("kind", .string), .init("code", .string), .init("department", .string), .init("name", .text), .init("owner", .string.orNull),
        .init("elements", .array(.string)), .init("joining", .string.orNull), .init("planOwner", .string.orNull),
        .init("planOn", .date.orNull), .init("gaps", .array(.text)),
    ])
    static let findingSchema: Schema = .object([
        .init("kind", .string), .init("department", .string), .init("name", .text), .init("words", .text),
    ])

    static func json(_ entry: LedgerEntry) -> JSON {
        [
            "kind": .string(entry.key.kind.rawValue), "code": .string(entry.key.code), "department": .string(entry.department),
            "name": JSON(entry.name), "owner": JSON(entry.owner), "elements": .array(entry.elements.map(JSON.string)),
            "joining": JSON(entry.joining?.rawValue), "planOwner": JSON(entry.planOwner), "planOn": JSON(entry.planOn?.description),
            "gaps": .array(entry.gaps.map { JSON($0) }),
        ]
    }

    static func json(_ finding: LedgerFinding) -> JSON {
        [
            "kind": .string(finding.kind.rawValue), "department": .string(finding.department), "name": JSON(finding.name),
            "words": JSON(finding.words),
        ]
    }
}
