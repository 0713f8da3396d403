package import Kernel

/// What an endpoint answers to a person: a title and a body; the shell around it is the site's.
package struct Page: Sendable {
    /// How the page is framed.
    package enum Layout: Sendable, Hashable {
        /// The applicant's pages; `current` is the menu entry that they belong to.
        case portal(current: Nav?)
        /// The officers' pages: denser, with their own menu.
        case console(current: Nav?)
        /// Only the logo above: signing in, errors.
        case plain
        /// A document to be printed: no menu; `seal` stands at its foot.
        case document(DocumentFoot)
    }

    package var title: Text
    package var layout: Layout
    package var body: HTML
    /// The HTTP status.
    package var status: Int
    /// Set on public pages that are the same for everybody: name and version of what they show. Never for a signed-in visitor's own.
    package var cache: String?
    /// A cached page that is another for each place that a visitor may have chosen (`Call.place`).
    package var isPlaced = false
    /// Extra elements of `head`.
    package var head: HTML
    /// Uses the whole width instead of one column of text.
    package var isWide: Bool

    package init(
        _ title: Text, layout: Layout = .portal(current: nil), body: HTML, status: Int = 200, cache: String? = nil, head: HTML = HTML(),
        isWide: Bool = true
    ) {
        self.title = title
        self.layout = layout
        self.body = body
        self.status = status
        self.cache = cache
        self.head = head
        self.isWide = isWide
    }
}

/// The foot of a legal document: who issues it, on which day, and where its authenticity can be checked.
package struct DocumentFoot: Sendable, Hashable {
    package var issuer: Text
    package var date: LocalDate?
    /// The absolute address that the QR code holds.
    package var verifyAt: String?
    /// The document's number, printed beside the code.
    package var number: String?

    package init(issuer: Text, date: LocalDate?, verifyAt: String? = nil, number: String? = nil) {
        self.issuer = issuer
        self.date = date
        self.verifyAt = verifyAt
        self.number = number
    }
}
