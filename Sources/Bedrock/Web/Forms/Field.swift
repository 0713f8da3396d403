package import Kernel

/// One value of a choice: what is kept and what a person reads.
package struct Option: Sendable, Hashable {
    package var code: String
    package var name: Text
    package var help: Text?

    package init(_ code: String, _ name: Text, help: Text? = nil) {
        self.code = code
        self.name = name
        self.help = help
    }
}

/// One box of a form as a value: it renders itself, reads what was sent and describes itself for the API.
package struct Field: Sendable, Hashable {
    package enum Style: Sendable, Hashable { case radios, select }

    package enum Kind: Sendable, Hashable {
        case text(max: Int)
        case longText(max: Int)
        case integer(min: Int?, max: Int?)
        /// A number with at most so many places after the point; kept as it was written.
        case decimal(places: Int)
        /// Yuan with at most two decimals; the value is a number of yuan.
        case money
        case date(min: LocalDate?, max: LocalDate?)
        /// `2026-11`
        case month
        case choice([Option], style: Style)
        /// Any number of them; required means at least one.
        case choices([Option])
        case yesNo
        /// One box that has to be ticked by the person: a consent is never filled in for them.
        case consent
        /// GB 11643, with its check digit.
        case idNumber
        /// GB 32100, with its check digit.
        case uscc
        case mobile
        case email
        case postcode
        /// ISO/IEC 7812-1, with its check digit.
        case bankCard
        /// A code that is written by its name.
        case named(CodeNames)
        case file(types: [FileKind], maxBytes: Int)
        case password
        case hidden
    }

    /// As in JSON: `child.name`.
    package var name: String
    package var label: Text
    package var help: Text?
    /// Why it is asked, shown on demand.
    package var why: Text?
    package var kind: Kind
    package var isRequired: Bool
    /// An HTML autofill token: `name`, `tel`, `street-address`.
    package var autocomplete: String?
    /// Kept out of the browser's memory.
    package var isSensitive: Bool
    /// Where suggestions are fetched while typing; the box works without.
    package var suggestions: Link?
    /// Values that others state, to choose one of them or to write another: both are sent under the field's name, the choice first.
    package var offers: [Option] = []

    package init(
        _ name: String, _ label: Text, _ kind: Kind, help: Text? = nil, why: Text? = nil, required: Bool = true,
        autocomplete: String? = nil,
        sensitive: Bool = false, suggestions: Link? = nil
    ) {
        self.name = name
        self.label = label
        self.kind = kind
        self.help = help
        self.why = why
        self.isRequired = required
        self.autocomplete = autocomplete
        self.isSensitive = sensitive
        self.suggestions = suggestions
    }
}
