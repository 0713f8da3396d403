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
        var account: ID
        var hour: Int
    }

    var tallies: [Tally.Key: Tally] = [:]
    var readings: [Reader: Int] = [:]

    init(_ lines: [CountedLine]) {
        for line in lines {
            let key = Tally.Key(day: line.at.date, department: line.department ?? "", resource: line.resource)
            tallies[key, default: Tally()] += Tally(
                calls: 1, found: line.outcome == "found" ? 1 : 0, failed: line.outcome == "unavailable" ? 1 : 0,
                microseconds: line.microseconds)
            // People who fill in a form read their own; whoever reads others' is counted.
            if line.isByStaff, let account = line.account {
                readings[Reader(account: account, hour: Int(line.at.microseconds / 3_600_000_000)), default: 0] += 1
            }
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
    var isByStaff: Bool
    var account: ID?
    var microseconds: Int64
}

extension CountedLine {
    init(_ line: DataAccess) {
        self.init(
            id: line.id, at: line.at, department: line.department, resource: line.resource, outcome: line.outcome,
            isByStaff: line.reader == .staff, account: line.account, microseconds: line.microseconds)
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
    var account: ID
    /// Hours since 1970, UTC.
    var hour: Int
    var looks: Int
    var raisedAt: Instant
    var closedAt: Instant?
    var closedBy: String?
    var words: String?

    var begins: Instant { Instant(microseconds: Int64(hour) * 3_600_000_000) }

    /// The alarms that so many looks in an hour raise; pure.
    static func kinds(looks: Int, hour: Int, _ limits: AlarmLimits) -> [Kind] {
        let clock = Instant(microseconds: Int64(hour) * 3_600_000_000).secondOfDay / 3600
        let isNight = clock >= limits.nightFrom || clock < limits.nightTo
        return (looks > limits.bulkLooks ? [.bulk] : []) + (isNight && looks > limits.nightLooks ? [.night] : [])
    }
}

/// From how many looks in one hour an alarm is raised.
struct AlarmLimits: Sendable, Hashable {
    var bulkLooks: Int
    var nightLooks: Int
    /// Hours of the day in Shanghai between which nobody is expected to read.
    var nightFrom = 21
    var nightTo = 6
}
