import Identity
import Kernel
import Testing
import Web

/// A licence in the city: used for a case, doubted by its holder, corrected by its issuer; and one collected from a department.
struct LicenceJourneyTests {
    @Test func `an officer looks at a licence through the case that it stands for, and through no other`() async throws {
        try await City.withDemo { city in
            let (mother, officer) = (try await city.program("gu"), try await city.program("jiang"))
            let held = await mother.get("/licences").json?["items"]?.array ?? []
            let body: JSON = [
                "answers": ["follow": "mother"],
                "fields": ["child.name": "沈知夏", "child.ethnicity": "01", "mother.deliveryAddress": "示例路 1 号 601 室"], "declared": true,
            ]
            let submitted = await mother.post("/things/newborn/applications", body, key: "born")
            let cases = submitted.json?["cases"]?.array ?? []
            let id = try #require(cases.first { $0["item"] == "hukou-birth" }?["id"]?.string)
            var made = 0
            for licence in held {
                let asked: JSON = ["type": licence["type"] ?? .null, "number": licence["number"] ?? .null]
                let answer = await officer.post("/console/cases/\(id)/licence-copies", asked)
                guard answer.status == 201, let copy = answer.json?["id"]?.string else {
                    #expect(answer.status == 404, "\(answer.text)")
                    continue
                }
                made += 1
                let opened = await officer.get("/console/licence-copies/\(copy)")
                #expect(opened.json?["reference"]?.string?.hasPrefix("case:") == true && opened.json?["item"] == "hukou-birth")
                #expect(opened.json?["basis"]?.string?.isEmpty == false)
                let other = try await city.program("han")
                #expect(await other.get("/console/licence-copies/\(copy)").status == 404)
            }
            #expect(made > 0)
            let strange = await officer.post("/console/cases/\(id)/licence-copies", ["type": "driving-licence", "number": "1"])
            #expect(strange.status == 404)
        }
    }

    @Test func `a holder objects, the issuer corrects, and the holder has the right version and is told`() async throws {
        try await City.withDemo { city in
            let (holder, office) = (try await city.program("gu"), try await city.program("zheng"))
            let held = await holder.get("/licences").json?["items"]?.array ?? []
            let card = try #require(held.first { $0["type"] == "id-card" })
            let id = try #require(card["id"]?.string)
            let raised = await holder.post("/licences/\(id)/corrections", ["wrong": "住址已经变更"])
            #expect(raised.status == 201, "\(raised.text)")
            let listed = await office.get("/console/licences/corrections").json?["items"]?.array ?? []
            let objection = try #require(listed.first { $0["licence"]?.string == id }?["id"]?.string)
            let face = await office.get("/console/licences/\(id)").json?["face"]?.members ?? []
            var answer: [JSON.Member] = face.filter { $0.name != "person.idNumber" }
            answer = answer.map { $0.name == "person.householdAddress" ? .init($0.name, "徐汇区新住址路 8 号") : $0 }
            let number = try #require(await holder.get("/licences/\(id)?show=full").json?["face"]?["person.idNumber"])
            answer += [.init("person.idNumber", number), .init("holderName", "顾晓岚"), .init("answer", "已按户籍资料更正。")]
            let corrected = await office.post("/console/licences/corrections/\(objection)/correction", .object(answer))
            #expect(corrected.status == 200, "\(corrected.text)")
            let next = try #require(corrected.json?["replacement"]?.string)
            let now = await holder.get("/licences").json?["items"]?.array ?? []
            #expect(now.contains { $0["id"]?.string == next } && !now.contains { $0["id"]?.string == id })
            try await city.deliver()
            let messages = await holder.get("/messages").json?["items"]?.array ?? []
            #expect(messages.contains { $0["body"]?["zh"]?.string?.contains("已按户籍资料更正") == true })
        }
    }

    @Test func `what needs nothing but an identity is listed for everybody, and judged for whoever asks`() async throws {
        try await City.withDemo { city in
            let everybody = await city.browser().get("/with-my-id")
            #expect(everybody.status == 200)
            let person = try await city.program("gu")
            let open = await person.get("/with-my-id").json?["items"]?.array ?? []
            #expect(!open.isEmpty && open.allSatisfy { $0["ready"] == .null })
            let mine = await person.get("/with-my-id?mine=yes").json?["items"]?.array ?? []
            #expect(mine.count == open.count && mine.contains { $0["ready"] == true })
        }
    }
}
