import Catalogue
import Kernel
import Testing

struct ChecklistFaultTests {
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

    @Test func `faults name every box, and say what to write`() {
        let checklist = resolve(Held.everything)
        let faults = checklist.faults(
            given: [
                "child.name": "安2", "mother.mobile": "12", "child.birthDate": "2026-02-30", "child.weight": 9000, "child.consent": false,
            ],
            today: Fixture.today)
        #expect(
            Set(faults.map(\.field)) == [
                "answers.follow", "answers.card", "child.name", "mother.mobile", "child.birthDate", "child.weight", "child.consent",
            ])
        #expect(faults.allSatisfy { !$0.message.zh.isEmpty && !$0.message.en.isEmpty })
    }

    @Test func `a bound is told with the name of the box`() throws {
        let checklist = resolve()
        let label = try #require(checklist.field("child.weight")?.label)
        func message(_ grams: Int) -> Text? {
            checklist.faults(given: ["child.weight": .int(grams)], today: Fixture.today).first { $0.field == "child.weight" }?.message
        }
        #expect(message(9000)?.zh == "“\(label.zh)”不能大于 8000。" && message(0)?.zh == "“\(label.zh)”不能小于 200。")
        #expect(message(9000)?.en == "“\(label.en)” cannot be more than 8000." && message(3000) == nil)
        let name = checklist.faults(given: ["child.name": "沈123"], today: Fixture.today).first { $0.field == "child.name" }
        #expect(name?.message.zh.hasPrefix("“") == true)
    }

    @Test func `an empty box that is known or not required is no fault, one that is required is`() {
        let checklist = resolve(Held.everything, answers: ["follow": "mother", "card": false])
        #expect(Set(checklist.faults(given: [:], today: Fixture.today).map(\.field)) == ["child.name", "child.consent"])
        let good = checklist.faults(given: ["child.name": "王安", "child.consent": "true", "mother.name": " "], today: Fixture.today)
        #expect(good == [])
    }

    @Test func `an identity number with a wrong digit is refused and counts for nothing`() {
        let wrong = String(Fixture.otherNumber.dropLast()) + (Fixture.otherNumber.hasSuffix("0") ? "1" : "0")
        let checklist = resolve(given: ["father.idNumber": .string(wrong)])
        #expect(checklist.field("father.idNumber")?.value == nil)
        #expect(
            checklist.faults(given: ["father.idNumber": .string(wrong)], today: Fixture.today).contains { $0.field == "father.idNumber" })
        #expect(checklist.facts["father.birthDate"] == nil)
    }

    @Test func `a form is told what each box is`() throws {
        let checklist = resolve()
        func kind(_ field: String) throws -> FormFieldSpec.Kind {
            try #require(checklist.field(field)).spec(applicant: "mother", today: Fixture.today).kind
        }
        #expect(try kind("mother.idNumber") == .idNumber)
        #expect(try kind("child.consent") == .consent)
        #expect(try kind("child.birthDate") == .date(min: nil, max: Fixture.today))
        #expect(try kind("child.weight") == .integer(min: 200, max: 8000))
        #expect(try kind("child.sex") == .choice([Choice("1", Text("男", "Male")), Choice("2", Text("女", "Female"))]))
        let mobile = try #require(checklist.field("mother.mobile")).spec(applicant: "mother", today: Fixture.today)
        #expect(mobile.autocomplete == "tel")
        #expect(mobile.isSensitive)
        #expect(checklist.sections.map(\.code) == ["mother", "child", "father"])
        #expect(checklist.sections.first?.heading == Text("母亲", "Mother"))
    }
}
