/// The code of every enterprise, body and organisation (GB 32100-2015).
package struct UnifiedSocialCreditCode: WrittenCode {
    /// Eighteen characters, capitals.
    package let rawValue: String

    /// Reads one. The first two characters are not held against a list: more kinds are in use than any list shows.
    package static func parse(_ text: String) throws(CodeFault) -> UnifiedSocialCreditCode {
        let letters = CodeLetters(text)
        try letters.require(length: 18)
        try letters.values(0..<2, in: .socialCredit)
        try letters.values(2..<8, in: .digits)
        let values = try letters.values(0..<18, in: .socialCredit)
        let expected = check(values.dropLast())
        guard CodeAlphabet.socialCredit.letters[values[17]] == expected else { throw .checkDigit(expected: expected) }
        return UnifiedSocialCreditCode(trusted: letters.text)
    }

    package init?(_ text: String) {
        guard let code = try? UnifiedSocialCreditCode.parse(text) else { return nil }
        self = code
    }

    init(trusted rawValue: String) { self.rawValue = rawValue }

    /// The check character that belongs to seventeen characters; nil for anything else.
    package static func checkDigit(_ seventeen: String) -> Character? {
        let letters = CodeLetters(seventeen)
        guard letters.count == 17, let values = try? letters.values(0..<17, in: .socialCredit) else { return nil }
        return check(values)
    }

    // A sum that 31 divides gives 0, not 31: the table ends at 30.
    private static func check(_ values: some Sequence<Int>) -> Character {
        var sum = 0
        var weight = 1
        for value in values {
            sum += value * weight
            weight = weight * 3 % 31
        }
        return CodeAlphabet.socialCredit.letters[(31 - sum % 31) % 31]
    }

    package struct Parts: Sendable, Hashable {
        /// The registering department and the kind of organisation, two characters: `91` is an enterprise.
        package let kind: String
        /// Where it was registered.
        package let region: RegionCode
        package let organisation: String
        package let check: String
    }

    package var parts: Parts {
        Parts(
            kind: rawValue.slice(0..<2), region: RegionCode(trusted: rawValue.slice(2..<8)), organisation: rawValue.slice(8..<17),
            check: rawValue.slice(17..<18))
    }

    /// The organisation code inside, where its own check character holds. A few old codes were issued without it, so that
    /// its absence is worth a warning and no more.
    package var organisation: OrganisationCode? { OrganisationCode(parts.organisation) }

    /// nil, or what an officer should look at although the code is valid.
    package var warning: Text? {
        guard organisation == nil else { return nil }
        return Text(
            "代码本身有效，但第 9 至 17 位的组织机构代码校验不符；少数早期代码如此，请对照证照核对。",
            "The code is valid, but characters 9 to 17 fail the check of an organisation code. A few early codes do; compare the licence.")
    }

    /// One-person businesses (92) carry what is really a person's data: mask them in logs.
    package var isIndividualBusiness: Bool { rawValue.hasPrefix("92") }

    package var masked: String { rawValue.masked }

    /// What kind of organisation it is, where the first two characters tell.
    package var kindName: Text? { UnifiedSocialCreditCode.kindNames[rawValue.slice(0..<2)] }

    private static let kindNames: [String: Text] = [
        "11": Text("机关", "Government body"), "12": Text("事业单位", "Public institution"), "13": Text("群众团体", "Mass organisation"),
        "19": Text("其他机构编制单位", "Other body on the state's establishment"), "51": Text("社会团体", "Association"),
        "52": Text("民办非企业单位", "Private non-enterprise unit"), "53": Text("基金会", "Foundation"),
        "59": Text("其他民政登记组织", "Other organisation registered with civil affairs"), "91": Text("企业", "Enterprise"),
        "92": Text("个体工商户", "Individual business"), "93": Text("农民专业合作社", "Farmers’ cooperative"), "Y1": Text("其他", "Other"),
    ]
}
