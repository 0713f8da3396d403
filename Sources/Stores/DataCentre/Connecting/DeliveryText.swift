import Kernel

/// The sentences about files that departments drop.
enum DeliveryText {
    static let title = Text("文件报送", "Files delivered")
    static let one = Text("一次文件报送", "One file")
    static let lede = Text(
        "每分钟读一次。“资源代码.csv”只带变动，“资源代码.whole.csv”是全量：全量里没有的记录随之结束。",
        "Read once a minute. “resource.csv” brings changes; “resource.whole.csv” is everything, and ends the records that it does not have."
    )
    static let none = Text("还没有文件报送", "No file has been delivered yet")
    static let file = Text("文件", "File")
    static let form = Text("内容", "Holds")
    static let taken = Text("收下", "Taken")
    static let ended = Text("结束", "Ended")
    static let rejected = Text("退回", "Rejected")
    static let read = Text("已读取", "Read")
    static let partly = Text("有行退回", "Some lines rejected")
    static let refused = Text("没有读取", "Not read")
    static let amiss = Text("没有全部收下的文件", "Files that were not taken whole")
    static let line = Text("行", "Line")
    static let rejectedLines = Text("退回的行", "Rejected lines")
    static let nobodyEnded = Text(
        "有行退回或者没有记录，所以没有结束任何记录。改好后请再报送一次全量。",
        "A line was rejected, or there is none, so no record was ended. Mend the file and deliver the whole once more.")
    static func firstOnly(_ count: Int) -> Text { Text("只列出前 \(count) 行。", "Only the first \(count) lines are listed.") }
}
