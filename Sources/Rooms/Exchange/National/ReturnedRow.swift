import Kernel

/// A row that a department's system has written, as text by column.
struct ReturnedRow: Sendable, Hashable {
    var table: ReturnTable
    var values: [String: String]

    var guid: String { values["row_guid"] ?? "" }
    /// Unique among all rows of a system: what makes a second look at the row harmless.
    var eventID: String { "\(table.rawValue)/\(guid)" }

    /// By the second in which they were written; within one, what is accepted comes before what is decided. Pure.
    static func inOrder(_ rows: [ReturnedRow]) -> [ReturnedRow] {
        func rank(_ row: ReturnedRow) -> Int { ReturnTable.allCases.firstIndex(of: row.table) ?? 0 }
        return rows.sorted { a, b in
            (a.values["cd_time"] ?? "", rank(a), a.guid) < (b.values["cd_time"] ?? "", rank(b), b.guid)
        }
    }

    /// The act that the row means, with its content as a message would carry it; nil where the row means none. Pure.
    var content: (kind: OfficialAct.Kind, data: JSON)? {
        kind.map { kind in
            let names = ReturnedRow.names(kind)
            var members: [JSON.Member] = []
            for name in names { if let value = value(name) { members.append(JSON.Member(name, value)) } }
            if let version = values["case_version"].flatMap({ Int($0) }) { members.append(JSON.Member("version", .int(version))) }
            return (kind, .object(members))
        }
    }

    private var kind: OfficialAct.Kind? {
        switch table {
        case .accept: ["1": .accept, "0": .decline][values["is_accepted"] ?? ""]
        case .process:
            values["act"].flatMap(OfficialAct.Kind.init(rawValue:)).flatMap { ReturnedRow.inProcess.contains($0) ? $0 : nil }
        case .special:
            if values["end_time"]?.isEmpty == false { .specialEnd } else { ["1": .extend, "2": .special][values["special_type"] ?? ""] }
        case .result: ["0": .grant, "1": .refuse][values["result_type"] ?? ""]
        case .licenceError: .licenceError
        case .assistance: values["act"].flatMap { OfficialAct.Kind(rawValue: "assistance-\($0)") }
        }
    }

    /// What a row of `dn_pro_process` may mean; acceptance, special procedures and results have tables of their own.
    private static let inProcess: Set<OfficialAct.Kind> = [
        .precheck, .supplement, .opinion, .note, .payment, .issue, .handOver, .checkPassed, .mendingOrder, .mendingConfirmation,
        .revocation,
    ]

    /// The columns that count for an act.
    private static func names(_ kind: OfficialAct.Kind) -> [String] {
        ["handle_user_no", "handle_user_name"] + OfficialAct.boxes(of: kind).map(\.name) + kind.subject.members
    }

    /// Lists and objects stand in their column as JSON.
    private func value(_ name: String) -> JSON? {
        guard let text = values[name], !text.isEmpty else { return nil }
        guard ["points", "decided", "officers"].contains(name), let json = try? JSON(parsing: text) else { return .string(text) }
        return json
    }
}
