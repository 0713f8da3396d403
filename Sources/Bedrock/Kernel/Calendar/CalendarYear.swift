/// One year of the State Council's holiday arrangement: which days are rest, and which Saturdays and Sundays are worked for them.
package struct CalendarYear: Sendable, Hashable {
    package let year: Int
    /// The notice that says so.
    package let source: String
    package let rest: [LocalDate]
    package let work: [LocalDate]

    /// A notice may name days at the end of the December before (that of 2019 did); every other day must lie in the year.
    package init(year: Int, source: String, rest: [LocalDate], work: [LocalDate]) throws(CalendarFault) {
        guard (1950...2200).contains(year) else { throw CalendarFault(Text("年份 \(year) 有误。", "The year \(year) is wrong.")) }
        var seen: Set<LocalDate> = []
        for date in rest + work {
            guard date.year == year || date.year == year - 1 && date.month == 12 else {
                throw CalendarFault(Text("\(date) 不在 \(year) 年。", "\(date) is not in \(year)."))
            }
            guard seen.insert(date).inserted else { throw CalendarFault(Text("\(date) 出现两次。", "\(date) occurs twice.")) }
        }
        if let weekday = work.first(where: { $0.weekday < 6 }) {
            throw CalendarFault(
                Text(
                    "\(weekday) 是平日，本来就要上班；“work”只列调休上班的周六、周日。",
                    "\(weekday) is a weekday and worked anyway. “work” lists only Saturdays and Sundays worked in exchange."))
        }
        let statutory = StatutoryDays.everyYear.compactMap { LocalDate(year: year, month: $0.month, day: $0.day) }
        if let first = statutory.first(where: { !rest.contains($0) }) {
            throw CalendarFault(
                Text("“rest”缺少法定节假日 \(first)，清单不完整。", "“rest” lacks the statutory holiday \(first), so the list is not complete."))
        }
        self.year = year
        self.source = source
        self.rest = rest.sorted()
        self.work = work.sorted()
    }

    /// Reads `{"year", "source", "rest", "work"}`; the first mistake is told in words.
    package init(json: JSON) throws(CalendarFault) {
        guard let members = json.members else { throw CalendarFault(Text("应为一个 JSON 对象。", "It should be one JSON object.")) }
        if let stranger = members.first(where: { !["year", "source", "rest", "work"].contains($0.name) }) {
            throw CalendarFault(
                Text(
                    "不认识的字段“\(stranger.name)”；只能有 year、source、rest、work。",
                    "The member “\(stranger.name)” is not known; there are year, source, rest and work."))
        }
        guard let year = json["year"]?.int else { throw CalendarFault(Text("缺少年份“year”。", "The “year” is missing.")) }
        guard let source = json["source"]?.string, !source.isEmpty else {
            throw CalendarFault(Text("缺少依据“source”。", "The “source” is missing."))
        }
        try self.init(year: year, source: source, rest: CalendarYear.dates("rest", in: json), work: CalendarYear.dates("work", in: json))
    }

    private static func dates(_ name: String, in json: JSON) throws(CalendarFault) -> [LocalDate] {
        guard let items = json[name]?.array else {
            throw CalendarFault(Text("“\(name)”应为日期列表。", "“\(name)” should be a list of dates."))
        }
        var dates: [LocalDate] = []
        for item in items {
            guard let date = item.string.flatMap({ LocalDate($0) }) else {
                let shown = item.string ?? item.text
                throw CalendarFault(
                    Text("“\(name)”中的“\(shown)”不是日期，应写作 2026-10-01。", "“\(shown)” in “\(name)” is no date; write 2026-10-01."))
            }
            dates.append(date)
        }
        return dates
    }

    package var json: JSON {
        [
            "year": .int(year), "source": .string(source), "rest": .array(rest.map { .string($0.description) }),
            "work": .array(work.map { .string($0.description) }),
        ]
    }
}

/// Why a year of the calendar cannot be used.
package struct CalendarFault: Error, Sendable, Hashable, CustomStringConvertible {
    package let message: Text

    init(_ message: Text) { self.message = message }

    package var description: String { message.en }

    /// The same for the person who loads it.
    package var problem: Problem {
        Problem("calendar.invalid", status: 422, title: Text("节假日安排有误", "The holiday arrangement has a mistake"), detail: message)
    }
}
