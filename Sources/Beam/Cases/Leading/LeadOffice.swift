import Catalogue
package import Kernel
import Store
import Web

/// 牵头单位: the office that answers for a whole application.
package struct LeadOffice: Sendable, Hashable {
    package var department: String
    package var region: RegionCode

    package init(department: String, region: RegionCode) {
        self.department = department
        self.region = region
    }

    var office: String { CaseTable.office(department, region) }
}

extension PassageDesk {
    /// Who leads an application: the thing's lead in the district where its own item is handled; where it has none, where the first of the
    /// others is; else the city's. A single item has no lead beside its own department. Pure.
    func lead(of cases: [(department: String, region: RegionCode)]) -> LeadOffice? {
        guard !thing.isSingle else { return nil }
        let place = cases.first { $0.department == thing.lead } ?? cases.first { $0.region.level >= .district }
        return LeadOffice(department: thing.lead, region: PassageDesk.office(.district, place?.region))
    }

    /// The longest way through the items that were applied for, by what each promises: for applications that did not keep it.
    func promisedDays(of items: [String]) -> Int {
        let plan = plan(of: items)
        var ends: [String: Int] = [:]
        for code in plan.items {
            let start = plan.prerequisites(of: code).compactMap { ends[$0] }.max() ?? 0
            ends[code] = start + ((try? item(code))?.promisedWorkingDays ?? 0)
        }
        return ends.values.max() ?? 0
    }
}

/// The clock of a whole application.
enum LeadClock {
    /// The promised working days from the day of submission. What stands outside the clock of one of its cases (waiting for the applicant, a
    /// special procedure) stands outside the whole's as well; nil while such a time lasts. Pure.
    static func due(_ application: Application, _ clocks: [CaseClock], _ calendar: WorkingCalendar) -> DueDate? {
        calendar.due(
            from: application.submittedAt.date, .workdays(application.promisedDays),
            stops: clocks.flatMap { $0.acceptanceStops + $0.decisionStops })
    }
}

/// Rights on whole applications, from the one filter: a lead sees how all of it stands, whatever departments take part.
enum LeadRights {
    static func maySee(_ scope: Scope, _ value: Application) -> Bool {
        value.lead.map { scope.holds(anyOf: CaseRights.roles, department: $0.department, region: $0.region) } ?? false
    }

    /// The same as SQL, over the columns of `cases_application a`.
    static func predicate(_ scope: Scope) -> Query {
        scope.predicate(CaseRights.roles, department: "a.lead", region: "a.lead_region")
    }
}
