import Catalogue
import Graph
import Kernel
import Testing

/// Advice about order, places and people.
struct PracticeAdviceTests {
    typealias City = SmallCity

    private static let check = """
        fields: [{field: applicant.idNumber}, {field: applicant.married}]
        reviewPoints:
          - {code: single, text: {zh: 未婚, en: Single}, check: not(applicant.married), evidence: applicant.married}
        """

    @Test func `a point that two departments check for the same applicant is found, and the later one gives it up`() throws {
        let items = [City.item("a", "甲", more: Self.check), City.item("b", "乙", department: "mzj", more: Self.check)]
        let catalogue = try City.catalogue(items: items, things: [City.thing("home", "  - {item: b, after: [a]}\n  - {item: a}")])
        let found = try #require(City.advice(catalogue, .doubleCheck).first)
        #expect(found.changes == [AdviceChange(.item, "b", .removeReviewPoint("single"))])
        #expect(try City.changed(catalogue, by: found).items["b"]?.reviewPoints.isEmpty == true)
        #expect(found.worth.days == 0)
        // What the second check sent back for additions cost days.
        var statistics = CaseStatistics(isMeasured: true, items: ["a": .init(cases: 50), "b": .init(cases: 50)])
        statistics.items["b"]?.supplementPoints = ["applicant.married": 3, "applicant.idNumber": 7]
        #expect(City.advice(catalogue, .doubleCheck, statistics).first?.worth.days == 15)
        // Without a thing that joins them they look at different people.
        #expect(City.advice(try City.catalogue(items: items), .doubleCheck).isEmpty)
    }

    @Test func `one department that checks a point twice is no matter of two departments`() throws {
        let items = [City.item("a", "甲", more: Self.check), City.item("b", "乙", more: Self.check)]
        #expect(City.advice(try City.catalogue(items: items, things: [City.thing("home", "  - a\n  - b")]), .doubleCheck).isEmpty)
    }

    @Test func `items that the same people do become a proposed thing that loads`() throws {
        let catalogue = try City.catalogue(items: ["a", "b", "c", "d"].map { City.item($0, "事项\($0)", more: Self.check) })
        var statistics = CaseStatistics(isMeasured: true)
        for code in ["a", "b", "c", "d"] { statistics.items[code] = .init(cases: 100) }
        statistics.pairs = [.init("b", "a", applicants: 60), .init("b", "c", applicants: 50), .init("c", "d", applicants: 5)]
        let found = City.advice(catalogue, .newThing, statistics)
        #expect(found.map { $0.subject.map(\.code) } == [["a", "b", "c"]])
        let advice = try #require(found.first)
        #expect(advice.worth.fields == (60 + 50) * 2 && advice.worth.trips == 33)
        let after = try City.changed(catalogue, by: advice)
        #expect(after.allThings.first?.parts.map(\.item.code).sorted() == ["a", "b", "c"])
        #expect(City.advice(after, .newThing, statistics).isEmpty)
    }

    @Test func `the critical path names the item that takes longest, and what may wait`() throws {
        let catalogue = try City.catalogue(
            items: [City.item("a", "甲", days: 4), City.item("b", "乙", days: 20), City.item("c", "丙", days: 6)],
            things: [City.thing("home", "  - {item: a}\n  - {item: b, after: [a]}\n  - {item: c, after: [a]}")])
        let home = try #require(catalogue.thing("home"))
        let path = try #require(Graph.build(catalogue).path(of: home))
        #expect(path.path.total == 24 && path.serial == 30 && path.critical.map(\.code) == ["a", "b"])
        let found = try #require(City.advice(catalogue, .criticalPath).first)
        #expect(found.subject == [NodeReference(.thing, "home"), NodeReference(.item, "b")])
        #expect(found.worth.days == 10 * 1_000)
        // Accepted, it halves the promise, and no office stays behind it.
        #expect(found.changes == [AdviceChange(.item, "b", .setPromise(10))])
        let after = try City.changed(catalogue, by: found)
        #expect(after.items["b"]?.limits.promised == Limit(10, .workday))
        #expect(throws: AdviceConflict.missing("limits/promised")) {
            try found.changes[0].applied(to: after.definition(.item, "b")?.content)
        }
    }

    @Test func `a shorter promise takes along the offices that would be behind it`() throws {
        let catalogue = try City.catalogue(
            items: [City.item("a", "甲", days: 20)], things: [City.thing("home", "  - {item: a}")],
            offices: [City.office("310101", "[a, 15]"), City.office("310104", "[a, 8]"), City.office("310105", "[a, null]")])
        let found = try #require(City.advice(catalogue, .criticalPath).first)
        #expect(found.changes.map(\.kind) == [.item, .implementations])
        let after = try City.changed(catalogue, by: found)
        let table = after.implementations
        #expect(Set(table.rows(of: "a").map { table.promised(of: $0) }) == [10, 8, nil])
    }

    @Test func `an item that uses nothing of what it waits for may run beside it`() throws {
        let items = [
            City.item("a", "甲", days: 10, more: "results: [{document: {zh: 甲书, en: A}}]"), City.item("b", "乙", days: 8),
            City.item(
                "c", "丙", days: 8, more: "materials:\n" + City.paper("a-result", "甲书", "from: government, satisfiedBy: [{result: a}]")),
        ]
        let things = [
            City.thing("home", "  - {item: a}\n  - {item: b, after: [a]}"), City.thing("shop", "  - {item: a}\n  - {item: c, after: [a]}"),
        ]
        let catalogue = try City.catalogue(items: items, things: things)
        let found = City.advice(catalogue, .parallel)
        #expect(found.map { $0.subject.map(\.code) } == [["home", "b", "a"]])
        #expect(found.first?.worth.days == 8 * 1_000)
        let after = try City.changed(catalogue, by: try #require(found.first))
        #expect(after.thing("home")?.part("b")?.after.isEmpty == true)
        #expect(City.advice(after, .parallel).isEmpty)
    }

    @Test func `what breaks without a resource is what rests on it alone`() throws {
        let more = """
            fields: [{field: applicant.married}, {field: applicant.name}]
            materials:
            \(City.paper("marriage", "结婚证", "from: government, satisfiedBy: [{resource: mz-marriage}]"))\
            \(City.paper("card", "身份证", "from: government, satisfiedBy: [{licence: id-card}, {resource: mz-marriage}]"))
            """
        let catalogue = try City.catalogue(
            items: [City.item("a", "甲", more: more)], things: [City.thing("home", "  - a")],
            offices: ["310101", "310104"].map { City.office($0, "[a, null]") })
        let graph = Graph.build(catalogue)
        let withdrawal = try #require(graph.withdrawals(of: [NodeReference(.resource, "mz-marriage")]).first)
        #expect(withdrawal.papers == ["a/marriage"] && withdrawal.elements == ["person.married"])
        #expect(withdrawal.materials == 700 && withdrawal.fields == 700)
        #expect(withdrawal.items == ["a"] && withdrawal.things == ["home"] && withdrawal.implementations == 2)
        let advice = graph.advice()
        #expect(advice.last?.kind == .withdrawal, "risks stand after savings")
    }

    @Test func `a district that is much slower than the usual one is named`() throws {
        let catalogue = try City.catalogue(items: [City.item("a", "甲")])
        var statistics = CaseStatistics(isMeasured: true, items: ["a": .init(cases: 500)])
        statistics.districts = [
            .init(item: "a", region: "310101", cases: 100, meanDays: 5, supplements: 0),
            .init(item: "a", region: "310104", cases: 100, meanDays: 6, supplements: 0),
            .init(item: "a", region: "310105", cases: 100, meanDays: 16, supplements: 0),
            .init(item: "a", region: "310106", cases: 5, meanDays: 50, supplements: 0),
        ]
        let found = try #require(City.advice(catalogue, .districts, statistics).first)
        #expect(found.worth.days == 1_000 && found.evidence.count == 1 && found.evidence[0].en.contains("310105"))
    }

    @Test func `districts that promise less than the best are named`() throws {
        let catalogue = try City.catalogue(
            items: [City.item("a", "甲", days: 10)],
            offices: [City.office("310101", "[a, 6]"), City.office("310104", "[a, null]"), City.office("310105", "[a, 6]")])
        let found = try #require(City.advice(catalogue, .districts).first)
        #expect(found.evidence.count == 1 && found.worth.days == 4 * 333)
        let after = try City.changed(catalogue, by: found)
        let table = after.implementations
        #expect(table.rows(of: "a").map { table.promised(of: $0) } == [6, 6, 6])
        #expect(City.advice(after, .districts).isEmpty)
    }

    @Test func `where people give up and what must be brought again is told`() throws {
        let catalogue = try City.catalogue(items: [
            City.item("a", "甲", more: "materials:\n" + City.paper("plan", "平面图", "from: applicant"))
        ])
        var statistics = CaseStatistics(isMeasured: true, items: ["a": .init(cases: 100)])
        statistics.drafts = ["a": .init(begun: 100, abandoned: ["form": 30, "questions": 10])]
        statistics.items["a"]?.supplements = 40
        statistics.items["a"]?.supplementPoints = ["plan": 35]
        let abandoned = try #require(City.advice(catalogue, .abandoned, statistics).first)
        #expect(abandoned.worth.trips == 40 && abandoned.title.zh.contains("填表"))
        let supplements = try #require(City.advice(catalogue, .supplements, statistics).first)
        #expect(supplements.worth.days == 200 && supplements.title.zh.contains("平面图"))
        #expect(abandoned.changes == [])
        statistics.drafts = ["b": .init(begun: 100, abandoned: ["materials": 50])]
        let papers = "materials:\n" + City.paper("plan", "平面图", "from: applicant") + City.paper("proof", "外地证明", "from: other")
        let fetched = try City.catalogue(items: [City.item("b", "乙", more: papers)])
        let atPapers = try #require(City.advice(fetched, .abandoned, statistics).first)
        #expect(try City.changed(fetched, by: atPapers).items["b"]?.materials.map { $0.deferral == nil } == [true, false])
        // Accepted, the paper may follow within half of the time that the item takes.
        let after = try City.changed(catalogue, by: supplements)
        let paper = try #require(after.items["a"]?.materials.first)
        #expect(paper.need == .later && paper.deferral?.within.unit == .workday && paper.deferral?.before == .decision)
        #expect(City.advice(after, .supplements, statistics).first?.changes == [])
    }
}
