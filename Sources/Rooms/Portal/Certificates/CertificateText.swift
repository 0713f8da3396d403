import Kernel

/// The sentences of the list of certificates.
enum CertificateText {
    static let title = Text("证明事项清单", "Certificates still asked for")
    static func lede(_ count: Int, replaced: Int) -> Text {
        Text(
            "全市现在还要求提交的证明共 \(count) 种，其中 \(replaced) 种可以由电子证照或者数据代替。清单以外的证明，任何单位都不得要求。",
            "The city still asks for \(count) kinds of certificate; \(replaced) of them are replaced by electronic licences or data. Nobody may "
                + "ask for one that is not listed.")
    }
    static let asTable = Text("下载表格（CSV）", "Download as a table (CSV)")
    static let none = Text("现在不要求任何证明", "No certificate is asked for")
    static let nothing = Text("暂无", "Nothing yet")
    static let commitment = Text("可以告知承诺", "A promise will do")
    static let noBasis = Text("没有依据，应当取消", "No legal basis: to be abolished")
    static let columns = [
        Text("证明名称", "Certificate"), Text("用于办理", "For"), Text("索要单位", "Asked by"), Text("设定依据", "Legal basis"),
        Text("开具单位", "Made out by"), Text("由什么代替", "Replaced by"),
    ]
}
