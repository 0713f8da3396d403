import Kernel

/// What two offices read of a request for assistance.
enum AssistanceText {
    static let title = Text("协助核实", "Assistance")
    static let lede = Text(
        "其他单位办件时请您核实的事实或材料。答复直接用于办件，不再请申请人提交。",
        "What other offices ask of yours for a case in hand. Your answer goes to the case; the applicant is not asked for it.")
    static let one = Text("一项协助", "One request")
    static let received = Text("请我们协助的", "Asked of us")
    static let closedOnes = Text("已了结的", "Closed")
    static let sent = Text("我们发出的", "Asked by us")
    static let sides = Text("哪一类", "Which")
    static let noSide = Text("没有这一类，请从列表上方选择。", "There is no such list; choose one above it.")
    static let none = Text("没有这样的协助", "No such requests")
    static let noneHint = Text("其他单位请您核实时，会按期限排在这里。", "When another office asks, it stands here by its date.")

    static let ask = Text("请其他单位协助核实", "Ask another office")
    static let askLede = Text(
        "没有接通数据时，直接问掌握情况的单位，不请申请人跑一趟。办件时限照走。",
        "Where no data are connected, ask the office that holds them, and not the applicant. The clock of the case runs on.")
    static let subject = Text("核实什么", "What to confirm")
    static let other = Text("其他（写在说明里）", "Something else (say it below)")
    static let whom = Text("关于谁", "About whom")
    static let department = Text("问哪个单位", "Which office")
    static let departmentHelp = Text("不选就问目录里写明的出具单位。", "Left open, it goes to whoever holds it by the catalogue.")
    static let region = Text("哪一级", "Where")
    static let words = Text("具体问题", "The question")
    static let wordsHelp = Text(
        "一次问清楚，例如：某日是否已登记、登记的内容是什么。", "Ask it all at once: was it recorded on that day, and what does the record say.")
    static let basis = Text("依据和用途", "Basis and purpose")
    static let days = Text("几个工作日内答复", "Working days to answer")
    static let daysInDigits = Text("请用数字写几个工作日。", "Give the working days as a number.")
    static let send = Text("发出", "Send")

    static let from = Text("请求单位", "Asking office")
    static let to = Text("被请求单位", "Asked office")
    static let case_ = Text("办件", "Case")
    static let due = Text("答复期限", "Answer due")
    static let askedAt = Text("发出时间", "Sent")
    static let state = Text("状态", "State")
    static let answer = Text("答复", "Answer")
    static let answeredAt = Text("答复时间", "Answered")
    static let value = Text("查到的内容", "What the record says")
    static let found = Text("说明", "In words")
    static let foundHelp = Text("查到什么、出自哪一份记录。", "What you found, and in which record.")
    static let asOf = Text("截至哪一天", "As of")
    static let file = Text("文件", "File")
    static let note = Text("说明", "Note")
    static let refuseWhy = Text("不予协助的理由", "Why you cannot help")
    static let takeBack = Text("撤回", "Take it back")
    static let onCase = Text("其他单位的协助", "Assistance of other offices")
    static let waits = Text("等协助答复", "waits for another office")
    static let answered = Text("协助有答复", "another office has answered")
    static let looking = Text("协助核实“{item}”", "Asked to confirm something for “{item}”")

    static func action(_ action: AssistanceAction) -> Text {
        switch action {
        case .answer: Text("答复查到的内容", "Answer what you found")
        case .reportNothing: Text("查无记录", "We hold nothing")
        case .refuse: Text("不予协助", "Refuse")
        case .withdraw: takeBack
        case .lapse: Text("办件已结", "Case ended")
        }
    }

    static func reminders(_ count: Int) -> Text {
        Text("已催 \(count) 次", count == 1 ? "reminded once" : "reminded \(count) times")
    }

    /// For the person, in the log of their data.
    static func used(_ item: Text, _ department: Text) -> Text {
        Text("\(department.zh)办理“\(item.zh)”时请其核实", "\(department.en) asked for it while handling “\(item.en)”")
    }

    static func closed(_ state: AssistanceState, _ office: Text) -> Text {
        switch state {
        case .answered: Text("\(office.zh)已答复您的协助请求", "\(office.en) has answered your request")
        case .nothing: Text("\(office.zh)查无记录", "\(office.en) holds no record of it")
        default: Text("\(office.zh)没有协助", "\(office.en) did not help")
        }
    }

    static func closedBody(_ number: String, _ item: Text) -> Text {
        Text("办件 \(number)（\(item.zh)）：请到工作台打开办件查看。", "Case \(number) (\(item.en)): open it in the console.")
    }

    static func late(_ office: Text) -> Text { Text("\(office.zh)逾期没有答复", "\(office.en) is late with its answer") }
    static func lateBody(_ number: String, _ item: Text) -> Text {
        Text(
            "办件 \(number)（\(item.zh)）请求的协助已过期限，系统每个工作日提醒对方一次；急的话请打电话。",
            "The answer for case \(number) (\(item.en)) is overdue. They are reminded each working day; if it is urgent, ring them.")
    }
}
