import Cases
import Foundation
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

// Testing has a type of this name too.
import struct Cases.Attachment

@testable import Exchange

/// An answer to a request for assistance brings its paper along, within the limits of the console.
struct AssistanceFileTests {
    private static let police: DepartmentSystem = {
        var system = DepartmentSystem(
            code: "gaj-registry", department: "gaj", name: Text("户籍系统", "Registry"), items: [], way: .webhook,
            url: "http://scjg.example:9000/asked")
        system.duties = [.assistance]
        return system
    }()

    private func asked(_ city: ExchangeCity) async throws -> Assistance {
        try await city.register(Self.police)
        let value = try #require(try await city.submit().first)
        return try await city.cases.ask(
            AssistanceWish(subject: "material:floor-plan", department: "gaj", words: "该场所的门牌是否已登记？"), about: value.id,
            for: city.qian, at: city.clock.now)
    }

    private func file(_ bytes: [UInt8], name: String = "登记表.pdf", more: [(String, JSON)] = []) -> JSON {
        var json: JSON = ["name": .string(name), "content": .string(Data(bytes).base64EncodedString())]
        for (name, value) in more { json[name] = value }
        return json
    }

    private let paper = Array("%PDF-1.7 record".utf8)

    private func answer(
        _ request: Assistance, _ file: JSON?, id: String = "a1", kind: OfficialAct.Kind = .assistanceAnswer, words: JSON? = "门牌已登记"
    ) -> IncomingAct {
        var data: JSON = ["assistance_no": .string(request.id.rawValue), "handle_user_no": "S-han", "handle_user_name": "韩立"]
        data["handle_explain"] = words
        data["file"] = file
        return IncomingAct(way: .webhook, eventID: id, kind: kind, data: data)
    }

    private func papers(_ request: Assistance, _ city: ExchangeCity) async throws -> [Attachment] {
        try await city.cases.caseFile(request.caseID, for: city.qian, at: city.clock.now).file.attachments
            .filter { $0.caseID == request.caseID }
    }

    private func state(_ request: Assistance, _ city: ExchangeCity) async throws -> Assistance {
        try await city.cases.assistance(request.id, for: Self.police.reader)
    }

    @Test(arguments: TestDatabases.each()) func `an answer by message brings its paper, which lies with the case, once`(
        _ engine: TestEngine
    )
        async throws
    {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            let request = try await asked(city)
            let act = answer(request, file(paper, name: "C:\\登记\\..\\登记\u{202E}表?.PDF", more: [("type", "text/html")]), words: nil)
            let event: JSON = [
                "specversion": "1.0", "id": "a1", "source": "/exchange/systems/gaj-registry", "type": "yiwang.act.assistance-answer",
                "data": act.data,
            ]
            func send(_ event: JSON) async throws -> JSON {
                let answer = try await city.call(
                    "exchange.receive", path: "/exchange/systems/gaj-registry/events", ["code": "gaj-registry"], body: event.bytes,
                    signing: event.bytes, id: "a1")
                guard case .json(let json) = answer.content else { return .null }
                return json
            }
            let (first, second) = (try await send(event), try await send(event))
            #expect(first["version"] == 2 && first["repeated"] == false && second["repeated"] == true)
            let kept = try #require(try await papers(request, city).first)
            #expect(try await papers(request, city).count == 1)
            #expect(kept.name == "登记表.pdf" && kept.material == "floor-plan" && kept.kind == .pdf && kept.size == paper.count)
            let after = try await state(request, city)
            #expect(after.state == .answered && after.answer?.file == kept.id && after.answer?.fileName == "登记表.pdf")
            #expect(after.answer?.words == nil && after.answer?.officerName == "韩立（经户籍系统）")
            #expect(try await city.cases.attachment(kept.id, for: city.qian).bytes == paper)
            let other = try await refusal {
                _ = try await city.perform(answer(request, file(paper + [10]), words: nil), from: "gaj-registry")
            }
            #expect(other == "exchange.other-content")
        }
    }

    @Test(arguments: TestDatabases.each()) func `whichever statement fails, answer and paper are there together or not at all`(
        _ engine: TestEngine
    ) async throws {
        try await engine.place { place in
            let database = try place.database()
            try await Migrator.run(ExchangeCity.migrations, database, at: TestDatabases.migratedAt)
            let city = try await ExchangeCity(database)
            let request = try await asked(city)
            let before = try await city.count("cases_attachment")
            var failures = 0
            for number in 1...120 {
                let failing = FailingEngine(try place.engine(), failingAt: number)
                let node = try await city.node(on: Database(failing))
                let system = try await city.system_("gaj-registry").system
                let outcome = try? await node.perform(answer(request, file(paper)), from: system, at: city.clock.now)
                await failing.close()
                let (papers, answered) = (try await city.count("cases_attachment") - before, try await state(request, city))
                if outcome == nil {
                    failures += 1
                    #expect(papers == 0 && answered.state == .open, "statement \(number)")
                } else {
                    #expect(papers == 1 && answered.answer?.fileName == "登记表.pdf")
                    break
                }
            }
            #expect(failures > 5)
            await database.close()
        }
    }

    @Test(arguments: TestDatabases.each()) func `a broken, empty, foreign or too large file leaves the request open and nothing behind`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(ExchangeCity.migrations) { database in
            let city = try await ExchangeCity(database)
            let request = try await asked(city)
            let before = try await city.count("cases_attachment")
            let wrong: [JSON] = [
                ["name": "a.pdf", "content": "not base64!"], ["name": "a.pdf", "content": ""], ["name": "a.pdf"],
                ["content": "JVBERi0xLjc="],
                "JVBERi0xLjc=", ["a.pdf"], file(paper, more: [("path", "/etc/passwd")]), file(Array("<html>".utf8)),
                file(Array("MZ\u{90}program".utf8), name: "a.exe"), file(paper, name: "a.jpg"),
                file(paper + [UInt8](repeating: 32, count: 10_000_001)),
            ]
            for (index, json) in wrong.enumerated() {
                do {
                    _ = try await city.perform(answer(request, json, id: "w\(index)"), from: "gaj-registry")
                    Issue.record("\(index)")
                } catch let problem as Problem {
                    #expect(problem.code == "invalid" && problem.faults.map(\.field) == ["file"], "\(index): \(problem.faults)")
                }
            }
            // Only an answer has one.
            for kind in [OfficialAct.Kind.assistanceNothing, .assistanceRefusal] {
                let code = try await refusal {
                    _ = try await city.perform(answer(request, file(paper), id: kind.rawValue, kind: kind), from: "gaj-registry")
                }
                #expect(code == "invalid", "\(kind)")
            }
            #expect(try await state(request, city).state == .open)
            #expect(try await city.count("cases_attachment") == before)
            // A file that came to nothing with its answer: the request has moved on.
            _ = try await city.cases.takeBack(assistance: request.id, for: city.qian, at: city.clock.now)
            let late = try await refusal { _ = try await city.perform(answer(request, file(paper), id: "late"), from: "gaj-registry") }
            #expect(late == "cases.assistance-closed")
            #expect(try await city.count("cases_attachment") == before)
            #expect(try await papers(request, city).isEmpty)
        }
    }
}
