package import Catalogue
import DataCentre
package import Kernel
import Store
package import Web

/// A page of whole applications, what is due first first; one whose clock stands still comes last.
package struct LeadPage: Sendable, Hashable {
    package var applications: [ApplicationSummary]
    /// Where the next page begins; nil on the last.
    package var next: WorklistKey?
}

/// A whole application as its lead sees it: how each case stands, and nothing of what anybody wrote in it.
package struct LedApplication: Sendable {
    package let application: Application
    package let applicantName: String
    /// In the order in which they are done.
    package let cases: [Case]
    package let plan: ApplicationPlan
    package let thing: Thing
    package let catalogue: Catalogue
    /// The newest first.
    package let reminders: [Reminder]
}

extension Cases {
    /// The open applications that a scope leads. A page costs the same wherever it stands in the list.
    package func ledApplications(_ scope: Scope, after: WorklistKey? = nil, limit: Int = 30) async throws -> LeadPage {
        try await database.read { try LeadList(tables: tables, scope: scope, after: after, limit: limit).page(in: $0) }
    }

    /// One of them; not found for whoever does not lead it. The look is logged for the person.
    package func ledApplication(_ id: ID, for visitor: Visitor, at instant: Instant) async throws -> LedApplication {
        let found = try await database.read { connection -> (Application, [Case], [Reminder], String)? in
            guard let application = try tables.applications.application(id, in: connection), visitor.kind == .staff,
                LeadRights.maySee(visitor.scope, application),
                let (frozen, _) = try tables.applications.contents(of: id, in: connection)
            else { return nil }
            return (
                application, try tables.cases.cases(of: id, in: connection),
                try tables.reminders.reminders(ofApplication: id, in: connection), frozen.applicant.number
            )
        }
        guard let (application, cases, reminders, number) = found else { throw CaseRefusal.notFound.problem }
        let desk = try await desk(thing: application.thing, version: application.catalogueVersion, at: instant)
        let plan = desk.plan(of: cases.map(\.item))
        let purpose = Purpose(
            reader: .staff, account: visitor.account, department: visitor.scope.acting(for: desk.thing.lead), code: application.thing,
            reason: LeadText.looking.filled(["thing": desk.thing.name]), reference: "application:\(application.number)")
        try await dataCentre.note(lookAt: number, for: purpose, at: instant)
        let order = Dictionary(plan.items.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return LedApplication(
            application: application, applicantName: cases.first?.applicantName ?? "",
            cases: cases.sorted { (order[$0.item] ?? 0, $0.id) < (order[$1.item] ?? 0, $1.id) }, plan: plan, thing: desk.thing,
            catalogue: desk.catalogue, reminders: reminders)
    }

    /// Whether anything in force is led by a department of that scope: whether there is a list for them at all.
    package func leads(_ scope: Scope) -> Bool {
        let leads = Set(catalogue.snapshot.oneThings.values.map(\.lead))
        return scope.grants.contains { grant in
            CaseRights.roles.contains(grant.role) && (grant.department.map(leads.contains) ?? true)
        }
    }
}

/// Reads the applications of a scope in order without sorting them, as a worklist reads its cases.
struct LeadList {
    let tables: CaseTables
    let scope: Scope
    var after: WorklistKey?
    let limit: Int

    /// How many offices one statement reads.
    private static let together = 16

    func page(mostParts: Int = Worklist.mostParts, in connection: any Connection) throws -> LeadPage {
        let limit = max(1, min(limit, 200))
        let offices = try OfficeTable.offices(scope, CaseRights.roles, limit: mostParts + 1, in: connection)
        let keys =
            try offices.count <= mostParts
            ? merged(offices, limit + 1, in: connection)
            : connection.rows(LeadTable.throughout(LeadRights.predicate(scope), after: after, limit: limit + 1)).map(key)
        let page = keys.sorted { ($0.dueOn, $0.id) < ($1.dueOn, $1.id) }.prefix(limit + 1)
        let shown = page.prefix(limit)
        return LeadPage(applications: try summaries(shown.map(\.id), in: connection), next: page.count > limit ? shown.last : nil)
    }

    private func merged(_ offices: [String], _ limit: Int, in connection: any Connection) throws -> [WorklistKey] {
        var keys: [WorklistKey] = []
        var rest = offices[...]
        while !rest.isEmpty {
            // Two lengths only, so that the prepared statements are few.
            let count = rest.count >= LeadList.together ? LeadList.together : 1
            let parts = rest.prefix(count).map { LeadTable.part($0, after: after, limit: limit) }
            keys += try connection.rows(Query.joined(parts, separator: " UNION ALL ")).map(key)
            rest = rest.dropFirst(count)
        }
        return keys
    }

    private func key(_ row: ResultRow) throws -> WorklistKey { WorklistKey(dueOn: try row.text("due_on"), id: try row.id("id")) }

    private func summaries(_ ids: [ID], in connection: any Connection) throws -> [ApplicationSummary] {
        guard !ids.isEmpty else { return [] }
        let applications = try connection.rows(
            "SELECT \(ApplicationTable.columns) FROM cases_application a WHERE a.id IN \(list: ids)"
        ).map(tables.applications.value)
        let cases = try connection.rows(
            "SELECT \(CaseTable.columns) FROM cases_case c WHERE c.application_id IN \(list: ids) ORDER BY c.id"
        ).map(tables.cases.value)
        let byID = Dictionary(applications.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let grouped = Dictionary(grouping: cases, by: \.application)
        return ids.compactMap { id in byID[id].map { ApplicationSummary(application: $0, cases: grouped[id] ?? []) } }
    }
}
