import Cryptography
import Kernel
import Platform
import Store

/// A city's cases, a quarter of them open, made from one real row: the same columns, other names, offices, dates and seals.
struct CaseFilling {
    let total: Int
    /// The offices of the officer whose list is measured.
    let own: [Office]
    let others: [Office]
    let today: LocalDate
    private let sealer: Sealer
    private let columns: [String]
    private let template: [SQLValue]
    private let places: Places
    let applications: [String]

    struct Office: Hashable {
        var department: String
        var region: String
        var name: String { "\(department)@\(region)" }
    }

    /// One case in so many is open.
    private static let openEvery = 4
    /// So many open ones the officer has at least: two hundred pages of thirty, and some.
    private static let leastOwn = 6400

    /// Where the columns that differ stand.
    private struct Places {
        var id, application, number, department, region, deskRegion, office, desk, status, name, applicantKey, nameKey, due, phase: Int
        var receivedAt: Int
        var emptied: [Int]

        init(_ columns: [String]) throws {
            func place(_ name: String) throws -> Int {
                guard let place = columns.firstIndex(of: name) else { throw BenchFault.other("cases_case has no column \(name)") }
                return place
            }
            (id, application, number) = (try place("id"), try place("application_id"), try place("number"))
            (department, region, deskRegion) = (try place("department"), try place("region"), try place("desk_region"))
            (office, desk, status, name) = (try place("office"), try place("desk"), try place("status"), try place("applicant_name"))
            (applicantKey, nameKey) = (try place("applicant_key"), try place("name_key"))
            (due, phase, receivedAt) = (try place("due_on"), try place("due_phase"), try place("received_at"))
            emptied = try ["checks", "supplement", "assignee", "accepted_by", "promised_on", "statutory_on"].map(place)
        }
    }

    init(total: Int, row: ResultRow, own: [Office], others: [Office], applications: [String], sealer: Sealer, today: LocalDate) throws {
        (self.total, self.own, self.others, self.today) = (total, own, others, today)
        (self.sealer, self.applications) = (sealer, applications)
        columns = row.columns.names
        template = row.values
        places = try Places(columns)
    }

    /// Every so many open cases is one of the officer's.
    private var ownEvery: Int { max(1, total / CaseFilling.openEvery / CaseFilling.leastOwn) }

    var columnNames: [String] { columns }

    /// The rows, made one by one as they are written.
    var rows: some Sequence<[SQLValue]> { (0..<total).lazy.map(row) }

    private func row(_ serial: Int) -> [SQLValue] {
        let isOpen = serial % CaseFilling.openEvery == 0
        let turn = serial / CaseFilling.openEvery
        let isOwn = isOpen && turn % ownEvery == 0
        let office = isOwn ? own[turn / ownEvery % own.count] : others[serial % others.count]
        let mixed = CaseFilling.mixed(serial)
        // Six digits of time before the serial keep the order of ids that of the rows, as in life.
        let digits = String(serial + 10_000_000)
        let id = "01" + digits + MadeLetters.text(mixed, 16)
        let (desk, status, phase) = CaseFilling.stages[Int(mixed % 4)]
        var row = template
        row[places.id] = .text(id)
        row[places.application] = .text(applications[serial % applications.count])
        if case .text(let number) = template[places.number] { row[places.number] = .text(number.dropLast(14) + "100000" + digits) }
        row[places.department] = .text(office.department)
        row[places.region] = .text(office.region)
        row[places.deskRegion] = .text(office.region)
        row[places.office] = .text(office.name)
        row[places.desk] = isOpen ? .text(desk) : .null
        row[places.status] = .text(isOpen ? status : "done")
        row[places.due] = .text(isOpen ? today.adding(days: Int(mixed >> 8 % 60) - 20).description : "9999-12-31")
        row[places.phase] = isOpen ? .text(phase) : .null
        row[places.name] = .blob(
            sealer.sealBinary(Array("王小明".utf8), for: Sealer.context(table: "cases_case", column: "applicant_name", row: id)))
        row[places.applicantKey] = .text(MadeLetters.text(mixed &* 31, 22))
        row[places.nameKey] = .text(MadeLetters.text(mixed &* 37, 22))
        for place in places.emptied { row[place] = .null }
        return row
    }

    private static let stages = [
        ("intake", "submitted", "acceptance"), ("review", "accepted", "decision"), ("decide", "accepted", "decision"),
        ("issue", "granted", "issue"),
    ]

    private static func mixed(_ serial: Int) -> UInt64 {
        var value = (UInt64(serial) &+ 1) &* 0x9E37_79B9_7F4A_7C15
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
