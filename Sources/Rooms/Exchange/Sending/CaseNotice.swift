import Cases
import Kernel
import Licences
import Web

/// Everything about one event that a department's system is sent.
struct CaseNotice: Sendable {
    let file: CaseFile
    let event: CaseEvent
    let licences: [Licence]
    /// The whole case as the event left it, not the event alone.
    var isWhole = false

    static let wholeType = "yiwang.case.snapshot"

    /// Whether it carries what the applicant has handed in.
    var carriesContent: Bool { isWhole || event.action.carriesContent }

    var rows: [NationalRow] {
        let rows = NationalRows(file: file, event: event, licences: licences)
        return isWhole ? rows.whole : rows.rows
    }

    /// As a CloudEvent 1.0 in structured form. Its data are the rows of the national exchange by table, the state of the case, and where
    /// the applicant's files can be fetched. Pure.
    func cloudEvent(id: ID, to system: DepartmentSystem, from origin: String) -> JSON {
        [
            "specversion": "1.0", "id": .string(id.rawValue), "source": .string(origin + "/exchange"),
            "type": .string(isWhole ? CaseNotice.wholeType : event.action.messageType), "subject": .string(file.current.number),
            "time": .string(event.at.rfc3339),
            "datacontenttype": "application/json", "data": data(for: system, from: origin),
        ]
    }

    private func data(for system: DepartmentSystem, from origin: String) -> JSON {
        var members: [JSON.Member] = [
            JSON.Member("project_no", .string(file.current.number)), JSON.Member("item", .string(file.current.item)),
            JSON.Member("status", .string(event.to.rawValue)), JSON.Member("version", .int(event.sequence)),
        ]
        let rows = rows
        for table in NationalTable.allCases {
            let mine = rows.filter { $0.table == table }
            if !mine.isEmpty { members.append(JSON.Member(table.rawValue, .array(mine.map(\.json)))) }
        }
        if carriesContent {
            let files = NationalRows(file: file, event: event, licences: []).attachments
            members.append(
                JSON.Member(
                    "files",
                    .array(
                        files.map { file in
                            [
                                "material": .string(file.material), "material_attach_name": .string(file.name),
                                "type": .string(file.kind.mediaType), "size": .int(file.size),
                                "href": .string("\(origin)\(Exchange.filePath(system.code, file.id.rawValue))"),
                            ]
                        })))
        }
        return .object(members)
    }
}

extension Exchange {
    /// Where a file is fetched, with a signed request.
    static func filePath(_ system: String, _ file: String) -> String { "/exchange/systems/\(system)/files/\(file)" }

    /// Where a system's acts are posted.
    static func eventsPath(_ system: String) -> String { "\(Endpoint.apiPrefix)/exchange/systems/\(system)/events" }

    /// What is sent of an event; nil where the case no longer has it.
    func notice(
        of caseID: ID, _ sequence: Int, isWhole: Bool = false, to system: DepartmentSystem, at now: Instant
    ) async throws -> CaseNotice? {
        let file = try await cases.caseFile(caseID, for: system.reader, at: now)
        guard let event = file.events.first(where: { $0.sequence == sequence }) else { return nil }
        let told = isWhole ? file.events.filter { $0.sequence <= sequence } : [event]
        var made: [Licence] = []
        for id in told.flatMap(\.licences) { if let licence = try await licences.licence(id) { made.append(licence) } }
        return CaseNotice(file: file, event: event, licences: made, isWhole: isWhole)
    }
}
