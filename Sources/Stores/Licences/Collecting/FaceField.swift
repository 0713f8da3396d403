import Catalogue
import Kernel
import Web

extension Catalogue {
    /// The box of an element of a licence's face, as those who keep the register fill it in: shorter than an applicant's, without reasons.
    func faceField(_ code: String, isRequired: Bool, today: LocalDate) -> Field? {
        guard let element = elements[code] else { return nil }
        let spec = element.formField(code, label: element.name, help: nil, choices: choices(of: element), today: today)
        func options(_ choices: [Choice]) -> [Option] { choices.map { Option($0.code, $0.name) } }
        let kind: Field.Kind =
            switch spec.kind {
            case .text(let max): .text(max: max)
            case .longText(let max): .longText(max: max)
            case .integer(let min, let max): .integer(min: min, max: max)
            case .decimal, .money: .decimal(places: 4)
            case .date(let min, let max): .date(min: min, max: max)
            case .choice(let choices): .choice(options(choices), style: .select)
            case .choices(let choices): .choices(options(choices))
            case .yesNo, .consent: .yesNo
            // Their check digits are looked at when the row is read, as those of a file are.
            case .idNumber, .uscc, .mobile, .email, .postcode, .bankCard, .region, .industry: .text(max: 60)
            }
        return Field(code, element.name, kind, required: isRequired, sensitive: spec.isSensitive)
    }
}
