import Catalogue
import Kernel

/// The sentences of this room.
enum DataCentreText {
    static let title = Text("谁用了我的数据", "Who used my data")
    static func usesOf(_ name: String) -> Text { Text("谁用了\(name)的数据", "Who used \(name)’s data") }
    static let ownUses = Text("谁用了我自己的数据", "Who used my own data")
    static let lede = Text("每一次查询都有缘由，都记在这里。", "Every look has a reason, and every one is kept here.")
    static let empty = Text("还没有人查过您的数据", "Nobody has looked at your data yet")
    static let when = Text("时间", "When")
    static let what = Text("查了什么", "What")
    static let whose = Text("谁保管", "Kept by")
    static let why = Text("为了什么", "What for")
    static let basis = Text("依据", "Legal basis")
    static let down = Text("这个数据来源暂时没有回应，请您先自己填。", "This source does not answer at the moment, so please fill it in yourself.")

    /// What was looked at, in words.
    static func what(_ resource: String, in catalogue: Catalogue) -> Text {
        if let known = catalogue.resources[resource] { return known.name }
        if case .licence(let type) = Lookup.Register(code: resource) {
            return lookFor(catalogue.licenceTypes[type]?.name ?? Text(same: type))
        }
        if resource.hasPrefix(DataCentre.assistancePrefix) {
            let holder = catalogue.departmentName(String(resource.dropFirst(DataCentre.assistancePrefix.count)))
            return Text("\(holder.zh)协助核实的内容", "What \(holder.en) confirmed at another office’s request")
        }
        return resource == DataCentre.caseFile ? Text("办件资料", "The case file") : Text(same: resource)
    }

    static let objections = Text("我提出的异议", "My objections")
    static let children = Text("孩子的数据", "My children’s data")
    static let outcome = Text("结果", "Outcome")
    static func outcome(_ word: String) -> Text {
        switch word {
        case "found": Text("已使用", "Used")
        case "none": Text("没有记录", "No record")
        default: Text("没有取得", "Not obtained")
        }
    }

    static func lookFor(_ licence: Text) -> Text { Text("电子证照：\(licence.zh)", "Licence: \(licence.en)") }

    static func reader(_ reader: Purpose.Reader) -> Text {
        switch reader {
        case .oneself: Text("您自己（填表时）", "Yourself, while filling in a form")
        case .staff: Text("工作人员", "An officer")
        case .system: Text("系统", "The system")
        case .verifier: Text("您出示给的人", "Whoever you showed it to")
        case .coholder: Text("与您共同持证的人", "Somebody who holds it with you")
        }
    }
}
