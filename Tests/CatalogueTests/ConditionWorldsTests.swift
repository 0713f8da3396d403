import Kernel
import Rules
import Testing

@testable import Catalogue

/// Whether conditions can hold, in the fixture's thing: `follow` is asked only where the parents are married.
struct ConditionWorldsTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let source: String
        /// nil: nothing is said.
        let canHold: Bool?
        let canFail: Bool?
        var testDescription: String { source }

        init(_ source: String, _ canHold: Bool?, _ canFail: Bool?) {
            (self.source, self.canHold, self.canFail) = (source, canHold, canFail)
        }
    }

    @Test(arguments: [
        Row("answers.married", true, true), Row("answers.married and not(answers.married)", false, true),
        Row("answers.married or not(answers.married)", true, false),
        Row("not(answers.married) and answers.follow = \"father\"", false, true),
        Row("answers.follow = \"father\"", true, true), Row("answers.follow in (\"father\", \"mother\")", true, true),
        Row("answers.follow = \"father\" and answers.follow = \"mother\"", false, true),
        Row("mother.children > 1", true, true), Row("mother.children > 3 and mother.children < 2", false, true),
        Row("mother.children < 0", false, true), Row("mother.children > 20", false, true),
        Row("mother.children between 3 and 5", true, true),
        Row("child.birthDate <= today", true, true), Row("child.birthDate > today", false, true),
        Row("mother.birthDate + duration(\"P18Y\") <= today", true, true),
        Row("mother.birthDate + duration(\"P60Y\") <= today and mother.birthDate + duration(\"P70Y\") > today", true, true),
        Row("child.birthDate < date(\"2020-01-01\") and child.birthDate > date(\"2021-01-01\")", false, true),
        Row("child.birthDate >= date(\"2020-01-01\") and child.birthDate <= date(\"2020-03-01\")", true, true),
        Row("starts with(mother.regionCode, \"31\")", true, true),
        Row("starts with(mother.regionCode, \"31\") and not(starts with(mother.regionCode, \"31\"))", false, true),
        Row("string length(mother.address) >= 6", true, true), Row("mother.name = null", true, true),
        Row("mother.name != null", true, true),
        Row("child.sex = \"1\" and child.sex = \"2\"", false, true), Row("child.sex in (\"1\", \"2\")", true, true),
        Row("child.sex = \"1\" or child.sex != \"1\"", true, false),
        Row("mother.children >= 0 or mother.children < 0", true, false),
        Row("matches(mother.address, \"^路\")", nil, nil), Row("answers.card = true and answers.card = false", false, true),
        Row("some x in [1, 2] satisfies mother.children = x", true, true),
    ]) func `conditions that cannot hold or cannot fail are told from those that can`(_ row: Row) throws {
        let loaded = CatalogueLoading.load(files: Fixture.files)
        let catalogue = try #require(loaded.catalogue)
        var parts = CatalogueParts()
        (parts.elements, parts.codeLists) = (catalogue.elements, catalogue.codeLists)
        let worlds = ConditionWorlds(thing: try Fixture.newborn(catalogue), parts: parts, today: LocalDate(dayNumber: 20_000))
        let outcome = worlds.outcome(of: try Rules.Expression(row.source))
        #expect(outcome?.canHold == row.canHold)
        #expect(outcome?.canFail == row.canFail)
    }
}
