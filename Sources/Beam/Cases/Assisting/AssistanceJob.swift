import Catalogue
import Kernel
import Store

extension Cases {
    /// Reminds of what is late, once each working day, and lets go of what no case needs any more.
    var assistanceJob: Job {
        Job(name: "cases.assistance", every: 3600) { _, now in
            while try await lapseAssistance(at: now) {}
            if calendar().isWorkday(now.date).workday { try await remindOfAssistance(at: now) }
        }
    }

    /// False when nothing is left.
    private func lapseAssistance(at now: Instant) async throws -> Bool {
        let ended = try await database.read { try tables.assistances.ended(limit: 200, in: $0) }
        for value in ended {
            try await database.write { connection in
                let after = try value.taking(.lapse, by: .system, nil, at: now)
                // Somebody was quicker: then there is nothing to let go of.
                _ = try tables.assistances.replace(value, with: after, in: connection)
            }
        }
        return ended.count == 200
    }

    private func remindOfAssistance(at now: Instant) async throws {
        var after: WorklistKey?
        while true {
            let page = try await database.read { [after] in
                try tables.assistances.late(on: now.date, after: after, limit: 200, in: $0)
            }
            let snapshot = catalogue.snapshot
            for value in page {
                try await database.write { connection in
                    guard try tables.assistances.remind(value.id, on: now.date, in: connection), value.reminders == 0 else { return }
                    let item = snapshot.items[value.item]?.name ?? Text(same: value.item)
                    try write(
                        AssistanceText.late(snapshot.departmentName(value.to.department)),
                        AssistanceText.lateBody(value.caseNumber, item), about: value, reference: "late", at: now, in: connection)
                }
            }
            guard page.count == 200, let last = page.last else { return }
            after = WorklistKey(dueOn: last.dueOn.description, id: last.id)
        }
    }
}
