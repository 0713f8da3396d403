import Kernel

/// A service item, in the order in which an official writes one: the power, who may apply, what is asked, how it is decided, what comes
/// out.
enum ItemShape {
    static let fields = identity + standing + handling + asking + deciding + telling

    private static let identity = [
        ShapeField("code", Text("编码", "Code"), .code(.slug), Text("也是网址的一部分", "Part of its address"), required: true),
        ShapeField("basicCode", Text("基本编码", "Basic code"), .code(.basic), Text("12 位：省、类型、主项、子项", "12 characters"), required: true),
        ShapeField("type", Text("事项类型", "Type of item"), .code(.itemType), Text("两位，GB/T 39046 表 A.1", "Two digits"), required: true),
        ShapeField("name", Text("事项名称", "Name"), .text, required: true),
        ShapeField("summary", Text("简介", "Summary"), .text, Text("一两句话，说给群众听", "A sentence or two for the public")),
        ShapeField("department", Text("实施主体", "Competent body"), .reference(.department), required: true),
        ShapeField("power", Text("所属权力", "Power"), .record(power), Text("权力清单上的一项", "The entry of the list of powers")),
        ShapeField(
            "handlingItems", Text("业务办理项", "Handling items"), .list(.record(handlingItem)), Text("新办、变更、延续等", "New, change, extension …")),
        ShapeField("audience", Text("服务对象", "For"), .choices(CommonShape.audiences, usual: []), required: true),
        ShapeField("audienceTypes", Text("服务对象（细分）", "For (in detail)"), .choices(ItemChoices.audienceTypes, usual: [])),
        ShapeField("topics", Text("主题", "Topics"), .list(.plain(maxLength: 20)), Text("国家主题分类的名称", "Names of the national classification")),
        ShapeField("basis", Text("设定依据", "Legal basis"), .basis, Text("没有依据，不成事项", "No basis, no item")),
        CommonShape.illustrative,
    ]

    private static let standing = [
        ShapeField("state", Text("事项状态", "State"), .choice(ItemChoices.states, usual: "active")),
        ShapeField("effectiveFrom", Text("计划生效日期", "Takes effect"), .date), ShapeField("effectiveUntil", Text("计划取消日期", "Ends"), .date),
        ShapeField("revised", Text("修订记录", "Revisions"), .list(.record(revision))),
        ShapeField("office", Text("承办机关", "Office"), .record(office), Text("在哪一级、哪个区划办理", "At which level, for which region")),
        ShapeField("levels", Text("行使层级", "Levels of exercise"), .choices(CommonShape.officeLevels, usual: [])),
        ShapeField("agency", Text("实施主体性质", "Standing of the body"), .choice(ItemChoices.agencies, usual: nil)),
        ShapeField("delegation", Text("委托", "Delegation"), .record(delegation), Text("受委托实施的才写", "Only where it is delegated")),
        ShapeField("jointly", Text("联办机构", "Done jointly with"), .list(.reference(.department))),
        ShapeField("intermediary", Text("中介服务", "Intermediary services"), .list(.record(intermediary))),
        ShapeField("quota", Text("数量限制", "Quota"), .text), ShapeField("confidential", Text("涉密", "Confidential"), .flag(usual: false)),
    ]

    private static let handling = [
        ShapeField("handling", Text("办件类型", "Kind of handling"), .choice(ItemChoices.handlings, usual: nil), required: true),
        ShapeField("condition", Text("受理条件", "Conditions"), .text),
        ShapeField("limits", Text("时限", "Time limits"), .record(limits)),
        ShapeField("trips", Text("到现场次数", "Visits"), .number(0...9), Text("默认 0", "0 by default"), part: .procedural),
        ShapeField("tripsReason", Text("必须到现场的原因", "Why a visit is needed"), .text, part: .procedural),
        ShapeField("channels", Text("办理形式", "Channels"), .choices(CommonShape.channels, usual: ["online", "counter"]), part: .procedural),
        ShapeField(
            "online", Text("网办深度", "Depth of online handling"), .number(1...4), Text("Ⅳ 级为全程网办；不写则推得", "4: wholly online; derived if empty")
        ),
        ShapeField("scope", Text("通办范围", "Where it may be applied for"), .choices(ItemChoices.scopes, usual: [])),
        ShapeField("commitment", Text("告知承诺", "On a promise"), .choice(ItemChoices.commitments, usual: "none")),
        ShapeField(
            "hazards", Text("涉及的安全利益", "What is at stake"), .choices(ItemChoices.hazards, usual: []),
            Text("涉及的，没有法律规定不得告知承诺", "Where anything is, only a statute allows approval on a promise")),
        ShapeField(
            "approvalPromise", Text("审批告知承诺", "Approval on a promise"), .record(approvalPromise),
            Text("先承诺、先准予，事后核查", "Granted on a promise, checked afterwards")),
        ShapeField("preCheck", Text("预审", "Checked beforehand"), .flag(usual: false)),
        ShapeField("booking", Text("可预约", "By appointment"), .flag(usual: false), part: .procedural),
        ShapeField("onlinePayment", Text("网上支付", "Payment online"), .flag(usual: false), part: .procedural),
        ShapeField(
            "delivery", Text("物流快递", "Delivery"), .flag(usual: false), Text("办理形式含快递时视为有", "Given where one may apply by post"),
            part: .procedural),
        ShapeField(
            "hall", Text("进驻政务大厅", "In the service hall"), .flag(usual: false), Text("有窗口时视为是", "Given where there is a counter"),
            part: .procedural),
        ShapeField("where", Text("办理地点", "Where"), .text, part: .procedural),
        ShapeField("hours", Text("办理时间", "Hours"), .text, part: .procedural),
        ShapeField("phone", Text("咨询电话", "Telephone"), .plain(maxLength: 30), Text("默认 12345", "12345 by default"), part: .procedural),
        ShapeField(
            "complaints", Text("监督投诉电话", "Complaints"), .plain(maxLength: 30), Text("默认 12345", "12345 by default"), part: .procedural),
    ]

    private static let asking = [
        CommonShape.roles,
        ShapeField(
            "questions", Text("情形", "Questions"), .list(.record(CommonShape.question)),
            Text("答案增减材料和填写项", "Answers add or remove something")),
        ShapeField(
            "fields", Text("表单要素", "Fields"), .list(.record(field)), Text("每个事实只定义一次，这里引用", "Facts are defined once and referred to")),
        CommonShape.sections,
        ShapeField("materials", Text("申请材料", "Materials"), .list(.record(MaterialShape.fields))),
        ShapeField("fees", Text("收费", "Fees"), .list(.record(fee))),
    ]

    private static let deciding = [
        ShapeField("reviewPoints", Text("审查要点", "Review points"), .list(.record(ReviewShape.fields))),
        ShapeField("steps", Text("环节", "Steps"), .list(.record(ReviewShape.step))),
        ShapeField("onSiteCheck", Text("现场核查", "Inspection on the spot"), .flag(usual: false)),
        ShapeField("specialProcedures", Text("特别程序", "Special procedures"), .list(.record(ReviewShape.procedure))),
        ShapeField("decides", Text("决定时登记的事实", "Facts recorded when deciding"), .list(.record(ReviewShape.decided))),
        ShapeField("results", Text("审批结果", "Results"), .list(.record(ReviewShape.result))),
    ]

    private static let telling = [
        ShapeField("rights", Text("依法享有的权利", "Rights"), .text), ShapeField("duties", Text("依法履行的义务", "Duties"), .text),
        ShapeField("reconsideration", Text("行政复议", "Reconsideration"), .record(remedy)),
        ShapeField("litigation", Text("行政诉讼", "Litigation"), .record(remedy)),
        ShapeField(
            "questionsAndAnswers", Text("常见问题", "Questions and answers"),
            .list(
                .record([
                    ShapeField("question", Text("问", "Question"), .text, required: true),
                    ShapeField("answer", Text("答", "Answer"), .text, required: true),
                ]))),
        ShapeField("note", Text("备注", "Note"), .text), CommonShape.words,
    ]

    private static let power = [
        ShapeField("code", Text("权力编码", "Code of the power"), .plain(maxLength: 30), required: true),
        ShapeField("name", Text("权力名称", "Name of the power"), .text, required: true),
        ShapeField("source", Text("权力来源", "Where it comes from"), .choice(ItemChoices.powerSources, usual: "statutory")),
    ]
    private static let handlingItem = [
        ShapeField("number", Text("序号", "Number"), .code(.serial), Text("两位，从 01 起", "Two digits from 01"), required: true),
        ShapeField("name", Text("名称", "Name"), .text, required: true),
        ShapeField("kind", Text("类别", "Kind"), .choice(ItemChoices.handlingKinds, usual: nil), required: true),
        ShapeField("when", Text("何时适用", "Applies when"), .condition),
    ]
    private static let revision = [
        ShapeField("date", Text("日期", "Date"), .date, required: true),
        ShapeField("what", Text("改了什么", "What changed"), .text, required: true),
    ]
    private static let office = [
        ShapeField("level", Text("层级", "Level"), .choice(CommonShape.officeLevels, usual: "city")),
        ShapeField("region", Text("区划", "Region"), .condition, Text("得出区划代码的表达式", "FEEL that gives a region code")),
    ]
    private static let delegation = [
        ShapeField("body", Text("委托部门", "Delegating body"), .text, required: true), ShapeField("basis", Text("委托依据", "Basis"), .basis),
    ]
    private static let intermediary = [
        ShapeField("name", Text("服务名称", "Service"), .text, required: true), ShapeField("basis", Text("依据", "Basis"), .basis),
        ShapeField("payer", Text("谁付费", "Paid by"), .choice(ItemChoices.payers, usual: "authority")),
    ]
    private static let limits = [
        ShapeField("acceptance", Text("受理时限", "For acceptance"), .limit), ShapeField("statutory", Text("法定办结时限", "By law"), .limit),
        ShapeField("promised", Text("承诺办结时限", "Promised"), .limit, Text("不长于法定时限", "Never longer than the law’s")),
        ShapeField("issue", Text("送达时限", "For delivery"), .limit),
        ShapeField("deemedAcceptance", Text("逾期视为受理", "Silence is acceptance"), .flag(usual: false), Text("只用于行政许可", "Licences only")),
    ]
    private static let approvalPromise = [
        ShapeField("when", Text("何时可以选", "Offered when"), .condition),
        ShapeField("version", Text("版本", "Version"), .plain(maxLength: 20), Text("改一个字也换版本", "A new one for every change"), required: true),
        ShapeField("conditions", Text("承诺的条件", "What is promised"), .list(.record(promised)), required: true),
        ShapeField("consequence", Text("不实的后果", "If it is not true"), .text, required: true),
        ShapeField("covers", Text("不用再交的材料", "Papers it covers"), .list(.local(.evidence)), Text("材料编码", "Codes of materials")),
        ShapeField("within", Text("事后核查时限", "Checked within"), .limit, Text("自决定起算", "Counted from the decision"), required: true),
        ShapeField("mending", Text("整改时限", "To be mended within"), .limit, Text("自责令起算", "Counted from the order"), required: true),
        ShapeField("basis", Text("法律依据", "The statute"), .basis, Text("哪部法律、法规允许", "The statute that allows it")),
    ]
    private static let promised = [
        ShapeField("point", Text("审查要点", "Review point"), .local(.evidence), Text("事后按它核查", "Checked by it afterwards"), required: true),
        ShapeField("text", Text("承诺内容", "What is promised"), .text, Text("用申请人的口气", "In the applicant’s voice"), required: true),
    ]
    private static let field = [
        ShapeField("field", Text("要素", "Field"), .local(.field), Text("写作 role.leaf", "Written role.leaf"), required: true),
        ShapeField("element", Text("数据元", "Element"), .reference(.element), Text("与角色的类别不同时才写", "Only if it is not that of the role")),
        ShapeField("reuse", Text("预填", "Filled in"), .choice(ItemChoices.reuses, usual: "reuse")),
        ShapeField("required", Text("必填", "Required"), .condition, Text("默认必填", "Always, if empty")),
        ShapeField("when", Text("何时需要", "Needed when"), .condition), ShapeField("label", Text("标签", "Label"), .text),
        ShapeField("help", Text("填写说明", "Help"), .text), ShapeField("why", Text("为什么要填", "Why it is asked"), .text),
        ShapeField("section", Text("所在分节", "Section"), .local(.section)),
    ]
    private static let fee = [
        ShapeField("code", Text("编码", "Code"), .code(.name), required: true),
        ShapeField("name", Text("收费项目", "Fee"), .text, required: true),
        ShapeField("fen", Text("金额（分）", "Amount in fen"), .number(0...100_000_000), required: true),
        ShapeField("standard", Text("收费标准", "Rate"), .text), ShapeField("basis", Text("收费依据", "Basis"), .basis),
        ShapeField("reduction", Text("减免", "Reductions"), .text, Text("谁可以减免，依据是什么", "For whom, and by which rule")),
        ShapeField("collector", Text("执收单位", "Collected by"), .reference(.department)), ShapeField("note", Text("备注", "Note"), .text),
        ShapeField("when", Text("何时收取", "Charged when"), .condition),
    ]
    private static let remedy = [
        ShapeField("body", Text("机关", "Body"), .text, required: true), ShapeField("place", Text("地址", "Address"), .text),
        ShapeField("phone", Text("电话", "Telephone"), .plain(maxLength: 30)), ShapeField("site", Text("网址", "Site"), .plain(maxLength: 200)),
    ]
}
