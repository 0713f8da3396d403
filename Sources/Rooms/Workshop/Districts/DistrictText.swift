import Kernel

/// The sentences of the districts' page.
enum DistrictText {
    static let title = Text("各区实施情况", "The districts")
    static let lede = Text(
        "实质性要素全市一样；地址、时间、电话、窗口由各区填写，承诺时限只能更短。超出允许范围的差别列在这里。",
        "The substantive part is the same everywhere. Places, hours, telephones and windows are each district’s; its limits may only be "
            + "shorter. Differences beyond what is allowed are listed here.")
    static let noDifferences = Text("各区之间没有超出允许范围的差别。", "No difference between districts goes beyond what is allowed.")
    static let differences = Text("超出允许范围的差别", "Differences beyond what is allowed")
    static let item = Text("事项", "Item")
    static let aspect = Text("哪一项", "What differs")
    static let values = Text("各区的规定", "How the districts have it")
    static let filledIn = Text("各区已填写", "Filled in by each district")
    static let district = Text("区", "District")
    static let offices = Text("实施机关", "Offices")
    static let items = Text("实施清单", "Implementations")
    static func count(_ offices: Int) -> Text { Text("\(offices) 个区", offices == 1 ? "1 district" : "\(offices) districts") }
}
