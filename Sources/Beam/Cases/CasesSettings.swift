import Kernel

/// What a city sets for its cases.
package struct CasesSettings: Sendable, Hashable {
    /// Whoever accepted a case may not decide it (受审分离).
    package var separatesHands: Bool
    /// How long an applicant has to hand in what is missing, in working days; the law names no term.
    package var supplementWorkdays: Int
    /// For how many months whoever broke a promise may make no other; no law names one term for all.
    package var promiseBarMonths: Int
    /// How long an office that was asked for assistance has to answer at most, in working days.
    package var assistanceWorkdays: Int
    /// The most numbers that a node leases at once. What it has not given out when it stops leaves a gap.
    package var numberLease: Int
    /// The largest file, in bytes, whatever a material allows.
    package var attachmentBytes: Int
    /// A draft that nobody touches is deleted after so many days.
    package var draftDays: Int
    /// An attachment that no draft and no application holds is removed after so many days.
    package var strayAttachmentDays: Int
    /// The address of this site, for the codes on papers: `https://city.example`.
    package var origin: String

    package init(
        separatesHands: Bool = true, supplementWorkdays: Int = 15, promiseBarMonths: Int = 12, assistanceWorkdays: Int = 5,
        numberLease: Int = 500, attachmentBytes: Int = 20_000_000, strayAttachmentDays: Int = 30, draftDays: Int = 180,
        origin: String = "http://127.0.0.1:8080"
    ) {
        self.separatesHands = separatesHands
        self.supplementWorkdays = supplementWorkdays
        self.promiseBarMonths = promiseBarMonths
        self.assistanceWorkdays = assistanceWorkdays
        self.numberLease = numberLease
        self.attachmentBytes = attachmentBytes
        self.draftDays = draftDays
        self.strayAttachmentDays = strayAttachmentDays
        self.origin = origin
    }
}
