import Catalogue
import Kernel

/// What the applicant reads in this room.
enum ApplicantText {
    static let services = Text("办事", "Services")
    static let withMyID = Text("看看只凭身份证能办什么", "Finding out what can be done with the ID alone")
    static let fillingIn = Text("办理“{thing}”，由您本人填表", "You are applying for “{thing}”")
    static let begin = Text("开始办理", "Begin")
    static let answer = Text("回答情形问题", "Answer the questions")
    static let situation = Text("情形", "Your case")
    static let form = Text("填写申请", "Fill in")
    static let correct = Text("指出一项已知信息不对", "Dispute a known value")
    static let discard = Text("删除草稿", "Discard the draft")
    static let check = Text("核对", "Check")
    static let submit = Text("提交申请", "Submit")
    static let next = Text("下一步", "Next")
    static let back = Text("上一步", "Back")
    static let change = Text("返回修改", "Change something")
    static let whoDoesWhat = Text("谁来办，要几天", "Who does what, and how long")
    static func days(_ count: Int) -> Text { Text("\(count) 个工作日", count == 1 ? "1 working day" : "\(count) working days") }
    static let sameDay = Text("当天", "the same day")
    static let alreadyKnown = Text("这些我们已经知道", "This we already know")
    static let changed = Text("您填写期间办理要求有更新，新增了：", "The requirements changed while you were filling this in. New:")
    static let weKnow = Text("其余 {n} 项我们已经知道，不用您再填。", "The other {n} we already know; you need not type them.")
    static let known = Text("我们已经知道的", "What we already know")
    static let items = Text("{n} 项", "{n}")
    static let today = Text("今天", "today")
    static let documents = Text("材料", "Documents")
    static let documentsNote = Text("拍照或扫描都可以，看得清就行。", "A photo or a scan will do, as long as it can be read.")
    static func documentMissing(_ name: Text) -> Text { ofDocument(name, Text("请选择这份材料的文件。", "choose the file of this document.")) }
    /// What is wrong with a document, where several are told of.
    static func ofDocument(_ name: Text, _ message: Text) -> Text { Text("“\(name.zh)”：\(message.zh)", "“\(name.en)”: \(message.en)") }
    static let handedIn = Text("已经交来的材料", "Documents you have handed in")
    static let notYet = Text("还没有交", "not yet")
    static let somethingIsWrong = Text("有一项不对", "Something is wrong")
    static let whichIsWrong = Text("哪一项不对？", "Which one is wrong?")
    static let writeItMyself = Text("我自己填", "I will write it myself")
    static let notYourOwn = Text("这一项来自您的实名账户，不能填成别的。", "This comes from your verified account and cannot be anything else.")
    static let differs = Text("两个来源说法不同，请您填写正确的：", "Two sources differ. Please write the right one:")
    static let checkTitle = Text("请核对一遍", "Please check it once")
    /// Where several departments are concerned.
    static let checkLede = Text("提交一次，几个部门一起办。", "Submitted once, handled by every department concerned.")
    static let stillMissing = Text(
        "提交以前，下面这些还要填写或者修改。点一项，就到填它的地方。", "Before you submit, these are to be filled in or mended. Each line leads to its place.")
    static func notHandedIn(_ name: Text) -> Text { ofDocument(name, Text("还没有交", "not handed in yet")) }
    static let silentSources = Text("有数据没有查到", "Some data could not be looked up")
    static let goesOn = Text("这次没有查到的由您自己写，办理照常进行。", "What was not found you write yourself this time, and the case goes on.")
    static let save = Text("保存修改", "Save the changes")
    /// Of a value whose sources differ: `来自出生信息（卫健） · 2026 年 11 月 20 日`
    static func statedBy(_ source: Text, _ day: LocalDate) -> Text {
        Text("\(source.zh) · \(day.text.zh)", "\(source.en) · \(day.text.en)")
    }
    static let declaration = Text(
        "我确认以上内容真实，并同意有关部门为办理此事使用这些信息。",
        "I declare that all this is true, and agree that the departments concerned use it for this purpose.")
    static let unknownQuestion = Text("没有这个问题，请删去。", "There is no such question; please leave it out.")
    static let objectNeeded = Text("这里应是一个对象：名称和值。", "This has to be an object: names and values.")
    static let knownAlready = Text("这一项已经知道；要改，请先指出它不对。", "This is known already. To change it, dispute it first.")
    static let notNeeded = Text("按目前的回答不需要这一项，请删去。", "With these answers this is not needed; please leave it out.")
    static let answersByCode = Text("问题代码 → 答案", "Answers by the code of their question")
    static let fieldsByName = Text("名称 → 值，如 child.name", "Values by name, such as child.name")
    static let placeByName = Text("写地名即可，例如徐汇区天平路街道", "Write the name of the place, such as Tianping Road Subdistrict, Xuhui")
    static let industryByName = Text("写名称或者代码即可，例如正餐服务或者 H6210", "Write a name or a code of GB/T 4754, such as 正餐服务 or H6210")
    static func wrongShape(_ label: Text) -> Text {
        Text("“\(label.zh)”的值不是这种形状。", "“\(label.en)” does not take a value of this shape.")
    }
    static func noSuchAnswer(_ ask: Text) -> Text {
        Text("“\(ask.zh)”没有这个选项。", "“\(ask.en)” has no such answer.")
    }
    static let declareFirst = Text("请先勾选确认，再提交。", "Tick the declaration, then submit.")

    static let choosePerson = Text("选择是哪一位家人", "Say which of your family it is about")
    static let yourFamily = Text("从您的家人中选择", "Choose from your family")
    static let yourPeople = Text("从企业的人员中选择", "Choose from the people of your business")
    /// `财务负责人 · 来自企业人员备案（市场监管）`
    static func toldBy(_ position: Text?, _ source: Text?) -> Text? {
        let parts = [position, source].compactMap(\.self)
        if parts.isEmpty { return nil }
        return Text(parts.map(\.zh).joined(separator: " · "), parts.map(\.en).joined(separator: " · "))
    }
    static func whoIsIt(_ role: Text) -> Text { Text("“\(role.zh)”是哪一位？", "Who is “\(role.en)”?") }
    static let takeThisOne = Text("就是这一位", "This one")
    static let chooseOne = Text("请选择一位。", "Please choose one of them.")

    // MARK: 登记不对

    static let correctTheRecord = Text("登记与您填写的不同", "The record says otherwise")
    static let correctTheRecordNote = Text(
        "这次以您填写的为准，由经办人核对。登记要由保管它的部门更正，更正后其他部门也不会再弄错。",
        "For this application yours stands, and the officer checks it. The record itself is put right by its keeper, for every other department too."
    )
    static let recordedAndClaimed = Text("登记为“{recorded}”，您填写“{claimed}”", "on record: {recorded}; you wrote: {claimed}")
    static func keptBy(_ register: Text, phone: String) -> Text {
        Text("\(register.zh)，电话 \(phone)", "\(register.en), telephone \(phone)")
    }
    static let askForCorrection = Text("请他们核查更正", "Ask them to put it right")
    static let objectionMore = Text("补充说明或凭证再提交", "Add words or proof first")
    static let objectionWords = Text("补充说明（可不填）", "In your words, if you like")
    static let objectionEvidence = Text("凭证（可不传）", "Proof, if you have one")
    static let seeObjection = Text("看进展", "How it stands")
    static let noSuchRecord = Text("这一项登记与您填写的没有不同。", "No record says otherwise of this.")
    static func answeredBy(_ date: LocalDate) -> Text {
        Text("\(date.text.zh)前答复", "to be answered by \(date.text.en)")
    }
    static func claim(_ label: Text, held: Text, claimed: Text) -> Text {
        Text(
            "“\(label.zh)”登记为“\(held.zh)”，应为“\(claimed.zh)”。",
            "“\(label.en)” is on record as “\(held.en)”; it should be “\(claimed.en)”.")
    }

    // MARK: 只问了什么

    static func onlyAsked(facts: (asked: Int, all: Int), documents: (asked: Int, all: Int)) -> Text {
        let papers: Text
        switch documents {
        case (_, 0): papers = Text("不涉及材料", "and no documents come with it")
        case (0, let all): papers = Text("\(all) 份材料一份没要", "and 0 of \(all) documents")
        case (let asked, let all): papers = Text("\(all) 份材料中只要 \(asked) 份", "and \(asked) of \(all) documents")
        }
        return Text(
            "我们只问了 \(facts.all) 项中的 \(facts.asked) 项，\(papers.zh)", "We asked \(facts.asked) of \(facts.all) facts, \(papers.en)")
    }
    /// The values themselves stand above the form, masked where they are sensitive.
    static func sourcesDiffer(_ sources: [(Text, LocalDate)]) -> Text {
        let zh = sources.map { source, day in source.zh + " \(day)" }.joined(separator: "；")
        let en = sources.map { source, day in source.en + ", \(day)" }.joined(separator: "; ")
        return Text("来源说法不同（\(zh)），请您填写正确的", "Sources differ (\(en)): please write which is right")
    }
    /// Of a value whose source ought to have been renewed since.
    static func notRenewed(since day: LocalDate) -> Text {
        Text("来源自 {date} 起没有更新", "its source has not been renewed since {date}").filled(["date": day.text])
    }
    static let lookAtLate = Text(
        "下面这些内容的来源已经很久没有更新。请看看现在是否仍然如此；有变化的，在“有一项不对”里改",
        "What follows comes from sources that have not been renewed for long. Please see whether it still holds; what does not, you can change below"
    )
    static let inVain = Text(
        "按现有登记，下面的条件不满足，提交后可能办不成：", "By the registers, these conditions are not met, and the application may be in vain:")
    static let wholeList = Text("每一项从哪里来、为什么问", "Where each comes from, and why what was asked was asked")
    static let youWrote = Text("问了您的", "What you were asked")
    static let weHad = Text("没有问您的", "What you were not asked")
    static let wasAsked = Text("由您提供", "from you")
    static let wasKnown = Text("不用您提供", "not from you")
    static func withLaw(_ reason: Text, _ law: Text?) -> Text {
        law.map { joined(reason, Text("依据\($0.zh)", "by \($0.en)")) } ?? reason
    }
    /// `“出生登记”（公安）要用；依据《户口登记条例》第七条；人口基本信息（公安）没有记载`
    static func why(_ reason: Text, law: Text?, tried: [TriedSource]) -> Text {
        let lawful = withLaw(reason, law)
        // Where the reason begins with a source that did not answer, that is not said again.
        let more = tried.filter { !$0.isTold(in: reason) }.map(\.text)
        if more.isEmpty { return lawful }
        return joined(lawful, Text("已查：{sources}", "tried: {sources}").filled(["sources": Text(listing: more)]))
    }

    /// A reason may be a whole sentence; what comes after it goes on.
    static func joined(_ reason: Text, _ more: Text?) -> Text {
        guard let more else { return reason }
        let open = reason.withoutStop
        return Text("\(open.zh)；\(more.zh)", "\(open.en); \(more.en)")
    }

    private static let numerals = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]

    /// The heading of the form counts what is left.
    static func left(_ count: Int) -> Text {
        switch count {
        case 0: Text("都填好了", "Everything is filled in")
        case 2: Text("还差两个空", "Two boxes left")
        case 1...10: Text("还差\(numerals[count])个空", count == 1 ? "One box left" : "\(count) boxes left")
        default: Text("还差 \(count) 个空", "\(count) boxes left")
        }
    }
}
