import Catalogue
import Kernel
import Testing

/// What the person writes stands, and the keeper of the record that says otherwise is named.
struct CorrectionTests {
    private let catalogue: Catalogue
    private let thing: Thing

    init() throws {
        catalogue = try Fixture.catalogue()
        thing = try Fixture.newborn(catalogue)
    }

    private func resolve(_ holdings: Holdings, given: [String: JSON] = [:]) -> Checklist {
        Checklist.resolve(
            thing, in: catalogue, answers: ["follow": "mother"], given: given, holdings: holdings, today: Fixture.today)
    }

    @Test func `two sources that differ are both shown and the box is asked; what is written then stands`() throws {
        let other = Held.everything + Holdings(fields: [Held.fact("child.weight", 3100, .resource(code: "yb-insured"))])
        guard case .differs(let statements)? = resolve(other).field("child.weight")?.state else {
            Issue.record("they do not differ")
            return
        }
        #expect(Set(statements.map(\.value)) == [3200, 3100])
        #expect(Set(statements.map(\.source)).count == 2)
        #expect(resolve(other).field("child.weight")?.isAsked == true)
        let after = resolve(other, given: ["child.weight": 3100])
        #expect(after.field("child.weight")?.value == 3100)
        let offers = after.corrections(with: other, in: catalogue)
        #expect(offers.map(\.resource) == ["wj-births"])
        #expect(offers.first?.recorded == 3200 && offers.first?.claimed == 3100)
        #expect(offers.first?.phone(in: catalogue).isEmpty == false)
    }

    @Test func `a register that states the fact was not asked in vain, whatever the person writes`() throws {
        var held = Held.everything
        held.consulted = ["resource:wj-births@mother#0"]
        let disputed = resolve(held, given: ["child.weight": 2900])
        #expect(disputed.tried("child.weight", with: held, in: catalogue) == [])
        let differing = held + Holdings(fields: [Held.fact("child.weight", 3100, .resource(code: "yb-insured"))])
        #expect(resolve(differing).tried("child.weight", with: differing, in: catalogue) == [])
        // One that holds nothing was.
        var empty = held
        empty.fields.removeAll { $0.field == "child.weight" }
        #expect(resolve(empty).tried("child.weight", with: empty, in: catalogue).map(\.outcome) == [.nothing])
    }

    @Test func `a source that may not be used is told in its own words, and once`() throws {
        let why = Text("卫健撤回了这些数据的使用授权，请您自己填写。", "Health has withdrawn the use of these data.")
        var held = Held.everything.without(["wj-births": why])
        held.consulted = ["resource:wj-births@mother#0"]
        let checklist = resolve(held)
        guard case .asked(let reason, _)? = checklist.field("child.birthDate")?.state else {
            Issue.record("it is not asked")
            return
        }
        let tried = try #require(checklist.tried("child.birthDate", with: held, in: catalogue).first)
        #expect(reason.zh.hasPrefix(tried.source.zh + "：卫健撤回") && !reason.zh.contains("暂时"))
        #expect(tried.isTold(in: reason) && !tried.text.zh.contains("。）"))
        #expect(checklist.silent(with: held, in: catalogue) == [tried])
        #expect(resolve(Held.everything).silent(with: Held.everything, in: catalogue) == [])
    }

    @Test func `who agrees with every record has nothing to correct`() {
        let checklist = resolve(Held.everything)
        #expect(checklist.corrections(with: Held.everything, in: catalogue) == [])
    }

    @Test func `a correction of one record names its keeper and no other`() {
        let checklist = resolve(Held.everything, given: ["child.weight": 2900])
        let offers = checklist.corrections(with: Held.everything, in: catalogue)
        #expect(offers.map(\.field) == ["child.weight"])
        #expect(offers.first?.register(in: catalogue).zh.isEmpty == false)
    }
}
