package import Kernel

/// What a licence is asked for. Whoever reads one says all of this, and gets an annotated copy.
package struct LicencePurpose: Sendable, Hashable {
    package enum Reader: String, Sendable, Hashable, CaseIterable {
        /// The holder fills in a form.
        case oneself = "self"
        case staff
        case system
    }

    /// How the holder agreed, where the type demands it.
    package enum Consent: String, Sendable, Hashable, CaseIterable {
        /// The holder is the one who asks.
        case oneself = "self"
        /// The holder applied, and the application says that it is used.
        case application
        /// Said to the officer at the counter.
        case spoken
    }

    package var reader: Reader
    package var account: ID?
    /// Who uses it, in words: the department, the officer.
    package var user: Text
    package var department: String?
    /// The item that needs it, or the thing where no item is known.
    package var item: String
    /// The thing whose form it fills in, which may serve further items of it.
    package var thing: String?
    /// `draft:…`, `application:…`, `case:…`.
    package var reference: String
    /// In words, for the holder; at most 200 characters.
    package var reason: Text
    /// The law behind it; Chinese, as laws are.
    package var basis: String
    package var consent: Consent?

    package init(
        reader: Reader, account: ID?, user: Text, department: String? = nil, item: String, thing: String? = nil, reference: String,
        reason: Text, basis: String, consent: Consent?
    ) {
        self.reader = reader
        self.account = account
        self.user = user
        self.department = department
        self.item = item
        self.thing = thing
        self.reference = reference
        self.reason = reason
        self.basis = basis
        self.consent = consent
    }

    /// Why a licence may not be used for this; nil where it may. Pure.
    ///
    /// - Parameter demandsConsent: whether the type says so.
    package func refusal(demandsConsent: Bool) -> LicenceRefusal? {
        let isWhole = [item, reference, reason.zh, reason.en].allSatisfy { $0.contains { !$0.isWhitespace } }
        guard isWhole, [reason.zh, reason.en].allSatisfy({ $0.count <= LicencePurpose.longestReason }) else { return .noPurpose }
        // Whoever fills in their own form rests on no law; everybody else does.
        if reader != .oneself, basis.allSatisfy(\.isWhitespace) { return .noPurpose }
        if demandsConsent, consent == nil { return .noConsent }
        return nil
    }

    /// 申请事由
    static let longestReason = 200
}

/// 加注件: a copy bound to a purpose. It names what for, by whom, when it was made and until when it may be used; the master stays in the
/// register.
package struct AnnotatedCopy: Sendable, Hashable {
    /// Of the line in the log.
    package let id: ID
    package let licence: Licence
    package let purpose: LicencePurpose
    package let madeAt: Instant
    package let validUntil: Instant

    package func isValid(at instant: Instant) -> Bool { instant < validUntil }
}
