import Catalogue
package import Kernel

/// Every expected no of this room.
package enum WorkshopRefusal: Error, Sendable, Hashable {
    case notFound
    /// The draft changed since the page was shown.
    case stale
    case notAllowed(DraftState, DraftAction)
    case wrongHand(DraftAction)
    /// Whoever wrote it does not review it.
    case ownDraft
    /// The definition belongs to another department, or to the city.
    case notYours(Text)
    /// A district writes the procedural part only.
    case cityOnly
    case reasonMissing
    case titleMissing
    case pastPublication(LocalDate, today: LocalDate)
    case nothingChanged
    case codeTaken(String)
    case badCode(String)
    /// Somebody else saved the same part of this definition since it was opened.
    case editedMeanwhile(by: String)
    /// A newer version changed the same definitions.
    case conflicts([Text])
    /// The lint's errors, which stop a publication.
    case broken([Text])
    /// There is no such thing to try out or to price.
    case unknownThing(String)
    case nothingToPrice
    case unreadable(Text)

    package var problem: Problem {
        switch self {
        case .notFound, .stale, .notAllowed, .wrongHand, .ownDraft, .notYours, .cityOnly: rightsProblem
        case .reasonMissing: .invalid([Problem.Fault("reason", Text("请写明退回的理由。", "Say why it goes back."))])
        case .titleMissing: .invalid([Problem.Fault("title", Text("请用一句话写明改什么。", "Say in a few words what changes."))])
        case .pastPublication(let day, let today):
            .invalid([
                Problem.Fault(
                    "effectiveOn",
                    Text(
                        "不能从过去的日子起施行：\(day.text.zh)已过，最早可以写今天（\(today.text.zh)）。",
                        "It cannot take effect in the past: \(day.text.en) is over; today, \(today.text.en), is the earliest."))
            ])
        case .codeTaken(let code):
            .invalid([Problem.Fault("code", Text("编码“\(code)”已经有了，请换一个，或去编辑那一条。", "“\(code)” is taken. Choose another, or edit that one."))]
            )
        case .badCode(let code):
            .invalid([
                Problem.Fault(
                    "code",
                    Text(
                        "编码“\(code)”不能用。请用小写字母、数字和连字符；数据元写成 person.name 的样子。",
                        "“\(code)” will not do. Use lower-case letters, digits and hyphens; a data element reads like person.name."))
            ])
        case .nothingChanged:
            Problem(
                "workshop.nothing-changed", status: 409, title: Text("草稿里还没有改动", "The draft changes nothing yet"),
                detail: Text("先改一条定义，再提交。", "Change a definition first, then hand it in."))
        case .editedMeanwhile, .conflicts, .broken: contentProblem
        case .unknownThing(let code):
            Problem(
                "workshop.unknown-thing", status: 404, title: Text("没有“\(code)”可以试", "There is no “\(code)” to try"),
                detail: Text("请从草稿里的一件事或事项打开。", "Open it from a one-thing or an item of the draft."))
        case .nothingToPrice:
            Problem(
                "workshop.nothing-to-price", status: 409, title: Text("还算不出代价", "The price cannot be told yet"),
                detail: Text("草稿里还有错误。请先改好，再重放去年的申请。", "The draft still has errors. Mend them first, then replay last year’s applications.")
            )
        case .unreadable(let why):
            Problem(
                "workshop.unreadable", status: 422, title: Text("这个文件读不了，什么也没有改", "This file cannot be read, and nothing was changed"),
                detail: why)
        }
    }

    private var rightsProblem: Problem {
        switch self {
        case .stale:
            Problem(
                "workshop.stale", status: 409, title: Text("草稿刚刚有了变化", "The draft has just changed"),
                detail: Text("请看一眼最新情况再决定；您写的内容还在。", "Look at where it stands now, then decide. What you wrote has been kept."))
        case .notAllowed(let state, let action):
            Problem(
                "workshop.not-allowed", status: 409, title: Text("现在不能这样做", "This cannot be done now"),
                detail: Text(
                    "草稿目前是“\(state.name.zh)”，不能“\(action.name.zh)”。",
                    "The draft is “\(state.name.en)”, so “\(action.name.en)” is not possible."))
        case .wrongHand(let action):
            Problem(
                "workshop.wrong-role", status: 403, title: Text("您的岗位不能做这一步", "Your role cannot take this step"),
                detail: Text(
                    "“\(action.name.zh)”要由对草稿里每一条定义都有权限的人来做。",
                    "“\(action.name.en)” is for somebody whose trust covers every definition in it."))
        case .ownDraft:
            Problem(
                "workshop.own", status: 403, title: Text("自己写的，要由别人审核", "Somebody else reviews what you wrote"),
                detail: Text("请交给另一位审核人员。", "Please leave it to another reviewer."))
        case .notYours(let owner):
            Problem(
                "workshop.not-yours", status: 403, title: Text("这一条不归您的部门管", "This one is not your department’s"),
                detail: Text("它由\(owner.zh)负责，请联系他们修改。", "It belongs to \(owner.en). Ask them to change it."))
        case .cityOnly:
            Problem(
                "workshop.city-only", status: 403, title: Text("区里只能改程序性要素", "A district writes the procedural part only"),
                detail: Text(
                    "名称、依据、材料、情形由市级部门统一规定；本区的地址、时间、电话、窗口可以在实施清单里改。",
                    "Names, bases, materials and situations are the city department’s. Addresses, hours, phones and windows are yours, in the implementation list."
                ))
        default:
            Problem(
                "workshop.not-found", status: 404, title: Text("没有找到", "Not found"),
                detail: Text("请回到目录或草稿列表重新打开。", "Go back to the catalogue or the list of drafts and open it again."))
        }
    }

    private var contentProblem: Problem {
        switch self {
        case .editedMeanwhile(let name):
            Problem(
                "workshop.edited-meanwhile", status: 409, title: Text("这一部分刚刚被别人改过", "Somebody has just changed this part"),
                detail: Text(
                    "\(name)在您编辑时保存了同一部分。两边的文字都列在下面：您写的还在，请决定用哪一边。",
                    "\(name) saved the same part while you were writing. Both texts are below; yours is kept. Choose which to use."))
        case .conflicts(let names):
            Problem(
                "workshop.conflict", status: 409, title: Text("新版本改了同样的内容", "A newer version changed the same"),
                detail: Text(
                    "这几条在您编辑期间又发布了新版本：\(names.map(\.zh).joined(separator: "、"))。请在草稿里逐条对照后再发布，没有丢失任何内容。",
                    "These were published anew while you were writing: \(names.map(\.en).joined(separator: ", ")). Compare each in the draft, then publish; nothing is lost."
                ))
        case .broken(let messages):
            Problem(
                "workshop.broken", status: 422, title: Text("还有错误，不能发布", "There are errors, so it cannot be published"),
                detail: Text("请先改好下面标出的内容。", "Mend what is marked below first."), faults: messages.map { Problem.Fault("findings", $0) })
        default: rightsProblem
        }
    }
}
