import Catalogue
import Kernel

/// One thing that a licence says and its holder may show alone.
struct LicenceClaim: Sendable, Hashable {
    /// How a choice names it: `person.birthDate`, `age.18`.
    let code: String
    /// Where it stands in the credential.
    let path: [String]
    let label: Text
    let value: JSON
    /// In full, for whoever it is shown to.
    let words: Text
    /// With numbers masked, for the holder's own list.
    let masked: Text

    static let holderName = "holder.name"
    static let holderNumber = "holder.number"
    /// The names of all who hold it, where they are several.
    static let holderNames = "holders.names"
    static let agePath = "age_equal_or_over"
    /// The ages that laws and doors ask for: criminal and civil responsibility, work, majority, discounts for the old.
    static let ages = [14, 16, 18, 60, 65]

    static func age(_ years: Int) -> String { "age.\(years)" }

    /// Everything that a licence can show on a day, in the order of its face; what is derived stands last.
    ///
    /// - Parameter holder: whoever of its holders shows it. What is said of the holder is said of this one: nobody is over 18 by their spouse.
    static func all(of licence: Licence, shownBy holder: Licence.Holder, in catalogue: Catalogue, on today: LocalDate) -> [LicenceClaim] {
        plain(holder) + names(of: licence) + face(of: licence, in: catalogue) + dates(of: licence) + ages(of: holder, on: licence, today)
    }

    private static func ages(of holder: Licence.Holder, on licence: Licence, _ today: LocalDate) -> [LicenceClaim] {
        guard let birth = birthDate(of: holder, on: licence) else { return [] }
        let age = birth.years(until: today)
        return ages.map { years in
            let words = age >= years ? PresentingText.yes : PresentingText.no
            return LicenceClaim(
                code: self.age(years), path: [agePath, String(years)], label: PresentingText.isOver(years), value: .bool(age >= years),
                words: words, masked: words)
        }
    }

    private static func birthDate(of holder: Licence.Holder, on licence: Licence) -> LocalDate? {
        guard holder.kind == .person else { return nil }
        if let identity = ResidentIdentityNumber(stored: holder.number) { return identity.birthDate }
        // Where several hold it, the face does not tell whose birthday it names.
        return licence.coholders.isEmpty ? licence.face["person.birthDate"]?.string.flatMap { LocalDate($0) } : nil
    }

    private static func plain(_ holder: Licence.Holder) -> [LicenceClaim] {
        [
            plain(holderName, holder.kind == .person ? PresentingText.personName : PresentingText.enterpriseName, holder.name),
            LicenceClaim(
                code: holderNumber, path: [holderNumber], label: LicencesText.holderNumber, value: .string(holder.number),
                words: Text(same: holder.number), masked: Text(same: holder.maskedNumber)),
        ]
    }

    /// Who holds it together: their names alone, whoever of them shows it.
    private static func names(of licence: Licence) -> [LicenceClaim] {
        licence.coholders.isEmpty ? [] : [plain(holderNames, PresentingText.allHolders, licence.names(.zh))]
    }

    private static func face(of licence: Licence, in catalogue: Catalogue) -> [LicenceClaim] {
        LicenceFace.written(on: licence, in: catalogue).map { code, value in
            let element = catalogue.elements[code]
            return LicenceClaim(
                code: code, path: [code], label: element?.name ?? Text(same: code), value: value,
                words: catalogue.words(for: value, of: element, masked: false), masked: catalogue.words(for: value, of: element))
        }
    }

    private static func dates(of licence: Licence) -> [LicenceClaim] {
        let until = licence.validUntil
        return [
            plain("licence.number", PresentingText.licenceNumber, licence.number),
            LicenceClaim(
                code: "licence.issuedOn", path: ["licence.issuedOn"], label: LicencesText.issuedOn,
                value: .string(licence.issuedOn.description), words: licence.issuedOn.text, masked: licence.issuedOn.text),
            LicenceClaim(
                code: "licence.validUntil", path: ["licence.validUntil"], label: PresentingText.validUntil, value: JSON(until?.description),
                words: until.map { LicencesText.until.filled(["date": $0.text]) } ?? LicencesText.long,
                masked: until.map { LicencesText.until.filled(["date": $0.text]) } ?? LicencesText.long),
        ]
    }

    private static func plain(_ code: String, _ label: Text, _ value: String) -> LicenceClaim {
        LicenceClaim(code: code, path: [code], label: label, value: .string(value), words: Text(same: value), masked: Text(same: value))
    }
}
