package import Kernel

/// A length of time with its unit, and the law that sets it.
package struct Limit: Sendable, Hashable {
    /// Working days and hours are the authority’s, eight hours to a day; days, months and years are the calendar’s (民法典 art. 201–203).
    package enum Unit: String, Sendable, Hashable, CaseIterable {
        case workday, hour, day, month, year

        package var name: Text {
            switch self {
            case .workday: Text("个工作日", "working days")
            case .hour: Text("小时", "hours")
            case .day: Text("日", "days")
            case .month: Text("个月", "months")
            case .year: Text("年", "years")
            }
        }
    }

    package let count: Int
    package let unit: Unit
    package let basis: Text?

    init(_ entry: Entry) {
        count = entry.int("count")
        unit = entry.optionalOneOf("unit") ?? .workday
        basis = entry.optionalText("basis")
    }

    /// One without a law of its own.
    package init(_ count: Int, _ unit: Unit) { (self.count, self.unit, basis) = (count, unit, nil) }

    /// Working days, for comparing lengths on a chart only: five in seven days, 21 in a month. Due dates come from the calendar.
    package var workingDays: Int {
        switch unit {
        case .workday: count
        case .hour: (count + 7) / 8
        case .day: (count * 5 + 6) / 7
        case .month: count * 21
        case .year: count * 250
        }
    }

    package var text: Text {
        if count == 0 { return CatalogueText.onTheSpot }
        let english = unit.name.en
        return Text("\(count) \(unit.name.zh)", "\(count) \(count == 1 ? String(english.dropLast()) : english)")
    }
}

/// The clocks of an item. Working days are those of 行政许可法 art. 82.
package struct Limits: Sendable, Hashable {
    /// Before acceptance.
    package let acceptance: Limit?
    /// 法定办结时限; nil where no law sets one.
    package let statutory: Limit?
    /// 承诺办结时限
    package let promised: Limit?
    /// From the decision to handing over.
    package let issue: Limit?
    /// Silence is acceptance: administrative licences only (行政许可法 art. 32).
    package let deemedAcceptance: Bool

    init(_ entry: Entry) {
        acceptance = entry.entry("acceptance", Limit.init)
        statutory = entry.entry("statutory", Limit.init)
        promised = entry.entry("promised", Limit.init)
        issue = entry.entry("issue", Limit.init)
        deemedAcceptance = entry.bool("deemedAcceptance", default: false)
    }

    init() { (acceptance, statutory, promised, issue, deemedAcceptance) = (nil, nil, nil, nil, false) }
}
