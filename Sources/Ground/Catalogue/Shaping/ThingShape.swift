import Kernel

/// One-things, the stations of the life line, and synonyms.
enum ThingShape {
    static let fields = [
        ShapeField("code", Text("编码", "Code"), .code(.slug), required: true),
        ShapeField("name", Text("名称", "Name"), .text, required: true),
        ShapeField("called", Text("群众的说法", "What people call it"), .text),
        ShapeField("summary", Text("简介", "Summary"), .text),
        ShapeField("audience", Text("服务对象", "For"), .choice(CommonShape.audiences, usual: nil), required: true),
        ShapeField("theme", Text("主题", "Theme"), .plain(maxLength: 40)),
        ShapeField("life", Text("人生或企业的哪一站", "Station"), .plain(maxLength: 40)),
        ShapeField("lead", Text("牵头部门", "Lead"), .reference(.department), required: true),
        ShapeField(
            "cooperating", Text("配合部门", "Taking part"),
            .list(
                .record([
                    ShapeField("department", Text("部门", "Department"), .reference(.department), required: true),
                    ShapeField("duty", Text("职责", "Duty"), .text),
                ]))),
        CommonShape.roles,
        ShapeField("questions", Text("情形", "Questions"), .list(.record(CommonShape.question))),
        ShapeField("items", Text("事项", "Items"), .list(.record(part)), Text("一起办的事项", "What is done together"), required: true),
        ShapeField("followOns", Text("自动跟进", "Follows by itself"), .list(.record(followOn))),
        ShapeField("before", Text("以前", "Before"), .record(before), Text("改革前要花多少", "What it took before")),
        CommonShape.sections, CommonShape.words, CommonShape.illustrative,
    ]

    static let themes = [
        ShapeField("person", Text("人的一生", "A person’s life"), .list(.record(theme))),
        ShapeField("enterprise", Text("企业的一程", "An enterprise’s course"), .list(.record(theme))),
    ]

    static let synonyms = [
        ShapeField(
            "groups", Text("同义词组", "Groups"),
            .list(.record([ShapeField("words", Text("词", "Words"), .list(.plain(maxLength: 40)), required: true)])),
            required: true)
    ]

    private static let part = [
        ShapeField("item", Text("事项", "Item"), .reference(.item), required: true),
        ShapeField("when", Text("何时需要", "Needed when"), .condition),
        ShapeField("optional", Text("由哪个问题选办", "Chosen by"), .local(.question), Text("一个是非题", "A question of yes or no")),
        ShapeField("after", Text("在哪些事项之后", "After"), .list(.reference(.item)), Text("要用它们的结果", "It needs their results")),
    ]

    private static let followOn = [
        ShapeField("code", Text("编码", "Code"), .code(.slug), required: true),
        ShapeField("name", Text("名称", "Name"), .text, required: true),
        ShapeField("party", Text("谁来做", "By"), .reference(.department), required: true),
        ShapeField("after", Text("在哪个事项之后", "After"), .reference(.item)),
        ShapeField("what", Text("做什么", "What"), .text),
    ]

    private static let before = [
        ShapeField("steps", Text("环节", "Steps"), .number(0...9999)), ShapeField("materials", Text("材料", "Materials"), .number(0...9999)),
        ShapeField("forms", Text("表单", "Forms"), .number(0...9999)), ShapeField("fields", Text("填写项", "Fields"), .number(0...9999)),
        ShapeField("days", Text("天数", "Days"), .number(0...9999)), ShapeField("trips", Text("跑动次数", "Trips"), .number(0...9999)),
        ShapeField("source", Text("数字的出处", "Source"), .text),
    ]

    private static let theme = [
        ShapeField("code", Text("编码", "Code"), .code(.slug), required: true),
        ShapeField("name", Text("名称", "Name"), .text, required: true), ShapeField("hint", Text("提示", "Hint"), .text),
        ShapeField("things", Text("一件事", "One-things"), .list(.reference(.thing))),
        ShapeField("items", Text("事项", "Items"), .list(.reference(.item))),
    ]
}
