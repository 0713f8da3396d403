package import Cases
import Catalogue
package import DataCentre
import Identity
package import Kernel
package import Store
import Web

extension DemoCity {
    /// What lies about on a usual day: requests for assistance of which some are answered and one is late, data in use, and drafts that people
    /// began and left. Made once, behind the history.
    ///
    /// - Parameter ledger: the departments' entries in the ledger of data and systems, as a table.
    package func loadWork(cases: Cases, dataCentre: DataCentre, database: Database, ledger: String?, at now: Instant) async throws {
        let progress = try await self.progress(.work, in: database)
        guard progress.done == 0 else { return }
        let population = population(progress)
        try await askOffices(population, cases: cases, at: now)
        let subjects = population.persons.dropFirst(200).prefix(60).map(\.person.idNumber.rawValue)
        try await dataCentre.openWork(catalogue, subjects: subjects, ledger: ledger, at: now)
        let left = leftDrafts(population)
        try await database.write { connection in
            try cases.load(left, submittedSince: draftsBegin(population.today), in: connection)
            var done = progress
            done.done = 1
            try done.write(.work, in: connection)
        }
    }

    private func askOffices(_ population: DemoPopulation, cases: Cases, at now: Instant) async throws {
        guard let district = RegionCode("310104") else { return }
        let scope = Scope(grants: [Scope.Grant(role: .supervisor, department: nil, region: district)])
        let open = try await cases.worklist(WorklistQuery(desks: [.intake, .review, .decide], limit: 200), scope: scope).cases
        // One of each item, so that the list shows different matters; those that have lain longest first.
        var items: Set<String> = []
        let oldest = open.sorted { ($0.acceptedAt ?? $0.receivedAt ?? now, $0.id) < ($1.acceptedAt ?? $1.receivedAt ?? now, $1.id) }
        let chosen = oldest.filter { $0.assignee == nil && $0.status != .special && items.insert($0.item).inserted }.prefix(6)
        for (number, value) in chosen.enumerated() {
            guard
                let asker = population.officers.first(where: { officer in
                    officer.holds(.reviewer, department: value.department, region: value.deskRegion)
                })
            else { continue }
            // Every other one was answered; of the oldest that were not, some are late by now.
            let asked = max((value.acceptedAt ?? value.receivedAt ?? now).adding(seconds: 3600), now.adding(seconds: -9 * 86_400))
            guard asked < now else { continue }
            let (subject, holder) = wanted(value.item, by: value.department)
            let wish = AssistanceWish(
                subject: subject, department: holder,
                region: district, words: DemoCityText.asked(number).zh, days: number / 2 + 1)
            let request: Assistance
            do { request = try await cases.ask(wish, about: value.id, for: visitor(asker), at: asked) } catch is Problem { continue }
            let answered = asked.adding(seconds: 26 * 3600)
            guard number % 2 == 1, answered < now,
                let clerk = population.officers.first(where: { officer in
                    officer.holds(.window, department: holder, region: district)
                })
            else { continue }
            let reply =
                number == 3
                ? AssistanceReply(.reportNothing, words: DemoCityText.foundNothing.zh)
                : AssistanceReply(.answer, words: DemoCityText.found.zh)
            do { try await cases.reply(reply, to: request.id, for: visitor(clerk), at: answered) } catch is Problem { continue }
        }
    }

    /// A paper of the item that another department issues; where there is none, something that the police or the registrars of families know.
    private func wanted(_ item: String, by department: String) -> (subject: String, holder: String) {
        let paper = catalogue.items[item]?.materials.first { !$0.returnsOriginal && $0.issuer != nil && $0.issuer != department }
        guard let paper, let issuer = paper.issuer else { return ("other", department == "gaj" ? "mzj" : "gaj") }
        return ("material:\(paper.code)", issuer)
    }

    private func visitor(_ officer: DemoOfficer) -> Visitor {
        Visitor(kind: .staff, account: officer.account.id, name: officer.name, scope: officer.staff.scope, language: .zh)
    }
}
