import Kernel

/// The sentences about sharing: to people whose form could not be filled in, and to stewards.
enum SharingText {
    static func filledIn(_ thing: Text) -> Text {
        Text("办理“\(thing.zh)”，由本人填表", "An application for “\(thing.en)”, filled in by oneself")
    }
    /// Why a box is open although a register could have filled it.
    static func stopped(_ stop: SharingStop, _ owner: Text?) -> Text {
        let owner = owner ?? Text("数据提供部门", "The department that holds the data")
        let rest = Text("请您自己填写。", "Please fill it in yourself.")
        let why: Text =
            switch stop {
            case .ungranted: Text("\(owner.zh)还没有授权这个事项使用这些数据，", "\(owner.en) has not yet allowed this service to use these data. ")
            case .requested: Text("使用这些数据的申请还在等\(owner.zh)答复，", "\(owner.en) has not yet answered the request to use these data. ")
            case .refused: Text("\(owner.zh)没有同意这个事项使用这些数据，", "\(owner.en) did not allow this service to use these data. ")
            case .lapsed: Text("\(owner.zh)授权使用这些数据的期限已到，", "The time for which \(owner.en) allowed the use of these data is over. ")
            case .withdrawn: Text("\(owner.zh)撤回了这些数据的使用授权，", "\(owner.en) has withdrawn the use of these data. ")
            case .unshared: Text("按规定，这些数据不予共享，", "By law these data are shared with nobody. ")
            case .agreement: Text("与\(owner.zh)的数据共享协议已经终止，", "The agreement with \(owner.en) to share these data has ended. ")
            case .guardian:
                Text(
                    "不满十四周岁的孩子的数据，要先由监护人在“我的账户”的“孩子的数据”里同意才能使用，",
                    "The data of a child under fourteen are used only after a guardian has agreed, under “My children’s data” of their account. "
                )
            }
        return Text(why.zh + rest.zh, why.en + rest.en)
    }

    static func fault(_ fault: SourceFault) -> Text {
        switch fault {
        case .unreachable, .untrusted, .off: DataCentreText.down
        case .late: Text("这个数据来源回应太慢，请您先自己填。", "This source takes too long to answer, so please fill it in yourself.")
        case .malformed:
            Text("这个数据来源给出的内容有误，没有采用，请您先自己填。", "What this source said was faulty and has not been used, so please fill it in yourself.")
        case .stranger:
            Text(
                "这个数据来源给出的不是您要查的人的记录，没有采用，请您先自己填。",
                "This source answered with somebody else’s record; it has not been used, so please fill it in yourself.")
        case .resting:
            Text(
                "这个数据来源多次没有回应，正在暂停查询，请您先自己填。",
                "This source failed several times and is being left alone for now, so please fill it in yourself.")
        }
    }

    static let data = Text("数据", "Data")
    static let machine = Text("系统", "The system")
    static let forAll = Text("无条件共享，向所有部门提供", "Shared without conditions, with every department")
    static let agreed = Text("部门之间已商定", "Agreed between the departments")
    static func need(_ item: Text) -> Text { Text("办理“\(item.zh)”需要", "Needed for “\(item.en)”") }

    static let lede = Text(
        "谁可以为哪个事项使用哪些数据，来源运行得怎样。", "Who may use which data for which service, and how the sources fare.")
    static let grants = Text("共享授权", "Grants")
    static let grantsLede = Text(
        "一项授权只给一个部门、一个资源、一个事项。撤回立即生效，表单会改为请办事人自己填。",
        "A grant is for one department, one resource and one service. A withdrawal takes effect at once: forms then ask the person instead."
    )
    static let grant = Text("一项共享授权", "One grant")
    static let waiting = Text("等待答复", "Waiting for an answer")
    static let all = Text("全部", "All")
    static let byState = Text("按状态", "By state")
    static let noGrants = Text("没有符合的授权", "No such grants")
    static let noGrantsHint = Text("可以换一个状态，或者提出新的申请。", "Choose another state, or ask for one.")
    static let resource = Text("数据资源", "Resource")
    static let user = Text("使用部门", "Used by")
    static let item = Text("事项", "Service")
    static let state = Text("状态", "State")
    static let holder = Text("提供部门", "Held by")
    static let dueOn = Text("答复期限", "Answer due")
    static let overdue = Text("已超期", "overdue")
    static let sharing = Text("共享类型", "Sharing")
    static let need = Text("用途", "Needed for")
    static let reason = Text("理由和依据", "Reason and basis")
    static let until = Text("有效期至", "Valid until")
    static let untilHelp = Text("不填则一直有效，直到撤回。", "Left empty, it lasts until it is withdrawn.")
    static let history = Text("经过", "History")
    static let elements = Text("用到的数据元", "Elements used")
    static let ask = Text("申请共享", "Ask for data")
    static let askLede = Text(
        "目录里的事项需要什么，系统已经自动提出；这里用来补充，或者在到期前申请延期，在不同意、到期、撤回之后重新申请。",
        "What the catalogue’s services need has been asked for already. Use this for what else is needed, for a longer term before one ends, or to ask again after a no, a lapse or a withdrawal."
    )
    static let send = Text("提出申请", "Send the request")
    static let answerGrant = Text("同意共享", "Grant")
    static let answerRefuse = Text("不同意", "Refuse")
    static let answerExtend = Text("同意延期", "Extend the term")
    static let answerNoLonger = Text("不同意延期", "Do not extend it")
    static let askLonger = Text("申请延期", "Ask for a longer term")
    static let extensionAsked = Text("申请延期", "longer term asked for")
    static let extensionNeed = Text("延期的用途", "Longer term needed for")
    static let endingSoon = Text("快到期的授权", "Grants that end soon")
    static let provideBy = Text("最迟提供数据", "Data to be provided by")
    static let takeBack = Text("撤回授权", "Withdraw")
    static let basis = Text("不予共享的依据", "Basis for sharing with nobody")

    static func sharing(_ sharing: String) -> Text {
        switch sharing {
        case "unconditional": Text("无条件共享", "Without conditions")
        case "conditional": Text("有条件共享", "Under conditions")
        default: Text("不予共享", "With nobody")
        }
    }

    static let sources = Text("数据来源", "Sources")
    static let sourcesLede = Text(
        "每个资源由谁回答、现在能不能用。一个来源停用或出错时，表单会请办事人自己填；久未更新的，填好了请办事人看一看。办件照常进行。",
        "What answers for each resource and whether it works. Where a source is off or fails, the form asks the person; where it is no longer renewed, the person is asked to look at what it says. The case goes on."
    )
    static let troubled = Text("需要留意的来源", "Sources in trouble")
    static let source = Text("回答方式", "Answered by")
    static let working = Text("正常", "Works")
    static let off = Text("已停用", "Switched off")
    static let resting = Text("暂停查询", "Left alone")
    static func failing(_ count: Int) -> Text { Text("连续失败 \(count) 次", "Failed \(count) times in a row") }
    static func late(since day: LocalDate) -> Text { Text("自 {date} 起未更新", "Not renewed since {date}").filled(["date": day.text]) }
    static let switchOff = Text("停用", "Switch off")
    static let switchOn = Text("恢复", "Switch on")
    static let act = Text("操作", "Do")
    static func answered(by kind: String) -> Text {
        switch kind {
        case "sql": Text("部门数据库", "The department’s database")
        case "rest": Text("部门接口", "The department’s interface")
        case "file": Text("文件报送", "Files that are dropped")
        default: Text("本平台登记库", "This platform’s register")
        }
    }
    static let cycle = Text("更新周期", "Updated")
    static func cycle(_ cycle: String) -> Text {
        switch cycle {
        case "realtime": Text("实时", "At once")
        case "day": Text("每日", "Daily")
        case "week": Text("每周", "Weekly")
        case "month": Text("每月", "Monthly")
        case "quarter": Text("每季度", "Quarterly")
        default: Text("每年", "Yearly")
        }
    }
}
