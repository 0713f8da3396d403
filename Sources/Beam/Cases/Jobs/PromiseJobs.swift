import Catalogue
package import Kernel
import Messages
import Store
import Web

extension Cases {
    /// 容缺 and 整改 by the clock: people are reminded before their date and on it; what did not come is noted, and left to an officer.
    var promiseJob: Job { Job(name: "cases.promises", every: 3600) { _, now in try await followPromises(at: now) } }

    /// So many working days before a date it is said that it comes.
    static let reminderWorkdays = 2

    package func followPromises(at now: Instant) async throws {
        let calendar = calendar()
        let soon = calendar.due(from: now.date, .workdays(Cases.reminderWorkdays)).date
        try await each({ after in { try FollowUpTable.papers(until: soon, after: after, tables.cases, in: $0) } }, place: \.papersDue) {
            value in
            try await remind(ofPapers: value, at: now)
            guard value.papers.contains(where: { $0.lapsedOn == nil && $0.isOverdue(on: now.date) }) else { return }
            guard CaseTransition.of(.lapsePaper, from: value.status) != nil else { return }
            do {
                try await perform(value.id, CaseMove(.lapsePaper), by: .system, expectedVersion: value.version, at: now)
            } catch let refusal as Problem where refusal.status == 409 {
                // Somebody was faster: the paper came, or the case moved.
            }
        }
        try await each(
            { after in { try FollowUpTable.checks(until: soon, after: after, tables.cases, in: $0) } }, place: { $0.afterCheck?.next?.date }
        ) {
            value in
            guard value.afterCheck?.state == .mending, let day = value.afterCheck?.mendBy?.date, day >= now.date else { return }
            try await tell(value, PromiseNews.mending(day, isToday: day == now.date), about: "mending/\(day)", at: now)
        }
    }

    /// Every case of a list in the order of its dates, a page at a time.
    private func each(
        _ page: @Sendable (WorklistKey?) -> @Sendable (any Connection) throws -> [Case], place: (Case) -> LocalDate?,
        _ body: (Case) async throws -> Void
    ) async throws {
        var after: WorklistKey?
        while true {
            let found = try await database.read(page(after))
            for value in found { try await body(value) }
            guard found.count == FollowUpTable.page, let last = found.last, let day = place(last) else { return }
            after = WorklistKey(dueOn: day.description, id: last.id)
        }
    }

    private func remind(ofPapers value: Case, at now: Instant) async throws {
        let item = try await catalogue(version: value.catalogueVersion).items[value.item]
        for paper in value.openPapers where value.status.isOpen {
            guard let due = paper.due?.date, due >= now.date else { continue }
            let name = item?.materialName(paper.material) ?? Text(same: paper.material)
            try await tell(
                value, PromiseNews.paper(name, due, isToday: due == now.date), about: "paper/\(paper.material)/\(due)", at: now)
        }
    }

    /// The same is told once for each of its two moments.
    private func tell(_ value: Case, _ news: PromiseNews, about what: String, at now: Instant) async throws {
        let message = Message(
            id: surroundings.newID(), to: value.party, subject: news.subject, body: news.body, link: "/applications/\(value.application)",
            reference: "case:\(value.id)/\(what)/\(news.moment)", sentAt: now)
        try await database.write { try messages.send(message, in: $0) }
    }
}

/// What people are reminded of.
struct PromiseNews: Sendable {
    let subject: Text
    let body: Text
    /// Before the day, or on it.
    let moment: String

    static func paper(_ name: Text, _ day: LocalDate, isToday: Bool) -> PromiseNews {
        PromiseNews(
            subject: isToday
                ? Text("今天要补交：\(name.zh)", "Due today: \(name.en)") : Text("快到补交日期：\(name.zh)", "Due soon: \(name.en)"),
            body: Text(
                "受理时您承诺 \(day.text.zh)前交来“\(name.zh)”。打开办件就可以上传。",
                "You promised to hand in “\(name.en)” by \(day.text.en). Open your application to upload it."),
            moment: isToday ? "today" : "soon")
    }

    static func mending(_ day: LocalDate, isToday: Bool) -> PromiseNews {
        PromiseNews(
            subject: isToday ? Text("整改今天到期", "To be mended today") : Text("整改快到期", "To be mended soon"),
            body: Text(
                "请在 \(day.text.zh)前完成整改，并在办件里报告；逾期不整改的，许可将被撤销。",
                "Please mend what was found by \(day.text.en) and report it on your application; otherwise the approval is revoked."),
            moment: isToday ? "today" : "soon")
    }
}
