import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// A licence shown on one device and read on another.
struct PresentationTests {
    @Test(arguments: TestDatabases.each()) func `a program that sends neither a code nor a file is told what to send`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            for sent in [[:], ["audience": ["library"], "nonce": ["n-1"]]] as [[String: [String]]] {
                let refusal = await problem {
                    _ = try await fixture.json("licences.verify-presentation", .post, by: .anonymous(.zh), [:], sent)
                }
                #expect(refusal?.faults.map(\.field) == ["token"])
                let message = try #require(refusal?.faults.first?.message)
                #expect(message.zh.contains("token") && message.zh.contains("file") && !message.zh.contains("选择"))
                #expect(message.en.contains("`token`") && message.en.contains("`file`"))
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `what was chosen is read once, and the holder sees by whom`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence()
            let (id, url) = try await fixture.present(licence, ["age.18"])
            #expect(url.hasPrefix("https://city.example/v/") && url.utf8.count <= 120)
            #expect(try await fixture.json("licences.presentation", by: fixture.holder, ["id": id])["state"] == "waiting")

            let answer = try await fixture.verify(url, ["reader": ["徐汇游泳馆"]])
            #expect(answer["result"] == "valid" && answer["claims"] == ["age.18": true])
            let state = try await fixture.json("licences.presentation", by: fixture.holder, ["id": id])
            #expect(state["state"] == "read" && state["verdict"] == "valid" && state["reader"]?["zh"] == "徐汇游泳馆（自称）")
            let page = fixture.page(try await fixture.answer("licences.presentation", .get, .page, by: fixture.holder, ["id": id]))
            #expect(page.contains("已被读取") && page.contains("徐汇游泳馆（自称）") && !page.contains("<svg class=\"qr\""))

            #expect(try await fixture.verify(url)["result"] == "replayed")
            #expect(try await fixture.verdicts() == ["valid", "replayed"])
            let uses = try await database.read { try fixture.ground.licences.table.useLog.lines(of: licence.id, limit: 5, in: $0) }
            #expect(uses.count == 1 && uses[0].reason.zh.contains("徐汇游泳馆") && uses[0].reason.zh.contains("已满 18 岁"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `a code lives for a minute and whoever opened it in time is not late`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence()
            let (_, late) = try await fixture.present(licence, ["holder.name"])
            fixture.clock.advance(seconds: 60)
            #expect(try await fixture.verify(late)["result"] == "expired")

            let (_, url) = try await fixture.present(licence, ["holder.name"])
            let token = Presentations.token(in: url)
            fixture.clock.advance(seconds: 59)
            let asking = fixture.page(try await fixture.answer("licences.open", .get, .page, by: .anonymous(.zh), ["token": token]))
            #expect(!asking.contains(fixture.ground.holder.name), "a camera's look tells nothing")
            let ticket = try #require(asking.firstMatch(of: #/name="opened" value="([^"]+)"/#)).output.1
            fixture.clock.advance(seconds: 90)
            let forged = fixture.page(
                try await fixture.answer(
                    "licences.open", .post, .page, by: .anonymous(.zh), ["token": token], ["opened": ["1.abc.def"]]))
            #expect(forged.contains("已过期") && !forged.contains(fixture.ground.holder.name))
            let read = fixture.page(
                try await fixture.answer("licences.open", .post, .page, by: .anonymous(.zh), ["token": token], ["opened": [String(ticket)]])
            )
            #expect(read.contains(fixture.ground.holder.name) && read.contains("有效"))
            #expect(!read.contains(fixture.ground.holder.idNumber.rawValue))
        }
    }

    @Test(arguments: TestDatabases.each()) func `each renewal is another code, and one reading ends them all`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let (id, first) = try await fixture.present(try await fixture.licence(), ["holder.name"])
            let second = try await fixture.json("licences.code", .post, by: fixture.holder, ["id": id], ["x": [""]])["url"]?.string ?? ""
            #expect(first != second)
            #expect(try await fixture.verify(first)["result"] == "valid")
            #expect(try await fixture.verify(second)["result"] == "replayed")
            let refusal = await problem { _ = try await fixture.json("licences.code", .post, by: fixture.holder, ["id": id], ["x": [""]]) }
            #expect(refusal?.code == "licences.presentation-over")
        }
    }

    @Test(arguments: TestDatabases.each()) func `of many who read at once one succeeds`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let (_, url) = try await fixture.present(try await fixture.licence(), ["holder.name"])
            let results = try await withThrowingTaskGroup(of: String.self) { group -> [String] in
                for _ in 0..<12 { group.addTask { try await fixture.verify(url)["result"]?.string ?? "" } }
                var all: [String] = []
                for try await result in group { all.append(result) }
                return all
            }
            #expect(results.count { $0 == "valid" } == 1 && results.count { $0 == "replayed" } == 11)
            #expect(try await fixture.ground.count("licences_use") == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what cannot be read is told plainly and tells nothing`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence()
            let (stopped, stoppedURL) = try await fixture.present(licence, ["holder.name"])
            _ = try await fixture.json("licences.end", .post, by: fixture.holder, ["id": stopped], ["x": [""]])
            #expect(try await fixture.verify(stoppedURL)["result"] == "expired")
            let (frozenID, frozen) = try await fixture.present(licence, ["holder.name"])
            try await fixture.ground.change(licence.id, to: .frozen)
            let answer = try await fixture.verify(frozen)
            #expect(answer["result"] == "frozen" && answer["claims"] == nil && !answer.text.contains(fixture.ground.holder.name))
            #expect(try await fixture.json("licences.presentation", by: fixture.holder, ["id": frozenID])["verdict"] == "frozen")
            #expect(try await fixture.verify(frozen)["result"] == "replayed")
            for nonsense in ["x", "https://elsewhere.example/v/" + String(repeating: "A", count: 24), String(repeating: "é", count: 150)] {
                #expect(try await fixture.verify(nonsense)["result"] == "unreadable")
            }
            #expect(try await fixture.verdicts() == ["expired", "frozen", "replayed", "unreadable", "unreadable", "unreadable"])
            #expect(try await fixture.ground.count("licences_use") == 0)
        }
    }

    @Test(arguments: TestDatabases.each()) func `nobody shows what is another's, and nothing that does not stand`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence()
            let stranger = fixture.ground.visitor(fixture.ground.other)
            func start(_ visitor: Visitor, _ claims: [String]) async -> String? {
                await problem {
                    _ = try await fixture.json("licences.present", .post, by: visitor, ["id": licence.id.rawValue], ["claims": claims])
                }?.code
            }
            #expect(await start(stranger, ["holder.name"]) == "licences.not-found")
            #expect(await start(fixture.holder, []) == "invalid")
            #expect(await start(fixture.holder, ["holder.name", "person.spouseName"]) == "invalid")
            let (id, _) = try await fixture.present(licence, ["holder.name"])
            for name in ["licences.presentation"] {
                #expect(await problem { _ = try await fixture.json(name, by: stranger, ["id": id]) }?.status == 404)
            }
            for name in ["licences.code", "licences.end"] {
                #expect(await problem { _ = try await fixture.json(name, .post, by: stranger, ["id": id], ["x": [""]]) }?.status == 404)
            }
            let file = await problem {
                _ = try await fixture.answer(
                    "licences.file", .post, .api, by: stranger, ["id": licence.id.rawValue], ["audience": ["a"], "claims": ["holder.name"]])
            }
            #expect(file?.code == "licences.not-found")
            try await fixture.ground.change(licence.id, to: .revoked)
            #expect(await start(fixture.holder, ["holder.name"]) == "licences.not-in-force")
        }
    }

    @Test(arguments: TestDatabases.each()) func `an officer states a purpose, and account and purpose are the holder's to read`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence()
            let (id, url) = try await fixture.present(licence, ["holder.name"])
            let officer = fixture.officer
            let refusal = await problem {
                _ = try await fixture.answer("licences.counter", .post, .page, by: officer, [:], ["code": [url]])
            }
            #expect(refusal?.faults.map(\.field) == ["purpose"])
            let page = fixture.page(
                try await fixture.answer("licences.counter", .post, .page, by: officer, [:], ["code": [url], "purpose": ["窗口核对身份"]]))
            #expect(page.contains(fixture.ground.holder.name))
            let row = try await database.read { try $0.row("SELECT reader, account, reason_zh FROM licences_use") }
            #expect(try row?.text("reader") == "staff" && row?.idOrNil("account") == officer.account)
            #expect(try row?.text("reason_zh").contains("窗口核对身份") == true)
            let state = try await fixture.json("licences.presentation", by: fixture.holder, ["id": id])
            #expect(state["reader"]?["zh"]?.string?.contains("窗口核对身份") == true)
        }
    }

    @Test(arguments: TestDatabases.each()) func `who fails too often waits, and who succeeds never does`(_ engine: TestEngine) async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence()
            for _ in 0..<35 {
                let (_, url) = try await fixture.present(licence, ["holder.name"])
                #expect(try await fixture.verify(url, address: "192.0.2.9")["result"] == "valid")
            }
            for _ in 0..<Presentations.failuresAMinute { _ = try await fixture.verify("x", address: "192.0.2.9") }
            await #expect(throws: Refusal.self) { try await fixture.verify("x", address: "192.0.2.9") }
            #expect(try await fixture.verify("x", address: "192.0.2.10")["result"] == "unreadable", "another address is not theirs")
            fixture.clock.advance(seconds: 61)
            #expect(try await fixture.verify("x", address: "192.0.2.9")["result"] == "unreadable")
        }
    }

    @Test(arguments: TestDatabases.each()) func `what is over is forgotten, and the log of uses is not`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence()
            let (_, url) = try await fixture.present(licence, ["holder.name"])
            _ = try await fixture.verify(url)
            fixture.clock.advance(seconds: 86_400)
            _ = try await fixture.present(licence, ["holder.name"])
            fixture.clock.advance(seconds: 700)
            for job in fixture.presentations.jobs { try await job.run(database, fixture.clock.now) }
            #expect(try await fixture.ground.count("licences_presentation") == 1)
            #expect(try await fixture.ground.count("licences_token") == 1)
            #expect(try await fixture.ground.count("licences_use") == 1)
            #expect(try await fixture.ground.count("licences_verification") == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a code is nowhere in the database`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let (_, url) = try await fixture.present(try await fixture.licence(), ["holder.name"])
            let rows = try await database.read {
                "\(try $0.rows("SELECT * FROM licences_token"))\(try $0.rows("SELECT * FROM licences_presentation"))"
            }
            #expect(!rows.contains(Presentations.token(in: url)))
        }
    }
}
