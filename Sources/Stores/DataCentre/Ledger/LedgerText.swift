import Kernel

/// The sentences of the ledger, the three lists and the agreements.
enum LedgerText {
    static let linkedData = Text("台账，DCAT 3 的 JSON-LD", "The ledger as DCAT 3, in JSON-LD")
    static let title = Text("数据和系统台账", "Ledger of data and systems")
    static let lede = Text(
        "各部门的系统、应用、数据库和数据资源。缺什么、谁还没接入，系统自己说。",
        "The systems, applications, databases and data resources of every department. It says by itself what is missing and what is not joined."
    )
    static let entry = Text("台账条目", "Entry")
    static let add = Text("登记一条", "Register an entry")
    static let formLede = Text(
        "新的系统要写明怎样接入；还没接入的，要写明由谁、在哪一天前接入。",
        "A new system states how it is joined; one that is not yet joined states who joins it and by which day.")
    static let save = Text("保存", "Save")
    static let importing = Text("导入表格", "Import a table")
    static let file = Text("CSV 文件", "CSV file")
    static let fileHelp = Text(
        "首行为列名，可以先下载模板；各列写什么，见“各列可以写什么”。",
        "The first row names the columns: get the file with them first. What each takes stands under “What the columns take”.")
    static let template = Text("下载列名模板", "Get a file with the columns")
    static let columns = Text("各列可以写什么", "What the columns take")
    static let column = Text("列名", "Column")
    static let meaning = Text("含义", "Meaning")
    static let takes = Text("可以写", "Takes")
    static let free = Text("文字", "Words")
    static let needed = Text("必填", "Needed")
    static let departmentHelp = Text("目录中的部门代码，例如 gaj。", "A department’s code of the catalogue, such as gaj.")
    static let dayHelp = Text("日期，例如 2026-11-23。", "A day, such as 2026-11-23.")
    /// Codes with what they mean: `day（每日）、week（每周）`.
    static func oneOf(_ choices: [(code: String, name: Text)]) -> Text {
        Text(
            choices.map { "\($0.code)（\($0.name.zh)）" }.joined(separator: "、"),
            choices.map { "\($0.code) (\($0.name.en))" }.joined(separator: ", "))
    }
    static let noFile = Text("请选择一个文件。", "Please choose a file.")
    static let empty = Text("台账里还没有这一类", "The ledger has none of this kind yet")
    static let name = Text("名称", "Name")
    static let nameZh = Text("中文名称", "Name in Chinese")
    static let nameEn = Text("英文名称", "Name in English")
    static let kind = Text("类别", "Kind")
    static let code = Text("代码", "Code")
    static let codeHelp = Text(
        "字母、数字、点和连字符；资源和事项用目录中的代码。", "Letters, digits, points and hyphens; resources and items bear the catalogue’s code.")
    static let department = Text("部门", "Department")
    static let owner = Text("责任岗位", "Who answers for it")
    static let ownerHelp = Text("写岗位或处室，不写个人。", "A post or a unit, not a private person.")
    static let elements = Text("数据元", "Elements")
    static let elementsHelp = Text(
        "用空格隔开，如 person.name person.birthDate。没有数据元的列写原来的列名，会列在标准检查里。",
        "With spaces between: person.name person.birthDate. A column without an element bears its own name and is listed among the findings."
    )
    static let quality = Text("质量说明", "Quality")
    static let joining = Text("接入方式", "Joined")
    static let joiningHelp = Text("系统和应用必须写明。", "Systems and applications must say.")
    static let planOwner = Text("由谁负责接入或上网", "Who joins it or brings it online")
    static let planOn = Text("在哪一天前", "By which day")
    static let reason = Text("为什么还不能网上办", "Why it is not online yet")
    static let dataPart = Text("数据", "Data")
    static let joinPart = Text("接入", "Joining")
    static let complete = Text("完整", "Complete")
    static func lacksCount(_ count: Int) -> Text { Text("缺 \(count) 项", "\(count) missing") }
    static func lacks(_ gaps: [Text]) -> Text {
        Text("缺：\(gaps.map(\.zh).joined(separator: "、"))", "Missing: \(gaps.map(\.en).joined(separator: ", "))")
    }
    static func plan(_ owner: String?, _ day: LocalDate?) -> Text {
        Text(
            "由\(owner ?? "—")负责，期限 \(day?.text.zh ?? "—")",
            "\(owner ?? "Nobody") is to join it by \(day?.text.en ?? "no day")")
    }
    static func onlinePlan(_ owner: String?, _ day: LocalDate?, _ reason: String?) -> Text {
        Text(
            "由\(owner ?? "—")负责，期限 \(day?.text.zh ?? "—")；\(reason ?? "没有写明原因")",
            "\(owner ?? "Nobody") is to bring it online by \(day?.text.en ?? "no day"); \(reason ?? "no reason is given")")
    }
    static func catalogueDue(_ day: LocalDate, isOver: Bool) -> Text {
        Text(
            isOver ? "目录应在 \(day.text.zh) 前更新，已超期" : "目录应在 \(day.text.zh) 前更新",
            isOver
                ? "The catalogue should have followed by \(day.text.en)" : "The catalogue is to follow by \(day.text.en)")
    }
    static let answeredHere = Text(
        "写的是数据接口，但这个部门的资源都由本平台登记库回答。请改写接入方式，或者接上数据来源。",
        "By a connector, it says; yet the registers of this platform answer for all of the department’s resources. Say how it is joined, or join the source."
    )
    static let notExchanging = Text(
        "写的是数据交换，但这个部门没有系统登记在“数据交换”里。请改写接入方式，或者登记系统。",
        "By the exchange, it says; yet no system of the department is registered there. Say how it is joined, or register the system.")
    static let doesNotFit = Text("接入方式不符", "Not joined so")
    static let unlisted = Text("目录里有，台账里没有", "In the catalogue and not in the ledger")
    static let noSystem = Text(
        "没有登记任何系统。没有自己系统的，登记总操作台。", "No system is registered. Whoever has none of their own registers the console.")
    static let unexplained = Text("没有写明原因和日期", "No reason and no day is given")
    static let findings = Text("还缺什么", "What is missing")
    static let allThere = Text("台账完整，都已接入。", "The ledger is complete, and everything is joined.")

    static func finding(_ kind: LedgerFinding.Kind, _ count: Int) -> Text {
        switch kind {
        case .incomplete: Text("填写不全（\(count)）", "Incomplete (\(count))")
        case .unlisted: Text("没有登记的资源（\(count)）", "Resources that are not registered (\(count))")
        case .unjoined: Text("还没接入（\(count)）", "Not joined yet (\(count))")
        case .overdue: Text("接入已超期（\(count)）", "Should have been joined (\(count))")
        case .contradicted: Text("接入方式和实际不符（\(count)）", "Not joined as it says (\(count))")
        case .itemOverdue: Text("上网已超期的事项（\(count)）", "Items that should have been online (\(count))")
        case .differs: Text("和目录不一致的资源（\(count)）", "Resources of which the catalogue says something else (\(count))")
        case .withoutSystem: Text("没有登记系统的部门（\(count)）", "Departments without a system (\(count))")
        case .unexplained: Text("不能网上办又没有说明的事项（\(count)）", "Items not online and not explained (\(count))")
        }
    }

    static func tooLong(_ most: Int) -> Text { Text("最多 \(most) 个字。", "At most \(most) signs.") }
    static func codeTaken(_ owner: Text) -> Text {
        Text("这个代码\(owner.zh)已经登记。请换一个代码，或者联系他们。", "\(owner.en) has an entry of this code. Choose another, or ask them.")
    }
    static let standing = Text("现在登记的内容", "What stands there now")
    static let standingLede = Text(
        "有人在您之前改过。下面只列出不同的地方；核对后再保存，就以您写的为准。",
        "Somebody changed it before you. Only what differs is listed here; check it, and save again to keep what you wrote.")
    static let nothingDiffers = Text("和您写的没有不同。", "Nothing differs from what you wrote.")
    static let retire = Text("停用这一条", "Take it out of use")
    static let retiring = Text("停用", "Out of use")
    static let retireWhy = Text("为什么停用", "Why it is out of use")
    static let retireHelp = Text(
        "停用后不再计入台账和检查，仍可查看；再次保存就恢复。", "It is counted and checked no more, and can still be read. Saved again, it is back.")
    static func retired(_ day: LocalDate, _ reason: String) -> Text {
        Text("\(day.text.zh) 停用：\(reason)", "Out of use since \(day.text.en): \(reason)")
    }
    static let missing = Text("这一列不能空。", "This column cannot be empty.")
    static func notInList(_ written: String, _ choices: [(code: String, name: Text)]) -> Text {
        let allowed = oneOf(choices)
        return Text("写的是“\(written)”。只能写：\(allowed.zh)。", "“\(written)” may not stand here, but one of: \(allowed.en).")
    }
    static func badCode(_ written: String) -> Text {
        Text(
            "写的是“\(written)”。代码只能用字母、数字、点和连字符，最多 60 个。",
            "“\(written)” is no code: that is letters, digits, points and hyphens, 60 at most.")
    }
    /// - Parameter code: that of the department whose name was written.
    static func unknownDepartment(_ written: String, meant code: String?) -> Text {
        guard let code else {
            return Text(
                "目录中没有部门“\(written)”。请写部门代码，例如 gaj。", "The catalogue has no department “\(written)”. Write its code, such as gaj.")
        }
        return Text("写的是“\(written)”，请写部门代码 \(code)。", "“\(written)” is a name. Write the code \(code).")
    }
    static func unknownItem(_ written: String) -> Text {
        Text("目录中没有事项“\(written)”，请写目录中的事项代码。", "The catalogue has no item “\(written)”. Write the code that it has there.")
    }
    static let badDay = Text("日期写成 2026-11-23 的样子。", "A day reads like 2026-11-23.")
    static func badDay(_ written: String) -> Text {
        Text("写的是“\(written)”。日期写成 2026-11-23 的样子。", "“\(written)” is no day. A day reads like 2026-11-23.")
    }
    static let joiningMissing = Text("请写明接入方式。", "Say how it is joined.")
    static let planMissing = Text(
        "还没接入的系统要写明由谁、在哪一天前接入。", "A system that is not joined needs somebody who joins it, and a day.")
    static let planOver = Text("这一天已经过去，请写今天或者以后的日期。", "That day is over. Give today or a later one.")
    static let badHeader = Text("表头要有 kind、code、department、name_zh。", "The header needs kind, code, department and name_zh.")
    static let unknownColumn = Text("没有这一列，没有读取。", "There is no such column; it was not read.")
    static let doubled = Text("文件中已有同一条。", "The file has this entry already.")
    static let foreign = Text("属于其他部门，没有更改。", "It belongs to another department and was not changed.")
    static func line(_ number: Int) -> Text { Text("第 \(number) 行", "Line \(number)") }
    static func imported(_ taken: Int, _ faults: Int) -> Text {
        Text(
            faults == 0 ? "已导入 \(taken) 条。" : "已导入 \(taken) 条；下面 \(faults) 处有误，没有导入：",
            faults == 0 ? "\(taken) entries were taken." : "\(taken) entries were taken; these \(faults) mistakes were not:")
    }

    static let lists = Text("三清单", "Three lists")
    static let listsLede = Text(
        "需求、责任、负面三张清单都由目录推算，不靠填报。", "Demand, duty and what is shared with nobody: all three follow from the catalogue.")
    static let demand = Text("需求清单", "Demand")
    static func demandOf(_ department: Text, _ count: Int) -> Text { Text("\(department.zh)（\(count)）", "\(department.en) (\(count))") }
    static let duty = Text("责任清单", "Duty")
    static let negative = Text("负面清单", "Shared with nobody")
    static let itemCount = Text("事项数", "Services")
    static let noBasis = Text("没有写明依据", "No basis is named")
    static let noRefusals = Text("没有不予共享的资源", "No resource is shared with nobody")

    static let agreements = Text("共享协议", "Agreements")
    static let agreementsLede = Text(
        "供水、供电、燃气、银行和医院按协议提供数据：为什么用、用多久。协议撤回或到期，立即停止使用。",
        "Water, power, gas, banks and hospitals share under an agreement with a purpose and a term. Once it is withdrawn or over, the use stops at once."
    )
    static let makeAgreement = Text("登记协议", "Register an agreement")
    static let endAgreement = Text("撤回协议", "Withdraw the agreement")
    static let noAgreements = Text("还没有协议", "No agreements yet")
    static let purpose = Text("用途", "Purpose")
    static let servicePurpose = Text("办理目录中的政务服务事项", "The services of the catalogue")
    static let from = Text("自哪一天起", "From")
    static let term = Text("期限", "Term")
    static let endsSoon = Text("快到期", "Ends soon")
    static let endedWhy = Text("撤回的理由", "Why it was withdrawn")
    static let endsBeforeItBegins = Text("结束日期不能早于开始日期。", "It cannot end before it begins.")
    static let withoutAgreement = Text("没有有效协议、因而不能使用：", "Without an agreement in force, and so not used:")

    static func state(_ state: Agreement.State) -> Text {
        switch state {
        case .future: Text("尚未开始", "Not yet")
        case .inForce: Text("有效", "In force")
        case .over: Text("已到期", "Over")
        case .withdrawn: Text("已撤回", "Withdrawn")
        }
    }
}
