import Catalogue
import Foundation
import Graph
import Kernel
import Testing

/// The graph itself, its pictures, and what it says of the city's own catalogue.
struct GraphTests {
    typealias City = SmallCity

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("catalogue").path

    static let city = CatalogueLoading.load(folder: folder).catalogue

    private static func home() throws -> Catalogue {
        let more = """
            fields: [{field: applicant.name, why: {zh: 要知道是谁。, en: To know who.}}]
            materials:
            \(City.paper("card", "身份证", "from: government, satisfiedBy: [{licence: id-card}]"))results: [{document: {zh: 甲书, en: A}}]
            """
        return try City.catalogue(
            items: [City.item("a", "甲", more: more), City.item("b", "乙", department: "mzj", more: "fields: [{field: applicant.name}]")],
            things: [City.thing("home", "  - {item: a}\n  - {item: b, after: [a]}")])
    }

    @Test func `every arrow is found from both ends, with its reason`() throws {
        let graph = Graph.build(try Self.home())
        var (out, back) = (0, 0)
        for node in 0..<Int32(graph.nodeCount) {
            for edge in graph.edges(from: node) {
                #expect(edge.from == node && graph.edges(to: edge.to).contains(edge))
                out += 1
            }
            back += graph.edges(to: node).count
        }
        #expect(out == graph.edgeCount && back == graph.edgeCount)
        let item = try #require(graph.node(NodeReference(.item, "a")))
        let filled = try #require(graph.edges(from: item).first { $0.kind == .fills })
        #expect(filled.reason == Text("要知道是谁。", "To know who."))
        #expect(NodeKind.allCases.filter { $0 != .implementation && $0 != .situation && !graph.nodes(of: $0).isEmpty }.count == 9)
        #expect(graph.forward.topologicalOrder() != nil)
    }

    @Test func `a reference is read as it is written`() throws {
        for kind in NodeKind.allCases {
            let reference = NodeReference(kind, "a:b/c")
            #expect(NodeReference(reference.description) == reference)
        }
        #expect(NodeReference("nothing:a") == nil && NodeReference("item") == nil)
    }

    @Test func `statistics are read as they are written`() throws {
        var statistics = CaseStatistics(isMeasured: true, items: ["a": .init(cases: 5)], things: ["home": 3])
        statistics.items["a"]?.materials["card"] = .init(asked: 2, waived: 3)
        statistics.items["a"]?.elements["person.name"] = .init(typed: 1, prefilled: 4)
        statistics.items["a"]?.stepDays["accept"] = 2.5
        statistics.items["a"]?.supplementPoints["card"] = 1
        statistics.items["a"]?.counter = 2
        statistics.drafts["home"] = .init(begun: 9, abandoned: ["form": 4])
        statistics.pairs = [.init("b", "a", applicants: 2)]
        statistics.districts = [.init(item: "a", region: "310101", cases: 5, meanDays: 1.5, supplements: 1)]
        #expect(CaseStatistics(json: try JSON(parsing: statistics.json.text)) == statistics)
        #expect(CaseStatistics(json: []) == nil)
    }

    @Test func `a picture keeps to its limit and says what it left out, in words as well`() throws {
        let graph = Graph.build(try Self.home())
        let whole = try #require(graph.picture(around: NodeReference(.item, "a"), depth: 2))
        #expect(whole.boxes.first?.isCentre == true && whole.hidden == 0)
        let small = try #require(graph.picture(around: NodeReference(.item, "a"), depth: 2, limit: 3))
        #expect(small.boxes.count == 3 && small.hidden > 0)
        let dot = whole.dot(.zh) { "/graph/\($0.description)" }
        #expect(dot.contains("URL=\"/graph/item:a\"") && dot.hasPrefix("digraph") && dot.contains("甲"))
        #expect(whole.lines(.en).count == whole.arrows.count)
        #expect(small.lines(.zh).last?.contains("未画出") == true)
        #expect(graph.picture(around: NodeReference(.item, "none")) == nil)
        for view in Graph.View.allCases {
            let picture = try #require(graph.picture(around: NodeReference(.item, "a"), in: view, depth: 2))
            #expect(picture.boxes.count > 1, "\(view)")
        }
    }

    @Test func `names cannot break out of a picture`() throws {
        let box = GraphPicture.Box(name: Text(same: "a\"]; b \\ [label=\"\n"), caption: Text(same: "x"), reference: nil)
        let dot = GraphPicture(title: Text(same: "\""), boxes: [box], arrows: [], direction: .right).dot(.en)
        #expect(dot.contains("<TD>a&quot;]; b \\ [label=&quot;</TD>") && dot.contains("tooltip=\"\\\"\""))
    }

    @Test func `before there are many desks, now there is one form`() throws {
        let catalogue = try Self.home()
        let (graph, thing) = (Graph.build(catalogue), try #require(catalogue.thing("home")))
        #expect(graph.before(thing).arrows.count { $0.from == 0 } == 2)
        #expect(graph.after(thing).arrows.count { $0.from == 0 } == 1)
        let matrix = SharedFields(thing, in: catalogue)
        #expect(matrix.asked == 2 && matrix.spared == 1)
        #expect(matrix.rows.map(\.field) == ["applicant.name"] && matrix.rows[0].count == 2)
    }

    @Test func `a change that no longer fits the definition says so`() throws {
        let item = try #require(try Self.home().definition(.item, "a")?.content)
        #expect(throws: AdviceConflict.missing("paper")) { try AdviceChange(.item, "a", .removeMaterial("paper")).applied(to: item) }
        #expect(throws: AdviceConflict.missing("a")) { try AdviceChange(.item, "a", .removeMaterial("card")).applied(to: nil) }
        #expect(throws: AdviceConflict.present("a")) { try AdviceChange(.item, "a", .create([:])).applied(to: item) }
        #expect(throws: AdviceConflict.present("card")) {
            try AdviceChange(.item, "a", .addProof(material: "card", .licence("id-card", role: "applicant"))).applied(to: item)
        }
    }

    // MARK: The city's own catalogue

    @Test func `the city’s catalogue gives advice, each with a title, evidence and a name of its own`() throws {
        let catalogue = try #require(Self.city)
        let graph = Graph.build(catalogue)
        let advice = graph.advice()
        #expect(!advice.isEmpty)
        #expect(Set(advice.map(\.id)).count == advice.count)
        #expect(graph.forward.topologicalOrder() != nil, "what uses stands before what is used")
        for each in advice {
            #expect(!each.evidence.isEmpty && !each.subject.isEmpty, "\(each.id)")
            for text in [each.title] + each.evidence {
                #expect(!text.zh.isEmpty && !text.en.isEmpty && !text.zh.contains("{"), "\(each.id)")
            }
            #expect(each.subject.allSatisfy { graph.node($0) != nil }, "\(each.id)")
        }
        let savings = advice.prefix { !$0.kind.isRisk }
        #expect(savings.map(\.worth.citizenHours) == savings.map(\.worth.citizenHours).sorted(by: >))
        #expect(Graph.build(catalogue).advice() == advice, "equal catalogues give equal advice")
    }

    @Test func `every proposed change of the city’s catalogue can be made, and the catalogue still loads`() throws {
        let catalogue = try #require(Self.city)
        for advice in Graph.build(catalogue).advice() where !advice.changes.isEmpty {
            #expect(throws: Never.self, "\(advice.id)") { try SmallCity.changed(catalogue, by: advice) }
        }
    }

    @Test func `each thing of the city has a path, a matrix and pictures`() throws {
        let catalogue = try #require(Self.city)
        let graph = Graph.build(catalogue)
        for thing in catalogue.allThings {
            let path = try #require(graph.path(of: thing), "\(thing.code)")
            #expect(path.path.total <= path.serial)
            #expect(SharedFields(thing, in: catalogue).spared >= 0)
            #expect(graph.after(thing).lines(.zh).count >= thing.parts.count)
            #expect(try #require(graph.picture(around: NodeReference(.thing, thing.code), depth: 2)).boxes.count <= 24)
        }
        for type in catalogue.licenceTypes.keys { #expect(graph.withdrawals(of: [NodeReference(.licenceType, type)]).count == 1) }
    }
}
