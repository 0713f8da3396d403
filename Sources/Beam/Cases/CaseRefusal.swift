package import Kernel

/// Every expected no of this room.
package enum CaseRefusal: Error, Sendable, Hashable {
    case notFound
    /// Somebody else changed the case since the page was shown.
    case stale
    case notAllowed(CaseStatus, CaseAction)
    case wrongHand(CaseAction, Set<CaseHand>)
    case ownCase
    case sameHand
    case missing(Set<CaseNeed>)
    /// A second request for additions may list only unmet points of the first (行政许可法 32(4)).
    case newPoints([String])
    case alreadyExtended
    case notPaid
    case notDue
    case noDeemedAcceptance
    case otherContent
    /// Facts that a decision must record, or that a licence must bear.
    case missingFacts([String])
    /// Facts that this step may not touch.
    case notAsked([String])
    /// The item has a review, and nobody has given their opinion yet.
    case notReviewed
    /// The catalogue has a newer version than the one that was filled in.
    case newCatalogue
    /// The day's numbers of an office have run out.
    case noNumbers
    /// With these answers there is no item to apply for.
    case nothingToDo
    /// A licence that no item renews, or not by one confirmation.
    case notRenewable
    /// The applicant wants all results at once, and these are still to come.
    case waitsForOthers([Text])
    /// A colleague is at it.
    case taken
    /// That department was reminded of that case today already.
    case remindedToday
    /// 容缺: papers that have to be there first, with the last date by which they may come.
    case papersOpen([Text], until: LocalDate?)
    /// Materials that nobody promised to hand in later.
    case notOwed([String])
    /// No promised paper is overdue.
    case notLapsed
    /// There is no after-check, or it stands elsewhere.
    case notInCheck(AfterCheck.State?, CaseAction)
    /// It may still be mended, until that day.
    case mendingRuns(LocalDate)
    /// A promise is barred: one was broken before.
    case promiseBarred(until: LocalDate)
    /// An objection was made already, or answered.
    case alreadyObjected
    /// Nobody can do anything about that case just now.
    case nothingToRemind(CaseStatus)

    package var problem: Problem {
        switch self {
        case .notFound:
            Problem(
                "cases.not-found", status: 404, title: Text("没有找到这个办件", "No such case"),
                detail: Text("请核对编号，或回到列表重新打开。", "Check the number, or open it again from your list."))
        case .stale:
            Problem(
                "cases.stale", status: 409, title: Text("这个办件刚刚有了变化", "This case has just changed"),
                detail: Text("请看一眼最新情况，再决定下一步；您写的内容还在。", "Look at where it stands now, then decide. What you wrote has been kept."))
        case .notAllowed(let status, let action):
            Problem(
                "cases.not-allowed", status: 409, title: Text("现在不能这样做", "This cannot be done now"),
                detail: Text(
                    "办件目前是“\(status.name.zh)”，不能“\(action.name.zh)”。请刷新后查看可以做的事。",
                    "The case is “\(status.name.en)”, so “\(action.name.en)” is not possible. Reload to see what is."))
        case .wrongHand(let action, let hands):
            Problem(
                "cases.wrong-role", status: 403, title: Text("您的岗位不能做这一步", "Your role cannot take this step"),
                detail: Text(
                    "“\(action.name.zh)”由\(hands.sorted().map(\.name.zh).joined(separator: "、"))岗位办理，请转给他们。",
                    "“\(action.name.en)” is for: \(hands.sorted().map(\.name.en).joined(separator: ", ")). Please pass it on."))
        case .ownCase:
            Problem(
                "cases.own", status: 403, title: Text("这是您自己的办件", "This is your own case"),
                detail: Text("请交给同事办理，您不能经手自己的申请。", "Please leave it to a colleague: nobody handles their own application."))
        case .sameHand:
            Problem(
                "cases.separate-hands", status: 403, title: Text("受理和决定要由两个人来做", "Acceptance and decision need two people"),
                detail: Text("这件是您受理的，请由另一位同事作出决定。", "You accepted this case, so a colleague must decide it."))
        case .missing(let needs): .invalid(needs.sorted().map(\.fault))
        case .newPoints(let subjects):
            Problem.invalid([
                Problem.Fault(
                    "points",
                    Text(
                        "再次告知只能列出上次没有补齐的内容，“\(subjects.joined(separator: "、"))”上次没有提出。",
                        "A second notice may list only what was left open by the first: \(subjects.joined(separator: ", ")) is new."))
            ])
        case .alreadyExtended:
            Problem(
                "cases.extended-before", status: 409, title: Text("已经延长过一次", "Already extended once"),
                detail: Text("期限只能延长一次，请在期限内作出决定。", "The limit can be extended only once. Please decide within it."))
        case .notPaid:
            Problem(
                "cases.not-paid", status: 409, title: Text("还没有缴费", "The fee has not been paid"),
                detail: Text("请先登记缴费收据号，再制证。", "Record the number of the payment receipt first, then make the licence."))
        case .notDue:
            Problem(
                "cases.not-due", status: 409, title: Text("时间还没有到", "Not yet due"),
                detail: Text("期限届满后系统会自动办理。", "The system does this by itself when the time is up."))
        case .noDeemedAcceptance:
            Problem(
                "cases.no-deemed-acceptance", status: 409, title: Text("这个事项没有“视为受理”", "This item knows no deemed acceptance"),
                detail: Text("只有行政许可逾期不告知才视为受理，请正常受理。", "Silence counts as acceptance for administrative licences only."))
        case .missingFacts(let fields):
            .invalid(
                fields.map { field in
                    Problem.Fault(field, Text("作出决定前要填写这一项。", "This has to be filled in before the decision."))
                })
        case .notAsked(let fields):
            .invalid(
                fields.map { field in
                    Problem.Fault(field, Text("这一步不能改这一项。", "This step cannot change this."))
                })
        case .notReviewed:
            Problem(
                "cases.not-reviewed", status: 409, title: Text("还没有审查意见", "It has not been reviewed yet"),
                detail: Text("请先由审查岗位填写意见，再作出决定。", "A reviewer gives an opinion first; then it can be decided."))
        case .newCatalogue:
            Problem(
                "cases.new-catalogue", status: 409, title: Text("办事要求刚刚更新了", "What is asked for has just changed"),
                detail: Text("您填的内容都在，请核对有变化的地方后再提交。", "Everything you wrote is still there. Check what has changed, then submit."))
        case .noNumbers:
            Problem(
                "cases.no-numbers", status: 503, title: Text("今天的编号用完了", "Today’s numbers have run out"),
                detail: Text("您的申请没有提交，请过一会儿再试。", "Your application was not submitted. Try again in a while."))
        case .notRenewable:
            Problem(
                "cases.not-renewable", status: 409, title: Text("这张证照不能这样延续", "This licence is not renewed this way"),
                detail: Text("请从“全部服务”里查找对应的事项办理，或者拨打 12345。", "Find the item among all services and apply for it, or call 12345."))
        case .waitsForOthers(let others):
            Problem(
                "cases.waits-for-others", status: 409, title: Text("申请人选择一次送达", "The applicant wants everything at once"),
                detail: Text(
                    "还要等：\(others.map(\.zh).joined(separator: "、"))。全部制好后再送达。",
                    "Still to come: \(others.map(\.en).joined(separator: ", ")). Hand over when all of it is made."))
        case .taken:
            Problem(
                "cases.taken", status: 409, title: Text("同事正在办理这一件", "A colleague is already at it"),
                detail: Text("请从待办列表另选一件，或请同事放回。", "Choose another from the list, or ask them to put it back."))
        case .remindedToday:
            Problem(
                "cases.reminded-today", status: 409, title: Text("今天已经提醒过了", "They have been reminded today"),
                detail: Text("一个办件一天提醒一次；急的话请打电话。", "One reminder a day for each case; if it is urgent, ring them."))
        case .nothingToRemind(let status):
            Problem(
                "cases.nothing-to-remind", status: 409, title: Text("这一件现在不用提醒", "There is nobody to remind of this one"),
                detail: Text(
                    "办件目前是“\(status.name.zh)”，不在部门手里。", "The case is “\(status.name.en)”, so it does not lie with the department."))
        case .papersOpen(let names, let until):
            Problem(
                "cases.papers-open", status: 409, title: Text("容缺的材料还没有交来", "A promised paper is not there yet"),
                detail: Text(
                    "还缺“\(names.map(\.zh).joined(separator: "、"))”\(until.map { "，申请人最迟 \($0.text.zh)补交" } ?? "")。交来以后再做这一步。",
                    "Still missing: \(names.map(\.en).joined(separator: ", "))\(until.map { ", due by \($0.text.en)" } ?? ""). Take this step once it is here."
                ))
        case .notOwed(let materials):
            .invalid(
                materials.map { Problem.Fault(MaterialBox.name($0), Text("请选择容缺材料的文件。", "Choose the file of a paper that you promised.")) })
        case .notLapsed:
            Problem(
                "cases.not-lapsed", status: 409, title: Text("没有逾期的容缺材料", "No promised paper is overdue"),
                detail: Text("补交期限届满以后才能退件。", "It can be returned once the date for the paper has passed."))
        case .notInCheck(let state, let action):
            Problem(
                "cases.not-in-check", status: 409, title: Text("现在不能这样做", "This cannot be done now"),
                detail: Text(
                    "事后核查目前是“\(state?.name.zh ?? "不适用")”，不能“\(action.name.zh)”。请刷新后查看可以做的事。",
                    "The check stands at “\(state?.name.en ?? "none")”, so “\(action.name.en)” is not possible. Reload to see what is."))
        case .mendingRuns(let last):
            Problem(
                "cases.mending-runs", status: 409, title: Text("整改期限还没有到", "There is still time to mend it"),
                detail: Text(
                    "整改到 \(last.text.zh)为止，期限届满或者申请人报告整改以后再复查。",
                    "It may be mended until \(last.text.en). Look again after that, or once it is reported as mended."))
        case .promiseBarred(let until):
            Problem(
                "cases.promise-barred", status: 409, title: Text("目前不能告知承诺", "No promise can be taken at present"),
                detail: Text(
                    "您有未履行承诺的记录，\(until.text.zh)以前按一般方式办理；对记录有异议的，可以在“我的承诺记录”里提出。",
                    "There is a record of a broken promise, so until \(until.text.en) the usual way applies. You may object to it under “My promises”."
                ))
        case .alreadyObjected:
            Problem(
                "cases.already-objected", status: 409, title: Text("已经提出过异议", "An objection was made already"),
                detail: Text("请等待答复，或者依法申请复议。", "Please wait for the answer, or ask for reconsideration."))
        case .nothingToDo:
            Problem(
                "cases.nothing-to-do", status: 422, title: Text("按您的情况，没有需要办理的事项", "In your situation there is nothing to apply for"),
                detail: Text("请核对前面的回答；如需帮助，请拨打 12345。", "Check the answers you gave. For help call 12345."))
        case .otherContent:
            Problem(
                "cases.other-content", status: 422, title: Text("同一次提交，内容却不一样", "The same submission with other content"),
                detail: Text("这份申请已经提交过。要修改，请到“我的办件”里办理。", "This application was already submitted. To change it, go to your applications.")
            )
        }
    }
}

extension CaseNeed {
    /// What to fill in, beside the field that is empty.
    fileprivate var fault: Problem.Fault {
        switch self {
        case .reason: Problem.Fault("reason", Text("请写明理由，申请人会看到。", "Give the reason; the applicant will read it."))
        case .points: Problem.Fault("points", Text("请一次写清要补正的每一项。", "List everything that is missing, all at once."))
        case .legalBasis: Problem.Fault("legalBasis", Text("请写明法律依据。", "Name the legal basis."))
        case .specialKind: Problem.Fault("specialKind", Text("请选择特别程序的种类。", "Choose the kind of special procedure."))
        case .receiptNumber: Problem.Fault("receiptNumber", Text("请填写缴费收据号。", "Enter the number of the payment receipt."))
        case .twoOfficers: Problem.Fault("officers", Text("请写明两位现场核查人员的姓名。", "Name the two officers who went on site."))
        }
    }
}
