import Catalogue
import Kernel

/// What officials read in the workshop.
enum WorkshopText {
    static let catalogue = Text("目录", "Catalogue")
    static let lede = Text(
        "事项的定义只在这里写一次，群众看到的、窗口照办的都由它而来。", "A service is written once, here: what people see and officers do follows from it.")
    static let theCity = Text("市级目录管理部门", "the city’s catalogue office")
    static let search = Text("在目录里找", "Search the catalogue")
    static let searchHint = Text("名称、编码都可以", "A name or a code")
    static let departments = Text("部门", "Departments")
    static let kinds = Text("种类", "Kinds")
    static let versionName = Text("版本", "Version")
    static let inForce = Text("现行版本", "Version in force")
    static func version(_ number: Int) -> Text { Text("第 \(number) 版", "Version \(number)") }
    static func items(_ count: Int) -> Text { Text("\(count) 个事项", count == 1 ? "1 item" : "\(count) items") }
    static let nothingFound = Text("没有找到", "Nothing found")
    static let nothingFoundHint = Text("换个说法，或从部门里找。", "Try other words, or go by department.")
    static let code = Text("编码", "Code")
    static let name = Text("名称", "Name")
    static let department = Text("部门", "Department")
    static let kind = Text("种类", "Kind")
    static let definition = Text("定义", "Definition")
    static let edit = Text("编辑", "Edit")
    static let editIn = Text("放在哪份草稿里改", "In which draft")
    static let guide = Text("办事指南", "Guide")
    static let changedIn = Text("正在改它的草稿", "Drafts that change it")

    // MARK: Drafts

    static let drafts = Text("草稿", "Drafts")
    static let draftsLede = Text("改目录先写草稿，由另一位同事审核后发布。", "A change begins as a draft; a second official reviews it, then it is published.")
    static let noDrafts = Text("没有草稿", "No drafts here")
    static let noDraftsHint = Text("从目录里打开一条定义，点“编辑”。", "Open a definition of the catalogue and choose Edit.")
    static let begin = Text("新开草稿", "Begin a draft")
    static let title = Text("改什么", "What changes")
    static let titleHelp = Text("一句话，审核的同事和以后查阅的人会看到。", "One sentence, for the reviewer and for whoever looks it up later.")
    static let author = Text("起草", "Written by")
    static let reviewer = Text("审核", "Reviewed by")
    static let state = Text("状态", "State")
    static let updated = Text("最近改动", "Last change")
    static let basedOn = Text("起草时的版本", "Begun on")
    static let effectiveOn = Text("施行日期", "In force from")
    static let effectiveHelp = Text("不填就是今天。", "Today, if empty.")
    static let underWay = Text("进行中", "Under way")
    static let closed = Text("已结束", "Closed")
    static let changes = Text("改了什么", "What it changes")
    static let noChanges = Text("还没有改动。", "It changes nothing yet.")
    static let compare = Text("逐条对照", "Compare")
    static let findingsTitle = Text("检查结果", "What the check says")
    static let noFindings = Text("没有发现问题，可以提交。", "Nothing to mend: it can be handed in.")
    static let errorsStop = Text("错误改好之前不能提交和发布；提醒请斟酌。", "Errors stop handing in and publishing; notes are for you to weigh.")
    static let history = Text("经过", "History")
    static let whatNext = Text("下一步", "What next")
    static let reason = Text("退回的理由", "Why it goes back")
    static let reasonHelp = Text("起草的同事会看到，请写清要改什么。", "Its authors read this: say what to change.")
    static let nothingHere = Text("现在没有您要做的。", "There is nothing for you to do now.")
    static let returnedBecause = Text("退回的理由：", "Sent back because: ")
    static let willPublish = Text("已审核，等到施行日期自动发布。", "Approved: it is published by itself on its day.")
    static let addNew = Text("写一条新的", "Write a new one")
    static let newKind = Text("种类", "Kind")
    static let newCode = Text("编码", "Code")
    static let newCodeHelp = Text(
        "小写字母、数字和连字符；会成为网址的一部分。数据元写成 person.name 的样子。",
        "Lower-case letters, digits and hyphens; it becomes part of the address. A data element reads like person.name.")
    static let newName = Text("名称", "Name")
    static let newLike = Text("照着哪一条写", "Like which one")
    static let newLikeHelp = Text("填已有的编码，从它的内容开始；不填就从空白开始。", "The code of one that exists, to begin from; empty for a blank one.")
    static let create = Text("开始写", "Begin")
    static let one = Text("一份草稿", "One draft")
    static let allDrafts = Text("全部草稿", "All drafts")
    static let versions = Text("历次版本", "Versions")
    static func from(_ day: LocalDate) -> Text { Text("{day} 起", "from {day}").filled(["day": Text(same: day.description)]) }
    static func supersededBy(_ version: Int, from day: LocalDate) -> Text {
        Text("{day} 起由第 {n} 版取代", "by version {n}, from {day}").filled([
            "day": Text(same: day.description), "n": Text(same: String(version)),
        ])
    }
    static func between(_ from: Int, _ to: Int) -> Text { Text("从第 \(from) 版到第 \(to) 版", "From version \(from) to version \(to)") }
    static let readOnly = Text("这一条由其他部门负责，您可以查看。", "This one is another department’s: you may read it.")
    static let newDraftIfEmpty = Text("不选就新开一份草稿。", "A new draft, if none is chosen.")
    static let bySystem = Text("系统", "the platform")

    static func findings(_ errors: Int, _ notes: Int) -> Text {
        let zh = [errors > 0 ? "\(errors) 个错误" : nil, notes > 0 ? "\(notes) 条提醒" : nil].compactMap(\.self).joined(separator: "，")
        let en = [
            errors > 0 ? (errors == 1 ? "1 error" : "\(errors) errors") : nil, notes > 0 ? (notes == 1 ? "1 note" : "\(notes) notes") : nil,
        ].compactMap(\.self).joined(separator: ", ")
        return Text(zh, en)
    }

    // MARK: Conflicts

    static let conflictTitle = Text("新版本改了同一条", "A newer version changed the same")
    static func conflict(_ name: Text) -> Text {
        Text("“\(name.zh)”在您编辑期间发布了新版本，发布前要先对照。", "“\(name.en)” was published anew while you were writing. Compare before publishing.")
    }
    static let resolve = Text("对照并合并", "Compare and merge")
    static let comparison = Text("对照", "Comparison")
    static let theirChanges = Text("新版本改了", "The newer version changed")
    static let myChanges = Text("您改了", "You changed")
    static let bothChanged = Text("两边都改了的地方", "Changed by both")
    static let noneBoth = Text("没有两边都改的地方，可以直接合并。", "Nothing was changed by both: the two can be merged.")
    static let mergeMine = Text("合并，两边都改的用我的", "Merge; where both changed, mine")
    static let mergeTheirs = Text("合并，两边都改的用新版本的", "Merge; where both changed, theirs")
    static let merged = Text("已合并", "Merged")

    // MARK: The price

    static let price = Text("这次改动的代价", "The price of this change")
    static let priceLede = Text(
        "用去年的申请重放：每个人当时的回答和已有数据不变，只换成新规定。",
        "Last year’s applications asked again: everybody’s answers and records as they were, only the rules are new.")
    static let priceAsk = Text("算一算", "Work it out")
    static let priceAgain = Text("重新计算", "Work it out again")
    static let priceStale = Text("计算之后草稿又改过，数字可能不准。", "The draft changed since; these figures may be out of date.")
    static let priceRunning = Text("正在重放去年的申请", "Replaying last year’s applications")
    static let look = Text("看看进度", "See how far it is")
    static func replayed(_ count: Int) -> Text { Text("已重放 \(count) 件", "\(count) replayed so far") }
    static let priceFailed = Text("没有算完，请再试一次。", "It did not finish; please try again.")
    static let priceNothing = Text("去年的申请人不受影响。", "Nobody who applied last year would notice.")
    static func priceAffected(_ affected: Int, of all: Int) -> Text {
        Text("每年约 \(all) 位申请人中，\(affected) 位会感到变化。", "Of about \(all) applicants a year, \(affected) would notice.")
    }
    static func priceOrphaned(_ count: Int) -> Text {
        Text("其中 \(count) 位办的事项在新版本里没有了。", "\(count) of them applied for something that the new version no longer has.")
    }
    static let measure = Text("项目", "What")
    static let worse = Text("增加", "More")
    static let better = Text("减少", "Less")
    static let balance = Text("合计", "In all")
    static let unitMaterials = Text("交的材料（份）", "Materials to hand in")
    static let unitFields = Text("填的空（个）", "Boxes to fill in")
    static let unitDays = Text("等的时间（工作日）", "Working days of waiting")
    static let unitTrips = Text("跑动（次）", "Visits")
    static func people(_ people: Int, by amount: Int) -> Text {
        people == 0 ? Text("没有人", "nobody") : Text("\(people) 人，共 \(amount)", "\(people) people, \(amount) in all")
    }
}
