import Kernel

/// The headings and fixed values of a guide.
enum GuideText {
    static let type = Text("事项类型", "Type of item")
    static let basicCode = Text("基本编码", "Basic code")
    static let taskCode = Text("实施编码", "Implementation code")
    static let body = Text("实施主体", "Competent body")
    static let level = Text("行使层级", "Level")
    static let audience = Text("服务对象", "For")
    static let handling = Text("办件类型", "Kind of handling")
    static let condition = Text("受理条件", "Conditions")
    static let acceptance = Text("受理时限", "Time for acceptance")
    static let statutory = Text("法定办结时限", "Time limit by law")
    static let promised = Text("承诺办结时限", "Time promised")
    static let issue = Text("送达时限", "Time for delivery")
    static let silence = Text("逾期不告知", "If nobody answers")
    static let channels = Text("办理形式", "How to apply")
    static let trips = Text("到现场次数", "Visits")
    static let onSite = Text("现场核查", "Inspection on the spot")
    static let charge = Text("是否收费", "Fee")
    static let place = Text("办理地点", "Where")
    static let hours = Text("办理时间", "Hours")
    static let phone = Text("咨询电话", "Questions")
    static let complaints = Text("监督投诉电话", "Complaints")
    static let address = Text("地址", "Address")
    static let windows = Text("窗口", "Windows")
    static let booking = Text("可预约", "By appointment")
    static let received = Text("在哪里受理", "Received by")
    static let byTheCity = Text("市级窗口受理", "The city’s own counter")
    static let takesPart = Text("配合办理", "Takes part")
    static let whenNeeded = Text("需要时进行", "Where it is needed")
    static let noStatutory = Text("法律没有规定", "No law sets one")
    static let deemedAcceptance = Text("自收到材料之日起视为受理", "It counts as accepted from the day of receipt")
    static let twoOfficers = Text("两名以上工作人员核查", "By two officers or more")
    static let seeFees = Text("收费，标准见下", "Yes, as set out below")
    static let free = Text("不收费", "None")

    static func trips(_ count: Int, _ reason: Text?) -> Text {
        guard count > 0 else { return Text("0 次，全程网办", "None: all of it online") }
        let why = reason ?? Text(same: "")
        return Text("\(count) 次" + (why.zh.isEmpty ? "" : "：\(why.zh)"), "\(count)" + (why.en.isEmpty ? "" : ": \(why.en)"))
    }

    static func form(_ form: Material.Form, _ copies: Int) -> Text {
        let name =
            switch form {
            case .original: Text("原件", "Original")
            case .copy: Text("复印件", "Copy")
            case .both: Text("原件和复印件", "Original and copy")
            case .electronic: Text("电子件", "Electronic")
            }
        return form == .electronic ? name : Text("\(name.zh) \(copies) 份", copies == 1 ? name.en : "\(name.en), \(copies) of them")
    }

    static func need(_ need: Material.Need, _ isConditional: Bool) -> Text {
        switch need {
        case .later: Text("可以之后补交", "May follow later")
        case .conditional: Text("视情况需要", "In some situations")
        case .required: isConditional ? Text("视情况需要", "In some situations") : Text("必要", "Required")
        }
    }

    static func origin(_ origin: Material.Origin, _ issuer: Text?) -> Text {
        switch origin {
        case .applicant: Text("申请人自备", "Your own")
        case .government: issuer.map { Text("\($0.zh)核发", "Issued by \($0.en)") } ?? Text("政府部门核发", "Issued by an authority")
        case .other: issuer.map { Text("\($0.zh)出具", "Made out by \($0.en)") } ?? Text("其他机构出具", "Made out by another body")
        }
    }
}
