package import Kernel

/// One use of a licence: by whom, for what. A licence is used for a purpose only, and the holder can read every use.
package struct LicenceUse: Sendable, Hashable {
    package var licence: Licence
    package var at: Instant
    /// `self`, `staff`, `system`, `verifier`.
    package var reader: String
    package var account: ID?
    /// The thing or item that needs it.
    package var code: String
    /// The thing whose form it fills in, which may serve further items of it.
    package var thing: String?
    package var reason: Text
    /// The draft, the application or the case.
    package var reference: String
    /// The department of whoever uses it, where it is not the holder.
    package var department: String?
    /// The law that the item rests on.
    package var basis: String?
    /// How the holder agreed: `LicencePurpose.Consent`.
    package var consent: String?
    /// Until when the annotated copy that it made may be used.
    package var validUntil: Instant?
    /// How long the look-up took by which it was found; nil where none was timed: its holder shows it, or a register is opened.
    package var microseconds: Int64?

    package init(
        licence: Licence, at: Instant, reader: String, account: ID?, code: String, thing: String? = nil, reason: Text, reference: String,
        department: String? = nil, basis: String? = nil, consent: String? = nil, validUntil: Instant? = nil, microseconds: Int64? = nil
    ) {
        self.licence = licence
        self.at = at
        self.reader = reader
        self.account = account
        self.code = code
        self.thing = thing
        self.reason = reason
        self.reference = reference
        self.department = department
        self.basis = basis
        self.consent = consent
        self.validUntil = validUntil
        self.microseconds = microseconds
    }
}
