import Kernel

/// What the measure of asking sources says.
enum AskingBenchText {
    static let ask = Text("向来源查询", "Asking sources")
    static let gathered = Text("最大的一件事：各来源答复后的清单，中位数", "Checklist of the largest thing, every source answering, median")
    static let gathered99 = Text("最大的一件事：各来源答复后的清单，99% 在此之内", "Checklist of the largest thing, every source answering, p99")
    static let beyondLimit = Text(
        "一个来源不答复：超出它自身时限的部分，中位数", "With a source that hangs: beyond its own limit, median")

    static func of(_ thing: Text, fields: Int, parties: Int) -> Text {
        Text(
            "{thing}，{fields} 个要素；{parties} 个申请人各自第一次打开，草稿已存盘。",
            "{thing}, {fields} fields; {parties} applicants, each opening it for the first time, the draft stored."
        ).filled(["thing": thing]).filled(["fields": String(fields), "parties": String(parties)])
    }
    static func silent(_ resource: Text, milliseconds: Int) -> Text {
        Text("{resource} 不答复，时限 {limit} 毫秒。", "{resource} does not answer; its limit is {limit} ms.")
            .filled(["resource": resource]).filled(["limit": String(milliseconds)])
    }
}
