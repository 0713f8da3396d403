import Kernel
import TestSupport
import Testing

@testable import Web

@Suite struct OpenAPITests {
    @Test func `the description lists every endpoint of programs, once`() async throws {
        try await TestSite.with { test async throws in
            let answer = await test.get("/openapi.json", headers: [("accept-language", "en")])
            let json = try #require(answer.json)
            #expect(json["openapi"] == "3.1.1" && answer.headers["content-type"] == "application/json")
            let described = (json["paths"]?.members ?? []).flatMap { path in (path.value.members ?? []).map { "\($0.name) \(path.name)" } }
            let expected = test.site.endpoints.filter { $0.face != .page && !["web.openapi", "web.api"].contains($0.name) }.map {
                "\($0.method.rawValue.lowercased()) \($0.servedPath)"
            }
            #expect(Set(described) == Set(expected) && described.count == expected.count)
            let add = try #require(json["paths"]?["/api/v1/notes"]?["post"])
            #expect(add["summary"] == "Adds a note" && add["security"] == [["token": []]])
            #expect(add["requestBody"]?["content"]?["application/json"]?["schema"]?["properties"]?["note"]?["type"] == "string")
            #expect(add["responses"]?["201"] != nil && add["responses"]?["default"]?["description"]?.string?.contains("invalid") == true)
            let ids = (json["paths"]?.members ?? []).flatMap { ($0.value.members ?? []).compactMap { $0.value["operationId"]?.string } }
            #expect(Set(ids).count == ids.count)
        }
    }

    @Test func `the reference reads in both languages`() async throws {
        try await TestSite.with { test async throws in
            let (zh, en) = (await test.get("/api"), await test.get("/api?lang=en"))
            #expect(zh.text.contains("POST /api/v1/notes") && zh.text.contains("记一条") && en.text.contains("Adds a note"))
            #expect(zh.status == 200 && en.status == 200)
        }
    }

    @Test func `a problem's type leads to what it means`() async throws {
        try await TestSite.with { test async throws in
            #expect(await test.get("/problems/web.not-found?lang=en").text.contains("There is no such page"))
            #expect(await test.get("/problems/invalid").text.contains("POST /api/v1/notes"))
            #expect(await test.get("/problems/made-up").status == 404)
            for problem in WebProblem.everywhere { #expect(await test.get("/problems/\(problem.code)").status == 200) }
        }
    }

    @Test func `a schema is JSON Schema 2020-12`() {
        let schema = Schema.object([
            .init("a", .string(maxLength: 5).orNull, required: false, Text("甲", "A")),
            .init("b", .array(.integer(min: 1, max: nil), minItems: 1)),
        ])
        #expect(
            schema.json(.en) == [
                "type": "object",
                "properties": [
                    "a": ["type": ["string", "null"], "maxLength": 5, "description": "A"],
                    "b": ["type": "array", "minItems": 1, "items": ["type": "integer", "minimum": 1]],
                ],
                "required": ["b"],
            ])
    }
}
