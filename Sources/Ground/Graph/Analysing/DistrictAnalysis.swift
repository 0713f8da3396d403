import Catalogue
import Kernel

/// 无差别受理: the same item should cost the same wherever one lives. Districts that promise, want or take more than the others.
struct DistrictAnalysis {
    let graph: Graph

    /// So many times the usual days are no accident any more.
    private static let outlier = 1.5
    private static let leastCases = 30

    private struct Outlier {
        let region: String
        let text: Text
        let days: Int
        let trips: Int
    }

    func advice() -> [Advice] {
        let counted = Dictionary(grouping: graph.statistics.districts, by: \.item)
        return graph.orderedItems.compactMap { item in
            let outliers =
                slow(counted[item.code] ?? []) + different(item, counted[item.code] ?? [])
            guard !outliers.isEmpty else { return nil }
            let regions = Set(outliers.map(\.region)).sorted()
            return Advice(
                .districts, [NodeReference(.item, item.code)], title: AdviceText.districts(item.name, regions.count),
                evidence: Array(outliers.prefix(20).map(\.text)),
                worth: Worth(
                    days: outliers.reduce(0) { $0 + $1.days }, trips: outliers.reduce(0) { $0 + $1.trips }, rates: graph.rates),
                changes: levelling(item))
        }
    }

    /// Each office that promises more days or wants more trips than the usual one, brought to what that one does. Offices that are slow with
    /// the usual promise have nothing in the catalogue to change.
    private func levelling(_ item: ServiceItem) -> [AdviceChange] {
        guard let usual = usual(item) else { return [] }
        let table = graph.catalogue.implementations
        return table.rows(of: item.code).filter(table.isLocal).compactMap { row -> AdviceChange? in
            let days = (table.promised(of: row) ?? item.limits.promised?.count ?? 0) > usual.days ? usual.days : nil
            let trips = (table.trips(of: row) ?? item.trips) > usual.trips ? usual.trips : nil
            guard days != nil || trips != nil else { return nil }
            let office = table.offices[table.officeNumber(of: row)]
            return AdviceChange(.implementations, office.code, .levelOffice(item: item.code, promised: days, trips: trips))
        }.sorted { $0.code < $1.code }
    }

    /// The median of what the offices promise and want; nil where there is none to compare.
    private func usual(_ item: ServiceItem) -> (days: Int, trips: Int)? {
        let table = graph.catalogue.implementations
        let rows = table.rows(of: item.code).filter(table.isLocal)
        guard rows.count > 1 else { return nil }
        let promised = rows.map { table.promised(of: $0) ?? item.limits.promised?.count ?? 0 }.sorted()
        let trips = rows.map { table.trips(of: $0) ?? item.trips }.sorted()
        return (promised[rows.count / 2], trips[rows.count / 2])
    }

    private func regionName(_ code: String) -> Text {
        RegionCode(code).map(graph.place) ?? Text(same: code)
    }

    /// Districts that take much longer than the usual one.
    private func slow(_ districts: [CaseStatistics.District]) -> [Outlier] {
        let counted = districts.filter { $0.cases >= DistrictAnalysis.leastCases }.sorted { $0.region < $1.region }
        guard counted.count > 2 else { return [] }
        let days = counted.map(\.meanDays).sorted()
        let usual = days[days.count / 2]
        return counted.filter { $0.meanDays > usual * DistrictAnalysis.outlier && $0.meanDays >= usual + 1 }.map { district in
            Outlier(
                region: district.region,
                text: AdviceText.slowDistrict(regionName(district.region), district.meanDays, usual, district.cases),
                days: Int((Double(district.cases) * (district.meanDays - usual)).rounded()), trips: 0)
        }
    }

    /// Offices that promise less or want more trips than the usual one (the median); those that pass the item on are no measure.
    private func different(_ item: ServiceItem, _ counted: [CaseStatistics.District]) -> [Outlier] {
        let table = graph.catalogue.implementations
        let rows = table.rows(of: item.code).filter(table.isLocal)
        guard let (usual, usualTrips) = usual(item) else { return [] }
        let promised = rows.map { table.promised(of: $0) ?? item.limits.promised?.count ?? 0 }
        let trips = rows.map { table.trips(of: $0) ?? item.trips }
        let cases = Dictionary(counted.map { ($0.region, $0.cases) }) { $0 + $1 }
        let share = graph.use.cases(item.code) / rows.count
        return rows.indices.compactMap { index in
            let (moreDays, moreTrips) = (max(0, promised[index] - usual), max(0, trips[index] - usualTrips))
            guard moreDays > 0 || moreTrips > 0 else { return nil }
            let region = table.offices[table.officeNumber(of: rows[index])].region
            let done = cases[region.rawValue] ?? share
            return Outlier(
                region: region.rawValue,
                text: AdviceText.differentDistrict(graph.place(region), promised[index], usual, trips[index], usualTrips),
                days: moreDays * done, trips: moreTrips * done)
        }.sorted { ($1.days, $0.region) < ($0.days, $1.region) }
    }
}
