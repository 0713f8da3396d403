import Kernel

/// Every rule with what it is called and what to write instead. Provincial rules are those of facts/standards §1.6.
enum LintRules {
    /// How definitions are written.
    static let writing = [
        LintRule("yaml", .error, Text("文件能读", "The file can be read"), Text("改正 YAML 的缩进或者引号", "Mend the indentation or the quotes")),
        LintRule(
            "file", .error, Text("文件名认得", "The file is one of a catalogue"),
            Text("放进 catalogue/README 所列的文件夹", "Put it in one of the folders of catalogue/README")),
        LintRule(
            "file-name", .warning, Text("文件名与编码一致", "The file bears its code’s name"),
            Text("把文件改名为“编码.yaml”", "Name the file after the code")),
        LintRule(
            "unknown-key", .error, Text("没有多余的键", "No unknown keys"), Text("删去，或者改成 SCHEMA.md 里的键", "Remove it, or use a key of SCHEMA.md")),
        LintRule("missing-key", .error, Text("必需的键都在", "Required keys are there"), Text("补上这个键", "Add the key")),
        LintRule("missing", .error, Text("必需的值都在", "Required values are there"), Text("补上这个值", "Add the value")),
        LintRule("type", .error, Text("值的类型对", "Values have their type"), Text("改成要求的类型", "Write it as the type that is wanted")),
        LintRule(
            "value", .error, Text("值在允许之内", "Values are among those allowed"), Text("用允许的取值之一", "Use one of the values that are allowed")),
        LintRule("shape", .error, Text("几选一的只写一个", "One of several is one"), Text("只留其中一个", "Keep exactly one of them")),
        LintRule("code", .error, Text("编码合乎规则", "Codes follow their rules"), Text("按该编码的标准改正", "Write it as the code’s standard says")),
        LintRule(
            "text", .error, Text("两种文字都有", "Both languages are there"), Text("写成 {zh: 中文, en: English}", "Write {zh: 中文, en: English}")),
        LintRule(
            "feel", .error, Text("条件写法正确", "Conditions can be read"),
            Text("按 FEEL（DMN 1.5 第 10 章）改写", "Write it in FEEL (DMN 1.5 chapter 10)")),
        LintRule(
            "duplicate", .error, Text("编码不重复", "Codes stand once"), Text("改成别的编码，或者删去一个", "Change the code, or remove one of the two")),
        LintRule(
            "substantive", .error, Text("实体要素由市级规定", "The substantive part is the city’s"),
            Text("删去这一列，要改请改事项本身", "Drop the column; to change it, change the item")),
    ]

    /// What refers to something else.
    static let reference = [
        LintRule(
            "unknown-reference", .error, Text("引用的都有", "References lead somewhere"),
            Text("改成已有的编码，或者先定义它", "Use a code that exists, or define it first")),
        LintRule("unknown-role", .error, Text("角色都声明了", "Roles are declared"), Text("在 roles 里声明这个角色", "Declare the role under roles")),
        LintRule(
            "unknown-kind", .error, Text("角色的类别有数据元", "Kinds of roles have elements"),
            Text("用数据元编码的前半段", "Use the first half of an element’s code")),
        LintRule(
            "unknown-element", .error, Text("数据元都定义了", "Elements are defined"),
            Text("在 elements 里定义，或者改用已有的", "Define it under elements, or use one that exists")),
        LintRule(
            "unknown-name", .error, Text("条件里的名称都有", "Names in conditions exist"),
            Text("改成写作 role.leaf 的字段，或者写作 answers.code 的问题", "Use a field (role.leaf) or answers.question")),
        LintRule("unknown-option", .error, Text("比较的是真有的选项", "Options compared exist"), Text("改成选项的编码", "Use the code of an option")),
        LintRule(
            "unknown-evidence", .error, Text("审查依据在事项里", "Evidence is part of the item"),
            Text("改成本事项材料或字段的编码", "Use the code of a material or field of the item")),
        LintRule("section", .error, Text("分节都命名了", "Sections are named"), Text("在 sections 里写上它的名称", "Give it a name under sections")),
        LintRule(
            "department", .error, Text("办自己部门的事", "Offices carry out their own items"),
            Text("移到实施该事项的部门", "Move it to the department of the item")),
        LintRule(
            "face", .error, Text("照面要素属于证照", "Faces show what is theirs"),
            Text("改成证照类型 elements 里的要素", "Use an element of the licence type")),
        LintRule(
            "window", .error, Text("延续期按证照类型算", "The time for renewal is the type’s"),
            Text("在 licence-types 里写 renewal，这里只写到期日的字段", "State renewal with the licence type, and here only the field of the last day")),
        LintRule(
            "renewal", .warning, Text("能延续的证照有事项延续", "What may be renewed is renewed by an item"),
            Text(
                "在延续它的事项结果里写 succeeds: renewal，或者删去证照类型的 renewal",
                "Write succeeds: renewal in the result of the item, or remove renewal from the type")),
        LintRule(
            "coholder", .error, Text("共同持证人由字段写明", "Further holders are named by fields"),
            Text("name 写姓名字段，number 写身份号码或者统一社会信用代码的字段", "Name the field of the name, and that of the identity number or credit code")),
        LintRule(
            "from", .warning, Text("数据来源说得出这个角色", "The source tells of the role"),
            Text("在资源的 gives 里写上这个角色", "Add the role to the gives of the resource")),
        LintRule("key", .error, Text("键属于主体", "The key is the subject’s"), Text("换成同类主体的数据元", "Use an element of the subject’s kind")),
        LintRule(
            "options", .error, Text("选择类才有选项", "Choices have options"),
            Text("补上 options 或 codelist，或者改类型", "Add options or a code list, or change the type")),
        LintRule("format", .error, Text("格式与类型相合", "Format and type agree"), Text("把类型改为 boolean", "Make the type boolean")),
        LintRule(
            "bound", .error, Text("上下限写法对", "Bounds are well written"),
            Text("写成数字，日期写 2026-01-31 或 today", "Write a number, or 2026-01-31 or today for a date")),
        LintRule("circle", .error, Text("没有循环", "No circles"), Text("去掉其中一个先后关系", "Take one of the links away")),
        LintRule(
            "question", .error, Text("同一个问题同一个意思", "One question means one thing"),
            Text("统一选项，或者换一个编码", "Use the same options, or another code")),
        LintRule(
            "optional", .error, Text("可选事项由是非题决定", "Optional items hang on a yes or no"), Text("把问题改为 yesNo", "Make the question a yesNo")),
        LintRule(
            "result-order", .error, Text("先有结果才能用", "Results come before their use"),
            Text("在 after 里写上先办的事项", "Name the earlier item under after")),
        LintRule(
            "applicant", .warning, Text("申请人与服务对象一致", "The applicant fits the audience"),
            Text("改 audience，或者改申请人的角色", "Change the audience, or the applicant’s role")),
    ]

    /// Provincial consistency rules and the articles behind them.
    static let law = [
        LintRule(
            "handling", .error, Text("即办件与承诺时限一致", "Kind of handling and promise agree"),
            Text("即办件不写承诺时限，承诺件写大于 0 的", "None for what is instant, above 0 for the rest")),
        LintRule(
            "promise", .error, Text("承诺不长于法定", "No promise longer than the law"),
            Text("写不大于法定（区级不大于市级）的天数", "Write no more days than the law, or the city, sets")),
        LintRule(
            "statutory", .warning, Text("许可有法定时限", "Licences have a limit of law"),
            Text(
                "写上 limits.statutory；法律没有另外规定的是 20 个工作日（行政许可法第四十二条）",
                "State limits.statutory: 20 working days where no other law sets one (行政许可法 art. 42)")),
        LintRule(
            "instant", .error, Text("即办件由系统办结", "On the spot means by the engine"),
            Text("给审查要点写 check，或者改为承诺件", "Give the point a check, or promise a time")),
        LintRule(
            "deemed-acceptance", .error, Text("视为受理只用于许可", "Deemed acceptance is for licences"),
            Text("删去 deemedAcceptance", "Remove deemedAcceptance")),
        LintRule(
            "item-type", .error, Text("类型与编码一致", "Type and code agree"),
            Text("改正 type 或 basicCode 的第 3–4 位", "Correct the type, or characters 3–4 of the code")),
        LintRule(
            "basic-code", .error, Text("一个基本编码一个事项", "One basic code, one item"),
            Text("换成没有用过的基本编码；新办、变更、延续写成业务办理项", "Use a code that is free; new, change and extension are handling items")),
        LintRule(
            "trips", .warning, Text("要跑就说明原因", "Visits have a reason"),
            Text("写明法律为什么要本人到场（tripsReason）；不必到场的把 trips 写成 0", "Say which law wants the visit (tripsReason), or make trips 0")),
        LintRule(
            "trips-idle", .warning, Text("不用跑就没有原因", "No visit, no reason"),
            Text("删去 tripsReason，或者写明次数", "Remove tripsReason, or state the visits")),
        LintRule(
            "online-visits", .error, Text("全程网办零跑动", "Wholly online means no visit"),
            Text("trips 写 0，或者 online 写 3 以下", "Make trips 0, or online 3 or less")),
        LintRule(
            "online-channel", .error, Text("网办深度与办理形式一致", "Depth online and channels agree"),
            Text("channels 加上 online，或者 online 写 1", "Add online to the channels, or make online 1")),
        LintRule(
            "visits-channel", .error, Text("零跑动要有路可走", "No visit needs a way"),
            Text("channels 加上 online 或 post", "Add online or post to the channels")),
        LintRule(
            "fee-basis", .error, Text("收费有依据", "Fees have a basis"),
            Text("写上收费的法律文件，没有的不收", "Name the rule that sets the fee; without one there is none")),
        LintRule(
            "fee-standard", .warning, Text("收费有标准", "Fees have a rate"),
            Text("写上金额（fen）或者收费标准（standard）", "State the amount (fen) or the rate (standard)")),
        LintRule(
            "fee-payment", .warning, Text("收费说明能否网上支付", "Fees say how to pay"),
            Text("写上 onlinePayment: true 或 false", "State onlinePayment: true or false")),
        LintRule("payment-idle", .error, Text("不收费就没有网上支付", "No fee, no payment online"), Text("删去 onlinePayment", "Remove onlinePayment")),
        LintRule(
            "result-kind", .warning, Text("名称与结果类型一致", "Results are what they are called"),
            Text("称“证”的写成 licence，引用证照类型", "What is called a licence is written as licence: with its type")),
        LintRule(
            "phone", .warning, Text("电话打得通", "Telephones can be dialled"),
            Text("写上区号，如 021-12345678，或者 12345", "Write the area code, as in 021-12345678, or 12345")),
        LintRule(
            "phone-same", .warning, Text("咨询与投诉不是同一个电话", "Enquiries and complaints differ"),
            Text("投诉电话另写一个，或者写 12345", "Give complaints another number, or 12345")),
        LintRule(
            "topics", .warning, Text("主题与服务对象一致", "Topics fit the audience"),
            Text("按国办函〔2016〕108号为每类服务对象选一个主题", "Choose a topic of 国办函〔2016〕108号 for each audience")),
        LintRule(
            "licensing", .warning, Text("许可的环节和问答齐全", "Licences tell their steps"),
            Text(
                "写齐受理、审查、决定、制证办结、送达，并至少一条常见问题",
                "Write acceptance, review, decision, issue and delivery, and at least one question with its answer")),
        LintRule(
            "benchmark", .warning, Text("裁量有基准", "Judgement has a benchmark"),
            Text("写上 benchmark：至少两档，各有情形和处理", "Write a benchmark of two grades or more, each with its case and outcome")),
        LintRule(
            "cooperation", .warning, Text("一件事的部门都有职责", "Every department has its duty"),
            Text("在 cooperating 里写上部门和它做什么", "Name the department and what it does under cooperating")),
        LintRule(
            "district-differs", .warning, Text("无差别受理", "The same in every district"),
            Text("各区写成一样，或者由市级部门改事项本身", "Make the districts alike, or let the city change the item")),
        LintRule(
            "sharing-basis", .warning, Text("不共享要有依据", "Not sharing has a basis"),
            Text("写上 basis，或者改为有条件共享", "State the basis, or share it on conditions")),
        LintRule(
            "approval-hazard", .error, Text("涉及安全的不得告知承诺", "No approval on a promise where safety is at stake"),
            Text("写明允许的法律、法规，没有的按一般程序办", "Name the statute that allows it, or grant it in the usual way")),
        LintRule(
            "approval-promise", .error, Text("审批告知承诺写全", "Approval on a promise is complete"),
            Text("commitment 写 approval，并写上核查和整改的时限", "Write commitment: approval, with periods for checking and mending")),
        LintRule(
            "promise-barred", .error, Text("事项允许才有承诺", "A promise only where the item takes one"),
            Text(
                "把 commitment 写成 certificate 或 approval；不适用的删去 promise",
                "Make commitment certificate or approval, or remove the promise")),
        LintRule("consent", .error, Text("同意不得代填", "Consents are the person’s own"), Text("写 reuse: never", "Write reuse: never")),
    ]

    /// 空白栏目 and what national spot checks look for.
    static let columns = [
        LintRule("empty-column", .warning, Text("栏目不空", "No empty columns"), Text("填上这一栏", "Fill the column in")),
        LintRule("basis", .warning, Text("事项有依据", "Items have a basis"), Text("写上设定依据的法律和条文", "Name the law and the article")),
        LintRule(
            "material-sample", .warning, Text("材料有样张", "Materials have a sample"),
            Text("在 sample 里写样张上有什么", "Say under sample what the sample shows")),
        LintRule(
            "result-sample", .warning, Text("结果有样本", "Results have a sample"),
            Text("在 sample 里写照面或者文书上有什么", "Say under sample what its face or text states")),
        LintRule("contact", .warning, Text("办事地点写得清", "Places can be found"), Text("写上地址和办理时间", "Write the address and the hours")),
        LintRule(
            "one-language", .error, Text("两种文字都能读", "Readable in both languages"),
            Text("把标出的文字译成该语言", "Translate the words that are marked")),
    ]

    /// What people are asked for, and when.
    static let asking = [
        LintRule(
            "material-basis", .error, Text("材料有依据", "Materials have a basis"),
            Text("写上要求提供的依据，没有的不要", "Name the rule that asks for it; without one, ask for none")),
        LintRule("vague", .error, Text("没有兜底和含糊的话", "Nothing vague or catch-all"), Text("逐一写明是哪几种", "List each of them by name")),
        LintRule(
            "deferral", .error, Text("容缺有情形、有时限", "Papers that follow have their terms"),
            Text("写上 deferral：情形、补交时限和承诺内容，时限短于办结时限", "Write deferral with cases, a period shorter than the limit, and the words")),
        LintRule(
            "composed", .error, Text("代写的文书写得全", "What is written for the applicant is whole"),
            Text("花括号里只用表格里的字段和情形的答案；别人出具的材料不代写", "Braces hold fields of the form and answers; papers of others are not written")),
        LintRule("conditional", .error, Text("视情形的写明情形", "Conditional needs a condition"), Text("写上 when", "Write a when")),
        LintRule(
            "city-issued", .warning, Text("本市核发的不要群众交", "What the city issues is not asked for"),
            Text("写上 satisfiedBy，由系统自己取", "Write satisfiedBy, so that the system fetches it")),
        LintRule(
            "register-licence", .warning, Text("证照库有的不要实体证", "No paper of a licence on the register"),
            Text(
                "改为 form: electronic；法律要收回原件的写 returnsOriginal: true",
                "Write form: electronic, or returnsOriginal: true where the law wants it handed back")),
        LintRule(
            "same-fact", .warning, Text("一个事实一个名称", "One fact, one name"), Text("只留一个数据元，其余改为引用它", "Keep one element and refer to it")),
        LintRule(
            "same-label", .warning, Text("标签不重复", "Labels differ"), Text("改标签，让人分得清", "Change a label so that people can tell them apart")),
        LintRule(
            "unreachable", .error, Text("情形走得到", "Situations can be reached"),
            Text("改条件，或者删去走不到的部分", "Change the condition, or remove what cannot be reached")),
        LintRule(
            "never", .error, Text("条件有成立的时候", "Conditions can hold"),
            Text("改条件，或者删去它管的内容", "Change the condition, or remove what hangs on it")),
        LintRule("always", .warning, Text("条件有不成立的时候", "Conditions can fail"), Text("删去条件：它总是成立", "Remove the condition: it always holds")),
        LintRule(
            "idle-question", .warning, Text("不问没用的问题", "No question for nothing"),
            Text("删去问题，或者写上答案影响什么", "Remove the question, or let something depend on it")),
    ]
}
