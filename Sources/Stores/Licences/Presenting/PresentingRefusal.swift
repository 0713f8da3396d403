import Kernel

/// Every expected no of presenting.
enum PresentingRefusal: Error, Sendable, Hashable {
    case notFound
    case notInForce(LicenceStatus)
    case nothingChosen
    case over

    var problem: Problem {
        switch self {
        case .notFound:
            Problem(
                "licences.no-presentation", status: 404, title: Text("没有这次出示", "No such presentation"),
                detail: Text("请回到“我的证照”，重新出示。", "Go back to your licences and present again."))
        case .notInForce(let status):
            Problem(
                "licences.not-in-force", status: 409,
                title: Text("这张证照现在不能出示", "This licence cannot be presented now"),
                detail: Text(
                    "它的状态是“\(status.name.zh)”。请在证照页面查看原因，或联系发证机关。",
                    "It is “\(status.name.en)”. See its page for the reason, or ask its issuer."))
        case .nothingChosen:
            .invalid([Problem.Fault("claims", Text("请至少选择一项要给对方看的内容", "Choose at least one thing to be seen"))])
        case .over:
            Problem(
                "licences.presentation-over", status: 409, title: Text("这次出示已经结束", "This presentation is over"),
                detail: Text("请重新出示。", "Present the licence again."))
        }
    }
}
