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
    /// Those that are out of use.
    var isRetired = false
    var catalogue: Catalogue
    var today: LocalDate
    /// What came of an import.
    var imported: LedgerImport?
    /// Why a file was not read.
    var problem: Problem?
}

/// What came of a file.
struct LedgerImport: Sendable {
    var taken: Int
    var faults: [LedgerReading.RowFault]
}

extension DataCentre {
    var ledgerEndpoints: [Endpoint] {
        ledgerList.endpoints + ledgerForm.endpoints + ledgerPut.endpoints + ledgerRetire.endpoints + [
            ledgerImport(.page), ledgerImport(.api), ledgerTemplate,
        ]
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
            for row in entries { _ = try ledger.put(row.entry, expected: nil, by: SharingText.machine.zh, at: now, in: connection) }
        }
    }

    // MARK: Entries

    private var ledgerList: Screen<LedgerModel> {
        Screen(
            "datacentre.ledger", get: "/console/data/ledger", access: DataCentre.stewards, summary: LedgerText.title, tag: "data",
            query: .object([
                .init("kind", .oneOf(LedgerEntry.Kind.allCases.map(\.rawValue)), required: false),
                .init("state", .oneOf(["retired"]), required: false), .init("after", .string, required: false),
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

    private func ledgerModel(_ call: Call, imported: LedgerImport? = nil, problem: Problem? = nil) async throws -> LedgerModel {
        let filter = call.query["kind"].flatMap(LedgerEntry.Kind.init(rawValue:))
        let (snapshot, departments) = (catalogue.snapshot, DataRights(scope: call.visitor.scope).seen)
        let (entries, systems) = try await database.read { (try ledger.entries(departments, in: $0), try exchanging($0)) }
        let isRetired = call.query["state"] == "retired"
        let shown = isRetired ? try await database.read { try ledger.entries(departments, retired: true, in: $0) } : entries
        let limit = settings.catalogueWorkdays
        let facts = JoiningFacts(fromElsewhere: fromElsewhere, exchanging: systems)
        let findings = Ledger.findings(entries, snapshot, today: call.now.date, facts: facts) {
            calendar().due(from: $0, .workdays(limit)).date
        }
        .filter { finding in departments?.contains(finding.department) ?? true }
        let page = try KeyedPage(shown.filter { filter == nil || $0.key.kind == filter }, after: call.query["after"], size: 50) {
            "\($0.key.kind.rawValue)~\($0.key.code)"
        }
        return LedgerModel(
            page: page, isFirst: call.query["after"] == nil, findings: findings, filter: filter, isRetired: isRetired,
            catalogue: snapshot, today: call.now.date, imported: imported, problem: problem)
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
            }, page: { entry, call in formPage(entry, call).page() })
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

    private func formPage(_ entry: LedgerEntry?, standing: LedgerEntry? = nil, _ call: Call) -> LedgerFormPage {
        let rights = DataRights(scope: call.visitor.scope)
        return LedgerFormPage(
            entry: entry, standing: standing, mayRetire: entry.map { rights.mayAct(for: $0.department) } ?? false,
            departments: rights.actedFor, catalogue: catalogue.snapshot, language: call.language, csrf: call.visitor.csrf)
    }

    /// The form with what was typed; after somebody else was quicker, beside what stands there now.
    private func again(_ problem: Problem, _ call: Call) async throws -> Page {
        var standing: LedgerEntry?
        if problem.code == DataCentreRefusal.stale.problem.code, let key = LedgerEntry.Key(call.submitted) {
            standing = try await database.read { try ledger.entry(key, in: $0) }
        }
        return formPage(nil, standing: standing, call).page(values: call.submitted.values, problem: problem)
    }

    private var ledgerPut: Act<(row: [String: String], expected: Int?), LedgerEntry> {
        Act(
            "datacentre.ledger-put", post: "/console/data/ledger/entry", access: .staff([.steward]), summary: LedgerText.save, tag: "data",
            takes: .object(
                LedgerReading.columns.map { .init($0, .string(maxLength: LedgerReading.longest($0)), required: false) }
                    + [.init("revision", .integer, required: false)]), refuses: DataCentre.refusals,
            input: { submitted, _ in
                let row = Dictionary(LedgerReading.columns.map { ($0, submitted.all($0).joined(separator: " ")) }) { first, _ in first }
                return (row, submitted["revision"].flatMap { Int($0) })
            }, run: { input, call in try await put(input.row, expected: input.expected, for: call.visitor, at: call.now) },
            then: { entry, _ in Link("/console/data/ledger").with("kind", entry.key.kind.rawValue) },
            again: { problem, call in try await again(problem, call) }, gives: LedgerJSON.schema,
            json: { entry, _ in LedgerJSON.json(entry) }, status: 200)
    }

    private func reading(_ snapshot: Catalogue, at now: Instant) async throws -> LedgerReading {
        LedgerReading(catalogue: snapshot, today: now.date, plans: try await database.read { try ledger.plans(in: $0) })
    }

    func put(_ row: [String: String], expected: Int?, for visitor: Visitor, at now: Instant) async throws -> LedgerEntry {
        let snapshot = catalogue.snapshot
        let (entry, faults) = try await reading(snapshot, at: now).entry(row)
        guard let entry else { throw Problem.invalid(faults) }
        guard DataRights(scope: visitor.scope).mayAct(for: entry.department) else {
            throw DataCentreRefusal.notYours(snapshot.departmentName(entry.department)).problem
        }
        return try await database.write { connection in
            let known = try ledger.entry(entry.key, in: connection)
            if let owner = known?.department, owner != entry.department {
                throw Problem.invalid([Problem.Fault("code", LedgerText.codeTaken(snapshot.departmentName(owner)))])
            }
            guard try ledger.put(entry, expected: expected, by: visitor.name, at: now, in: connection) else {
                throw DataCentreRefusal.stale.problem
            }
            return entry
        }
    }

    /// What is no longer run or held: it stays to be read.
    private var ledgerRetire: Act<(key: LedgerEntry.Key?, reason: String, expected: Int?), LedgerEntry.Key> {
        Act(
            "datacentre.ledger-retire", post: "/console/data/ledger/retirement", access: .staff([.steward]), summary: LedgerText.retire,
            tag: "data",
            takes: .object([
                .init("kind", .oneOf(LedgerEntry.Kind.allCases.map(\.rawValue))), .init("code", .string),
                .init("reason", .string(maxLength: 300)),
                .init("revision", .integer, required: false),
            ]), refuses: DataCentre.refusals,
            input: { submitted, _ in
                (
                    LedgerEntry.Key(submitted), String((submitted["reason"] ?? "").prefix(300)), submitted["revision"].flatMap { Int($0) }
                )
            },
            run: { input, call in
                guard let key = input.key else { throw DataCentreRefusal.notFound.problem }
                try await retire(key, because: input.reason, expected: input.expected, for: call.visitor, at: call.now)
                return key
            }, then: { _, _ in Link("/console/data/ledger").with("state", "retired") },
            again: { problem, call in
                guard let key = LedgerEntry.Key(call.submitted), let entry = try await database.read({ try ledger.entry(key, in: $0) }),
                    DataRights(scope: call.visitor.scope).maySee(entry.department)
                else { throw problem }
                var form = formPage(entry, call)
                form.refusedRetiring = (problem, call.submitted["reason"] ?? "")
                return form.page()
            },
            gives: .object([.init("kind", .string), .init("code", .string)]),
            json: { key, _ in ["kind": .string(key.kind.rawValue), "code": .string(key.code)] }, status: 200)
    }

    func retire(_ key: LedgerEntry.Key, because reason: String, expected: Int?, for visitor: Visitor, at now: Instant) async throws {
        guard !reason.isEmpty else { throw DataCentreRefusal.reasonMissing.problem }
        try await database.write { connection in
            guard let entry = try ledger.entry(key, in: connection) else { throw DataCentreRefusal.notFound.problem }
            guard DataRights(scope: visitor.scope).mayAct(for: entry.department) else {
                throw DataCentreRefusal.notYours(catalogue.snapshot.departmentName(entry.department)).problem
            }
            guard try ledger.retire(key, expected: expected, because: reason, by: visitor.name, at: now, in: connection) else {
                throw DataCentreRefusal.stale.problem
            }
        }
    }

    // MARK: Files

    static let fileField = Field("file", LedgerText.file, .file(types: [.csv], maxBytes: 5_000_000), help: LedgerText.fileHelp)

    /// The good rows of a file are taken, and every bad one is told with its line and column.
    func take(file text: String, for visitor: Visitor, at now: Instant) async throws -> LedgerImport {
        let snapshot = catalogue.snapshot
        var (rows, faults) = try await reading(snapshot, at: now).file(text)
        let rights = DataRights(scope: visitor.scope)
        var foreign = rows.filter { !rights.mayAct(for: $0.entry.department) }
        rows.removeAll { !rights.mayAct(for: $0.entry.department) }
        let (own, name) = (rows, visitor.name)
        // What another department has under that code is not written over.
        let refused = try await database.write { connection in
            try own.filter { try !ledger.put($0.entry, expected: nil, by: name, at: now, in: connection) }
        }
        foreign += refused
        faults += foreign.map { LedgerReading.RowFault(line: $0.line, column: $0.entry.key.code, message: LedgerText.foreign) }
        return LedgerImport(taken: own.count - refused.count, faults: faults.sorted { $0.line < $1.line })
    }

    private var ledgerTemplate: Endpoint {
        Endpoint(
            "datacentre.ledger-template", .get, "/console/data/ledger/template.csv", access: DataCentre.stewards,
            summary: LedgerText.template, tag: "data", face: .file
        ) { _ in
            .file(Array(LedgerReading.template.utf8), type: FileKind.csv.mediaType, name: "ledger.csv")
        }
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
            ]), refuses: ["invalid"], face: face, body: .files,
            again: { problem, call in
                let model = try await ledgerModel(call, problem: problem)
                return LedgerPages(language: call.language, csrf: call.visitor.csrf).list(model)
            }
        ) { call in
            guard let file = call.submitted.file("file") else {
                throw Problem.invalid([Problem.Fault("file", LedgerText.noFile)])
            }
            guard let text = FileText.decoded(file.bytes) else { throw Problem.invalid([Problem.Fault("file", ConnectingText.noText)]) }
            let result = try await take(file: text, for: call.visitor, at: call.now)
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

extension LedgerEntry.Key {
    /// Which entry a form names; nil where it names none.
    fileprivate init?(_ submitted: Submitted) {
        guard let kind = submitted["kind"].flatMap(LedgerEntry.Kind.init(rawValue:)), let code = submitted["code"], !code.isEmpty else {
            return nil
        }
        self.init(kind: kind, code: code)
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
