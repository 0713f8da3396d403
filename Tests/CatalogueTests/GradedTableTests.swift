import Catalogue
import Kernel
import Testing

/// What may leave as a file follows from the grade of each column.
struct GradedTableTests {
    private let table = GradedTable(
        [
            .init(Text("号码", "Number"), ElementGrade(sensitivity: .sensitive)),
            .init(Text("姓名", "Name"), ElementGrade(sensitivity: .personal)),
            .init(Text("等级", "Class"), ElementGrade(sensitivity: .internal)), .init(Text("次数", "Count")),
        ], rows: [["310104", "顾晓岚", "A", "3"], ["310105", "=沈,一舟", "\"B\"", "-1"]])

    @Test func `a column above the grade stays behind with its heading, and the rest keeps its order`() {
        for (level, kept) in [
            (1, ["Count"]), (2, ["Class", "Count"]), (3, ["Name", "Class", "Count"]), (4, ["Number", "Name", "Class", "Count"]),
        ] {
            let leaving = table.leaving(upTo: level)
            #expect(leaving.columns.map(\.title.en) == kept)
            #expect(leaving.rows.allSatisfy { $0.count == kept.count } && leaving.rows.map(\.last) == ["3", "-1"])
            let text = String(decoding: leaving.csv(.en), as: UTF8.self)
            #expect(text.contains("310104") == (level == 4) && text.contains("顾晓岚") == (level >= 3))
        }
    }

    @Test func `a cell is a cell, whatever stands in it`() {
        let lines = String(decoding: table.csv(.zh), as: UTF8.self).split(separator: "\r\n")
        #expect(lines.count == 3 && lines[2] == #"310105,"'=沈,一舟","""B""",'-1"#)
    }
}
