package import Kernel
package import Web

/// The sentences of verifying.
package enum VerifyingText {
    package static let nav = Nav("verify", Text("核验证照", "Verify"), "/console/verify")
    static let title = Text("核验证照", "Verify a licence")
    static let someone = Text("有人向您出示证照", "Somebody shows you a licence")
    static let someoneHint = Text(
        "点一下就能看到对方选择给您看的内容。每个码只能看一次。", "One tap shows what they chose to show you. Each code can be read once.")
    static let who = Text("您是谁", "Who you are")
    static let whoHelp = Text("单位、店名或岗位。对方会看到；不填则显示“某人”。", "An office, a shop, a post. They will see it; without it they see “somebody”.")
    static let purpose = Text("核验用途", "What it is for")
    static let purposeHelp = Text(
        "会记在持证人的使用记录里，例如：窗口核对身份", "The holder reads it in the log of uses. For example: to know who is at the counter")
    static let look = Text("查看证照", "See the licence")
    static let officer = Text("您以工作人员身份核验，用途和账号都会记录。", "You verify as an officer: purpose and account are logged.")

    static let somebody = Text("某人", "Somebody")
    static func stated(_ name: String) -> Text { Text("\(name)（自称）", "\(name) (their own words)") }
    static func staff(_ department: Text, _ purpose: String) -> Text {
        Text("\(department.zh)工作人员：\(purpose)", "An officer of \(department.en): \(purpose)")
    }
    static let anyDepartment = Text("政务部门", "the city")
    static let machine = Text("{name}（系统）", "{name} (a system)")
    static let useByCode = Text("扫码核验：{reader}。看到：{claims}", "Verified by code: {reader}. Seen: {claims}")
    static let useByFile = Text("文件核验：{reader}", "Verified by file: {reader}")

    static let shownToYou = Text("对方给您看的内容", "What they show you")
    static let licence = Text("证照", "Licence")
    static let checkedAt = Text("核验时间", "Checked at")
    static let madeOutTo = Text("出示对象", "Made out to")
    static let madeOutHint = Text("请确认这是您。", "Make sure that this is you.")
    static let another = Text("再核验一张", "Verify another")
    static let nothingShown = Text("为保护持证人，结果不是“有效”时不显示任何内容。", "To protect its holder nothing is shown unless it is valid.")

    static let lede = Text(
        "扫对方手机上的码就能核验；收到的证照文件（.sd-jwt）在这里核验。",
        "Scan the code on their phone; a credential file (.sd-jwt) that you were sent is verified here.")
    static let byFile = Text("对方发来的是证照文件？在这里核验", "Were you sent a file? Verify it here")
    static let chooseFile = Text("证照文件", "Credential file")
    static let orPaste = Text("或粘贴文件内容", "Or paste its content")
    static let check = Text("核验", "Verify")
    static let missingFile = Text("请选择一个证照文件，或粘贴它的内容", "Choose a credential file or paste its content")
    static let missingBoth = Text(
        "请发送 token（出示的码）或者 file（证照文件的内容）。", "Send `token`, a code that is presented, or `file`, the content of a credential file.")
    static let yourName = Text("文件应写给谁", "To whom it should be made out")
    static let yourNameHelp = Text("填了就必须与文件一致。", "If you fill this in, the file has to say the same.")
    static let offlineLink = Text("怎样离线核验", "How to verify offline")
    static let api = Text("核验一个码或一个文件", "Verify a code or a file")
    static let reading = Text("打开出示的码", "Open a code that is presented")
    static let readIt = Text("读取出示的内容，只能一次", "Read what is presented, once")

    static let consoleLede = Text("用扫码枪扫对方的码，或把网址粘贴到框里。", "Scan the code with a reader, or paste its address.")
    static let code = Text("出示的码", "The code")
    static let codeHelp = Text("扫码枪会自动填写", "A barcode reader types it by itself")
}

extension Verdict {
    /// In a word, large enough for a door.
    package var name: Text {
        switch self {
        case .valid: Text("有效", "Valid")
        case .expired: Text("已过期", "Expired")
        case .notYetValid: Text("还没有生效", "Not valid yet")
        case .revoked: Text("已失效", "No longer valid")
        case .frozen: Text("已冻结", "Frozen")
        case .replayed: Text("已被用过", "Already used")
        case .altered: Text("被改动过", "Altered")
        case .unknownIssuer: Text("不是本市签发", "Not issued by this city")
        case .wrongAudience: Text("不是出示给您的", "Not made out to you")
        case .unreadable: Text("无法识别", "Cannot be read")
        }
    }

    /// What to do now.
    package var advice: Text {
        switch self {
        case .valid: Text("签名真实，证照此刻有效。", "The signature is genuine and the licence is valid now.")
        case .expired:
            Text("码只有一分钟有效，证照也可能已到期。请对方重新出示。", "A code lives for a minute, and a licence may have run out. Ask them to present again.")
        case .notYetValid: Text("证照的起始日期还没有到。", "The day from which it is valid has not come.")
        case .revoked: Text("证照已被收回、注销或换成新版本。请对方出示现行的证照。", "It was taken back, cancelled or replaced. Ask for the one in force.")
        case .frozen: Text("证照暂时不能使用。请对方联系发证机关。", "It may not be used for now. They should ask its issuer.")
        case .replayed: Text("每个码只能看一次。请对方换一个新的码。", "A code is read once. Ask for a new one.")
        case .altered: Text("内容与签名不符或不完整。不要采用。", "Its content does not fit its signature, or a part is missing. Do not rely on it.")
        case .unknownIssuer: Text("签名用的密钥不是本市公布的。不要采用。", "It is not signed with a key that this city publishes. Do not rely on it.")
        case .wrongAudience: Text("文件写明的对象或问题与您的不同。请对方重新出示给您。", "It was made for somebody else. Ask for one that is made out to you.")
        case .unreadable: Text("这不是一网的出示码或证照文件。请重新扫码，或核对地址。", "This is no code and no file of ours. Scan again, or check the address.")
        }
    }

    /// The sign that says the same as the word.
    var shape: VerdictPanel.Shape {
        switch self {
        case .valid: .good
        case .frozen, .expired, .notYetValid, .replayed: .stopped
        default: .bad
        }
    }
}
