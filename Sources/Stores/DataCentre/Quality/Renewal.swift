import Catalogue
import Kernel
import Store

extension DataResource.UpdateCycle {
    /// A resource of which nothing has changed for longer than this is no longer renewed: two cycles, so that one late delivery raises no
    /// alarm. nil where only an event in somebody's life renews a record.
    var longestDays: Int? {
        switch self {
        case .realtime: nil
        case .day: 2
        case .week: 14
        case .month: 62
        case .quarter: 184
        case .year: 732
        }
    }

    /// Whether something that was last renewed on a day ought to have been renewed since.
    func isLate(renewedOn day: LocalDate, on today: LocalDate) -> Bool {
        longestDays.map { day.adding(days: $0) < today } ?? false
    }
}

extension SharingBook {
    /// The last renewal of a resource that should have been renewed since.
    func lateSince(_ resource: DataResource, on today: LocalDate) -> LocalDate? {
        renewals[resource.code].flatMap { resource.updateCycle.isLate(renewedOn: $0, on: today) ? $0 : nil }
    }
}

extension DataCentre {
    /// Resources that others bring or are asked for: of these alone it can be said that they are late.
    var fromElsewhere: Set<String> { Set(outside.keys).union(drops.dropped) }

    /// The last renewal of a resource that comes from elsewhere and should have been renewed since.
    func lateSince(_ resource: DataResource, _ book: SharingBook, on today: LocalDate) -> LocalDate? {
        fromElsewhere.contains(resource.code) ? book.lateSince(resource, on: today) : nil
    }
}

/// When resources were last renewed, as far as that shows: by the latest change that a nightly check saw, or by a delivery since. A register
/// that is kept here is as it is; only of what comes from elsewhere can anybody say that it has stayed away.
struct RenewalTable: Sendable {
    /// By resource.
    func latest(in connection: any Connection) throws -> [String: LocalDate] {
        let seen = try connection.rows(
            """
            SELECT q.resource, q.newest AS day FROM datacentre_quality q
            JOIN (SELECT resource, MAX(day) AS last FROM datacentre_quality WHERE newest IS NOT NULL GROUP BY resource) l
                ON l.resource = q.resource AND l.last = q.day
            """
        ).map { (try $0.text("resource"), try $0.date("day")) }
        let delivered = try connection.rows(
            """
            SELECT resource, MAX(at) AS latest FROM datacentre_delivery WHERE resource IS NOT NULL AND fault_zh IS NULL AND (taken > 0 OR rejected = 0)
            GROUP BY resource
            """
        ).map { (try $0.text("resource"), try $0.instant("latest").date) }
        return Dictionary(seen + delivered, uniquingKeysWith: max)
    }
}
