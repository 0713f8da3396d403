import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// Licences that several hold together: a couple's certificate.
struct CoholderTests {
    /// A certificate of two, of whom the second is a child: so that it shows whose age is told.
    private func couple(_ fixture: PresentingFixture) async throws -> (licence: Licence, second: Person) {
        let (ground, clock) = (fixture.ground, fixture.clock)
        let digit = try #require(ResidentIdentityNumber.checkDigit("31010420150601991"))
        let second = Person(
            id: clock.newID(), name: "沈小禾", idNumber: try #require(ResidentIdentityNumber(stored: "31010420150601991" + String(digit))),
            mobile: "13900000003", address: "徐汇区示例路 18 号", region: ground.holder.region, createdAt: clock.now)
        try await fixture.database.write { try ground.identity.insert(persons: [second], in: $0) }
        var order = ground.order("property-certificate", number: "FC-2026-55")
        order.issuer = "zrzy"
        order.face["person.homeAddress"] = "徐汇区漕宝示例路 778 弄"
        order.coholders = [Licence.Holder(kind: .person, name: second.name, number: second.idNumber.rawValue)]
        return (try await ground.issue(order), second)
    }

    @Test(arguments: TestDatabases.each()) func `what is shown of the holder is of the one who shows it, by code and by file`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let (licence, second) = try await couple(fixture)
            for (person, isAdult) in [(fixture.ground.holder, true), (second, false)] {
                let visitor = fixture.ground.visitor(person)
                let claims = ["holder.name", "holder.number", "age.18", "holders.names"]
                let started = try await fixture.json(
                    "licences.present", .post, by: visitor, ["id": licence.id.rawValue], ["claims": claims])
                let id = try #require(started["id"]?.string)
                let code = try await fixture.json("licences.code", .post, by: visitor, ["id": id], ["none": [""]])
                let told = try await fixture.verify(try #require(code["url"]?.string))["claims"]
                #expect(told?["holder.name"]?.string == person.name && told?["holder.number"]?.string == person.idNumber.rawValue)
                #expect(told?["age.18"] == .bool(isAdult))
                #expect(told?["holders.names"] == .string("\(fixture.ground.holder.name)、\(second.name)"))
                let answer = try await fixture.answer(
                    "licences.file", .post, by: visitor, ["id": licence.id.rawValue], ["claims": claims, "audience": ["library"]])
                guard case .bytes(let bytes, _) = answer.content else { throw StoreError.malformed("no file") }
                let checked = try await fixture.verify(file: String(decoding: bytes, as: UTF8.self))
                #expect(checked["claims"]?["holder.name"]?.string == person.name && checked["claims"]?["age.18"] == .bool(isAdult))
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `the face, the paper and the check name every holder`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let (ground, (licence, second)) = (fixture.ground, try await couple(fixture))
            for reader in [ground.holder, second] {
                let page = try await ground.page("licences.read", by: ground.visitor(reader), ["id": licence.id.rawValue])
                let paper = try await ground.page("licences.paper", by: ground.visitor(reader), ["id": licence.id.rawValue])
                for one in [ground.holder, second] {
                    #expect(page.contains(one.name) && page.contains(one.idNumber.masked) && !page.contains(one.idNumber.rawValue))
                    #expect(paper.contains(one.name) && paper.contains(one.idNumber.rawValue))
                }
            }
            let told = try await ground.json(
                "licences.verify", by: .anonymous(.zh), ["identifier": licence.identifier.rawValue])
            #expect(told["holder"] == "顾**、沈**")
        }
    }

    @Test(arguments: TestDatabases.each()) func `any holder renews it for all of them, and a stranger for none`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let ground = try await LicencesFixture(database)
            var order = ground.order("property-certificate", number: "FC-2026-55")
            order.issuer = "zrzy"
            order.coholders = [Licence.Holder(kind: .person, name: ground.other.name, number: ground.other.idNumber.rawValue)]
            let first = try await ground.issue(order)
            var next = order
            (next.holder, next.coholders, next.succeeds) = (order.coholders[0], [], .change)
            let second = try await ground.issue(next)
            #expect(second.version == 2 && second.holders.map(\.number) == first.holders.map(\.number).reversed())
            #expect(try await ground.licences.licence(first.id)?.status == .superseded)
            // One who is named anew stands beside all who were there.
            let digit = try #require(ResidentIdentityNumber.checkDigit("31010119880808021"))
            let third = Licence.Holder(kind: .person, name: "周远", number: "31010119880808021\(digit)")
            next.coholders = [third]
            #expect(try await ground.issue(next).holders.count == 3)
            var foreign = order
            (foreign.holder, foreign.coholders, foreign.succeeds) = (
                Licence.Holder(kind: .person, name: "路人", number: "310101198808080222"), [], .renewal
            )
            let strange = foreign
            await #expect(throws: Problem.self) { _ = try await ground.issue(strange) }
            #expect(try await ground.licences.licence(second.id)?.status == .superseded)
        }
    }

    @Test(arguments: TestDatabases.each()) func `every holder reads who used it, and what another of them did is not theirs`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let ground = try await LicencesFixture(database)
            var order = ground.order("property-certificate", number: "FC-2026-55")
            order.issuer = "zrzy"
            order.coholders = [Licence.Holder(kind: .person, name: ground.other.name, number: ground.other.idNumber.rawValue)]
            let licence = try await ground.issue(order)
            _ = try await ground.issue(ground.order())
            let asked = LicencePurpose(
                reader: .staff, account: nil, user: Text(same: "徐汇区市场监管局"), department: "scjg", item: "food-licence",
                reference: "case:1", reason: Text("办理食品经营许可", "A food licence"), basis: "《食品安全法》第三十五条", consent: .application)
            _ = try await ground.use("property-certificate", of: ground.other.idNumber.rawValue, for: asked)
            let account = ground.clock.newID()
            try await database.write { connection in
                try ground.identity.insert(
                    Account(id: account, login: "shen", owner: .person(ground.other.id), level: 4), password: "of-no-use-here",
                    at: ground.clock.now, in: connection)
            }
            let visitor = Visitor(kind: .person, account: account, name: ground.other.name, party: ground.other.party, language: .zh)
            _ = try await ground.json("licences.read", by: visitor, ["id": licence.id.rawValue], query: ["show": "full"])
            let (first, second) = (
                try await ground.licences.uses(of: ground.holder.party, before: nil, limit: 10),
                try await ground.licences.uses(of: ground.other.party, before: nil, limit: 10)
            )
            #expect(first.map(\.id) == second.map(\.id) && first.map(\.licence) == [licence.id, licence.id])
            #expect(second.map(\.reader) == ["self", "staff"] && first.map(\.reader) == [UseLine.coholder, "staff"])
            #expect(second.last?.department == "scjg" && second.last?.basis == "《食品安全法》第三十五条")
            let older = try await ground.licences.uses(of: ground.other.party, before: second[0].id, limit: 10)
            #expect(older.map(\.id) == [second[1].id])
            let one = try await ground.licences.use(second[1].id, of: ground.other.party)
            #expect(one?.id == second[1].id)
        }
    }
}
