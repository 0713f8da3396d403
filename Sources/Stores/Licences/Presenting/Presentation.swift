package import Kernel

/// One showing of a licence (电子亮证): what of it, for how long, and who read it. It is read once.
package struct Presentation: Sendable, Hashable {
    package struct Read: Sendable, Hashable {
        package var at: Instant
        package var reader: Reader
        package var verdict: Verdict
    }

    package enum State: String, Sendable, Hashable, CaseIterable { case waiting, read, ended }

    package var id: ID
    package var licence: ID
    /// The place of whoever shows it among its holders, from 1.
    package var holder: Int
    package var account: ID
    /// Codes of the claims that its reader sees (`LicenceClaim.code`).
    package var shown: Set<String>
    package var startedAt: Instant
    package var endsAt: Instant
    package var closedAt: Instant?
    package var read: Read?

    /// How long the page goes on renewing its code.
    static let lifeSeconds: Int64 = 600
    /// How long one code can be opened.
    static let tokenSeconds: Int64 = 60
    /// How long whoever opened a code in time may take to say who they are.
    static let openedSeconds: Int64 = 120

    package func state(at now: Instant) -> State {
        if read != nil { return .read }
        return closedAt != nil || endsAt <= now ? .ended : .waiting
    }

    /// What comes of reading it now with a code of that age; nil where nothing stands against it. Pure.
    func obstacle(codeUntil: Instant, at now: Instant) -> Verdict? {
        if read != nil { return .replayed }
        return closedAt != nil || codeUntil <= now ? .expired : nil
    }
}

/// Who read a presentation, as far as they said or are known.
package struct Reader: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case somebody
        /// Says who they are, and nobody checked it.
        case stated
        /// Signed in, with a purpose.
        case staff
        /// A program with an account.
        case machine
    }

    package var kind: Kind
    /// As the holder reads it.
    package var words: Text
    package var account: ID?
    /// Of an officer: the department for which they read.
    package var department: String?

    package init(kind: Kind, words: Text, account: ID?, department: String? = nil) {
        self.kind = kind
        self.words = words
        self.account = account
        self.department = department
    }
}

/// A line of the log of verifications: never what was shown.
struct VerificationLine: Sendable, Hashable {
    enum Means: String, Sendable, Hashable { case code, file }

    var at: Instant
    var means: Means
    var verdict: Verdict
    var licence: ID?
    var account: ID?
    var address: String
}
