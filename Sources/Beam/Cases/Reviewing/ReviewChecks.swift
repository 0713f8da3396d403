import Catalogue
import Kernel

/// Holds facts against review points. Pure.
enum ReviewChecks {
    /// In which days the licence is renewed that an item renews, and on which one it was applied for.
    struct Timing: Sendable {
        let window: LicenceType.Renewal
        let appliedOn: LocalDate
        let calendar: WorkingCalendar
    }

    /// What became of each point: it holds, it fails, or the facts do not say; with the part of the condition that decided.
    ///
    /// - Parameter isWord: whether a fact is the applicant's word alone, although a register keeps such facts.
    static func results(
        _ points: [ReviewPoint], _ judge: CaseJudge, _ timing: Timing? = nil, isWord: (String) -> Bool = { _ in false }
    ) -> [CheckResult] {
        points.map { point in
            if let field = point.window { return result(of: point, endingBy: field, judge, timing, isWord) }
            guard let check = point.check else { return CheckResult(point: point.code, outcome: .unknown) }
            let (truth, deciding) = judge.explained(check)
            let outcome: CheckResult.Outcome = truth.map { $0 ? held(by: deciding, isWord) : .fails } ?? .unknown
            return CheckResult(point: point.code, outcome: outcome, deciding: deciding)
        }
    }

    /// Whether it was applied for in time, as the register reckons it for the licence itself.
    private static func result(
        of point: ReviewPoint, endingBy field: String, _ judge: CaseJudge, _ timing: Timing?, _ isWord: (String) -> Bool
    ) -> CheckResult {
        guard let timing, let end = judge.day(field) else { return CheckResult(point: point.code, outcome: .unknown) }
        let isOpen = timing.window.isOpen(on: timing.appliedOn, end: end, timing.calendar)
        return CheckResult(point: point.code, outcome: isOpen ? held(by: [field], isWord) : .fails, deciding: [field])
    }

    private static func held(by deciding: [String], _ isWord: (String) -> Bool) -> CheckResult.Outcome {
        deciding.contains(where: isWord) ? .stated : .holds
    }

    /// The objective points that fail by what authorities state, before anything is handed in.
    static func inVain(_ checklist: Checklist, in catalogue: Catalogue, on today: LocalDate) -> [ReviewPoint] {
        let judge = CaseJudge(
            thing: checklist.thing, catalogue: catalogue, values: checklist.facts, answers: checklist.answers, today: today)
        let included = Set(checklist.includedItems.map(\.item))
        let points = checklist.thing.parts.filter { included.contains($0.item.code) }.flatMap(\.item.reviewPoints)
            .filter { $0.kind == .objective }
        return zip(points, results(points, judge)).filter { _, result in
            result.outcome == .fails && result.deciding.allSatisfy { checklist.sources[$0]?.isOfficial == true }
        }.map(\.0)
    }
}
