import Kernel
import Store

extension Cases {
    /// Gives applications of before there were leads their place on the lists.
    var leadJob: Job {
        Job(name: "cases.leads", every: 3600) { _, _ in
            while true {
                let page = try await database.read { connection in
                    try connection.rows(
                        "SELECT \(ApplicationTable.columns) FROM cases_application a WHERE a.due_on IS NULL ORDER BY a.id LIMIT 200"
                    ).map(tables.applications.value)
                }
                guard !page.isEmpty else { return }
                for application in page { try await placeLead(of: application) }
            }
        }
    }

    private func placeLead(of application: Application) async throws {
        let desk = try await desk(thing: application.thing, version: application.catalogueVersion, at: application.submittedAt)
        let placed = try await database.write { connection -> LeadOffice? in
            let cases = try tables.cases.cases(of: application.id, in: connection)
            var value = application
            value.lead = desk.lead(of: cases.map { ($0.department, $0.region) })
            value.promisedDays = desk.promisedDays(of: cases.map(\.item))
            value.due = LeadClock.due(value, cases.map(\.clock), desk.calendar)
            try tables.applications.place(value, in: connection)
            return value.lead
        }
        guard let placed else { return }
        try await database.write { try OfficeTable.add([(placed.department, placed.region)], in: $0) }
    }

    /// Dates of whole applications that waited for a holiday notice, once the year is loaded.
    func settleProvisionalLeads() async throws {
        let calendar = calendar()
        var after = ""
        while true {
            let page = try await database.read { [after] connection in
                try connection.rows(
                    """
                    SELECT \(ApplicationTable.columns) FROM cases_application a WHERE a.due_provisional > 0 AND a.id > \(after)
                    ORDER BY a.id LIMIT 200
                    """
                ).map(tables.applications.value)
            }
            guard let last = page.last else { return }
            after = last.id.rawValue
            for application in page {
                try await database.write { connection in
                    // As it stands now, and held: a case may have moved it meanwhile.
                    guard var value = try tables.applications.application(application.id, locking: true, in: connection) else { return }
                    let cases = try tables.cases.cases(of: value.id, in: connection)
                    value.due = LeadClock.due(value, cases.map(\.clock), calendar)
                    if value.due != application.due { try tables.applications.place(value, in: connection) }
                }
            }
        }
    }
}
