import Kernel

/// What the measure of the register of licences says.
enum LicenceBenchText {
    static let licence = Text("电子证照", "Electronic licences")
    static let issue = Text("证照：签发（入库并签名）", "Licences: issued, entered and signed")
    static let present = Text("证照：出示并核验", "Licences: presented and verified")
    static let median = Text("证照：按持有人查询，中位数", "Licences: look-up by holder, median")
    static let percentile99 = Text("证照：按持有人查询，99% 在此之内", "Licences: look-up by holder, p99")

    static func filling(_ count: Int) -> Text {
        Text("  正在写入 {count} 张证照", "  Filling the register with {count} licences").filled(["count": Figure.written(Double(count))])
    }
    static func size(_ count: Int) -> Text {
        Text("{count} 张证照，SQLite。", "{count} licences, SQLite.").filled(["count": Figure.written(Double(count))])
    }
    static let issueNote = Text(
        "每张一次提交事务入库，另一次取得状态位与持有人密钥，再签成 SD-JWT VC；在进程内，64 路同时。",
        "Each is entered by one durable transaction, gets its status place and its holder's key by another, and is signed as an SD-JWT VC; in process, 64 at a time."
    )
    static let presentNote = Text(
        "出示：持证人经接口取得绑定的文件并留痕；核验：任何人经接口核验并留痕。不经套接字，64 路同时。",
        "Presented: the holder fetches a bound file through the interface, logged; verified: anybody checks it through the interface, logged. Without a socket, 64 at a time."
    )
}
