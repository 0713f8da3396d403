import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// A licence is used for a purpose, and every use leaves its line and its count.
struct UsingTests {
    private func purpose(
        _ fixture: LicencesFixture, item: String = "food-licence", reference: String = "case:1", basis: String = "《食品安全法》第三十五条",
        reason: String = "办理食品经营许可", consent: LicencePurpose.Consent? = .application, account: ID? = nil
    ) -> LicencePurpose {
        LicencePurpose(
            reader: .staff, account: account, user: Text(same: "徐汇区市场监管局"), department: "scjg", item: item, reference: reference,
            reason: Text(reason, reason), basis: basis, consent: consent)
    }

    @Test(arguments: TestDatabases.each()) func `a use answers with a copy that names purpose, user and end, and is counted`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let licence = try await fixture.issue(fixture.order())
            let number = fixture.holder.idNumber.rawValue
            for index in 1...20 {
                let asked = purpose(fixture, reference: "case:\(index)")
                let copy = try #require(try await fixture.use("id-card", of: number, for: asked))
                #expect(copy.licence == licence && copy.purpose == asked && copy.madeAt == fixture.clock.now)
                #expect(copy.validUntil == fixture.clock.now.adding(seconds: 72 * 3600))
                #expect(copy.isValid(at: fixture.clock.now) && !copy.isValid(at: copy.validUntil))
            }
            _ = try await fixture.use("id-card", of: number, for: purpose(fixture, item: "another"))
            let today = fixture.clock.now.date
            let counts = try await database.read { try fixture.licences.table.useLog.counts(of: "id-card", until: today, in: $0) }
            #expect(
                counts == [UseCount(item: "food-licence", uses: 20, latest: today), UseCount(item: "another", uses: 1, latest: today)])
            let lines = try await database.read { try fixture.licences.table.useLog.lines(of: licence.id, limit: 50, in: $0) }
            #expect(lines.count == 21 && lines.allSatisfy { $0.basis == "《食品安全法》第三十五条" && $0.reader == "staff" })
            let dependents = try await database.read { try fixture.licences.uses(of: licence.id, in: $0) }
            #expect(Set(dependents.map(\.reference)) == Set((1...20).map { "case:\($0)" }))
        }
    }

    @Test(arguments: TestDatabases.each()) func `a busy type is counted over the whole of its thirty days, the most used first`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let (today, useLog) = (fixture.clock.now.date, fixture.licences.table.useLog)
            // Seven items on each of forty days, in two shards; the first item most often, the last not today.
            try await database.write { connection in
                for back in 0..<40 {
                    for item in 0..<7 where back > 0 || item < 6 {
                        for shard in 0..<2 {
                            try connection.run(
                                """
                                INSERT INTO licences_use_count (type, item, day, shard, uses)
                                VALUES ('id-card', \("item-\(item)"), \(today.adding(days: -back)), \(shard), \(10 - item))
                                """)
                        }
                    }
                }
            }
            let counts = try await database.read { try useLog.counts(of: "id-card", until: today, in: $0) }
            #expect(
                counts
                    == (0..<7).map { item in
                        let days = item == 6 ? UseCount.days - 1 : UseCount.days
                        let latest = item == 6 ? today.adding(days: -1) : today
                        return UseCount(item: "item-\(item)", uses: days * 2 * (10 - item), latest: latest)
                    })
            #expect(try await database.read { try useLog.counts(of: "disability-certificate", until: today, in: $0) }.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each()) func `without purpose, basis or consent nothing is read and nothing is logged`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            _ = try await fixture.issue(fixture.order())
            var order = fixture.order("disability-certificate")
            order.issuer = "cl"
            let certificate = try await fixture.issue(order)
            func code(_ type: String, _ purpose: LicencePurpose) async -> String? {
                await problem {
                    _ = try await fixture.use(type, of: fixture.holder.idNumber.rawValue, for: purpose)
                }?.code
            }
            for broken in [
                purpose(fixture, item: " "), purpose(fixture, reference: ""), purpose(fixture, basis: " "), purpose(fixture, reason: ""),
                purpose(fixture, reason: String(repeating: "长", count: 201)),
            ] {
                #expect(await code("id-card", broken) == "licences.no-purpose")
            }
            let number = fixture.holder.idNumber.rawValue
            // Whose holder would have to agree is not found at all, and by its printed number it is refused.
            #expect(try await fixture.use("disability-certificate", of: number, for: purpose(fixture, consent: nil)) == nil)
            let refused = await problem {
                _ = try await fixture.licences.use(
                    "disability-certificate", number: certificate.number, for: purpose(fixture, consent: nil), at: fixture.clock.now)
            }
            #expect(refused?.code == "licences.no-consent")
            #expect(try await fixture.count("licences_use") == 0)
            #expect(try await fixture.count("licences_use_count") == 0)
            #expect(await code("disability-certificate", purpose(fixture, consent: .application)) == nil)
            #expect(await code("id-card", purpose(fixture, consent: nil)) == nil)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what is frozen, over or not there is not used`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let today = fixture.clock.now.date
            let licence = try await fixture.issue(fixture.order(number: "D-1", until: today))
            let number = fixture.holder.idNumber.rawValue
            try await fixture.change(licence.id, to: .frozen)
            #expect(try await fixture.use("id-card", of: number, for: purpose(fixture)) == nil)
            let frozen = await problem {
                _ = try await fixture.licences.use("id-card", number: "D-1", for: purpose(fixture), at: fixture.clock.now)
            }
            #expect(frozen?.code == "licences.not-usable")
            try await fixture.change(licence.id, to: .active)
            fixture.clock.advance(seconds: 86_400)
            #expect(try await fixture.use("id-card", of: number, for: purpose(fixture)) == nil)
            #expect(try await fixture.count("licences_use") == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what was found and is frozen before it is used is not used`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let licence = try await fixture.issue(fixture.order())
            let (number, asked, now) = (fixture.holder.idNumber.rawValue, purpose(fixture), fixture.clock.now)
            let found = try #require(try await fixture.licences.find([.init("id-card", of: number, for: asked)], at: now).licences[0])
            try await fixture.change(licence.id, to: .frozen)
            let copy = try await database.write {
                try fixture.licences.use(found: found, of: number, for: asked, took: 1, at: now, in: $0)
            }
            #expect(copy == nil)
            #expect(try await fixture.count("licences_use") == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `the line of a use says how long it took to find the licence`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let licence = try await fixture.issue(fixture.order())
            let (number, asked, now) = (fixture.holder.idNumber.rawValue, purpose(fixture), fixture.clock.now)
            let look = try await fixture.licences.find(
                [.init("id-card", of: number, for: asked), .init("food-licence", of: number, for: asked)], at: now)
            #expect(look.licences == [licence, nil] && look.microseconds > 0)
            _ = try await database.write {
                try fixture.licences.use(found: licence, of: number, for: asked, took: 1234, at: now, in: $0)
            }
            _ = try await fixture.licences.use("id-card", number: licence.number, for: asked, at: now)
            // Nobody looked for what its holder shows.
            let shown = LicenceUse(
                licence: licence, at: now, reader: "self", account: nil, code: "licences.show", reason: Text("出示", "Shown"),
                reference: "request:r")
            try await database.write { try fixture.licences.log([shown], in: $0) }
            let lines = try await fixture.licences.uses(after: "", limit: 10)
            #expect(lines.count == 3 && lines[0].microseconds == 1234 && lines[1].microseconds > 0 && lines[2].microseconds == 0)
            #expect(try await fixture.licences.find([], at: now).licences.isEmpty)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a copy is its maker's, until its time is over`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let licence = try await fixture.issue(fixture.order())
            let (officer, colleague) = (try fixture.officer([.reviewer]), try fixture.officer([.reviewer]))
            let asked = purpose(fixture, account: officer.account)
            let copy = try #require(
                try await fixture.use("id-card", of: fixture.holder.idNumber.rawValue, for: asked))
            let parameters = ["id": copy.id.rawValue]
            let page = try await fixture.page("licences.copy", by: officer, parameters)
            #expect(page.contains("办理食品经营许可") && page.contains("《食品安全法》第三十五条") && page.contains("他用无效"))
            #expect(!page.contains(fixture.holder.idNumber.rawValue) && page.contains(fixture.holder.idNumber.masked))
            #expect(await problem { _ = try await fixture.page("licences.copy", by: colleague, parameters) }?.status == 404)
            // The department that uses it objects; its issuer then has the objection on its list.
            let sent = Submitted(values: ["wrong": ["民族写错了"]])
            _ = try await fixture.answer("licences.copy-object", .page, by: officer, parameters, sent: sent)
            let list = try await fixture.json("corrections.list", by: try fixture.officer([.licensor], "gaj"))
            #expect(list["items"]?.array?.first?["licence"]?.string == licence.id.rawValue)
            fixture.clock.advance(seconds: 72 * 3600)
            #expect(await problem { _ = try await fixture.page("licences.copy", by: officer, parameters) }?.code == "licences.copy-over")
        }
    }

    @Test(arguments: TestDatabases.each()) func `the holder reads in their language on which law a licence was used`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let licence = try await fixture.issue(fixture.order())
            let (snapshot, unknown) = (fixture.catalogue.snapshot, "《某某条例》第一条")
            let cited = try #require(snapshot.items["food-licence"]?.bases.first?.citation)
            for basis in [cited.zh, unknown] {
                _ = try await fixture.use("id-card", of: fixture.holder.idNumber.rawValue, for: purpose(fixture, basis: basis))
            }
            func page(_ language: Language) async throws -> String {
                let visitor = Visitor(
                    kind: .person, account: fixture.clock.newID(), name: fixture.holder.name, party: fixture.holder.party,
                    language: language)
                return try await fixture.page("licences.read", by: visitor, ["id": licence.id.rawValue])
            }
            let (english, chinese) = (try await page(.en), try await page(.zh))
            #expect(english.contains(cited.en) && !english.contains(cited.zh))
            #expect(english.contains("<span lang=\"zh-Hans\">\(unknown)</span>"))
            #expect(chinese.contains(cited.zh) && chinese.contains(unknown) && !chinese.contains(cited.en))
            // The log keeps what was said at the time.
            let lines = try await database.read { try fixture.licences.table.useLog.lines(of: licence.id, limit: 50, in: $0) }
            #expect(Set(lines.compactMap(\.basis)).isSuperset(of: [cited.zh, unknown]))
        }
    }
}
