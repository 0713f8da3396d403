import Catalogue
import Kernel

/// Files of rows as they are handed out.
enum CollectionFile {
    /// The columns for a type, with nothing in them.
    static func template(_ type: LicenceType) -> String {
        mark + line(CollectionRow.Column.allCases.map(\.rawValue) + type.elements)
    }

    /// Rows as they were sent, with the reasons behind: a line of the file, and in words what is wrong.
    static func rejected(_ rows: [RejectedRow], columns: [String], _ language: Language) -> String {
        let extra = Set(rows.flatMap(\.cells.keys)).subtracting(columns).sorted()
        let all = columns + extra
        let head = line(all + ["_line", "_why"])
        return mark + head
            + rows.map { row in
                let why = row.faults.map { "\($0.column): \($0.message[language])" }.joined(separator: " ")
                return line(all.map { row.cells[$0] ?? "" } + [String(row.line), why])
            }.joined()
    }

    /// Spreadsheets take a file without it for the encoding of their own country.
    private static let mark = "\u{FEFF}"

    private static func line(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\r\n" }

    private static func quoted(_ cell: String) -> String {
        // A cell that a spreadsheet would run as a formula is only text.
        let risky = cell.first.map { "=+-@\t".contains($0) } ?? false
        let text = risky ? "'" + cell : cell
        let needsQuotes = text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}
