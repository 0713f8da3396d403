import Foundation
import Kernel

/// The figures of a run, and the table that shows them.
final class Report {
    private(set) var figures: [Figure] = []
    private var notes: [Text] = []

    /// Notes a figure and tells it at once.
    func add(_ figure: Figure) {
        figures.append(figure)
        Terminal.tell(Text(same: "  \(figure.name.here): \(Figure.written(figure.value)) \(figure.unit.here)  \(figure.verdict.here)"))
    }

    /// Something that holds for the whole run, told once.
    func note(_ text: Text) {
        if !notes.contains(text) { notes.append(text) }
    }

    func print(asJSON: Bool, machine: String, seconds: Double) {
        if asJSON {
            let json: JSON = [
                "machine": .string(machine), "seconds": .int(Int(seconds)), "figures": .array(figures.map(\.json)),
                "notes": .array(notes.map { JSON($0) }),
            ]
            Swift.print(json.text)
            return
        }
        var rows = [[BenchText.measure.here, BenchText.figure.here, BenchText.goal.here, ""]]
        for figure in figures {
            rows.append([figure.name.here, "\(Figure.written(figure.value)) \(figure.unit.here)", figure.goalText, figure.verdict.here])
        }
        Swift.print(Report.table(rows))
        let remarks = figures.compactMap { figure in figure.note.map { Text(same: "\(figure.name.here): \($0.here)") } } + notes
        for remark in remarks { Swift.print("· \(remark.here)") }
        let judged = figures.compactMap(\.isMet)
        Swift.print(BenchText.summary(met: judged.count { $0 }, of: judged.count, machine: machine, seconds: Int(seconds)).here)
    }

    private static func table(_ rows: [[String]]) -> String {
        let widths = rows[0].indices.map { column in rows.map { width($0[column]) }.max() ?? 0 }
        let lines = rows.map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - width($0)) }.joined(separator: "  ")
        }
        let rule = String(repeating: "─", count: widths.reduce(0, +) + 2 * (widths.count - 1))
        return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
    }

    /// Columns on a terminal: a Chinese character takes two.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFEF).contains($1.value) ? 2 : 1) }
    }
}
