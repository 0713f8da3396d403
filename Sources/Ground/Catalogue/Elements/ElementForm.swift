package import Kernel

extension DataElement {
    /// A box for this element outside an applicant's form: in a supplement, in a decision.
    package func formField(_ name: String, label: Text, help: Text?, choices: [Choice], today: LocalDate) -> FormFieldSpec {
        FormFieldSpec(
            name: name, label: label, help: help ?? self.help, why: label, kind: kind(choices: choices, today: today), isRequired: true,
            isSensitive: sensitivity == .sensitive, autocomplete: nil, suggestion: nil)
    }
}
