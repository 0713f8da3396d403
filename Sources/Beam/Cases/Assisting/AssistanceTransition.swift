package import Kernel

/// Where a request for assistance stands.
package enum AssistanceState: String, Sendable, Hashable, CaseIterable {
    case open, answered, nothing, refused, withdrawn, lapsed

    package var name: Text {
        switch self {
        case .open: Text("等答复", "Waiting for an answer")
        case .answered: Text("已答复", "Answered")
        case .nothing: Text("查无记录", "Nothing held")
        case .refused: Text("不予协助", "Refused")
        case .withdrawn: Text("已撤回", "Taken back")
        case .lapsed: Text("办件已结，不用再答", "The case has ended")
        }
    }
}

/// What can be done to a request.
package enum AssistanceAction: String, Sendable, Hashable, CaseIterable {
    case answer, reportNothing, refuse, withdraw, lapse
}

/// Whose hand does it.
package enum AssistanceHand: String, Sendable, Hashable, CaseIterable {
    /// The office that asked.
    case asking
    /// The office that was asked.
    case asked
    case system
}

/// One allowed step; the table is a request's whole life.
package struct AssistanceTransition: Sendable, Hashable {
    package let from: AssistanceState
    package let action: AssistanceAction
    package let hand: AssistanceHand
    package let to: AssistanceState
    /// A refusal says why (行政程序: the other office has to know what to do instead).
    package let needsReason: Bool

    private init(
        _ from: AssistanceState, _ action: AssistanceAction, _ hand: AssistanceHand, _ to: AssistanceState, needsReason: Bool = false
    ) {
        (self.from, self.action, self.hand, self.to, self.needsReason) = (from, action, hand, to, needsReason)
    }

    package static let table: [AssistanceTransition] = [
        AssistanceTransition(.open, .answer, .asked, .answered),
        AssistanceTransition(.open, .reportNothing, .asked, .nothing),
        AssistanceTransition(.open, .refuse, .asked, .refused, needsReason: true),
        AssistanceTransition(.open, .withdraw, .asking, .withdrawn),
        AssistanceTransition(.open, .lapse, .system, .lapsed),
    ]

    package static func of(_ action: AssistanceAction, from state: AssistanceState) -> AssistanceTransition? {
        table.first { $0.action == action && $0.from == state }
    }
}

extension Assistance {
    /// After a step; pure. An answer tells something: a value, words or a file.
    package func taking(_ action: AssistanceAction, by hand: AssistanceHand, _ answer: AssistanceAnswer?, at now: Instant)
        throws(AssistanceRefusal) -> Assistance
    {
        guard let row = AssistanceTransition.of(action, from: state) else { throw .closed(state) }
        guard row.hand == hand else { throw .otherOffice }
        let hasWords = answer?.words.map { !$0.allSatisfy(\.isWhitespace) } ?? false
        if row.needsReason, !hasWords { throw .reasonMissing }
        if action == .answer, !hasWords, answer?.value == nil, answer?.file == nil { throw .answerMissing }
        var next = self
        (next.state, next.answer, next.answeredAt, next.revision) = (row.to, answer, now, revision + 1)
        return next
    }
}

/// Every expected no about requests for assistance.
package enum AssistanceRefusal: Error, Sendable, Hashable {
    case notFound
    case closed(AssistanceState)
    /// Only the other of the two offices may do this.
    case otherOffice
    case reasonMissing
    case answerMissing
    case stale
    /// The item knows no such paper or fact, or nobody of that role.
    case noSubject
    case noPerson
    /// Nobody is known who would hold it, and the officer named nobody.
    case noOffice
    case ownOffice
    case wordsMissing
    case days(most: Int)

    package var problem: Problem {
        switch self {
        case .notFound:
            Problem(
                "cases.no-assistance", status: 404, title: Text("没有找到这项协助", "No such request"),
                detail: Text("请回到协助列表重新打开。", "Open it again from the list of requests."))
        case .closed(let state):
            Problem(
                "cases.assistance-closed", status: 409, title: Text("这项协助已经了结", "This request is closed"),
                detail: Text("现在是“\(state.name.zh)”；需要再问，请由办件部门另发一项。", "It is “\(state.name.en)”. The office of the case can ask anew."))
        case .otherOffice:
            Problem(
                "cases.assistance-office", status: 403, title: Text("这一步由另一方办理", "This step is the other office’s"),
                detail: Text("答复由被请求的单位作出，撤回由请求的单位作出。", "The asked office answers; the asking office takes back."))
        case .stale:
            Problem(
                "cases.assistance-stale", status: 409, title: Text("这项协助刚刚有了变化", "This request has just changed"),
                detail: Text("请看一眼最新情况，再决定下一步。", "Look at where it stands now, then decide."))
        case .reasonMissing: .invalid([Problem.Fault("words", Text("请写明不予协助的理由。", "Say why you cannot help."))])
        case .answerMissing: .invalid([Problem.Fault("words", Text("请写明查到的内容，或上传文件。", "Write what you found, or add a file."))])
        case .noSubject: .invalid([Problem.Fault("subject", Text("请选择要核实的材料或事实。", "Choose the paper or the fact."))])
        case .noPerson:
            .invalid([Problem.Fault("role", Text("请选择要核实的人或企业；号码要已知。", "Choose whom it is about; the number has to be known."))])
        case .noOffice:
            .invalid([
                Problem.Fault("department", Text("目录里没有写明由谁出具，请选择单位。", "The catalogue does not say who holds it; choose the office."))
            ])
        case .ownOffice: .invalid([Problem.Fault("department", Text("这就是本单位，请直接查。", "That is your own office; look it up there."))])
        case .wordsMissing: .invalid([Problem.Fault("words", Text("请写清要核实什么。", "Say exactly what you need to know."))])
        case .days(let most):
            .invalid([Problem.Fault("days", Text("请写 1 到 \(most) 个工作日。", "Say 1 to \(most) working days."))])
        }
    }
}
