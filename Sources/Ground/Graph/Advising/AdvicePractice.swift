import Kernel

/// What is said of how things are done: order, places, people who give up.
extension AdviceText {
    private static func days(_ value: Double) -> Text { Text(same: String((value * 10).rounded() / 10)) }

    // MARK: New things

    static func newThing(_ items: [Text]) -> Text {
        Text("{items}可以做成一件事", "Make {items} one thing").filled(["items": GraphText.quoted(items)])
    }
    static func sameApplicants(_ first: Text, _ second: Text, _ applicants: Int, of cases: Int) -> Text {
        Text(
            "{n} 个申请人在三十天内先后办了“{first}”和“{second}”（较少的一项一年 {cases} 件）。",
            "{n} applicants did “{first}” and “{second}” within thirty days of each other (of {cases} cases a year of the rarer)."
        ).filled(["n": Text(same: String(applicants)), "first": first, "second": second, "cases": Text(same: String(cases))])
    }
    static func sharedFields(_ fields: [Text]) -> Text {
        fields.isEmpty
            ? Text("两张表没有相同的空。", "The forms have no box in common.")
            : Text("两张表都要填{fields}。", "Both forms ask for {fields}.").filled(["fields": GraphText.quoted(fields)])
    }
    static func thingName(_ items: [Text]) -> Text {
        Text(items.map(\.zh).joined(separator: "与") + "一件事", "One thing: " + items.map(\.en).joined(separator: " and "))
    }
    static func thingSummary(_ items: [Text]) -> Text {
        Text("{items}，一次申请。", "{items} in one application.").filled(["items": GraphText.list(items, most: 8)])
    }

    // MARK: Days

    static func criticalPath(_ thing: Text, _ item: Text) -> Text {
        Text("“{thing}”的天数取决于“{item}”", "“{thing}” takes as long as “{item}” does").filled(["thing": thing, "item": item])
    }
    static func pathIs(_ path: [(Text, Int)], total: Int, serial: Int) -> Text {
        let zh = path.map { "\($0.0.zh) \($0.1) 天" }.joined(separator: " → ")
        let en = path.map { "\($0.0.en) \($0.1)" }.joined(separator: " → ")
        return Text(
            "关键路径：\(zh)，共 \(total) 个工作日；一项接一项办要 \(serial) 个工作日。",
            "Critical path: \(en); \(total) working days, and \(serial) one after the other.")
    }
    static func halved(_ item: Text, from days: Int, gain: Int) -> Text {
        Text("“{item}”从 {days} 天减半，整件事快 {gain} 天。", "If “{item}” took half of its {days} days, the whole would end {gain} days sooner.")
            .filled([
                "item": item, "days": Text(same: String(days)), "gain": Text(same: String(gain)),
            ])
    }
    static func mayWait(_ parts: [(Text, Int)]) -> Text {
        let zh = parts.prefix(6).map { "\($0.0.zh) \($0.1) 天" }.joined(separator: "、")
        let en = parts.prefix(6).map { "\($0.0.en) by \($0.1)" }.joined(separator: ", ")
        return Text("可以晚而不误事的：\(zh)。", "These may be later without harm (days): \(en).")
    }
    static func longestStep(_ step: Text, _ count: Double) -> Text {
        Text("平均每件在“{step}”环节 {n} 天，为各环节之最。", "Its longest step is “{step}”: {n} days on average.").filled(["step": step, "n": days(count)])
    }
    static func parallel(_ later: Text, _ earlier: Text, _ thing: Text) -> Text {
        Text("“{thing}”中“{later}”不必等“{earlier}”", "In “{thing}”, “{later}” need not wait for “{earlier}”").filled([
            "later": later, "earlier": earlier, "thing": thing,
        ])
    }
    static func usesNothing(_ later: Text, _ earlier: Text) -> Text {
        Text(
            "目录里“{later}”没有用到“{earlier}”的结果、写入的事实或者证照上的内容；如有规定要先后办，请写进目录。",
            "In the catalogue “{later}” uses no result, no recorded fact and nothing on the licence of “{earlier}”. Where a rule sets the order, the catalogue should name it."
        ).filled(["later": later, "earlier": earlier])
    }
    static func shorter(from: Int, to: Int) -> Text {
        Text("并行以后从 {from} 个工作日缩短到 {to} 个。", "In parallel the thing takes {to} working days in the place of {from}.").filled([
            "from": String(from), "to": String(to),
        ])
    }

    // MARK: Districts

    static func districts(_ item: Text, _ count: Int) -> Text {
        Text("“{item}”在 {n} 个区与别处不同", "“{item}” is not the same everywhere (districts that differ: {n})").filled([
            "item": item, "n": Text(same: String(count)),
        ])
    }
    static func slowDistrict(_ region: Text, _ mean: Double, _ usual: Double, _ cases: Int) -> Text {
        Text(
            "{region}平均 {mean} 天，各区中位数 {usual} 天（{n} 件）。", "{region} takes {mean} days on average, the usual district {usual} ({n} cases)."
        )
        .filled(["region": region, "mean": days(mean), "usual": days(usual), "n": Text(same: String(cases))])
    }
    static func differentDistrict(_ region: Text, _ promised: Int, _ usual: Int, _ trips: Int, _ usualTrips: Int) -> Text {
        Text(
            "{region}承诺 {promised} 天、跑 {trips} 次；一般的区 {usual} 天、{usualTrips} 次。",
            "{region} promises {promised} days and wants {trips} trips; the usual district {usual} days and {usualTrips}."
        ).filled([
            "region": region, "promised": Text(same: String(promised)), "usual": Text(same: String(usual)),
            "trips": Text(same: String(trips)),
            "usualTrips": Text(same: String(usualTrips)),
        ])
    }

    // MARK: People who stop

    static func page(_ code: String) -> Text {
        switch code {
        case "questions": Text("情形问题", "the questions")
        case "form": Text("填表", "the form")
        case "materials": Text("上传材料", "the papers")
        case "check": Text("核对提交", "the last check")
        default: Text(same: code)
        }
    }
    static func abandoned(_ thing: Text, _ page: Text) -> Text {
        Text("“{thing}”很多人停在“{page}”", "Many give up “{thing}” at {page}").filled(["thing": thing, "page": page])
    }
    static func leftLying(_ left: Int, of begun: Int) -> Text {
        Text("开始了 {begun} 次，{left} 次没有提交。", "{begun} were begun, {left} were never submitted.").filled([
            "begun": String(begun), "left": String(left),
        ])
    }
    static func leftAt(_ page: Text, _ count: Int) -> Text {
        Text("其中 {n} 次停在“{page}”。", "{n} of them stopped at {page}.").filled(["page": page, "n": Text(same: String(count))])
    }
    static func thingAsks(_ questions: Int, _ boxes: Int, _ papers: Int) -> Text {
        Text("最多问 {questions} 个问题、{boxes} 个空、{papers} 份材料。", "At most it asks {questions} questions, {boxes} boxes and {papers} papers.")
            .filled([
                "questions": String(questions), "boxes": String(boxes), "papers": String(papers),
            ])
    }
    static let givesUp = Text("按放弃网办的人都跑一次窗口计算。", "Counted as one trip to an office for each who gave up.")
    static func supplements(_ item: Text, _ point: Text?) -> Text {
        guard let point else { return Text("“{item}”经常要补正", "“{item}” often needs additions").filled(["item": item]) }
        return Text("“{item}”经常要补“{point}”", "“{item}” often needs “{point}” again").filled(["item": item, "point": point])
    }
    static func supplemented(_ count: Int, of cases: Int) -> Text {
        Text("{cases} 件中有 {n} 件要补正。", "Additions were asked for in {n} of {cases} cases.").filled([
            "n": String(count), "cases": String(cases),
        ])
    }
    static func supplementPoint(_ name: Text, _ count: Int) -> Text {
        Text("“{name}”补了 {n} 次。", "“{name}”: {n} times.").filled(["name": name, "n": Text(same: String(count))])
    }
    static let deferralCases = Text("提交时还没有拿到这份材料", "The paper is not there yet on the day of application")
    static func deferralPromise(_ paper: Text, days: Int) -> Text {
        Text(
            "我承诺：在受理后 {n} 个工作日内交来“{paper}”；逾期不交的，知道申请会被退回，并记入承诺记录。",
            days == 1
                ? "I promise to hand in “{paper}” within one working day of acceptance. I know that otherwise the application is returned and a record is made of it."
                : "I promise to hand in “{paper}” within {n} working days of acceptance. I know that otherwise the application is returned and a record is made of it."
        ).filled(["n": Text(same: String(days)), "paper": paper])
    }
    static func noSample(_ paper: Text) -> Text {
        Text("“{paper}”没有样本，申请人不知道要什么样的。", "“{paper}” has no sample: people cannot know what is wanted.").filled(["paper": paper])
    }
    static func hasSample(_ paper: Text) -> Text {
        Text("“{paper}”有样本，可以看看样本是否说清楚了。", "“{paper}” has a sample; see whether it says what is wanted.").filled(["paper": paper])
    }
}
