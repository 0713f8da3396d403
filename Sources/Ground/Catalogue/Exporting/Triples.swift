import Kernel

/// One node of a graph of statements (RDF 1.1).
enum Term: Sendable, Hashable {
    /// An address of ours or of others, written out.
    case iri(String)
    /// A name of a vocabulary: `cv:Channel`.
    case name(String)
    case plain(String)
    case said(String, Language)
    case typed(String, datatype: String)
}

/// Statements in order, subject by subject. Turtle and JSON-LD are written from the same ones, so they cannot differ.
struct Triples: Sendable {
    struct Node: Sendable {
        let subject: String
        /// In the order in which they were first said; each object once.
        fileprivate(set) var statements: [(predicate: String, objects: [Term])] = []

        mutating func add(_ predicate: String, _ object: Term) {
            if let index = statements.firstIndex(where: { $0.predicate == predicate }) {
                if !statements[index].objects.contains(object) { statements[index].objects.append(object) }
            } else {
                statements.append((predicate, [object]))
            }
        }

        /// In both languages; a text that is the same in both is Chinese only.
        mutating func add(_ predicate: String, _ text: Text?) {
            guard let text else { return }
            add(predicate, .said(text.zh, .zh))
            if text.en != text.zh { add(predicate, .said(text.en, .en)) }
        }

        /// `a`, in Turtle.
        mutating func type(_ names: String...) { for name in names { add(Triples.type, .name(name)) } }
    }

    static let type = "rdf:type"

    /// What the prefixes of names stand for.
    static let prefixes: KeyValuePairs<String, String> = [
        "adms": "http://www.w3.org/ns/adms#", "cpsv": "http://purl.org/vocab/cpsv#", "cv": "http://data.europa.eu/m8g/",
        "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "eli": "http://data.europa.eu/eli/ontology#",
        "euatu": "http://data.europa.eu/88u/dataset/", "foaf": "http://xmlns.com/foaf/0.1/", "locn": "http://www.w3.org/ns/locn#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#", "time": "http://www.w3.org/2006/time#", "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    ]

    private(set) var nodes: [Node] = []
    private var places: [String: Int] = [:]

    /// Says something of a subject; what was said of it before stays.
    mutating func about(_ subject: String, _ body: (inout Node) -> Void) {
        let place = places[subject] ?? nodes.count
        if place == nodes.count {
            nodes.append(Node(subject: subject))
            places[subject] = place
        }
        body(&nodes[place])
    }

    func says(anythingOf subject: String) -> Bool { places[subject] != nil }
}

// MARK: Writing

extension Triples {
    /// RDF 1.1 Turtle.
    var turtle: [UInt8] {
        var text = ""
        for (prefix, address) in Triples.prefixes { text += "@prefix \(prefix): <\(address)> .\n" }
        for node in nodes {
            text += "\n\(Triples.address(node.subject))"
            for (index, statement) in node.statements.enumerated() {
                let predicate = statement.predicate == Triples.type ? "a" : statement.predicate
                let objects = statement.objects.map(Triples.turtle).joined(separator: ", ")
                text += "\(index == 0 ? " " : " ;\n    ")\(predicate) \(objects)"
            }
            text += " .\n"
        }
        return Array(text.utf8)
    }

    private static func turtle(_ term: Term) -> String {
        switch term {
        case .iri(let address): Triples.address(address)
        case .name(let name): name
        case .plain(let text): quoted(text)
        case .said(let text, let language): "\(quoted(text))@\(language == .zh ? "zh" : "en")"
        case .typed(let text, let datatype): "\(quoted(text))^^\(datatype)"
        }
    }

    /// `<…>`; what may not stand in an address is escaped.
    private static func address(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isForbidden) else { return "<\(text)>" }
        return "<" + text.unicodeScalars.map { isForbidden($0) ? "\\u\(hex($0))" : String($0) }.joined() + ">"
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value <= 0x20 || "<>\"{}|^`\\".unicodeScalars.contains(scalar)
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20: result += "\\u\(hex(scalar))"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// JSON-LD 1.1, flattened: one object for each subject.
    var linkedJSON: JSON {
        let context = Triples.prefixes.map { JSON.Member($0.key, .string($0.value)) }
        return ["@context": .object(context), "@graph": .array(nodes.map(Triples.linkedJSON))]
    }

    private static func linkedJSON(_ node: Node) -> JSON {
        var members = [JSON.Member("@id", .string(node.subject))]
        for statement in node.statements {
            if statement.predicate == Triples.type {
                members.append(
                    JSON.Member(
                        "@type", .array(statement.objects.compactMap { if case .name(let name) = $0 { .string(name) } else { nil } })))
            } else {
                members.append(JSON.Member(statement.predicate, .array(statement.objects.map(linkedJSON))))
            }
        }
        return .object(members)
    }

    private static func linkedJSON(_ term: Term) -> JSON {
        switch term {
        case .iri(let address): ["@id": .string(address)]
        case .name(let name): ["@id": .string(name)]
        case .plain(let text): ["@value": .string(text)]
        case .said(let text, let language): ["@value": .string(text), "@language": .string(language == .zh ? "zh" : "en")]
        case .typed(let text, let datatype): ["@value": .string(text), "@type": .string(datatype)]
        }
    }
}
