import Kernel
import Store
package import Web

extension Messages {
    /// Everything that this room answers.
    package var endpoints: [Endpoint] { list.endpoints + single.endpoints }

    private static let shape: Schema = .object([
        .init("id", .id), .init("subject", .text), .init("body", .text), .init("link", .string.orNull), .init("sentAt", .dateTime),
        .init("readAt", .dateTime.orNull),
    ])

    private static func json(_ message: Message) -> JSON {
        [
            "id": .string(message.id.rawValue), "subject": JSON(message.subject), "body": JSON(message.body),
            "link": JSON(message.link?.text),
            "sentAt": .string(message.sentAt.rfc3339), "readAt": JSON(message.readAt?.rfc3339),
        ]
    }

    private static let pageSize = 20

    private var list: Screen<[Message]> {
        Screen(
            "messages.list", get: "/messages", access: .applicant, summary: MessagesText.title,
            query: .object([.init("after", .id, required: false)]),
            load: { call in
                guard let party = call.visitor.party else { return [] }
                return try await list(of: party, before: try call.place("after"), limit: Messages.pageSize + 1)
            },
            page: { messages, call in
                let language = call.language
                let shown = messages.prefix(Messages.pageSize)
                let next: Link? = messages.count > Messages.pageSize ? shown.last.map { "/messages?after=\($0.id)" } : nil
                let rows = shown.html { message -> HTML in
                    let new: HTML? = message.readAt == nil ? Components.tag(MessagesText.new, .beam, language) : nil
                    return """
                        <li><a href="\(Link("/messages/\(message.id)"))">\(message.subject, language)</a> \(new)\
                        <span class="soft">\(Components.moment(message.sentAt, near: call.now.date, language))</span></li>
                        """
                }
                let body: HTML =
                    shown.isEmpty
                    ? Components.emptyState(MessagesText.empty, hint: MessagesText.emptyHint, language)
                    : Components.card(nil, "<ul class=\"messages\">\(rows)</ul>") + Components.pager(next: next, language)
                return Page(
                    MessagesText.title, layout: .portal(current: MessagesText.nav),
                    body: Components.heading(MessagesText.title, language) + body,
                    isWide: false)
            },
            gives: .object([.init("items", .array(Messages.shape)), .init("next", .id.orNull)]),
            json: { messages, _ in
                [
                    "items": .array(messages.prefix(Messages.pageSize).map(Messages.json)),
                    "next": JSON(messages.count > Messages.pageSize ? messages[Messages.pageSize - 1].id.rawValue : nil),
                ]
            })
    }

    private var single: Screen<Message> {
        Screen(
            "messages.read", get: "/messages/{id}", access: .applicant, summary: MessagesText.one, refuses: ["web.not-found"],
            load: { call in
                guard let party = call.visitor.party, let message = try await open(try call.id(), of: party, at: call.now) else {
                    throw WebProblem.notFound
                }
                return message
            },
            page: { message, call in
                let language = call.language
                let go: HTML? = message.link.map { Components.actionBar([Components.button(MessagesText.go, to: $0, language)]) }
                let body: HTML = """
                    \(Components.breadcrumbs([(MessagesText.title, "/messages")], language))\(Components.heading(message.subject, language))\
                    \(Components.card(nil, "<p>\(message.body, language)</p><p class=\"soft\">\(Components.moment(message.sentAt, language))</p>\(go)"))
                    """
                return Page(message.subject, layout: .portal(current: MessagesText.nav), body: body, isWide: false)
            },
            gives: Messages.shape, json: { message, _ in Messages.json(message) })
    }
}
