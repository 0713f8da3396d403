import Foundation

@testable import Kernel

/// The data files of the tree that these tests lie in.
enum DataFiles {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("data")

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appendingPathComponent(path)), as: UTF8.self)
    }

    static func year(_ year: Int) throws -> CalendarYear { try CalendarYear(json: JSON(parsing: text("calendar/\(year).json"))) }

    static func calendar(_ years: some Sequence<Int> = 2022...2026) throws -> WorkingCalendar {
        WorkingCalendar(years: try years.map(year))
    }
}

/// Random numbers that a printed seed brings back (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A new seed each run, printed so that a failure can be run again with `SEED=…`.
    static func printed(_ name: String) -> SeededRandom {
        let seed = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...UInt64.max)
        print("\(name): seed \(seed)")
        return SeededRandom(seed: seed)
    }
}

func date(_ text: String) -> LocalDate {
    guard let date = LocalDate(text) else { preconditionFailure("\(text) is no date") }
    return date
}
