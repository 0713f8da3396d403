import Kernel

/// The sentences of what the lint finds.
enum LintText {
    private static let kinds: [Definition.Kind: Text] = [
        .department: Text("部门", "department"), .element: Text("数据元", "data element"), .codelist: Text("代码表", "code list"),
        .licenceType: Text("证照类型", "licence type"), .resource: Text("数据资源", "data resource"), .item: Text("事项", "item"),
        .thing: Text("一件事", "one-thing"), .themes: Text("主题", "theme"), .synonyms: Text("同义词", "synonym"),
        .implementations: Text("实施清单", "list of implementations"),
    ]

    static func confirmsNoQuestion(_ code: String) -> Text {
        Text("“\(code)”不是本事项的是否题。", "“\(code)” is no yes-or-no question of this item.")
    }
    static let coholderOfDocument = Text("只有证照才有共同持证人", "Only a licence has further holders")
    static func coholderNoField(_ fact: String) -> Text {
        Text("“\(fact)”不是本事项的字段，没有人会问到它", "“\(fact)” is no field of this item, so that nobody would ever know it")
    }
    static func coholderNoNumber(_ fact: String) -> Text {
        Text("“\(fact)”不是身份号码，也不是统一社会信用代码", "“\(fact)” is neither an identity number nor a credit code")
    }
    static func noWindow(_ field: String) -> Text {
        Text(
            "“\(field)”要是旧证到期日，本事项要延续定有延续期的证照，并且不另写 check",
            "“\(field)” has to be the last day of a licence that this item renews and whose type says when, and no check stands beside it")
    }
    static func nobodyRenews(_ type: Text) -> Text {
        Text(
            "“\(type.zh)”写了延续期，却没有一个在用的事项延续它，持证人到时无处可办",
            "“\(type.en)” has a time for renewal, but no item in use renews it: its holders would have nowhere to go")
    }
    static let deemedNoRenewal = Text("只有行政许可的延续可以逾期视为准予。", "Only the renewal of an administrative licence is granted by silence.")
    static func unknownReference(_ kind: Definition.Kind, _ code: String) -> Text {
        let kind = kinds[kind] ?? Text(same: kind.rawValue)
        return Text("没有编码为“\(code)”的\(kind.zh)", "There is no \(kind.en) “\(code)”")
    }
    static func unknownQuestion(_ code: String) -> Text { Text("没有问题“\(code)”", "There is no question “\(code)”") }
    static func unknownRole(_ role: String) -> Text { Text("没有角色“\(role)”", "There is no role “\(role)”") }
    static func declareRole(_ role: String) -> Text {
        Text("在 roles 中声明 \(role): {kind: …, name: …}", "declare it under roles: \(role): {kind: …, name: …}")
    }
    static func unknownElement(_ code: String) -> Text { Text("没有数据元“\(code)”", "There is no data element “\(code)”") }
    static func unknownName(_ name: String) -> Text {
        Text("条件里的“\(name)”既不是字段也不是问题", "“\(name)” in this condition is neither a field nor a question")
    }
    static func unknownOption(_ text: String, _ name: String) -> Text {
        Text("“\(text)”不是“\(name)”的选项，条件永远不会成立", "“\(text)” is no option of “\(name)”, so this would never hold")
    }
    static func unknownKind(_ kind: String) -> Text { Text("没有“\(kind)”类的数据元", "There are no data elements of the kind “\(kind)”") }
    static func unknownSection(_ code: String) -> Text { Text("没有名为“\(code)”的分组", "There is no section “\(code)”") }
    static func unknownEvidence(_ code: String) -> Text {
        Text("审查依据“\(code)”既不是材料也不是字段", "The evidence “\(code)” is neither a material nor a field here")
    }
    static func notAPart(_ code: String) -> Text { Text("这件事里没有事项“\(code)”", "The item “\(code)” is no part of this thing") }
    static func thingLikeItem(_ code: String) -> Text {
        Text("一件事与事项不能同用编码“\(code)”，它们共用网址", "A thing and an item cannot both be “\(code)”: they share their addresses")
    }

    static let choiceWithoutOptions = Text("选择类数据元要有 options 或 codelist", "A choice needs options or a code list")
    static let optionsWithoutChoice = Text(
        "只有 choice、choices 可以有 options 或 codelist", "Only choice and choices have options or a code list")
    static let consentIsBoolean = Text("同意项（consent）的类型应为 boolean", "A consent is of type boolean")
    static let consentIsNever = Text("同意项不得预填：reuse 应为 never", "A consent is never filled in: its reuse is never")
    static func bound(_ type: DataElement.Kind) -> Text {
        type == .date
            ? Text("日期的界限写作 2026-01-31 或 today", "The bound of a date is written 2026-01-31 or today")
            : Text("界限应为数字", "This bound should be a number")
    }
    static func notBefore(_ other: Text) -> Text {
        Text("“不早于”要写同一对象的另一个日期，“\(other.zh)”不是", "“Not before” takes another date of the same subject, which “\(other.en)” is not")
    }
    static let typeCode = Text(
        "证照类型代码应为 21 位：定义机构 18 位和顺序 3 位", "A licence type code has 21 characters: 18 of the defining body and 3 more")
    static func definerCode(_ code: String) -> Text {
        Text("定义机构代码“\(code)”校验不通过", "The defining body’s code “\(code)” fails its check digits")
    }
    static func keyOfAnotherKind(_ key: String, _ subject: String) -> Text {
        Text("键“\(key)”不属于主体类别“\(subject)”", "The key “\(key)” is not of the subject’s kind “\(subject)”")
    }
    static let sharingBasis = Text("不予共享要写明依据", "What is not shared needs a basis in law")
    static func givesNothing(_ resource: String, _ role: String) -> Text {
        Text("资源“\(resource)”的 gives 里没有“\(role)”", "The resource “\(resource)” gives nothing about “\(role)”")
    }
    static func noGroup(_ group: String) -> Text { Text("没有数据资源提供“\(group)”这一组人", "No resource gives the group “\(group)”") }
    static let applicantKind = Text("申请人角色的类别与 audience 不一致", "The applicant’s kind differs from the audience")

    static func typeInCode(_ code: String, _ type: String) -> Text {
        Text("基本编码“\(code)”的第 3–4 位应为事项类型 \(type)", "Characters 3–4 of the basic code “\(code)” should be the item type \(type)")
    }
    static let tripsReason = Text("到现场次数不为 0 时要写原因（tripsReason）", "Where a visit is needed, say why (tripsReason)")
    static let itemBasis = Text("没有设定依据", "There is no legal basis")
    static func materialBasis(_ name: Text) -> Text {
        Text("材料“\(name.zh)”没有依据：没有依据不得要求提供", "The material “\(name.en)” has no legal basis, so it may not be asked for")
    }
    static let conditionalWithoutWhen = Text("need: conditional 要有 when", "need: conditional goes with a when")
    static func feeBasis(_ name: Text) -> Text { Text("收费“\(name.zh)”没有依据", "The fee “\(name.en)” has no legal basis") }
    static func notOnFace(_ element: String, _ licence: Text) -> Text {
        Text("“\(element)”不在《\(licence.zh)》的照面上", "“\(element)” does not stand on the face of “\(licence.en)”")
    }

    static let instantWithPromise = Text("即办件不能有大于 0 的承诺时限", "An item done on the spot promises no days")
    static let promisedWithoutPromise = Text("承诺件要有大于 0 的承诺时限", "An item with a promised time needs one above 0")
    static func basicCodeTwice(_ code: String, _ other: String) -> Text {
        Text("基本编码 \(code) 已经是“\(other)”的", "The basic code \(code) is already that of “\(other)”")
    }
    static func promiseAboveLaw(_ promise: Text, _ law: Text) -> Text {
        Text("承诺 \(promise.zh)超过了法定 \(law.zh)", "The promise of \(promise.en) is longer than the law’s \(law.en)")
    }
    static func instantWithOfficer(_ point: Text) -> Text {
        Text(
            "即办件由系统直接办结，审查要点“\(point.zh)”却要人看：给它 check，或者改为承诺件",
            "On the spot the engine decides, but “\(point.en)” needs an officer’s eyes: give it a check, or the item a promised time"
        )
    }
    static let instantWithDecision = Text(
        "即办件由系统直接办结，不能要工作人员填写（decides）或者现场核查",
        "An item done on the spot is decided by the engine: no officer records a fact (decides) or inspects for it")
    static let deemedAcceptance = Text(
        "逾期视为受理只适用于行政许可（类型 01）", "Deemed acceptance exists for administrative licences only (type 01)")
    static let asksItself = Text("问题的条件不能取决于它自己", "A question cannot depend on its own answer")
    static let optionalIsYesNo = Text("optional 指向的问题应为 yesNo", "The question under optional should be yesNo")
    static func waitsForItself(_ item: String) -> Text { Text("“\(item)”的 after 形成了循环", "“\(item)” waits, by a circle, for itself") }
    static func resultOrder(_ item: String, _ other: String, _ material: Text) -> Text {
        Text(
            "“\(item)”的材料“\(material.zh)”来自“\(other)”的结果，要写 after: [\(other)]",
            "“\(item)” takes “\(material.en)” from the result of “\(other)”, so it needs after: [\(other)]")
    }
    static func questionsDiffer(_ code: String) -> Text {
        Text("几处的问题“\(code)”类型或选项不同，不能合为一问", "The questions “\(code)” differ in kind or options, so they cannot be asked as one")
    }
}
