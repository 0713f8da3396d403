import Catalogue
import Kernel
import Testing

struct ChecklistTests {
    let catalogue: Catalogue
    let thing: Thing

    init() throws {
        catalogue = try Fixture.catalogue()
        thing = try Fixture.newborn(catalogue)
    }

    func resolve(
        _ holdings: Holdings = Holdings(), answers: [String: JSON] = [:], given: [String: JSON] = [:], corrected: Set<String> = [],
        today: LocalDate = Fixture.today
    ) -> Checklist {
        Checklist.resolve(
            thing, in: catalogue, answers: answers, given: given, corrected: corrected, holdings: holdings, today: today)
    }

    // MARK: Questions

    @Test func `what a register answers is not asked, and its source is told`() throws {
        let checklist = resolve(Held.everything)
        let married = try #require(checklist.question("married"))
        #expect(married.state == .known(true, [.resource(code: "mz-marriage")]))
        #expect(checklist.question("wards")?.state == .known(true, [.resource(code: "yb-insured")]))
        #expect(checklist.question("follow")?.isAsked == true)
        #expect(checklist.questions.filter(\.isAsked).map(\.question.code) == ["follow", "card"])
    }

    @Test func `of a stranger everything is asked, with a reason`() {
        let checklist = resolve()
        #expect(checklist.questions.map(\.question.code) == ["married", "follow", "card", "wards"])
        for outcome in checklist.questions {
            guard case .asked(let reason) = outcome.state else {
                Issue.record("\(outcome.question.code) is not asked")
                continue
            }
            #expect(!reason.zh.isEmpty && !reason.en.isEmpty)
        }
        #expect(!checklist.complete)
    }

    @Test func `a question whose condition fails is not needed, and its old answer counts for nothing`() throws {
        let checklist = resolve(answers: ["married": false, "follow": "father"])
        let follow = try #require(checklist.question("follow"))
        guard case .notNeeded(let reason) = follow.state else {
            Issue.record("\(follow.state)")
            return
        }
        #expect(reason.zh.contains("父母已登记结婚吗？否"))
        #expect(follow.value == nil)
        #expect(checklist.answers == ["married": false])
    }

    @Test func `the person’s own answer stands against a register, and equal to it needs no question`() {
        let own = resolve(Held.everything, answers: ["married": false])
        #expect(own.question("married")?.isAsked == true)
        #expect(own.question("married")?.value == false)
        #expect(resolve(Held.everything, answers: ["married": true]).question("married")?.isAsked == false)
    }

    @Test func `an answer in the wrong shape is no answer`() {
        #expect(resolve(answers: ["follow": "uncle", "married": "true"]).question("follow")?.value == nil)
        #expect(resolve(answers: ["married": "true"]).answers["married"] == true)
    }

    // MARK: Items

    @Test func `an optional item waits for a yes`() throws {
        guard case .offered = try #require(resolve().item("social-card")).state else {
            Issue.record("not offered")
            return
        }
        #expect(resolve(answers: ["card": true]).item("social-card")?.isIncluded == true)
        #expect(resolve(answers: ["card": false]).item("social-card")?.state == .excluded(Text("您选择了不办", "You chose not to have it done")))
    }

    @Test func `items come after what they need, and the days are those of the longest way`() throws {
        let checklist = resolve(answers: ["card": true])
        #expect(checklist.items.map(\.item) == ["birth-certificate", "household-entry", "child-insurance", "social-card"])
        let bars = checklist.items.map { [$0.start, $0.length, $0.statutoryLength] }
        #expect(bars == [[0, 0, 0], [0, 3, 20], [3, 5, 10], [3, 5, 5]])
        #expect(checklist.workingDays == 8)
    }

    @Test func `the office is known once the region is`() {
        #expect(resolve().item("household-entry")?.region == nil)
        #expect(resolve(Held.everything, answers: ["follow": "mother"]).item("household-entry")?.region == "310115")
        #expect(resolve(Held.everything, answers: ["follow": "father"]).item("household-entry")?.region == "310101")
        #expect(resolve(Held.everything).item("household-entry")?.region == nil)
    }

    // MARK: Fields

    @Test func `each fact is asked once, for every item that needs it`() throws {
        let checklist = resolve()
        #expect(checklist.fields.map(\.field).count == Set(checklist.fields.map(\.field)).count)
        let name = try #require(checklist.field("child.name"))
        #expect(name.neededBy == ["birth-certificate", "household-entry", "child-insurance"])
        guard case .asked(let reason, _) = name.state else {
            Issue.record("\(name.state)")
            return
        }
        #expect(reason.zh == "名字要由父母取定")
    }

    @Test func `without its own reason a field says which items need it`() throws {
        guard case .asked(let reason, _) = try #require(resolve().field("mother.regionCode")).state else {
            Issue.record("not asked")
            return
        }
        #expect(reason == Text("“出生登记”（公安）要用", "Needed for “Entry in the household register” (Police)"))
    }

    @Test func `the strictest re-use of all items holds`() {
        let checklist = resolve(Held.everything)
        // `reuse` in one item, `confirm` in another.
        #expect(checklist.field("mother.name")?.state == .confirm("王晓", .resource(code: "ga-population"), asOf: Held.day))
        #expect(checklist.field("mother.regionCode")?.state == .known("310115", .resource(code: "ga-population"), asOf: Held.day))
        #expect(checklist.field("child.sex")?.state == .confirm("2", .resource(code: "wj-births"), asOf: Held.day))
    }

    @Test func `nothing but the name, the consent and the choices is left to write when registers know the rest`() {
        let checklist = resolve(Held.everything, answers: ["follow": "mother", "card": false])
        #expect(checklist.fields.filter(\.isAsked).map(\.field) == ["child.name", "child.consent"])
        #expect(checklist.openFields.map(\.field) == ["child.name", "child.consent"])
        let done = resolve(
            Held.everything, answers: ["follow": "mother", "card": false], given: ["child.name": "王安", "child.consent": true])
        #expect(done.complete)
        #expect(done.values["child.name"] == "王安")
        #expect(done.field("child.name")?.source == .answer)
    }

    @Test func `a consent is never filled in, whatever is on record`() {
        var holdings = Held.everything
        holdings.fields.append(Held.fact("child.consent", true, .earlier(application: "old")))
        let consent = resolve(holdings).field("child.consent")
        #expect(consent?.value == nil)
        guard case .asked(let reason, let suggestion)? = consent?.state else {
            Issue.record("not asked")
            return
        }
        #expect(suggestion == nil)
        #expect(reason.en.contains("never filled in"))
    }

    @Test func `sources that differ are both shown, and the person says which`() {
        var holdings = Held.everything
        holdings.fields.append(Held.fact("mother.regionCode", "310104", .licence(type: "household-page", number: "A1")))
        let field = resolve(holdings).field("mother.regionCode")
        guard case .differs(let statements)? = field?.state else {
            Issue.record("\(String(describing: field?.state))")
            return
        }
        #expect(statements.map(\.value) == ["310115", "310104"])
        #expect(field?.value == nil)
        let chosen = resolve(holdings, given: ["mother.regionCode": "310104"]).field("mother.regionCode")
        #expect(chosen?.value == "310104")
        #expect(chosen?.isAsked == true)
    }

    @Test func `sources that say the same are one, the register first`() {
        var holdings = Held.everything
        holdings.fields.append(Held.fact("mother.regionCode", "310115", .account))
        #expect(resolve(holdings).field("mother.regionCode")?.state == .known("310115", .resource(code: "ga-population"), asOf: Held.day))
    }

    @Test func `what the person writes is never overwritten`() {
        let field = resolve(Held.everything, given: ["mother.regionCode": "310104"]).field("mother.regionCode")
        #expect(field?.value == "310104")
        #expect(field?.source == .answer)
        guard case .asked(_, let suggestion)? = field?.state else {
            Issue.record("\(String(describing: field?.state))")
            return
        }
        #expect(suggestion == "310115")
    }

    @Test func `a disputed value is asked, with the record as a suggestion, and counts for nothing meanwhile`() {
        let checklist = resolve(Held.everything, answers: ["follow": "mother"], corrected: ["mother.regionCode"])
        guard case .asked(_, let suggestion)? = checklist.field("mother.regionCode")?.state else {
            Issue.record("not asked")
            return
        }
        #expect(suggestion == "310115")
        #expect(checklist.field("mother.regionCode")?.value == nil)
        #expect(checklist.item("household-entry")?.region == nil)
        let mended = resolve(
            Held.everything, answers: ["follow": "mother"], given: ["mother.regionCode": "310104"], corrected: ["mother.regionCode"])
        #expect(mended.item("household-entry")?.region == "310104")
    }

    @Test(arguments: [JSON.null, "", "  ", "31x", 3]) func `an empty or broken record is asked as if there were none`(_ value: JSON) {
        let holdings = Holdings(fields: [Held.fact("mother.regionCode", value, .resource(code: "ga-population"))])
        let field = resolve(holdings).field("mother.regionCode")
        #expect(field?.isAsked == true)
        #expect(field?.value == nil)
    }

    @Test func `registers may write a choice by its name and a date without hyphens`() {
        let holdings = Holdings(fields: [
            Held.fact("child.sex", "女", .resource(code: "wj-births")),
            Held.fact("child.birthDate", "20261118", .resource(code: "wj-births")),
            Held.fact("child.weight", "3200", .resource(code: "wj-births")),
        ])
        let checklist = resolve(holdings)
        #expect(checklist.field("child.sex")?.value == "2")
        #expect(checklist.field("child.birthDate")?.value == "2026-11-18")
        #expect(checklist.field("child.weight")?.value == 3200)
    }

    @Test func `an earlier answer is shown for a yes, and only where nothing better is known`() {
        var holdings = Holdings(fields: [Held.fact("mother.regionCode", "310104", .earlier(application: "A"))])
        #expect(resolve(holdings).field("mother.regionCode")?.state == .confirm("310104", .earlier(application: "A"), asOf: Held.day))
        holdings = holdings + Held.population
        #expect(resolve(holdings).field("mother.regionCode")?.value == "310115")
    }

    @Test func `what a source says that is no longer renewed is shown for a look, unless another says the same`() {
        let since = LocalDate("2026-03-01")!
        var holdings = Held.everything
        holdings.late = ["ga-population": since]
        let checklist = resolve(holdings)
        let region = checklist.field("mother.regionCode")
        #expect(region?.state == .confirm("310115", .resource(code: "ga-population"), asOf: Held.day) && region?.lateSince == since)
        // The account says the name as well.
        #expect(checklist.field("mother.name")?.source == .account && checklist.field("mother.name")?.lateSince == nil)
        #expect(checklist.field("child.sex")?.lateSince == nil)
        // Who corrects it writes it, and then nothing is late any more.
        #expect(resolve(holdings, given: ["mother.regionCode": "310101"]).field("mother.regionCode")?.lateSince == nil)
        #expect(Holdings(json: holdings.json) == holdings)
    }

    @Test func `a field that a condition takes away is not needed, and what was typed there is dropped`() {
        let checklist = resolve(Held.everything, answers: ["married": false], given: ["father.name": "李远"])
        guard case .notNeeded(let reason)? = checklist.field("father.name")?.state else {
            Issue.record("needed")
            return
        }
        #expect(reason.en.contains("Are the parents married? No"))
        #expect(checklist.values["father.name"] == nil)
        #expect(checklist.facts["father.name"] != "李远" || Held.father.fields.contains { $0.value == "李远" })
    }

    @Test func `the spouse’s number is the father’s, and it tells birth date and sex`() {
        let checklist = resolve(Held.account + Held.marriage)
        #expect(
            checklist.field("father.idNumber")?.state
                == .known(.string(Fixture.fatherNumber), .resource(code: "mz-marriage"), asOf: Held.day))
        #expect(checklist.facts["father.birthDate"] == "1993-07-01")
        #expect(checklist.facts["father.sex"] == "1")
        #expect(checklist.facts["mother.sex"] == "2")
    }

    @Test func `facts on a licence that has run out do not count`() {
        let source = Source.licence(type: "id-card", number: "X1")
        let holdings = Holdings(
            fields: [Held.fact("mother.name", "王晓", source)],
            documents: [
                DocumentHolding(role: "mother", licenceType: "id-card", number: "X1", source: source, validUntil: LocalDate("2026-11-22"))
            ])
        #expect(resolve(holdings).field("mother.name")?.value == nil)
        #expect(resolve(holdings, today: LocalDate("2026-11-22")!).field("mother.name")?.value == "王晓")
    }

    @Test func `a register that does not answer is named in the reason`() {
        let holdings = Holdings(unavailable: ["ga-population": Text("系统维护中", "under maintenance")])
        guard case .asked(let reason, _)? = resolve(holdings).field("mother.regionCode")?.state else {
            Issue.record("not asked")
            return
        }
        #expect(reason.zh.contains("系统维护中"))
    }

    // MARK: The whole

    @Test func `fees are due while their condition is not known to fail`() {
        #expect(resolve().fees.map(\.isCertain) == [false])
        let one = Holdings(fields: [Held.fact("mother.children", 1, .resource(code: "ga-children"))])
        #expect(resolve(one).fees.isEmpty)
        let two = Holdings(fields: [Held.fact("mother.children", 2, .resource(code: "ga-children"))])
        #expect(resolve(two).feeTotal == Money(fen: 1000))
    }

    @Test func `the reductions are counted for this person`() {
        let reductions = resolve(Held.everything, answers: ["follow": "mother", "card": false]).reductions
        #expect(reductions.materials == Reductions.Count(before: 26, now: 2))
        #expect(reductions.days == Reductions.Count(before: 100, now: 8))
        #expect(reductions.trips == Reductions.Count(before: 10, now: 0))
        #expect(reductions.forms == Reductions.Count(before: 7, now: 1))
        #expect(reductions.fields.now == 2)
        #expect(reductions.materials.percent == 92)
        #expect(resolve(answers: ["card": true]).reductions.trips.now == 1)
    }

    @Test func `an item alone is a thing of its own`() throws {
        let single = try #require(catalogue.thing("child-insurance"))
        #expect(single.isSingle)
        #expect(single.applicant.code == "mother")
        #expect(single.questions.map(\.code) == ["wards"])
        let checklist = Checklist.resolve(
            single, in: catalogue, answers: [:], given: [:], holdings: Held.everything, today: Fixture.today)
        #expect(checklist.items.map(\.item) == ["child-insurance"])
        #expect(checklist.fields.filter(\.isAsked).map(\.field) == ["child.name", "child.consent"])
    }

    @Test func `the JSON face tells every state`() {
        let json = resolve(Held.everything, answers: ["follow": "mother"]).json
        #expect(json["thing"] == "newborn")
        #expect(json["complete"] == false)
        let states = Set((json["fields"]?.array ?? []).compactMap { $0["state"]?.string })
        #expect(states.isSuperset(of: ["asked", "known", "confirm"]))
        let all = ["questions", "items", "fields", "materials"].flatMap { json[$0]?.array ?? [] }
        #expect(all.allSatisfy { $0["state"] != nil })
    }
}
