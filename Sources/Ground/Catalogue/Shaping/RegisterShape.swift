import Kernel

/// Departments, elements, code lists, licences and resources.
enum RegisterShape {
    static let department = [
        ShapeField("code", Text("编码", "Code"), .code(.slug), required: true),
        ShapeField("name", Text("名称", "Name"), .text, required: true),
        ShapeField("short", Text("简称", "Short name"), .text),
        ShapeField("kind", Text("性质", "Kind of body"), .choice(bodies, usual: nil), required: true),
        ShapeField("uscc", Text("统一社会信用代码", "Credit code"), .code(.credit)),
        ShapeField("levels", Text("设在哪几级", "Levels"), .choices(CommonShape.officeLevels, usual: ["city"])),
        ShapeField("phone", Text("电话", "Telephone"), .plain(maxLength: 30), Text("默认 12345", "12345 by default")),
    ]

    static let element = [
        ShapeField(
            "code", Text("编码", "Code"), .code(.element), Text("写作 kind.leaf，如 person.name", "kind.leaf, such as person.name"),
            required: true),
        ShapeField("name", Text("名称", "Name"), .text, required: true),
        ShapeField("type", Text("数据类型", "Type"), .choice(types, usual: nil), required: true),
        ShapeField("format", Text("格式", "Format"), .choice(formats, usual: nil)),
        ShapeField("options", Text("选项", "Options"), .list(.record(CommonShape.choice))),
        ShapeField("codelist", Text("代码表", "Code list"), .reference(.codelist)),
        ShapeField("maxLength", Text("最大长度", "Longest"), .number(1...100_000)),
        ShapeField("min", Text("不小于", "Not below"), .scalar, Text("数字、日期或 today", "A number, a date or today")),
        ShapeField("max", Text("不大于", "Not above"), .scalar, Text("数字、日期或 today", "A number, a date or today")),
        ShapeField(
            "notBefore", Text("不早于", "Not before"), .reference(.element),
            Text("同一对象的另一个日期，如结婚不早于出生", "Another date of the same subject: no marriage before birth")),
        ShapeField("sensitivity", Text("敏感程度", "Sensitivity"), .choice(sensitivities, usual: "personal")),
        ShapeField("source", Text("一数一源：来源部门", "The department that answers for it"), .reference(.department)),
        ShapeField("standard", Text("出处", "Standard"), .plain(maxLength: 100), Text("标准号；本市自定的不写", "Empty for one of the city’s own")),
        standardVersion, standardStatus, ShapeField("help", Text("填写说明", "Help"), .text),
    ]

    private static let standardVersion = ShapeField(
        "version", Text("版本", "Version"), .plain(maxLength: 20), Text("默认 1", "1, if empty"))
    private static let standardStatus = ShapeField(
        "status", Text("状态", "Status"), .choice(StandardStatus.allCases.map { Choice($0.rawValue, $0.name) }, usual: "current"),
        Text("废止的不再用在表单上", "What is retired is used on no form"))

    static let codeList = [
        ShapeField("code", Text("编码", "Code"), .code(.slug), required: true),
        ShapeField("name", Text("名称", "Name"), .text, required: true),
        ShapeField("source", Text("出处", "Source"), .plain(maxLength: 100), Text("标准号", "The standard it comes from")),
        standardVersion, standardStatus,
        ShapeField("values", Text("代码", "Values"), .list(.record(CommonShape.choice)), required: true),
    ]

    private static let renewalUnits = [
        Choice("day", Text("自然日", "Calendar days")), Choice("workday", Text("工作日", "Working days")),
    ]

    static let licenceType = [
        ShapeField("code", Text("编码", "Code"), .code(.slug), required: true),
        ShapeField("name", Text("名称", "Name"), .text, required: true),
        ShapeField(
            "words", Text("俗称", "Also called"), .list(.plain(maxLength: 40)), Text("群众怎么叫它：身份证、户口本", "What people call it")),
        ShapeField("issuer", Text("发证机关", "Issuer"), .reference(.department), required: true),
        ShapeField("holder", Text("持证主体", "Holder"), .choice(CommonShape.audiences, usual: "person")),
        ShapeField("typeCode", Text("证照类型代码", "Type code"), .code(.licenceType), required: true),
        ShapeField("elements", Text("照面", "Face"), .list(.reference(.element)), Text("按照面上的次序", "In the order of the face")),
        ShapeField("validityMonths", Text("有效期（月）", "Valid for (months)"), .number(1...1200), Text("不写为长期", "Without end, if empty")),
        ShapeField(
            "renewal", Text("换证期", "Renewal"),
            .record([
                ShapeField("fromDays", Text("到期前多少日起", "From days before the end"), .number(0...3650), required: true),
                ShapeField("toDays", Text("到期前多少日止", "To days before the end"), .number(0...3650), required: true),
                ShapeField("unit", Text("按什么日", "Days of what kind"), .choice(renewalUnits, usual: "day")),
            ])),
        ShapeField("level", Text("发证层级", "Level"), .choice(CommonShape.officeLevels, usual: "city")),
        ShapeField(
            "consent", Text("须经持证人同意", "Needs consent"), .flag(usual: false), Text("未经同意不得使用", "Not used without the holder’s consent")),
    ]

    static let resource = [
        ShapeField("code", Text("编码", "Code"), .code(.slug), required: true),
        ShapeField("name", Text("名称", "Name"), .text, required: true),
        ShapeField("owner", Text("责任部门", "Owner"), .reference(.department), required: true),
        ShapeField("subject", Text("记录的是谁", "Subject"), .local(.kind), required: true),
        ShapeField("key", Text("用什么查", "Key"), .reference(.element), required: true),
        ShapeField("elements", Text("能给出", "Elements"), .list(.reference(.element))),
        ShapeField("gives", Text("还能给出相关人的", "Gives of others"), .map(.list(.reference(.element)), key: .role)),
        ShapeField("sharing", Text("共享属性", "Sharing"), .choice(sharings, usual: "unconditional")),
        ShapeField("basis", Text("共享依据", "Basis"), .text),
        ShapeField("updateCycle", Text("更新周期", "Updated"), .choice(cycles, usual: "day")),
        ShapeField("holds", Text("内容", "Holds"), .text, Text("一句话", "One sentence")),
        ShapeField("list", Text("一人多条", "Several records each"), .flag(usual: false)),
    ]

    private static let bodies = [
        Choice("government", Text("政府部门", "Government")), Choice("institution", Text("事业单位", "Public institution")),
        Choice("hospital", Text("医院", "Hospital")), Choice("bank", Text("银行", "Bank")), Choice("enterprise", Text("企业", "Enterprise")),
        Choice("utility", Text("公用事业", "Utility")),
    ]
    private static let types = [
        Choice("text", Text("文字", "Text")), Choice("integer", Text("整数", "Whole number")), Choice("decimal", Text("小数", "Decimal")),
        Choice("boolean", Text("是否", "Yes or no")), Choice("date", Text("日期", "Date")), Choice("choice", Text("单选", "One choice")),
        Choice("choices", Text("多选", "Several choices")), Choice("money", Text("金额", "Money")),
    ]
    private static let formats = [
        Choice("resident-id", Text("公民身份号码", "Identity number")), Choice("uscc", Text("统一社会信用代码", "Credit code")),
        Choice("mobile", Text("手机号码", "Mobile number")), Choice("email", Text("电子邮箱", "E-mail address")),
        Choice("postcode", Text("邮政编码", "Postcode")), Choice("bank-card", Text("银行账号", "Bank account")),
        Choice("person-name", Text("姓名", "Person’s name")), Choice("address", Text("地址", "Address")),
        Choice("region", Text("行政区划", "Region")), Choice("industry", Text("行业", "Industry")), Choice("consent", Text("同意", "Consent")),
        Choice("long-text", Text("长文字", "Long text")),
    ]
    private static let sensitivities = [
        Choice("public", Text("公开", "Public")), Choice("internal", Text("内部", "Internal")), Choice("personal", Text("个人信息", "Personal")),
        Choice("sensitive", Text("敏感个人信息", "Sensitive")),
    ]
    private static let sharings = [
        Choice("unconditional", Text("无条件共享", "To all")), Choice("conditional", Text("有条件共享", "Under conditions")),
        Choice("none", Text("不予共享", "To nobody")),
    ]
    private static let cycles = [
        Choice("realtime", Text("实时", "At once")), Choice("day", Text("每日", "Daily")), Choice("week", Text("每周", "Weekly")),
        Choice("month", Text("每月", "Monthly")), Choice("quarter", Text("每季", "Quarterly")), Choice("year", Text("每年", "Yearly")),
    ]
}
