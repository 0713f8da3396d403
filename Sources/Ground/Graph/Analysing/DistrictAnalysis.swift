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
            let districts = counted[item.code] ?? []
            let offices = Offices(of: item, in: graph.catalogue.implementations)
            let outliers = slow(districts) + (offices.map { different(item, $0, districts) } ?? [])
            guard !outliers.isEmpty else { return nil }
            let regions = Set(outliers.map(\.region)).sorted()
            return Advice(
                .districts, [NodeReference(.item, item.code)], title: AdviceText.districts(item.name, regions.count),
                evidence: Array(outliers.prefix(20).map(\.text)),
                worth: Worth(
                    days: outliers.reduce(0) { $0 + $1.days }, trips: outliers.reduce(0) { $0 + $1.trips }, rates: graph.rates),
                changes: offices.map { levelling(item, $0) } ?? [])
        }
    }

    /// Each office that promises more days or wants more trips than the usual one, brought to what that one does. Offices that are slow with
    /// the usual promise have nothing in the catalogue to change.
    private func levelling(_ item: ServiceItem, _ offices: Offices) -> [AdviceChange] {
        offices.worse.map { index in
            AdviceChange(
                .implementations, office(offices, index).code,
                .levelOffice(
                    item: item.code, promised: offices.moreDays(index) > 0 ? offices.usualDays : nil,
                    trips: offices.moreTrips(index) > 0 ? offices.usualTrips : nil))
        }.sorted { $0.code < $1.code }
    }

    private func office(_ offices: Offices, _ index: Int) -> ImplementingOffice {
        let table = graph.catalogue.implementations
        return table.offices[table.officeNumber(of: offices.rows[index])]
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

    /// Offices that promise less or want more trips than the usual one.
    private func different(_ item: ServiceItem, _ offices: Offices, _ counted: [CaseStatistics.District]) -> [Outlier] {
        let cases = Dictionary(counted.map { ($0.region, $0.cases) }) { $0 + $1 }
        let share = graph.use.cases(item.code) / offices.rows.count
        return offices.worse.map { index in
            let region = office(offices, index).region
            let done = cases[region.rawValue] ?? share
            return Outlier(
                region: region.rawValue,
                text: AdviceText.differentDistrict(
                    graph.place(region), offices.promised[index], offices.usualDays, offices.trips[index], offices.usualTrips),
                days: offices.moreDays(index) * done, trips: offices.moreTrips(index) * done)
        }.sorted { ($1.days, $0.region) < ($0.days, $1.region) }
    }
}

/// What the offices of an item promise and want, and the usual one among them (the median); those that pass the item on are no measure.
private struct Offices {
    /// Of the implementation table.
    let rows: [Int]
    let promised: [Int]
    let trips: [Int]
    let usualDays: Int
    let usualTrips: Int

    /// nil where there are none to compare.
    init?(of item: ServiceItem, in table: ImplementationTable) {
        rows = table.rows(of: item.code).filter(table.isLocal)
        guard rows.count > 1 else { return nil }
        promised = rows.map { table.promised(of: $0) ?? item.limits.promised?.count ?? 0 }
        trips = rows.map { table.trips(of: $0) ?? item.trips }
        (usualDays, usualTrips) = (promised.sorted()[rows.count / 2], trips.sorted()[rows.count / 2])
    }

    func moreDays(_ index: Int) -> Int { max(0, promised[index] - usualDays) }
    func moreTrips(_ index: Int) -> Int { max(0, trips[index] - usualTrips) }
    /// Places of those that are behind the usual one.
    var worse: [Int] { rows.indices.filter { moreDays($0) > 0 || moreTrips($0) > 0 } }
}
