import Kernel

/// The sentences that the site itself says.
enum ServingText {
    static let sessionEnded = Text("登录已过期，您填写的内容还在", "Your session has ended; what you typed is still here")
    static let sessionEndedDetail = Text(
        "请在下面重新登录，登录后点一次“继续提交”即可，不用重新填写。", "Sign in again below. Then press “Send what I typed” once; nothing has to be typed again.")
    static let filesAgain = Text("出于安全原因，文件需要重新选择。", "For your safety, files have to be chosen again.")
    static let signedIn = Text("您已登录", "You are signed in")
    static let signedInDetail = Text("您之前填写的内容还没有提交。", "What you typed before has not been sent yet.")
    static let sendTyped = Text("继续提交", "Send what I typed")
    static let sendAgain = Text("再提交一次", "Send it again")
    static let keptDetail = Text("您填写的内容保留在本页，没有丢失。", "What you typed is kept on this page.")
    static func kept(_ count: Int) -> Text { Text("已保留 \(count) 项内容", "\(count) answers are kept") }
    static let requestNumber = Text("编号：", "Number: ")

    static let apiTitle = Text("开放接口", "API reference")
    static let apiLede = Text(
        "页面上能办的事，程序都能办：同样的权限，同样的校验，同样的结果。",
        "Whatever can be done on a page can be done by a program: same rights, same checks, same results.")
    static let apiErrors = Text("出错时", "When something is wrong")
    static let apiErrorsBody = Text(
        "错误一律是 RFC 9457 的 problem+json：type 不变，title 和 detail 用读者的语言，errors 指出是哪一项。",
        "Every error is a problem+json (RFC 9457): type is stable, title and detail are in the reader's language, errors name the member.")
    static let apiKeys = Text("重复提交", "Sending twice")
    static let apiKeysBody = Text(
        "POST 可带 Idempotency-Key：同一个编号、同样的内容只办一次；内容不同则返回 422。",
        "A POST may carry an Idempotency-Key: the same key with the same content acts once; with other content it is a 422.")
    static let apiToken = Text("身份", "Who you are")
    static let apiTokenBody = Text("在 Authorization 头中带上 Bearer 令牌。", "Send a Bearer token in the Authorization header.")
    static let machineReadable = Text("OpenAPI 3.1 描述", "OpenAPI 3.1 description")
    static let whoMay = Text("谁可以用", "Who may use it")
    static let takes = Text("需要提供", "It takes")
    static let gives = Text("返回", "It gives")
    static let refuses = Text("可能的错误", "It may refuse with")
    static let name = Text("名称", "Name")
    static let type = Text("类型", "Type")
    static let meaning = Text("含义", "Meaning")
    static let required = Text("必填", "required")

    static func access(_ access: Access) -> Text {
        switch access {
        case .everyone: Text("所有人", "everyone")
        case .applicant: Text("登录的办事人", "signed-in applicants")
        case .anyStaff: Text("工作人员", "staff")
        case .staff(let roles):
            Text(roles.sorted().map(\.name.zh).joined(separator: "、"), roles.sorted().map(\.name.en).joined(separator: ", "))
        case .machine: Text("其他系统（令牌）", "other systems, by token")
        }
    }
}
