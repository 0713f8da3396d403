package import Kernel

/// The sentences of the shell, the components and the forms.
package enum WebText {
    /// For a cursor of a list that is none.
    package static let noPlace = Text("列表里没有这个位置，请从第一页开始。", "There is no such place in the list; begin with the first page.")
    package static let siteName = Text("一网", "Yiwang")
    package static let consoleName = Text("总操作台", "Console")
    package static let skip = Text("跳到正文", "Skip to content")
    package static let mainMenu = Text("主菜单", "Main menu")
    package static let signIn = Text("登录", "Sign in")
    package static let signOut = Text("退出", "Sign out")
    package static func actingFor(_ name: String) -> Text { Text("正在以 \(name) 的名义办理", "You are acting for \(name)") }
    package static let actingForWhom = Text("以谁的名义办理", "Whom you act for")
    package static let actAsMyself = Text("换回本人", "Act as myself")
    /// Written in the language that it offers.
    package static let otherLanguage = Text("English", "中文")

    package static let illustrative = Text(
        "示例系统：这里的人、企业、办件和号码都是虚构的。", "A demonstration: every person, enterprise, case and number here is made up.")
    static let checkDocument = Text("证照核验", "Check a licence")
    package static let accessibility = Text("无障碍", "Accessibility")
    package static let api = Text("开放接口", "API")
    package static let hotline = Text("热线 12345", "Hotline 12345")
    package static let helpline = Text("需要帮忙？请拨打 12345，每天 24 小时有人接听。", "Need a hand? Ring 12345, answered day and night.")
    package static let backHome = Text("回到首页", "Back to the home page")

    package static let firstPage = Text("回到第一页", "Back to the first page")
    package static let nextPage = Text("下一页", "Next page")
    package static let pages = Text("翻页", "Pages")
    package static let whyAsked = Text("为什么要问？", "Why is this asked?")
    package static let source = Text("来源：", "Source: ")
    package static let formerly = Text("原来是 ", "formerly ")
    package static let whereYouAre = Text("当前位置", "Where you are")
    package static let progress = Text("办理步骤", "Steps")
    package static let stepDone = Text("（已完成）", " (done)")
    package static let search = Text("搜索", "Search")
    package static let forExample = Text("例如", "For example")
    package static let print = Text("打印", "Print")
    package static let formSteps = [
        Text("情形", "Your case"), Text("填写", "Fill in"), Text("核对", "Check"), Text("完成", "Done"),
    ]

    package static func state(_ state: Components.TimelineStep.State) -> Text {
        switch state {
        case .done: Text("已完成：", "Done: ")
        case .now: Text("进行中：", "Now: ")
        case .waiting: Text("还没开始：", "Not yet: ")
        case .failed: Text("未通过：", "Refused: ")
        }
    }

    package static func state(_ state: Components.Check.State) -> Text {
        switch state {
        case .confirmed: Text("数据已核实：", "Confirmed by data: ")
        case .needsEyes: Text("需要您看：", "Needs your eyes: ")
        case .failed: Text("不符合：", "Not met: ")
        case .unknown: Text("暂无数据：", "Not known: ")
        case .uploaded: Text("已上传：", "Uploaded: ")
        case .promised: Text("已承诺：", "Promised: ")
        case .composed: Text("由系统代写：", "Written by the platform: ")
        case .sameApplication: Text("同办产生：", "Made by this application: ")
        }
    }

    package static let verifyTitle = Text("扫码核验真伪", "Scan to verify")
    package static func documentNumber(_ number: String) -> Text { Text("编号 \(number)", "No. \(number)") }
    package static let sealPlace = Text("盖章处", "Seal")
}
