import Kernel
package import Web

/// What officers read who keep the register.
package enum RegisterText {
    static let title = Text("证照", "Licences")
    package static let nav = Nav("register", title, "/console/licences")
    static let lede = Text("查询要写明缘由，每次查询持证人都能看到。", "A search needs its purpose, and the holder sees every one.")
    static let search = Text("查询证照", "Find licences")
    static let words = Text("证照编号、证照标识或持证人号码", "Number, identifier, or the holder’s number")
    static let wordsHelp = Text("要写完整。", "Written out in full.")
    static let forWhat = Text("用途", "Purpose")
    static let choosePurpose = Text(
        "请先选择用途；用途、依据、部门和时间持证人都能看到。", "Say what for. The holder reads purpose, legal basis, department and time.")
    static func kept(_ purpose: Text) -> Text {
        Text("这次查看已经记入持证人的使用记录，用途：\(purpose.zh)。", "That you looked is kept for the holder to read. Purpose: \(purpose.en).")
    }
    static let detail = Text("查询缘由", "Details")
    static let detailHelp = Text("例如：办件编号和要核实的材料。最多 200 字。", "Such as the case number and what is checked. At most 200 characters.")
    static let find = Text("查询", "Find")
    static let nothing = Text("没有查到", "Nothing found")
    static let nothingHint = Text("只能查到您权限范围内、号码完全相符的证照。", "Only licences within your scope whose number matches exactly are found.")
    static let type = Text("证照类型", "Type")
    static let show = Text("查看", "Show")
    static let states = Text("状态", "State")
    static let noneInState = Text("这一状态下没有证照", "No licence in this state")
    static let noTypes = Text("您的部门没有签发的证照类型", "Your department issues no type of licence")
    static let licence = Text("证照", "Licence")
    static let holder = Text("持证主体", "Holder")
    static let issuedOn = Text("颁发日期", "Issued on")
    static let until = Text("有效期至", "Valid until")
    static let trust = Text("可信等级", "Trust level")
    static let origin = Text("来源", "Origin")
    static let listed = Text("同类证照列表", "Licences of this type")
    static func looked(_ purpose: Text, _ detail: String) -> Text {
        Text("在证照库中查询：\(purpose.zh)（\(detail)）", "Looked it up in the register: \(purpose.en) (\(detail))")
    }
    static func opened(_ purpose: Text) -> Text { Text("打开证照：\(purpose.zh)", "Opened the licence: \(purpose.en)") }
    static func named(_ purpose: Text) -> Text {
        Text("列入持证人的其他证照：\(purpose.zh)", "Named among the holder’s other licences: \(purpose.en)")
    }
    static let keeping = Text("发证机关管理证照", "Keeping the register")
    static let metadata = Text("元数据", "Metadata")
    static let face = Text("照面", "What it says")
    static let versions = Text("版本", "Versions")
    static let version = Text("版本号", "Version")
    static let history = Text("经过", "History")
    static let uses = Text("使用情况", "Use")
    static let usesByItem = Text("近 \(UseCount.days) 天按事项统计", "Uses by item in the last \(UseCount.days) days")
    static let item = Text("事项", "Item")
    static let latest = Text("最近一次", "Latest")
    static let count = Text("次数", "Uses")
    static let noUses = Text("近 30 天没有人用过这类证照。", "No licence of this type was used in the last 30 days.")
    static let what = Text("怎么办", "What to do")
    static let nothingToDo = Text("这张证照现在没有您能办的。", "There is nothing that you may do to this licence now.")
    static let ownLicence = Text("这是您自己的证照，请由同事办理。", "This is your own licence; a colleague handles it.")
    static let ground = Text("依据", "Ground")
    static let law = Text("法律依据", "The law")
    static func lawHelp(_ example: String?) -> Text {
        let such = example.map { Text("例如：\($0)。", " Such as: \($0).") } ?? Text(same: "")
        return Text(
            "这类证照不是行政许可，请写明所依据的法律，有条款的写到条款。\(such.zh)",
            "This is no permit: name the law that it rests on, with the article if there is one.\(such.en)")
    }
    static func lawFor(_ grounds: [Text]) -> Text {
        Text(
            "选“\(grounds.map(\.zh).joined(separator: "、"))”时必填：写明是哪部法律。",
            "Needed for “\(grounds.map(\.en).joined(separator: ", "))”: say which law it is.")
    }
    static let noLaw = Text("请写明法律依据，例如“《居民身份证法》第十二条”。", "Name the law, such as “《居民身份证法》第十二条”.")
    static let noGround = Text("请选择适合当前状态的依据。", "Choose a ground that fits its state.")
    static let reason = Text("事由", "Reason")
    static let reasonHelp = Text("持证人会看到，请写清楚事实和文书号。", "The holder reads this: state the facts and the number of the decision.")
    static let issued = Text("签发", "Issued")
    static let collected = Text("归集入库", "Collected")
    static let newVersion = Text("换发新版本", "Replaced by a new version")
    static let expired = Text("有效期届满", "Its period ended")
    static let noStatus = Text("没有这种状态，请从列表上方选择。", "There is no such state; choose one above the list.")
    static let noType = Text("您的范围内没有这种类型，请从列表选择。", "There is no such type in your scope; choose one of the list.")
    static let system = Text("系统", "The system")
    static let area = Text("管辖属地", "Place")
    static let siblings = Text("持证人的其他证照（您权限内的）", "Other licences of the holder, within your scope")
    static let long = Text("长期", "Without an end")

    /// The metadata of GB/T 36903 with their standard abbreviations.
    static func metadata(_ abbreviation: String) -> Text {
        switch abbreviation {
        case "ZZMC": Text("证照名称", "Name")
        case "ZZBS": Text("证照标识", "Identifier")
        case "ZZLXMC": Text("证照类型名称", "Name of the type")
        case "ZZLXDM": Text("证照类型代码", "Code of the type")
        case "ZZBH": Text("证照编号", "Number")
        case "ZZBFJG": Text("证照颁发机构", "Issuer")
        case "ZZBFJGDM": Text("证照颁发机构代码", "Code of the issuer")
        case "ZZBFRQ": Text("证照颁发日期", "Issued on")
        case "ZZYXQQSRQ": Text("有效期起始日期", "Valid from")
        case "ZZYXQJZRQ": Text("有效期截止日期", "Valid until")
        case "CZZT": Text("持证主体", "Holder")
        case "CZZTDM": Text("持证主体代码", "Code of the holder")
        case "CZZTDMLX": Text("持证主体代码类型", "Kind of that code")
        case "CZZTDMLXDM": Text("持证主体代码类型代码", "Code of that kind")
        case "certificate_area_code": area
        case "ZZQZR": Text("签章人", "Sealed by")
        case "ZZQZSJ": Text("签章时间", "Sealed at")
        case "ZZQZMC": Text("签章名称", "Seal")
        case "ZZBGSJ": Text("变更时间", "Changed at")
        case "ZZBGYY": Text("变更原因", "Reason of the change")
        default: Text(same: abbreviation)
        }
    }
}
