import Graph
import Kernel

/// Counts the applicants who did two items within so long, in different applications: rows come ordered by applicant.
struct PairCounting {
    private struct Visit {
        let item: String
        let application: String
        let at: Instant
    }

    let withinMicroseconds: Int64
    private var applicant = ""
    private var visits: [Visit] = []
    private var counts: [CaseStatistics.Pair: Int] = [:]

    /// Somebody with more cases than this is an agency, not a person with an errand.
    private static let mostVisits = 40

    init(within microseconds: Int64) { withinMicroseconds = microseconds }

    mutating func add(applicant: String, item: String, application: String, at instant: Instant) {
        if applicant != self.applicant {
            close()
            self.applicant = applicant
        }
        visits.append(Visit(item: item, application: application, at: instant))
    }

    /// What was found, most applicants first.
    mutating func pairs(scaledBy factor: Double) -> [CaseStatistics.Pair] {
        close()
        return counts.map { pair, count in
            CaseStatistics.Pair(
                pair.first, pair.second, applicants: Int((Double(count) * factor).rounded()))
        }.sorted { ($1.applicants, $0.first, $0.second) < ($0.applicants, $1.first, $1.second) }
    }

    private mutating func close() {
        defer { visits = [] }
        guard visits.count > 1, visits.count <= PairCounting.mostVisits else { return }
        var seen: Set<CaseStatistics.Pair> = []
        for (index, first) in visits.enumerated() {
            for second in visits[(index + 1)...]
            where first.item != second.item && first.application != second.application {
                let apart = abs(second.at.microseconds - first.at.microseconds)
                if apart <= withinMicroseconds {
                    seen.insert(CaseStatistics.Pair(first.item, second.item, applicants: 0))
                }
            }
        }
        for pair in seen { counts[pair, default: 0] += 1 }
    }
}
