import Kernel

/// The sentences of what is given to others.
enum ExportText {
    static let catalogue = Text("政务服务事项目录", "Catalogue of public services")
    static func catalogueOf(_ version: Int) -> Text { Text("目录第 \(version) 版", "Version \(version) of the catalogue") }
    static let dataCatalogue = Text("政务数据资源目录", "Catalogue of government data")
    static let city = Text("上海市", "Shanghai")
    static let languages = [Text("中文", "Chinese"), Text("英文", "English")]
    static let renminbi = Text("人民币", "Renminbi")
    static let licence = Text("电子证照", "Electronic licence")
    static let document = Text("文书", "Document")
    static func at(_ address: String) -> Text { Text("网上办理：\(address)", "Online: \(address)") }

    static func form(_ name: Text) -> Text { Text("“\(name.zh)”的申请表", "The form of “\(name.en)”") }
    static let formHelp = Text(
        "一份填写完整的申请。平台已经掌握的，提交时可以不写。", "A complete form. What the platform already knows need not be sent.")
    static let answers = Text("情形问题的回答", "Answers to the questions")
    static let fields = Text("表单要素", "Fields of the form")
    static let declared = Text("申请人承诺所填属实", "The applicant declares that it is true")

    static let apply = Text("申请", "Apply")
    static let received = Text("收到申请", "Application")
    static let done = Text("全部办结", "All done")
    static let applicant = Text("申请人", "Applicant")
    static func isPart(_ item: Text) -> Text { Text("要办“\(item.zh)”吗？", "Is “\(item.en)” part of it?") }
    static let yes = Text("要办", "Yes")
    static let no = Text("不办", "No")
}
