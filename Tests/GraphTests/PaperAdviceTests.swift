import Catalogue
import Kernel
import Rules
import Testing

@testable import Graph

/// Advice about papers and facts, each on a city of a few items.
struct PaperAdviceTests {
    typealias City = SmallCity

    @Test func `a licence of the register asked as paper is found, and the change ends the asking`() throws {
        let catalogue = try City.catalogue(items: [
            City.item("permit", "许可", more: "materials:\n" + City.paper("card-copy", "申请人居民身份证（复印件）"))
        ])
        let found = try #require(City.advice(catalogue, .held).first)
        #expect(found.subject == [NodeReference(.material, "card-copy"), NodeReference(.licenceType, "id-card")])
        #expect(found.worth.materials == 1_000 && found.worth.citizenHours == 500)
        let after = try City.changed(catalogue, by: found)
        #expect(after.items["permit"]?.materials.first?.satisfiedBy == [.licence("id-card", role: "applicant")])
        #expect(City.advice(after, .held).isEmpty)
    }

    @Test func `a paper that is checked only for facts of a register is found`() throws {
        let more = """
            fields: [{field: applicant.married}]
            materials:
            \(City.paper("single-proof", "单身声明公证书"))reviewPoints:
              - {code: single, text: {zh: 未婚, en: Single}, check: not(applicant.married), evidence: single-proof}
            """
        let catalogue = try City.catalogue(items: [City.item("permit", "许可", more: more)])
        let found = try #require(City.advice(catalogue, .held).first)
        #expect(found.subject.last == NodeReference(.resource, "mz-marriage"))
        #expect(!found.evidence.isEmpty)
    }

    @Test func `a paper that must be handed back is left alone`() throws {
        let catalogue = try City.catalogue(items: [
            City.item(
                "permit", "许可", more: "materials:\n" + City.paper("card", "居民身份证", "from: government, returnsOriginal: true"))
        ])
        #expect(City.advice(catalogue, .held).isEmpty)
    }

    @Test func `the city’s own result asked back as paper is found`() throws {
        let giver = City.item("support", "低保认定", department: "mzj", more: "results: [{document: {zh: 低保认定书, en: Finding of support}}]")
        let taker = City.item("rent", "租房补贴", more: "materials:\n" + City.paper("finding", "低保认定书", "from: government, issuer: mzj"))
        let catalogue = try City.catalogue(items: [giver, taker])
        let found = try #require(City.advice(catalogue, .resultAskedBack).first)
        #expect(found.subject == [NodeReference(.material, "finding"), NodeReference(.item, "support")])
        #expect(try City.changed(catalogue, by: found).items["rent"]?.materials.first?.satisfiedBy == [.result(item: "support")])
    }

    @Test func `connections are ranked by what each adds to those before`() throws {
        var statistics = CaseStatistics(isMeasured: true)
        statistics.items = ["a": .init(cases: 100), "b": .init(cases: 900), "c": .init(cases: 500)]
        let wanted = "from: other, issuer: bank"
        let catalogue = try City.catalogue(items: [
            City.item("a", "甲", more: "materials:\n" + City.paper("deposit", "存款证明", wanted)),
            City.item("b", "乙", more: "materials:\n" + City.paper("flow", "流水单", wanted)),
            City.item("c", "丙", more: "materials:\n" + City.paper("deposit", "存款证明", wanted) + City.paper("flow", "流水单", wanted)),
        ])
        let found = City.advice(catalogue, .connection, statistics)
        #expect(found.map(\.worth.materials) == [1_400, 600])
        #expect(found.first?.subject == [NodeReference(.department, "bank"), NodeReference(.material, "flow")])
        let after = try City.changed(catalogue, by: try #require(found.first))
        #expect(after.resources.count == catalogue.resources.count + 1)
        #expect(City.advice(after, .connection, statistics).map(\.worth.materials) == [600])
    }

    @Test func `what offices had to ask each other for is evidence, and alone makes a connection`() throws {
        var statistics = CaseStatistics(isMeasured: true)
        statistics.items = ["a": .init(cases: 100), "b": .init(cases: 100)]
        let wanted = "from: other, issuer: bank"
        let catalogue = try City.catalogue(items: [
            City.item("a", "甲", more: "materials:\n" + City.paper("deposit", "存款证明", wanted)),
            City.item("b", "乙", more: "materials:\n" + City.paper("flow", "流水单", wanted)),
        ])
        statistics.assistance = [
            .init(item: "b", material: "flow", department: "bank", asked: 40, answered: 30),
            .init(item: "b", department: "bank", asked: 9, answered: 9),
        ]
        let found = City.advice(catalogue, .connection, statistics)
        func evidence(_ paper: String) -> String {
            found.first { $0.subject.last == NodeReference(.material, paper) }?.evidence.map(\.en).joined(separator: " ") ?? ""
        }
        // Of two connections that spare people as much, the one that the offices need more comes first.
        #expect(evidence("flow").contains("from office to office last year: 40") && evidence("flow").contains(AdviceText.place(1).en))
        #expect(!evidence("deposit").contains("office to office") && evidence("deposit").contains(AdviceText.place(2).en))
        // Nobody was asked for the paper, and still the offices ask.
        var quiet = CaseStatistics(isMeasured: true)
        quiet.assistance = [.init(item: "b", material: "flow", department: "bank", asked: 5, answered: 5)]
        #expect(City.advice(catalogue, .connection, quiet).map(\.worth.citizenHours) == [0])
        // What applicants draw up themselves, or have to hand back, no office can tell.
        for kept in ["from: applicant", "from: other, issuer: bank, returnsOriginal: true"] {
            let own = try City.catalogue(items: [City.item("b", "乙", more: "materials:\n" + City.paper("flow", "流水单", kept))])
            #expect(City.advice(own, .connection, quiet).isEmpty)
        }
        #expect(CaseStatistics(json: statistics.json) == statistics)
    }

    @Test func `never more than ten connections, best first`() throws {
        let papers = (0..<14).map { City.paper("p\($0)", "第\($0)号证明", "from: other, issuer: bank") }.joined()
        let found = City.advice(try City.catalogue(items: [City.item("a", "甲", more: "materials:\n" + papers)]), .connection)
        #expect(found.count == 10)
        #expect(found.map(\.worth.citizenHours) == found.map(\.worth.citizenHours).sorted(by: >))
    }

    @Test func `circular proofs are found, and cut where fewest need it`() throws {
        let first = City.item(
            "first", "甲",
            more: "materials:\n" + City.paper("b-result", "乙结果", "from: government, satisfiedBy: [{result: second}]")
                + "results: [{document: {zh: 甲书, en: A}}]")
        let second = City.item(
            "second", "乙",
            more: "materials:\n" + City.paper("a-result", "甲结果", "from: government, satisfiedBy: [{result: first}]")
                + "results: [{document: {zh: 乙书, en: B}}]")
        let catalogue = try City.catalogue(items: [first, second])
        var statistics = CaseStatistics(isMeasured: true)
        statistics.items = ["first": .init(cases: 10), "second": .init(cases: 20)]
        statistics.items["first"]?.materials["b-result"] = .init(asked: 10, waived: 0)
        statistics.items["second"]?.materials["a-result"] = .init(asked: 20, waived: 0)
        let found = try #require(City.advice(catalogue, .circularProof, statistics).first)
        #expect(found.subject == [NodeReference(.item, "first"), NodeReference(.item, "second")])
        #expect(found.evidence.count == 3)
        #expect(found.changes == [AdviceChange(.item, "first", .removeMaterial("b-result"))])
        #expect(City.advice(try City.changed(catalogue, by: found), .circularProof, statistics).isEmpty)
    }

    @Test func `the same fact under two names is found, and merged everywhere`() throws {
        let more = "- {code: person.phone, name: {zh: 手机号, en: Mobile number}, type: text, format: mobile}"
        let usesPhone = """
            fields: [{field: applicant.phone}]
            reviewPoints:
              - {code: told, text: {zh: 留了手机, en: Has a phone}, check: applicant.phone != null, evidence: applicant.phone}
            """
        let catalogue = try City.catalogue(
            items: [
                City.item("a", "甲", more: "fields: [{field: applicant.mobile}]"),
                City.item("b", "乙", more: "fields: [{field: applicant.mobile}]"),
                City.item("c", "丙", more: usesPhone),
            ], elements: more)
        let found = try #require(City.advice(catalogue, .sameFact).first)
        #expect(found.subject == [NodeReference(.element, "person.mobile"), NodeReference(.element, "person.phone")])
        let after = try City.changed(catalogue, by: found)
        #expect(after.elements["person.phone"] == nil)
        #expect(after.items["c"]?.fields.first?.field == "applicant.mobile")
        #expect(after.items["c"]?.reviewPoints.first?.check?.source == "applicant.mobile != null")
        #expect(after.items["c"]?.reviewPoints.first?.evidence == ["applicant.mobile"])
    }

    @Test func `two facts that one form asks for side by side are two facts`() throws {
        let more = "- {code: person.phone, name: {zh: 手机号, en: Mobile number}, type: text, format: mobile}"
        let both = "fields: [{field: applicant.mobile}, {field: applicant.phone}]"
        #expect(City.advice(try City.catalogue(items: [City.item("a", "甲", more: both)], elements: more), .sameFact).isEmpty)
    }

    @Test func `a word before a name tells another fact`() throws {
        let more = """
            - {code: person.newMobile, name: {zh: 新手机号码, en: New mobile number}, type: text, format: mobile}
            - {code: person.fatherName, name: {zh: 父亲姓名, en: Father’s name}, type: text, format: person-name}
            - {code: person.motherName, name: {zh: 母亲姓名, en: Mother’s name}, type: text, format: person-name}
            """
        let items = ["mobile", "newMobile", "fatherName", "motherName"].map {
            City.item($0.lowercased(), $0, more: "fields: [{field: applicant.\($0)}]")
        }
        #expect(City.advice(try City.catalogue(items: items, elements: more), .sameFact).isEmpty)
    }

    @Test func `one paper under two codes counts where a thing asks for it twice`() throws {
        let items = [
            City.item("a", "甲", more: "materials:\n" + City.paper("lease", "租赁合同", "from: applicant")),
            City.item("b", "乙", more: "materials:\n" + City.paper("rent-contract", "租赁合同", "from: applicant")),
        ]
        let catalogue = try City.catalogue(items: items, things: [City.thing("home", "  - {item: a}\n  - {item: b}")])
        let found = try #require(City.advice(catalogue, .samePaper).first)
        #expect(found.worth.materials == 1_000)
        let after = try City.changed(catalogue, by: found)
        #expect(Set(after.items.values.flatMap { $0.materials.map(\.code) }).count == 1)
    }

    @Test func `a paper without a basis is to go, with the review point’s pointer to it`() throws {
        let more = """
            materials:
            \(City.paper("letter", "单位介绍信", "from: other", basis: false))reviewPoints:
              - {code: known, text: {zh: 单位知道, en: The employer knows}, evidence: letter}
            """
        let loaded = CatalogueLoading.load(files: [
            .init("departments.yaml", City.departments), .init("elements/person.yaml", City.elements),
            .init("items/a.yaml", City.item("a", "甲", more: more)),
        ])
        // The lint may refuse such a catalogue; a published one may still have it.
        guard let catalogue = loaded.catalogue else { return #expect(loaded.findings.contains { $0.message.en.contains("basis") }) }
        let found = try #require(City.advice(catalogue, .noBasis).first)
        #expect(found.subject == [NodeReference(.item, "a"), NodeReference(.material, "letter")])
        let after = try City.changed(catalogue, by: found)
        #expect(after.items["a"]?.materials.isEmpty == true && after.items["a"]?.reviewPoints.first?.evidence.isEmpty == true)
    }
}
