import Kernel

/// Every expected no of this room.
enum DataCentreRefusal: Error, Sendable, Hashable {
    case notFound
    /// Somebody else changed it since the page was shown.
    case stale
    case notAllowed(GrantState?, GrantAction)
    /// Another department answers for it.
    case notYours(Text)
    case reasonMissing
    case pastTerm
    /// An extension that ends no later than the grant does already.
    case shorterTerm(LocalDate)
    case postponedAlready
    /// By law or by its owner the resource is shared with nobody.
    case unshared(Text?)
    case needMissing
    /// A correction that has been answered, or taken back.
    case closed(Text)
    case wordsMissing
    case kindMissing
    case unknown(field: String)
    /// A source elsewhere that does not answer, or cannot be read from end to end.
    case silent

    var problem: Problem {
        switch self {
        case .notFound:
            Problem(
                "datacentre.not-found", status: 404, title: Text("没有找到", "Not found"),
                detail: Text("请回到列表重新打开。", "Go back to the list and open it again."))
        case .stale:
            Problem(
                "datacentre.stale", status: 409, title: Text("刚刚有人改过", "Somebody has just changed this"),
                detail: Text("请看一眼最新情况再决定；您写的内容还在。", "Look at where it stands now, then decide. What you wrote has been kept."))
        case .notAllowed(let state, let action):
            Problem(
                "datacentre.not-allowed", status: 409, title: Text("现在不能这样做", "This cannot be done now"),
                detail: Text(
                    "目前是“\(state?.name.zh ?? "还没有申请")”，不能“\(action.name.zh)”。",
                    "It is “\(state?.name.en ?? "not asked for")” now, so “\(action.name.en)” is not possible."))
        case .notYours(let owner):
            Problem(
                "datacentre.not-yours", status: 403, title: Text("这要由另一个部门来办", "This is for another department"),
                detail: Text("它由\(owner.zh)负责，请联系他们。", "\(owner.en) answers for it. Please ask them."))
        case .reasonMissing: .invalid([Problem.Fault("reason", Text("请写明理由和依据。", "Give the reason and its basis."))])
        case .pastTerm: .invalid([Problem.Fault("until", Text("期限不能早于今天。", "The term cannot end before today."))])
        case .shorterTerm(let until):
            .invalid([
                Problem.Fault(
                    "until", Text("延期要晚于现在的期限 \(until.description)。", "A longer term ends later than it does now, on \(until.description).")
                )
            ])
        case .needMissing: .invalid([Problem.Fault("need", Text("请写明这个事项为什么需要这些数据。", "Say why the item needs these data."))])
        case .closed(let state):
            Problem(
                "datacentre.closed", status: 409, title: Text("这一项已经有结果了", "This has been settled already"),
                detail: Text("目前是“\(state.zh)”。", "It now stands as “\(state.en)”."))
        case .wordsMissing: .invalid([Problem.Fault("words", Text("请写几句说明。", "Please say it in a few words."))])
        case .kindMissing: .invalid([Problem.Fault("kind", Text("请选择是哪种情况。", "Please choose what is the matter."))])
        case .unknown(let field):
            .invalid([Problem.Fault(field, Text("目录中没有这一项，请从列表中选择。", "The catalogue has none of that name; choose from the list."))])
        case .silent: DataCentreRefusal.sourceSilent
        case .postponedAlready: DataCentreRefusal.answerPostponed
        case .unshared(let basis):
            Problem(
                "datacentre.unshared", status: 409, title: Text("这个资源不予共享", "This resource is shared with nobody"),
                detail: Text("依据：\(basis?.zh ?? "目录未写明")。", "The basis: \(basis?.en ?? "the catalogue names none")."))
        }
    }

    private static let sourceSilent =
        Problem(
            "datacentre.silent", status: 409, title: Text("这个来源现在核对不了", "This source cannot be checked now"),
            detail: Text(
                "它停用了、没有回应，或者只能逐人查询。请看“数据来源”，恢复后再核对。",
                "It is off, does not answer, or can be asked about one person only. Look at the sources and check once it works."))

    private static let answerPostponed =
        Problem(
            "datacentre.postponed", status: 409, title: Text("答复期限已经延长过", "The answer has been put off already"),
            detail: Text("一项申请只能延长一次，请在期限内答复。", "It can be put off once only. Answer it by the day it is due."))
}
