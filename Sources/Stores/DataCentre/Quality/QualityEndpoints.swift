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
        /// False of a source elsewhere that answers about one person only.
        var isReadable = true
        /// Of what comes from elsewhere: its last renewal, where it should have been renewed since.
        var lateSince: LocalDate?
    }

    var page: KeyedPage<Line>
    var trend: [QualityRun]
    var catalogue: Catalogue
    var today: LocalDate
}

/// Why a steward needs to know whose record is to be mended.
enum FaultPurpose: String, Sendable, Hashable, CaseIterable {
    case mend, compare, contact

    var name: Text {
        switch self {
        case .mend: Text("改正记录", "To mend the record")
        case .compare: Text("核对原始档案", "To compare it with the file")
        case .contact: Text("联系本人核实", "To ask the person")
        }
    }
}

/// One resource's rows to mend.
struct FaultModel: Sendable {
    struct Row: Sendable {
        /// Masked, unless the purpose was said.
        var key: String
        var element: Text
        var rule: QualityFault.Rule
        var words: Text
        var foundOn: LocalDate
    }

    var resource: DataResource
    var purpose: FaultPurpose?
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
                            .init("newest", .date.orNull), .init("late", .boolean), .init("lateSince", .date.orNull),
                        ]))), .init("next", .string.orNull),
            ]),
            json: { model, _ in
                [
                    "items": .array(
                        model.page.items.compactMap { line in
                            line.last.map {
                                [
                                    "resource": .string($0.resource), "day": .string($0.day.description), "records": .int($0.records),
                                    "faulty": .int($0.faulty), "newest": JSON($0.newest?.description),
                                    "late": .bool(line.lateSince != nil), "lateSince": JSON(line.lateSince?.description),
                                ]
                            }
                        }), "next": JSON(model.page.next),
                ]
            })
    }

    private func qualityModel(_ call: Call) async throws -> QualityModel {
        let (snapshot, today) = (catalogue.snapshot, call.now.date)
        let owned = resources(of: DataRights(scope: call.visitor.scope).seen, in: snapshot)
        let (runs, book) = try await database.read {
            (
                try quality.runs(of: owned, since: today.adding(days: -DataCentre.trendDays), in: $0),
                try shelf.book(grants, sources, ledger, quality, in: $0)
            )
        }
        let seen = Dictionary(grouping: runs, by: \.resource).compactMap { code, runs -> QualityModel.Line? in
            snapshot.resources[code].map { QualityModel.Line(resource: $0, last: runs.last, before: runs.dropLast().last) }
        }
        let unseen = owned.filter { code in !runs.contains { $0.resource == code } }.compactMap { snapshot.resources[$0] }
            .map { resource in
                let source = outside[resource.code]
                return QualityModel.Line(
                    resource: resource, last: nil, before: nil, isReadable: source.map { $0.connector is any PagedConnector } ?? true)
            }
        // The worst first; what has never been looked at stands last.
        let lines = (seen + unseen).sorted { ($0.last?.score ?? 10_001, $0.resource.code) < ($1.last?.score ?? 10_001, $1.resource.code) }
            .map { line in
                var line = line
                line.lateSince = lateSince(line.resource, book, on: today)
                return line
            }
        let page = try KeyedPage(lines, after: call.query["after"], size: DataCentre.shownLines, key: \.resource.code)
        return QualityModel(page: page, trend: QualityModel.sums(runs), catalogue: snapshot, today: today)
    }

    private static let faultQuery: Schema = .object([
        .init("after", .string, required: false), .init("purpose", .oneOf(FaultPurpose.allCases.map(\.rawValue)), required: false),
    ])

    /// Rows to mend, for the department that owns the resource. Whose they are is masked until the purpose is said, and that they were looked
    /// at, and what for, is in each person's log.
    private var faultList: Screen<FaultModel> {
        Screen(
            "datacentre.faults", get: "/console/data/quality/{resource}", access: .staff([.steward]), summary: QualityText.faults,
            tag: "data", query: DataCentre.faultQuery, refuses: ["invalid", "datacentre.not-found"],
            load: { call in try await faultModel(call) },
            page: { model, call in QualityPages(language: call.language, csrf: call.visitor.csrf).faults(model) })
    }

    /// The same page for a spreadsheet: whose the rows are is above the grade that may leave, so that column stays behind unless the owner
    /// says for what it goes: back to where the record is kept.
    private var faultTable: Endpoint {
        Endpoint(
            "datacentre.faults-table", .get, "/console/data/quality/{resource}/rows.csv", access: .staff([.steward]),
            summary: QualityText.faults, tag: "data", query: DataCentre.faultQuery,
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
            let table = GradedTable(columns, rows: rows)
                .leaving(upTo: model.purpose == nil ? DataCentre.leavingLevel : key?.level ?? ElementGrade(sensitivity: .sensitive).level)
            return .file(table.csv(call.language), type: FileKind.csv.mediaType, name: "\(model.resource.code)-rows.csv")
        }
    }

    /// Does not wait for the night: after mending, a steward sees at once what is left.
    private var checking: Act<Bool, String> {
        Act(
            "datacentre.quality-check", post: "/console/data/quality/{resource}/checks", access: .staff([.steward]),
            summary: QualityText.checkNow, tag: "data", takes: .object([]), refuses: ["datacentre.not-found", "datacentre.silent"],
            input: { _, _ in true },
            run: { _, call in
                let snapshot = catalogue.snapshot
                guard let resource = snapshot.resources[try call.parameter("resource")],
                    DataRights(scope: call.visitor.scope).mayAct(for: resource.owner)
                else { throw DataCentreRefusal.notFound.problem }
                guard try await checkQuality(of: resource, snapshot, at: call.now) else { throw DataCentreRefusal.silent.problem }
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
        let purpose: FaultPurpose? = try call.choice("purpose", fault: QualityText.inFull)
        let looking = Purpose(
            reader: .staff, account: call.visitor.account, department: resource.owner, code: "quality",
            reason: purpose.map { QualityText.mending(resource.name, $0.name) } ?? QualityText.mending(resource.name),
            reference: "quality:\(resource.code)")
        // The look is written with what it shows.
        return try await database.write { connection in
            let found = try quality.faults(of: resource.code, after: after, limit: DataCentre.shownFaults + 1, in: connection)
            let faults = Array(found.prefix(DataCentre.shownFaults))
            let records = try table.records(resource.code, hashes: Set(faults.map(\.subjectHash)).sorted(), in: connection)
            let rows = faults.compactMap { found in
                faultRow(found, of: resource, records[found.subjectHash]?.content, snapshot, isFull: purpose != nil, today: today)
            }
            try log.insert(
                Set(rows.map(\.whose)).subtracting([""]).sorted().map { line($0, resource, looking, at: call.now) }, in: connection)
            let runs = try quality.runs(of: [resource.code], since: today.adding(days: -DataCentre.trendDays), in: connection)
            let next = found.count > faults.count ? faults.last.map { FaultKey($0).text } : nil
            return FaultModel(
                resource: resource, purpose: purpose, rows: rows.map(\.row), next: next, isFirst: after == nil, trend: runs)
        }
    }

    private func line(_ key: String, _ resource: DataResource, _ purpose: Purpose, at now: Instant) -> LogLine {
        LogLine(
            id: surroundings.newID(), question: RecordQuestion(resource: resource.code, key: key), purpose: purpose, outcome: "found",
            at: now)
    }

    /// A row to mend, with whom it is about. nil where what is kept here has been ended since; what a source elsewhere holds is not read anew.
    private func faultRow(
        _ found: FoundFault, of resource: DataResource, _ record: JSON?, _ snapshot: Catalogue, isFull: Bool, today: LocalDate
    ) -> (row: FaultModel.Row, whose: String)? {
        guard let element = snapshot.elements[found.fault.element], record != nil || found.subject != nil else { return nil }
        let key = found.subject ?? record?[resource.key]?.string ?? ""
        let words = record.map { Quality.words(found.fault, of: $0, in: resource, snapshot, today: today) } ?? found.fault.rule.name
        let row = FaultModel.Row(
            key: isFull ? key : QualityText.masked(key), element: element.name, rule: found.fault.rule, words: words, foundOn: found.foundOn
        )
        return (row, key)
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
