import Catalogue
import Kernel
import Rules

/// What the graph says of its own nodes and arrows.
enum GraphText {
    static func about(_ role: String) -> Text { Text("关于 {role}", "about {role}").filled(["role": role]) }
    static func when(_ expression: Rules.Expression?) -> Text? {
        expression.map { Text("条件：{when}", "when {when}").filled(["when": $0.source]) }
    }
    static let yearly = Text("一年", "a year")
    static func resultOf(_ item: Text) -> Text { Text("“{item}”的办理结果", "The result of “{item}”").filled(["item": item]) }
    static func offered(_ item: Text, _ region: Text) -> Text {
        Text("{item}（{region}）", "{item} ({region})").filled(["item": item, "region": region])
    }
    static func more(_ count: Int) -> Text {
        Text("另有 {n} 个未画出", "{n} more are not shown").filled(["n": String(count)])
    }
    static func picture(_ name: Text) -> Text { Text("“{name}”的关系图", "What “{name}” has to do with").filled(["name": name]) }
    static func before(_ name: Text) -> Text { Text("“{name}”：以前", "“{name}”: before").filled(["name": name]) }
    static func after(_ name: Text) -> Text { Text("“{name}”：现在", "“{name}”: now").filled(["name": name]) }
    static let applicant = Text("申请人", "The applicant")
    static let oneForm = Text("一张表，一次提交", "One form, one submission")
    static func desk(_ department: Text, _ papers: Int, _ boxes: Int) -> Text {
        Text("{department}：{papers} 份材料，{boxes} 个空", "{department}: {papers} papers, {boxes} boxes").filled([
            "department": department, "papers": Text(same: String(papers)), "boxes": Text(same: String(boxes)),
        ])
    }
    static func form(_ papers: Int, _ boxes: Int) -> Text {
        Text("{papers} 份材料，{boxes} 个空", "{papers} papers, {boxes} boxes").filled(["papers": String(papers), "boxes": String(boxes)])
    }
    static let applies = Text("跑一次、填一张表", "goes there, fills in a form")
    static let appliesOnce = Text("一次申请", "applies once")
    static let passesOn = Text("平台分送", "the platform passes it on")
    static let wouldWaive = Text("建议：据此免交", "would be waived by")
    static func newOne(_ kind: Text) -> Text { Text("新增：{kind}", "new: {kind}").filled(["kind": kind]) }
    static let waitsFor = Text("办好后", "then")

    /// Several in one sentence.
    static func list(_ texts: [Text], most: Int = 6) -> Text {
        let shown = texts.prefix(most)
        let rest = texts.count - shown.count
        let zh = shown.map(\.zh).joined(separator: "、") + (rest > 0 ? "等 \(texts.count) 个" : "")
        let en = shown.map(\.en).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
        return Text(zh, en)
    }

    static func quoted(_ texts: [Text], most: Int = 6) -> Text {
        list(texts.map { Text("“\($0.zh)”", "“\($0.en)”") }, most: most)
    }
}
