import Catalogue
import Identity
import Kernel
import Testing

@testable import DemoCity

/// What the named people are asked, by the registers that they are in: no database, no server.
struct DemoChecklistTests {
    private let city: DemoPopulation
    private let catalogue: Catalogue

    init() throws {
        city = try DemoFixture.city.get()
        catalogue = try DemoFixture.catalogue()
    }

    private func checklist(
        _ code: String, for login: String, enterprise: Int? = nil, answers: [String: JSON] = [:], given: [String: JSON] = [:]
    ) throws -> Checklist {
        let thing = try #require(catalogue.thing(code))
        let registers = DemoRegisters(city, catalogue: catalogue)
        let number = try enterprise.map { city.enterprises[$0].code } ?? #require(city.person(login)).number
        let holdings = registers.holdings(for: thing, applicant: number, answers: answers, given: given)
        return Checklist.resolve(thing, in: catalogue, answers: answers, given: given, holdings: holdings, today: city.today)
    }

    @Test func `a mother is asked one question and two boxes, and for no paper`() throws {
        let before = try checklist("newborn", for: "gu")
        #expect(before.openQuestions.map(\.question.code) == ["follow"])
        let after = try checklist("newborn", for: "gu", answers: ["follow": "mother"])
        #expect(after.openQuestions.isEmpty)
        #expect(after.fields.filter(\.isAsked).map(\.field).sorted() == ["child.ethnicity", "child.name"])
        #expect(after.materials.filter(\.isAsked).map(\.code) == [])
        #expect(after.includedItems.count == 10)
    }

    @Test func `what the only investor decides is written for them, word for word`() throws {
        let given: [String: JSON] = ["enterprise.newName": "{today}示例有限公司", "enterprise.newCapital": 800_000]
        let changed = try checklist(
            "enterprise-change-registration", for: "he", enterprise: 1, answers: ["changes": ["name", "capital"]], given: given)
        let resolution = try #require(changed.material("resolution"))
        guard case .composed(let composition) = resolution.state else {
            Issue.record("\(resolution.state)")
            return
        }
        #expect(!resolution.isAsked && resolution.takesFile)
        let judge = Judge(
            facts: changed.facts, answers: changed.answers, thing: changed.thing, catalogue: catalogue, today: city.today)
        let words = composition.written(of: changed.thing, in: catalogue, by: judge, on: city.today)
        let name = city.enterprises[1].enterprise.name
        #expect(words.count == 4 && words[0].zh.hasPrefix(name) && words[0].en.contains(name))
        // Braces that somebody typed are what they typed.
        #expect(words[1].zh == "企业名称变更为“{today}示例有限公司”。")
        #expect(words[2].zh.contains("800,000") || words[2].zh.contains("800000") || words[2].zh.contains("80"), "\(words[2].zh)")
        #expect(words[3] == city.today.text)
        #expect(!words.contains { $0.zh.contains("住所变更") })
    }

    @Test func `what has not been said yet leaves a gap, and where the words do not fit one brings one's own`() throws {
        let open = try checklist("enterprise-change-registration", for: "he", enterprise: 1, answers: ["changes": ["name"]])
        guard case .composed(let composition) = open.material("resolution")?.state else {
            Issue.record("not written")
            return
        }
        let judge = Judge(facts: open.facts, answers: open.answers, thing: open.thing, catalogue: catalogue, today: city.today)
        #expect(composition.written(of: open.thing, in: catalogue, by: judge, on: city.today)[1].zh.contains("＿＿"))
        let registers = DemoRegisters(city, catalogue: catalogue)
        let several = try #require(
            city.enterprises.indices.first {
                registers.record("sc-enterprises", of: city.enterprises[$0].code)?["enterprise.ownedByRepresentative"]?.bool == false
            })
        let shared = try checklist("enterprise-change-registration", for: "he", enterprise: several, answers: ["changes": ["name"]])
        #expect(shared.material("resolution")?.isAsked == true)
    }

    @Test func `the eating place is asked for what only its owner knows`() throws {
        let answers: [String: JSON] = [
            "dishes": ["hot"], "fireScale": "small", "sign": true, "sewage": true, "waste": true, "tobacco": false,
        ]
        let checklist = try checklist("restaurant", for: "lin", enterprise: 0, answers: answers)
        #expect(checklist.question("hasLicence")?.isAsked == false)
        #expect(checklist.openQuestions.map(\.question.code) == [])
        #expect(!checklist.includedItems.map(\.item).contains("business-registration"))
        #expect(checklist.includedItems.map(\.item).contains("food-licence"))
        let known = checklist.fields.filter { $0.isNeeded && !$0.isAsked }
        #expect(known.count >= 12)
    }

    private static let opening: [String: JSON] = [
        "dishes": ["hot"], "fireScale": "small", "sign": true, "sewage": true, "waste": true, "tobacco": false,
    ]

    /// What is written for somebody, in Chinese, by the code of the document.
    private func written(_ checklist: Checklist) -> [String: [String]] {
        let judge = Judge(
            facts: checklist.facts, answers: checklist.answers, thing: checklist.thing, catalogue: catalogue, today: city.today)
        return checklist.materials.reduce(into: [:]) { words, outcome in
            guard case .composed(let composition) = outcome.state else { return }
            words[outcome.code] = composition.written(of: checklist.thing, in: catalogue, by: judge, on: city.today).map(\.zh)
        }
    }

    @Test func `where the fit-out was drawn, nobody draws it again or measures the kitchen`() throws {
        let registers = DemoRegisters(city, catalogue: catalogue)
        let drawn = try #require(
            city.enterprises.indices.first { index in
                let number = city.enterprises[index].code
                let others = ["lh-sign-fronts", "lh-waste-contracts", "sc-food-officers", "wj-health-certificates"]
                return registers.record("zj-interiors", of: number)?["enterprise.coldRoomArea"] != nil
                    && others.allSatisfy { registers.record($0, of: number) != nil }
            })
        var answers = Self.opening
        answers["dishes"] = ["hot", "cold"]
        let checklist = try checklist("restaurant", for: "lin", enterprise: drawn, answers: answers)
        let drawings = try #require(registers.record("zj-interiors", of: city.enterprises[drawn].code))
        for leaf in ["kitchenArea", "seats", "coldRoomArea", "greaseTrap"] {
            #expect(checklist.facts["enterprise.\(leaf)"] == drawings["enterprise.\(leaf)"], "\(leaf)")
        }
        #expect(checklist.facts["enterprise.signText"]?.string == city.enterprises[drawn].brand)
        #expect(checklist.materials.filter(\.isAsked).map(\.code) == [])
        let words = written(checklist)
        #expect(words.keys.sorted() == ["food-safety-rules", "sign-drawing"])
        #expect(!words.values.joined().contains { $0.contains("＿＿") }, "\(words)")
    }

    @Test func `the rules of an eating place are written for what it sells, and whoever serves raw dishes writes their own`() throws {
        func rules(_ dishes: JSON) throws -> (state: MaterialOutcome?, words: String) {
            let found = try checklist("food-licence", for: "lin", enterprise: 0, answers: ["dishes": dishes])
            return (found.material("food-safety-rules"), written(found)["food-safety-rules"]?.joined() ?? "")
        }
        let hot = try rules(["hot"])
        #expect(hot.state?.isAsked == false && hot.words.contains("上海小满餐饮店有限公司") && !hot.words.contains("凉菜："))
        #expect(try rules(["cold", "drink"]).words.contains("凉菜："))
        #expect(try rules(["drink"]).words.contains("饮品：") && !(try rules(["drink"]).words.contains("热菜")))
        let raw = try rules(["hot", "raw"])
        #expect(raw.state?.isAsked == true && raw.state?.deferral != nil && raw.words.isEmpty)
    }

    @Test func `a sign is described where it fits the shop front, and drawn where it does not`() throws {
        func sign(_ height: Int) throws -> Checklist {
            try checklist("sign-filing", for: "lin", enterprise: 0, given: ["enterprise.signHeightCentimetres": .int(height)])
        }
        #expect(try written(sign(90))["sign-drawing"]?.joined().contains("小满") == true)
        #expect(try sign(160).material("sign-drawing")?.isAsked == true)
    }

    @Test func `the safety rules and the promise of lorries are written, but not for large objects`() throws {
        let haulier = try #require(city.enterprises.indices.first { city.enterprises[$0].trade.industry.hasPrefix("G58") })
        func checklist(_ kinds: JSON, _ ready: Bool) throws -> Checklist {
            try self.checklist(
                "freight-operation-permit", for: "lin", enterprise: haulier,
                answers: ["freightKinds": kinds, "vehiclesReady": .bool(ready)])
        }
        let tanks = written(try checklist(["tank"], false))
        #expect(tanks["safety-rules"]?.contains { $0.contains("铭牌") } == true)
        #expect(written(try checklist(["general"], false))["safety-rules"]?.contains { $0.contains("铭牌") } == false)
        let large = try checklist(["general", "large"], true)
        #expect(large.material("safety-rules")?.isAsked == true && large.material("safety-rules")?.deferral != nil)
    }

    @Test func `a company that moves is known to every register`() throws {
        let checklist = try checklist(
            "enterprise-change", for: "he", enterprise: 1,
            answers: ["changes": ["name", "address"], "bank": true, "food": false, "physicalSeal": false])
        #expect(checklist.openQuestions.isEmpty)
        #expect(checklist.includedItems.count == 5)
        let asked = checklist.fields.filter(\.isAsked).map(\.field)
        #expect(
            asked.allSatisfy { $0.hasPrefix("enterprise.new") || ["enterprise.bankConsent", "enterprise.contactMobile"].contains($0) },
            "\(asked)")
    }

    @Test(arguments: [
        ("senior-allowance", "wang"), ("driving-licence-renewal", "he"), ("housing-fund-rent", "zhou"), ("residence-permit", "xu"),
        ("unemployment-benefit", "xu"), ("flexible-employment", "xu"), ("id-card-reissue", "gu"),
    ])
    func `single items find their people in the registers`(_ item: String, _ login: String) throws {
        let checklist = try checklist(item, for: login)
        let objective = try #require(catalogue.items[item]).reviewPoints.compactMap { point in point.check.map { (point.code, $0) } }
        let judge = checklist.judge(in: catalogue, today: city.today)
        for (code, check) in objective { #expect(judge.truth(check) != false, "\(item) \(code)") }
        #expect(checklist.fields.filter { $0.isNeeded && !$0.isAsked }.count >= 4)
    }
}
