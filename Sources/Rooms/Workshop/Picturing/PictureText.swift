import Graph
import Kernel

/// What the pages of pictures say.
enum PictureText {
    static let pictures = Text("看图", "Pictures")
    static let lede = Text("权力、事项、材料、数据之间的关系，画出来看。", "What powers, items, papers and data have to do with each other, drawn.")
    static let search = Text("找一个部门、事项、材料、数据元、证照或数据资源", "Find a department, an item, a paper, a data element, a licence or a data resource")
    static let searchHint = Text("例如：身份证", "For example: identity card")
    static let things = Text("一件事：以前和现在", "One-things: before and after")
    static let found = Text("查到的", "Found")
    static let departments = Text("各部门的权力图谱", "Departments and their powers")
    static let view = Text("图谱", "Graph")
    static let depth = Text("看几步", "How far")
    static func steps(_ count: Int) -> Text { Text("\(count) 步以内", count == 1 ? "1 step" : "\(count) steps") }
    static let all = Text("全部画出", "Draw all of it")
    static func hidden(_ count: Int) -> Text { Text("另有 \(count) 个没有画出", "\(count) more are not drawn") }
    static let inWords = Text("用文字看这张图", "The picture in words")
    static let wordsBelow = Text("图下有同样内容的文字。", "The same stands in words below the picture.")
    static let node = Text("一张图", "A picture")
    static let thing = Text("一件事的图", "A thing as a picture")
    static let nothing = Text("这张图谱里没有与它相连的。", "Nothing is joined to it in this graph.")
    static let otherGraph = Text("换一张图谱看看。", "Try another of the four.")
    static let definition = Text("目录里的定义", "Its definition")
    static let guide = Text("办事指南", "Guide")
    static let before = Text("以前", "Before")
    static let after = Text("现在", "Now")
    static let beforeLede = Text("一家一家跑，每家一张表、一套材料。", "One office after the other, each with its form and its papers.")
    static let afterLede = Text("填一张表，平台分送各家。", "One form; the platform takes it round.")
    static let offices = Text("要找的部门和事项", "Offices and items to see")
    static let boxes = Text("要填的空", "Boxes to fill in")
    static let papers = Text("要交的材料", "Papers to hand in")
    static let days = Text("个工作日", "Working days")
    static let matrix = Text("共用的空", "Shared boxes")
    static func matrixLede(_ asked: Int, _ rows: Int) -> Text {
        Text("分开办要填 \(asked) 个空，合起来只填 \(rows) 个。", "Apart they ask for \(asked) boxes, together for \(rows).")
    }
    static let field = Text("空", "Box")
    static let usedBy = Text("用它的事项数", "Items that use it")
    static func reuse(_ code: String) -> Text {
        switch code {
        case "reuse": Text("已知的不再问", "Filled in, not asked")
        case "confirm": Text("填好请确认", "Filled in, to be confirmed")
        default: Text("每次本人填", "Always by the person")
        }
    }
    static let notUsed = Text("不需要", "Not needed")
    static let legend = Text("● 已知的不再问　◐ 填好请确认　○ 每次本人填", "● filled in, not asked　◐ to be confirmed　○ always by the person")
    static let orderOfWork = Text("谁先谁后，要多少天", "Who does what, when and for how long")
    static func workDays(_ count: Int) -> Text {
        count == 0 ? Text("当场", "at once") : Text("\(count) 天", count == 1 ? "1 day" : "\(count) days")
    }
    static func onPath(_ items: [Text], _ total: Int, _ serial: Int) -> Text {
        Text(
            "关键路径：\(items.map(\.zh).joined(separator: " → "))，\(total) 个工作日；一项接一项办要 \(serial) 个。",
            "Critical path: \(items.map(\.en).joined(separator: " → ")), \(total) working days; one after the other it would be \(serial).")
    }

    static func failure(_ failure: DrawingFailure) -> Text {
        switch failure {
        case .programMissing:
            Text(
                "服务器上没有装 Graphviz，图画不出来，下面是同样内容的文字。请管理员安装：apt-get install graphviz。",
                "Graphviz is not installed on the server, so the picture cannot be drawn; the same stands in words below. An administrator can install it: apt-get install graphviz."
            )
        case .tooMuch: Text("这张图太大，画不出来。请看文字，或者少看一步。", "This picture is too large to be drawn. Read it in words, or look less far.")
        case .failed: Text("图没有画成，下面是同样内容的文字。", "The picture could not be drawn; the same stands in words below.")
        }
    }
}
