import Kernel
import Store

/// The only code that writes what came of dropped files.
struct DeliveryTable: Sendable {
    static let migration = Migration(
        room: "datacentre", number: 8, name: "what came of dropped files",
        statements: [
            """
            CREATE TABLE datacentre_delivery (
                id TEXT NOT NULL PRIMARY KEY,
                at BIGINT NOT NULL,
                file TEXT NOT NULL,
                resource TEXT,
                department TEXT,
                form TEXT NOT NULL CHECK (form IN ('whole', 'changes', 'unknown')),
                taken BIGINT NOT NULL,
                ended BIGINT NOT NULL,
                rejected BIGINT NOT NULL,
                fault_zh TEXT,
                fault_en TEXT
            )
            """,
            "CREATE INDEX datacentre_delivery_department ON datacentre_delivery (department, id)",
            """
            CREATE TABLE datacentre_delivered (
                delivery_id TEXT NOT NULL REFERENCES datacentre_delivery (id),
                line BIGINT NOT NULL,
                what_zh TEXT NOT NULL,
                what_en TEXT NOT NULL,
                PRIMARY KEY (delivery_id, line)
            )
            """,
        ])

    /// A delivery with its rejected lines, the first of many.
    func insert(_ delivery: FileDelivery, _ faults: [DroppedFile.Fault], in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO datacentre_delivery (\(DeliveryTable.columns)) VALUES (
                \(delivery.id), \(delivery.at), \(delivery.file), \(delivery.resource), \(delivery.department), \(delivery.form.rawValue),
                \(delivery.taken), \(delivery.ended), \(delivery.rejected), \(delivery.fault?.zh), \(delivery.fault?.en))
            """)
        for fault in faults.prefix(FileDelivery.keptLines) {
            try connection.run(
                """
                INSERT INTO datacentre_delivered (delivery_id, line, what_zh, what_en)
                VALUES (\(delivery.id), \(fault.line), \(fault.what.zh), \(fault.what.en)) ON CONFLICT DO NOTHING
                """)
        }
    }

    private static let columns: Query = "id, at, file, resource, department, form, taken, ended, rejected, fault_zh, fault_en"

    /// The latest first; of all departments, and of none, for nil.
    func deliveries(_ departments: [String]?, before: ID?, limit: Int, in connection: any Connection) throws -> [FileDelivery] {
        let whose: Query = departments.map { "department IN \(list: $0)" } ?? "1 = 1"
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            "SELECT \(DeliveryTable.columns) FROM datacentre_delivery WHERE \(whose)\(older) ORDER BY id DESC LIMIT \(limit: limit)"
        ).map(delivery)
    }

    func delivery(_ id: ID, in connection: any Connection) throws -> FileDelivery? {
        try connection.row("SELECT \(DeliveryTable.columns) FROM datacentre_delivery WHERE id = \(id)").map(delivery)
    }

    /// The lines that were not taken, in the file's order.
    func rejected(of id: ID, after line: Int, limit: Int, in connection: any Connection) throws -> [DroppedFile.Fault] {
        try connection.rows(
            """
            SELECT line, what_zh, what_en FROM datacentre_delivered WHERE delivery_id = \(id) AND line > \(line)
            ORDER BY line LIMIT \(limit: limit)
            """
        ).map { DroppedFile.Fault(line: try $0.int("line"), what: Text(try $0.text("what_zh"), try $0.text("what_en"))) }
    }

    func sweep(before day: LocalDate, in connection: any Connection) throws {
        let (moment, which) = (Instant(day), "delivery_id IN (SELECT id FROM datacentre_delivery WHERE at < " as Query)
        try connection.run("DELETE FROM datacentre_delivered WHERE \(which)\(moment))")
        try connection.run("DELETE FROM datacentre_delivery WHERE at < \(moment)")
    }

    private func delivery(_ row: ResultRow) throws -> FileDelivery {
        let fault = try row.textOrNil("fault_zh").map { Text($0, try row.textOrNil("fault_en") ?? $0) }
        return FileDelivery(
            id: try row.id("id"), at: try row.instant("at"), file: try row.text("file"), resource: try row.textOrNil("resource"),
            department: try row.textOrNil("department"), form: try row.value("form", as: FileDelivery.Form.self),
            taken: try row.int("taken"), ended: try row.int("ended"), rejected: try row.int("rejected"), fault: fault)
    }
}
