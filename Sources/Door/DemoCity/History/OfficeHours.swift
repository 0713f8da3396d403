import Kernel

/// When offices work: working days from nine to five. Everything that officers do in the history happens then.
struct OfficeHours: Sendable {
    let calendar: WorkingCalendar

    private static let opening = 9 * 3600
    private static let closing = 17 * 3600

    /// So much working time after an instant.
    func later(_ instant: Instant, minutes: Int) -> Instant {
        var (day, second) = (instant.date, instant.secondOfDay)
        if !calendar.isWorkday(day).workday || second >= OfficeHours.closing {
            day = calendar.workday(onOrAfter: day.adding(days: 1))
            second = OfficeHours.opening
        }
        second = max(second, OfficeHours.opening)
        var left = minutes * 60
        while left > OfficeHours.closing - second {
            left -= OfficeHours.closing - second
            day = calendar.workday(onOrAfter: day.adding(days: 1))
            second = OfficeHours.opening
        }
        return Instant(day, secondOfDay: second + left)
    }

    /// A working day has eight hours.
    static func minutes(days: Int) -> Int { days * (closing - opening) / 60 }
}
