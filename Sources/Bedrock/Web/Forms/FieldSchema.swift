import Kernel

extension Field {
    /// The field's member of the API's description.
    package var schema: Schema.Member { Schema.Member(name, shape, required: isRequired, label) }

    private var shape: Schema {
        switch kind {
        case .text(let max), .longText(let max): .string(maxLength: max)
        case .integer(let min, let max): .integer(min: min, max: max)
        case .decimal, .money: .number
        case .date: .date
        case .month: .string(pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$")
        case .choice(let options, _): .oneOf(options.map(\.code))
        case .choices(let options): .array(.oneOf(options.map(\.code)), minItems: isRequired ? 1 : nil)
        case .yesNo, .consent: .boolean
        case .idNumber: .string(pattern: "^[0-9]{17}[0-9X]$")
        case .uscc: .string(pattern: "^[0-9A-HJ-NPQRTUWXY]{18}$")
        case .mobile: .string(pattern: "^1[0-9]{10}$")
        case .email: .string(maxLength: 254, format: "email")
        case .postcode: .string(pattern: "^[0-9]{6}$")
        case .bankCard: .string(pattern: "^[0-9]{16,19}$")
        case .named: .string(maxLength: CodeNames.maxLength)
        case .file: .file
        case .password: .string
        case .hidden: .string(maxLength: 2000)
        }
    }
}

extension [Field] {
    /// The object that these fields make.
    package var schema: Schema { .object(map(\.schema)) }
}
