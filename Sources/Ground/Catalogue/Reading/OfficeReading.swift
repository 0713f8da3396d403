import Kernel

/// Reads the implementations of one office into the table.
struct OfficeReading {
    /// What an office may set for an item, in the order of `ImplementationShape.columns`.
    enum Column: String, CaseIterable { case item, place, windows, promised, trips, channels, phone, local, booking }

    let entry: Entry

    /// A new table row for each row of the definition.
    func read(into table: inout ImplementationTable) {
        let code = entry.slug("code")
        let department = entry.string("department")
        let region = entry.region("region")
        let level: OfficeLevel = entry.optionalOneOf("level") ?? .district
        let uscc = entry.creditCode("uscc")
        let name = entry.optionalText("name")
        let places = entry.entries("places", required: true, ImplementingOffice.Place.init)
        let phone = entry.optionalString("phone") ?? "12345"
        let complaints = entry.optionalString("complaints") ?? "12345"
        let isIllustrative = entry.bool("illustrative", default: false)
        let start = table.count
        rows(under: columns(), places: places.map(\.code), into: &table)
        table.add(
            ImplementingOffice(
                code: code, department: department, region: region, level: level, uscc: uscc, name: name, places: places, phone: phone,
                complaints: complaints, isIllustrative: isIllustrative, rows: start..<table.count))
    }

    /// The columns; nil for one that is none, which is told.
    private func columns() -> [Column?] {
        let names = entry.strings("columns")
        entry.reading.trace?.note(values: Column.allCases.map(\.rawValue), of: "columns", at: entry.place)
        let columns = names.map { name in
            let column = Column(rawValue: name)
            if column == nil { reject(name) }
            return column
        }
        if !columns.contains(.item) { entry.reject("columns", code: "missing-key", FindingText.missing("item")) }
        return columns
    }

    /// What the city has set for all is not an office's to set.
    private func reject(_ name: String) {
        if Shape.of(.item)[name]?.part == .substantive {
            entry.reject("columns", code: "substantive", FindingText.substantive(name))
        } else {
            entry.rejectValue(name, of: "columns", among: Column.allCases.map(\.rawValue))
        }
    }

    private func rows(under columns: [Column?], places: [String], into table: inout ImplementationTable) {
        guard let rows = entry.array("rows") else { return }
        for (index, row) in rows.enumerated() {
            guard let cells = row.array, cells.count <= columns.count else {
                entry.reading.report("type", at: entry.place / "rows" / index, FindingText.rowLength(columns.count))
                continue
            }
            var read = ImplementationTable.Cells()
            for (number, cell) in cells.enumerated() where !cell.isNull {
                guard let column = columns[number] else { continue }
                if !set(column, cell, of: &read, places: places, in: &table) {
                    entry.reading.report(
                        "value", at: entry.place / "rows" / index, FindingText.badCell(column.rawValue, cell.text))
                }
            }
            if read.item >= 0 {
                table.append(read)
            } else {
                entry.reading.report("missing-key", at: entry.place / "rows" / index, FindingText.missing("item"))
            }
        }
    }

    /// false where the cell is not what its column holds.
    private func set(
        _ column: Column, _ cell: JSON, of row: inout ImplementationTable.Cells, places: [String], in table: inout ImplementationTable
    ) -> Bool {
        switch column {
        case .item:
            guard let code = cell.string, !code.isEmpty else { return false }
            row.item = table.number(interning: code)
        case .place:
            guard let code = cell.string, let index = places.firstIndex(of: code), let place = UInt8(exactly: index) else { return false }
            row.place = place
        case .windows, .phone:
            guard let text = cell.string, !text.isEmpty else { return false }
            if column == .windows { row.windows = table.intern(text) } else { row.phone = table.intern(text) }
        case .promised:
            guard let count = cell.int, let days = Int16(exactly: count), days >= 0 else { return false }
            row.promised = days
        case .trips:
            guard let count = cell.int, (0...9).contains(count) else { return false }
            row.trips = Int8(count)
        case .channels:
            guard let bits = cell.string.flatMap(OfficeReading.bits), bits > 0 else { return false }
            row.channels = bits
        case .local, .booking:
            guard let flag = cell.bool else { return false }
            if column == .local { row.isLocal = flag } else { row.takesBookings = flag }
        }
        return true
    }

    private static func bits(_ text: String) -> UInt8? {
        var bits: UInt8 = 0
        for name in text.split(separator: " ") {
            guard let index = Channel.allCases.firstIndex(where: { $0.rawValue == name }) else { return nil }
            bits |= 1 << index
        }
        return bits
    }
}

/// What no single office can know: whether its items exist, are its department's, and are not made worse.
struct ImplementationCheck {
    let items: [String: ServiceItem]
    let departments: [String: Department]
    let table: ImplementationTable
    let reading: Reading
    let place: (String) -> Place

    func run() {
        let known = table.itemCodes.map { items[$0] }
        var seen = [Int](repeating: -1, count: known.count)
        for (number, office) in table.offices.enumerated() {
            check(office)
            for row in office.rows {
                let index = table.itemNumber(of: row)
                guard let item = known[index] else {
                    report("unknown-reference", row, of: office, LintText.unknownReference(.item, table.itemCodes[index]))
                    continue
                }
                if seen[index] == number { report("duplicate", row, of: office, FindingText.doubled(item.code)) }
                seen[index] = number
                check(row, item, of: office)
            }
        }
    }

    private func check(_ office: ImplementingOffice) {
        guard departments[office.department] == nil else { return }
        reading.report(
            "unknown-reference", at: place(office.code) / "department", LintText.unknownReference(.department, office.department))
    }

    private func check(_ row: Int, _ item: ServiceItem, of office: ImplementingOffice) {
        if item.department != office.department { report("department", row, of: office, FindingText.notItsItem(item.name)) }
        if let promised = table.promised(of: row), promised > (item.limits.promised?.count ?? 0) {
            report("promise", row, of: office, FindingText.longerThanPromised(item.name, promised))
        }
        if let trips = table.trips(of: row), trips > item.trips {
            report("trips", row, of: office, FindingText.moreVisits(item.name, trips))
        }
    }

    private func report(_ rule: String, _ row: Int, of office: ImplementingOffice, _ message: Text) {
        reading.report(rule, at: place(office.code) / "rows" / (row - office.rows.lowerBound), message)
    }
}
