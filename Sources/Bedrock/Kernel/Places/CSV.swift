/// Comma-separated text (RFC 4180) as the data files of the platform are written.
package enum CSV {
    /// A row and the line of the file on which it begins, counted from 1.
    package struct Row: Sendable, Hashable {
        package let line: Int
        package let cells: [String]
    }

    /// Every row that is not empty. A byte order mark is skipped; a quotation mark left open is an error.
    package static func rows(_ text: String) throws(DataFileFault) -> [Row] {
        var rows: [Row] = []
        var cells: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var (line, rowLine) = (1, 1)
        func endCell() {
            cells.append(String(decoding: cell, as: UTF8.self))
            cell = []
        }
        func endRow() {
            endCell()
            if cells != [""] { rows.append(Row(line: rowLine, cells: cells)) }
            cells = []
        }
        let bytes = Array(text.hasPrefix("\u{FEFF}") ? text.utf8.dropFirst(3) : text.utf8[...])
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case 0x22 where isQuoted && at + 1 < bytes.count && bytes[at + 1] == 0x22:
                cell.append(byte)
                at += 1
            case 0x22 where isQuoted || cell.isEmpty: isQuoted.toggle()
            case 0x2C where !isQuoted: endCell()
            case 0x0D where !isQuoted: break
            case 0x0A where !isQuoted:
                endRow()
                rowLine = line + 1
            default: cell.append(byte)
            }
            if byte == 0x0A { line += 1 }
            at += 1
        }
        guard !isQuoted else { throw DataFileFault(line: rowLine, Text("引号没有闭合。", "A quotation mark is left open.")) }
        if !cell.isEmpty || !cells.isEmpty { endRow() }
        return rows
    }

    /// The rows under a header that must begin with these names.
    static func rows(_ text: String, header: [String]) throws(DataFileFault) -> ArraySlice<Row> {
        let all = try rows(text)
        let wanted = header.joined(separator: ",")
        guard let first = all.first, first.cells.starts(with: header) else {
            throw DataFileFault(line: 1, Text("表头应以 \(wanted) 开头。", "The header should begin with \(wanted)."))
        }
        if let short = all.first(where: { $0.cells.count != first.cells.count }) {
            throw DataFileFault(
                line: short.line,
                Text(
                    "应有 \(first.cells.count) 列，现为 \(short.cells.count) 列。",
                    "There should be \(first.cells.count) columns, and there are \(short.cells.count)."))
        }
        return all.dropFirst()
    }
}

extension CSV {
    /// Spreadsheets take a file without it for the encoding of their own country.
    package static let mark = "\u{FEFF}"

    /// One line, with its end. A cell that a spreadsheet would run as a formula is only text.
    package static func line(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\r\n" }

    private static func quoted(_ cell: String) -> String {
        let risky = cell.first.map { "=+-@\t".contains($0) } ?? false
        let text = risky ? "'" + cell : cell
        let needsQuotes = text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}

/// What is wrong with a data file, and on which line.
package struct DataFileFault: Error, Sendable, Hashable, CustomStringConvertible {
    package let line: Int
    package let message: Text

    init(line: Int, _ message: Text) {
        self.line = line
        self.message = message
    }

    package var description: String { "line \(line): \(message.en)" }
}
