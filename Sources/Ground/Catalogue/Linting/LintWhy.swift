import Kernel

/// Why something is a fault, in one sentence each.
extension LintText {
    // MARK: Consistency

    static let tripsIdle = Text("到现场次数为 0，却写了必须到现场的原因", "No visit is needed, and yet a reason for one is given")
    static func onlineVisits(_ count: Int) -> Text {
        Text("网办深度Ⅳ级就是全程网办，却要跑 \(count) 次", "Depth Ⅳ means wholly online, and yet \(count) visits are needed")
    }
    static func onlineChannel(_ level: Text) -> Text {
        Text("网办深度是“\(level.zh)”，办理形式里却没有网上办理", "The depth is “\(level.en)”, but one cannot apply online")
    }
    static let visitsChannel = Text("一次也不用跑，却既不能网上办也不能快递办", "No visit is needed, but one can apply neither online nor by post")
    static func feeStandard(_ name: Text) -> Text {
        Text("收费“\(name.zh)”既没有金额也没有标准", "The fee “\(name.en)” has neither an amount nor a rate")
    }
    static let feePayment = Text("收费事项没有说明能不能网上支付", "A fee is charged, and nothing says whether it can be paid online")
    static let paymentIdle = Text("不收费的事项写了网上支付", "Nothing is charged, and yet payment online is offered")
    static func phone(_ number: String) -> Text {
        Text("电话“\(number)”没有区号，或者写法不对，外地打不通", "“\(number)” has no area code or is no telephone number: nobody from elsewhere can dial it")
    }
    static func samePhone(_ number: String) -> Text {
        Text("咨询和投诉是同一个电话 \(number)，投诉会落到被投诉的人手里", "Enquiries and complaints share \(number): a complaint would reach whom it is about")
    }
    static func topicOfOthers(_ topic: String, _ audience: Text) -> Text {
        Text("主题“\(topic)”面向\(audience.zh)，服务对象里却没有", "The topic “\(topic)” is one of “\(audience.en)”, who are not served")
    }
    static func topicMissing(_ audience: Text) -> Text {
        Text("服务对象有“\(audience.zh)”，却没有面向他们的主题", "It is for “\(audience.en)”, but no topic of theirs is given")
    }
    static let statutory = Text("行政许可没有写法定办结时限", "An administrative licence states no limit of law")
    static func stepsMissing(_ names: Text) -> Text {
        Text("行政许可缺环节：\(names.zh)", "An administrative licence lacks a step: \(names.en)")
    }
    static let noQuestions = Text("行政许可没有一条常见问题", "An administrative licence answers no question that people ask")
    static func resultSample(_ number: Int) -> Text {
        Text("第 \(number) 项结果没有样本：申请人不知道会拿到什么", "Result \(number) has no sample: nobody knows what they will get")
    }
    static func resultKind(_ name: Text) -> Text {
        Text(
            "“\(name.zh)”称作“证”，却写成了文书，证照库里不会有它",
            "“\(name.en)” is called a certificate but written as a document, so the register will never hold it")
    }
    static func benchmark(_ point: Text) -> Text {
        Text("“\(point.zh)”要裁量，却没有分档的基准", "“\(point.en)” is a matter of judgement without a graded benchmark")
    }
    static func benchmarkIdle(_ point: Text) -> Text {
        Text("“\(point.zh)”是客观的，却写了裁量基准", "“\(point.en)” is a matter of fact, and yet has a benchmark")
    }
    static func notCooperating(_ name: Text) -> Text {
        Text("“\(name.zh)”有事项在这件事里，却不在牵头和配合部门之列", "“\(name.en)” has an item here, but neither leads nor co-operates")
    }
    static func withoutDuty(_ name: Text) -> Text { Text("没有写“\(name.zh)”做什么", "Nothing says what “\(name.en)” does") }
    static func districtsDiffer(_ item: Text, _ difference: ImplementationDifferences.Difference) -> Text {
        let groups = difference.values.prefix(3).map { group in
            Text("\(group.value.zh)（\(group.offices.count) 个）", "\(group.value.en) (\(group.offices.count))")
        }
        let (zh, en) = (groups.map(\.zh).joined(separator: "、"), groups.map(\.en).joined(separator: ", "))
        let aspect = difference.aspect.name
        return Text("“\(item.zh)”的\(aspect.zh)各区不一：\(zh)", "\(aspect.en) of “\(item.en)” differs between the districts: \(en)")
    }

    // MARK: Columns

    static func emptyColumn(_ label: Text) -> Text { Text("“\(label.zh)”空着", "“\(label.en)” is empty") }
    static func promiseBarred(_ name: Text) -> Text {
        Text("事项不适用告知承诺，“\(name.zh)”却写了承诺书", "The item takes no promises, yet “\(name.en)” has the words of one")
    }
    static func materialSample(_ name: Text) -> Text {
        Text("材料“\(name.zh)”没有样张", "The material “\(name.en)” has no sample")
    }
    static func placeWithout(_ name: Text) -> Text {
        Text("“\(name.zh)”没有地址或者办理时间", "“\(name.en)” has no address or no hours")
    }
    static func chineseInEnglish(_ words: String) -> Text {
        Text("英文里有中文“\(words)”，读英文的人看不懂", "There is Chinese in the English: “\(words)”")
    }
    static func englishInChinese(_ words: String) -> Text {
        Text("中文里只有英文：“\(words)”", "The Chinese is in English: “\(words)”")
    }

    // MARK: Materials

    static func vagueMaterial(_ words: String) -> Text {
        Text("材料名里的“\(words)”没有说是哪一份", "“\(words)” in a material’s name does not say which document")
    }
    static func vagueWords(_ words: String) -> Text {
        Text("“\(words)”含糊：申请人不知道要做到什么，窗口可以随意加码", "“\(words)” is vague: applicants cannot know what it takes, and a desk can ask for more")
    }
    static func cityLicence(_ material: Text, _ type: Text) -> Text {
        Text(
            "材料“\(material.zh)”就是本市核发的《\(type.zh)》，证照库里有",
            "The material “\(material.en)” is the city’s own “\(type.en)”, which the register holds")
    }
    static func cityResult(_ material: Text, _ item: Text) -> Text {
        Text("材料“\(material.zh)”是本市事项“\(item.zh)”的结果", "The material “\(material.en)” is what the city’s own item “\(item.en)” yields")
    }
    static func cityIssuer(_ material: Text, _ issuer: Text) -> Text {
        Text(
            "材料“\(material.zh)”由本市\(issuer.zh)出具，却要群众自己去开",
            "“\(material.en)” is made out by the city’s \(issuer.en), and yet people are sent to fetch it")
    }
    static func satisfy(_ proof: String) -> Text {
        Text("写上 satisfiedBy: [{\(proof)}]", "Write satisfiedBy: [{\(proof)}]")
    }
    static func registerLicence(_ material: Text, _ type: Text) -> Text {
        Text(
            "《\(type.zh)》在证照库里，材料“\(material.zh)”却要纸质件、原件或者复印件",
            "“\(type.en)” is on the register, and yet “\(material.en)” is asked for on paper, as an original or a copy")
    }

    // MARK: Facts

    static func sameFact(_ code: String, _ other: String, _ name: Text) -> Text {
        Text("“\(code)”和“\(other)”是同一个事实“\(name.zh)”", "“\(code)” and “\(other)” are one fact, “\(name.en)”")
    }
    static func useElement(_ code: String) -> Text { Text("统一用“\(code)”", "Use “\(code)” for both") }
    static func sameField(_ field: String, _ other: String, _ element: String) -> Text {
        Text("“\(field)”和“\(other)”问的是同一个数据元“\(element)”", "“\(field)” and “\(other)” ask for the same element “\(element)”")
    }
    static func sameLabel(_ label: String, _ field: String, _ other: String) -> Text {
        Text("“\(field)”和“\(other)”的标签都是“\(label)”", "“\(field)” and “\(other)” both bear the label “\(label)”")
    }

    // MARK: Conditions

    private static func shortened(_ source: String) -> String { source.count <= 80 ? source : source.prefix(78) + "…" }

    static func neverHolds(_ use: ConditionLint.Use, _ source: String) -> Text {
        let source = shortened(source)
        return switch use {
        case .question: Text("这个问题永远不会问到：\(source) 不可能成立", "This question is never asked: \(source) cannot hold")
        case .part: Text("这个事项永远不会列入：\(source) 不可能成立", "This item never belongs: \(source) cannot hold")
        case .check: Text("谁也通不过：\(source) 不可能成立", "Nobody can pass: \(source) cannot hold")
        case .rest, .required: Text("\(source) 不可能成立", "\(source) cannot hold")
        }
    }
    static func alwaysHolds(_ use: ConditionLint.Use, _ source: String) -> Text {
        let source = shortened(source)
        return use == .check
            ? Text("什么也没有查：\(source) 总是成立", "This checks nothing: \(source) always holds")
            : Text("\(source) 总是成立，等于没有条件", "\(source) always holds, so it is no condition")
    }
    static func idleQuestion(_ ask: Text) -> Text {
        Text("“\(ask.zh)”问了没有用：没有一样东西取决于它", "Nothing depends on the answer to “\(ask.en)”")
    }
}
