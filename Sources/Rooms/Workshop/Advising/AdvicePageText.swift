import Graph
import Kernel

/// What the pages of advice say.
enum AdvicePageText {
    static let graph = Text("图谱", "Graph")
    static let advice = Text("改进建议", "Advice")
    static let lede = Text("按一年能省下多少群众的时间排，省得多的在前。", "What to change next: what saves people most hours a year comes first.")
    static let one = Text("一条建议", "One piece of advice")
    static let state = Text("状态", "State")
    static let kind = Text("种类", "Kind")
    static let allKinds = Text("全部", "All")
    static let itsDraft = Text("它的草稿", "Its draft")

    // MARK: How it was computed

    static let computeAgain = Text("重新计算", "Compute anew")
    static let compute = Text("现在计算", "Compute now")
    static let computing = Text("正在计算建议", "Computing the advice")
    static let computingHint = Text("算好之前，下面仍是上一次的结果。", "Until it is done, the last result stays below.")
    static let look = Text("看看进度", "See how far it is")
    static let failed = Text("上一次计算没有完成，下面是更早的结果。", "The last computation did not finish; below is the result of one before.")
    static let computation = Text("建议的计算", "The computation of advice")
    static func computed(_ cases: Int, version: Int) -> Text {
        Text("按一年 {n} 件办件和目录第 {v} 版算出", "From {n} cases of a year and version {v} of the catalogue").filled([
            "n": Text(Grouped.digits(cases), Grouped.digits(cases)), "v": Text(same: String(version)),
        ])
    }
    static let never = Text("还没有算过", "It has not been computed yet")
    static let neverHint = Text("点“现在计算”，几秒钟就好。", "Choose “Compute now”: it takes a few seconds.")

    // MARK: The list

    static let none = Text("没有这样的建议", "No such advice")
    static let noneHint = Text("换个种类或者状态看看。", "Try another kind or state.")
    static let hoursAYear = Text("群众小时／年", "citizen-hours a year")
    static let rank = Text("名次", "Rank")
    static let searched = Text("查过什么", "What was looked for")
    static let searchedLede = Text("每一类都查过；没有查出的也写明。", "Every kind was looked for; where nothing was found, that is said.")
    static let looksAt = Text("看的是什么", "What it looks at")
    static let foundCount = Text("查出", "Found")
    static let nothingFound = Text("没有发现", "nothing found")
    static func found(_ count: Int) -> Text { Text("\(count) 条", String(count)) }

    static func lookedAt(_ kind: Advice.Kind) -> Text {
        switch kind {
        case .held: Text("要交的材料，证照库或某个数据资源里其实已经有", "Papers asked for that the licence register or a data resource already holds")
        case .connection: Text("接通哪一个新的数据资源，全市少交的材料最多", "Which new data resource would spare the city most papers")
        case .resultAskedBack: Text("一个事项的办理结果，另一个事项又当材料要", "The result of one item that another asks back as paper")
        case .circularProof: Text("甲要乙的结果、乙又要甲的结果", "Items that want each other’s results")
        case .sameFact: Text("同一个事实用了几个数据元", "One fact under several data elements")
        case .samePaper: Text("同一份材料用了几个代码", "One paper under several codes")
        case .noBasis: Text("没有法律法规依据的材料", "Papers that no law asks for")
        case .doubleCheck: Text("两个部门审查同一个条件", "One condition that two departments check")
        case .newThing: Text("同一批人前后几周办的事项", "Items that the same people do within weeks of each other")
        case .parallel: Text("一件事里不必互相等的审批", "Approvals of a thing that need not wait for each other")
        case .criticalPath: Text("一件事的天数花在哪里", "Where the days of a thing go")
        case .districts: Text("同一事项在各区的天数、跑动不一样", "Districts that promise or take more than the others")
        case .abandoned: Text("申请人开了头又放弃的地方", "Where applicants give up")
        case .supplements: Text("经常要补正的事项和材料", "What applicants often have to bring after")
        case .withdrawal: Text("停用一个证照类型或数据资源会坏掉什么", "What breaks if a licence type or a data resource is withdrawn")
        }
    }

    // MARK: One

    static let worth = Text("一年能省", "What it saves in a year")
    static let atRisk = Text("一旦停用，一年要多出", "What people would have to do more in a year without it")
    static let unitHours = Text("群众小时", "citizen-hours")
    static let unitMaterials = Text("份材料", "papers")
    static let unitFields = Text("个空", "boxes")
    static let unitDays = Text("天等待", "days of waiting")
    static let unitTrips = Text("次跑动", "trips")
    static let evidence = Text("依据", "Evidence")
    static let picture = Text("看图", "As a picture")
    static let change = Text("目录怎么改", "What changes in the catalogue")
    static let noChange = Text(
        "这条建议还不是一处现成的改动：采纳后会开一份空草稿，由您来写。", "It is no ready change yet: accepting it begins an empty draft, for you to write.")
    static let outdated = Text(
        "目录已经改过，这条建议套不上了，不能采纳。请重新计算。", "The catalogue has changed and the advice no longer fits: it cannot be accepted. Compute anew.")
    static let decide = Text("您的决定", "Your decision")
    static let acceptNote = Text(
        "会新开一份草稿，用去年的申请重放一遍算出代价；由另一位同事审核后才发布。",
        "It begins a draft and prices it by last year’s applications; a second official reviews it before it is published.")
    static let declineReason = Text("为什么不采纳", "Why it is declined")
    static let declineHelp = Text(
        "以后查阅的人会看到；以后再算出来，也不会又排到前面。", "Whoever looks it up later reads it; found again, it does not come back to the list.")
    static let reopenNote = Text("它会回到待决定的建议里。", "It goes back to the open advice.")
    static let readOnly = Text("由目录编辑人员决定。", "Catalogue editors decide on it.")
    static func decidedBy(_ state: AdviceState, _ name: String) -> Text {
        Text("\(name)：\(state.name.zh)", "\(name): \(state.name.en)")
    }
    static let because = Text("理由：", "Reason: ")
    static let notFoundAnyMore = Text("最近一次计算没有再查出它。", "The last computation did not find it any more.")
    static let firstSeen = Text("首次查出", "First found")
    static let lastSeen = Text("最近查出", "Last found")
    static let history = Text("经过", "History")

    // MARK: What it really saved

    static let saved = Text("真正省下的", "What it has really saved")
    static let notPublished = Text("草稿发布以后，这里用真实的申请说明省下了多少。", "Once the draft is published, real applications tell here what it has saved.")
    static let notCounted = Text("刚刚发布，下一次计算会开始统计。", "It has just been published: the next computation begins to count.")
    static func tooFew(_ count: Int, _ day: LocalDate) -> Text {
        Text(
            "\(day.text.zh)施行以来只有 \(count) 件申请，满 \(SavedBurden.enough) 件（发布前后都要满）才比。",
            "There have been only \(count) applications since \(day.text.en). With \(SavedBurden.enough) on either side they are compared.")
    }
    static func since(_ day: LocalDate, _ count: Int) -> Text {
        Text("\(day.text.zh)以来 \(count) 件申请，共少了", "Since \(day.text.en), over \(count) applications, less by")
    }
    static let measure = Text("每件申请", "Per application")
    static let before = Text("发布前一年", "The year before")
    static let after = Text("发布以后", "Since")
    static let total = Text("共少了", "Less by")
    static let measureMaterials = Text("交的材料", "Papers handed in")
    static let measureFields = Text("填的空", "Boxes filled in")
    static let measureDays = Text("办理天数", "Days a case took")
    static let measureTrips = Text("跑动", "Trips")
    static func daysRestOn(_ count: Int) -> Text {
        count == 0
            ? Text("还没有作出决定的办件，天数还不能比。", "No case has been decided yet, so the days cannot be compared.")
            : Text("天数只算已作决定并办结的 {n} 件。", "The days rest on the cases that were decided and have ended: {n}.").filled(["n": String(count)])
    }
}

/// Numbers as they are read: thousands apart.
enum Grouped {
    static func digits(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
            out.append(digit)
        }
        return number < 0 ? "−" + out : out
    }

    /// One place after the point.
    static func decimal(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(digits(tenths / 10)).\(abs(tenths % 10))"
    }
}
