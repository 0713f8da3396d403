import Kernel

/// The sentences of search.
enum FindingText {
    static func count(_ count: Int) -> Text {
        Text("找到 {n} 项服务", count == 1 ? "{n} service" : "{n} services").filled(["n": String(count)])
    }
    static let nearest = Text(
        "没有完全对得上的，下面是最接近的。也可以拨打 12345，说说您的情况，有人帮您找。",
        "Nothing matches well; these are the nearest. You may also ring 12345, say what has happened, and somebody will help you.")
    static let ring = Text("拨打 12345", "Ring 12345")
    static let nothingNarrowed = Text("按这些条件没有找到", "Nothing under these filters")
    static let nothingNarrowedHint = Text("去掉条件再看看，或者拨打 12345，有人帮您找。", "Take the filters off, or ring 12345 and somebody will help you.")
    static let withoutFilters = Text("去掉全部条件", "Take all filters off")
    static let narrow = Text("缩小范围", "Narrow down")
    static let all = Text("全部", "All")
    static let forWhom = Text("为谁办", "For whom")
    static let how = Text("怎么办", "How")
    static let theme = Text("主题", "Theme")
    static let district = Text("所在区", "District")
    static let wholeCity = Text("全市", "Whole city")
    static func narrowed(_ label: Text, _ count: Int) -> Text { Text("\(label.zh) \(count)", "\(label.en) \(count)") }
    static let person = Text("个人", "People")
    static let enterprise = Text("企业", "Enterprises")
    static let questionAbout = Text("常见问题 · {name}", "Frequent question · {name}")
    static let tryThese = Text("大家常办的", "What many people do")
}
