package import Catalogue
package import Kernel
package import Store

/// How the resources are answered that are not kept on this platform, as an operator writes it into a file of settings:
///
///     {"hosts": ["data.example.gov.cn"],
///      "authorities": "city-ca.pem",
///      "folder": "/srv/yiwang/drops",
///      "sources": {
///        "mz-marriage": {"kind": "sql", "database": "postgres://…", "table": "marriages", "key": "id_number",
///                        "columns": {"person.married": "is_married"}, "asOf": "changed_on", "milliseconds": 800},
///        "rs-employment": {"kind": "rest", "openapi": "employment.json", "path": "/persons/{idNumber}",
///                          "gateway": "http://127.0.0.1:9443",
///                          "fields": {"person.idNumber": "/id", "person.employed": "/employment/now"}, "headers": {}},
///        "ga-children": {"kind": "sql", "database": "postgres://…", "table": "children", "key": "parent_number",
///                        "columns": {"child.idNumber": "number", "child.name": "full_name"}},
///        "rs-staff": {"kind": "rest", "openapi": "staff.json", "path": "/employers/{code}",
///                     "fields": {"enterprise.uscc": "/code", "member.idNumber": "/staff/*/id", "member.name": "/staff/*/name"}},
///        "wj-births": {"kind": "file"}}}
///
/// An element of a related role is named by the role: `child.name` is what the resource tells as `person.name` of `child`. In a table
/// several children are several rows with the same key, in which everything else agrees. In an answer `/child/name` leads into one object
/// and `/children/*/name` into each element of an array; all places of a role lie in the same array. One object stands in the record by
/// itself, several in a list; more than 5,000 are no answer.
package struct ConnectorSettings: Sendable {
    /// By resource.
    package var sources: [String: OutsideSource]
    /// Where departments drop their files; nil where none does.
    package var folder: String?
    /// Resources that come as files.
    package var dropped: Set<String>
    /// Names that the catalogue does not know as they are mapped, by resource: they are passed over, or the source gives no answer. The
    /// catalogue changes without the operator, so that this keeps no server from starting.
    package var misnamed: [(resource: String, mistake: Text)] = []

    package init(sources: [String: OutsideSource] = [:], folder: String? = nil, dropped: Set<String> = []) {
        self.sources = sources
        self.folder = folder
        self.dropped = dropped
    }

    /// How a source is reached: opening databases, sending requests and reading files are the door's.
    package struct Ways: Sendable {
        package var open: @Sendable (_ url: String) throws -> Database
        package var send: RESTConnector.Send
        /// A file beside the settings.
        package var contents: @Sendable (_ name: String) -> String?

        package init(
            open: @escaping @Sendable (_ url: String) throws -> Database, send: @escaping RESTConnector.Send,
            contents: @escaping @Sendable (_ name: String) -> String?
        ) {
            self.open = open
            self.send = send
            self.contents = contents
        }
    }

    private static let usualMilliseconds = 1500

    /// Reads them, with every mistake at once.
    package static func read(_ json: JSON, ways: Ways, in catalogue: Catalogue) throws(Problem) -> ConnectorSettings {
        var settings = ConnectorSettings(folder: json["folder"]?.string)
        var faults: [Problem.Fault] = []
        let hosts = Set((json["hosts"]?.array ?? []).compactMap { $0.string?.lowercased() })
        for member in json["sources"]?.members ?? [] {
            let (name, source) = (member.name, member.value)
            let milliseconds = source["milliseconds"]?.int ?? usualMilliseconds
            guard (1...60_000).contains(milliseconds) else {
                faults.append(Problem.Fault(name, ConnectingText.badTime))
                continue
            }
            let kind = source["kind"]?.string ?? ""
            let connector: (any Connector)?
            switch kind {
            case "sql": connector = sql(source, ways)
            case "rest": connector = rest(source, hosts, ways)
            case "file":
                settings.dropped.insert(name)
                if settings.folder == nil { faults.append(Problem.Fault(name, ConnectingText.noFolder)) }
                continue
            default: connector = nil
            }
            if let resource = catalogue.resources[name] {
                settings.misnamed += misnamed(source, kind, resource, catalogue).map { (name, $0) }
            }
            if let connector {
                settings.sources[name] = OutsideSource(connector, kind: kind, milliseconds: milliseconds)
            } else {
                faults.append(Problem.Fault(name, ConnectingText.badSource(kind)))
            }
        }
        guard faults.isEmpty else { throw .invalid(faults) }
        return settings
    }

    private static func misnamed(_ source: JSON, _ kind: String, _ resource: DataResource, _ catalogue: Catalogue) -> [Text] {
        let isTable = kind == "sql"
        let mapped = (isTable ? source["columns"] : source["fields"])?.members ?? []
        let mapping = Dictionary(mapped.compactMap { member in member.value.string.map { (member.name, $0) } }) { first, _ in first }
        return MappingCheck.faults(mapping, to: isTable ? .column : .pointer, of: resource, in: catalogue)
    }

    private static func sql(_ source: JSON, _ ways: Ways) -> SQLConnector? {
        guard let url = source["database"]?.string, let table = source["table"]?.string.flatMap({ SQLName($0) }),
            let key = source["key"]?.string.flatMap({ SQLName($0) }), let members = source["columns"]?.members
        else { return nil }
        var columns: [String: SQLName] = [:]
        for member in members {
            guard let name = member.value.string.flatMap({ SQLName($0) }) else { return nil }
            columns[member.name] = name
        }
        let day = source["asOf"]?.string
        let asOf = day.flatMap { SQLName($0) }
        guard day == nil || asOf != nil else { return nil }
        let once = OpenedOnce { try ways.open(url) }
        return SQLConnector(database: { try once.database() }, table: table, key: key, columns: columns, asOf: asOf)
    }

    private static func rest(_ source: JSON, _ hosts: Set<String>, _ ways: Ways) -> RESTConnector? {
        guard let file = source["openapi"]?.string, let path = source["path"]?.string,
            let document = ways.contents(file).flatMap({ try? JSON(parsing: $0) }),
            let lookup = OpenAPIReading.lookup(document, path: path, through: source["gateway"]?.string),
            let host = OpenAPIReading.host(of: lookup.address),
            hosts.contains(host), let fields = source["fields"]?.members
        else { return nil }
        let pointers = Dictionary(fields.compactMap { field in field.value.string.map { (field.name, $0) } }) { first, _ in first }
        guard pointers.count == fields.count, pointers.values.allSatisfy({ $0.isEmpty || $0.hasPrefix("/") }) else { return nil }
        let headers = Dictionary((source["headers"]?.members ?? []).compactMap { header in header.value.string.map { (header.name, $0) } })
        {
            first, _ in first
        }
        return RESTConnector(
            send: ways.send, template: lookup.address, member: lookup.member, headers: headers, pointers: pointers,
            asOf: source["asOf"]?.string)
    }
}
