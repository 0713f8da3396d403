import Kernel

/// The sentences about sources that are switched off and on.
enum SwitchingText {
    static let source = Text("一个数据来源", "One source")
    static let changes = Text("停用和恢复的经过", "When it was switched off and on")
    static let noChanges = Text("还没有停用过。", "It has never been switched off.")
    static let whyOff = Text("停用的原因", "Why it is switched off")
    static let whyOffHelp = Text(
        "例如“系统升级”。原因、时间和您的姓名会一直保留。", "Such as “upgrading the system”. The reason, the time and your name are kept.")
    static let whyOn = Text("恢复的说明", "A word on switching it on")
    static let offNote = Text(
        "停用后立即不再查询，用到它的表单会请办事人自己填。", "It is asked no more at once, and forms that use it ask the person instead.")
    static let onNote = Text("恢复后立即重新查询。", "It is asked again at once.")
    static let switchedOff = Text("停用", "switched it off")
    static let switchedOn = Text("恢复", "switched it on")
    static let because = Text("：", ": ")
}
