import Kernel

/// The relations of points and ranges (DMN 1.5 table 80).
extension BuiltIns {
    static let ranges: [BuiltIn] = [
        relation("before", .any) { $0.isBefore },
        relation("after", .any) { $0.reversed.isBefore },
        relation("meets", .ranges) { $0.meets },
        relation("met by", .ranges) { $0.reversed.meets },
        relation("overlaps", .ranges) { $0.overlaps },
        relation("overlaps before", .ranges) { $0.startsEarlier && $0.overlaps && $0.endsWithin },
        relation("overlaps after", .ranges) { $0.reversed.startsEarlier && $0.overlaps && $0.reversed.endsWithin },
        relation("finishes", .pointFirst) { $0.endsTogether && !$0.startsEarlier },
        relation("finished by", .pointSecond) { $0.endsTogether && !$0.reversed.startsEarlier },
        relation("includes", .pointSecond) { !$0.reversed.startsEarlier && $0.reversed.endsWithin },
        relation("during", .pointFirst) { !$0.startsEarlier && $0.endsWithin },
        relation("starts", .pointFirst) { $0.startsTogether && $0.endsWithin },
        relation("started by", .pointSecond) { $0.startsTogether && $0.reversed.endsWithin },
        relation("coincides", .alike) { $0.startsTogether && $0.endsTogether },
    ]

    /// Which arguments may be points instead of ranges.
    private enum Points {
        case ranges, pointFirst, pointSecond, alike, any

        var forms: [[String]] {
            switch self {
            case .ranges: [["range1", "range2"]]
            case .pointFirst: [["point", "range"], ["range1", "range2"]]
            case .pointSecond: [["range", "point"], ["range1", "range2"]]
            case .alike: [["point1", "point2"], ["range1", "range2"]]
            case .any: [["point1", "point2"], ["point", "range"], ["range", "point"], ["range1", "range2"]]
            }
        }
    }

    /// A point is the closed range from itself to itself.
    private static func relation(_ name: String, _ points: Points, _ holds: @escaping @Sendable (RangePair) -> Bool) -> BuiltIn {
        BuiltIn(name, points.forms) { arguments, _ throws(Cause) in
            let (a, aIsPoint) = try end(arguments, 0)
            let (b, bIsPoint) = try end(arguments, 1)
            let allowed =
                switch points {
                case .ranges: !aIsPoint && !bIsPoint
                case .pointFirst: !bIsPoint
                case .pointSecond: !aIsPoint
                case .alike: aIsPoint == bIsPoint
                case .any: true
                }
            guard allowed else { throw Cause(RulesText.wantsRange(name)) }
            return .boolean(holds(try RangePair(a, b)))
        }
    }

    private static func end(_ arguments: Arguments, _ index: Int) throws(Cause) -> (Interval, isPoint: Bool) {
        switch arguments.scalar(index) {
        case .range(let range):
            if range.form == .exclusion { throw Cause(RulesText.openRange) }
            return (range, false)
        case .null: throw arguments.wrong(index, .range(.any))
        case let point: return (Interval(start: point, startIncluded: true, end: point, endIncluded: true), true)
        }
    }
}

/// How the ends of two ranges lie to each other: negative, zero or positive as of the first to the second.
private struct RangePair {
    private let a: Interval
    private let b: Interval
    private let starts: Int
    private let ends: Int
    private let endToStart: Int
    private let startToEnd: Int

    init(_ a: Interval, _ b: Interval) throws(Cause) {
        (self.a, self.b) = (a, b)
        starts = try RangePair.order(a.start, b.start)
        ends = try RangePair.order(a.end, b.end)
        endToStart = try RangePair.order(a.end, b.start)
        startToEnd = try RangePair.order(a.start, b.end)
    }

    private init(reversing other: RangePair) {
        (a, b) = (other.b, other.a)
        (starts, ends, endToStart, startToEnd) = (-other.starts, -other.ends, -other.startToEnd, -other.endToStart)
    }

    var reversed: RangePair { RangePair(reversing: self) }

    private static func order(_ a: Value?, _ b: Value?) throws(Cause) -> Int {
        guard let a, let b else { throw Cause(RulesText.openRange) }
        guard let order = a.compared(with: b) else { throw Cause(RulesText.incomparable(a.type, b.type)) }
        return order
    }

    var isBefore: Bool { endToStart < 0 || endToStart == 0 && !(a.endIncluded && b.startIncluded) }
    var meets: Bool { endToStart == 0 && a.endIncluded && b.startIncluded }
    var overlaps: Bool { !isBefore && !reversed.isBefore }
    var startsTogether: Bool { starts == 0 && a.startIncluded == b.startIncluded }
    var endsTogether: Bool { ends == 0 && a.endIncluded == b.endIncluded }
    /// Something of the first lies before all of the second.
    var startsEarlier: Bool { starts < 0 || starts == 0 && a.startIncluded && !b.startIncluded }
    /// Nothing of the first lies after all of the second.
    var endsWithin: Bool { ends < 0 || ends == 0 && (!a.endIncluded || b.endIncluded) }
}
