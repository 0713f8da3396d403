package import Kernel
package import Web

/// The sentences of this room.
package enum MessagesText {
    package static let title = Text("消息", "Messages")
    package static let nav = Nav("messages", title, "/messages")
    static let one = Text("一条消息", "One message")
    static let new = Text("新", "new")
    static let empty = Text("还没有消息", "No messages yet")
    static let emptyHint = Text("办件有了进展，这里会告诉您。", "When something moves in one of your applications, you will read it here.")
    static let go = Text("去看看", "Have a look")
}
