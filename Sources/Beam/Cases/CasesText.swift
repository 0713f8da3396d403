import Kernel

/// The engine's sentences; pages have their own beside them.
enum CasesText {
    static let unknownField = Text("没有这一项，请删去。", "There is no such field; please leave it out.")
    static let materialMissing = Text("请上传这份材料。", "Please upload this document.")
}
