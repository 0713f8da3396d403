import Kernel

/// The sentences about objections and corrections.
enum CorrectingText {
    static let object = Text("我有异议", "I object")
    static let objected = Text("已提异议", "Objected to")
    static func objectLede(_ workdays: Int) -> Text {
        Text(
            "数据不对，或者不该查您的数据，都可以提出。责任部门会在 \(workdays) 个工作日内核查并答复您。",
            "If the data are wrong, or should not have been used, say so. The department checks it and answers within \(days(workdays)).")
    }
    private static func days(_ workdays: Int) -> String { workdays == 1 ? "one working day" : "\(workdays) working days" }
    static let kind = Text("是哪种情况", "What is the matter")
    static let words = Text("请说明", "In your words")
    static let wordsHelp = Text("哪里不对、正确的应该是什么。", "What is wrong, and what would be right.")
    static let said = Text("您的说明", "What you said")
    static let stated = Text("当事人的说明", "What they said")
    static let send = Text("提交异议", "Send the objection")
    static let mine = Text("我提出的异议", "My objections")
    static let mineLede = Text("每一项都会有答复，答复也会发到您的消息里。", "Each is answered here, and the answer also comes as a message.")
    static let none = Text("您还没有提出过异议", "You have not objected to anything")
    static let see = Text("查看", "See it")
    static let provisional = Text("节假日安排公布后可能调整", "may move once the holidays are announced")
    static let takeBack = Text("撤回异议", "Take it back")
    static let department = Text("由谁核查", "Checked by")
    static let dueOn = Text("答复期限", "Answer due")
    static let answer = Text("答复", "Answer")
    static let title = Text("数据校核", "Corrections")
    static func lede(_ workdays: Int) -> Text {
        Text(
            "办事人对自己数据的异议。\(workdays) 个工作日内核查并答复，答复会立即告诉本人。",
            "What people say about their own data. Check and answer within \(days(workdays)); the person reads the answer at once.")
    }
    static let one = Text("一项校核", "One correction")
    static let noneOpen = Text("没有这样的校核申请", "No such corrections")
    static let who = Text("提出人", "From")
    static let mended = Text("更正了什么", "What was mended")
    static let keptWhy = Text("为什么不作更正，依据是什么", "Why it stays as it is, and on what basis")
    static let held = Text("登记为", "On record")
    static let claimed = Text("应当是", "Should be")
    static let evidence = Text("凭证", "Evidence")
    static func claim(_ claim: CorrectionClaim) -> Text {
        Text(
            "“\(claim.label.zh)”登记为“\(claim.held.zh)”，应为“\(claim.claimed.zh)”。",
            "“\(claim.label.en)” is on record as “\(claim.held.en)”; it should be “\(claim.claimed.en)”.")
    }
    static let checking = Text("核查您提出的异议", "Checking your objection")

    static func answered(_ state: CorrectionState) -> Text {
        state == .mended ? Text("您的数据已经更正", "Your data have been mended") : Text("您的异议有了答复", "Your objection has been answered")
    }
    static func answeredBody(_ department: Text, _ answer: String) -> Text {
        Text("\(department.zh)答复：\(answer)", "\(department.en) answers: \(answer)")
    }
}
