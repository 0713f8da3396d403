import Kernel

/// The room's sentences for applicants.
enum CatalogueText {
    static let yes = Text("是", "Yes")
    static let no = Text("否", "No")
    static let applicant = Text("申请人", "Applicant")
    static let noLimit = Text("没有规定", "Not set")
    static let onTheSpot = Text("当场办结", "On the spot")

    /// `甲、乙`, `A, B`
    static func list(_ parts: [Text]) -> Text {
        Text(parts.map(\.zh).joined(separator: "、"), parts.map(\.en).joined(separator: ", "))
    }

    // MARK: Sources

    static func fromLicence(_ name: Text) -> Text { Text("来自电子证照《\(name.zh)》", "from the electronic licence “\(name.en)”") }
    static func fromResource(_ name: Text, of owner: Text?) -> Text {
        guard let owner else { return Text("来自\(name.zh)", "from \(name.en)") }
        return Text("来自\(name.zh)（\(owner.zh)）", "from \(name.en) (\(owner.en))")
    }
    static let fromAccount = Text("来自您的实名账户", "from your verified account")
    static let fromEarlier = Text("来自您以前的申请", "from an earlier application of yours")
    static let fromYou = Text("由您填写", "written by you")
    static let fromDecision = Text("来自已办结的办件", "from a case already decided")
    static func fromResult(_ item: Text) -> Text { Text("由本次同办的“\(item.zh)”产生", "made by “\(item.en)”, part of this application") }

    static func register(_ name: Text, of owner: Text) -> Text { Text("\(name.zh)（\(owner.zh)）", "\(name.en) (\(owner.en))") }
    static func licence(_ name: Text) -> Text { Text("电子证照《\(name.zh)》", "the electronic licence “\(name.en)”") }
    static func triedInVain(_ source: Text) -> Text { Text("\(source.zh)没有记载", "\(source.en) has no record") }
    static func triedUnavailable(_ source: Text, _ reason: Text) -> Text {
        let because = reason.withoutStop
        return Text("\(source.zh)没有查到（\(because.zh)）", "\(source.en) could not be asked (\(because.en))")
    }
    static func triedNotShared(_ source: Text) -> Text { Text("\(source.zh)不予共享", "\(source.en) is not shared") }

    // MARK: Why something is asked

    static func neededFor(_ items: [(name: Text, department: Text)]) -> Text {
        let zh = items.map { "“\($0.name.zh)”（\($0.department.zh)）" }.joined(separator: "、")
        let en = items.map { "“\($0.name.en)” (\($0.department.en))" }.joined(separator: ", ")
        return Text("\(zh)要用", "Needed for \(en)")
    }
    static func mustBeYourOwn(_ why: Text) -> Text {
        Text("这一项须由您本人当次填写，不预填。\(why.zh)", "This has to be your own word each time, so it is never filled in. \(why.en)")
    }
    static let corrected = Text(
        "您说登记的内容不对，请写上正确的；部门会核对登记", "You said that the record is wrong: please write what is right, and its keeper will check it")
    static func writtenOtherwise(_ source: Text) -> Text {
        Text(
            "您填写的与登记的不同（\(source.zh)），以您填写的为准并由部门核对",
            "What you wrote differs from the record (\(source.en)); yours stands and will be checked")
    }
    /// What became of the source in its own words: one that keeps silent is not one whose use was withdrawn.
    static func unavailable(_ source: Text, _ reason: Text, _ why: Text) -> Text {
        let because = reason.withoutStop
        return Text("\(source.zh)：\(because.zh)。\(why.zh)", "\(source.en): \(because.en). \(why.en)")
    }
    static func notYetKnown(_ unknowns: [Text]) -> Text {
        if unknowns.isEmpty { return Text("是否需要尚不能确定，先按需要处理", "Whether this is needed is not yet known; until then it counts as needed") }
        let zh = unknowns.map { "“\($0.zh)”" }.joined(separator: "和")
        let en = unknowns.map { "“\($0.en)”" }.joined(separator: " and ")
        return Text("还不知道\(zh)，先按需要处理", "Not yet known: \(en). Until then this counts as needed")
    }
    static func decidesWhether(_ item: Text) -> Text { Text("决定是否一并办理“\(item.zh)”", "Decides whether “\(item.en)” is done too") }
    static func decidesWhatIsNeeded(_ items: [Text]) -> Text {
        let list = list(items)
        return Text("决定“\(list.zh)”要填什么、交什么", "Decides what “\(list.en)” asks for")
    }
    static let forTheFile = Text("办理时需要了解", "Whoever handles this needs to know")

    // MARK: Why something is or is not part

    static let theItem = Text("您要办的事项", "What you are applying for")
    static let partForAll = Text("办这件事都需要", "Part of this for everyone")
    static let chosen = Text("您选择了一并办理", "You chose to have it done too")
    static let offered = Text("可以一并办理，等您选择", "Can be done too, if you choose")
    static let notChosen = Text("您选择了不办", "You chose not to have it done")
    static func itemNotPart(_ items: [Text]) -> Text {
        let list = list(items)
        return Text("只有办“\(list.zh)”才需要，这次不办", "Only “\(list.en)” needs it, and that is not part of this application")
    }
    static let changesNothing = Text("按已有的回答和登记，这个问题不影响要办什么、交什么", "With what is known already, the answer would change nothing")
    static func neededBecause(_ circumstances: [Text]) -> Text {
        if circumstances.isEmpty { return Text("您的情况需要", "Needed in your situation") }
        let list = situation(circumstances)
        return Text("根据您的情况（\(list.zh)）需要", "Needed in your situation (\(list.en))")
    }
    static func notNeededBecause(_ circumstances: [Text]) -> Text {
        if circumstances.isEmpty { return Text("您的情况不需要", "Not needed in your situation") }
        let list = situation(circumstances)
        return Text("根据您的情况（\(list.zh)）不需要", "Not needed in your situation (\(list.en))")
    }
    private static func situation(_ parts: [Text]) -> Text {
        Text(parts.map(\.zh).joined(separator: "；"), parts.map(\.en).joined(separator: "; "))
    }
    static func answered(_ ask: Text, _ answer: Text) -> Text { Text("\(ask.zh)\(answer.zh)", "\(ask.en) \(answer.en)") }
    static func fact(_ element: Text, of role: Text) -> Text { Text("\(role.zh)的\(element.zh)", "\(role.en): \(element.en)") }

    // MARK: Materials

    static let onRecord = Text("已有记录，不用再交", "Already on record: nothing to hand in")
    static func waived(_ source: Text) -> Text { Text("\(source.zh)，不用再交", "Nothing to hand in: \(source.en)") }
    static func mayFollow(_ why: Text) -> Text { Text("可以先办，之后补交。\(why.zh)", "May follow later. \(why.en)") }
    static func originalReturned(_ why: Text) -> Text { Text("原件要交回。\(why.zh)", "The original is to be handed in. \(why.en)") }
    static func licenceExpired(_ name: Text, _ end: LocalDate, _ why: Text) -> Text {
        Text("您的《\(name.zh)》已于 \(end.text.zh) 到期。\(why.zh)", "Your “\(name.en)” ran out on \(end.text.en). \(why.en)")
    }
}
