import Catalogue
import Kernel
import Store
import Synchronization
import TestSupport
import Testing

@testable import DataCentre

/// The ways to a source: a table, an interface, a file.
struct ConnectorTests {
    private func resource(_ code: String) throws -> DataResource { try #require(DataCentreFixture.loaded?.resources[code]) }

    // MARK: A table

    private static let register: [Query] = [
        "CREATE TABLE people (id_number TEXT NOT NULL, full_name TEXT, since TEXT, changed_on TEXT)",
        "INSERT INTO people VALUES ('310104199305129920', '顾晓岚', '2020-05-01', '2026-01-31 08:00:00')",
        "INSERT INTO people VALUES ('x'' OR 1 = 1 --', '某', NULL, NULL)",
        "INSERT INTO people VALUES ('twice', '甲', NULL, NULL)", "INSERT INTO people VALUES ('twice', '乙', NULL, NULL)",
    ]

    private func table(_ database: Database, asOf: String? = "changed_on") throws -> SQLConnector {
        SQLConnector(
            database: { database }, table: try #require(SQLName("people")), key: try #require(SQLName("id_number")),
            columns: ["person.name": try #require(SQLName("full_name")), "person.residenceSince": try #require(SQLName("since"))],
            asOf: asOf.flatMap { SQLName($0) })
    }

    @Test(arguments: TestDatabases.each()) func `a row of a table becomes a record, and values stay values`(_ engine: TestEngine)
        async throws
    {
        try await engine.with([]) { database in
            try await database.write { connection in for statement in Self.register { try connection.run(statement) } }
            let (connector, resource) = (try table(database), try resource("ga-residence"))
            let found = try await connector.reply(to: "310104199305129920", of: resource)
            #expect(
                found
                    == .record(
                        ["person.idNumber": "310104199305129920", "person.name": "顾晓岚", "person.residenceSince": "2020-05-01"],
                        asOf: LocalDate("2026-01-31")))
            #expect(try await connector.reply(to: "nobody", of: resource) == .nothing)
            #expect(try await connector.reply(to: "' OR '1'='1", of: resource) == .nothing)
            guard case .record(let odd, nil) = try await connector.reply(to: "x' OR 1 = 1 --", of: resource) else {
                Issue.record("a quotation mark broke the query")
                return
            }
            #expect(odd["person.name"] == "某")
            await #expect(throws: SourceFault.malformed) { _ = try await connector.reply(to: "twice", of: resource) }
        }
    }

    @Test(arguments: ["", "1st", "a b", "a\"b", "a;b", "名字", "a.b", String(repeating: "a", count: 64)])
    func `what is no name does not become one`(_ text: String) {
        #expect(SQLName(text) == nil)
        #expect(SQLName("id_Number2")?.text == "id_Number2")
    }

    // MARK: An interface

    private static let document: JSON = [
        "openapi": "3.0.3", "servers": .array([["url": "http://data.example:8080/v1/"]]),
        "paths": [
            "/persons/{id}": ["get": ["parameters": .array([["name": "id", "in": "path", "required": true]])]],
            "/search": ["get": ["parameters": .array([["name": "number", "in": "query", "required": true]])]],
            "/pairs/{a}/{b}": ["get": [:]], "/posted": ["post": [:]],
            "/lookups": [
                "get": ["parameters": .array([["name": "number", "in": "query", "required": true]])],
                "post": ["requestBody": ["content": ["application/json": ["schema": ["$ref": "#/components/schemas/Lookup"]]]]],
            ],
        ],
        "components": [
            "schemas": [
                "Lookup": [
                    "required": .array(["idNumber"]), "properties": ["idNumber": ["type": "string"], "purpose": ["type": "string"]],
                ]
            ]
        ],
    ]

    @Test func `an OpenAPI document tells where to ask`() {
        #expect(OpenAPIReading.template(Self.document, path: "/persons/{id}") == "http://data.example:8080/v1/persons/{key}")
        #expect(OpenAPIReading.template(Self.document, path: "/search") == "http://data.example:8080/v1/search?number={key}")
        #expect(
            OpenAPIReading.template(Self.document, path: "/search", through: "http://127.0.0.1:9443")
                == "http://127.0.0.1:9443/search?number={key}")
        for path in ["/pairs/{a}/{b}", "/posted", "/none"] { #expect(OpenAPIReading.template(Self.document, path: path) == nil) }
        #expect(OpenAPIReading.template(["swagger": "2.0"], path: "/search") == nil)
        #expect(OpenAPIReading.host(of: "http://Data.Example:8080/v1") == "data.example:8080")
        for address in ["http://a@b/", "ftp://b/", "http:///x", "b"] { #expect(OpenAPIReading.host(of: address) == nil) }
    }

    @Test func `what takes the number in its body is asked so, and the number stands in no address`() async throws {
        let lookup = try #require(OpenAPIReading.lookup(Self.document, path: "/lookups", through: "http://127.0.0.1:9443"))
        #expect(lookup == OpenAPIReading.Lookup(address: "http://127.0.0.1:9443/lookups", member: "idNumber"))
        #expect(OpenAPIReading.lookup(Self.document, path: "/search")?.member == nil)
        #expect(OpenAPIReading.lookup(Self.document, path: "/posted") == nil)
        let asked = Mutex<SourceRequest?>(nil)
        let connector = RESTConnector(
            send: { request in
                asked.withLock { $0 = request }
                return SourceResponse(status: 200, body: (["id": "31010"] as JSON).bytes)
            }, template: lookup.address, member: lookup.member, headers: ["x-token": "t"], pointers: ["person.idNumber": "/id"], asOf: nil)
        let reply = try await connector.reply(to: "31010\"}", of: try resource("ga-population"))
        #expect(reply == .record(["person.idNumber": "31010"], asOf: nil))
        let request = try #require(asked.withLock { $0 })
        #expect(request.address == "http://127.0.0.1:9443/lookups")
        #expect(request.headers == ["x-token": "t", "content-type": "application/json"])
        #expect(try JSON(parsing: try #require(request.body)) == ["idNumber": "31010\"}"])
    }

    private func interface(_ response: SourceResponse, seen: @escaping @Sendable (SourceRequest) -> Void = { _ in }) -> RESTConnector {
        RESTConnector(
            send: { request in
                seen(request)
                return response
            }, template: "http://data.example/persons/{key}", headers: ["x-token": "t"],
            pointers: ["person.idNumber": "/id", "person.name": "/names/0/full~1text"], asOf: "/changed")
    }

    @Test func `an answer is read by its pointers, and the key stays one part of the path`() async throws {
        let body: JSON = ["id": "1", "names": .array([["full/text": "顾晓岚"]]), "changed": "2026-01-31T08:00:00Z"]
        let asked = Mutex<SourceRequest?>(nil)
        let connector = interface(SourceResponse(status: 200, body: body.bytes)) { request in asked.withLock { $0 = request } }
        let reply = try await connector.reply(to: "1/../2?x=顾", of: try resource("ga-population"))
        #expect(reply == .record(["person.idNumber": "1", "person.name": "顾晓岚"], asOf: LocalDate("2026-01-31")))
        let request = asked.withLock { $0 }
        #expect(request?.address == "http://data.example/persons/1%2F%2E%2E%2F2%3Fx%3D%E9%A1%BE" && request?.headers == ["x-token": "t"])
    }

    @Test func `an interface's nothing is nothing, and its errors are its own`() async throws {
        let resource = try resource("ga-population")
        for status in [204, 404] { #expect(try await interface(.init(status: status, body: [])).reply(to: "1", of: resource) == .nothing) }
        for status in [301, 302, 401, 500, 503] {
            await #expect(throws: SourceFault.unreachable) {
                _ = try await interface(.init(status: status, body: [])).reply(to: "1", of: resource)
            }
        }
        for body in ["", "<html>", "{\"changed\": 5}", "{\"a\":1,\"a\":2}"] {
            await #expect(throws: SourceFault.malformed) {
                _ = try await interface(.init(status: 200, body: Array(body.utf8))).reply(to: "1", of: resource)
            }
        }
    }

    // MARK: Settings

    @Test func `settings are read with every mistake at once, and only listed hosts are asked`() throws {
        let catalogue = try #require(DataCentreFixture.loaded)
        let ways = ConnectorSettings.Ways(
            open: { _ in throw StoreError.closed }, send: { _ in SourceResponse(status: 404, body: []) },
            contents: { $0 == "api.json" ? Self.document.text : nil })
        let rest: JSON = ["kind": "rest", "openapi": "api.json", "path": "/search", "fields": ["person.idNumber": "/id"]]
        let sql: JSON = [
            "kind": "sql", "database": "sqlite:x", "table": "t", "key": "k", "columns": ["person.name": "n"], "milliseconds": 90,
        ]
        let good: JSON = [
            "hosts": .array(["data.example:8080"]), "folder": "drops", "sources": ["a": rest, "b": sql, "c": ["kind": "file"]],
        ]
        let read = try ConnectorSettings.read(good, ways: ways, in: catalogue)
        #expect(read.sources.mapValues(\.kind) == ["a": "rest", "b": "sql"] && read.dropped == ["c"])
        #expect(read.sources["b"]?.milliseconds == 90)
        var foreign = rest
        foreign["gateway"] = "http://elsewhere"
        var injected = sql
        injected["table"] = "t; DROP TABLE x"
        let bad: JSON = [
            "hosts": .array(["data.example:8080"]),
            "sources": [
                "a": foreign, "b": injected, "c": ["kind": "file"], "d": ["kind": "pigeon"],
                "e": ["kind": "sql", "milliseconds": 0],
            ],
        ]
        do {
            _ = try ConnectorSettings.read(bad, ways: ways, in: catalogue)
            Issue.record("read what is wrong")
        } catch {
            #expect(error.faults.map(\.field) == ["a", "b", "c", "d", "e"])
        }
    }
}
