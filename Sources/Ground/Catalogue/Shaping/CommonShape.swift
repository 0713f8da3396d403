import Kernel

/// Shapes that several kinds share.
enum CommonShape {
    static let limit = [
        ShapeField("count", Text("数", "Count"), .number(0...9999), Text("0 表示当场", "0 means on the spot"), required: true),
        ShapeField("unit", Text("单位", "Unit"), .choice(units, usual: "workday")),
        ShapeField("basis", Text("依据", "Basis"), .text, Text("哪部法律这样规定", "The law that sets it")),
    ]

    static let basis = [
        ShapeField("law", Text("法律、法规、规章", "Law"), .text, Text("只写名称，不加书名号", "Its name, without title marks"), required: true),
        ShapeField("article", Text("条款", "Article"), .plain(maxLength: 40), Text("如：第七条第二款", "In Chinese, such as 第七条第二款")),
        ShapeField("date", Text("施行日期", "In force since"), .date, Text("所引版本的施行日期", "Of the version that is cited")),
        ShapeField("text", Text("原文", "Its words"), .chinese, Text("引用的法条原文", "The article, quoted")),
    ]

    static let participant = [
        ShapeField(
            "kind", Text("类别", "Kind"), .local(.kind), Text("person、enterprise、premises 等", "person, enterprise, premises …"),
            required: true),
        ShapeField("name", Text("名称", "Name"), .text, required: true),
        ShapeField("is", Text("申请人", "Applicant"), .choice([Choice("applicant", Text("是申请人", "It is the applicant"))], usual: nil)),
        ShapeField(
            "by", Text("由哪个字段找到", "Found by"), .local(.field), Text("该字段的值就是这个角色的号码", "The field whose value is this role’s number")),
        ShapeField(
            "from", Text("来自哪个数据资源", "Told of by"), .reference(.resource), Text("该资源的记录里写着这个角色", "Records of this resource tell of it")),
        ShapeField("of", Text("查谁的记录", "In whose record"), .local(.role)),
        ShapeField(
            "among", Text("可以从谁中选", "One of"), .plain(maxLength: 40),
            Text("数据资源 gives 里的一组人，如 member", "A group in the gives of resources, such as member")),
    ]

    static let choice = [
        ShapeField("code", Text("编码", "Code"), .code(.value), required: true),
        ShapeField("name", Text("名称", "Name"), .text, required: true),
        ShapeField("help", Text("说明", "Help"), .text),
    ]

    static let question = [
        ShapeField("code", Text("编码", "Code"), .code(.name), Text("条件里写作 answers.编码", "Conditions say answers.code"), required: true),
        ShapeField("ask", Text("问题", "Question"), .text, Text("用群众的话问", "In people’s own words"), required: true),
        ShapeField("help", Text("说明", "Help"), .text),
        ShapeField("kind", Text("回答方式", "Answered by"), .choice(questionKinds, usual: nil), required: true),
        ShapeField("options", Text("选项", "Options"), .list(.record(choice)), Text("是非题不用写", "Not for yes or no")),
        ShapeField("when", Text("何时问", "Asked when"), .condition, Text("不写就总是问", "Always, if empty")),
        ShapeField("known", Text("已知的答案", "Known answer"), .condition, Text("登记里能得出答案就不问", "What the registers already tell is not asked")),
        ShapeField("why", Text("为什么问", "Why"), .text),
    ]

    static let sections = ShapeField(
        "sections", Text("表单分节", "Sections of the form"), .map(.text, key: .section), Text("编码和标题", "Codes and headings"))
    static let roles = ShapeField(
        "roles", Text("角色", "Roles"), .map(.record(participant), key: .role), Text("表单写的是谁的事", "Whose facts the form asks for"))
    static let words = ShapeField(
        "words", Text("检索词", "Search words"), .list(.plain(maxLength: 40)), Text("群众会怎么说", "What people would call it"))
    static let illustrative = ShapeField(
        "illustrative", Text("示例", "An example"), .flag(usual: false), Text("作为示例，不作为依据", "Shown as an example, not as the law"))

    static let units = [
        Choice("workday", Text("工作日", "Working days")), Choice("hour", Text("小时（工作时间）", "Working hours")),
        Choice("day", Text("日（自然日）", "Calendar days")), Choice("month", Text("月", "Months")), Choice("year", Text("年", "Years")),
    ]
    static let questionKinds = [
        Choice("choice", Text("选一项", "One of several")), Choice("yesNo", Text("是或否", "Yes or no")),
        Choice("choices", Text("可选多项", "Any of several")),
    ]
    static let audiences = [Choice("person", Text("个人", "People")), Choice("enterprise", Text("企业", "Enterprises"))]
    static let officeLevels = [
        Choice("city", Text("市级", "City")), Choice("district", Text("区级", "District")), Choice("street", Text("街镇", "Street or town")),
    ]
    static let channels = [
        Choice("online", Text("网上办理", "Online")), Choice("counter", Text("窗口办理", "At a counter")),
        Choice("post", Text("快递申请", "By post")), Choice("terminal", Text("自助终端", "Self-service terminal")),
    ]
}
