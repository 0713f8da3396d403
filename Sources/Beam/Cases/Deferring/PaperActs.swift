import Catalogue
import Kernel
import Web

/// 容缺: an applicant hands in what they promised, all at once or one by one.
extension Cases {
    var paperEndpoints: [Endpoint] { owedPapers.endpoints + handInPapers.endpoints }

    private var owedPapers: Screen<AskedAdditions> {
        Screen(
            "cases.papers", get: "/cases/{id}/papers", access: .applicant, summary: PaperText.title,
            refuses: ["cases.not-found", "cases.not-allowed"],
            load: { call in
                let owed = try await asked(call)
                guard !owed.file.current.openPapers.isEmpty, owed.file.current.status.isOpen else {
                    throw CaseRefusal.notAllowed(owed.file.current.status, .supplyPaper).problem
                }
                return owed
            },
            page: { owed, call in papersPage(owed, call, problem: nil) })
    }

    /// One box for each paper that is owed; whoever has only one of them hands in that one.
    private func boxes(_ file: CaseFile, on today: LocalDate) -> [Field] {
        let open = file.current.openPapers
        return open.compactMap { paper -> Field? in
            guard let material = file.item.material(paper.material) else { return nil }
            let when = paper.due.map { paper.isOverdue(on: today) ? PaperText.overdue($0.text) : PaperText.by($0.text) }
            return Field(
                MaterialBox.name(material.code), material.name,
                .file(types: material.fileKinds, maxBytes: material.maxMegabytes * 1_000_000),
                help: [when, material.sample].compactMap(\.self).joined,
                required: open.count == 1)
        }
    }

    private func papersPage(_ owed: AskedAdditions, _ call: Call, problem: Problem?) -> Page {
        handInPage(
            owed, boxes(owed.file, on: call.now.date), to: "/cases/\(owed.file.current.id)/papers", PaperText.title, lede: PaperText.lede,
            submit: PaperText.handIn, call, problem: problem)
    }

    private var handInPapers: Act<Submitted, Case> {
        Act(
            "cases.hand-in", post: "/cases/{id}/papers", access: .applicant, summary: PaperText.handIn, takes: Cases.fieldsShape,
            refuses: ["cases.not-found", "cases.stale", "cases.not-allowed", "invalid"], body: .files, input: { submitted, _ in submitted },
            run: { submitted, call in
                let file = try await caseFile(try call.id(), for: call.visitor, at: call.now)
                let version = try Cases.version(submitted)
                if let done = try await doubled(.supplyPaper, on: file.current, version: version, by: call.visitor, at: call.now) {
                    return done
                }
                // Nothing is stored for a page that is no longer true.
                guard version == file.current.version else { throw CaseRefusal.stale.problem }
                guard CaseTransition.of(.supplyPaper, from: file.current.status) != nil else {
                    throw CaseRefusal.notAllowed(file.current.status, .supplyPaper).problem
                }
                let move = try await handedIn(submitted, file, at: call.now)
                return try await perform(file.current.id, move, for: call.visitor, expectedVersion: version, at: call.now)
            },
            then: { current, _ in "/applications/\(current.application)" },
            again: { problem, call in papersPage(try await asked(call), call, problem: problem) }, gives: Cases.briefShape,
            json: { current, _ in current.brief }, status: 200)
    }

    /// The papers that came, with those that came before with an attempt that failed over another.
    private func handedIn(_ submitted: Submitted, _ file: CaseFile, at instant: Instant) async throws -> CaseMove {
        let waiting = try await looseAttachments(of: file.current.application)
        var move = CaseMove(.supplyPaper)
        var faults: [Problem.Fault] = []
        for paper in file.current.openPapers {
            guard let material = file.item.material(paper.material) else { continue }
            let taken = try await files(
                for: material, from: MaterialBox.name(material.code), submitted, file, waiting: waiting, at: instant)
            if !taken.ids.isEmpty { move.papers.append(material.code) }
            move.attachments += taken.ids
            faults += taken.faults
        }
        if !faults.isEmpty { throw Problem.invalid(faults) }
        return move
    }
}

extension [Text] {
    /// One sentence after the other; nil where there is none.
    fileprivate var joined: Text? {
        isEmpty ? nil : Text(map(\.zh).joined(separator: "。"), map(\.en).joined(separator: ". "))
    }
}

/// What is read about papers that follow later.
enum PaperText {
    static let title = Text("补交容缺材料", "Hand in what you promised")
    static let lede = Text("受理时承诺后交的材料，交齐才能作出决定。", "What you promised to hand in later. The decision waits for it.")
    static let handIn = Text("交材料", "Hand in")
    static let handInNow = Text("现在补交", "Hand it in now")
    static func by(_ day: Text) -> Text { Text("请在 \(day.zh)前交来", "Please hand it in by \(day.en)") }
    static func overdue(_ day: Text) -> Text {
        Text("应在 \(day.zh)前交来，已经逾期；部门还没有退件，请尽快交", "It was due by \(day.en); the case has not been returned yet, so please hurry")
    }
    static func owed(_ until: Text?) -> Text {
        guard let until else { return Text("受理后补交", "follows after acceptance") }
        return Text("最迟 \(until.zh)补交", "due by \(until.en)")
    }
}
