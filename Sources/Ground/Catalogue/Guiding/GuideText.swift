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

    static let reconsideration = Text("行政复议", "Reconsideration")
    static let litigation = Text("行政诉讼", "Court")
    static let blank = Text("空白表格", "Blank form")
    static let filling = Text("填报须知", "How to fill it in")
    static let obtaining = Text("怎样取得", "How to get it")
    static let usage = Text("用来做什么", "What it is used for")
    static let acceptStandard = Text("受理标准", "Accepted if")
    static let issuedWithin = Text("出具时间要求", "Made out")
    static let paperSize = Text("纸质规格", "Paper")
    static let commitment = Text("告知承诺", "Promise instead")
    static let maySign = Text("可以签署承诺代替", "A signed promise may stand for it")
    static let remark = Text("说明", "Note")
    static let powerSource = Text("权力来源", "Source of the power")
    static let agency = Text("实施主体性质", "Kind of body")
    static let delegation = Text("委托部门", "Entrusted by")
    static let jointly = Text("联办机构", "Together with")
    static let state = Text("事项状态", "State")
    static let inForce = Text("生效日期", "In force")
    static let version = Text("目录版本", "Version of the catalogue")
    static let revised = Text("最近修订", "Last revised")
    static let handlingItems = Text("业务办理项", "Ways to apply")
    static let intermediary = Text("中介服务", "Intermediary services")
    static let quota = Text("数量限制", "Number limited")
    static let none = Text("无", "None")
    static let scopes = Text("通办范围", "May also be applied for")
    static let onlineDepth = Text("网办深度", "How far online")
    static let onlinePayment = Text("网上支付", "Payment online")
    static let delivery = Text("物流快递", "Sent home")
    static let inHall = Text("进驻政务大厅", "In the service halls")
    static let topics = Text("主题分类", "Topics")
    static let audienceTypes = Text("服务对象类型", "For whom, in detail")
    static func since(_ date: LocalDate, until end: LocalDate?) -> Text {
        guard let end else { return Text("\(date.text.zh)起", "from \(date.text.en)") }
        return Text("\(date.text.zh)起，\(end.text.zh)止", "from \(date.text.en) until \(end.text.en)")
    }
    static func revision(_ revision: Standing.Revision) -> Text {
        Text("\(revision.date.text.zh)：\(revision.what.zh)", "\(revision.date.text.en): \(revision.what.en)")
    }
    static func paid(_ service: Intermediary) -> Text {
        Text("\(service.name.zh)（\(service.payer.name.zh)）", "\(service.name.en) (paid by: \(service.payer.name.en))")
    }
    static func remedy(_ remedy: Remedy) -> Text {
        let parts = [remedy.body, remedy.place, remedy.phone.map { Text(same: $0) }, remedy.site.map { Text(same: $0) }].compactMap(\.self)
        return Text(parts.map(\.zh).joined(separator: "，"), parts.map(\.en).joined(separator: ", "))
    }

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

    static let onPromise = Text("告知承诺办法", "On a promise")
    static func grantedOnPromise(_ promise: ApprovalPromise) -> Text {
        Text(
            "自愿承诺的，当场作出决定，\(promise.within.text.zh)内核查；不符合的 \(promise.mending.text.zh)内整改。\(promise.consequence.zh)",
            "If you choose to promise, it is decided at once and checked within \(promise.within.text.en); what does not hold is mended within \(promise.mending.text.en). \(promise.consequence.en)"
        )
    }
    static let deferral = Text("容缺后补", "May follow later")
    static func mayFollow(_ deferral: MaterialDeferral) -> Text {
        Text(
            "\(deferral.cases.zh)可以先受理，受理后 \(deferral.within.text.zh)内补交，\(deferral.before.name.zh)要齐",
            "\(deferral.cases.en); then within \(deferral.within.text.en) of acceptance, \(deferral.before.name.en)")
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
