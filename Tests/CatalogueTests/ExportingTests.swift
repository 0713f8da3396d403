import Foundation
import Kernel
import Testing

@testable import Catalogue

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct ExportingTests {
    static let base = "https://city.example"

    // MARK: CPSV-AP

    static let triples = ContentTests.loaded.catalogue.map { PublicServices($0, base: base).triples } ?? Triples()

    @Test func `every class of the profile has what it must have`() throws {
        let wanted: [String: [String]] = [
            "cpsv:PublicService": ["dct:identifier", "dct:title", "dct:description", "cv:hasCompetentAuthority"],
            "cv:PublicOrganisation": ["skos:prefLabel", "dct:spatial"], "cpsv:Rule": ["dct:identifier", "dct:title", "dct:description"],
            "cv:Requirement": ["dct:identifier", "dct:title"], "cv:Evidence": ["dct:identifier", "dct:title"],
            "cv:EvidenceType": ["dct:identifier", "cv:evidenceTypeClassification"],
            "cv:Output": ["dct:identifier", "dct:title", "dct:type"],
            "cv:Channel": ["dct:identifier", "dct:type"], "cv:Cost": ["dct:identifier", "cv:hasValue", "cv:currency"],
            "cv:Event": ["dct:identifier", "dct:title"], "eli:LegalResource": ["dct:title"], "skos:Concept": ["skos:prefLabel"],
            "cv:ContactPoint": ["cv:telephone"], "cv:LifeEvent": ["cv:hasRelatedService"], "cv:BusinessEvent": ["cv:hasRelatedService"],
        ]
        var seen: Set<String> = []
        for node in Self.triples.nodes {
            let said = Dictionary(uniqueKeysWithValues: node.statements.map { ($0.predicate, $0.objects) })
            for case .name(let type) in try #require(said["rdf:type"], "\(node.subject)") {
                seen.insert(type)
                for predicate in wanted[type] ?? [] { #expect(said[predicate]?.isEmpty == false, "\(node.subject) \(predicate)") }
            }
            #expect(said["dct:identifier"]?.count ?? 1 == 1, "\(node.subject)")
            #expect(node.subject.hasPrefix(Self.base) || node.subject.hasPrefix("http://publications.europa.eu/"), "\(node.subject)")
        }
        #expect(Set(wanted.keys).isSubset(of: seen), "\(Set(wanted.keys).subtracting(seen))")
    }

    @Test func `whatever is pointed at is described`() throws {
        let catalogue = try #require(ContentTests.loaded.catalogue)
        var pointed = 0
        for node in Self.triples.nodes {
            for statement in node.statements where statement.predicate != "dcat:landingPage" {
                for case .iri(let address) in statement.objects {
                    #expect(Self.triples.says(anythingOf: address), "\(node.subject) \(statement.predicate) \(address)")
                    pointed += 1
                }
            }
        }
        #expect(pointed > 1000)
        let services = Self.triples.nodes.count { $0.statements.contains { $0.objects.contains(.name("cpsv:PublicService")) } }
        #expect(services == catalogue.items.count + catalogue.oneThings.count)
    }

    @Test func `hard words are written so that they can be read back`() {
        var triples = Triples()
        triples.about("https://city.example/a b") { $0.add("dct:title", .said("“a” \"b\" \\ \n\u{1}", .en)) }
        let turtle = String(decoding: triples.turtle, as: UTF8.self)
        #expect(turtle.contains("<https://city.example/a\\u0020b> dct:title \"“a” \\\"b\\\" \\\\ \\n\\u0001\"@en .\n"))
        #expect(triples.linkedJSON["@graph"]?.array?.first?["dct:title"]?.array?.first?["@value"]?.string == "“a” \"b\" \\ \n\u{1}")
    }

    // MARK: Forms

    private func schema(_ code: String) throws -> JSON {
        let catalogue = try #require(ContentTests.loaded.catalogue)
        return FormSchema(try #require(catalogue.thing(code)), catalogue, base: Self.base).json
    }

    @Test func `a form tells its fields, their titles in both languages, and what is needed when`() throws {
        let json = try schema("food-licence")
        #expect(json["$schema"]?.string == "https://json-schema.org/draft/2020-12/schema")
        let name = json["properties"]?["fields"]?["properties"]?["enterprise.uscc"]
        #expect(name?["x-zh"]?.string?.isEmpty == false && name?["x-en"]?.string?.isEmpty == false)
        #expect(name?["pattern"] != nil)
        let dishes = json["properties"]?["answers"]?["properties"]?["dishes"]
        #expect(dishes?["type"]?.string == "array")
        let rule = try #require(
            json["allOf"]?.array?.first { $0["then"]?["properties"]?["fields"]?["required"] == ["enterprise.coldRoomArea"] })
        #expect(rule["if"]?["properties"]?["answers"]?["properties"]?["dishes"]?["contains"]?["enum"] == ["cold", "raw"])
        #expect(json["properties"]?["fields"]?["required"]?.array?.contains("enterprise.coldRoomArea") == false)
    }

    @Test func `every thing has a form, and what can be said of its conditions is said`() throws {
        let catalogue = try #require(ContentTests.loaded.catalogue)
        var (said, unsaid) = (0, 0)
        for code in catalogue.oneThings.keys.sorted() + catalogue.items.keys.sorted() {
            let thing = try #require(catalogue.thing(code))
            let json = try schema(code)
            let fields = try #require(json["properties"]?["fields"]?["properties"]?.members)
            #expect(Set(fields.map(\.name)) == thing.formFields, "\(code)")
            let conditional = Set((json["allOf"]?.array ?? []).flatMap { $0["then"]?["properties"]?["fields"]?["required"]?.array ?? [] })
            let always = Set(json["properties"]?["fields"]?["required"]?.array ?? [])
            #expect(conditional.isDisjoint(with: always), "\(code)")
            for field in thing.parts.flatMap(\.item.fields) where field.when != nil {
                if conditional.contains(.string(field.field)) || always.contains(.string(field.field)) { said += 1 } else { unsaid += 1 }
            }
        }
        #expect(said > unsaid * 3, "\(said) said, \(unsaid) not")
    }

    // MARK: Processes

    @Test func `a process is well formed, all its flows lead somewhere, and every node has its place`() throws {
        let catalogue = try #require(ContentTests.loaded.catalogue)
        for code in catalogue.oneThings.keys.sorted() + ["food-licence", "birth-certificate"] {
            for language in Language.allCases {
                let model = ProcessModel(try #require(catalogue.thing(code)), catalogue, language: language, base: Self.base)
                let reader = ProcessReader()
                let parser = XMLParser(data: Data(model.xml))
                parser.shouldProcessNamespaces = true
                parser.delegate = reader
                #expect(parser.parse(), "\(code): \(parser.parserError.map { "\($0)" } ?? "")")
                #expect(reader.ids.count == Set(reader.ids).count, "\(code)")
                for flow in reader.flows {
                    #expect(reader.nodes.contains(flow.from) && reader.nodes.contains(flow.to), "\(code) \(flow.id)")
                    #expect(reader.edges[flow.id, default: 0] >= 2, "\(code) \(flow.id)")
                }
                #expect(reader.nodes == Set(reader.shapes).subtracting(["pool"]).subtracting(reader.lanes), "\(code)")
                #expect(Set(reader.laned) == reader.nodes && reader.laned.count == reader.nodes.count, "\(code)")
                #expect(Set(reader.nodes.filter { node in !reader.flows.contains { $0.to == node } }) == ["start"], "\(code)")
                let stuck = reader.nodes.filter { node in !reader.flows.contains { $0.from == node } }
                #expect(stuck.allSatisfy { $0 == "end" || $0.hasSuffix("_end") }, "\(code) \(stuck)")
            }
        }
    }

    @Test func `no two shapes overlap, every one lies within its lane, and ways keep clear of tasks`() throws {
        let catalogue = try #require(ContentTests.loaded.catalogue)
        for code in catalogue.oneThings.keys.sorted() {
            let plan = ProcessPlan(try #require(catalogue.thing(code)), catalogue)
            let layout = ProcessLayout(plan)
            let boxes = plan.nodes.map { ($0, layout.bounds(of: $0)) }
            for (index, (node, box)) in boxes.enumerated() {
                let lane = layout.lane(node.lane)
                #expect(box.x > lane.x && box.right < lane.right && box.y > lane.y && box.bottom < lane.bottom, "\(code) \(node.id)")
                for (other, second) in boxes[(index + 1)...] {
                    let isApart = box.right < second.x || second.right < box.x || box.bottom < second.y || second.bottom < box.y
                    #expect(isApart, "\(code): \(node.id) and \(other.id)")
                }
            }
            for flow in plan.flows {
                let points = layout.points(of: flow)
                for (start, end) in zip(points, points.dropFirst()) {
                    #expect(start.x == end.x || start.y == end.y, "\(code) \(flow.id)")
                    for (node, box) in boxes where node.id != flow.from && node.id != flow.to {
                        let isClear =
                            max(start.x, end.x) < box.x || min(start.x, end.x) > box.right || max(start.y, end.y) < box.y
                            || min(start.y, end.y) > box.bottom
                        #expect(isClear, "\(code): \(flow.from) to \(flow.to) through \(node.id)")
                    }
                }
            }
        }
    }

    @Test func `what an item waits for comes before it, and an optional item has a way round`() throws {
        let catalogue = try Fixture.catalogue()
        let plan = ProcessPlan(try Fixture.newborn(catalogue), catalogue)
        func column(_ id: String) throws -> Int { try #require(plan[id]?.column, "\(id)") }
        #expect(try column("birth-certificate_step1") < column("household-entry_step1"))
        #expect(plan.flows.contains { $0.from == "social-card_whether" && $0.to == "social-card_merge" && $0.kind == .way(round: true) })
        #expect(plan.flows.contains { $0.kind == .conditional("answers.card") })
        #expect(plan.flows.contains { $0.to == "follow_vaccine" })
    }
}

/// What a BPMN file holds, as far as its parts have to fit together.
private final class ProcessReader: NSObject, XMLParserDelegate {
    var ids: [String] = []
    var nodes: Set<String> = []
    var lanes: Set<String> = []
    var shapes: [String] = []
    var flows: [(id: String, from: String, to: String)] = []
    var laned: [String] = []
    /// Points of each edge.
    var edges: [String: Int] = [:]
    private var edge: String?
    private var reference: String?

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String] = [:]
    ) {
        if let id = attributes["id"] { ids.append(id) }
        switch name {
        case "startEvent", "endEvent", "userTask", "serviceTask", "exclusiveGateway", "parallelGateway":
            nodes.insert(attributes["id"] ?? "")
        case "lane": lanes.insert(attributes["id"] ?? "")
        case "sequenceFlow": flows.append((attributes["id"] ?? "", attributes["sourceRef"] ?? "", attributes["targetRef"] ?? ""))
        case "BPMNShape": shapes.append(attributes["bpmnElement"] ?? "")
        case "BPMNEdge": edge = attributes["bpmnElement"]
        case "waypoint": if let edge { edges[edge, default: 0] += 1 }
        case "flowNodeRef": reference = ""
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { reference? += text }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        if name == "flowNodeRef", let reference { laned.append(reference) }
        reference = nil
    }
}
