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
