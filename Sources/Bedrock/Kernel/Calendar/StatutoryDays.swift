/// The thirteen statutory holidays (全国年节及纪念日放假办法, as in force since 2025), for years whose arrangement is not out yet.
///
/// What the yearly notice adds (days moved to make a bridge, weekends worked for them, a day off for a holiday that falls on a
/// weekend) cannot be known before it: so every day told from here is provisional.
enum StatutoryDays {
    /// Days that were holidays in every arrangement there ever was: a list without them is not complete.
    static let everyYear: [(month: Int, day: Int)] = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)]

    private static let fixed: [(month: Int, day: Int)] = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)]

    /// Spring Festival (初一), Qingming, Dragon Boat, Mid-Autumn. Computed from the lunar calendar by two independent programs that
    /// agree; the leap month of 2033 is the eleventh.
    private static let lunar: [Int: [(month: Int, day: Int)]] = [
        2027: [(2, 6), (4, 5), (6, 9), (9, 15)],
        2028: [(1, 26), (4, 4), (5, 28), (10, 3)],
        2029: [(2, 13), (4, 4), (6, 16), (9, 22)],
        2030: [(2, 3), (4, 5), (6, 5), (9, 12)],
        2031: [(1, 23), (4, 5), (6, 24), (10, 1)],
        2032: [(2, 11), (4, 4), (6, 12), (9, 19)],
        2033: [(1, 31), (4, 4), (6, 1), (9, 8)],
        2034: [(2, 19), (4, 5), (6, 20), (9, 27)],
        2035: [(2, 8), (4, 5), (6, 10), (9, 16)],
    ]

    static let lunarYears = 2027...2035

    /// The holidays of a year that are certain, as day numbers: all thirteen in `lunarYears`, else the six with a fixed date.
    static func days(of year: Int) -> Set<Int> {
        let dayNumber = { (month: Int, day: Int) in LocalDate(year: year, month: month, day: day)?.dayNumber }
        var days = Set(fixed.compactMap { dayNumber($0.month, $0.day) })
        guard let feasts = lunar[year] else { return days }
        days.formUnion(feasts.dropFirst().compactMap { dayNumber($0.month, $0.day) })
        // 除夕 to 初三: New Year's Eve has been one of them since 2025.
        if let newYear = dayNumber(feasts[0].month, feasts[0].day) { days.formUnion(newYear - 1...newYear + 2) }
        return days
    }
}
