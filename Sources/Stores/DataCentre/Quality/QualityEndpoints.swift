import Catalogue
import Kernel
import Store
import Web

/// Quality of the resources that somebody answers for, the worst first.
struct QualityModel: Sendable {
    struct Line: Sendable {
        var resource: DataResource
        /// nil before the first night.
        var last: QualityRun?
        /// The run before.
        var before: QualityRun?
    }

    var page: KeyedPage<Line>
    var trend: [QualityRun]
    var catalogue: Catalogue
    var today: LocalDate
}

/// One resource's rows to mend.
struct FaultModel: Sendable {
    struct Row: Sendable {
        /// Masked.
        var key: String
        var element: Text
        var rule: QualityFault.Rule
        var words: Text
        var foundOn: LocalDate
    }

    var resource: DataResource
    var rows: [Row]
    /// After which the next page begins; nil on the last.
    var next: String?
    var isFirst: Bool
    var trend: [QualityRun]
}

extension DataCentre {
    var qualityEndpoints: [Endpoint] {
        qualityList.endpoints + faultList.endpoints + [faultTable] + checking.endpoints
    }

    private static let shownFaults = 50
    private static let shownLines = 30
    private static let trendDays = 30

    private var qualityList: Screen<QualityModel> {
        Screen(
            "datacentre.quality", get: "/console/data/quality", access: DataCentre.stewards, summary: QualityText.title, tag: "data",
            query: .object([.init("after", .string, required: false)]), refuses: ["invalid"],
            load: { call in try await qualityModel(call) },
            page: { model, call in
                QualityPages(language: call.language, csrf: call.visitor.csrf).list(model, isFirst: call.query["after"] == nil)
            },
            gives: .object([
                .init(
                    "items",
                    .array(
                        .object([
                            .init("resource", .string), .init("day", .date), .init("records", .integer), .init("faulty", .integer),
                            .init("newest", .date.orNull),
                        ]))), .init("next", .string.orNull),
            ]),
            json: { model, _ in
                [
                    "items": .array(
                        model.page.items.compactMap(\.last).map {
                            [
                                "resource": .string($0.resource), "day": .string($0.day.description), "records": .int($0.records),
                                "faulty": .int($0.faulty), "newest": JSON($0.newest?.description),
                            ]
                        }), "next": JSON(model.page.next),
                ]
            })
    }

    private func qualityModel(_ call: Call) async throws -> QualityModel {
        let (snapshot, today) = (catalogue.snapshot, call.now.date)
        let owned = resources(of: DataRights(scope: call.visitor.scope).seen, in: snapshot)
        let runs = try await database.read {
            try quality.runs(of: owned, since: today.adding(days: -DataCentre.trendDays), in: $0)
        }
        let seen = Dictionary(grouping: runs, by: \.resource).compactMap { code, runs -> QualityModel.Line? in
            snapshot.resources[code].map { QualityModel.Line(resource: $0, last: runs.last, before: runs.dropLast().last) }
        }
        let unseen = owned.filter { code in !runs.contains { $0.resource == code } }.compactMap { snapshot.resources[$0] }
            .map { QualityModel.Line(resource: $0, last: nil, before: nil) }
        // The worst first; what has never been looked at stands last.
        let lines = (seen + unseen).sorted { ($0.last?.score ?? 10_001, $0.resource.code) < ($1.last?.score ?? 10_001, $1.resource.code) }
        let page = try KeyedPage(lines, after: call.query["after"], size: DataCentre.shownLines, key: \.resource.code)
        return QualityModel(page: page, trend: QualityModel.sums(runs), catalogue: snapshot, today: today)
    }

    /// Rows to mend. Whose they are is masked, and that they were looked at is in each person's log.
    private var faultList: Screen<FaultModel> {
        Screen(
            "datacentre.faults", get: "/console/data/quality/{resource}", access: .staff([.steward]), summary: QualityText.faults,
            tag: "data", query: .object([.init("after", .string, required: false)]), refuses: ["invalid", "datacentre.not-found"],
            load: { call in try await faultModel(call) },
            page: { model, call in QualityPages(language: call.language, csrf: call.visitor.csrf).faults(model) })
    }

    /// The same page for a spreadsheet: whose the rows are is above the grade that may leave, so that column stays behind.
    private var faultTable: Endpoint {
        Endpoint(
            "datacentre.faults-table", .get, "/console/data/quality/{resource}/rows.csv", access: .staff([.steward]),
            summary: QualityText.faults, tag: "data", query: .object([.init("after", .string, required: false)]),
            refuses: ["invalid", "datacentre.not-found"], face: .file
        ) { call in
            let model = try await faultModel(call)
            let key = catalogue.snapshot.elements[model.resource.key].map { ElementGrade(sensitivity: $0.sensitivity) }
            let columns = [
                GradedTable.Column(QualityText.whose, key ?? ElementGrade(sensitivity: .sensitive)),
                GradedTable.Column(StandardsText.element), GradedTable.Column(QualityText.rule), GradedTable.Column(QualityText.what),
                GradedTable.Column(QualityText.foundOn),
            ]
            let rows = model.rows.map { row in
                [row.key, row.element[call.language], row.rule.name[call.language], row.words[call.language], row.foundOn.description]
            }
            let table = GradedTable(columns, rows: rows).leaving(upTo: DataCentre.leavingLevel)
            return .file(table.csv(call.language), type: FileKind.csv.mediaType, name: "\(model.resource.code)-rows.csv")
        }
    }

    /// Does not wait for the night: after mending, a steward sees at once what is left.
    private var checking: Act<Bool, String> {
        Act(
            "datacentre.quality-check", post: "/console/data/quality/{resource}/checks", access: .staff([.steward]),
            summary: QualityText.checkNow, tag: "data", takes: .object([]), refuses: ["datacentre.not-found"], input: { _, _ in true },
            run: { _, call in
                let snapshot = catalogue.snapshot
                guard let resource = snapshot.resources[try call.parameter("resource")],
                    DataRights(scope: call.visitor.scope).mayAct(for: resource.owner)
                else { throw DataCentreRefusal.notFound.problem }
                try await checkQuality(of: resource, snapshot, at: call.now)
                return resource.code
            }, then: { code, _ in "/console/data/quality/\(code)" }, gives: .object([.init("resource", .string)]),
            json: { code, _ in ["resource": .string(code)] }, status: 200)
    }

    private func faultModel(_ call: Call) async throws -> FaultModel {
        let (snapshot, today) = (catalogue.snapshot, call.now.date)
        guard let resource = snapshot.resources[try call.parameter("resource")],
            DataRights(scope: call.visitor.scope).mayAct(for: resource.owner)
        else { throw DataCentreRefusal.notFound.problem }
        let after = call.query["after"].flatMap(FaultKey.init)
        if call.query["after"] != nil, after == nil { throw Problem.invalid([Problem.Fault("after", WebText.noPlace)]) }
        let purpose = Purpose(
            reader: .staff, account: call.visitor.account, code: "quality", reason: QualityText.mending(resource.name),
            reference: "quality:\(resource.code)")
        // The look is written with what it shows.
        return try await database.write { connection in
            let found = try quality.faults(of: resource.code, after: after, limit: DataCentre.shownFaults + 1, in: connection)
            let faults = Array(found.prefix(DataCentre.shownFaults))
            let records = try table.records(resource.code, hashes: Set(faults.map(\.subjectHash)).sorted(), in: connection)
            var logged: Set<String> = []
            var lines: [LogLine] = []
            let rows = faults.compactMap { found -> FaultModel.Row? in
                guard let record = records[found.subjectHash], let element = snapshot.elements[found.fault.element] else { return nil }
                let key = record.content[resource.key]?.string ?? ""
                if !key.isEmpty, logged.insert(key).inserted {
                    lines.append(
                        LogLine(
                            id: surroundings.newID(), question: RecordQuestion(resource: resource.code, key: key), purpose: purpose,
                            outcome: "found", at: call.now))
                }
                let mistake = element.mistake(
                    in: record.content[found.fault.element] ?? .null, choices: snapshot.choices(of: element), today: today)
                return FaultModel.Row(
                    key: QualityText.masked(key), element: element.name, rule: found.fault.rule,
                    words: found.fault.rule == .contradiction ? QualityText.contradicts : mistake ?? QualityText.mended,
                    foundOn: found.foundOn)
            }
            try log.insert(lines, in: connection)
            let runs = try quality.runs(of: [resource.code], since: today.adding(days: -DataCentre.trendDays), in: connection)
            let next = found.count > faults.count ? faults.last.map { FaultKey($0).text } : nil
            return FaultModel(resource: resource, rows: rows, next: next, isFirst: after == nil, trend: runs)
        }
    }
}

extension QualityModel {
    /// All resources' runs, day by day.
    static func sums(_ runs: [QualityRun]) -> [QualityRun] {
        Dictionary(grouping: runs, by: \.day).map { day, runs in
            QualityRun(
                day: day, resource: "", records: runs.reduce(0) { $0 + $1.records }, faulty: runs.reduce(0) { $0 + $1.faulty }, newest: nil)
        }.sorted { $0.day < $1.day }
    }
}
