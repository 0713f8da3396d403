package import Kernel

/// A field as a form needs it: label, kind, choices. Pages map it to their own boxes.
package struct FormFieldSpec: Sendable, Hashable {
    /// What kind of box it is.
    package enum Kind: Sendable, Hashable {
        case text(max: Int)
        case longText(max: Int)
        case integer(min: Int?, max: Int?)
        case decimal
        case money
        case date(min: LocalDate?, max: LocalDate?)
        case choice([Choice])
        case choices([Choice])
        case yesNo
        case consent
        case idNumber, uscc, mobile, email, postcode, bankCard, region, industry
    }

    package let name: String
    package let label: Text
    package let help: Text?
    package let why: Text
    package let kind: Kind
    package let isRequired: Bool
    package let isSensitive: Bool
    /// An HTML autofill token, for the applicant's own facts only.
    package let autocomplete: String?
    /// What a source says, for the person to take over or not.
    package let suggestion: JSON?
}

extension FieldOutcome {
    /// The field for a form; `applicant` is the code of the applicant’s role.
    package func spec(applicant: String, today: LocalDate) -> FormFieldSpec {
        let reason: Text
        let offered: JSON?
        if case .asked(let asked, let suggestion) = state {
            (reason, offered) = (asked, suggestion)
        } else {
            (reason, offered) = (why, nil)
        }
        let own = field.hasPrefix("\(applicant).")
        return FormFieldSpec(
            name: field, label: label, help: help, why: reason, kind: element.kind(choices: choices, today: today), isRequired: isRequired,
            isSensitive: element.sensitivity == .sensitive, autocomplete: own && reuse != .never ? element.autocomplete : nil,
            suggestion: offered)
    }
}

extension DataElement {
    func kind(choices: [Choice], today: LocalDate) -> FormFieldSpec.Kind {
        switch type {
        case .integer: .integer(min: minimum.flatMap { Int($0) }, max: maximum.flatMap { Int($0) })
        case .decimal: .decimal
        case .money: .money
        case .date: .date(min: bound(minimum, today: today), max: bound(maximum, today: today))
        case .boolean: format == .consent ? .consent : .yesNo
        case .choice: .choice(choices)
        case .choices: .choices(choices)
        case .text: textKind
        }
    }

    private var textKind: FormFieldSpec.Kind {
        switch format {
        case .residentID: .idNumber
        case .uscc: .uscc
        case .mobile: .mobile
        case .email: .email
        case .postcode: .postcode
        case .bankCard: .bankCard
        case .region: .region
        case .industry: .industry
        case .longText: .longText(max: maxLength ?? 1000)
        case .personName: .text(max: maxLength ?? 60)
        case .address, .consent, nil: .text(max: maxLength ?? 200)
        }
    }

    /// WCAG 1.3.5: the purpose of a box about oneself can be told by program.
    var autocomplete: String? {
        switch format {
        case .mobile: "tel"
        case .email: "email"
        case .postcode: "postal-code"
        case .personName: "name"
        case .address: "street-address"
        default: leaf == "birthDate" ? "bday" : nil
        }
    }
}

extension Checklist {
    /// What is wrong with what the person typed: every fault at once, under the names of fields and of `answers.<question>`.
    ///
    /// Pure. `given` is as it came from the form; an absent or empty value is faulty where one is required and none is known.
    package func faults(given: [String: JSON], answers: [String: JSON] = [:], today: LocalDate) -> [Problem.Fault] {
        var faults: [Problem.Fault] = []
        for outcome in questions where outcome.isAsked {
            let own = answers[outcome.question.code]
            let isBroken = own.map { outcome.question.reading($0) == nil } ?? false
            if isBroken || own == nil && !outcome.isAnswered { faults.append(.init(outcome.question.name, ElementText.unanswered)) }
        }
        let named = Dictionary(given.map { (thing.canonical($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        for field in fields where field.isNeeded {
            if let message = mistake(in: named[field.field], for: field, today: today) { faults.append(.init(field.field, message)) }
        }
        return faults
    }

    private func mistake(in value: JSON?, for field: FieldOutcome, today: LocalDate) -> Text? {
        guard let value, !value.isBlank else {
            if field.element.format == .consent, field.isRequired, field.value == nil { return ElementText.consentNeeded }
            return field.isRequired && field.value == nil ? ElementText.missing(field.label) : nil
        }
        // A box not ticked says no: only a consent that is required has to be a yes.
        if field.element.format == .consent, !field.isRequired { return nil }
        return field.element.mistake(in: value, choices: field.choices, today: today, label: field.label)
    }
}

extension JSON {
    /// Nothing was written.
    var isBlank: Bool {
        switch self {
        case .null: true
        case .string(let text): text.unicodeScalars.allSatisfy(\.isSpace)
        case .array(let items): items.allSatisfy(\.isBlank)
        default: false
        }
    }
}
