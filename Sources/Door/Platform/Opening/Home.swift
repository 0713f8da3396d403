package import Catalogue
import Foundation
package import Kernel

/// The folder with what the program is made of besides itself: `catalogue/`, `web/`, `data/`.
package struct Home: Sendable, Hashable {
    package let folder: String

    package func path(_ name: String) -> String { folder + "/" + name }

    /// The catalogue as it was shipped.
    package var catalogue: String { path("catalogue") }
    package var web: String { path("web") }

    /// What every home has.
    static let needed = ["catalogue", "web", "data"]

    /// Finds it: where the setting says, else beside the program or one above it, else in the current folder; a debug build also looks
    /// above the program, where the sources are.
    package static func find(_ setting: String) throws(Problem) -> Home {
        let candidates = setting.isEmpty ? candidates() : [setting]
        if let found = candidates.first(where: { lacking(in: $0).isEmpty }) { return Home(folder: found) }
        let nearest = candidates.min { lacking(in: $0).count < lacking(in: $1).count } ?? "."
        throw PlatformProblem.homeMissing(lacking(in: nearest), lookedIn: candidates)
    }

    private static func lacking(in folder: String) -> [String] {
        needed.filter { name in
            var isFolder: ObjCBool = false
            return !FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder) || !isFolder.boolValue
        }
    }

    private static func candidates() -> [String] {
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        var folder = URL(fileURLWithPath: program).deletingLastPathComponent()
        var found = [folder.path, folder.deletingLastPathComponent().path, FileManager.default.currentDirectoryPath]
        #if DEBUG
            while folder.path != "/" {
                folder.deleteLastPathComponent()
                found.append(folder.path)
            }
        #endif
        var seen: Set<String> = []
        return found.filter { seen.insert($0).inserted }
    }

    /// The divisions of the city; nil where the file is not there.
    package func regions() throws -> Regions? {
        try text("data/regions.csv").map { try Regions(csv: $0, elsewhere: try text("data/divisions.csv")) }
    }

    /// The industries of GB/T 4754; nil where the file is not there.
    package func industries() throws -> Industries? { try text("data/industries.csv").map { try Industries(csv: $0) } }

    /// What the departments of the demo city have in their ledger, as a table; nil where the file is not there.
    package func demoLedger() throws -> String? { try text("data/demo-ledger.csv") }

    /// How characters are read; nothing is found by sound where the file is not there.
    package func pinyin() throws -> Pinyin { try text("data/pinyin.tsv").map { try Pinyin(tsv: $0) } ?? .none }

    /// The holiday arrangements that were shipped, by year.
    package func calendarYears() throws -> [CalendarYear] {
        let folder = path("data/calendar")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.sorted()
        return try names.map { try Home.calendarYear(file: folder + "/" + $0) }
    }

    /// Reads one year's arrangement from its file.
    package static func calendarYear(file: String) throws -> CalendarYear {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { throw PlatformProblem.fileUnreadable(file) }
        guard let json = try? JSON(parsing: text) else { throw PlatformProblem.fileNoJSON(file) }
        do {
            return try CalendarYear(json: json)
        } catch {
            throw error.problem
        }
    }

    private func text(_ name: String) throws -> String? {
        guard FileManager.default.fileExists(atPath: path(name)) else { return nil }
        return try String(contentsOfFile: path(name), encoding: .utf8)
    }
}
