import Platform
import Store
import Testing

/// A table belongs to one room and bears its name; nobody else writes SQL on it.
struct TableTests {
    private struct Table: Hashable {
        let name: String
        let file: SourceFile
    }

    private static let tables: [Table] = SourceTree.sources.flatMap { file in
        file.code.matches(of: #/CREATE TABLE (?:IF NOT EXISTS )?([a-z_]+)/#).map { Table(name: String($0.output.1), file: file) }
    }

    /// 国家交换库表: their names are the nation's and not ours. They lie in databases of their own, one for each department's system, and never
    /// among the platform's tables.
    private static let national: Set<String> = [
        "up_pro_accept", "up_pro_process", "up_pro_special_procedure", "up_pro_material", "up_pro_form", "up_pro_result", "up_lic_data",
        "dn_pro_accept", "dn_pro_process", "dn_pro_special_procedure", "dn_pro_result", "dn_lic_data_error",
        // The city's own, beside them.
        "up_pro_assistance", "dn_pro_assistance",
    ]

    @Test func `the national tables are made in one place, in a database of their own`() {
        let found = Self.tables.filter { Self.national.contains($0.name) }
        #expect(Set(found.map(\.name)) == Self.national)
        #expect(Set(found.map(\.file.path)) == ["Sources/Rooms/Exchange/National/Storing/NationalSchema.swift"])
        let own = Platform.migrations.flatMap(\.statements).map(\.sql)
        #expect(!own.contains { sql in Self.national.contains { sql.contains("CREATE TABLE \($0) ") } })
    }

    @Test func `tables bear the name of the room that makes them`() {
        #expect(Self.tables.count > 20)
        for table in Self.tables where !Self.national.contains(table.name) {
            let prefix = table.name.prefix { $0 != "_" }
            #expect(table.file.room.lowercased().hasPrefix(prefix), "\(table.name) is made in \(table.file.room)")
        }
        #expect(Set(Self.tables.map(\.name)).count == Self.tables.count, "a table is made twice")
    }

    @Test func `a room writes its tables in its storing folder and nobody else reads them`() {
        // The bedrock's rooms are storing all over; the list of sealed columns names tables for the rotation of keys.
        let free = ["Sources/Bedrock/Store/", "Sources/Bedrock/Web/", "Sources/Door/Platform/Storing/SealedColumn.swift"]
        var found: [String] = []
        for file in SourceTree.sources where !free.contains(where: file.path.hasPrefix) {
            for match in file.code.matches(of: #/\b(DELETE FROM|FROM|INTO|UPDATE|JOIN|REFERENCES) ([a-z]+_[a-z_]+)\b/#) {
                guard let table = Self.tables.first(where: { $0.name == match.output.2 }) else { continue }
                let writes = ["INTO", "UPDATE", "DELETE FROM"].contains(match.output.1)
                if table.file.room != file.room { found.append("\(file.path) uses \(table.name)") }
                if writes, !file.path.contains("/Storing/") { found.append("\(file.path) writes \(table.name)") }
            }
        }
        // The benchmark measures the engines on a table of its own making.
        #expect(found.filter { !$0.hasPrefix("Sources/Door/yiwang-bench/") } == [])
    }

    @Test func `every column of bytes is sealed anew when keys rotate`() {
        // Bytes that are no sealed value: none so far, apart from what is listed here with its reason.
        let plain: Set<String> = []
        let sealed = Set(SealedColumn.all.map(\.name))
        for table in Self.tables {
            guard let start = table.file.code.firstRange(of: "CREATE TABLE \(table.name) (") else { continue }
            let body = table.file.code[start.upperBound...].prefix { $0 != "\"" }
            for match in body.matches(of: #/(?m)^\s*([a-z_]+) BLOB/#) {
                let name = "\(table.name).\(match.output.1)"
                #expect(sealed.contains(name) || plain.contains(name), "\(name) is not in SealedColumn.all")
            }
        }
        for name in sealed {
            #expect(Self.tables.contains { name.hasPrefix($0.name + ".") }, "\(name) is in no table")
        }
    }
}
