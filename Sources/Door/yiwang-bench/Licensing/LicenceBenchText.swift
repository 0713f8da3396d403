import Kernel

/// What the measure of the register of licences says.
enum LicenceBenchText {
    static let licence = Text("电子证照", "Electronic licences")
    static let issue = Text("证照：签发（入库并签名）", "Licences: issued, entered and signed")
    static let present = Text("证照：出示并核验", "Licences: presented and verified")
    static let presentByInterface = Text("证照：经接口出示并核验", "Licences: presented and verified by the interface")
    static let median = Text("证照：按持有人查询，中位数", "Licences: look-up by holder, median")
    static let percentile99 = Text("证照：按持有人查询，99% 在此之内", "Licences: look-up by holder, p99")

    static func filling(_ count: Int) -> Text {
        Text("  正在写入 {count} 张证照", "  Filling the register with {count} licences").filled(["count": Figure.written(Double(count))])
    }
    static func size(_ count: Int) -> Text {
        Text("{count} 张证照，SQLite。", "{count} licences, SQLite.").filled(["count": Figure.written(Double(count))])
    }
    static let issueNote = Text(
        "每张一次提交事务入库，另一次取得状态位与持有人密钥，再签成 SD-JWT VC；在进程内，1024 路同时。",
        "Each is entered by one durable transaction, gets its status place and its holder's key by another, and is signed as an SD-JWT VC; in process, 1,024 at a time."
    )
    static let presentNote = Text(
        "与签发、查询同在证照库一层：核权限与限次、签名、取得绑定的文件，再核验，两次都持久留痕；在进程内，1024 路同时。本进程刚签过的文本按指纹认出，不再验算。",
        "At the register, as issuing and looking up: rights and limits, signing, a bound file, then its check, each with a durable line in the log; in process, 1,024 at a time. A text that this process has just signed is known by its fingerprint and not computed again."
    )
    static let interfaceNote = Text(
        "同样的事由程序经接口来做：登录令牌、JSON 往来；不经套接字，1024 路同时。",
        "The same as programs do it, through the interface: a log-in, JSON there and back; without a socket, 1,024 at a time.")
}
