package import Kernel

/// What an endpoint answers with; `Site` turns it into bytes.
package struct Answer: Sendable {
    package enum Content: Sendable {
        case none
        case page(Page)
        case json(JSON)
        case bytes([UInt8], type: String)
    }

    package enum SessionChange: Sendable {
        case begin(NewSession)
        case end
    }

    package var status: Int
    package var headers: Headers
    package var content: Content
    package var session: SessionChange?

    package init(status: Int, headers: Headers = [:], content: Content = .none, session: SessionChange? = nil) {
        self.status = status
        self.headers = headers
        self.content = content
        self.session = session
    }

    /// A page, with the page's own status.
    package static func page(_ page: Page) -> Answer { Answer(status: page.status, content: .page(page)) }

    package static func json(_ json: JSON, status: Int = 200) -> Answer { Answer(status: status, content: .json(json)) }

    /// 303: what was posted is done; look there.
    package static func redirect(_ link: Link) -> Answer { Answer(status: 303, headers: ["location": link.text]) }

    /// Bytes to look at (`inline`) or to keep under a name.
    package static func file(_ bytes: [UInt8], type: String, name: String? = nil, inline: Bool = false) -> Answer {
        var headers = Headers()
        if let name { headers["content-disposition"] = ContentDisposition(name: name, inline: inline).text }
        return Answer(status: 200, headers: headers, content: .bytes(bytes, type: type))
    }

    package static let nothing = Answer(status: 204)

    /// This answer, and from now on this session: sets the cookie.
    package func beginning(_ session: NewSession) -> Answer {
        var copy = self
        copy.session = .begin(session)
        return copy
    }

    /// This answer, and no session from now on: takes the cookie away.
    package func endingSession() -> Answer {
        var copy = self
        copy.session = .end
        return copy
    }
}

/// A file's name in a header: ASCII for old readers, UTF-8 for the rest (RFC 6266, RFC 8187).
struct ContentDisposition {
    var name: String
    var inline: Bool

    var text: String {
        let plain = String(
            name.unicodeScalars.map { $0.isASCII && $0.value >= 0x20 && !"\"\\/%;".unicodeScalars.contains($0) ? Character($0) : "_" })
        return "\(inline ? "inline" : "attachment"); filename=\"\(plain)\"; filename*=UTF-8''\(Link.encoded(name))"
    }
}
