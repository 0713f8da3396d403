import Catalogue
import Kernel
import Testing

struct ReadingTests {
    @Test func `the fixture loads without an error`() throws {
        let loaded = CatalogueLoading.load(files: Fixture.files)
        #expect(loaded.findings.filter { $0.severity == .error }.map { $0.line(in: .en) } == [])
        let catalogue = try #require(loaded.catalogue)
        #expect(catalogue.items.count == 4)
        #expect(catalogue.oneThings.count == 1)
        #expect(catalogue.lifeLine[.person]?.map(\.code) == ["birth"])
        #expect(catalogue.version == 0)
        #expect(catalogue.hash.count == 64)
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        let file: String
        let old: String
        let new: String
        let rule: String
        /// A part of the English message or suggestion.
        let says: String
        var severity = CatalogueFinding.Severity.error
        var testDescription: String { "\(rule): \(new)" }

        init(_ file: String, _ old: String, _ new: String, _ rule: String, _ says: String, _ severity: CatalogueFinding.Severity = .error) {
            (self.file, self.old, self.new, self.rule, self.says, self.severity) = (file, old, new, rule, says, severity)
        }
    }

    static let entry = "items/household-entry.yaml"
    static let thing = "things/newborn.yaml"
    static let mistakes: [Mistake] = [
        Mistake(entry, "department: gaj", "departmnt: gaj", "unknown-key", "did you mean “department”?"),
        Mistake(entry, "department: gaj\n", "", "missing-key", "“department” is missing"),
        Mistake(entry, "department: gaj", "department: [gaj]", "type", "a string"),
        Mistake(entry, "department: gaj", "department: gajj", "unknown-reference", "did you mean “gaj”?"),
        Mistake(entry, "handling: promised", "handling: promissed", "value", "did you mean “promised”?"),
        Mistake(entry, "zh: 出生登记, en: Entry in the household register}", "zh: 出生登记}", "text", "English (en) is missing"),
        Mistake(entry, "name: {zh: 出生登记, en: Entry in the household register}", "name: 出生登记", "text", "{zh: …, en: …}"),
        Mistake(entry, "\"310790003000\"", "\"31079000300\"", "code", ""),
        Mistake(entry, "\"310790003000\"", "\"310190003000\"", "item-type", "Characters 3–4"),
        Mistake(entry, "field: mother.mobile", "field: mother.mobil", "unknown-element", "did you mean “mother.mobile”?"),
        Mistake(entry, "field: mother.mobile", "field: mothr.mobile", "unknown-role", "did you mean “mother”?"),
        Mistake(entry, "field: mother.regionCode}", "field: mother.name}", "duplicate", "stands here twice"),
        Mistake(entry, "when: answers.married}", "when: answers.maried}", "unknown-name", "did you mean “answers.married”?"),
        Mistake(entry, "when: answers.married}", "when: 'answers.married and ('}", "feel", "cannot be read"),
        Mistake(entry, "answers.follow = \"father\"", "answers.follow = \"fathr\"", "unknown-option", "did you mean “father”?"),
        Mistake(
            entry, "{licence: household-page, role: mother}", "{licence: household-pge, role: mother}", "unknown-reference",
            "household-page"),
        Mistake(entry, "{result: birth-certificate}", "{result: birth-certificat}", "unknown-reference", "birth-certificate"),
        Mistake(entry, "{result: birth-certificate}", "{result: birth-certificate, licence: id-card}", "shape", "exactly one"),
        Mistake(
            entry, "need: conditional\n    when: not(answers.married)\n    \(Fixture.basis)", "need: required", "material-basis",
            "no legal basis"),
        Mistake(entry, "zh: 非婚生育说明", "zh: 其他材料", "vague", "say which document"),
        Mistake(entry, "promised: {count: 3", "promised: {count: 30", "promise", "longer than the law"),
        Mistake(entry, "handling: promised", "handling: instant", "handling", "promises no days"),
        Mistake(entry, "promised: {count: 3", "promised: {count: 0", "handling", "needs one above 0"),
        Mistake(
            entry, "promised: {count: 3, unit: workday}}", "promised: {count: 3}, deemedAcceptance: true}", "deemed-acceptance", "type 01"),
        Mistake(entry, "evidence: mother.regionCode", "evidence: mother.region", "unknown-evidence", "mother.regionCode"),
        Mistake(
            entry, "holder: child, face: {person.name: child.name}", "holder: child, face: {person.sex: child.sex}", "face",
            "does not stand on the face"),
        Mistake(entry, "code: household-entry", "code: Household_Entry", "code", "lower-case"),
        Mistake(
            "items/birth-certificate.yaml", "words: [", "reviewPoints: [{code: seen, text: 真实}]\nwords: [", "instant", "officer’s eyes"),
        Mistake("items/birth-certificate.yaml", "words: [", "onSiteCheck: true\nwords: [", "instant", "inspects"),
        Mistake("items/child-insurance.yaml", "reuse: never, why", "reuse: reuse, why", "consent", "never filled in"),
        Mistake("items/child-insurance.yaml", "code: wards", "code: mother-insured", "code", "a minus in FEEL"),
        Mistake("items/social-card.yaml", "tripsReason: {zh: 要到银行拍照, en: The bank takes a photograph}\n", "", "trips", "say why", .warning),
        Mistake(thing, "{item: birth-certificate}", "{item: birth-certificate, after: [child-insurance]}", "circle", "waits, by a circle"),
        Mistake(thing, "{item: household-entry, after: [birth-certificate]}", "{item: household-entry}", "result-order", "needs after"),
        Mistake(thing, "optional: card", "optional: cards", "unknown-reference", "did you mean “card”?"),
        Mistake(thing, "optional: card", "optional: follow", "optional", "yesNo"),
        Mistake(thing, "theme: birth", "theme: brith", "unknown-reference", "did you mean “birth”?"),
        Mistake(thing, "party: wjw", "party: wjww", "unknown-reference", "wjw"),
        Mistake("departments.yaml", "11310000MAGA00013E", "11310000MAGA00013F", "code", ""),
        Mistake("departments.yaml", "code: wjw", "code: gaj", "duplicate", "there twice"),
        Mistake("elements/person.yaml", "type: choice, codelist: sexes", "type: choice", "options", "needs options"),
        Mistake("elements/person.yaml", "codelist: sexes", "codelist: sexs", "unknown-reference", "sexes"),
        Mistake("licence-types.yaml", "11310000MB2F30661Y001", "11310000MB2F30661Z001", "code", "check digits"),
        Mistake("resources.yaml", "elements: [person.insured]", "elements: [person.insurd]", "unknown-reference", "person.insured"),
        Mistake("themes.yaml", "things: [newborn]", "things: [newborns]", "unknown-reference", "newborn"),
    ]

    @Test(arguments: mistakes) func `each mistake is found, with its rule and what was meant`(_ mistake: Mistake) throws {
        let loaded = CatalogueLoading.load(files: Fixture.files(mistake.file, replacing: mistake.old, with: mistake.new))
        let finding = try #require(
            loaded.findings.first { $0.rule == mistake.rule && $0.line(in: .en).contains(mistake.says) },
            "\(loaded.findings.map { $0.line(in: .en) })")
        #expect(finding.severity == mistake.severity)
        #expect(finding.file == mistake.file)
        #expect(finding.line >= 1)
        #expect((loaded.catalogue == nil) == (mistake.severity == .error))
    }

    @Test func `a finding names the very line`() throws {
        let text = Fixture.householdEntry
        let line =
            try #require(text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("mother.mobile") }) + 1
        let loaded = CatalogueLoading.load(files: Fixture.files(Self.entry, replacing: "mother.mobile", with: "mother.mobil"))
        #expect(loaded.findings.first { $0.rule == "unknown-element" }?.line == line)
    }

    @Test func `a mistake in a condition is placed within the line`() throws {
        let loaded = CatalogueLoading.load(
            files: Fixture.files(Self.entry, replacing: "when: not(answers.married)", with: "when: answers.married and and true"))
        let finding = try #require(loaded.findings.first { $0.rule == "feel" })
        let lines = Fixture.householdEntry.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("not(answers.married)") })
        #expect(finding.line == line + 1)
        #expect(finding.column > 11)
    }

    @Test func `broken YAML is a finding with its line, and nothing else is said of what refers to it`() throws {
        let loaded = CatalogueLoading.load(files: Fixture.files("departments.yaml", replacing: "kind: hospital", with: "kind: {hospital"))
        #expect(loaded.catalogue == nil)
        #expect(loaded.findings.map(\.rule) == ["yaml"])
        #expect(loaded.findings.first?.line ?? 0 >= 4)
    }

    @Test func `a key that stands twice is a finding`() {
        let loaded = CatalogueLoading.load(
            files: Fixture.files(Self.entry, replacing: "department: gaj", with: "department: gaj\ndepartment: wjw"))
        #expect(loaded.findings.contains { $0.rule == "yaml" && $0.line(in: .en).contains("department") })
    }

    @Test func `all mistakes are told at once`() {
        let files = Fixture.files(Self.entry, replacing: "department: gaj", with: "department: nobody").map { file in
            file.name == Self.thing ? .init(file.name, file.text.replacing("lead: wjw", with: "lead: noone")) : file
        }
        #expect(CatalogueLoading.load(files: files).findings.filter { $0.rule == "unknown-reference" }.count == 2)
    }

    @Test func `what comes from the database reads as what came from the files`() throws {
        let catalogue = try Fixture.catalogue()
        let definitions = try catalogue.definitions.map { definition in
            Definition(kind: definition.kind, code: definition.code, content: try JSON(parsing: definition.content.text))
        }
        let again = try CatalogueLoading.load(definitions: definitions.shuffled(), version: 7)
        #expect(again.hash == catalogue.hash)
        #expect(again.version == 7)
        let (a, b) = (try Fixture.newborn(catalogue), try Fixture.newborn(again))
        #expect(
            a.json(in: catalogue).canonical
                == {
                    var json = b.json(in: again)
                    json["version"] = 0
                    return json.canonical
                }())
        let resolve = { (thing: Thing, catalogue: Catalogue) in
            Checklist.resolve(thing, in: catalogue, answers: ["card": true], given: [:], holdings: Held.everything, today: Fixture.today)
                .json
        }
        #expect(resolve(a, catalogue) == resolve(b, again))
    }

    @Test func `the order of keys does not change the hash, a word does`() throws {
        let catalogue = try Fixture.catalogue()
        let swapped = Fixture.files(
            Self.entry, replacing: "department: gaj\naudience: [person]", with: "audience: [person]\ndepartment: gaj")
        #expect(CatalogueLoading.load(files: swapped).catalogue?.hash == catalogue.hash)
        let changed = Fixture.files(Self.entry, replacing: "zh: 出生登记", with: "zh: 出生登记（户口）")
        let other = try #require(CatalogueLoading.load(files: changed).catalogue)
        #expect(other.hash != catalogue.hash)
    }

    @Test(arguments: [
        ("第七条", "art. 7"), ("第十五条第二款", "art. 15 para. 2"), ("第二十四条", "art. 24"), ("第一千零四十九条", "art. 1049"),
        ("第一百零三条", "art. 103"), ("第七条之一", "art. 7-1"), ("第十九条、第二十一条", "art. 19 and art. 21"), ("附件一", "附件一"),
        ("第十五条第（三）项", "art. 15 item 3"),
    ]) func `articles are told in English`(_ article: String, _ english: String) throws {
        let loaded = CatalogueLoading.load(
            files: Fixture.files(Self.entry, replacing: "article: 第二十三条", with: "article: \(article)"))
        let item = try #require(loaded.catalogue?.items["household-entry"])
        #expect(item.bases.first?.citation == Text("《母婴保健法》\(article)", "Law on Maternal and Infant Health Care, \(english)"))
    }
}
