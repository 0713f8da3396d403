/// A time limit with its unit. The unit is part of the law: 行政许可法 82 counts working days, 民法典 201–203 calendar ones.
package struct Period: Sendable, Hashable {
    package enum Unit: String, Sendable, Hashable, CaseIterable {
        case workday, day, month
    }

    package let count: Int
    package let unit: Unit

    package init(_ count: Int, _ unit: Unit) {
        precondition(count >= 0, "a period is not negative")
        self.count = count
        self.unit = unit
    }

    package static func workdays(_ count: Int) -> Period { Period(count, .workday) }
    package static func days(_ count: Int) -> Period { Period(count, .day) }
    package static func months(_ count: Int) -> Period { Period(count, .month) }

    /// Decided on the spot (即办).
    package var isInstant: Bool { count == 0 }

    /// `5 个工作日`, `30 个自然日`, `3 个月`; nothing at all is on the spot.
    package var text: Text {
        if isInstant { return Text("当场", "on the spot") }
        let plural = count == 1 ? "" : "s"
        return switch unit {
        case .workday: Text("\(count) 个工作日", "\(count) working day\(plural)")
        case .day: Text("\(count) 个自然日", "\(count) calendar day\(plural)")
        case .month: Text("\(count) 个月", "\(count) month\(plural)")
        }
    }

    /// `{"count": 20, "unit": "workday"}`.
    package var json: JSON { ["count": .int(count), "unit": .string(unit.rawValue)] }

    /// nil unless the count is 0 to 9999 and the unit one of the three.
    package init?(json: JSON) {
        guard let count = json["count"]?.int, (0...9999).contains(count), let unit = json["unit"]?.string.flatMap(Unit.init(rawValue:))
        else {
            return nil
        }
        self.init(count, unit)
    }
}
