import Catalogue
import Kernel
import Testing

@testable import Proving

/// Any two answers to any two questions stand together in one situation, and there are far fewer situations than combinations.
struct SituationTests {
    @Test(arguments: ["restaurant", "newborn", "credit-repair", "food-licence-change", "enterprise-closing"])
    func `every pair of answers is tried`(_ code: String) throws {
        let questions = try #require(ProvingCity.catalogue().thing(code)).questions
        let situations = Situation.covering(questions)
        for (place, first) in questions.enumerated() {
            for second in questions.dropFirst(place + 1) {
                let wanted = ProvingCity.answers(first).count * ProvingCity.answers(second).count
                let seen = Set(situations.map { [$0.answers[first.code], $0.answers[second.code]] })
                #expect(seen.count >= wanted, "\(first.code) and \(second.code)")
            }
        }
    }

    @Test func `seven questions with forty thousand combinations need a few dozen situations`() throws {
        let questions = try #require(ProvingCity.catalogue().thing("restaurant")).questions
        let combinations = questions.map { ProvingCity.answers($0).count }.reduce(1, *)
        let situations = Situation.covering(questions)
        #expect(combinations > 400)
        #expect(situations.count < 40)
        #expect(Set(situations).count == situations.count)
    }

    @Test func `a thing without questions has one situation, one with a question has one for each answer`() throws {
        let catalogue = try ProvingCity.catalogue()
        #expect(Situation.covering([]).map(\.answers) == [[:]])
        let one = try #require(catalogue.thing("retirement")).questions
        #expect(one.count == 1)
        #expect(Situation.covering(one).count == one[0].options.count)
    }
}
