import CPostgres
package import Store

/// Where the server is, and how a connection to it begins.
package struct PostgresServer: Sendable {
    private let url: String
    private let schema: String?

    package init(url: String, schema: String? = nil) throws(StoreError) {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(url, &message) else {
            defer { PQfreemem(message) }
            // libpq's own message would repeat the URL, and the password in it.
            throw StoreError.malformed("the database's URL cannot be read")
        }
        PQconninfoFree(options)
        if let schema, !PostgresServer.isPlainName(schema) { throw StoreError.malformed("a schema's name has only a–z, 0–9 and _") }
        self.url = url
        self.schema = schema
    }

    /// Makes the schema if it is not there.
    package func createSchema() throws(StoreError) {
        try administer("CREATE SCHEMA IF NOT EXISTS")
    }

    /// Removes the schema and all that lies in it.
    package func dropSchema() throws(StoreError) {
        try administer("DROP SCHEMA IF EXISTS", " CASCADE")
    }

    /// A whole schema takes locks on all that lies in it, one after the other, and so may meet a deadlock with whoever still works there.
    private func administer(_ verb: String, _ ending: String = "") throws(StoreError) {
        guard let schema else { throw StoreError.malformed("no schema is named") }
        let connection = try PostgresServer(url: url).connect()
        defer { PQfinish(connection) }
        var attempt = 1
        while true {
            do {
                return try PostgresServer.execute("\(verb) \"\(schema)\"\(ending)", connection)
            } catch .serialization where attempt < TransactionRunner.attemptLimit {
                TransactionRunner.pause(after: attempt)
                attempt += 1
            }
        }
    }

    /// Connects and sets the session up. Blocks.
    func connect() throws(StoreError) -> OpaquePointer {
        // The URL stands last, so that it may override the others.
        let settings = [
            ("connect_timeout", "5"), ("application_name", "yiwang"), ("tcp_user_timeout", "30000"), ("client_encoding", "UTF8"),
            ("dbname", url),
        ]
        let opened = CStrings.withPointers(settings.map(\.0)) { names in
            CStrings.withPointers(settings.map(\.1)) { values in PQconnectdbParams(names, values, 1) }
        }
        guard let connection = opened else { throw StoreError.unavailable("no memory for a connection") }
        guard PQstatus(connection) == CONNECTION_OK else {
            let reason = PostgresError.message(connection)
            PQfinish(connection)
            throw StoreError.unavailable(reason)
        }
        // Notices would go to standard error.
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        do {
            let path = schema.map { "SET search_path TO \"\($0)\"; " } ?? ""
            try PostgresServer.execute(path + "SET lock_timeout = '10s'; SET TIME ZONE 'UTC'; SET bytea_output = 'hex'", connection)
        } catch {
            PQfinish(connection)
            throw error
        }
        return connection
    }

    static func execute(_ sql: String, _ connection: OpaquePointer) throws(StoreError) {
        let result = PostgresResult(PQexec(connection, sql))
        if let error = result.error(connection) { throw error }
    }

    private static func isPlainName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count < 48
            && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_") }
    }
}

/// C's arrays of strings, for the length of a call.
enum CStrings {
    static func withPointers<T>(_ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> T) -> T {
        var bytes: [CChar] = []
        var offsets: [Int] = []
        for text in texts {
            offsets.append(bytes.count)
            bytes += text.utf8CString
        }
        return bytes.withUnsafeBufferPointer { buffer in
            let pointers = offsets.map { buffer.baseAddress?.advanced(by: $0) } + [nil]
            return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}
