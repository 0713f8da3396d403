import Exchange
import Foundation
import Kernel
import Platform
import TestSupport
import Testing
import Web

/// What a department's system may do by its signature: deliver its licences and end them, send its officials' acts, fetch its files, and
/// nothing else.
struct SystemRightsTests {
    private static let code = "gaj-archive"

    /// A system of the police that is registered for everything but cases; its secret.
    private func registered(_ city: City) async throws -> [UInt8] {
        let steward = try await city.program("shu")
        let made = await steward.post(
            "/console/exchange/registration",
            [
                "code": .string(Self.code), "department": "gaj", "name_zh": "证照档案系统", "duties": ["licences"],
                "licenceTypes": ["residence-permit"], "way": "webhook",
            ])
        #expect(made.status == 200, "\(made.text)")
        let revision = try #require(made.json?["revision"])
        let shown = await steward.post("/console/exchange/systems/\(Self.code)/secret", .object([.init("revision", revision)]))
        let secret = try #require(shown.json?["secret"]?.string, "\(shown.text)")
        return [UInt8](try #require(Data(base64Encoded: String(secret.dropFirst("whsec_".count)))))
    }

    private func signed(_ request: RawRequest, _ body: [UInt8], _ secret: [UInt8], _ city: City, id: String) -> RawRequest {
        MessageSignature.headers(id: id, at: city.clock.now, body: body, secrets: [secret])
            .reduce(request) { $0.with($1.key, $1.value) }
    }

    private func row(holder: String) -> JSON {
        [
            "certificate_source_id": "A-1", "certificate_type_code": "residence-permit", "certificate_holder": "罕见",
            "certificate_holder_code": .string(holder), "certificate_holder_type": "111", "certificate_number": "RP-1",
            "issue_date": "2026-03-01", "face": ["person.residenceAddress": "示例路 1 号"],
        ]
    }

    @Test func `a system delivers licences with its own signature, and nobody does with a log-in of theirs`() async throws {
        try await City.withDemo { city in
            let secret = try await registered(city)
            let path = "/api/v1/exchange/systems/\(Self.code)/licences"
            let body: JSON = ["origin": "register", "rows": [row(holder: City.number("31010419930512992"))]]
            for login in Set(RightsScene.logins.values).subtracting([Planting.parent]).sorted() {
                let token = try await city.program(login).token
                let answer = await city.platform.site.answer(RawRequest.json(path, body).with("authorization", "Bearer \(token)"))
                #expect(answer.status == 401, "\(login): \(answer.text)")
            }
            let delivered = await city.platform.site.answer(signed(.json(path, body), body.bytes, secret, city, id: "d1"))
            #expect(delivered.status == 200 && delivered.json?["made"] == 1, "\(delivered.text)")
            // Whoever keeps the department's licences finds the delivery.
            let report = try #require(delivered.json?["id"]?.string)
            let found = await (try await city.program("shu")).get("/console/licences/collections/\(report)")
            #expect(found.status == 200 && found.json?["made"] == 1)
        }
    }

    @Test func `a system freezes and ends what it is registered for, and nobody does at its door with a log-in`() async throws {
        try await City.withDemo { city in
            let secret = try await registered(city)
            let holder = City.number("31010419930512992")
            let brought: JSON = ["origin": "register", "rows": [row(holder: holder)]]
            let delivered = await city.platform.site.answer(
                signed(.json("/api/v1/exchange/systems/\(Self.code)/licences", brought), brought.bytes, secret, city, id: "d1"))
            #expect(delivered.json?["made"] == 1, "\(delivered.text)")
            let path = "/api/v1/exchange/systems/\(Self.code)/licence-acts"
            func body(_ act: String, _ ground: String, _ source: String = "A-1", _ more: [(String, JSON)] = []) -> JSON {
                var body: JSON = [
                    "act": .string(act), "certificate_source_id": .string(source), "ground": .string(ground), "reason": "通知书 7 号",
                ]
                for (name, value) in more { body[name] = value }
                return body
            }
            let freeze = body("freeze", "lost")
            for login in Set(RightsScene.logins.values).subtracting([Planting.parent]).sorted() {
                let token = try await city.program(login).token
                let answer = await city.platform.site.answer(RawRequest.json(path, freeze).with("authorization", "Bearer \(token)"))
                #expect(answer.status == 401, "\(login): \(answer.text)")
            }
            func send(_ body: JSON, _ id: String) async -> RawAnswer {
                await city.platform.site.answer(signed(.json(path, body), body.bytes, secret, city, id: id))
            }
            let (frozen, again) = (await send(freeze, "a1"), await send(freeze, "a1"))
            #expect(frozen.status == 200 && frozen.json?["certificate_state"] == "frozen", "\(frozen.text)")
            #expect(again.status == 200 && again.json?["repeated"] == true, "\(again.text)")
            let lawless = await send(body("cancellation", "death"), "a2")
            #expect(lawless.status == 422 && lawless.text.contains("law"), "\(lawless.text)")
            let none = await send(body("freeze", "lost", "A-2"), "a3")
            #expect(none.status == 404 && none.json?["type"] == "/problems/exchange.no-licence", "\(none.text)")
            let ended = await send(body("cancellation", "death", "A-1", [("law", "《上海市居住证管理办法》第二十条")]), "a4")
            #expect(ended.json?["certificate_state"] == "cancelled" && ended.json?["state_law"] == "《上海市居住证管理办法》第二十条", "\(ended.text)")
            // Whoever keeps the system reads what it did, and what it was refused.
            let lines = (await (try await city.program("shu")).get("/console/exchange/systems/\(Self.code)")).json?["received"]?.array
            // The log has whoever came without the system’s signature, too.
            let acts = lines?.filter { $0["act"]?.string?.hasPrefix("licence") == true }.compactMap { $0["outcome"]?.string }
            #expect(acts == ["done", "refused", "refused", "repeated", "done"], "\(lines ?? [])")
        }
    }

    @Test func `its signature opens no other door than its own`() async throws {
        try await City.withDemo { city in
            let secret = try await registered(city)
            let own: Set<String> = ["exchange.deliver", "exchange.licence-act", "exchange.receive", "exchange.file"]
            var asked = 0
            for endpoint in city.platform.site.endpoints where endpoint.access != .everyone && !own.contains(endpoint.name) {
                let path = (endpoint.face == .api ? "/api/v1" : "") + endpoint.path.replacing(#/\{[^}]*\}/#, with: Self.code)
                let body: JSON = ["department": "gaj", "origin": "register", "rows": [row(holder: City.number("31010419930512992"))]]
                let request = endpoint.method == .get ? RawRequest.get(path, headers: ["accept": "*/*"]) : RawRequest.json(path, body)
                let answer = await city.platform.site.answer(
                    signed(request, endpoint.method == .get ? Array("GET \(path)".utf8) : body.bytes, secret, city, id: "x\(asked)"))
                asked += 1
                // A page sends whoever is not signed in to the log-in.
                #expect(answer.status >= 300 && answer.status < 500, "\(endpoint.name): \(answer.status)")
            }
            #expect(asked > 150, "\(asked) doors")
            let file = await city.platform.site.answer(
                signed(
                    .get("/exchange/systems/\(Self.code)/files/00000000000000000000000001"),
                    Array("GET /exchange/systems/\(Self.code)/files/00000000000000000000000001".utf8), secret, city, id: "f"))
            #expect(file.status == 404)
        }
    }
}
