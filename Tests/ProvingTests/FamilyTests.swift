import Catalogue
import DataCentre
import DemoCity
import Kernel
import Testing

@testable import Proving

/// Of several children the registers cannot say which one is meant: the parent says it once, and is asked for nothing that stands there.
struct FamilyTests {
    private let catalogue: Catalogue
    private let rows: CityRows
    private let thing: Thing
    private let parent: DemoRows.Subject
    private let account: Holdings

    init() throws {
        catalogue = try ProvingCity.catalogue()
        let rows = try ProvingCity.rows()
        self.rows = rows
        thing = try #require(catalogue.thing("school-enrolment"))
        parent = try #require(
            rows.subjects.first { (rows.record("ga-children", about: $0.number)?.content["child"]?.array?.count ?? 0) > 1 })
        let role = thing.applicant.code
        account = Holdings(fields: [
            Holding(field: "\(role).name", value: .string(parent.name), source: .account, asOf: rows.today),
            Holding(field: "\(role).idNumber", value: .string(parent.number), source: .account, asOf: rows.today),
        ])
    }

    private func settled(_ given: [String: JSON] = [:], asking: Answering = CityRows.honest) -> (holdings: Holdings, checklist: Checklist) {
        Enquiry.settled(thing, in: catalogue, holdings: account, answers: [:], given: given, today: rows.today) { asking($0, rows) }
    }

    @Test func `each of several children is offered by name, and none is taken for the one`() throws {
        let (holdings, checklist) = settled()
        let choice = try #require(checklist.choices(among: holdings).first)
        #expect(choice.role.code == "child" && choice.people.count > 1)
        #expect(choice.people.allSatisfy { $0.name?.isEmpty == false && $0.key.count == 18 })
        #expect(checklist.field("child.idNumber")?.isAsked == true)
        #expect(checklist.field("child.name")?.value == nil)
    }

    @Test func `the child that was chosen is looked up like any other, and the parent writes nothing of it`() throws {
        let before = settled()
        let child = try #require(before.checklist.choices(among: before.holdings).first?.people.last)
        let (holdings, after) = settled(["child.idNumber": .string(child.key)])
        #expect(after.field("child.name")?.value == child.name.map(JSON.string))
        #expect(after.field("child.idNumber")?.isAsked == false)
        #expect(after.sources["child.idNumber"] == .resource(code: "ga-children"))
        #expect(after.choices(among: holdings).isEmpty)
        #expect(after.fields.filter(\.isAsked).count < before.checklist.fields.filter(\.isAsked).count)
    }

    @Test func `a number that is none of one's own children opens nobody's records`() throws {
        let children = rows.record("ga-children", about: parent.number)?.content["child"]?.array?.compactMap {
            $0["person.idNumber"]?.string
        }
        let stranger = try #require(
            rows.subjects.first { !$0.isEnterprise && $0.number != parent.number && children?.contains($0.number) != true })
        let (holdings, checklist) = settled(["child.idNumber": .string(stranger.number)])
        #expect(!holdings.consulted.contains { $0.contains("@child#") })
        #expect(checklist.field("child.name")?.value == nil)
    }

    @Test func `the people of a draft are kept with it`() throws {
        let (holdings, _) = settled()
        #expect(!holdings.people.isEmpty)
        #expect(Holdings(json: holdings.json)?.people == holdings.people)
    }

    @Test func `beside what is asked stands where it was looked for`() throws {
        let (holdings, checklist) = settled()
        // The register of homes was asked for the parent and holds nothing for a tenant, or something.
        let asked = checklist.fields.filter { $0.isAsked && $0.reuse != .never }
        let tried = asked.flatMap { checklist.tried($0.field, with: holdings, in: catalogue) }
        #expect(tried.allSatisfy { !$0.text.zh.isEmpty && !$0.text.en.isEmpty })
        let down = settled { lookup, rows in
            lookup.register == .resource("ga-children") ? .unavailable(Text("维护", "being mended")) : CityRows.honest(lookup, rows)
        }
        let why = down.checklist.tried("child.name", with: down.holdings, in: catalogue)
        #expect(why.contains { $0.outcome == .unavailable(Text("维护", "being mended")) })
        #expect(asked.contains { checklist.basis(of: $0) != nil })
    }

    /// As it stands for the parent where one source is empty.
    private func settled(_ code: String, without source: String) throws -> (holdings: Holdings, checklist: Checklist) {
        let thing = try #require(catalogue.thing(code))
        let role = thing.applicant.code
        let own = Holdings(fields: [
            Holding(field: "\(role).idNumber", value: .string(parent.number), source: .account, asOf: rows.today)
        ])
        return Enquiry.settled(thing, in: catalogue, holdings: own, answers: [:], given: [:], today: rows.today) { lookup in
            lookup.register == .resource(source) ? .none : CityRows.honest(lookup, rows)
        }
    }

    @Test func `beside a document and a question stand the law and where it was looked for, too`() throws {
        let (holdings, bills) = try settled("medical-reimbursement", without: "hospital-stays")
        let receipts = try #require(bills.material("medical-receipts"))
        #expect(receipts.isAsked)
        #expect(bills.tried(receipts.material, with: holdings, in: catalogue).map(\.outcome) == [.nothing])
        let (leases, rent) = try settled("housing-fund-rent", without: "fg-leases")
        let question = try #require(rent.openQuestions.first { $0.question.known != nil }?.question)
        #expect(rent.tried(question, with: leases, in: catalogue).contains { $0.outcome == .nothing })
        #expect(rent.basis(of: question) != nil)
    }
}
