import Kernel
import Web

/// What the applicant reads while an application is under way.
enum TrackingText {
    static let title = Text("我的办件", "My applications")
    static let empty = Text("还没有办过事", "Nothing here yet")
    static let emptyHint = Text("从首页说出您想办的事就行。", "Say on the home page what you would like to do.")
    static let find = Text("去首页", "Go to the home page")
    static let draft = Text("还没提交", "Not submitted")
    static let goOn = Text("接着填", "Go on")
    static let discard = Text("删除", "Discard")
    static let progress = Text("办理进度", "Progress")
    static let submitted = Text("已提交", "Submitted")
    static let submittedAt = Text("{when} 提交", "submitted {when}")
    static let asked = Text("一张表，{fields} 个空，{materials} 份材料。", "One form, {fields} boxes, {materials} documents.")
    static let seeReceipt = Text("看回执", "See the receipt")
    static let seeLicence = Text("看证照", "See the licence")
    static let latest = Text("最迟 {date}", "by {date} at the latest")
    static let provisional = Text("日期暂定，以明年放假安排为准", "provisional until next year’s holidays are announced")
    static let onlyAsked = Text("这次我们只问了您", "This time we asked you only")
    static let ofAll = Text("/ {fields} 个空，{asked} / {materials} 份材料", "of {fields} boxes, {asked} of {materials} documents")
    static let whoUsed = Text("谁看过我的数据", "Who has looked at my data")
    static let everySource = Text("每一项从哪里来", "Where every value comes from")
    static let withdraw = Text("撤回申请", "Withdraw")
    static let withdrawNote = Text("撤回后这一件不再办理；需要时可以重新申请。", "It will not be handled any further; you may apply again later.")
    static let versionNeeded = Text("请写明您看到的版本号（整数）。", "Give the version that you saw, a whole number.")
    static let supply = Text("补正材料", "Hand in what is missing")
    static let supplyNow = Text("现在补正", "Hand it in now")
    static let supplyLede = Text("要补的都在这里，一次补齐就行。", "Everything that is missing is listed here. Hand it in at once.")
    static let again = Text("再来一单", "Apply again")
    static let againHint = Text("您上次写过、选过的会先放好，请您再看一遍。", "What you wrote and chose the last time is put in beforehand, for you to read.")
    static let receipt = Text("回执", "Receipt")
    static let received = Text("收到了", "We have it")
    static let receivedLede = Text("接下来由我们办，有进展会告诉您。", "Now it is our turn. You will hear from us when something moves.")
    static let number = Text("申请编号", "Application number")
    static let thing = Text("办理事项", "Applied for")
    static let applicant = Text("申请人", "Applicant")
    static let when = Text("提交时间", "Submitted")
    static let cases = Text("办件", "Cases")
    static let item = Text("事项", "Item")
    static let department = Text("部门", "Department")
    static let caseNumber = Text("办件编号", "Case number")
    static let state = Text("状态", "State")
    static let scan = Text("扫码查看进度", "Scan to follow it")
    static let follow = Text("查看进度", "Follow it")
    static let document = Text("文书", "Document")
    static let verify = Text("文书核验", "Document check")
    static let authentic = Text("这份文书真实有效，内容没有改动", "This document is ours and has not been altered")
    static let forged = Text("这份文书的内容与存档不符，请勿采信", "This document does not match our record. Do not rely on it")
    static let today = Text("办件目前状态", "The case stands today at")
    static let addressee = Text("{name}：", "To {name}:")
    static let basisLine = Text("依据", "Legal basis")
    static let reasonLine = Text("理由", "Reason")
    static let pointsLine = Text("需要补正", "To be handed in")
    static let attachment = Text("材料文件", "A document handed in")

    static func tag(_ status: CaseStatus, _ language: Language) -> HTML {
        let tone: Components.Tone = status.isGranted ? .done : status.hasFailed ? .seal : status == .supplement ? .wait : .beam
        return Components.tag(status.name, tone, language)
    }

    static let withdrawThis = Text("撤回这一件", "Withdraw this one")

    static func remaining(_ due: LocalDate, today: LocalDate, calendar: WorkingCalendar) -> Text {
        if today > due { return Text("已过承诺日期，正在催办", "past its date; being chased") }
        if today == due { return Text("今天到期", "due today") }
        let days = calendar.elapsed(from: today, to: due)
        return Text("还有 \(days) 个工作日", days == 1 ? "1 working day left" : "\(days) working days left")
    }

    /// The heading of the progress page is the state itself.
    static func stands(_ name: Text, granted: Int, of all: Int, outcome: ApplicationOutcome) -> Text {
        switch outcome {
        case .done: Text("\(name.zh)：办好了", "\(name.en): all done")
        case .failed: Text("\(name.zh)：没有办成", "\(name.en): not granted")
        case .partly: Text("\(name.zh)：\(all) 件办好 \(granted) 件，其余没有办成", "\(name.en): \(granted) of \(all) granted, the rest not")
        case .open where all == 1: Text("\(name.zh)：正在办", "\(name.en): under way")
        case .open: Text("\(name.zh)：\(all) 件办好 \(granted) 件", "\(name.en): \(granted) of \(all) done")
        }
    }
}
