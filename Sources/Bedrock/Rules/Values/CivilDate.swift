import Kernel

/// FEEL counts years from -999,999,999 to 999,999,999; the wall calendar of `Kernel` only those that are printed with four digits.
extension LocalDate {
    static let feelYears = -999_999_999...999_999_999
    private static let feelDays = feelDayNumber(-999_999_999, 1, 1)...feelDayNumber(999_999_999, 12, 31)

    /// nil for a date that does not exist.
    init?(feelYear year: Int, month: Int, day: Int) {
        guard LocalDate.feelYears.contains(year), (1...12).contains(month), (1...LocalDate.days(in: month, of: year)).contains(day)
        else { return nil }
        self.init(dayNumber: LocalDate.feelDayNumber(year, month, day))
    }

    init?(feelDayNumber: Int) {
        guard LocalDate.feelDays.contains(feelDayNumber) else { return nil }
        self.init(dayNumber: feelDayNumber)
    }

    /// Months later, on the last day where the month has no such day; nil beyond the years.
    func feelAdding(months: Int) -> LocalDate? {
        guard abs(months) < 30_000_000_000 else { return nil }
        let (year, month, day) = parts
        let count = year * 12 + month - 1 + months
        let newYear = count >= 0 ? count / 12 : (count - 11) / 12
        let newMonth = count - newYear * 12 + 1
        return LocalDate(feelYear: newYear, month: newMonth, day: min(day, LocalDate.days(in: newMonth, of: newYear)))
    }

    // Eras of 400 years that begin on 1 March, as in `Kernel`.
    private static func feelDayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// ISO 8601, with a minus sign before years before 1 BC and as many digits as the year needs.
    var feelText: String {
        let (year, month, day) = parts
        let digits = String(year.magnitude)
        let padded = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        return (year < 0 ? "-" : "") + padded + "-" + twoPlaces(month) + "-" + twoPlaces(day)
    }

    /// 1...366
    var dayOfYear: Int { dayNumber - LocalDate.feelDayNumber(parts.year, 1, 1) + 1 }

    /// The week of ISO 8601: week 1 has the year's first Thursday.
    var weekOfYear: Int {
        let thursday = LocalDate(dayNumber: dayNumber - weekday + 4)
        return (thursday.dayOfYear - 1) / 7 + 1
    }
}

func twoPlaces(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
