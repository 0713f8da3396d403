import Catalogue
import Graph
import Kernel
import Testing

/// Advice that is kept outside, and the pictures that are made of it.
struct AdviceKeepingTests {
    typealias City = SmallCity

    /// A city in which most analyses find something, with a year of cases.
    private static func city() throws -> (Catalogue, CaseStatistics) {
        let card = "materials:\n" + City.paper("card-copy", "申请人居民身份证（复印件）")
        let slip = City.item("slow", "开证明", days: 20, more: "results: [{document: {zh: 情况证明, en: Statement}}]")
        let wanting = City.item(
            "wanting", "要证明", more: "fields: [{field: applicant.phone}]\nmaterials:\n" + City.paper("statement", "情况证明", "from: government")
        )
        let catalogue = try City.catalogue(
            items: [City.item("permit", "许可", more: "fields: [{field: applicant.mobile}]\n" + card), slip, wanting],
            things: [City.thing("home", "  - {item: permit}\n  - {item: slow, after: [permit]}")],
            elements: "- {code: person.phone, name: {zh: 手机号, en: Mobile number}, type: text, format: mobile}")
        var statistics = CaseStatistics(isMeasured: true)
        for item in ["permit", "slow", "wanting"] { statistics.items[item] = CaseStatistics.Item(cases: 100) }
        statistics.things["home"] = 40
        statistics.pairs = [.init("permit", "wanting", applicants: 60)]
        return (catalogue, statistics)
    }

    @Test func `what was written is read again as it was, with its changes`() throws {
        let (catalogue, statistics) = try Self.city()
        let advice = Graph.build(catalogue, statistics: statistics).advice()
        #expect(Set(advice.map(\.kind)).isSuperset(of: [.held, .resultAskedBack, .sameFact, .newThing, .parallel, .criticalPath]))
        for each in advice {
            let read = try #require(Advice(json: try JSON(parsing: each.json.text)), "\(each.id)")
            #expect(read.json == each.json && read.changes == each.changes && read.subject == each.subject)
        }
        let edits: [AdviceChange.Edit] = [
            .setPromise(3), .deferMaterial("plan", terms: ["version": "1"]), .levelOffice(item: "permit", promised: 3, trips: nil),
            .levelOffice(item: "permit", promised: nil, trips: 0),
        ]
        for edit in edits {
            let change = AdviceChange(.item, "permit", edit)
            #expect(AdviceChange(json: try JSON(parsing: change.json.text)) == change)
        }
        #expect(Advice(json: ["id": "x", "kind": "unheard-of"]) == nil)
        #expect(AdviceChange(json: ["definition": "item", "code": "permit", "edit": "turn-round"]) == nil)
    }

    @Test func `advice is drawn with what it would join, dashed`() throws {
        let (catalogue, statistics) = try Self.city()
        let graph = Graph.build(catalogue, statistics: statistics)
        for advice in graph.advice() {
            let picture = graph.picture(of: advice)
            #expect(picture.boxes.count > 1, "\(advice.id)")
            #expect(picture.arrows.allSatisfy { picture.boxes.indices.contains($0.from) && picture.boxes.indices.contains($0.to) })
            let joins = advice.changes.contains { change in
                switch change.edit {
                case .addProof, .create: true
                default: false
                }
            }
            #expect(picture.arrows.contains(where: \.isProposed) == joins, "\(advice.id)")
            #expect(picture.dot(.zh).contains("style=dashed") == picture.arrows.contains(where: \.isProposed))
        }
    }

    @Test func `arrows of one name share a stem, and on a phone what hangs on it stands below each other`() throws {
        let boxes = (0..<8).map { GraphPicture.Box(name: Text(same: "b\($0)"), caption: Text(same: "x"), reference: nil) }
        let arrows = (1..<8).map { GraphPicture.Arrow(from: 0, to: $0, name: Text(same: "asks")) }
        let picture = GraphPicture(title: Text(same: "t"), boxes: boxes, arrows: arrows, direction: .right)
        let wide = picture.dot(.en)
        #expect(wide.ranges(of: "asks").count == 1 && wide.contains("asks × 7") && !wide.contains("minlen=2"))
        let narrow = picture.turned(.down).dot(.en)
        for length in 1...7 { #expect(narrow.contains("minlen=\(length)")) }
        let two = GraphPicture(title: Text(same: "t"), boxes: boxes, arrows: Array(arrows.prefix(2)), direction: .right).dot(.en)
        #expect(two.ranges(of: "label=\"asks\"").count == 2)
    }

    @Test func `a node is found by its name or code, the nearest first`() throws {
        let graph = Graph.build(try Self.city().0)
        // A power is called as its item is.
        #expect(graph.found("许可", limit: 2).map(\.kind) == [.power, .item])
        #expect(graph.found("STATEMENT", limit: 5).first == NodeReference(.material, "statement"))
        #expect(graph.found("手机", limit: 5).allSatisfy { $0.kind == .element })
        #expect(graph.found("", limit: 5).isEmpty && graph.found("nowhere to be found", limit: 5).isEmpty)
        #expect(graph.found("e", limit: 2).count == 2)
    }

    @Test func `every kind of node has a graph in which it is seen`() throws {
        let graph = Graph.build(try Self.city().0)
        for kind in NodeKind.allCases {
            for node in graph.nodes(of: kind).prefix(3).map(graph.reference) {
                let picture = try #require(graph.picture(around: node, in: Graph.View.best(for: kind)))
                #expect(picture.boxes.first?.reference == node)
            }
        }
    }
}
