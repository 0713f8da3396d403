import Graph
import Kernel

/// What `yiwang graph` says.
enum GraphCommandText {
    static let graph = Text("权力、事项、材料、数据图谱。", "The graph of powers, items, papers and data.")
    static let advice = Text(
        "下一步改什么：按一年能省的市民小时排列，附依据。", "What to change next: ranked by the citizen-hours that it saves in a year, with the evidence.")
    static let picture = Text("画出一个节点和与它有关的一切（Graphviz 的 DOT 格式）。", "Draws a node and what it has to do with (DOT, for Graphviz).")
    static let statistics = Text(
        "办件统计文件（JSON）；不给则用数据库的统计，或者假定值。", "A file of statistics (JSON); by default the database's, or assumptions.")
    static let limit = Text("最多列出几条。", "At most so many.")
    static let node = Text("节点，如 item:food-licence。", "The node, such as item:food-licence.")
    static let view = Text("只看一种图谱。", "One of the four graphs only.")
    static let depth = Text("走几步远。", "How many steps away.")
    static let words = Text("不画图，用文字说。", "Says it in words.")
    static let noAdvice = Text("没有可建议的", "There is nothing to advise")
    static func assumed(_ cases: Int) -> Text {
        Text("没有办件统计：每个事项按一年 {n} 件假定。", "No cases were counted: {n} a year are assumed for each item.").filled(["n": String(cases)])
    }
    static func worth(_ advice: Advice) -> Text {
        let worth = advice.worth
        let sentence =
            advice.kind.isRisk
            ? Text(
                "停用的代价，一年：{hours} 市民小时（材料 {materials} 份，填写 {fields} 项）",
                "at stake a year: {hours} citizen-hours ({materials} papers, {fields} boxes)")
            : Text(
                "一年可省 {hours} 市民小时（材料 {materials} 份，填写 {fields} 项，{days} 天，跑动 {trips} 次）",
                "saves {hours} citizen-hours a year ({materials} papers, {fields} boxes, {days} days, {trips} trips)")
        return sentence.filled([
            "hours": String(Int(worth.citizenHours.rounded())), "materials": String(worth.materials), "fields": String(worth.fields),
            "days": String(worth.days), "trips": String(worth.trips),
        ])
    }
    static func noView(_ view: String) -> Text {
        Text("没有“{view}”这种图谱", "There is no graph “{view}”").filled(["view": view])
    }
    static func badStatistics(_ path: String) -> Problem {
        Problem(
            "command.statistics", status: 500, title: Text("无法读取统计文件", "The file of statistics cannot be read"),
            detail: Text(
                "{path} 应为一个 JSON 对象，如 {\"measured\": true, \"items\": {…}}。",
                "{path} must be a JSON object such as {\"measured\": true, \"items\": {…}}."
            ).filled(["path": path]))
    }
    static func noNode(_ node: String) -> Problem {
        Problem(
            "command.node", status: 500, title: Text("图谱里没有这个节点", "The graph has no such node"),
            detail: Text(
                "请写成“类别:代码”，如 item:food-licence、department:gaj、resource:ga-population：{node}",
                "Write kind:code, such as item:food-licence, department:gaj or resource:ga-population: {node}"
            ).filled(["node": node]))
    }
}
