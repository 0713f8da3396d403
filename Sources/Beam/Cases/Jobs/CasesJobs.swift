import Catalogue
import Kernel
package import Store

extension Cases {
    /// What happens by the clock.
    package var jobs: [Job] {
        [
            Job(name: "cases.deemed-acceptance", every: 3600) { _, now in try await deemAccepted(at: now) },
            Job(name: "cases.deemed-renewal", every: 3600) { _, now in try await deemRenewed(at: now) },
            Job(name: "cases.supplements", every: 3600) { _, now in try await expireSupplements(at: now) },
            Job(name: "cases.provisional-dates", every: 21_600) { _, _ in try await settleProvisionalDates() },
            Job(name: "cases.roots", every: 3600) { database, now in
                // A first start may have a long history to sign; what is left is the next run's.
                for _ in 0..<5000 { if try await database.write({ try roots.signNext(at: now, in: $0) }) == nil { break } }
            },
            savingJob, leadJob, promiseJob, assistanceJob, retentionJob,
            Job(name: "cases.attachments", every: 86_400) { _, now in try await sweepAttachments(at: now) },
        ]
    }

    /// 行政许可法 32(4): who is told nothing in five working days is accepted from the day of receipt.
    private func deemAccepted(at now: Instant) async throws {
        try await eachOverdue(.intake, at: now) { value in
            let catalogue = try await catalogue(version: value.catalogueVersion)
            return catalogue.items[value.item]?.limits.deemedAcceptance == true ? CaseMove(.deemAccept) : nil
        }
        numbers.forget(except: [CaseNumbers.day(now.date), CaseNumbers.day(now.date.adding(days: -1))])
    }

    /// What was missing has not come in the time that the notice named.
    private func expireSupplements(at now: Instant) async throws {
        try await eachOverdue(.outside, at: now) { $0.status == .supplement ? CaseMove(.expire) : nil }
    }

    private func eachOverdue(_ desk: CaseDesk, at now: Instant, _ move: (Case) async throws -> CaseMove?) async throws {
        var after = WorklistKey(dueOn: "", id: ID(at: Instant(microseconds: 0), random: Array(repeating: 0, count: 10)))
        while true {
            let page = try await database.read { [after] connection in
                try connection.rows(
                    """
                    SELECT \(CaseTable.columns) FROM cases_case c
                    WHERE c.desk IS NOT NULL AND c.desk = \(desk.rawValue) AND c.due_on < \(now.date)
                    AND (c.due_on, c.id) > (\(after.dueOn), \(after.id)) ORDER BY c.due_on, c.id LIMIT 200
                    """
                ).map(tables.cases.value)
            }
            for value in page {
                guard let move = try await move(value) else { continue }
                do {
                    try await perform(value.id, move, by: .system, expectedVersion: value.version, at: now)
                } catch let refusal as Problem where refusal.status == 409 {
                    // Somebody was faster.
                }
            }
            guard let last = page.last, let due = last.due?.due else { return }
            after = WorklistKey(dueOn: due.date.description, id: last.id)
        }
    }

    /// Dates that waited for a holiday notice, once the year is loaded.
    func settleProvisionalDates() async throws {
        try await settleProvisionalLeads()
        try await settleCases("c.due_provisional > 0")
        // Of what was promised, also where the case itself has ended.
        try await settleCases("c.follow_provisional = 1")
    }

    private func settleCases(_ condition: Query) async throws {
        let calendar = calendar()
        var after = ""
        while true {
            let page = try await database.read { [after] connection in
                try connection.rows(
                    """
                    SELECT \(CaseTable.columns) FROM cases_case c WHERE \(condition) AND c.id > \(after) ORDER BY c.id LIMIT 200
                    """
                ).map(tables.cases.value)
            }
            guard let last = page.last else { return }
            after = last.id.rawValue
            var settled: [Case] = []
            for value in page {
                guard let item = try await catalogue(version: value.catalogueVersion).items[value.item] else { continue }
                var changed = value
                var rules = CaseRules(
                    limits: CaseLimits(item.limits, supplementWorkdays: settings.supplementWorkdays), calendar: calendar,
                    needsTwoOfficers: false, needsLicensor: false)
                if value.isOnPromise { rules.limits.promised = .workdays(0) }
                (rules.papers, rules.afterCheck) = (item.paperTerms, item.afterCheckTerms)
                changed.due = value.clock.due(rules.limits, calendar)
                changed.settlePapers(rules)
                changed.settleAfterCheck(rules)
                if changed != value { settled.append(changed) }
            }
            guard !settled.isEmpty else { continue }
            try await database.write { [settled] connection in for value in settled { try tables.cases.settle(value, in: connection) } }
        }
    }

    private func sweepAttachments(at now: Instant) async throws {
        let cutoff = now.adding(seconds: -Int64(settings.strayAttachmentDays) * 86_400)
        while try await database.write({ try tables.attachments.sweep(before: cutoff, limit: 200, in: $0) }) == 200 {}
        let yesterday = now.adding(seconds: -86_400)
        let stray = try await database.read { try tables.attachments.strayBlobs(before: yesterday, limit: 1000, in: $0) }
        for hash in stray { try await database.write { try tables.attachments.removeBlob(hash, before: yesterday, in: $0) } }
    }
}
