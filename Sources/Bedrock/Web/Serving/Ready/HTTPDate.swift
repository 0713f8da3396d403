import Kernel

/// The `Date` header (RFC 9110 §5.6.7).
enum HTTPDate {
    static func text(_ second: Int64) -> String {
        let date = LocalDate(dayNumber: Int(second / 86400))
        let time = Int(second % 86400)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        let (year, month, day) = date.parts
        let clock = [time / 3600, time / 60 % 60, time % 60].map(two).joined(separator: ":")
        return "\(weekdays[date.weekday - 1]), \(two(day)) \(months[month - 1]) \(year) \(clock) GMT"
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
