import Catalogue
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct AttachmentTests {
    func material(_ city: City) throws -> Material { try #require(city.catalogue.snapshot.items["food-permit"]?.materials.first) }

    static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]
    static let jpg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]

    @Test(arguments: [
        ("plan.pdf", AttachmentTests.png), ("plan.png", AttachmentTests.png), ("plan.pdf", AttachmentTests.jpg), ("plan.pdf", [UInt8]()),
        ("plan.pdf", Array("#!/bin/sh".utf8)), ("plan.pdf", Array("%PDF-1.7".utf8) + [UInt8](repeating: 0, count: 2_000_001)),
    ]) func `a file that lies about what it is, or is too large, is refused with its material marked`(_ name: String, _ bytes: [UInt8])
        async throws
    {
        try await TestEngine.sqlite.with(City.migrations) { database in
            let city = try await City(database)
            let material = try material(city)
            let file = UploadedFile(field: "file", name: name, type: "application/pdf", bytes: bytes)
            let refusal = await problem { _ = try await city.cases.attach(file, as: material, to: city.clock.newID(), at: city.clock.now) }
            #expect(refusal?.status == 422)
            #expect(refusal?.faults.map(\.field) == ["material.floor-plan"])
            #expect(try await city.count("cases_attachment") == 0)
        }
    }

    @Test(arguments: [
        ("../../etc/平面图.PDF", "平面图.pdf"), ("a\u{202E}fdp.pdf", "afdp.pdf"), ("C:\\temp\\plan.pdf", "plan.pdf"), (".pdf", "file.pdf"),
        ("  a\u{0}b<c>.pdf", "abc.pdf"), ("no ending", "no ending.pdf"), ("report.v2.pdf", "report.v2.pdf"),
    ]) func `a name becomes harmless`(_ name: String, _ expected: String) throws {
        let file = UploadedFile(field: "file", name: name, type: "", bytes: Array("%PDF-1.7".utf8))
        #expect(try ReceivedFile(file, field: "m", accept: ["pdf"], mostBytes: 100).name == expected)
    }

    @Test(arguments: TestDatabases.each()) func `a file comes back as it went in, sealed in between, and equal files are kept once`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let bytes = Array("%PDF-1.7 ".utf8) + (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let file = UploadedFile(field: "file", name: "平面图.pdf", type: "", bytes: bytes)
            let draft = city.clock.newID()
            let material = try material(city)
            let one = try await city.cases.attach(file, as: material, to: draft, at: city.clock.now)
            let two = try await city.cases.attach(file, as: material, to: draft, at: city.clock.now)
            #expect(one.blob == two.blob)
            #expect(try await city.count("cases_blob") == 1)
            #expect(try await city.count("cases_blob_part") == 3)
            let cases = city.cases
            let read = try await database.read { try cases.tables.attachments.bytes(of: one, in: $0) }
            #expect(read == bytes)
            let stored = try await database.read {
                try $0.rows("SELECT bytes FROM cases_blob_part ORDER BY part").map { try $0.blob("bytes") }
            }
            #expect(!stored[0].contains(Array("%PDF".utf8)))
            let submitted = try await city.cases.submit(
                city.submission("food-permit", given: ["premises.area": 40], draft: draft), at: city.clock.now)
            let value = try #require(submitted.cases.first)
            #expect(try await city.cases.attachments(of: submitted.application.id).map(\.id) == [one.id, two.id])
            #expect(try await city.cases.detach(one.id, from: submitted.application.id) == false)
            #expect(try await city.cases.attachment(one.id, for: city.visitor).bytes == bytes)
            #expect(try await city.cases.attachment(one.id, for: city.officer(.reviewer)).bytes == bytes)
            #expect(
                await problem { _ = try await city.cases.attachment(one.id, for: city.officer(.reviewer, region: "310105")) }?.status == 404
            )
            #expect(await problem { _ = try await city.cases.attachment(one.id, for: .anonymous(.zh)) }?.status == 404)
            #expect(value.status == .submitted)
        }
    }

    @Test(arguments: TestDatabases.each()) func `what nobody submits is swept away, what was submitted stays`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(City.migrations) { database in
            let city = try await City(database)
            let value = try await city.submitFood()
            let material = try material(city)
            _ = try await city.cases.attach(City.pdf("stray"), as: material, to: city.clock.newID(), at: city.clock.now)
            let gone = try await city.cases.attach(City.pdf("gone"), as: material, to: city.clock.newID(), at: city.clock.now)
            #expect(try await city.cases.detach(gone.id, from: gone.owner))
            let sweep = try #require(city.cases.jobs.first { $0.name == "cases.attachments" })
            city.clock.advance(seconds: 2 * 86_400)
            try await sweep.run(database, city.clock.now)
            #expect(try await city.count("cases_attachment") == 2)
            #expect(try await city.count("cases_blob") == 2)
            city.clock.advance(seconds: 31 * 86_400)
            try await sweep.run(database, city.clock.now)
            #expect(try await city.cases.attachments(of: value.application).count == 1)
            #expect(try await city.count("cases_attachment") == 1)
            #expect(try await city.count("cases_blob_part") == 1)
        }
    }
}

extension [UInt8] {
    fileprivate func contains(_ part: [UInt8]) -> Bool {
        guard count >= part.count else { return false }
        return (0...(count - part.count)).contains { Array(self[$0..<$0 + part.count]) == part }
    }
}
