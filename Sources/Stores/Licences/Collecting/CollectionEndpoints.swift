import Catalogue
import Kernel
import Store
package import Web

extension Licences {
    package static let collectors: Access = .staff(LicenceRights.keepers)
    private static let readers: Access = .staff(LicenceRights.keepers.union([.supervisor]))

    /// How departments bring their licences in: one by one, by file, by interface; and what became of it.
    var collectionEndpoints: [Endpoint] {
        collectionList.endpoints + collectionUpload.endpoints + [collectionInterface] + collectionEntry.endpoints + collectionSave.endpoints
            + collectionReport.endpoints + [collectionRejects, collectionTemplate]
    }

    package static let collectionShape: Schema = .object([
        .init("id", .id), .init("at", .dateTime), .init("finished", .boolean), .init("department", .string), .init("way", .string),
        .init("origin", .string), .init("total", .integer), .init("made", .integer), .init("changed", .integer),
        .init("cancelled", .integer), .init("unchanged", .integer), .init("rejected", .integer),
        .init(
            "rows",
            .array(
                .object([
                    .init("line", .integer), .init("source", .string),
                    .init("faults", .array(.object([.init("column", .string), .init("message", .text)]))),
                ]))),
    ])

    func collectionJSON(_ collection: LicenceCollection, _ rejected: [RejectedRow]) -> JSON {
        var json: JSON = [
            "id": .string(collection.id.rawValue), "at": .string(collection.at.rfc3339), "finished": .bool(collection.finishedAt != nil),
            "department": .string(collection.issuer), "way": .string(collection.way.rawValue),
            "origin": .string(collection.origin.rawValue),
            "total": .int(collection.total),
        ]
        for outcome in LicenceCollection.Outcome.allCases { json[outcome.rawValue] = .int(collection.count(outcome)) }
        json["rows"] = .array(
            rejected.map { row in
                [
                    "line": .int(row.line), "source": .string(row.cells[CollectionRow.Column.sourceID.rawValue] ?? ""),
                    "faults": .array(row.faults.map { ["column": .string($0.column), "message": JSON($0.message)] }),
                ]
            })
        return json
    }

    // MARK: The departments that somebody collects for

    func departments(_ call: Call) -> [String] { Set(types(for: call.visitor.scope, LicenceRights.keepers).map(\.issuer)).sorted() }

    private func place(_ department: String, _ scope: Scope) -> RegionCode {
        let held = scope.grants.filter { LicenceRights.keepers.contains($0.role) && ($0.department == nil || $0.department == department) }
        return held.map(\.region).min { $0.prefix.utf8.count < $1.prefix.utf8.count } ?? .shanghai
    }

    private func delivery(
        _ call: Call, way: LicenceCollection.Way, _ read: () throws -> (columns: [String], rows: [CollectionRow]), file: String = ""
    )
        throws -> Delivery
    {
        var faults: [Problem.Fault] = []
        let department = call.submitted["department"] ?? ""
        if !departments(call).contains(department) { faults.append(Problem.Fault("department", CollectionText.noDepartment)) }
        let origin = LicenceOrigin(collected: call.submitted["origin"])
        if origin == nil { faults.append(Problem.Fault("origin", CollectionText.noOrigin)) }
        guard faults.isEmpty, let origin else { throw Problem.invalid(faults) }
        let (columns, rows) = try read()
        return Delivery(
            department: department, region: place(department, call.visitor.scope), way: way, origin: origin, fileName: file,
            columns: columns,
            rows: rows)
    }

    // MARK: A file

    func uploadFields(_ call: Call) -> [Field] {
        let snapshot = catalogue.snapshot
        return [
            Field(
                "department", CollectionText.department,
                .choice(departments(call).map { Option($0, snapshot.departmentName($0)) }, style: .select)),
            Field(
                "origin", CollectionText.origin,
                .choice(LicenceOrigin.collected.map { Option($0.rawValue, $0.name, help: $0.trust.name) }, style: .radios)),
            Field("file", CollectionText.file, .file(types: [.csv], maxBytes: 12_000_000), help: CollectionText.fileHelp),
        ]
    }

    private var collectionUpload: Act<Submitted, LicenceCollection> {
        Act(
            "collections.upload", post: "/console/licences/collections", access: Licences.collectors, summary: CollectionText.file,
            tag: "register",
            takes: .object([
                .init("department", .string), .init("origin", .oneOf(LicenceOrigin.collected.map(\.rawValue))), .init("file", .file),
            ]), refuses: ["invalid", "licences.unreadable-file", "licences.too-many-rows"], body: .files,
            input: { submitted, _ in submitted },
            run: { submitted, call in
                _ = try uploadFields(call).parse(submitted)
                let file = submitted.file("file")
                let delivery = try delivery(call, way: .file, { try Delivery.rows(csv: file?.bytes ?? []) }, file: file?.name ?? "")
                return try await collect(delivery, by: call.visitor, at: call.now)
            },
            then: { collection, _ in "/console/licences/collections/\(collection.id)" },
            again: { problem, call in collectionsPage(try await collections(call), call, problem: problem) },
            gives: Licences.collectionShape, json: { collection, _ in collectionJSON(collection, []) })
    }

    // MARK: The interface

    /// `POST /api/v1/licences/collections`: rows as JSON, with the names of `up_lic_data`.
    private var collectionInterface: Endpoint {
        Endpoint(
            "licences.collect", .post, "/licences/collections", access: Licences.collectors, summary: CollectionText.title,
            takes: .object([.init("department", .string)] + Licences.deliveryMembers), gives: Licences.collectionShape,
            refuses: ["invalid", "licences.unreadable-file", "licences.too-many-rows"], face: .api, status: 201, body: .files
        ) { call in
            guard let rows = Delivery.objects(call.submitted.json) else {
                throw Problem.invalid([Problem.Fault("rows", CollectionText.rowsNeeded)])
            }
            let delivery = try delivery(call, way: .api, { try Delivery.rows(json: rows) })
            let collection = try await collect(delivery, by: call.visitor, at: call.now)
            return .json(collectionJSON(collection, try await rejected(of: collection.id)), status: 201)
        }
    }

    func rejected(of id: ID) async throws -> [RejectedRow] {
        try await database.read { try table.collections.rejected(of: id, limit: settings.collectionRows, in: $0) }
    }

    // MARK: Reports

    func collections(_ call: Call) async throws -> [LicenceCollection] {
        let before = try call.place("after")
        let rights = LicenceRights.predicate(call.visitor.scope, LicenceRights.keepers.union([.supervisor]))
        return try await database.read { try table.collections.list(rights, before: before, limit: 31, in: $0) }
    }

    private var collectionList: Screen<[LicenceCollection]> {
        Screen(
            "collections.list", get: "/console/licences/collections", access: Licences.readers, summary: CollectionText.title,
            tag: "register",
            query: .object([.init("after", .id, required: false)]), refuses: ["invalid"], load: { try await collections($0) },
            page: { collectionsPage($0, $1, problem: nil) },
            gives: .object([.init("items", .array(Licences.collectionShape)), .init("next", .id.orNull)]),
            json: { found, _ in
                [
                    "items": .array(found.prefix(30).map { collectionJSON($0, []) }),
                    "next": JSON(found.count > 30 ? found[29].id.rawValue : nil),
                ]
            })
    }

    struct Report: Sendable {
        var collection: LicenceCollection
        var rejected: [RejectedRow]
    }

    private func report(_ call: Call, limit: Int) async throws -> Report {
        let id = try call.id()
        let found = try await database.read { connection -> Report? in
            guard let collection = try table.collections.collection(id, in: connection) else { return nil }
            return Report(collection: collection, rejected: try table.collections.rejected(of: id, limit: limit, in: connection))
        }
        let roles = LicenceRights.keepers.union([.supervisor])
        guard let found, call.visitor.scope.holds(anyOf: roles, department: found.collection.issuer, region: found.collection.region) else {
            throw LicenceRefusal.notFound.problem
        }
        return found
    }

    private var collectionReport: Screen<Report> {
        Screen(
            "collections.read", get: "/console/licences/collections/{id}", access: Licences.readers, summary: CollectionText.report,
            tag: "register", refuses: ["licences.not-found"], load: { try await report($0, limit: 200) }, page: { reportPage($0, $1) },
            gives: Licences.collectionShape, json: { report, _ in collectionJSON(report.collection, report.rejected) })
    }

    /// The rejected rows as they were sent, each with its reasons: mended, they are the next delivery.
    private var collectionRejects: Endpoint {
        Endpoint(
            "collections.rejected", .get, "/console/licences/collections/{id}/rejected.csv", access: Licences.readers,
            summary: CollectionText.rejected, tag: "register", refuses: ["licences.not-found"], face: .file
        ) { call in
            var report = try await report(call, limit: settings.collectionRows)
            // Whoever only looks on gets no more than the page shows: the rows in full are for the office that mends them.
            let place = (report.collection.issuer, report.collection.region)
            if !call.visitor.scope.holds(anyOf: LicenceRights.keepers, department: place.0, region: place.1) {
                for index in report.rejected.indices {
                    for (column, cell) in report.rejected[index].cells {
                        report.rejected[index].cells[column] = masked(cell, in: column)
                    }
                }
            }
            let text = CollectionFile.rejected(report.rejected, columns: report.collection.columns, call.language)
            return .file(Array(text.utf8), type: FileKind.csv.mediaType, name: "rejected-\(report.collection.id).csv")
        }
    }

    private var collectionTemplate: Endpoint {
        Endpoint(
            "collections.template", .get, "/console/licences/collections/template.csv", access: Licences.collectors,
            summary: CollectionText.template, tag: "register", query: .object([.init("type", .string)]), refuses: ["web.not-found"],
            face: .file
        ) { call in
            guard let type = types(for: call.visitor.scope, LicenceRights.keepers).first(where: { $0.code == call.query["type"] }) else {
                throw WebProblem.notFound
            }
            return .file(Array(CollectionFile.template(type).utf8), type: FileKind.csv.mediaType, name: "\(type.code).csv")
        }
    }

    // MARK: One by one

    struct Entry: Sendable {
        var types: [LicenceType]
        var type: LicenceType?
    }

    func entry(_ call: Call) -> Entry {
        let types = types(for: call.visitor.scope, LicenceRights.keepers)
        let code = call.submitted["certificate_type_code"] ?? call.query["type"]
        return Entry(types: types, type: code.flatMap { code in types.first { $0.code == code } })
    }

    private var collectionEntry: Screen<Entry> {
        Screen(
            "collections.entry", get: "/console/licences/collections/entry", access: Licences.collectors,
            summary: CollectionText.singleTitle,
            tag: "register", query: .object([.init("type", .string, required: false)]), load: { entry($0) },
            page: { entryPage($0, $1, problem: nil) })
    }

    private var collectionSave: Act<Submitted, ID> {
        Act(
            "collections.save", post: "/console/licences/collections/entry", access: Licences.collectors,
            summary: CollectionText.singleTitle,
            tag: "register", takes: Schema.object([.init("certificate_type_code", .string)]).with("additionalProperties", true),
            refuses: ["invalid", "web.not-found"],
            input: { submitted, _ in submitted },
            run: { submitted, call in
                guard let type = entry(call).type else { throw WebProblem.notFound }
                let fields = entryFields(type, call).flatMap(\.fields)
                var cells: [String: String] = [:]
                for field in fields { cells[field.name] = submitted.all(field.name).joined(separator: "、") }
                let number = cells[CollectionRow.Column.number.rawValue] ?? ""
                cells[CollectionRow.Column.sourceID.rawValue] = "form/\(type.code)/\(number)"
                let row = CollectionRow(line: 1, cells: cells)
                let delivery = Delivery(
                    department: type.issuer, region: place(type.issuer, call.visitor.scope), way: .form, origin: .papers,
                    columns: fields.map(\.name), rows: [row])
                return try await enter(row, delivery, by: call)
            },
            then: { id, _ in "/console/licences/\(id)" },
            again: { problem, call in entryPage(entry(call), call, problem: problem) }, gives: .object([.init("id", .id)]),
            json: { id, _ in ["id": .string(id.rawValue)] })
    }

    /// What is typed by hand is checked before it is a delivery: the boxes say what is wrong, and nothing is reported that nobody sent.
    private func enter(_ row: CollectionRow, _ delivery: Delivery, by call: Call) async throws -> ID {
        let reading = CollectionReading(
            catalogue: catalogue.snapshot, department: delivery.department, scope: call.visitor.scope, today: call.now.date)
        if case .bad(let faults) = reading.read(row) { throw Licences.problem(faults) }
        let collection = try await collect(delivery, by: call.visitor, at: call.now)
        let (rejected, licence) = try await database.read { connection in
            (
                try table.collections.rejected(of: collection.id, limit: 1, in: connection),
                try table.collections.licence(of: collection.id, in: connection)
            )
        }
        guard let licence else { throw Licences.problem(rejected.first?.faults ?? []) }
        return licence
    }

    private static func problem(_ faults: [RowFault]) -> Problem {
        // The source id is made here, so its faults stand at the number that it is made of.
        .invalid(faults.map { Problem.Fault($0.column == "certificate_source_id" ? "certificate_number" : $0.column, $0.message) })
    }
}
