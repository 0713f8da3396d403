import Catalogue
import Cryptography
import Identity
import Kernel
import Licences
import Messages
import Store
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct HandlingTests {
    @Test(arguments: TestDatabases.each()) func `a licence goes through every desk, each with its own office`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            var value = try await city.submitFood()
            value = try await city.perform(.accept, on: value, by: city.officer(.window))
            #expect(value.deskRegion == RegionCode("310104"))
            #expect(value.due?.phase == .decision)
            let early = await problem { try await city.perform(.grant, on: value, by: city.officer(.approver, region: "310000")) }
            #expect(early?.code == "cases.not-reviewed")
            value = try await city.perform(.recordOpinion, on: value, by: city.officer(.reviewer)) {
                $0.reason = "布局合理"
                $0.opinion = .pass
            }
            // The city decides: the district's approver has no hand in it.
            #expect(value.deskRegion == .shanghai)
            let district = await problem { try await city.perform(.grant, on: value, by: city.officer(.approver)) }
            #expect(district?.code == "cases.wrong-role")
            value = try await city.perform(.grant, on: value, by: city.officer(.approver, region: "310000"))
            #expect(value.status == .granted && value.deskRegion == RegionCode("310104"))
            value = try await city.perform(.issue, on: value, by: city.officer(.licensor))
            #expect(value.status == .issued)
            let licenceID = try #require(value.licence)
            let licence = try #require(try await city.licences.licence(licenceID))
            #expect(licence.validUntil == city.clock.now.date.adding(months: 60).adding(days: -1))
            value = try await city.perform(.handOver, on: value, by: city.officer(.window)) { $0.delivery = "counter" }
            #expect(value.status == .done)
            let file = try await city.cases.caseFile(value.id, for: city.visitor, at: city.clock.now)
            #expect(file.documents.map(\.kind) == [.receipt, .acceptance, .grantDecision, .proofOfService])
            #expect(file.file.application.outcome == .done)
            let (service, day) = (try #require(file.documents.last), city.clock.now.date.text)
            let sentence = try #require(service.content["sentences"]?.array?.first)
            #expect(sentence["zh"]?.string == "“食品经营许可”的结果已于 \(day.zh)送达。")
            #expect(sentence["en"]?.string == "The result of “Food business permit” was handed over on \(day.en).")
            #expect(file.documents.allSatisfy { $0.content["issuer"]?["name"]?["en"]?.string?.allSatisfy(\.isASCII) == true })
            for document in file.documents {
                let verified = try #require(try await city.cases.verify(token: document.token))
                #expect(verified.isAuthentic && verified.document == document)
            }
            #expect(try await city.cases.verify(token: "nothing") == nil)
            #expect(try await city.cases.audit().isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each()) func `whoever is late is told so, and what they saw is not overwritten`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            try await city.perform(.accept, on: value, by: city.officer(.window))
            let late = await problem { try await city.perform(.accept, on: value, by: city.officer(.window)) }
            #expect(late?.code == "cases.stale")
            #expect(try await city.events(value).count == 2)
        }
    }

    @Test(arguments: TestDatabases.each()) func `of two officers at the same moment one wins`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            let won = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 { group.addTask { (try? await city.perform(.accept, on: value, by: city.officer(.window))) != nil } }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(won == 1)
            #expect(try await city.current(value).version == 2)
        }
    }

    @Test(arguments: TestDatabases.each()) func `nobody sees or moves what is not theirs`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            let strangers = [
                Visitor(kind: .person, account: city.clock.newID(), name: "沈一舟", party: city.neighbour.party, language: .zh),
                city.officer(.window, region: "310105"), city.officer(.window, department: "gaj"), city.officer(.editor, .administrator),
                .anonymous(.zh),
            ]
            for stranger in strangers {
                #expect(await problem { _ = try await city.cases.caseFile(value.id, for: stranger, at: city.clock.now) }?.status == 404)
                #expect(await problem { try await city.perform(.accept, on: value, by: stranger) }?.status == 404)
                #expect(await problem { _ = try await city.cases.applicationFile(value.application, for: stranger) }?.status == 404)
                #expect(try await city.cases.search(.number(value.number), scope: stranger.scope).isEmpty)
                #expect(try await city.cases.worklist(WorklistQuery(), scope: stranger.scope).cases.isEmpty)
            }
            // A supervisor sees and has no hand in it; the applicant has no officer's hand.
            let supervisor = city.officer(.supervisor, region: "310000")
            #expect(try await city.cases.caseFile(value.id, for: supervisor, at: city.clock.now).actions.isEmpty)
            #expect(await problem { try await city.perform(.accept, on: value, by: supervisor) }?.code == "cases.wrong-role")
            #expect(await problem { try await city.perform(.accept, on: value, by: city.visitor) }?.code == "cases.wrong-role")
            #expect(try await city.cases.caseFile(value.id, for: city.visitor, at: city.clock.now).actions.map(\.action) == [.withdraw])
        }
    }

    @Test(arguments: TestDatabases.each()) func `an officer cannot handle their own case`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            var officer = city.officer(.window, .approver)
            let staff = Staff(id: city.clock.newID(), number: "SC-1", name: "顾晓岚", person: city.applicant.id, scope: officer.scope)
            let account = Account(id: try #require(officer.account), login: "officer", owner: .staff(staff.id), level: 4)
            let (identity, now) = (city.cases.identity, city.clock.now)
            try await database.write { connection in
                try identity.insert(staff: [staff], in: connection)
                try identity.insert(account, passwordHash: "-", at: now, in: connection)
            }
            officer.name = staff.name
            #expect(await problem { try await city.perform(.accept, on: value, by: officer) }?.code == "cases.own")
            #expect(try await city.cases.caseFile(value.id, for: officer, at: city.clock.now).actions.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each()) func `cases wait for each other, and decided facts flow on`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let submitted = try await city.submit("settle-in")
            #expect(submitted.cases.map(\.item) == ["residence-proof", "card", "insurance"])
            // The proof was granted at once, which let the card begin; the insurance waits for the card.
            #expect(submitted.cases.map(\.status) == [.done, .submitted, .waiting])
            #expect(submitted.application.outcome == .open)
            var card = submitted.cases[1]
            card = try await city.perform(.accept, on: card, by: city.officer(.window, department: "gaj"))
            let approver = city.officer(.approver, department: "gaj")
            let empty = await problem { try await city.perform(.grant, on: card, by: approver) }
            #expect(empty?.faults.map(\.field) == ["applicant.cardNumber"])
            let other = await problem { try await city.perform(.grant, on: card, by: approver) { $0.decided = ["applicant.name": "别人"] } }
            #expect(other?.faults.map(\.field) == ["applicant.name"])
            card = try await city.perform(.grant, on: card, by: approver) { $0.decided = ["applicant.cardNumber": "SH-77"] }
            // No licensor in this item: the engine issues and hands over, and the insurance is granted by what the decision recorded.
            #expect(card.status == .done)
            let file = try await city.cases.applicationFile(card.application, for: city.visitor)
            #expect(file.cases.map(\.status) == [.done, .done, .done])
            #expect(file.application.outcome == .done)
            #expect(file.facts["applicant.cardNumber"]?.value == "SH-77")
            #expect(file.facts["applicant.cardNumber"]?.source == .decision(case: card.number))
            #expect(file.frozen.facts["applicant.cardNumber"] == nil)
            let licenceID = try #require(card.licence)
            #expect(try await city.licences.licence(licenceID)?.face["person.cardNumber"] == "SH-77")
            #expect(try await city.cases.audit().isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a refusal ends what waited for it`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let submitted = try await city.submit("settle-in")
            var card = try await city.perform(.accept, on: submitted.cases[1], by: city.officer(.window, department: "gaj"))
            card = try await city.perform(.refuse, on: card, by: city.officer(.approver, department: "gaj")) {
                $0.reason = "不符合条件"
                $0.legalBasis = "居住证暂行条例 第二条"
            }
            let file = try await city.cases.applicationFile(card.application, for: city.visitor)
            #expect(file.cases.map(\.status) == [.done, .refused, .terminated])
            #expect(file.application.outcome == .partly)
            let documents = try await city.cases.caseFile(card.id, for: city.visitor, at: city.clock.now).documents
            let refusal = try #require(documents.last)
            #expect(refusal.kind == .refusalDecision)
            #expect(refusal.content["remedies"]?.array?.count == 2)
            #expect(refusal.content["reason"] == "不符合条件")
            #expect(await problem { try await city.perform(.withdraw, on: card, by: city.visitor) }?.code == "cases.not-allowed")
        }
    }

    @Test(arguments: TestDatabases.each()) func `what is missing is asked for once, supplied, and judged anew`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            var value = try await city.submitFood(area: 12)
            #expect(value.checks.first?.outcome == .fails)
            let window = city.officer(.window)
            value = try await city.perform(.requestSupplement, on: value, by: window) {
                $0.points = [SupplementPoint(subject: "premises.area", label: Text("面积", "Area"), ask: "请核对面积")]
            }
            #expect(value.due?.phase == .supplement && value.clock.isPaused)
            #expect(try await city.cases.worklist(WorklistQuery(), scope: window.scope).cases.isEmpty)
            city.clock.advance(seconds: 2 * 86_400)
            for strange in [["premises.area": JSON.string("x")], ["applicant.name": "别人"], ["no.such": "x"]] {
                let refusal = await problem { try await city.perform(.supply, on: value, by: city.visitor) { $0.supplied = strange } }
                #expect(refusal?.faults.map(\.field) == Array(strange.keys))
            }
            let material = try #require(city.catalogue.snapshot.items["food-permit"]?.materials.first)
            let plan = try await city.cases.attach(City.pdf("new"), as: material, to: value.application, at: city.clock.now)
            value = try await city.perform(.supply, on: value, by: city.visitor) {
                $0.supplied = ["premises.area": "120"]
                $0.attachments = [plan.id]
            }
            #expect(value.status == .submitted)
            #expect(value.checks.first?.outcome == .holds)
            let file = try await city.cases.caseFile(value.id, for: city.visitor, at: city.clock.now)
            #expect(file.file.facts["premises.area"]?.value == .int(120))
            #expect(file.file.frozen.facts["premises.area"]?.value == .int(12))
            #expect(file.file.attachments.first { $0.id == plan.id }?.caseID == value.id)
            #expect(file.documents.map(\.kind) == [.receipt, .supplementNotice, .receipt])
        }
    }

    @Test(arguments: TestDatabases.each()) func `a fee is paid before the result, and then the engine goes on`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            var value = try #require(try await city.submit("paid-copy").cases.first)
            #expect(value.fee == Money(fen: 1000))
            let window = city.officer(.window, department: "gaj", region: "310000")
            value = try await city.perform(.accept, on: value, by: window)
            value = try await city.perform(.grant, on: value, by: city.officer(.approver, department: "gaj", region: "310000"))
            #expect(value.status == .granted)
            value = try await city.perform(.recordPayment, on: value, by: window) { $0.receiptNumber = "R-1" }
            #expect(value.status == .done)
        }
    }

    @Test(arguments: TestDatabases.each()) func `the applicant is told what concerns them`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            try await city.perform(.accept, on: value, by: city.officer(.window))
            let posted = try await database.read {
                try $0.rows("SELECT id, topic, payload, posted_at FROM store_outbox ORDER BY id")
            }
            let told = try posted.compactMap {
                try city.cases.message($0.text("topic"), $0.json("payload"), id: $0.id("id"), at: $0.instant("posted_at"))
            }
            #expect(told.map(\.subject.en) == ["Received: Food business permit", "Accepted: Food business permit"])
            #expect(told.allSatisfy { $0.link == "/applications/\(value.application)" && $0.to == city.applicant.party })
            #expect(Set(told.map(\.reference)).count == 2)
            // Nothing in the news tells who somebody is.
            let texts = try posted.map { try $0.text("payload") }
            #expect(texts.allSatisfy { !$0.contains(city.applicant.name) && !$0.contains(city.applicant.idNumber.rawValue) })
        }
    }

    @Test(arguments: TestDatabases.each()) func `a case is taken on by one and put back`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            let (one, two) = (city.officer(.window), city.officer(.window))
            try await city.cases.take(value.id, for: one)
            #expect(await problem { try await city.cases.take(value.id, for: two) }?.code == "cases.taken")
            #expect(try await city.current(value).assignee == one.account)
            #expect(try await city.cases.worklist(WorklistQuery(assignee: one.account), scope: one.scope).cases.map(\.id) == [value.id])
            try await city.cases.putBack(value.id, for: two)
            #expect(try await city.current(value).assignee == nil)
        }
    }
}
