import Catalogue
import Kernel

/// How a whole application stands on a day. Pure.
struct LeadStanding: Sendable, Hashable {
    let summary: ApplicationSummary
    let light: CaseLight?
    let done: Int
    /// Cases that their departments are late with.
    let late: Int

    init(_ summary: ApplicationSummary, on today: LocalDate, _ calendar: WorkingCalendar) {
        self.summary = summary
        let isOpen = summary.application.outcome == .open
        light = isOpen ? summary.application.due.map { CaseLight(due: $0.date, today: today, calendar: calendar) } : nil
        done = summary.cases.count { $0.status.isGranted }
        late = summary.cases.count { $0.isLate(on: today) }
    }

    /// For programs.
    var members: [JSON.Member] {
        let application = summary.application
        return [
            JSON.Member("id", .string(application.id.rawValue)), JSON.Member("number", .string(application.number)),
            JSON.Member("thing", .string(application.thing)),
            JSON.Member("applyer_name", .string(summary.cases.first?.applicantName ?? "")),
            JSON.Member("apply_date", .string(application.submittedAt.rfc3339)),
            JSON.Member("outcome", .string(application.outcome.rawValue)), JSON.Member("promisedDays", .int(application.promisedDays)),
            JSON.Member("due", JSON(application.due?.date.description)), JSON.Member("light", JSON(light?.rawValue)),
            JSON.Member("cases", .int(summary.cases.count)), JSON.Member("done", .int(done)), JSON.Member("late", .int(late)),
        ]
    }
}

extension Case {
    /// Its department has let its date pass.
    func isLate(on today: LocalDate) -> Bool { status.isOnWorklist && due?.due.map { $0.date < today } ?? false }
}

extension LedApplication {
    /// What a lead may know of each case: where it lies and since when, not what is written in it.
    var members: [JSON.Member] {
        let rows = cases.map { value -> JSON in
            [
                "id": .string(value.id.rawValue), "project_no": .string(value.number), "item": .string(value.item),
                "department": .string(value.department), "region": .string(value.deskRegion.rawValue),
                "status": .string(value.status.rawValue), "due": JSON(value.due?.due?.date.description),
                "waitsFor": .array(plan.prerequisites(of: value.item).sorted().map(JSON.string)),
            ]
        }
        let sent = reminders.map { reminder -> JSON in
            [
                "case": .string(reminder.caseID.rawValue), "by": .string(reminder.name), "note": JSON(reminder.note),
                "sentAt": .string(reminder.sentAt.rfc3339),
            ]
        }
        return [
            JSON.Member("version", .int(catalogue.version)), JSON.Member("departments", .array(rows)),
            JSON.Member("reminders", .array(sent)),
        ]
    }
}
