package import Kernel
import Web

/// Every expected no about advice.
package enum AdviceRefusal: Error, Sendable, Hashable {
    case notFound
    /// It was computed anew since the page was shown.
    case stale
    /// Somebody else has decided already.
    case decided(AdviceState, by: String, draft: ID?)
    case notAllowed(AdviceState, AdviceAction)
    /// What it would change has been changed since: nothing is done by halves.
    case outdated([String])
    /// It tells of a risk; there is nothing to accept.
    case isRisk
    case reasonMissing
    /// The draft that was made of it is still under way, or published.
    case draftGoesOn(ID)

    package var problem: Problem {
        switch self {
        case .notFound:
            Problem(
                "workshop.advice-not-found", status: 404, title: Text("没有这条建议", "There is no such advice"),
                detail: Text("它可能已经不再成立。请回到建议列表看看。", "It may no longer hold. Go back to the list of advice."))
        case .stale:
            Problem(
                "workshop.advice-stale", status: 409, title: Text("这条建议刚刚重新计算过", "This advice has just been computed anew"),
                detail: Text(
                    "请看一眼最新的依据和数字再决定；您写的内容还在。", "Look at the newest evidence and figures, then decide. What you wrote has been kept."))
        case .decided(let state, let name, let draft):
            Problem(
                "workshop.advice-decided", status: 409, title: Text("这条建议已经有人决定了", "Somebody has decided on this advice already"),
                detail: Text("\(name)的决定是“\(state.name.zh)”。", "\(name) has decided: “\(state.name.en)”."),
                related: draft.map { [Problem.Related(AdvicePageText.itsDraft, Workshop.link($0).text)] } ?? [])
        case .notAllowed(let state, let action):
            Problem(
                "workshop.advice-not-allowed", status: 409, title: Text("现在不能这样做", "This cannot be done now"),
                detail: Text(
                    "这条建议目前是“\(state.name.zh)”，不能“\(action.name.zh)”。",
                    "The advice is “\(state.name.en)”, so “\(action.name.en)” is not possible."))
        case .outdated(let names):
            Problem(
                "workshop.advice-outdated", status: 409,
                title: Text("目录已经改过，这条建议套不上了", "The catalogue has changed and this advice no longer fits"),
                detail: Text(
                    "对不上的地方：\(names.joined(separator: "、"))。什么也没有改。请重新计算，看它是否还成立。",
                    "What does not fit: \(names.joined(separator: ", ")). Nothing was changed. Compute anew and see whether it still holds."
                ))
        case .isRisk:
            Problem(
                "workshop.advice-risk", status: 409,
                title: Text("这一条只提示风险，没有可以采纳的改动", "This one tells of a risk: there is no change to accept"),
                detail: Text("已经知悉的，可以选“不采纳”并写明打算怎么办。", "Once it has been noted, decline it and write what is to be done about it."))
        case .reasonMissing: .invalid([Problem.Fault("reason", Text("请写明为什么不采纳。", "Say why it is declined."))])
        case .draftGoesOn(let draft):
            Problem(
                "workshop.advice-draft", status: 409, title: Text("它的草稿还在", "Its draft is still there"),
                detail: Text("先撤回那份草稿，才能重新考虑这条建议。", "Withdraw the draft first; then the advice can be taken up again."),
                related: [Problem.Related(AdvicePageText.itsDraft, Workshop.link(draft).text)])
        }
    }
}
