import Kernel

/// What those read who say that a licence is wrong, and those who answer.
enum CorrectionText {
    static let title = Text("异议", "Objections")
    static let object = Text("有一项不对", "Something is wrong")
    static let objectTitle = Text("提出异议", "Object to what a licence says")
    static func objectLede(_ workdays: Int) -> Text {
        Text("发证机关会在 \(workdays) 个工作日内核实并答复您。", "The issuer looks into it and answers within \(workdays) working days.")
    }
    static let wrong = Text("哪里不对，应该是什么", "What is wrong, and what it should be")
    static let wrongHelp = Text("有依据的请写明，例如户口本、办件编号。", "Name what shows it, such as the household register or a case number.")
    static let send = Text("提交异议", "Send the objection")
    static let open = Text("已提出异议：{state}，{date}前答复。", "An objection is open: {state}, to be answered by {date}.")
    static let answered = Text("对异议的答复：{state}。{answer}", "The answer to your objection: {state}. {answer}")
    static let lede = Text("先到期的在前；逾期的用菱形标出。", "What is due first stands first; a diamond marks what is overdue.")
    static let waiting = Text("待答复", "To be answered")
    static let done = Text("已答复", "Answered")
    static let told = Text("通知我们的更正", "Corrections told to us")
    static let nothingWaiting = Text("没有待答复的异议", "No objection waits for an answer")
    static let nothingDone = Text("还没有答复过异议", "No objection has been answered yet")
    static let nothingTold = Text("我们用过的证照没有更正", "No licence that we used was corrected")
    static let due = Text("答复期限", "Due")
    static let raised = Text("提出时间", "Raised")
    static let by = Text("提出人", "By")
    static let licence = Text("证照", "Licence")
    static let state = Text("状态", "State")
    static let uses = Text("使用次数", "Uses")
    static let department = Text("部门", "Department")
    static let toldAt = Text("通知时间", "Told")
    static let cases = Text("有关办件", "Cases concerned")
    static let noCases = Text("没有在办的", "None is open")
    static let overdue = Text("已超期", "overdue")
    static let inTime = Text("期限内", "in time")
    static let looked = Text("核实持证人或部门提出的异议", "Looked into an objection to what it says")
    static let one = Text("一条异议", "One objection")
    static let decide = Text("怎么答复", "How to answer")
    static let correctLede = Text(
        "改正有误的内容，会签发新版本，旧版本随即失效。", "Correct what is wrong: a new version is issued and the old one is void at once.")
    static let holderName = Text("持证主体名称", "Holder’s name")
    static let answer = Text("答复", "Answer")
    static let answerHelp = Text("提出人会看到。", "Whoever objected reads it.")
    static let refuseReason = Text("不予更正的理由", "Why it is not corrected")
    static let withNew = Text("更正后的证照", "The corrected licence")
    static let ownLicence = Text("这是您自己的证照，请由同事答复。", "This is your own licence; a colleague answers.")
    static let notYours = Text("由发证机关答复。", "The issuer answers it.")
    static let toldLede = Text(
        "这些证照我们的事项用过，内容已经更正，请核对有关办件。", "Our items used these licences, and they have been corrected: look at the cases concerned.")
}
