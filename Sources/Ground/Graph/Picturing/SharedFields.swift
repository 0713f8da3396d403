package import Catalogue
package import Kernel

/// The facts of a thing against its items: what each form would ask for, and what the one form asks for once.
package struct SharedFields: Sendable {
    /// One fact, with what each item wants of it.
    package struct Row: Sendable {
        /// `child.name`
        package let field: String
        package let name: Text
        /// By column; nil where the item does not ask for it.
        package let uses: [FormField.Reuse?]

        package var count: Int { uses.count { $0 != nil } }
    }

    package let columns: [ServiceItem]
    /// Those of most items first.
    package let rows: [Row]

    /// Boxes of all forms together.
    package var asked: Int { rows.reduce(0) { $0 + $1.count } }
    /// Boxes that the one form spares.
    package var spared: Int { asked - rows.count }

    package init(_ thing: Thing, in catalogue: Catalogue) {
        columns = thing.parts.map(\.item)
        var names: [String: Text] = [:]
        var order: [String] = []
        for field in columns.flatMap(\.fields) where names[field.field] == nil {
            let element = thing.elementCode(of: field.field).flatMap { catalogue.elements[$0]?.name }
            names[field.field] = field.label ?? element ?? Text(same: field.field)
            order.append(field.field)
        }
        let columns = columns
        let rows = order.map { field in
            Row(
                field: field, name: names[field] ?? Text(same: field),
                uses: columns.map { item in item.fields.first { $0.field == field }?.reuse })
        }
        self.rows = rows.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
    }
}
