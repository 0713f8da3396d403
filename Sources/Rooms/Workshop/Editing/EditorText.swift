import Kernel

/// What stands on the sheets of the editor.
enum EditorText {
    static let whole = Text("全部", "All of it")
    static let power = Text("基本信息", "The power")
    static let situations = Text("情形", "Situations")
    static let form = Text("表单", "The form")
    static let materials = Text("材料和收费", "Materials and fees")
    static let handling = Text("怎样办理", "Handling")
    static let deciding = Text("审查和结果", "Deciding")
    static let more = Text("其他", "More")
    static let basics = Text("基本信息", "The thing")
    static let items = Text("事项", "Items")
    static let rows = Text("各事项", "Rows")
    static let office = Text("机构和地点", "The office")

    static let sheets = Text("分页", "Sheets")
    static let chinese = Text("中文", "Chinese")
    static let english = Text("英文", "English")
    static let required = Text("这一项必填。", "This has to be filled in.")
    static let optional = Text("（选填）", " (optional)")
    static let oneALine = Text("一行一个", "One a line")
    static let addOne = Text("再加一个", "Add one")
    static let none = Text("不填", "None")
    static func usual(_ name: Text) -> Text { Text("默认（\(name.zh)）", "As usual (\(name.en))") }
    static let yes = Text("是", "Yes")
    static let no = Text("否", "No")
    static let add = Text("新增一项", "Add an entry")
    static func add(to list: Text) -> Text { Text("新增一项（\(list.zh)）", "Add an entry (\(list.en))") }
    static func remove(_ row: Text) -> Text { Text("删去“\(row.zh)”", "Remove “\(row.en)”") }
    static func up(_ row: Text) -> Text { Text("上移“\(row.zh)”", "Move “\(row.en)” up") }
    static func down(_ row: Text) -> Text { Text("下移“\(row.zh)”", "Move “\(row.en)” down") }
    static let removeShort = Text("删去", "Remove")
    static let upShort = Text("上移", "Up")
    static let downShort = Text("下移", "Down")
    static let unnamed = Text("（未命名）", "(unnamed)")
    static let key = Text("编码", "Code")
    static let emptyList = Text("还没有。", "None yet.")
    static let save = Text("保存", "Save")
    static let saveAnyway = Text("用我写的，保存", "Save mine")
    static let takeTheirs = Text("用对方的", "Take theirs")
    static let theirs = Text("对方保存的", "What they saved")
    static let mine = Text("您写的", "What you wrote")
    static let place = Text("位置", "Place")
    static let suggestion = Text("建议：", "Instead: ")
    static let warning = Text("提醒：", "Note: ")
    static let condition = Text("用 FEEL 写，例如 child.birthDate > today。", "Written in FEEL, such as child.birthDate > today.")
    static func calledNow(_ name: Text) -> Text { Text("目前是：\(name.zh)", "At present: \(name.en)") }
    static let takeAway = Text("从目录中取消", "Take it out of the catalogue")
    static let restore = Text("放弃这条的改动", "Drop this change")
    static let tryOut = Text("试答情形", "Try the situations")
    static let livePreview = Text("边写边看：群众读到的指南", "As it will read: the guide, while you write")
    static let livePreviewNote = Text("随着您填写更新，不必先保存。", "It follows what you type; nothing has to be saved first.")
    static let preview = Text("预览办事指南", "Preview the guide")
    static let checking = Text("检查", "Check")
    static func othersAtIt(_ title: String, _ name: String) -> Text {
        Text(
            "\(name)在草稿“\(title)”里也改了这一条，后发布的一份要先对照。",
            "\(name) is changing it too, in the draft “\(title)”. Whoever publishes later compares first.")
    }
    static let fixed = Text("由市级统一规定", "Set by the city")
    static let saved = Text("已保存", "Saved")
}
