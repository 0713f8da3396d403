import Catalogue
import Foundation
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import DataCentre

/// Files that departments drop: what is read of them, and what becomes of them.
struct FileDropTests {
    private static let today = Instant(microseconds: 1_764_000_000_000_000).date

    private func resource(_ code: String) throws -> DataResource { try #require(DataCentreFixture.loaded?.resources[code]) }

    private func number(_ seventeen: String) throws -> String {
        seventeen + String(try #require(ResidentIdentityNumber.checkDigit(seventeen)))
    }

    // MARK: Reading

    @Test func `a name says of which resource a file is, and whether it is everything`() {
        #expect(DropName("mz-assistance.csv").map { [$0.isWhole, $0.isCSV] } == [false, true])
        #expect(DropName("mz-assistance.whole.jsonl").map { [$0.isWhole, $0.isCSV] } == [true, false])
        #expect(DropName("mz-assistance.whole.csv")?.resource == "mz-assistance")
        for name in ["mz-assistance.xlsx", "mz-assistance.old.csv", ".csv", "csv", "a.whole.b.csv", ""] { #expect(DropName(name) == nil) }
    }

    @Test func `a file's good lines are taken and its bad ones told by number`() throws {
        let catalogue = try #require(DataCentreFixture.loaded)
        let resource = try resource("mz-assistance")
        let number = try number("31010419930512992")
        let text = "person.idNumber,person.lowIncome\n\(number),true\n\(number),false\n123,true\n,true\n\(number)\n"
        let csv = DroppedFile.read(text, isCSV: true, of: resource, in: catalogue, today: Self.today)
        #expect(csv.records.map(\.key) == [number] && csv.faults.map(\.line) == [3, 4, 5, 6] && !csv.isComplete)
        #expect(csv.records.first?.content["person.lowIncome"] != nil)
        let lines = "{\"person.idNumber\":\"\(number)\",\"person.lowIncome\":true}\nnot json\n{\"person.idNumber\":\"\(number)\",\"x\":1}\n"
        let json = DroppedFile.read(lines, isCSV: false, of: resource, in: catalogue, today: Self.today)
        #expect(json.records.count == 1 && json.faults.map(\.line) == [2, 3])
        #expect(DroppedFile.read("\"open", isCSV: true, of: resource, in: catalogue, today: Self.today).faults.count == 1)
        #expect(!DroppedFile.read("person.idNumber\n", isCSV: true, of: resource, in: catalogue, today: Self.today).isComplete)
    }

    @Test func `a line that contradicts itself is rejected on arrival, and a department's own codes are turned into the standard's`() throws
    {
        let catalogue = try #require(DataCentreFixture.loaded)
        let (resource, own) = (try resource("ga-population"), try number("31010419930512992"))
        let text = "person.idNumber,person.sex,person.birthDate\n\(own),F,1993-05-12\n\(try number("31010419900101991")),F,1990-01-02\n"
        let variants = [CodeMapping(resource: "ga-population", element: "person.sex", theirs: "F", ours: "2")]
        let file = DroppedFile.read(text, isCSV: true, of: resource, variants: variants, in: catalogue, today: Self.today)
        #expect(file.records.map { $0.content["person.sex"] } == ["2"])
        #expect(file.faults.map(\.line) == [3] && file.faults.first?.what.zh.contains("矛盾") == true)
        #expect(DroppedFile.read(text, isCSV: true, of: resource, in: catalogue, today: Self.today).records.isEmpty)
        // A name of the standard's own list needs no variant: it is stored as the code, and held against the rest as that.
        let named = "person.idNumber,person.sex\n\(own),女\n\(try number("31010419900101992")),男\n"
        let plain = DroppedFile.read(named, isCSV: true, of: resource, in: catalogue, today: Self.today)
        #expect(plain.records.map { $0.content["person.sex"] } == ["2"] && plain.faults.map(\.line) == [3])
        let child: JSON = ["person.idNumber": .string(own), "child": [["person.idNumber": .string(own), "person.sex": "1"]]]
        let nested = DroppedFile.read(
            child.text, isCSV: false, of: try self.resource("ga-children"), in: catalogue, today: Self.today)
        #expect(nested.records.isEmpty && nested.faults.count == 1)
    }

    // MARK: Taking

    private func withFolder(
        _ engine: TestEngine, _ dropped: Set<String>, _ body: (DataCentreFixture, String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("drops-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database, drops: ConnectorSettings(folder: folder, dropped: dropped))
            try await body(fixture, folder)
        }
    }

    private func deliveries(_ fixture: DataCentreFixture, for visitor: Visitor? = nil) async throws -> [JSON] {
        try await fixture.json("datacentre.deliveries", by: visitor ?? fixture.steward(nil))["items"]?.array ?? []
    }

    @Test(arguments: TestDatabases.each()) func `a dropped file answers questions, is read once and is told to its department`(
        _ engine: TestEngine
    ) async throws {
        try await withFolder(engine, ["ga-residence"]) { fixture, folder in
            let number = fixture.subject.idNumber.rawValue
            try "person.idNumber,person.residenceSince\n\(number),2020-05-01\nbad,2020-05-01\n"
                .write(toFile: "\(folder)/ga-residence.csv", atomically: true, encoding: .utf8)
            try await fixture.dataCentre.takeDrops(at: fixture.clock.now)
            guard case .record(let told, _, _) = try #require(try await fixture.ask(fixture.question("ga-residence")).first) else {
                Issue.record("the file was not taken")
                return
            }
            #expect(told["person.residenceSince"] == "2020-05-01")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["taken"])
            try await fixture.dataCentre.takeDrops(at: fixture.clock.now)
            let own = try await deliveries(fixture, for: fixture.steward("gaj"))
            #expect(own.count == 1 && own.first?["taken"] == 1 && own.first?["rejected"] == 1 && own.first?["form"] == "changes")
            #expect(try await deliveries(fixture, for: fixture.steward("mzj")).isEmpty)
            let parameters = ["id": try #require(own.first?["id"]?.string)]
            let file = try await fixture.json("datacentre.delivery", by: fixture.steward("gaj"), parameters)
            #expect(file["rejected"]?.array?.map { $0["line"] } == [3] && !file.text.contains(number))
            #expect(try await fixture.page("datacentre.delivery", by: fixture.steward("gaj"), parameters).contains("退回"))
            await #expect(throws: Problem.self) {
                _ = try await fixture.json("datacentre.delivery", by: fixture.steward("mzj"), parameters)
            }
            #expect(
                try await fixture.page("datacentre.home", by: fixture.steward("gaj")).contains(
                    "/console/data/deliveries/\(try #require(own.first?["id"]?.string))"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `whatever is not brought any more is told to be late, until it is brought again`(
        _ engine: TestEngine
    ) async throws {
        try await withFolder(engine, ["ga-residence", "ga-population"]) { fixture, folder in
            let number = fixture.subject.idNumber.rawValue
            func bring(_ resource: String) async throws {
                try "person.idNumber\n\(number)\n".write(toFile: "\(folder)/\(resource).csv", atomically: true, encoding: .utf8)
                try await fixture.dataCentre.takeDrops(at: fixture.clock.now)
            }
            func lateness(_ resource: String) async throws -> LocalDate? {
                guard case .record(_, _, let since) = try await fixture.ask(fixture.question(resource)).first else {
                    Issue.record("no record of \(resource)")
                    return nil
                }
                return since
            }
            let day = fixture.clock.now.date
            try await bring("ga-residence")
            try await bring("ga-population")
            for _ in 0..<2 {
                #expect(try await lateness("ga-residence") == nil)
                fixture.clock.advance(seconds: 86_400)
            }
            #expect(try await lateness("ga-residence") == nil)
            fixture.clock.advance(seconds: 86_400)
            #expect(try await lateness("ga-residence") == day)
            let states = try await fixture.json("datacentre.sources", by: fixture.steward("gaj"))["items"]?.array ?? []
            #expect(states.first { $0["resource"] == "ga-residence" }?["state"] == "late")
            #expect(states.first { $0["resource"] == "ga-population" }?["state"] == "working")
            // Only an event in somebody's life changes this one.
            #expect(try await lateness("ga-population") == nil)
            // One that cannot be read is no delivery.
            try Data([0xFF, 0xFE, 0x41, 0x00]).write(to: URL(filePath: "\(folder)/ga-residence.csv"))
            try await fixture.dataCentre.takeDrops(at: fixture.clock.now)
            #expect(try await lateness("ga-residence") == day)
            fixture.clock.advance(seconds: 60)
            try await bring("ga-residence")
            #expect(try await lateness("ga-residence") == nil)
            // Long after the deliveries themselves are forgotten, the nightly look still tells.
            fixture.clock.advance(seconds: 400 * 86_400)
            let resource = try #require(fixture.dataCentre.catalogue.snapshot.resources["ga-residence"])
            try await fixture.dataCentre.checkQuality(of: resource, fixture.dataCentre.catalogue.snapshot, at: fixture.clock.now)
            try await fixture.dataCentre.takeDrops(at: fixture.clock.now)
            #expect(try await deliveries(fixture).isEmpty)
            #expect(try await lateness("ga-residence") == day.adding(days: 3))
        }
    }

    @Test(arguments: TestDatabases.each()) func `a register that is kept here is as it is`(_ engine: TestEngine) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let fixture = try await DataCentreFixture(database)
            let snapshot = fixture.dataCentre.catalogue.snapshot
            let record = RegisterRecord(
                resource: "ga-residence", key: fixture.subject.idNumber.rawValue, content: ["person.residenceSince": "2020-05-01"],
                updatedOn: fixture.clock.now.date.adding(days: -900))
            try await database.write { try fixture.dataCentre.load([record], in: $0) }
            try await fixture.dataCentre.checkQuality(
                of: try #require(snapshot.resources["ga-residence"]), snapshot, at: fixture.clock.now)
            guard case .record(_, let day, nil) = try await fixture.ask(fixture.question("ga-residence")).first else {
                Issue.record("late, or no record")
                return
            }
            #expect(day == record.updatedOn)
        }
    }

    @Test(arguments: TestDatabases.each())
    func `a file in GBK is read, and one that cannot be read is refused where its department sees it`(
        _ engine: TestEngine
    ) async throws {
        try await withFolder(engine, ["ga-population"]) { fixture, folder in
            let number = fixture.subject.idNumber.rawValue
            // 沈一, as a spreadsheet writes it by default.
            let name: [UInt8] = [0xC9, 0xF2, 0xD2, 0xBB]
            let bytes = Array("person.idNumber,person.name\r\n\(number),".utf8) + name + Array("\r\n".utf8)
            try Data(bytes).write(to: URL(filePath: "\(folder)/ga-population.csv"))
            try await fixture.dataCentre.takeDrops(at: fixture.clock.now)
            guard case .record(let told, _, _) = try #require(try await fixture.ask(fixture.question("ga-population")).first) else {
                Issue.record("the file was not taken")
                return
            }
            #expect(told["person.name"] == "沈一")
            try Data([0xFF, 0xFE, 0x41, 0x00]).write(to: URL(filePath: "\(folder)/ga-population.csv"))
            try "x".write(toFile: "\(folder)/ga-residence.csv", atomically: true, encoding: .utf8)
            try "x".write(toFile: "\(folder)/being-written", atomically: true, encoding: .utf8)
            fixture.clock.advance(seconds: 60)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: Double(fixture.clock.now.microseconds) / 1e6)],
                ofItemAtPath: "\(folder)/being-written")
            try await fixture.dataCentre.takeDrops(at: fixture.clock.now)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["being-written", "taken"])
            let refused = try await deliveries(fixture).filter { $0["fault"]?.isNull == false }
            #expect(Set(refused.compactMap { $0["file"]?.string }) == ["ga-population.csv", "ga-residence.csv"])
            #expect(try await deliveries(fixture, for: fixture.steward("gaj")).count == 2, "of nobody's file nobody's department is told")
            fixture.clock.advance(seconds: 700)
            try await fixture.dataCentre.takeDrops(at: fixture.clock.now)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["taken"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `however a file is broken, its department is told, and nothing in it breaks an answer`(
        _ engine: TestEngine
    ) async throws {
        try await withFolder(engine, ["ga-population"]) { fixture, folder in
            let number = fixture.subject.idNumber.rawValue
            let head = "person.idNumber,person.name"
            let wide = (0..<100_000).map { "c\($0)" }.joined(separator: ",")
            let files: [(text: String, taken: Int, rejected: Int)] = [
                ("\(head),person.name\n\(number),甲,乙\n", 0, 1), ("\(head),per\u{0}son.x\n\(number),甲,乙\n", 0, 1),
                ("\(head)\n\(number),甲\u{0}乙\n", 0, 1), ("\(head)\n\(number),\u{1B}[2J\n", 0, 1), ("\(head)\n\(number),\"甲\n", 0, 1),
                ("person.idNumber,\(wide)\n\(number)\n", 0, 1), ("\u{FEFF}\u{FEFF}\(head)\n\(number),甲\n", 0, 1),
                (head + "\n" + number + String(repeating: ",甲", count: 100_000) + "\n", 0, 1),
                ("\u{FEFF}\(head)\r\n\(number),顾晓岚\r\n", 1, 0),
            ]
            for (index, file) in files.enumerated() {
                fixture.clock.advance(seconds: 60)
                try file.text.write(toFile: "\(folder)/ga-population.csv", atomically: true, encoding: .utf8)
                try await fixture.dataCentre.takeDrops(at: fixture.clock.now)
                let told = try await deliveries(fixture, for: fixture.steward("gaj"))
                #expect(told.count == index + 1 && told.first?["taken"]?.int == file.taken, "\(index)")
                #expect(told.first?["rejected"]?.int == file.rejected, "\(index)")
                let parameters = ["id": told.first?["id"]?.string ?? ""]
                #expect(try await fixture.page("datacentre.delivery", by: fixture.steward("gaj"), parameters).contains("\0") == false)
                // What was taken before, or nothing, and never an error.
                let answer = try #require(try await fixture.ask(fixture.question("ga-population")).first)
                if case .unavailable = answer { Issue.record("\(index): \(answer)") }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["taken"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `a whole file ends what it no longer has, a change or a faulty one ends nobody`(
        _ engine: TestEngine
    ) async throws {
        try await withFolder(engine, ["ga-residence"]) { fixture, folder in
            let (first, second) = (fixture.subject.idNumber.rawValue, fixture.other.idNumber.rawValue)
            func ended(_ name: String, _ lines: [String] = []) async throws -> Int? {
                try (["person.idNumber,person.residenceSince"] + lines).map { $0 + "\n" }.joined()
                    .write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
                fixture.clock.advance(seconds: 60)
                try await fixture.dataCentre.takeDrops(at: fixture.clock.now)
                return try await deliveries(fixture).first?["ended"]?.int
            }
            func answers() async throws -> [Bool] {
                try await fixture.ask(fixture.question("ga-residence"), fixture.question("ga-residence", about: fixture.other)).map {
                    $0 != .none
                }
            }
            let nobody = [
                try await ended("ga-residence.whole.csv", ["\(first),2020-05-01", "\(second),2021-05-01"]),
                try await ended("ga-residence.csv", ["\(second),2022-05-01"]),
                try await ended("ga-residence.whole.csv", ["\(second),2022-05-01", "bad,2022-05-01"]),
                try await ended("ga-residence.whole.csv"),
            ]
            #expect(nobody == [0, 0, 0, 0])
            #expect(try await answers() == [true, true])
            let one = try await ended("ga-residence.whole.csv", ["\(second),2022-05-01"])
            #expect(one == 1)
            #expect(try await answers() == [false, true])
            // Another resource's records about the same person stay.
            #expect(try await fixture.ask(fixture.question("ga-population")) != [.none])
        }
    }

    @Test(arguments: TestDatabases.each()) func `what was taken is private, and goes when its grade or the setting says`(
        _ engine: TestEngine
    )
        async throws
    {
        try await withFolder(engine, ["ga-residence"]) { fixture, folder in
            try "person.idNumber\n".write(toFile: "\(folder)/ga-residence.csv", atomically: true, encoding: .utf8)
            try await fixture.dataCentre.takeDrops(at: fixture.clock.now)
            func mode(_ path: String) throws -> Int? {
                (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
            }
            let taken = "\(folder)/taken"
            let name = try #require(try FileManager.default.contentsOfDirectory(atPath: taken).first)
            #expect(try mode(taken) == 0o700 && mode("\(taken)/\(name)") == 0o600)
            let snapshot = fixture.dataCentre.catalogue.snapshot
            let days = min(ElementGrade.strictest(of: try resource("ga-residence"), in: snapshot).keptDays, 7)
            fixture.clock.advance(seconds: Int64(days) * 86_400)
            try await fixture.dataCentre.takeDrops(at: fixture.clock.now)
            #expect(try FileManager.default.contentsOfDirectory(atPath: taken) == [name])
            fixture.clock.advance(seconds: 86_400)
            try await fixture.dataCentre.takeDrops(at: fixture.clock.now)
            #expect(try FileManager.default.contentsOfDirectory(atPath: taken).isEmpty)
        }
    }
}
