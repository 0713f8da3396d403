package import Kernel
package import Web

/// A message to a person or an enterprise, kept on their page.
package struct Message: Sendable, Hashable {
    package var id: ID
    package var to: Party
    package var subject: Text
    package var body: Text
    /// Where the reader goes on.
    package var link: Link?
    /// What it is about (`case:…/granted`); a second message about the same is not sent.
    package var reference: String
    package var sentAt: Instant
    package var readAt: Instant?

    package init(id: ID, to: Party, subject: Text, body: Text, link: Link?, reference: String, sentAt: Instant, readAt: Instant? = nil) {
        self.id = id
        self.to = to
        self.subject = subject
        self.body = body
        self.link = link
        self.reference = reference
        self.sentAt = sentAt
        self.readAt = readAt
    }
}
