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
        #expect(wide.ranges(of: "asks").count == 1 && wide.contains("asks × 7") && !wide.contains("pos="))
        let narrow = picture.turned(.down).dot(.en)
        #expect(narrow.contains("layout=neato") && narrow.ranges(of: "asks →").count == 7)
        let two = GraphPicture(title: Text(same: "t"), boxes: boxes, arrows: Array(arrows.prefix(2)), direction: .right).dot(.en)
        #expect(two.ranges(of: "label=\"asks\"").count == 2)
    }

    /// The left and right edge, top and bottom of each box of a narrow drawing, in its order.
    private func places(_ dot: String) throws -> [(left: Double, right: Double, top: Double, bottom: Double)] {
        try dot.matches(of: #/n\d+ \[label=.* pos="([0-9.-]+),([0-9.-]+)!", width=([0-9.]+), height=([0-9.]+)/#).map { match in
            let numbers = try [match.1, match.2, match.3, match.4].map { try #require(Double($0)) }
            let (x, y, width, height) = (numbers[0], numbers[1], numbers[2] * 72, numbers[3] * 72)
            return (x - width / 2, x + width / 2, -y - height / 2, -y + height / 2)
        }
    }

    @Test func `every picture has a drawing as narrow as a phone, with each box once and none over another`() throws {
        let (catalogue, statistics) = try Self.city()
        let graph = Graph.build(catalogue, statistics: statistics)
        var pictures = graph.advice().map { graph.picture(of: $0) }
        for kind in NodeKind.allCases {
            for node in graph.nodes(of: kind).prefix(2).map(graph.reference) {
                for depth in 1...3 { pictures += [graph.picture(around: node, depth: depth)].compactMap(\.self) }
            }
        }
        let home = try #require(catalogue.thing("home"))
        pictures += [graph.before(home), graph.after(home)]
        for picture in pictures {
            for language in [Language.zh, .en] {
                let places = try places(picture.turned(.down).dot(language))
                #expect(places.count == picture.boxes.count)
                #expect(places.allSatisfy { $0.left >= -0.01 && $0.right <= 276.01 && $0.right - $0.left > 150 })
                #expect(zip(places, places.dropFirst()).allSatisfy { $0.bottom < $1.top })
            }
        }
        // A circle, and boxes that nothing joins, are drawn as well.
        let boxes = (0..<4).map { GraphPicture.Box(name: Text(same: "b\($0)"), caption: Text(same: "x"), reference: nil) }
        let circle = [(0, 1), (1, 2), (2, 0)].map { GraphPicture.Arrow(from: $0, to: $1, name: Text(same: "asks")) }
        let round = GraphPicture(title: Text(same: "t"), boxes: boxes, arrows: circle, direction: .down).dot(.en)
        #expect(try places(round).count == 4 && round.contains("asks → b2"))
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
