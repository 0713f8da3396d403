package import Kernel

/// One delivery of licences by a department, with what became of each row. Reports are kept.
package struct LicenceCollection: Sendable, Hashable {
    package enum Way: String, Sendable, Hashable, CaseIterable {
        case form, file, api

        package var name: Text {
            switch self {
            case .form: Text("单个录入", "One by one")
            case .file: Text("批量文件", "File")
            case .api: Text("接口", "Interface")
            }
        }
    }

    /// What became of a row: `changed` is a new version or another state. There is no sixth.
    package enum Outcome: String, Sendable, Hashable, CaseIterable {
        case made, changed, cancelled, unchanged, rejected

        package var name: Text {
            switch self {
            case .made: Text("新增", "Added")
            case .changed: Text("变更", "Changed")
            case .cancelled: Text("注销", "Cancelled")
            case .unchanged: Text("没有变化", "Unchanged")
            case .rejected: Text("未入库", "Rejected")
            }
        }
    }

    package var id: ID
    package var at: Instant
    /// nil while it runs, or where it was cut off: the same delivery again takes up the rest.
    package var finishedAt: Instant?
    package var issuer: String
    package var region: RegionCode
    package var way: Way
    package var origin: LicenceOrigin
    package var account: ID?
    package var collector: String
    package var fileName: String
    /// The columns as they were sent, for handing rejected rows back.
    package var columns: [String]
    package var total: Int
    package var counts: [Outcome: Int]

    package func count(_ outcome: Outcome) -> Int { counts[outcome] ?? 0 }

    /// Who brings them in: an official by their account, or a department's system by its name.
    var actor: LicenceActor { LicenceActor(kind: account == nil ? .system : .staff, account: account, name: collector) }
}

/// A row that was not taken, with everything that is wrong with it and everything that it said.
package struct RejectedRow: Sendable, Hashable {
    package var line: Int
    package var cells: [String: String]
    package var faults: [RowFault]
}

/// Rows to collect, and who sends them.
package struct Delivery: Sendable {
    package var department: String
    package var region: RegionCode
    package var way: LicenceCollection.Way
    package var origin: LicenceOrigin
    package var fileName: String
    package var columns: [String]
    package var rows: [CollectionRow]

    package init(
        department: String, region: RegionCode, way: LicenceCollection.Way, origin: LicenceOrigin, fileName: String = "", columns: [String],
        rows: [CollectionRow]
    ) {
        self.department = department
        self.region = region
        self.way = way
        self.origin = origin
        self.fileName = fileName
        self.columns = columns
        self.rows = rows
    }
}

extension Delivery {
    /// Reads a CSV file: the first row names the columns. What is wrong with the file as a whole is a refusal; what is wrong with a row is
    /// that row's.
    package static func rows(csv bytes: [UInt8]) throws -> (columns: [String], rows: [CollectionRow]) {
        guard let text = FileText.decoded(bytes) else {
            throw LicenceRefusal.unreadableFile(CollectionText.noText).problem
        }
        let read: [CSV.Row]
        do throws(DataFileFault) { read = try CSV.rows(text) } catch {
            throw LicenceRefusal.unreadableFile(CollectionText.brokenFile(line: error.line, error.message)).problem
        }
        guard let header = read.first else { throw LicenceRefusal.unreadableFile(CollectionText.emptyFile).problem }
        let columns = header.cells.map { $0.filter { !$0.isWhitespace } }
        guard columns.count <= Delivery.mostColumns else {
            throw LicenceRefusal.unreadableFile(CollectionText.tooManyColumns(Delivery.mostColumns)).problem
        }
        guard Set(columns).count == columns.count else { throw LicenceRefusal.unreadableFile(CollectionText.doubledColumn).problem }
        let missing = CollectionRow.Column.required.map(\.rawValue).filter { !columns.contains($0) }
        guard missing.isEmpty else { throw LicenceRefusal.unreadableFile(CollectionText.missingColumns(missing)).problem }
        let rows = read.dropFirst().map { row in
            var cells = Dictionary(zip(columns, row.cells), uniquingKeysWith: { first, _ in first })
            // More cells than columns: the surplus is kept where the report can show it.
            let surplus = row.cells.dropFirst(columns.count)
            if surplus.contains(where: { !$0.isEmpty }) {
                cells[CollectionRow.surplus] = surplus.joined(separator: ",")
            }
            return CollectionRow(line: row.line, cells: cells)
        }
        return (columns, Array(rows))
    }

    /// More than any kind of licence has elements.
    static let mostColumns = 500

    /// The rows of what a program sent; nil where they are none.
    static func objects(_ json: JSON?) -> [JSON]? {
        guard let rows = json?["rows"]?.array, !rows.isEmpty, rows.allSatisfy({ $0.members != nil }) else { return nil }
        return rows
    }

    /// The same from JSON: an array of objects.
    package static func rows(json: [JSON]) throws -> (columns: [String], rows: [CollectionRow]) {
        var columns: [String] = []
        var known: Set<String> = []
        let rows = json.enumerated().map { index, row in
            var cells: [String: String] = [:]
            for member in row.members ?? [] {
                // What is on the face may stand in an object of its own.
                let inner = member.name == "face" ? member.value.members ?? [] : [member]
                for cell in inner {
                    if known.insert(cell.name).inserted { columns.append(cell.name) }
                    cells[cell.name] = cell.value.string ?? (cell.value.isNull ? "" : cell.value.text)
                }
            }
            return CollectionRow(line: index + 1, cells: cells)
        }
        guard columns.count <= mostColumns else {
            throw LicenceRefusal.unreadableFile(CollectionText.tooManyColumns(mostColumns)).problem
        }
        return (columns, rows)
    }
}
