import Catalogue
import Kernel

/// The sentences of the guide's further parts.
enum GuidingText {
    static let responsibility = Text("谁牵头，谁配合", "Who leads, who takes part")
    static let asStaff = Text(
        "您现在是工作人员身份。自己要办事，请用本人的账号登录。", "You are signed in as an official. For a matter of your own, sign in as yourself.")
    static let manual = Text("业务手册", "Officer’s manual")
    static let lead = Text("牵头部门", "Lead")
    static let leadDuty = Text("统一受理，对整件事的期限负责", "Takes the whole of it in, and answers for its time limit")
    static let quickerHere = Text("您所在的区承诺得比全市统一的时限更短。", "Your district promises less time than the whole city does.")
    static let channels = Text("在哪里办都一样，哪样方便选哪样", "The same wherever you apply: choose what suits you")
    static let channel = Text("办理形式", "Channel")
    static let takes = Text("多久", "How long")
    static let visits = Text("跑几次", "Visits")
    static let place = Text("地点", "Where")
    static let best = Text("最省事", "Easiest")
    static let atHome = Text("不用出门", "From home")
    static let seeBelow = Text("各办理点见下", "The offices below")
    static func someItems(_ count: Int, of all: Int) -> Text {
        Text("可办其中 \(count) 项，共 \(all) 项", "\(count) of its \(all) items")
    }
    static let standing = Text("事项的其他要素", "Further particulars")
    static func inForceSince(_ day: LocalDate) -> Text { Text("\(day) 起施行", "in force since \(day)") }
    static let rights = Text("依法享有的权利", "Your rights")
    static let duties = Text("依法履行的义务", "Your duties")
    static let standard = Text("收费标准", "Rate")
    static let reduction = Text("减免", "Reductions")
    static let noReduction = Text("没有减免", "None")
    static let inSomeCases = Text("（部分情形）", " (in some cases)")
    static let procedures = Text("特别程序", "Special procedures")
    static let form = Text("形式和份数", "Form")
    static let source = Text("来源", "From")
    static let sampleOf = Text("示例样表", "Sample")
    static let eachDocument = Text("每份材料的要求", "What each document has to be")
    static let othersMayNot = Text("清单以外的证明不得要求：", "No certificate may be asked for that is not on the list:")
    static let waivedBy = Text("可以由这些代替", "Replaced by")

    static func validity(months: Int) -> Text {
        months % 12 == 0
            ? Text("有效期 \(months / 12) 年", months == 12 ? "valid for a year" : "valid for \(months / 12) years")
            : Text("有效期 \(months) 个月", "valid for \(months) months")
    }
    static func sample(_ shows: Text) -> Text { Text("样本：\(shows.zh)", "sample: \(shows.en)") }
    static func sentences(_ parts: [Text]) -> Text { Text(parts.map(\.zh).joined(separator: "；"), parts.map(\.en).joined(separator: "; ")) }
    static func dotted(_ parts: [Text]) -> Text { Text(parts.map(\.zh).joined(separator: " · "), parts.map(\.en).joined(separator: " · ")) }

    static func kind(_ kind: ReviewPoint.Kind) -> Text {
        kind == .objective ? Text("客观", "matter of fact") : Text("裁量", "matter of judgement")
    }
    static func share(_ judged: Int, of all: Int) -> Text {
        judged == 0
            ? Text(
                "\(all) 个要点都是客观的，对谁都一样。",
                all == 1 ? "The one point is a matter of fact." : "All \(all) points are matters of fact, the same for everybody.")
            : Text(
                "\(all) 个要点中 \(judged) 个需要裁量（\(judged * 100 / all)%），按公布的裁量基准办理。",
                "\(judged) of \(all) points are matters of judgement (\(judged * 100 / all)%), decided by the published benchmark.")
    }
}

/// The sentences of the choice of a district.
enum LocalText {
    static let title = Text("去哪里办", "Where to go")
    static let yours = Text("您所在的区", "Your district")
    static let wholeCity = Text("没有选择", "Not chosen")
    static let show = Text("显示", "Show")
    static let remembered = Text("选好以后会记住，每份指南都按这个区显示。", "It is remembered: every guide then shows this district’s offices.")
    static let notHere = Text("这个区没有单独的办理点，由市级窗口受理。", "No office of this district carries it out: the city’s counters take it in.")
    static let madeUp = Text("地址和窗口为示例，请以公布的为准；电话 12345。", "Addresses and windows are examples; what is published counts. Telephone 12345.")
}
