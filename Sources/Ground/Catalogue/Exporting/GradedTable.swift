package import Kernel

/// A table that leaves the house as a file: each column by the grade of what stands in it (分类分级). What may not leave is left out whole,
/// with its heading; what is masked on screens is masked here. Pure.
package struct GradedTable: Sendable {
    package struct Column: Sendable {
        package var title: Text
        /// nil for figures and names of the catalogue, which are nobody's.
        package var grade: ElementGrade?

        package init(_ title: Text, _ grade: ElementGrade? = nil) { (self.title, self.grade) = (title, grade) }
    }

    package let columns: [Column]
    /// As many cells as there are columns.
    package let rows: [[String]]

    package init(_ columns: [Column], rows: [[String]]) {
        precondition(rows.allSatisfy { $0.count == columns.count }, "a cell for each column")
        (self.columns, self.rows) = (columns, rows)
    }

    /// The columns that may leave, at most of that level (1 to 4, `ElementGrade.level`).
    package func leaving(upTo level: Int) -> GradedTable {
        let kept = columns.indices.filter { (columns[$0].grade?.level ?? 1) <= level }
        return GradedTable(kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
    }

    /// As a spreadsheet reads it.
    package func csv(_ language: Language) -> [UInt8] {
        let lines = [columns.map { $0.title[language] }] + rows
        return Array((CSV.mark + lines.map(CSV.line).joined()).utf8)
    }
}
