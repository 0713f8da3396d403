import Kernel

/// The words on a licence as a document.
enum FaceText {
    static let paper = Text("打印版", "For print")
    static let electronicSeal = Text("电子印章", "Electronic seal")
    static let sample = Text("样例", "SAMPLE")
    static let verify = Text("扫码核验真伪和状态", "Scan to verify it and its state")
    static let printed = Text("持证人打开了打印版", "The holder opened it for print")
    static let paperNote = Text(
        "纸上的内容以核验结果为准：打印之后证照可能已变更或失效。",
        "What counts is the result of the check: since it was printed the licence may have changed or ended.")
    static let trust = Text("可信等级", "Trust level")
}
