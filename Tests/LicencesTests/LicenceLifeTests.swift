import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// What officers do to a licence: by the table, on a ground that fits, within their scope, and never without its event.
struct LicenceLifeTests {
    private func sent(_ ground: String, _ law: String? = "《居民身份证法》第十二条", _ reason: String = "执法文书 12 号") -> Submitted {
        Submitted(values: ["ground": [ground], "reason": [reason]].merging(law.map { ["law": [$0]] } ?? [:]) { first, _ in first })
    }

    private func do_(_ act: LicenceAct, _ id: ID, _ ground: String, _ fixture: LicencesFixture, by visitor: Visitor) async -> Problem? {
        await problem {
            _ = try await fixture.answer("register.\(act.noun)", .page, by: visitor, ["id": id.rawValue], sent: sent(ground))
        }
    }

    @Test(arguments: TestDatabases.each()) func `whatever officers try, state and history agree with the table`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let officer = try fixture.officer([.approver, .licensor], "gaj")
            var dice = SeededRandom(seed: 20_261_128)
            for _ in 0..<12 {
                let licence = try await fixture.issue(fixture.order())
                var state = LicenceStatus.active
                for _ in 0..<8 {
                    let act = LicenceAct.all[Int.random(in: 0..<LicenceAct.all.count, using: &dice)]
                    let ground = LicenceGround.table[Int.random(in: 0..<LicenceGround.table.count, using: &dice)]
                    fixture.clock.advance(seconds: 1)
                    let refusal = await do_(act, licence.id, ground.code, fixture, by: officer)
                    let isAllowed =
                        LicenceTransition.of(state, to: act.to)?.roles.isEmpty == false && ground.to == act.to
                        && ground.from.contains(state) && ground.matters.contains(.other)
                    #expect((refusal == nil) == isAllowed, "\(state) \(act.noun) \(ground.code): \(String(describing: refusal?.code))")
                    if isAllowed { state = act.to }
                }
                let standing = try await fixture.licences.licence(licence.id)
                #expect(standing?.status == state)
                let events = try await database.read { try fixture.licences.table.events.events(of: licence.id, in: $0) }
                #expect(events.first?.from == nil && events.first?.to == .active && events.last?.to == state)
                #expect(zip(events, events.dropFirst()).allSatisfy { $0.to == $1.from && $0.sequence + 1 == $1.sequence })
                for event in events.dropFirst() {
                    let ground = try #require(event.ground.flatMap(LicenceGround.named))
                    #expect(ground.to == event.to && event.reason == "执法文书 12 号" && event.actor.name == "郑洁")
                }
            }
        }
    }

    @Test func `every step by hand has a ground, and every ground belongs to a step`() {
        for step in LicenceTransition.table where !step.roles.isEmpty {
            for matter in LicenceMatter.allCases {
                #expect(!LicenceGround.grounds(from: step.from, to: step.to, of: matter).isEmpty, "\(step.from) → \(step.to)")
            }
        }
        for ground in LicenceGround.table {
            for from in ground.from {
                #expect(LicenceTransition.of(from, to: ground.to)?.roles.isEmpty == false, "\(ground.code) from \(from)")
            }
            // The four ends are acts of law: each ground names its article, or has its user name one.
            if [.revoked, .withdrawn, .forfeited, .cancelled].contains(ground.to) {
                for matter in ground.matters {
                    #expect(ground.law(of: matter, naming: "《示例条例》") != nil, "\(ground.code)")
                    #expect(ground.needsLaw(of: matter) == (ground.law(of: matter, naming: " ") == nil), "\(ground.code)")
                }
                #expect(ground.law(of: .permit, naming: nil)?.hasPrefix("行政") ?? true)
                #expect(ground.law(of: .other, naming: "《示例条例》")?.contains("行政许可法") == false)
            }
        }
        #expect(Set(LicenceGround.table.map(\.code)).count == LicenceGround.table.count)
    }

    @Test(arguments: TestDatabases.each()) func `a permit ends by the law of permits, and a card by the law that its issuer names`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            var permit = fixture.order("food-licence")
            permit.issuer = "scjg"
            let (card, food) = (try await fixture.issue(fixture.order()), try await fixture.issue(permit))
            let (police, market) = (try fixture.officer([.approver], "gaj"), try fixture.officer([.approver], "scjg"))
            func revoke(_ licence: Licence, _ ground: String, _ law: String?, by officer: Visitor) async -> Problem? {
                await problem {
                    _ = try await fixture.answer(
                        "register.revocation", .page, by: officer, ["id": licence.id.rawValue], sent: sent(ground, law))
                }
            }
            #expect(await revoke(card, "fraud", nil, by: police)?.faults.map(\.field) == ["law"])
            #expect(await revoke(food, "other-revocation", nil, by: market)?.faults.map(\.field) == ["law"])
            #expect(await revoke(card, "fraud", "《居民身份证法》第十二条", by: police) == nil)
            #expect(await revoke(food, "fraud", nil, by: market) == nil)
            for (licence, law) in [(card, "《居民身份证法》第十二条"), (food, "行政许可法 第六十九条第二款")] {
                let events = try await database.read { try fixture.licences.table.events.events(of: licence.id, in: $0) }
                #expect(events.last?.law == law && events.last?.ground == "fraud")
                // The holder reads why, in the officer's words and by the law.
                let page = try await fixture.page("licences.read", by: fixture.visitor(fixture.holder), ["id": licence.id.rawValue])
                #expect(page.contains(law) && page.contains("执法文书 12 号"))
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `role, department and place decide what an officer may see and do`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            var order = fixture.order()
            order.region = try #require(RegionCode("310104"))
            let freeze = try #require(LicenceAct.all.first { $0.noun == "freeze" })
            let revoke = try #require(LicenceAct.all.first { $0.noun == "revocation" })
            for role in Role.all {
                for (department, region) in [("gaj", "310104"), ("gaj", "310000"), ("gaj", "310101"), ("scjg", "310104")] {
                    let licence = try await fixture.issue(order)
                    let officer = try fixture.officer([role], department, region)
                    let isInside = department == "gaj" && region != "310101"
                    // A small oracle beside the scope: who reads, who freezes, who ends.
                    let reads = isInside && [.reviewer, .approver, .licensor, .steward, .supervisor].contains(role)
                    guard officer.may(Licences.registrars) else {
                        #expect(![.reviewer, .approver, .licensor, .steward, .supervisor].contains(role))
                        continue
                    }
                    let seen = await problem { _ = try await fixture.json("register.read", by: officer, ["id": licence.id.rawValue]) }
                    #expect((seen == nil) == reads, "\(role) \(department) \(region)")
                    let listed = try await fixture.json(
                        "register.list", by: officer, query: ["type": "id-card"].filter { _ in department == "gaj" })
                    #expect(listed["items"]?.array?.contains { $0["id"]?.string == licence.id.rawValue } == reads)
                    let revoked = await do_(revoke, licence.id, "fraud", fixture, by: officer)
                    #expect((revoked == nil) == (isInside && role == .approver), "\(role) \(department) \(region)")
                    let second = try await fixture.issue(order)
                    let frozen = await do_(freeze, second.id, "lost", fixture, by: officer)
                    #expect((frozen == nil) == (isInside && [.approver, .licensor].contains(role)), "\(role) \(department) \(region)")
                    if !reads { #expect(frozen?.status == 404) }
                }
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `each of several holders finds the licence, and the exchange joins them`(
        _ engine: TestEngine
    )
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            var order = fixture.order("marriage-certificate")
            order.issuer = "mzj"
            order.coholders = [Licence.Holder(kind: .person, name: fixture.other.name, number: fixture.other.idNumber.rawValue)]
            let licence = try await fixture.issue(order)
            for person in [fixture.holder, fixture.other] {
                let found = try await fixture.licences.licences(ofNumber: person.idNumber.rawValue, types: ["marriage-certificate"])
                #expect(found == [licence])
                #expect(try await fixture.json("licences.list", by: fixture.visitor(person))["items"]?.array?.count == 1)
                _ = try await fixture.json("licences.read", by: fixture.visitor(person), ["id": licence.id.rawValue])
            }
            let metadata = LicenceMetadata(licence, events: [], in: fixture.catalogue.snapshot, masked: false).json
            #expect(metadata["CZZT"] == .string("\(fixture.holder.name)^\(fixture.other.name)"))
            #expect(metadata["CZZTDM"] == .string("\(fixture.holder.idNumber.rawValue)^\(fixture.other.idNumber.rawValue)"))
            #expect(metadata["CZZTDMLXDM"] == "111^111" && metadata["ZZYXQJZRQ"] == "9999-12-31")
            #expect(metadata["ZZBS"]?.string == licence.identifier.rawValue)
            #expect(metadata["certificate_area_code"]?.string?.count == 6 && metadata["ZZQZMC"] == "民政局电子印章")
            #expect(metadata["ZZQZR"] == "民政局" && metadata["ZZQZSJ"] != nil && metadata["ZZBGSJ"] == nil)
            #expect(licence.face.keys.allSatisfy { metadata["KZ_" + $0] != nil })
            let frozen = LicenceEvent(
                sequence: 2, at: fixture.clock.now, from: .active, to: .frozen, ground: nil, reason: "挂失",
                actor: LicenceActor(kind: .staff, name: "江一"), cause: "")
            let after = LicenceMetadata(licence, events: [frozen], in: fixture.catalogue.snapshot, masked: true).json
            #expect(after["ZZBGSJ"]?.string == fixture.clock.now.rfc3339 && after["ZZBGYY"] == "挂失")
            for (element, value) in licence.face where fixture.catalogue.snapshot.elements[element]?.sensitivity == .sensitive {
                #expect(after["KZ_" + element] == "***" && !value.isNull)
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `a search needs its purpose, is logged for the holder, and goes no further than the scope`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let licence = try await fixture.issue(fixture.order(number: "D-77"))
            func search(_ words: String, _ detail: String, by officer: Visitor) async -> Problem? {
                await problem {
                    let sent = Submitted(values: ["words": [words], "purpose": ["case"], "detail": [detail]])
                    let json = try await fixture.json("register.search", by: officer, sent: sent)
                    #expect(json["id"]?.string == licence.id.rawValue)
                }
            }
            let officer = try fixture.officer([.reviewer], "gaj")
            for words in ["D-77", licence.identifier.rawValue, fixture.holder.idNumber.rawValue] {
                #expect(await search(words, "核实办件材料", by: officer) == nil)
                #expect(await search(words, " ", by: officer)?.faults.map(\.field) == ["detail"])
                #expect(await search(words, "核实办件材料", by: try fixture.officer([.reviewer], "scjg"))?.code == "licences.nothing-found")
            }
            #expect(await search("D-7", "核实办件材料", by: officer)?.code == "licences.nothing-found")
            #expect(try await fixture.count("licences_use") == 3)
            let page = try await fixture.page("licences.read", by: fixture.visitor(fixture.holder), ["id": licence.id.rawValue])
            #expect(page.contains("核实办件材料"))
            let lines = try await database.read { try fixture.licences.table.useLog.lines(of: licence.id, limit: 5, in: $0) }
            #expect(lines.allSatisfy { $0.department == "gaj" && $0.basis?.contains("第三十四条") == true })
        }
    }

    @Test(arguments: TestDatabases.each()) func `a list masks names, and nothing is shown in full before it is said what for`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let (licence, second) = (try await fixture.issue(fixture.order(number: "D-77")), try await fixture.issue(fixture.order()))
            let officer = try fixture.officer([.approver], "gaj")
            let (id, name) = (["id": licence.id.rawValue], fixture.holder.name)
            #expect(licence.face["person.name"]?.string == name)
            let list = try await fixture.page("register.list", by: officer, query: ["type": "id-card"])
            #expect(list.contains("顾**") && !list.contains(name) && list.contains("D-77"))
            let listed = try await fixture.json("register.list", by: officer, query: ["type": "id-card"])
            #expect(listed["items"]?.array?.count == 2 && listed["items"]?.array?.first?["holder"] == "顾**")
            #expect(!listed.text.contains(name))
            let masked = try await fixture.page("register.read", by: officer, id)
            #expect(masked.contains("顾**") && !masked.contains(name) && masked.contains("purpose=supervision"))
            #expect(try await !fixture.json("register.read", by: officer, id).text.contains(name))
            let odd = await problem { _ = try await fixture.page("register.read", by: officer, id, query: ["purpose": "curiosity"]) }
            #expect(odd?.faults.map(\.field) == ["purpose"])
            #expect(try await fixture.count("licences_use") == 0)
            // Said what for: in full, with department and law in the log, and a line for every other licence that is named.
            let full = try await fixture.page("register.read", by: officer, id, query: ["purpose": "supervision"])
            #expect(full.contains(name) && full.contains("/console/licences/\(second.id)"))
            for one in [licence, second] {
                let lines = try await database.read { try fixture.licences.table.useLog.lines(of: one.id, limit: 5, in: $0) }
                #expect(lines.map(\.department) == ["gaj"] && lines[0].reason.zh.contains("监督检查") && lines[0].basis?.isEmpty == false)
            }
            // Who is entrusted with every department looks for the one whose register it is.
            let city = try fixture.officer([.steward], nil)
            _ = try await fixture.page("register.read", by: city, id, query: ["purpose": "case"])
            let latest = try await database.read { try fixture.licences.table.useLog.lines(of: licence.id, limit: 1, in: $0) }
            #expect(latest.map(\.department) == ["gaj"] && latest[0].account == city.account)
            // An objection is about one licence.
            let about = try await fixture.page("register.read", by: officer, id, query: ["purpose": "objection"])
            #expect(about.contains(name) && !about.contains("/console/licences/\(second.id)"))
            let own = try await fixture.page("licences.read", by: fixture.visitor(fixture.holder), id)
            for word in ["打开证照：监督检查", "打开证照：核实异议", "公安局 · 工作人员", "第四十六条"] { #expect(own.contains(word), "\(word)") }
        }
    }

    @Test(arguments: TestDatabases.each()) func `the day after its last a licence is written down as expired, once`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let today = fixture.clock.now.date
            let ends = try await fixture.issue(fixture.order(until: today))
            let stays = try await fixture.issue(fixture.order(until: today.adding(days: 1)))
            for _ in 0..<2 {
                try await fixture.licences.expire(at: fixture.clock.now)
                fixture.clock.advance(seconds: 86_400)
            }
            #expect(try await fixture.licences.licence(ends.id)?.status == .expired)
            #expect(try await fixture.licences.licence(stays.id)?.status == .active)
            let events = try await database.read { try fixture.licences.table.events.events(of: ends.id, in: $0) }
            #expect(events.map(\.to) == [.active, .expired] && events.last?.actor.kind == .system)
        }
    }
}
