import Catalogue
import Identity
import Kernel
import Licences
import Store
import TestSupport
import Testing
import Web

@testable import Cases
@testable import DataCentre

/// What is looked up before anything is asked: only what is needed, once, each with its line.
struct GatheringTests {
    @Test(arguments: TestDatabases.each()) func `every look is logged with its purpose for whom it is about`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "mother" }
            let (mothers, fathers) = (try await city.asked(about: city.applicant), try await city.asked(about: city.neighbour))
            // Registers and, since nobody holds one here, licences that were looked for in vain.
            let looks = open.draft.holdings.consulted
            #expect(mothers.contains { $0.resource.hasPrefix("licence/") && $0.outcome == "none" })
            #expect(mothers.count + fathers.count == looks.count)
            #expect(try await city.askedCount() == looks.count)
            for line in mothers + fathers {
                #expect(line.reader == .oneself && line.account == city.account && line.code == "newborn")
                #expect(line.reference == "draft:\(open.draft.id)" && line.at == city.clock.now)
                #expect(line.reason.zh.contains("小孩出生") && line.reason.en.contains("A baby is born"))
            }
            #expect(Set(mothers.map(\.resource)).count == mothers.count)
            #expect(
                Set(mothers.map(\.resource)).isSuperset(of: ["ga-population", "ga-household", "mz-marriage", "wj-births", "yb-insured"]))
            #expect(Set(fathers.map(\.resource)).isSuperset(of: ["ga-population"]))
        }
    }

    @Test(arguments: TestDatabases.each()) func `what the thing does not need is not looked at`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            _ = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "mother" }
            let resources = Set((try await city.asked(about: city.applicant) + city.asked(about: city.neighbour)).map(\.resource))
            #expect(
                resources.isDisjoint(with: [
                    "gjj-accounts", "zr-homes", "fg-leases", "ga-driving", "mz-assistance", "cl-disability", "sc-food-bans",
                ]))
        }
    }

    @Test(arguments: TestDatabases.each()) func `where there is no marriage nobody is taken for the father`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database, married: false)
            let open = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "mother" }
            #expect(try await city.asked(about: city.neighbour).isEmpty)
            #expect(open.checklist.field("father.name")?.isNeeded == false)
            #expect(open.checklist.materials.filter(\.isAsked).map(\.code) == ["out-of-wedlock-statement"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `a licence that is held stands for its paper, and its use is logged`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let licence = try await issueCard(city, until: nil)
            let open = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "mother" }
            let material = try #require(open.checklist.material("mother-id-card"))
            guard case .waived(_, let source) = material.state else {
                Issue.record("asked for a card that is on record")
                return
            }
            #expect(source == .licence(type: "id-card", number: licence.number))
            let uses = try await database.read { connection in
                try connection.rows("SELECT licence_id, reader, code, department, reference, reason_zh FROM licences_use").map { row in
                    [
                        try row.text("licence_id"), try row.text("reader"), try row.text("code"), try row.text("department"),
                        try row.text("reference"), try row.text("reason_zh"),
                    ]
                }
            }
            // For the item that needs it, and whose it is to decide that.
            #expect(uses == [[licence.id.rawValue, "self", "birth-certificate", "hospital", "draft:\(open.draft.id)", "办理“小孩出生”，由您本人填表"]])
            let took = try await database.read { try $0.row("SELECT microseconds FROM licences_use")?.int64OrNil("microseconds") }
            #expect((took ?? 0) > 0, "the look by which it was found is timed")
        }
    }

    @Test(arguments: TestDatabases.each()) func `only what its issuer sealed stands for a paper, and what nobody checked is not gone by`(
        _ engine: TestEngine
    ) async throws {
        for (trust, isWaived, isUsed) in [(TrustLevel.b, true, true), (.c, false, true), (.d, false, false)] {
            try await engine.with(City.migrations) { database in
                let city = try await DraftFixture.city(database)
                let licence = try await issueCard(city, until: nil, trust: trust)
                let open = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "mother" }
                // Without the licence it is the register of the population that stands for the card.
                let state = try #require(open.checklist.material("mother-id-card")?.state)
                let byLicence = if case .waived(_, .licence) = state { true } else { false }
                #expect(byLicence == isWaived, "\(trust)")
                let uses = try await database.read { try $0.rows("SELECT licence_id FROM licences_use").map { try $0.text("licence_id") } }
                #expect(uses == (isUsed ? [licence.id.rawValue] : []), "\(trust)")
                let missed = try await city.asked(about: city.applicant).filter { $0.resource == "licence/id-card" }
                #expect(missed.map(\.outcome) == (isUsed ? [] : ["none"]), "\(trust)")
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `a licence that has run out or is frozen is neither used nor logged`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            _ = try await issueCard(city, until: city.clock.now.date.adding(days: -1))
            let frozen = try await issueCard(city, until: nil)
            let (licences, now) = (city.licences, city.clock.now)
            try await database.write { try licences.change(frozen.id, to: .frozen, reason: "挂失", at: now, in: $0) }
            let open = try await city.open()
            #expect(open.draft.holdings.documents.allSatisfy { $0.licenceType == nil })
            #expect(try await city.count("licences_use") == 0)
            // That somebody looked is on the person's own list all the same.
            let looks = try await city.asked(about: city.applicant).filter { $0.resource == "licence/id-card" }
            #expect(looks.map(\.outcome) == ["none"] && looks.first?.code == "newborn" && looks.first?.reader == .oneself)
            let uses = try #require(city.cases.dataCentre.endpoints.first { $0.face == .page })
            let answer = try await uses.answer(
                Call(
                    method: .get, path: "/data-uses", face: .page, visitor: city.visitor, requestID: "r", now: city.clock.now,
                    surroundings: city.clock.surroundings))
            guard case .page(let page) = answer.content else { throw Problem.invalid([]) }
            #expect(page.body.string.contains("电子证照：居民身份证") && page.body.string.contains("公安"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `what can be done with the ID alone is what the forms themselves ask for nothing more`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let catalogue = city.catalogue.snapshot
            let codes = IdentityAlone.things(in: catalogue)
            try await grant(Array(codes.dropLast(codes.count / 2)), city)
            let (account, now) = (city.account, city.clock.now)
            let ready = try await city.cases.readyWithIdentityAlone(codes, for: city.applicant.party, account: account, at: now)
            var expected: Set<String> = []
            for code in codes where IdentityAlone.suffices(for: try await city.open(code).checklist, in: catalogue) {
                expected.insert(code)
            }
            // Less what registers show to be in vain: the mother is no old woman, and drives no car.
            #expect(ready.isSubset(of: expected) && !ready.isEmpty)
            #expect(expected.contains("senior-allowance") && !ready.contains("senior-allowance"))
        }
    }

    /// Grants what these things may be told on conditions.
    private func grant(_ codes: [String], _ city: City) async throws {
        let (catalogue, centre, now) = (city.catalogue.snapshot, city.cases.dataCentre, city.clock.now)
        func steward(_ department: String) -> Visitor {
            let (scope, _) = City.scope([.steward], department: department, region: "310000")
            return Visitor(kind: .staff, account: city.clock.newID(), scope: scope, language: .zh)
        }
        let demands = codes.compactMap(catalogue.thing).flatMap(catalogue.demands)
        for key in Set(demands.map { Grant.Key(department: $0.department, resource: $0.resource, item: $0.item) }) {
            guard let resource = catalogue.resources[key.resource], resource.sharing == .conditional else { continue }
            let isGranted = try await city.database.read { try centre.grants.grant(key, in: $0) }?.state(on: now.date) == .granted
            guard !isGranted else { continue }
            let grant = try await centre.request(key, need: "核对", for: steward(key.department), at: now)
            _ = try await centre.take(GrantMove(action: .grant), on: grant.id, for: steward(resource.owner), at: now)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a program that sends all at once is gathered for as well`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let answer = try await city.submitNewborn()
            guard case .json(let json) = answer.content else {
                Issue.record("no JSON")
                return
            }
            #expect(answer.status == 201 && json["cases"]?.array?.count == 10)
            #expect(try await city.asked(about: city.applicant).allSatisfy { $0.code == "newborn" })
            #expect(try await city.count("cases_draft") == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a child's licence is looked for only with a guardian's consent`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let seventeen = "31010420200512993"
            let number = seventeen + String(try #require(ResidentIdentityNumber.checkDigit(seventeen)))
            let (licences, dataCentre, now) = (city.licences, city.cases.dataCentre, city.clock.now)
            try await city.load([
                ("ga-children", city.applicant, ["child": ["person.idNumber": .string(number), "person.name": "顾小满"]])
            ])
            let order = IssueOrder(
                type: "medical-insurance", holder: Licence.Holder(kind: .person, name: "顾小满", number: number),
                face: ["person.name": "顾小满", "person.idNumber": .string(number)], issuer: "ybj", issuedOn: now.date.adding(days: -40),
                validUntil: nil, caseID: nil)
            _ = try await city.database.write { try licences.issue(order, at: now, in: $0) }
            func lines() async throws -> [String] {
                try await city.database.read {
                    try $0.rows("SELECT outcome FROM datacentre_access WHERE resource = 'licence/medical-insurance' ORDER BY id").map {
                        try $0.text("outcome")
                    }
                }
            }
            let silent = try await city.open("medical-record-book")
            #expect(silent.draft.holdings.documents.allSatisfy { $0.licenceType == nil })
            #expect(
                silent.checklist.materials.first(where: \.isAsked).map { "\($0.state)".contains("监护人") }
                    == true)
            #expect(try await lines() == ["unavailable"])
            #expect(try await city.count("licences_use") == 0)
            try await city.database.write { connection in
                try dataCentre.agree(guardian: city.applicant.party, child: number, at: now, in: connection)
            }
            city.clock.advance(seconds: 90)
            let agreed = try await city.reopen(silent)
            #expect(agreed.draft.holdings.documents.contains { $0.licenceType == "medical-insurance" })
            #expect(try await city.count("licences_use") == 1)
        }
    }

    private func issueCard(_ city: City, until: LocalDate?, trust: TrustLevel = .a) async throws -> Licence {
        let (licences, now, mother) = (city.licences, city.clock.now, city.applicant)
        var order = IssueOrder(
            type: "id-card", holder: Licence.Holder(kind: .person, name: mother.name, number: mother.idNumber.rawValue),
            face: ["person.name": .string(mother.name), "person.idNumber": .string(mother.idNumber.rawValue)], issuer: "gaj",
            issuedOn: now.date.adding(days: -400), validUntil: until, caseID: nil)
        order.trust = trust
        let ordered = order
        return try await city.database.write { try licences.issue(ordered, at: now, in: $0) }
    }
}
