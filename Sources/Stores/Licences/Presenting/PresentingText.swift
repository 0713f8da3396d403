import Kernel

/// The sentences of presenting.
enum PresentingText {
    static let present = Text("出示", "Present")
    static let title = Text("出示：{name}", "Present: {name}")
    static let choose = Text("给对方看什么？", "What should be seen?")
    static let chooseHint = Text("只给对方需要的。对方看不到没有选的内容。", "Show only what is needed. What you do not choose cannot be seen.")
    static let onlyAge = Text("仅证明已满 18 岁", "Only that I am over 18")
    static let onlyName = Text("仅姓名或名称", "Only the name")
    static let nameAndNumber = Text("姓名和证件号码", "Name and number")
    static let everything = Text("全部内容", "Everything on it")
    static let chooseMyself = Text("自己选", "Choose myself")
    static let claims = Text("要给对方看的内容", "What is to be seen")
    static let showCode = Text("出示二维码", "Show the QR code")
    static let yes = Text("是", "Yes")
    static let no = Text("否", "No")

    static func isOver(_ years: Int) -> Text { Text("已满 \(years) 岁", "Aged \(years) or over") }

    static let showing = Text("请对方扫码", "Let them scan this")
    static let codeLabel = Text("一分钟有效的出示二维码", "A QR code that lives for one minute")
    static let until = Text("这个码在 {time} 前有效，到时自动更换。", "This code can be opened until {time}, then a new one comes by itself.")
    static let waiting = Text("等待对方扫码", "Waiting to be scanned")
    static let theySee = Text("对方会看到", "They will see")
    static let andValidity = Text("以及证照名称、发证机关、是否有效", "and the licence’s name, its issuer and whether it is valid")
    static let newCode = Text("换一个码", "New code")
    static let stop = Text("停止出示", "Stop")
    static let read = Text("已被读取", "It was read")
    static let readWith = Text("{time}，对方得到的结果：{verdict}", "At {time}. They were told: {verdict}")
    static let personName = Text("姓名", "Name")
    static let enterpriseName = Text("名称", "Name")
    static let allHolders = Text("全部持证人", "All who hold it")
    static let licenceNumber = Text("证照编号", "Licence number")
    static let validUntil = Text("有效期", "Valid until")
    static let theySaw = Text("对方看到了", "They saw")
    static let again = Text("再出示一次", "Present again")
    static let ended = Text("出示已结束", "The presentation is over")
    static let endedHint = Text("没有人读取。码已经失效。", "Nobody read it. Its codes can no longer be opened.")
    static let back = Text("返回证照", "Back to the licence")

    static let file = Text("证照文件", "Credential file")
    static let fileTitle = Text("证照文件：{name}", "Credential file: {name}")
    static let fileLede = Text(
        "下载一个带签名的文件，发给需要的人。对方不联网也能核验，不需要一网的账号。",
        "Download a signed file for whoever needs it. They can check it offline and need no account here.")
    static let audience = Text("给谁", "For whom")
    static let audienceHelp = Text(
        "写进文件并签名，别人拿去用会被发现。例如：某某银行徐汇支行",
        "It is signed into the file, so that nobody else can use it unnoticed. For example: a bank’s branch"
    )
    static let download = Text("下载文件", "Download the file")
    static let fileUse = Text("持证人下载了给“{audience}”的证照文件", "The holder downloaded a credential file for “{audience}”")
    static let start = Text("开始出示一张证照", "Begin to present a licence")
    static let state = Text("一次出示的状态", "The state of a presentation")
    static let renew = Text("为一次出示取一个新的码", "A new code for a presentation")
    static let end = Text("结束一次出示", "End a presentation")
}
