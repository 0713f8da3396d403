import Catalogue
import Kernel

/// Files of rows as they are handed out.
enum CollectionFile {
    /// The columns for a type, with nothing in them.
    static func template(_ type: LicenceType) -> String {
        CSV.mark + CSV.line(CollectionRow.Column.offered.map(\.rawValue) + type.elements)
    }

    /// Rows as they were sent, with the reasons behind: a line of the file, and in words what is wrong.
    static func rejected(_ rows: [RejectedRow], columns: [String], _ language: Language) -> String {
        let extra = Set(rows.flatMap(\.cells.keys)).subtracting(columns).sorted()
        let all = columns + extra
        let head = CSV.line(all + ["_line", "_why"])
        return CSV.mark + head
            + rows.map { row in
                let why = row.faults.map { "\($0.column): \($0.message[language])" }.joined(separator: " ")
                return CSV.line(all.map { row.cells[$0] ?? "" } + [String(row.line), why])
            }.joined()
    }
}
