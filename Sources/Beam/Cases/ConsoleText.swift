import Kernel

/// What officers read.
enum ConsoleText {
    static let worklist = Text("待办", "Worklist")
    static let search = Text("查询", "Search")
    static let searchLede = Text(
        "办件编号、申请编号、姓名、企业名称、身份证号码或统一代码，要写完整。", "A case or application number, a name, an ID number or a credit code, written out in full.")
    static let all = Text("全部", "All")
    static let desks = Text("环节", "Step")
    static let everyDepartment = Text("各部门", "every department")
    static let nothingToDo = Text("都办完了", "Nothing waits")
    static let nothingToDoHint = Text("有新的办件会出现在这里。", "New cases will appear here.")
    static let nothing = Text("没有找到", "Nothing found")
    static let nothingHint = Text("只能查到您权限范围内的办件。", "Only cases within your scope are found.")
    static let case_ = Text("办件", "Case")
    static let applicant = Text("申请人", "Applicant")
    static let limit = Text("时限", "Time left")
    static let due = Text("到期", "Due")
    static let one = Text("一个办件", "One case")
    static let handling = Text("办理“{item}”", "Handling “{item}”")
    static let take = Text("认领", "Take it on")
    static let received = Text("收件", "received")
    static let accepted = Text("受理", "accepted")
    static let promised = Text("承诺", "promised")
    static let statutory = Text("法定", "by law")
    static let paused = Text("时钟暂停", "clock paused")
    static let decide = Text("怎么办", "What to do")
    static let ownCase = Text("这是您自己的办件，请由同事办理。", "This is your own case; a colleague handles it.")
    static func inOtherHands(_ hands: Text) -> Text {
        Text("这件由别的岗位办理，现在轮到：\(hands.zh)。", "This is in other hands; next: \(hands.en).")
    }
    static let nothingHere = Text("现在没有您要做的。", "There is nothing for you to do now.")
    static let points = Text("审查要点", "Review points")
    static let statedOnly = Text(
        "这是申请人自己填的，登记里没有查到，请您核对", "The applicant wrote this, and no register says so: please check it")
    static let checked = Text("{done} 项已由数据核实，{left} 项要您看", "{done} confirmed by data, {left} for your eyes")
    static let facts = Text("事实", "Facts")
    static let byApplicant = Text("申请人填写", "stated by the applicant")
    static let noData = Text("没有数据", "no data")
    static func departments(_ count: Int) -> Text { Text("\(count) 个部门", "\(count) departments") }
    static func onPromise(_ version: String) -> Text {
        Text("以告知承诺代替，承诺书版本 \(version)，须事后核查", "A promise stands for it (version \(version)), to be checked afterwards")
    }
    static func followsLater(_ until: Text?, _ before: Text) -> Text {
        guard let until else { return Text("容缺，受理后补交，\(before.zh)", "follows after acceptance, \(before.en)") }
        return Text("容缺，最迟 \(until.zh)补交，\(before.zh)", "follows by \(until.en), \(before.en)")
    }
    static func lapsed(_ until: Text) -> Text { Text("容缺逾期：应在 \(until.zh)前补交", "overdue: it was to follow by \(until.en)") }
    static func suppliedOn(_ day: Text) -> Text { Text("\(day.zh)补交", "handed in on \(day.en)") }
    static let papersOpen = Text("容缺受理，材料未齐", "Accepted with papers still to come")
    static let papersOpenNote = Text("材料交来以前不能作出决定。", "It cannot be decided before they are here.")
    static let papersLapsed = Text("容缺材料逾期未交", "A promised paper is overdue")
    static let papersLapsedNote = Text(
        "可以继续等待，也可以退件；退件会在申请人的承诺记录里留下一笔。",
        "You may go on waiting, or return it; returning it enters the broken promise on the applicant’s record.")
    static func missing(_ count: Int) -> Text { Text("容缺 \(count) 份", count == 1 ? "1 paper to come" : "\(count) papers to come") }
    static let ground = Text("撤销的依据", "Ground")
    static let onApprovalPromise = Text("告知承诺办件", "Granted on a promise")
    static func coveredBy(_ version: String) -> Text { Text("由审批告知承诺书（版本 \(version)）代替", "covered by the promise, version \(version)") }
    static let waived = Text("免交", "waived")
    static let papers = Text("文书", "Papers")
    static let history = Text("经过", "History")
    static let makeCopy = Text("调用加注件", "Make an annotated copy")
    static let reason = Text("理由", "Reason")
    static let reasonHelp = Text("申请人会看到，请写清楚。", "The applicant reads this; be clear.")
    static let opinion = Text("意见", "Opinion")
    static let specialKind = Text("特别程序种类", "Kind of procedure")
    static let expectedUntil = Text("预计到哪一天", "Expected until")
    static let receiptNumber = Text("缴费收据号", "Payment receipt number")
    static let firstOfficer = Text("现场核查人员一", "First officer on site")
    static let secondOfficer = Text("现场核查人员二", "Second officer on site")
    static let legalBasis = Text("法律依据", "Legal basis")
    static let pointsByName = Text("要补正的每一项：材料或字段 → 怎样补", "What is missing: document or field → what to do")
    static let decidedByName = Text("决定时登记的事实：名称 → 值", "Facts recorded by the decision, by name")
    static let takeOrNot = Text("请写 true（领取）或 false（放回）。", "Say true (take it on) or false (put it back).")
    static let noDesk = Text("没有这个环节，请从列表上方选择。", "There is no such desk; choose one above the list.")
    static let delivery = Text("怎样送达", "How it was handed over")
    static let deliveryHelp = Text("如：窗口领取、邮寄单号。", "Such as: at the window, tracking number.")
    static let pointHelp = Text("不缺就留空；要补就写明缺什么。", "Leave empty if nothing is missing; otherwise say what.")

    /// The end of a case number: the date and the serial, which is what people compare.
    static func short(_ number: String) -> String { "…" + number.suffix(14) }

    static func remaining(_ due: LocalDate, today: LocalDate, calendar: WorkingCalendar) -> Text {
        if today > due {
            let days = max(1, calendar.elapsed(from: due, to: today))
            return Text("已超 \(days) 日", days == 1 ? "1 day overdue" : "\(days) days overdue")
        }
        if today == due { return Text("今天到期", "due today") }
        let days = calendar.elapsed(from: today, to: due)
        return Text("剩 \(days) 日", days == 1 ? "1 day left" : "\(days) days left")
    }
}
