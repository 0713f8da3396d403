import Catalogue
import Kernel
import Rules
import Testing

/// A condition is settled exactly when nothing that is still unknown can change it.
struct JudgeTests {
    let catalogue: Catalogue
    let thing: Thing

    init() throws {
        catalogue = try Fixture.catalogue()
        thing = try Fixture.newborn(catalogue)
    }

    func judge(_ facts: [String: JSON] = [:], _ answers: [String: JSON] = [:], open: Set<String>? = nil) -> Judge {
        Judge(facts: facts, answers: answers, thing: thing, catalogue: catalogue, today: Fixture.today, open: open)
    }

    @Test(
        arguments: [
            // Plain FEEL says false: null is not "father". But nobody has been asked yet.
            ("answers.follow = \"father\"", nil),
            ("answers.follow != \"father\"", nil),
            ("answers.follow in (\"father\", \"mother\")", true),
            ("answers.married", nil),
            ("answers.married or not(answers.married)", true),
            ("answers.married and false", false),
            ("mother.regionCode = father.regionCode", nil),
            ("mother.children > 2", nil),
            ("mother.children > 2 or mother.children <= 2", nil),
            ("starts with(mother.regionCode, \"31\")", nil),
            ("mother.name = null", nil),
            ("child.birthDate <= today", nil),
            ("if mother.children >= 3 then \"many\" else \"few\"", nil),
            ("applicant.kind = \"person\"", true),
            ("today > date(\"2026-01-01\")", true),
        ] as [(String, Bool?)]) func `nothing is known`(_ source: String, _ truth: Bool?) throws
    {
        #expect(judge().truth(try Expression(source)) == truth)
    }

    @Test(
        arguments: [
            ("mother.regionCode = father.regionCode", ["mother.regionCode": "310101", "father.regionCode": "310101"], true),
            ("mother.regionCode = father.regionCode", ["mother.regionCode": "310101"], nil),
            ("mother.children > 2", ["mother.children": 3], true),
            ("child.birthDate <= today", ["child.birthDate": "2026-11-23"], true),
            ("child.birthDate + duration(\"P1Y\") <= today", ["child.birthDate": "2026-11-23"], false),
            ("mother.married and answers.card", ["mother.married": false], false),
            ("applicant.regionCode = \"310101\"", ["mother.regionCode": "310101"], true),
        ] as [(String, [String: JSON], Bool?)]) func `some is known`(_ source: String, _ facts: [String: JSON], _ truth: Bool?) throws
    {
        #expect(judge(facts).truth(try Expression(source)) == truth)
    }

    @Test func `a question that is not put has no answer, and what hangs on it does not hold`() throws {
        let closed = judge([:], [:], open: [])
        #expect(closed.truth(try Expression("answers.card")) == false)
        #expect(closed.truth(try Expression("answers.follow = \"father\"")) == false)
        #expect(judge().truth(try Expression("answers.card")) == nil)
    }

    @Test func `once nothing more will become known, what is missing is null`() throws {
        let final = Judge(facts: [:], answers: [:], thing: thing, catalogue: catalogue, today: Fixture.today, isFinal: true)
        #expect(final.truth(try Expression("mother.regionCode != null")) == false)
        #expect(judge().truth(try Expression("mother.regionCode != null")) == nil)
        // FEEL's own unknown stays: null has no order.
        #expect(final.truth(try Expression("mother.children > 2")) == nil)
    }

    @Test func `a value is told only when it is settled`() throws {
        let region = try Expression("if answers.follow = \"father\" then father.regionCode else mother.regionCode")
        #expect(judge(["mother.regionCode": "310101"]).value(region)?.string == nil)
        #expect(judge(["mother.regionCode": "310101"], ["follow": "mother"]).value(region) == "310101")
        // Whichever it is, it is the same.
        #expect(judge(["mother.regionCode": "310101", "father.regionCode": "310101"]).value(region) == "310101")
    }
}
