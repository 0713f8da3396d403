import Catalogue
import Kernel

/// Holds facts against review points. Pure.
enum ReviewChecks {
    /// What became of each point: it holds, it fails, or the facts do not say; with the part of the condition that decided.
    static func results(_ points: [ReviewPoint], _ judge: CaseJudge) -> [CheckResult] {
        points.map { point in
            guard let check = point.check else { return CheckResult(point: point.code, outcome: .unknown) }
            let (truth, because) = judge.explained(check)
            let outcome: CheckResult.Outcome = truth.map { $0 ? .holds : .fails } ?? .unknown
            return CheckResult(point: point.code, outcome: outcome, because: because)
        }
    }
}
