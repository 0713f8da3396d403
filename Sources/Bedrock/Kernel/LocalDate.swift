/// A date on the wall calendar (proleptic Gregorian), without a time or a zone.
package struct LocalDate: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01.
    package var dayNumber: Int

    package init(dayNumber: Int) { self.dayNumber = dayNumber }

    /// nil for a date that does not exist (2026-02-29).
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...LocalDate.days(in: month, of: year)).contains(day) else {
            return nil
        }
        dayNumber = LocalDate.dayNumber(year, month, day)
    }

    /// Reads `2026-11-23`, and nothing else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
        var numbers: [Int] = []
        for range in [0..<4, 5..<7, 8..<10] {
            var value = 0
            for byte in bytes[range] {
                guard (48...57).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            numbers.append(value)
        }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    package static func < (a: LocalDate, b: LocalDate) -> Bool { a.dayNumber < b.dayNumber }

    package func adding(days: Int) -> LocalDate { LocalDate(dayNumber: dayNumber + days) }

    /// The same day of a later month; the last day of that month where it has none such (31 January + 1 month = 28 February).
    package func adding(months: Int) -> LocalDate {
        let parts = self.parts
        let count = parts.year * 12 + parts.month - 1 + months
        let year = count >= 0 ? count / 12 : (count - 11) / 12
        let month = count - year * 12 + 1
        return LocalDate(dayNumber: LocalDate.dayNumber(year, month, min(parts.day, LocalDate.days(in: month, of: year))))
    }

    /// Days from `other` to here.
    package func days(since other: LocalDate) -> Int { dayNumber - other.dayNumber }

    /// 1 is Monday, 7 is Sunday (ISO 8601).
    package var weekday: Int { (dayNumber % 7 + 7 + 3) % 7 + 1 }

    package var year: Int { parts.year }
    package var month: Int { parts.month }
    package var day: Int { parts.day }

    /// Whole years from here to `date`: an age.
    package func years(until date: LocalDate) -> Int {
        let (from, to) = (parts, date.parts)
        return to.year - from.year - ((to.month, to.day) < (from.month, from.day) ? 1 : 0)
    }

    // The algorithm counts in eras of 400 years that begin on 1 March, so that the leap day is the last of its year.
    package var parts: (year: Int, month: Int, day: Int) {
        let z = dayNumber + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    package static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

extension LocalDate: CustomStringConvertible {
    /// ISO 8601: `2026-11-23`.
    package var description: String {
        let (year, month, day) = parts
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "-" + twoDigits(month) + "-" + twoDigits(day)
    }

    /// For people: `2026 年 11 月 23 日`, `23 November 2026`.
    package var text: Text {
        let (year, month, day) = parts
        return Text("\(year) 年 \(month) 月 \(day) 日", "\(day) \(LocalDate.monthNames[month - 1]) \(year)")
    }

    /// For people, within the year: `11 月 23 日`, `23 November`.
    package var shortText: Text {
        let (_, month, day) = parts
        return Text("\(month) 月 \(day) 日", "\(day) \(LocalDate.monthNames[month - 1])")
    }

    private static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
}
