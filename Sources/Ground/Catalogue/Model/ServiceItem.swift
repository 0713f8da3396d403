package import Kernel
package import Rules

/// 事项类型 (GB/T 39046-2020 table A.1): two digits.
package struct ItemType: Sendable, Hashable {
    package let code: String

    /// 行政许可: the only type with deemed acceptance and the 20/45 days of law.
    package static let licensing = ItemType(code: "01")
    package static let publicService = ItemType(code: "20")

    package var name: Text { ItemType.names[code] ?? Text("其他事项", "Other matter") }

    private static let names: [String: Text] = [
        "01": Text("行政许可", "Administrative licensing"), "02": Text("行政处罚", "Administrative penalty"),
        "03": Text("行政强制", "Administrative coercion"), "04": Text("行政征收", "Administrative levy"),
        "05": Text("行政给付", "Administrative payment"), "06": Text("行政检查", "Administrative inspection"),
        "07": Text("行政确认", "Administrative confirmation"), "08": Text("行政奖励", "Administrative reward"),
        "09": Text("行政裁决", "Administrative adjudication"), "10": Text("其他行政权力", "Other administrative power"),
        "20": Text("公共服务", "Public service"),
    ]
}

/// 服务对象
package enum Audience: String, Sendable, Hashable, CaseIterable {
    case person, enterprise

    package var name: Text {
        switch self {
        case .person: Text("自然人", "People")
        case .enterprise: Text("企业法人", "Enterprises")
        }
    }
}

/// 办件类型
package enum Handling: String, Sendable, Hashable, CaseIterable {
    case instant, promised

    package var name: Text {
        switch self {
        case .instant: Text("即办件", "Done on the spot")
        case .promised: Text("承诺件", "Done within a promised time")
        }
    }
}

/// 办理形式
package enum Channel: String, Sendable, Hashable, CaseIterable {
    case online, counter, post, terminal

    package var name: Text {
        switch self {
        case .online: Text("网上办理", "Online")
        case .counter: Text("窗口办理", "At a counter")
        case .post: Text("快递申请", "By post")
        case .terminal: Text("自助终端", "Self-service terminal")
        }
    }
}

/// Where an item is handled: the office of that level for that region.
package struct Office: Sendable {
    package let level: OfficeLevel
    package let region: Rules.Expression?

    init(_ entry: Entry) {
        level = entry.optionalOneOf("level") ?? .city
        region = entry.expression("region")
    }

    init() { (level, region) = (.city, nil) }
}

/// 常见问题
package struct FrequentQuestion: Sendable, Hashable {
    package let question: Text
    package let answer: Text

    init(_ entry: Entry) {
        question = entry.text("question")
        answer = entry.text("answer")
    }
}

/// 事项: a power or a public service, with everything that its guide tells and its engine runs.
package struct ServiceItem: Sendable {
    package let code: String
    /// 基本编码, twelve characters.
    package let basicCode: String
    package let type: ItemType
    package let name: Text
    package let summary: Text?
    /// 受理条件
    package let condition: Text?
    package let note: Text?
    package let department: String
    package let audience: [Audience]
    package let handling: Handling
    package let isIllustrative: Bool
    package let office: Office
    /// 到办事现场次数
    package let trips: Int
    package let tripsReason: Text?
    package let channels: [Channel]
    package let place: Text?
    package let hours: Text?
    package let phone: String
    package let complaints: String
    package let bases: [LegalBasis]
    package let limits: Limits
    package let roles: [String: Participant]
    package let questions: [Question]
    package private(set) var fields: [FormField]
    package let materials: [Material]
    package let reviewPoints: [ReviewPoint]
    package let fees: [Fee]
    package let steps: [ProcessStep]
    /// Two officers look on the spot (行政许可法 art. 34).
    package let onSiteCheck: Bool
    package let specialProcedures: [SpecialProcedure]
    package let results: [ResultSpec]
    package let decides: [DecidedFact]
    package let sections: [String: Text]
    package let frequentQuestions: [FrequentQuestion]
    package let words: [String]
    package let standing: Standing
    package let features: ServiceFeatures
    package let hazards: [Hazard]
    /// 审批告知承诺; nil where the item is granted in the usual way only.
    package let approvalPromise: ApprovalPromise?
    /// 依法享有的权利, 依法履行的义务
    package let rights: Text?
    package let duties: Text?
    /// 行政复议, 行政诉讼
    package let reconsideration: Remedy?
    package let litigation: Remedy?

    init(_ entry: Entry) {
        code = entry.slug("code")
        basicCode = entry.basicCode("basicCode")
        type = ItemType(code: entry.itemType("type"))
        name = entry.text("name")
        summary = entry.optionalText("summary")
        condition = entry.optionalText("condition")
        note = entry.optionalText("note")
        department = entry.string("department")
        audience = entry.list("audience", of: Audience.self, default: nil)
        handling = entry.oneOf("handling")
        isIllustrative = entry.bool("illustrative", default: false)
        office = entry.entry("office", Office.init) ?? Office()
        trips = entry.optionalInt("trips") ?? 0
        tripsReason = entry.optionalText("tripsReason")
        channels = entry.list("channels", of: Channel.self, default: [.online, .counter])
        place = entry.optionalText("where")
        hours = entry.optionalText("hours")
        phone = entry.optionalString("phone") ?? "12345"
        complaints = entry.optionalString("complaints") ?? "12345"
        bases = LegalBasis.list(entry)
        limits = entry.entry("limits", Limits.init) ?? Limits()
        roles = entry.participants("roles")
        questions = entry.entries("questions", Question.init)
        fields = entry.entries("fields", FormField.init)
        materials = entry.entries("materials", Material.init)
        reviewPoints = entry.entries("reviewPoints", ReviewPoint.init)
        fees = entry.entries("fees", Fee.init)
        steps = entry.entries("steps", ProcessStep.init)
        onSiteCheck = entry.bool("onSiteCheck", default: false)
        specialProcedures = entry.entries("specialProcedures", plain: "code", SpecialProcedure.init)
        results = entry.entries("results", ResultSpec.init)
        decides = entry.entries("decides", DecidedFact.init)
        sections = entry.texts("sections")
        frequentQuestions = entry.entries("questionsAndAnswers", FrequentQuestion.init)
        words = entry.strings("words")
        standing = Standing(entry)
        features = ServiceFeatures(entry)
        hazards = entry.list("hazards", of: Hazard.self, default: [])
        approvalPromise = entry.entry("approvalPromise", ApprovalPromise.init)
        rights = entry.optionalText("rights")
        duties = entry.optionalText("duties")
        reconsideration = entry.entry("reconsideration", Remedy.init)
        litigation = entry.entry("litigation", Remedy.init)
    }

    /// The same with other fields.
    func with(fields: [FormField]) -> ServiceItem {
        var item = self
        item.fields = fields
        return item
    }

    /// 法定办结时限, or the promise where no law sets one, in working days for a chart.
    package var statutoryWorkingDays: Int { (limits.statutory ?? limits.promised)?.workingDays ?? 0 }

    /// 承诺办结时限 in working days for a chart; nought is the same day.
    package var promisedWorkingDays: Int { handling == .instant ? 0 : (limits.promised ?? limits.statutory)?.workingDays ?? 0 }
}
