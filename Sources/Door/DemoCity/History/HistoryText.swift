import Cases
import Catalogue
import Kernel

/// What officers of the demo city write. Officers write Chinese.
enum HistoryText {
    static let inOrder = "材料齐全，内容与登记信息一致，建议准予。"
    static let notInOrder = "经审查，有一项条件不符合，建议不予准予。"
    static let withdrawn = "申请人不再需要办理。"
    static let declined = "申请事项不属于本机关职权范围。"
    static let declining = "《中华人民共和国行政许可法》第三十二条"
    static let refusing = "《中华人民共和国行政许可法》第三十八条"
    static let special = "需要专业机构出具意见。"
    static let specialDone = "已收到专业机构的意见。"
    static let colleague = "随同核查人员"

    static func refused(_ point: ReviewPoint?) -> String {
        point.map { "经审查，“\($0.text.zh)”这一条不符合。您可以在条件具备后再次申请。" } ?? "经审查，申报的情况与核实的情况不一致。您可以更正后再次申请。"
    }

    static func unclear(_ material: Material) -> SupplementPoint {
        SupplementPoint(subject: material.code, label: material.name, ask: "照片不清楚，请在光线好的地方重新拍摄上传。")
    }

    static func misstated(_ field: String, _ label: Text) -> SupplementPoint {
        SupplementPoint(subject: field, label: label, ask: "请核对填写的内容，与证件一致后再提交。")
    }
}
