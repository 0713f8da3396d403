package import Kernel

extension Components {
    /// One column of a table.
    package struct Column: Sendable, Hashable {
        package enum Kind: String, Sendable { case text, number }

        package var title: Text
        package var kind: Kind
        /// Heard, not seen: a column of buttons.
        package var hidesTitle: Bool

        package init(_ title: Text, _ kind: Kind = .text, hidesTitle: Bool = false) {
            self.title = title
            self.kind = kind
            self.hidesTitle = hidesTitle
        }
    }

    /// One row; its first cell is the row's heading.
    package struct Row: Sendable {
        package var cells: [HTML]
        package var isCurrent: Bool

        package init(_ cells: [HTML], isCurrent: Bool = false) {
            self.cells = cells
            self.isCurrent = isCurrent
        }
    }

    /// A table with a caption; below 640 px each row stands as a block with its column's title before each cell.
    package static func table(
        _ columns: [Column], rows: [Row], caption: Text, showsCaption: Bool = false, _ language: Language
    ) -> HTML {
        // The roles keep a table a table where the narrow layout changes `display`.
        let head = columns.html { column in
            """
            <th scope="col" role="columnheader" class="\(column.kind.rawValue)">\
            \(if: column.hidesTitle, hidden(column.title, language))\(if: !column.hidesTitle, HTML(text: column.title[language]))</th>
            """
        }
        return """
            <div class="table-box"><table class="table" role="table">\
            <caption\(attribute: "class", showsCaption ? nil : "vh")>\(caption, language)</caption>\
            <thead role="rowgroup"><tr role="row">\(head)</tr></thead>\
            <tbody role="rowgroup">\(rows.html { tableRow($0, columns, language) })</tbody></table></div>
            """
    }

    private static func tableRow(_ row: Row, _ columns: [Column], _ language: Language) -> HTML {
        var cells = HTML()
        for (index, (cell, column)) in zip(row.cells, columns).enumerated() {
            if index == 0 {
                cells += "<th scope=\"row\" role=\"rowheader\">\(cell)</th>"
            } else {
                let label = column.hidesTitle ? nil : column.title[language]
                cells += "<td role=\"cell\" class=\"\(column.kind.rawValue)\"\(attribute: "data-label", label)>\(cell)</td>"
            }
        }
        return "<tr role=\"row\"\(attribute: "aria-current", row.isCurrent ? "true" : nil)>\(cells)</tr>"
    }

    /// The way through a list that pages by key: onward, and back to its beginning; no page numbers and no totals.
    package static func pager(next: Link?, first: Link? = nil, _ language: Language) -> HTML {
        guard next != nil || first != nil else { return HTML() }
        let start: HTML? = first.map { "<a href=\"\($0)\">\(WebText.firstPage, language)</a>" }
        let onward: HTML? = next.map { "<a class=\"button plain\" rel=\"next\" href=\"\($0)\">\(WebText.nextPage, language)</a>" }
        return "<nav class=\"pager\" aria-label=\"\(WebText.pages, language)\">\(start)\(onward)</nav>"
    }
}
