import Kernel

/// How an item is decided: points, steps, special procedures, results.
enum ReviewShape {
    static let fields = [
        ShapeField("code", Text("编码", "Code"), .code(.name), required: true),
        ShapeField("text", Text("审查什么", "What is reviewed"), .chinese, required: true),
        ShapeField("kind", Text("客观或裁量", "Fact or judgement"), .choice(kinds, usual: "objective")),
        ShapeField("check", Text("自动核验", "Checked by the engine"), .condition, Text("不写则由工作人员看", "An officer looks, if empty")),
        ShapeField(
            "window", Text("在延续期内", "In the time for renewal"), .local(.field),
            Text("写旧证到期日的字段，期限按证照类型算；与自动核验只写一个", "The field of the old licence’s last day; the time is the type’s. In place of a condition")
        ),
        ShapeField("how", Text("审查方法", "How"), .text, Text("写进业务手册", "For the officer’s manual")),
        ShapeField(
            "benchmark", Text("裁量基准", "Graded benchmark"), .list(.record(grade)),
            Text("裁量的要点必须分档", "Every discretionary point has its grades")),
        ShapeField("basis", Text("依据", "Basis"), .basis),
        ShapeField("evidence", Text("看什么", "Evidence"), .list(.local(.evidence)), Text("材料或要素的编码", "Codes of materials or fields")),
    ]

    private static let grade = [
        ShapeField("grade", Text("档次", "Grade"), .text, required: true), ShapeField("when", Text("情形", "When"), .text, required: true),
        ShapeField("outcome", Text("处理", "Outcome"), .text, required: true),
    ]

    static let step = [
        ShapeField("code", Text("环节", "Step"), .choice(steps, usual: nil), required: true), ShapeField("name", Text("名称", "Name"), .text),
        ShapeField("role", Text("岗位", "Post"), .choice(posts, usual: nil)),
        ShapeField("level", Text("层级", "Level"), .choice(CommonShape.officeLevels, usual: nil)),
        ShapeField("region", Text("区划", "Region"), .condition), ShapeField("unit", Text("办理处室", "Unit"), .text),
        ShapeField("limit", Text("环节时限", "Limit"), .limit),
    ]

    static let procedure = [
        ShapeField("code", Text("程序", "Procedure"), .choice(procedures, usual: nil), required: true),
        ShapeField("basis", Text("依据", "Basis"), .basis),
    ]

    static let decided = [
        ShapeField("field", Text("要素", "Field"), .local(.field), required: true),
        ShapeField("element", Text("数据元", "Element"), .reference(.element)),
        ShapeField("label", Text("标签", "Label"), .text), ShapeField("required", Text("必填", "Required"), .flag(usual: true)),
    ]

    static let result = [
        ShapeField("licence", Text("电子证照", "Licence"), .reference(.licenceType), alternative: "kind"),
        ShapeField("document", Text("文书", "Document"), .text, alternative: "kind"),
        ShapeField("number", Text("编号", "Number"), .scalar, Text("serial 或表达式", "serial, or FEEL")),
        ShapeField("face", Text("照面", "Face"), .map(.condition, key: .element), Text("照面要素和它的值", "Elements of the face and their values")),
        ShapeField("holder", Text("持证人", "Holder"), .local(.role), Text("默认申请人", "The applicant, if empty")),
        ShapeField(
            "coholders", Text("共同持证人", "Further holders"), .list(.record(coholder)),
            Text("证照同时发给他们，夫妻、共有人", "The licence is issued to them too: a spouse, another owner")),
        ShapeField("validityMonths", Text("有效期（月）", "Valid for (months)"), .number(1...1200)),
        ShapeField(
            "once", Text("同一件事只有一个结果", "One result of the same matter"), .list(.local(.field)),
            Text("区分事与事的要素", "The facts that tell one matter from another")),
        ShapeField("succeeds", Text("与旧证的关系", "What it is to the old one"), .choice(successions, usual: nil)),
        ShapeField(
            "confirms", Text("没有变化时代答", "Confirmed by one yes"), .list(.local(.question)),
            Text("免申即办时一次确认即答“是”的问题", "Questions that a confirmation of no change answers with yes")),
        ShapeField(
            "deemed", Text("逾期未决定视为延续", "Renewed by silence"), .flag(usual: false),
            Text("行政许可法第五十条", "Administrative Licensing Law, art. 50")),
        ShapeField("sample", Text("结果样本", "Sample"), .text, Text("样本上写着什么", "What the sample shows")),
    ]

    private static let coholder = [
        ShapeField("name", Text("姓名或者名称", "Name"), .local(.field), required: true),
        ShapeField(
            "number", Text("证件号码", "Number"), .local(.field), Text("身份号码或者统一社会信用代码", "Identity number or credit code"), required: true),
        ShapeField("when", Text("何时共同持证", "Holds it when"), .condition, Text("不写则有号码就是", "Whenever the number is known, if empty")),
    ]

    private static let kinds = [
        Choice("objective", Text("客观", "Objective")), Choice("discretionary", Text("裁量", "Discretionary")),
    ]
    private static let successions = [
        Choice("renewal", Text("延续：新的有效期", "Renewal: a new period")), Choice("change", Text("变更：原有效期", "Change: the same last day")),
    ]
    private static let steps = ProcessStep.Code.allCases.map { Choice($0.rawValue, $0.name) }
    private static let posts = ProcessStep.Post.allCases.map { Choice($0.rawValue, $0.name) }
    private static let procedures = [
        Choice("extension", Text("延长审批", "Extension")), Choice("hearing", Text("听证", "Hearing")),
        Choice("auction", Text("招标与拍卖", "Tender or auction")),
        Choice("inspection", Text("检验", "Inspection")), Choice("testing", Text("检测", "Testing")),
        Choice("quarantine", Text("检疫", "Quarantine")),
        Choice("appraisal", Text("鉴定", "Appraisal")), Choice("expert-review", Text("专家评审", "Expert review")),
        Choice("examination", Text("考试与考核", "Examination")),
    ]
}

/// One document that is asked for.
enum MaterialShape {
    static let fields = [
        ShapeField("code", Text("编码", "Code"), .code(.slug), required: true),
        ShapeField("name", Text("材料名称", "Name"), .text, Text("写明是哪一种，不写“有关证明”“其他材料”", "Say which document it is"), required: true),
        ShapeField("form", Text("材料类型", "Form"), .choice(forms, usual: "electronic")),
        ShapeField("format", Text("材料形式", "Medium"), .choice(media, usual: nil)),
        ShapeField("copies", Text("份数", "Copies"), .number(1...99)),
        ShapeField("size", Text("纸质规格", "Size of the paper"), .plain(maxLength: 20)),
        ShapeField("need", Text("必要性", "Need"), .choice(needs, usual: "required")),
        ShapeField("when", Text("何时需要", "Needed when"), .condition),
        ShapeField("basis", Text("要求提供的依据", "Basis"), .basis, Text("没有依据不得要", "No basis, no document")),
        ShapeField("from", Text("来源渠道", "Source"), .choice(origins, usual: "applicant")),
        ShapeField("issuer", Text("出具机关", "Issuer"), .reference(.department)),
        ShapeField("issuedWithin", Text("出具时间要求", "How recent"), .text),
        ShapeField(
            "satisfiedBy", Text("可以免交的凭据", "Not asked if"), .list(.record(proof)),
            Text("有其中一样就不用交", "Any one of these makes it unnecessary")),
        ShapeField("commitment", Text("可以告知承诺", "A promise may stand for it"), .flag(usual: false)),
        ShapeField(
            "promise", Text("承诺书", "The promise"), .record(promise),
            Text("写了就可以在网上承诺；事项的告知承诺须为证明或审批", "With it one may promise online; the item’s commitment must allow it")),
        ShapeField(
            "deferral", Text("容缺后补", "May follow later"), .record(deferral),
            Text("必要性为容缺后补的必须写", "Wherever the need is “may follow later”")),
        ShapeField(
            "composed", Text("系统代写", "Written by the system"), .record(composed),
            Text("申请人自己的文书，按所填的内容写成", "The applicant’s own document, from what they fill in")),
        ShapeField(
            "certificate", Text("属于证明事项", "A certificate"), .flag(usual: false), Text("列入证明事项清单", "It goes into the list of certificates")),
        ShapeField(
            "returnsOriginal", Text("收回原件", "The original is handed back"), .flag(usual: false),
            Text("法律要求交回注销的才写", "Only where the law wants it")),
        ShapeField("blank", Text("空白表格", "Blank form"), .text), ShapeField("sample", Text("示例样表", "Sample"), .text),
        ShapeField("filling", Text("填报须知", "How to fill it in"), .text), ShapeField("standard", Text("受理标准", "Accepted if"), .text),
        ShapeField("obtaining", Text("办理说明", "How to get it"), .text, Text("到哪里、怎样开出来", "Where and how it is had")),
        ShapeField("usage", Text("使用说明", "What it is used for"), .text),
        ShapeField("accept", Text("文件格式", "Kinds of files"), .list(.plain(maxLength: 8))),
        ShapeField("maxMegabytes", Text("最大兆字节", "Megabytes at most"), .number(1...1000)),
        ShapeField("note", Text("备注", "Note"), .text),
    ]

    private static let promise = [
        ShapeField("version", Text("版本", "Version"), .plain(maxLength: 20), Text("改一个字也换版本", "A new one for every change"), required: true),
        ShapeField("text", Text("承诺内容", "What is promised"), .text, Text("用申请人的口气", "In the applicant’s voice"), required: true),
        ShapeField("consequence", Text("不实的后果", "If it is not true"), .text, required: true),
    ]
    private static let deferral = [
        ShapeField(
            "cases", Text("可容缺的情形", "When it may be absent"), .text, Text("即 handleCase", "handleCase of the exchange"), required: true),
        ShapeField("when", Text("情形的条件", "The same as a condition"), .condition),
        ShapeField("within", Text("补交时限", "To follow within"), .limit, Text("自受理起算", "Counted from acceptance"), required: true),
        ShapeField(
            "before", Text("须在何时之前补齐", "Has to be there"), .choice(stages, usual: "decision"),
            Text("默认作出决定前", "Before the decision, if empty")),
        ShapeField("version", Text("版本", "Version"), .plain(maxLength: 20), Text("改一个字也换版本", "A new one for every change"), required: true),
        ShapeField("text", Text("承诺内容", "What is promised"), .text, Text("用申请人的口气", "In the applicant’s voice"), required: true),
    ]
    private static let composed = [
        ShapeField("version", Text("版本", "Version"), .plain(maxLength: 20), Text("改一个字也换版本", "A new one for every change"), required: true),
        ShapeField("when", Text("何时代写", "Written when"), .condition, Text("不符合的自备", "Otherwise the applicant brings it")),
        ShapeField("paragraphs", Text("段落", "Paragraphs"), .list(.record(paragraph)), required: true),
    ]
    private static let paragraph = [
        ShapeField("when", Text("何时有这一段", "There when"), .condition),
        ShapeField(
            "text", Text("内容", "Words"), .text, Text("花括号里的字段换成填的内容", "{role.field} becomes what was filled in"), required: true),
    ]
    private static let stages = MaterialDeferral.Stage.allCases.map { Choice($0.rawValue, $0.name) }
    private static let proof = [
        ShapeField("licence", Text("电子证照", "Licence"), .reference(.licenceType), alternative: "proof"),
        ShapeField("resource", Text("数据资源", "Resource"), .reference(.resource), alternative: "proof"),
        ShapeField("result", Text("另一事项的结果", "Result of an item"), .reference(.item), alternative: "proof"),
        ShapeField("role", Text("谁的", "Whose"), .local(.role), Text("默认申请人", "The applicant’s, if empty")),
    ]
    private static let forms = [
        Choice("original", Text("原件", "Original")), Choice("copy", Text("复印件", "Copy")),
        Choice("both", Text("原件和复印件", "Original and copy")),
        Choice("electronic", Text("电子件", "Electronic")),
    ]
    private static let media = [
        Choice("paper", Text("纸质", "Paper")), Choice("electronic", Text("电子化", "Electronic")), Choice("either", Text("纸质或电子化", "Either")),
    ]
    private static let needs = [
        Choice("required", Text("必要", "Required")), Choice("conditional", Text("视情形", "In some situations")),
        Choice("later", Text("容缺后补", "May follow later")),
    ]
    private static let origins = [
        Choice("applicant", Text("申请人自备", "The applicant")), Choice("government", Text("政府部门核发", "An authority")),
        Choice("other", Text("其他", "Others")),
    ]
}
