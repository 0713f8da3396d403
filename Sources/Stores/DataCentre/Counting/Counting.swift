import Catalogue
import Identity
import Kernel
import Store
import Web

extension DataCentre {
    /// A transaction may be slow: its lines appear after those of a quicker one that began later.
    private static let settledSeconds: Int64 = 120
    private static let batch = 2000
    private static let keptHours = 24 * 7

    /// Counts the lines that have been written here and elsewhere since the last time, and raises an alarm where somebody reads too much.
    func count(at now: Instant) async throws {
        let settled = now.adding(seconds: -DataCentre.settledSeconds)
        for log in CountedLog.allCases {
            while true {
                let mark = try await database.read { try counts.mark(log, in: $0) }
                let lines = try await self.lines(of: log, after: mark).prefix { $0.at < settled }
                try await database.write { connection in
                    // Another node may have counted them meanwhile.
                    guard try counts.mark(log, in: connection) == mark else { return }
                    try take(Array(lines), of: log, at: now, in: connection)
                }
                if lines.count < DataCentre.batch { break }
            }
        }
        let hour = Int(now.microseconds / 3_600_000_000) - DataCentre.keptHours
        try await database.write { try counts.sweepReadings(before: hour, in: $0) }
    }

    private func lines(of log: CountedLog, after mark: String) async throws -> [CountedLine] {
        switch log {
        case .here: try await database.read { try counts.next(after: mark, limit: DataCentre.batch, in: $0) }
        case .elsewhere: try await readings.lines(mark, DataCentre.batch).map(CountedLine.init)
        }
    }

    private func take(_ lines: [CountedLine], of log: CountedLog, at now: Instant, in connection: any Connection) throws {
        guard let last = lines.last else { return }
        let count = LogCount(lines)
        try counts.add(count, of: log, through: last.id, in: connection)
        for reader in count.readings.keys {
            let looks = try counts.looks(reader, in: connection)
            for kind in ReadingAlarm.kinds(looks: looks, by: reader.who, hour: reader.hour, settings.alarms, calendar()) {
                let alarm = ReadingAlarm(
                    id: surroundings.newID(), kind: kind, who: reader.who, hour: reader.hour, looks: looks, raisedAt: now)
                if try counts.raise(alarm, in: connection) {
                    try tell(alarm, about: count.matters[reader] ?? [], at: now, in: connection)
                }
            }
        }
    }

    var countingEndpoints: [Endpoint] { statistics.endpoints + [statisticsTable] + alarmList.endpoints + alarmClosing.endpoints }

    private var statistics: Screen<StatisticsModel> {
        Screen(
            "datacentre.statistics", get: "/console/data/statistics", access: DataCentre.stewards, summary: CountingText.title, tag: "data",
            load: { call in try await statisticsModel(call) },
            page: { model, call in StatisticsPage(model: model, language: call.language).page() },
            gives: .object([
                .init(
                    "items",
                    .array(
                        .object([
                            .init("department", .string), .init("resource", .string), .init("calls", .integer), .init("found", .integer),
                            .init("failed", .integer), .init("meanMicroseconds", .integer),
                        ])))
            ]),
            json: { model, _ in
                [
                    "items": .array(
                        model.rows.map { row in
                            [
                                "department": .string(row.department), "resource": .string(row.resource), "calls": .int(row.tally.calls),
                                "found": .int(row.tally.found), "failed": .int(row.tally.failed),
                                "meanMicroseconds": .int(row.tally.microseconds / Int64(max(row.tally.calls, 1))),
                            ]
                        })
                ]
            })
    }

    private func statisticsModel(_ call: Call) async throws -> StatisticsModel {
        let snapshot = catalogue.snapshot
        let departments = DataRights(scope: call.visitor.scope).seen
        let rows = try await database.read { connection in
            try counts.tallies(
                since: call.now.date.adding(days: -30), departments: departments, owned: resources(of: departments, in: snapshot),
                in: connection
            ).map { StatisticsModel.Row(department: $0.department, resource: $0.resource, tally: $0.tally) }
        }
        return StatisticsModel(rows: rows, catalogue: snapshot)
    }

    /// The same for a spreadsheet.
    private var statisticsTable: Endpoint {
        Endpoint(
            "datacentre.statistics-table", .get, "/console/data/statistics.csv", access: DataCentre.stewards,
            summary: CountingText.asTable, tag: "data", face: .file
        ) { call in
            let model = try await statisticsModel(call)
            let titles = [
                CountingText.department, SharingText.resource, CountingText.calls, CountingText.found, CountingText.failed,
            ]
            let rows = model.rows.map { row in
                [
                    (model.catalogue.departments[row.department]?.name ?? CountingText.nobody)[call.language],
                    DataCentreText.what(row.resource, in: model.catalogue)[call.language], String(row.tally.calls),
                    String(row.tally.found), String(row.tally.failed),
                ]
            }
            let table = GradedTable(titles.map { GradedTable.Column($0) }, rows: rows)
            return .file(
                table.leaving(upTo: DataCentre.leavingLevel).csv(call.language), type: FileKind.csv.mediaType, name: "statistics.csv")
        }
    }

    /// 分级: what goes out as a file is internal at most; personal data stay in the house.
    static let leavingLevel = 2

    // MARK: Alarms

    /// Whoever watches over everybody: an alarm names a reader of any department.
    static let watchers: Access = .staff([.supervisor, .administrator])

    private var alarmList: Screen<AlarmModel> {
        Screen(
            "datacentre.alarms", get: "/console/data/alarms", access: DataCentre.watchers, summary: CountingText.alarms, tag: "data",
            query: .object([.init("state", .oneOf(["open", "closed"]), required: false), .init("after", .id, required: false)]),
            load: { call in
                let (isOpen, before) = (call.query["state"] != "closed", try call.place("after"))
                return try await database.read { connection in
                    let found = try counts.alarms(open: isOpen, before: before, limit: 31, in: connection)
                    let shown = Array(found.prefix(30))
                    let names = try names(of: shown.map(\.who), in: connection)
                    return AlarmModel(
                        isOpen: isOpen, alarms: shown, names: names, next: found.count > 30 ? shown.last?.id : nil, problem: nil)
                }
            }, page: { model, call in AlarmPage(model: model, language: call.language, csrf: call.visitor.csrf).page() },
            gives: .object([
                .init(
                    "items",
                    .array(
                        .object([
                            .init("id", .id), .init("kind", .string), .init("reader", .string), .init("looks", .integer),
                            .init("from", .dateTime), .init("words", .string.orNull),
                        ]))), .init("next", .id.orNull),
            ]),
            json: { model, _ in
                [
                    "items": .array(
                        model.alarms.map {
                            [
                                "id": .string($0.id.rawValue), "kind": .string($0.kind.rawValue), "reader": .string($0.who.text),
                                "looks": .int($0.looks), "from": .string($0.begins.rfc3339), "words": JSON($0.words),
                            ]
                        }), "next": JSON(model.next?.rawValue),
                ]
            })
    }

    private var alarmClosing: Act<String, ID> {
        Act(
            "datacentre.alarm-close", post: "/console/data/alarms/{id}/closing", access: DataCentre.watchers, summary: CountingText.close,
            tag: "data", takes: .object([.init("words", .string(maxLength: 500))]),
            refuses: ["invalid", "datacentre.not-found"], input: { submitted, _ in String((submitted["words"] ?? "").prefix(500)) },
            run: { words, call in
                guard !words.isEmpty else { throw DataCentreRefusal.wordsMissing.problem }
                let id = try call.id()
                let isClosed = try await database.write { connection in
                    try counts.close(id, by: call.visitor.name, words: words, at: call.now, in: connection)
                }
                guard isClosed else { throw DataCentreRefusal.notFound.problem }
                return id
            }, then: { _, _ in "/console/data/alarms" }, gives: .object([.init("id", .id)]),
            json: { id, _ in ["id": .string(id.rawValue)] }, status: 200)
    }
}
