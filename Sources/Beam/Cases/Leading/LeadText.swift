import Kernel

/// What the lead of a one-thing reads.
enum LeadText {
    static let title = Text("牵头", "Whole applications")
    static let lede = Text(
        "由您的部门牵头的一件事，一行一份申请；整件事的期限由牵头部门负责。",
        "One row an application of a one-thing that your department leads. The lead answers for the time limit of the whole.")
    static let one = Text("一份申请的全部办件", "All cases of one application")
    static let nothing = Text("没有正在办的申请", "No application is under way")
    static let nothingHint = Text("由您的部门牵头的申请提交后会出现在这里。", "Applications that your department leads appear here.")
    static let thing = Text("一件事", "One thing")
    static let state = Text("进度", "Progress")
    static let due = Text("承诺日期", "Promised")
    static func done(_ done: Int, of all: Int) -> Text { Text("\(all) 件办好 \(done) 件", "\(done) of \(all) done") }
    static func late(_ count: Int) -> Text { Text("\(count) 件超期", count == 1 ? "1 late" : "\(count) late") }
    static let standing = Text("等申请人或特别程序", "standing still")
    static func promise(_ days: Int) -> Text {
        days == 0
            ? Text("承诺当天办结", "promised for the same day")
            : Text("承诺 \(days) 个工作日", days == 1 ? "promised in 1 working day" : "promised in \(days) working days")
    }
    static let cases = Text("各部门办件", "The departments’ cases")
    static let office = Text("部门", "Department")
    static let waitsFor = Text("要等", "Waits for")
    static let nobody = Text("不用等", "Nothing")
    static let remind = Text("提醒部门", "Remind a department")
    static let which = Text("提醒哪一件", "About which case")
    static let note = Text("说明", "Note")
    static let noteHelp = Text("会显示在该部门的待办和办件上。", "It stands on that department’s worklist and on the case.")
    static let send = Text("发出提醒", "Send")
    static let sent = Text("已发出的提醒", "Reminders sent")
    static let reminded = Text("牵头部门提醒", "The lead reminds")
    static let allCases = Text("整件事的进度", "The whole application")
    static let looking = Text("牵头办理“{thing}”", "Leading “{thing}”")
    static let noSuchCase = Text("请选择这份申请里正在办的一件。", "Choose a case of this application that is under way.")
}
