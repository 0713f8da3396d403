import Catalogue
import Kernel

/// The titles of advice and the sentences of its evidence.
enum AdviceText {
    static func kind(_ kind: Advice.Kind) -> Text {
        switch kind {
        case .held: Text("已有数据的材料", "Paper that is on record already")
        case .connection: Text("下一个要接通的数据", "Data connection to build next")
        case .resultAskedBack: Text("自己发的又要交回来", "Own result asked back as paper")
        case .circularProof: Text("循环证明", "Circular proof")
        case .sameFact: Text("一个事实多个名字", "One fact under several names")
        case .samePaper: Text("一份材料多个代码", "One paper under several codes")
        case .noBasis: Text("没有依据的材料", "Paper without a legal basis")
        case .doubleCheck: Text("重复审查", "Point checked twice")
        case .newThing: Text("可以做成一件事", "Items that could be one thing")
        case .parallel: Text("可以并行的审批", "Approvals that could run in parallel")
        case .criticalPath: Text("关键路径", "Critical path")
        case .districts: Text("各区不一致", "Districts that differ")
        case .abandoned: Text("中途放弃", "Applications given up")
        case .supplements: Text("经常补正", "Additions often asked for")
        case .withdrawal: Text("只靠一个来源", "Rests on one source")
        }
    }

    private static func number(_ value: Int) -> Text { Text(same: String(value)) }

    /// 行政协助 as evidence.
    static func askedBetweenOffices(_ times: Int) -> Text {
        Text("去年各单位为此互相请求协助 {n} 次。", "Requests for it from office to office last year: {n}.").filled(["n": number(times)])
    }

    // MARK: Papers

    static func held(_ paper: Text, _ holder: Text) -> Text {
        Text("“{paper}”不必再交：“{holder}”里有", "Stop asking for “{paper}”: “{holder}” has it").filled(["paper": paper, "holder": holder])
    }
    static func askedBack(_ paper: Text, _ item: Text) -> Text {
        Text("“{paper}”是“{item}”自己出具的，不必再交", "Stop asking for “{paper}”: “{item}” itself gives it").filled(["paper": paper, "item": item])
    }
    static func askedBy(_ items: [Text], times: Int, _ isMeasured: Bool) -> Text {
        Text(
            isMeasured ? "{items}要求提交，去年共 {n} 次。" : "{items}要求提交；没有统计数据，按假定的办件量估计一年 {n} 次。",
            isMeasured
                ? "Asked for last year by {items}: {n}."
                : "Asked for by {items}; nothing was counted, and with the assumed number of cases it would be {n} a year."
        ).filled(["items": GraphText.quoted(items), "n": number(times)])
    }
    static func takenElsewhere(_ item: Text) -> Text {
        Text("“{item}”已经用数据代替同一份材料。", "“{item}” already takes the same paper from the data.").filled(["item": item])
    }
    static func holdsFacts(_ holder: Text, _ facts: [Text]) -> Text {
        Text("审查这份材料只看{facts}，“{holder}”里都有。", "The paper is checked for {facts} only, and “{holder}” holds all of it.").filled([
            "facts": GraphText.quoted(facts), "holder": holder,
        ])
    }
    static func isLicence(_ licence: Text, _ issuer: Text) -> Text {
        Text("它就是{issuer}发的电子证照“{licence}”。", "It is the electronic licence “{licence}”, issued by {issuer}.").filled([
            "licence": licence, "issuer": issuer,
        ])
    }
    static func givenBy(_ paper: Text, _ item: Text, _ department: Text) -> Text {
        Text("“{paper}”是{department}办结“{item}”时出具的。", "“{paper}” is what {department} gives at the end of “{item}”.").filled([
            "paper": paper, "item": item, "department": department,
        ])
    }
    static func noBasis(_ paper: Text, _ item: Text) -> Text {
        Text("“{item}”要的“{paper}”没有依据，建议取消", "Abolish “{paper}” in “{item}”: no law asks for it").filled(["paper": paper, "item": item])
    }
    static func noLaw(_ paper: Text, _ department: Text) -> Text {
        Text("目录里没有写明{department}凭什么要“{paper}”。", "The catalogue names no law by which {department} asks for “{paper}”.").filled([
            "paper": paper, "department": department,
        ])
    }

    // MARK: Connections

    static func connect(_ name: Text, _ owner: Text?) -> Text {
        guard let owner else { return Text("接通{name}", "Connect {name}").filled(["name": name]) }
        return Text("请{owner}接通{name}", "Have {owner} connect {name}").filled(["name": name, "owner": owner])
    }
    static func records(_ paper: Text) -> Text { Text("“{paper}”的数据", "the data behind “{paper}”").filled(["paper": paper]) }
    /// What a table is called by whoever keeps it, and by everybody else.
    static func ownTable(_ kind: String) -> Text {
        Text("它的{kind}信息", "its records of {kind}").filled(["kind": DataElement.subjectName(kind)])
    }
    static func table(_ owner: Text, _ kind: String) -> Text {
        Text("{owner}的{kind}信息", "{owner}: records of {kind}").filled(["owner": owner, "kind": DataElement.subjectName(kind)])
    }
    static func wouldHold(_ name: Text) -> Text { Text("拟接通：{name}。", "To be connected: {name}.").filled(["name": name]) }
    static func wouldEnd(_ items: [Text], papers: Int, boxes: Int) -> Text {
        func fewer(_ count: Int, _ one: Text, _ many: Text) -> Text? {
            count == 0 ? nil : (count == 1 ? one : many).filled(["n": number(count)])
        }
        let less = [
            fewer(papers, Text("少交 {n} 份材料", "{n} fewer paper"), Text("少交 {n} 份材料", "{n} fewer papers")),
            fewer(boxes, Text("少填 {n} 个空", "{n} fewer box"), Text("少填 {n} 个空", "{n} fewer boxes")),
        ].compactMap(\.self)
        return Text("{items}一年可{less}。", "{items} would need {less} a year.").filled([
            "items": GraphText.quoted(items), "less": Text(listing: less),
        ])
    }
    static func place(_ place: Int) -> Text {
        switch place {
        case 1: Text("全市范围内，单接通这一项减得最多。", "No other single connection saves the city more.")
        case 2: Text("在前一项已经接通的前提下，这一项再减得最多。", "With the better one built, no other single connection saves more.")
        default:
            Text(
                "在前 {n} 项已经接通的前提下，这一项再减得最多。", "With the {n} better ones built, no other single connection saves more."
            ).filled(["n": String(place - 1)])
        }
    }
    static let issuerUnnamed = Text("先要在目录中写明由谁出具。", "First the catalogue must name who issues it.")

    // MARK: Circles

    static func circle(_ items: [Text]) -> Text {
        Text("{items}互相要对方的结果", "{items} want each other’s results").filled(["items": GraphText.quoted(items)])
    }
    static func wants(_ item: Text, _ paper: Text, _ givers: [Text], _ count: Int) -> Text {
        Text("“{item}”要“{paper}”，只有{givers}能出具（一年 {n} 次）。", "“{item}” wants “{paper}”, which only {givers} gives ({n} times a year).")
            .filled(["item": item, "paper": paper, "givers": GraphText.quoted(givers), "n": number(count)])
    }
    static let deadlock = Text("一样都没有的人，一样也办不成。", "Somebody who has none of them can get none of them.")
    static let wayOut = Text("另有别的途径，但走这条路的人会绕圈。", "There is another way, but whoever comes this way goes in a circle.")

    // MARK: Names

    static func sameFact(_ kept: DataElement, _ gone: DataElement) -> Text {
        Text("“{gone}”和“{kept}”是同一个事实，合并为一个", "“{gone}” and “{kept}” are one fact: keep one").filled(["gone": gone.name, "kept": kept.name])
    }
    static func sameShape(_ kept: DataElement, _ gone: DataElement) -> Text {
        Text(
            "{kept} 与 {gone} 的对象、类型、格式都相同，名称相近，没有一张表同时要这两项。",
            "{kept} and {gone} have the same subject, type and format, and names alike; no form asks for both."
        ).filled(["kept": kept.code, "gone": gone.code])
    }
    static func usedBy(_ name: Text, _ code: String, _ items: [Text]) -> Text {
        items.isEmpty
            ? Text("“{name}”（{code}）没有表在用。", "No form uses “{name}” ({code}).").filled(["name": name, "code": Text(same: code)])
            : Text("“{name}”（{code}）用于{items}。", "“{name}” ({code}) is used by {items}.").filled([
                "name": name, "code": Text(same: code), "items": GraphText.quoted(items),
            ])
    }
    static func samePaper(_ name: Text, _ codes: [String]) -> Text {
        Text("“{name}”有 {n} 个代码，合并为一个", "“{name}” has {n} codes: keep one").filled(["name": name, "n": number(codes.count)])
    }

    // MARK: Checks

    static func doubleCheck(_ point: Text, _ departments: [Text]) -> Text {
        Text("{departments}都在查：{point}", "{departments} check the same: {point}").filled([
            "departments": GraphText.list(departments), "point": point,
        ])
    }
    static func checksPoint(_ department: Text, _ item: Text, _ point: Text) -> Text {
        Text("{department}在“{item}”中审查：{point}", "{department} checks in “{item}”: {point}").filled([
            "department": department, "item": item, "point": point,
        ])
    }
    static func aloneToo(_ items: [Text]) -> Text {
        Text(
            "单独办{items}的人仍要查：如果也单独受理，请只在一件事里共用前一家的结论。",
            "Whoever applies for {items} alone still has to be checked: where it is taken alone as well, share the first finding in the thing only."
        ).filled(["items": GraphText.quoted(items)])
    }
    static func sameCheck(_ source: String, _ thing: Text, _ times: Int) -> Text {
        Text(
            "条件相同（{source}），同一个人在“{thing}”里一次申请查两遍，一年 {n} 次。",
            "It is the same condition ({source}); in “{thing}” it is checked twice for the same person, {n} times a year."
        ).filled(["source": Text(same: source), "thing": thing, "n": number(times)])
    }

    // MARK: Sources

    static func restsOn(_ name: Text) -> Text {
        Text("“{name}”不可停：没有别的来源", "Keep “{name}” running: nothing else can replace it").filled(["name": name])
    }
    static func wouldReturn(papers: Int, boxes: Int) -> Text {
        Text(
            "停用后一年要多交 {papers} 份材料、多填 {boxes} 个空。", "Without it people would hand in {papers} papers and fill in {boxes} boxes a year more."
        )
        .filled(["papers": String(papers), "boxes": String(boxes)])
    }
    static func onlyProof(_ count: Int) -> Text {
        Text("有 {n} 项材料只能靠它免交。", "Papers that it alone waives: {n}.").filled(["n": String(count)])
    }
    static func onlyHolder(_ elements: [Text]) -> Text {
        Text("只有它有：{elements}。", "It alone states {elements}.").filled(["elements": GraphText.quoted(elements)])
    }
    static func touches(items: Int, things: Int, offices: Int) -> Text {
        Text(
            "影响 {items} 个事项、{things} 个一件事、{offices} 处实施。",
            "It touches: items {items}, things {things}, implementations at offices {offices}."
        )
        .filled(["items": String(items), "things": String(things), "offices": String(offices)])
    }
    static func checksLost(_ count: Int) -> Text {
        Text("{n} 个审查要点不能再自动核对。", "Review points that the engine could no longer check: {n}.").filled(["n": String(count)])
    }
}
