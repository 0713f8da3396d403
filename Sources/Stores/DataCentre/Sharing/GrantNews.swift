import Catalogue
import Identity
import Kernel
import Messages
import Store
import Web

/// What the department that uses data is told of its grant.
enum GrantNews: Sendable, Hashable {
    case granted, refused, withdrawn, extended, extensionRefused, postponed, endsSoon

    /// What a step is to whoever asked.
    init(_ move: GrantMove, from before: Grant, to after: Grant) {
        self =
            switch move.action {
            case .withdraw: .withdrawn
            case .postpone: .postponed
            case .refuse: after.state == .granted ? .extensionRefused : .refused
            default: before.extensionNeed == nil ? .granted : .extended
            }
    }
}

extension DataCentre {
    /// Writes to the data stewards of the department that uses the data, in somebody's transaction; of one step, and of one term's end, once.
    func tellUser(of news: GrantNews, _ grant: Grant, reason: String?, at now: Instant, in connection: any Connection) throws {
        let snapshot = catalogue.snapshot
        let resource = snapshot.resources[grant.key.resource]?.name ?? Text(same: grant.key.resource)
        let item = snapshot.thing(grant.key.item)?.name ?? Text(same: grant.key.item)
        let occasion = news == .endsSoon ? "ends-\(grant.until?.description ?? "")" : String(grant.revision)
        try tellStewards(
            of: [grant.key.department], GrantNewsText.subject(news, resource), GrantNewsText.body(news, resource, item, grant, reason),
            reference: "grant:\(grant.id)/\(occasion)", at: now, in: connection)
    }

    /// Writes to the persons behind these departments' data stewards, each once. An account of the console has no page of messages: what
    /// they are told stands in the console as well.
    func tellStewards(
        of departments: Set<String>, _ subject: Text, _ body: Text, reference: String, at now: Instant, in connection: any Connection
    ) throws {
        var told: Set<ID> = []
        for department in departments.sorted() {
            for person in try identity.persons(holding: [.steward], for: department, in: connection) where told.insert(person).inserted {
                try messages.send(
                    Message(
                        id: surroundings.newID(), to: Party(.person, person), subject: subject, body: body, link: nil, reference: reference,
                        sentAt: now), in: connection)
            }
        }
    }
}

/// The sentences by which a department learns what became of its grant.
enum GrantNewsText {
    static func subject(_ news: GrantNews, _ resource: Text) -> Text {
        switch news {
        case .granted: Text("“\(resource.zh)”同意共享", "“\(resource.en)” is granted")
        case .refused: Text("“\(resource.zh)”没有同意共享", "“\(resource.en)” is refused")
        case .withdrawn: Text("“\(resource.zh)”的授权已撤回", "The grant of “\(resource.en)” is withdrawn")
        case .extended: Text("“\(resource.zh)”的授权已延期", "The grant of “\(resource.en)” is extended")
        case .extensionRefused: Text("“\(resource.zh)”的授权没有延期", "The grant of “\(resource.en)” is not extended")
        case .postponed: Text("“\(resource.zh)”的答复延期", "The answer about “\(resource.en)” takes longer")
        case .endsSoon: Text("“\(resource.zh)”的授权快到期了", "The grant of “\(resource.en)” ends soon")
        }
    }

    static func body(_ news: GrantNews, _ resource: Text, _ item: Text, _ grant: Grant, _ reason: String?) -> Text {
        let what = Text("用于“\(item.zh)”。", "It is for “\(item.en)”. ")
        let end = grant.until.map { Text("有效期至 \($0.description)。", "It lasts until \($0.description). ") } ?? Text(same: "")
        let why = reason.map { Text("理由：\($0)。", "The reason: \($0). ") } ?? Text(same: "")
        let rest: Text =
            switch news {
            case .granted, .extended: Text(end.zh + why.zh, end.en + why.en)
            case .refused, .withdrawn:
                Text(why.zh + "可以补充依据后在总操作台重新申请。", why.en + "You can ask again in the console, with more to support it.")
            case .extensionRefused: Text(why.zh + end.zh, why.en + end.en)
            case .postponed:
                Text(why.zh + "新的答复期限是 \(grant.dueOn.description)。", why.en + "The answer is now due on \(grant.dueOn.description).")
            case .endsSoon:
                Text(end.zh + "还要用的，请在到期前到总操作台申请延期。", end.en + "If you still need it, ask for a longer term in the console before then.")
            }
        return Text(what.zh + rest.zh, what.en + rest.en)
    }
}
