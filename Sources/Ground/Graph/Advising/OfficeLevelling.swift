import Catalogue
import Kernel

/// An office's rows of the implementation table, brought to what the usual office does with an item.
struct OfficeLevelling {
    let item: String
    let promised: Int?
    let trips: Int?

    /// The office afterwards; a figure that is no worse stays as it is. An empty cell is as the item says, which is what was found worse.
    func applied(to content: JSON) throws(AdviceConflict) -> JSON {
        var columns = content["columns"]?.array?.map { $0.string ?? "" } ?? []
        guard let rows = content["rows"]?.array, let name = columns.firstIndex(of: "item") else { throw .missing(item) }
        let wanted = [("promised", promised), ("trips", trips)].compactMap { column, most in most.map { (column, $0) } }
        for (column, _) in wanted where !columns.contains(column) { columns.append(column) }
        var isChanged = false
        let levelled = rows.map { row -> JSON in
            guard var cells = row.array else { return row }
            cells += Array(repeating: .null, count: max(0, columns.count - cells.count))
            guard cells[name].string == item else { return .array(cells) }
            for (column, most) in wanted {
                guard let place = columns.firstIndex(of: column), cells[place].int ?? Int.max > most else { continue }
                cells[place] = .int(most)
                isChanged = true
            }
            return .array(cells)
        }
        guard isChanged else { throw .missing(item) }
        var content = content
        (content["columns"], content["rows"]) = (.array(columns.map(JSON.string)), .array(levelled))
        return content
    }
}
