import Kernel

/// What a department's questions to a resource came to on one day.
struct Tally: Sendable, Hashable {
    struct Key: Sendable, Hashable {
        var day: LocalDate
        var department: String
        var resource: String
    }

    var calls = 0
    var found = 0
    /// Not answered: stopped, or a source that failed.
    var failed = 0
    var microseconds: Int64 = 0

    var meanMilliseconds: Double { calls == 0 ? 0 : Double(microseconds) / Double(calls) / 1000 }

    static func += (a: inout Tally, b: Tally) {
        a.calls += b.calls
        a.found += b.found
        a.failed += b.failed
        a.microseconds += b.microseconds
    }
}

/// Lines of the log, counted; pure.
struct LogCount: Sendable, Hashable {
    /// An hour of one reader: hours since 1970, UTC.
    struct Reader: Sendable, Hashable {
        var who: WatchedReader
        var hour: Int
    }

    /// Whose data it was and for whom, of one or many lines.
    struct Matter: Sendable, Hashable {
        var department: String?
        var resource: String
        var code: String
    }

    var tallies: [Tally.Key: Tally] = [:]
    var readings: [Reader: Int] = [:]
    var matters: [Reader: Set<Matter>] = [:]

    init(_ lines: [CountedLine]) {
        for line in lines {
            let key = Tally.Key(day: line.at.date, department: line.department ?? "", resource: line.resource)
            tallies[key, default: Tally()] += Tally(
                calls: 1, found: line.outcome == "found" ? 1 : 0, failed: line.outcome == "unavailable" ? 1 : 0,
                microseconds: line.microseconds)
            // People who fill in a form read their own; whoever reads others' is counted, an officer or a department's own system.
            guard let who = line.watched else { continue }
            let reader = Reader(who: who, hour: Int(line.at.microseconds / 3_600_000_000))
            readings[reader, default: 0] += 1
            matters[reader, default: []].insert(Matter(department: line.department, resource: line.resource, code: line.code))
        }
    }
}

/// What is counted of one line.
struct CountedLine: Sendable, Hashable {
    var id: ID
    var at: Instant
    var department: String?
    var resource: String
    var outcome: String
    var reader: Purpose.Reader
    var account: ID?
    /// The system that asked: a part of the platform, or a department's own.
    var system: String?
    /// The thing or item for which.
    var code: String
    var microseconds: Int64

    /// Whoever's looks are watched; nil for people's own and for the platform itself.
    var watched: WatchedReader? {
        switch reader {
        case .staff: account.map { .account($0) }
        case .system: system.flatMap { Purpose.parts.contains($0) ? nil : .system($0) }
        case .oneself, .verifier, .coholder: nil
        }
    }
}

/// Who reads other people's data: an officer by their account, or a department's own system by its code.
enum WatchedReader: Sendable, Hashable {
    case account(ID)
    case system(String)

    private static let prefix = "system:"

    /// As it is stored and told to programs.
    var text: String {
        switch self {
        case .account(let id): id.rawValue
        case .system(let code): WatchedReader.prefix + code
        }
    }

    /// Reads `text`; nil for anything else.
    init?(_ text: String) {
        if text.hasPrefix(WatchedReader.prefix) {
            self = .system(String(text.dropFirst(WatchedReader.prefix.count)))
        } else if let id = ID(text) {
            self = .account(id)
        } else {
            return nil
        }
    }

    var account: ID? { if case .account(let id) = self { id } else { nil } }
    var system: String? { if case .system(let code) = self { code } else { nil } }
}

extension CountedLine {
    init(_ line: DataAccess) {
        self.init(
            id: line.id, at: line.at, department: line.department, resource: line.resource, outcome: line.outcome,
            reader: line.reader, account: line.account, system: line.system, code: line.code, microseconds: line.microseconds)
    }
}

/// Somebody read more than anybody needs to, or when nobody works.
struct ReadingAlarm: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable, CaseIterable {
        case bulk, night

        var name: Text {
            switch self {
            case .bulk: Text("大量查看", "Many at once")
            case .night: Text("非工作时间查看", "At an odd hour")
            }
        }
    }

    var id: ID
    var kind: Kind
    var who: WatchedReader
    /// Hours since 1970, UTC.
    var hour: Int
    var looks: Int
    var raisedAt: Instant
    var closedAt: Instant?
    var closedBy: String?
    var words: String?

    var begins: Instant { ReadingAlarm.begin(of: hour) }

    private static func begin(of hour: Int) -> Instant { Instant(microseconds: Int64(hour) * 3_600_000_000) }

    /// The alarms that so many looks in an hour raise; pure. At night, and the whole of a day that is no working day, nobody is expected to
    /// read. A system works at any hour, and more than an officer: it has its own limit.
    static func kinds(looks: Int, by who: WatchedReader, hour: Int, _ limits: AlarmLimits, _ calendar: WorkingCalendar) -> [Kind] {
        if who.system != nil { return looks > limits.systemLooks ? [.bulk] : [] }
        let begins = begin(of: hour)
        let clock = begins.secondOfDay / 3600
        let isOdd = clock >= limits.nightFrom || clock < limits.nightTo || !calendar.isWorkday(begins.date).workday
        return (looks > limits.bulkLooks ? [.bulk] : []) + (isOdd && looks > limits.nightLooks ? [.night] : [])
    }
}

/// From how many looks in one hour an alarm is raised.
struct AlarmLimits: Sendable, Hashable {
    var bulkLooks: Int
    var nightLooks: Int
    var systemLooks: Int
    /// Hours of the day in Shanghai between which nobody is expected to read.
    var nightFrom = 21
    var nightTo = 6
}
