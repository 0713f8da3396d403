import Graph
import Kernel

/// The computation of the city's advice: the last that ended, and the one that runs.
struct AdviceRun: Sendable, Hashable {
    enum State: String, Sendable, Hashable { case running, done, failed }

    /// Tells this computation's message from those of one before.
    var run: ID
    var state: State
    /// Of a thousand, by the stages that have been gone through.
    var share: Int
    var askedAt: Instant
    var updatedAt: Instant
    /// What the last computation found; nil before the first has ended.
    var last: Result?

    struct Result: Sendable, Hashable {
        let at: Instant
        let version: Int
        /// Cases of the year that it rests on.
        let cases: Int
        let tookMilliseconds: Int
        /// By the kind's code: how many, and the best of them in hours a year.
        let found: [Advice.Kind: Found]
    }

    struct Found: Sendable, Hashable {
        var count: Int
        var hours: Int
    }

    /// A computation that says nothing for so long is given up for lost.
    private static let lostSeconds = 600

    /// Whether the advice is to be computed (anew): at first need, when another version is in force, when the last failed, and by the clock:
    /// rarely where it takes long, so that it never takes more than a few thousandths of a machine.
    static func isDue(_ run: AdviceRun?, version: Int, at now: Instant) -> Bool {
        guard let run else { return true }
        let rested = Int((now.microseconds - run.updatedAt.microseconds) / 1_000_000)
        if run.state != .done { return rested >= lostSeconds }
        guard let last = run.last, last.version == version else { return true }
        return rested >= min(3600, max(300, last.tookMilliseconds * 300 / 1000))
    }

    static func found(_ advice: [Advice]) -> [Advice.Kind: Found] {
        advice.reduce(into: [:]) { found, each in
            let hours = Int(each.worth.citizenHours.rounded())
            let known = found[each.kind] ?? Found(count: 0, hours: 0)
            found[each.kind] = Found(count: known.count + 1, hours: max(known.hours, hours))
        }
    }

    var json: JSON {
        [
            "state": .string(state.rawValue), "permille": .int(share), "askedAt": .string(askedAt.rfc3339),
            "last": last?.json ?? .null,
        ]
    }
}

extension AdviceRun.Result {
    var json: JSON {
        [
            "at": .string(at.rfc3339), "version": .int(version), "cases": .int(cases), "milliseconds": .int(tookMilliseconds),
            "found": .object(
                Advice.Kind.allCases.map { kind in
                    JSON.Member(kind.rawValue, ["count": .int(found[kind]?.count ?? 0), "hours": .int(found[kind]?.hours ?? 0)])
                }),
        ]
    }

    static func found(json: JSON) -> [Advice.Kind: AdviceRun.Found] {
        Dictionary(
            (json.members ?? []).compactMap { member in
                guard let kind = Advice.Kind(rawValue: member.name), let count = member.value["count"]?.int, count > 0 else { return nil }
                return (kind, AdviceRun.Found(count: count, hours: member.value["hours"]?.int ?? 0))
            }, uniquingKeysWith: { first, _ in first })
    }
}
