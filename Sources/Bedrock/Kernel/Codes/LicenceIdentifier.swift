/// The identifier of an electronic licence (GB/T 36904-2018): a root, the licence type, the issuer, a serial, a version, a check.
///
/// The check character is ISO/IEC 7064 MOD 37,36 over the four middle parts, **without** root and dots. Samples in some
/// interface documents do not satisfy it; the ones that real issuers write do.
package struct LicenceIdentifier: WrittenCode {
    package let rawValue: String

    /// 1.2.156 is China, 3005 the national government-service platform.
    package static let root = "1.2.156.3005.2"

    package static func parse(_ text: String) throws(CodeFault) -> LicenceIdentifier {
        let folded = CodeLetters(text).text
        guard !folded.isEmpty else { throw .empty }
        let pieces = folded.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard pieces.count == 10, folded.hasPrefix(root + ".") else {
            throw .structure(
                Text(
                    "应以 \(root) 开头，后接类型代码、颁发机构代码、流水号、版本号和校验位，以点分隔。",
                    "It should begin with \(root), then type, issuer, serial, version and check, with dots between."))
        }
        let body = try bodyParts(type: pieces[5], issuer: pieces[6], serial: pieces[7], version: pieces[8])
        let expected = check(body)
        guard pieces[9] == String(expected) else { throw .checkDigit(expected: expected) }
        return LicenceIdentifier(trusted: folded)
    }

    package init?(_ text: String) {
        guard let identifier = try? LicenceIdentifier.parse(text) else { return nil }
        self = identifier
    }

    /// Reads one that was checked when it was entered: of a register of millions each look would check it again.
    package init?(stored text: String) {
        guard text.utf8.starts(with: LicenceIdentifier.root.utf8), text.parts(between: ".").count == 10 else { return nil }
        rawValue = text
    }

    /// The identifier of one version of one licence. `type` is the defining body's code and three digits; `serial` letters and digits.
    package static func make(
        type: String, issuer: UnifiedSocialCreditCode, serial: String, version: Int
    ) throws(CodeFault) -> LicenceIdentifier {
        guard (1...999).contains(version) else { throw .range(versionName, lowest: 1, highest: 999) }
        let digits = String(version)
        let padded = String(repeating: "0", count: 3 - digits.utf8.count) + digits
        let body = try bodyParts(type: CodeLetters(type).text, issuer: issuer.rawValue, serial: CodeLetters(serial).text, version: padded)
        return LicenceIdentifier(trusted: ([root] + body + [String(check(body))]).joined(separator: "."))
    }

    /// The serial that a printed licence number (or a UUID) gives: letters and digits only, capitals.
    package static func serial(from printed: String) throws(CodeFault) -> String {
        let kept = CodeLetters(printed).text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard !kept.isEmpty else { throw .empty }
        guard kept.utf8.count <= 64 else { throw .range(serialLengthName, lowest: 1, highest: 64) }
        return kept
    }

    private init(trusted rawValue: String) { self.rawValue = rawValue }

    private static func bodyParts(type: String, issuer: String, serial: String, version: String) throws(CodeFault) -> [String] {
        let typeName = Text("证照类型代码", "licence type code")
        try inside(typeName) { () throws(CodeFault) in
            let letters = CodeLetters(type)
            try letters.require(length: 21)
            _ = try UnifiedSocialCreditCode.parse(letters.text(0..<18))
            try letters.values(18..<21, in: .digits)
        }
        try inside(Text("颁发机构代码", "issuer’s code")) { () throws(CodeFault) in _ = try UnifiedSocialCreditCode.parse(issuer) }
        try inside(Text("流水号", "serial")) { () throws(CodeFault) in
            let letters = CodeLetters(serial)
            guard (1...64).contains(letters.count) else { throw .range(serialLengthName, lowest: 1, highest: 64) }
            try letters.values(0..<letters.count, in: .alphanumeric)
        }
        try inside(versionName) { () throws(CodeFault) in
            let letters = CodeLetters(version)
            try letters.require(length: 3)
            guard try letters.values(0..<3, in: .digits).contains(where: { $0 > 0 }) else {
                throw .range(versionName, lowest: 1, highest: 999)
            }
        }
        return [type, issuer, serial, version]
    }

    private static func inside(_ part: Text, _ work: () throws(CodeFault) -> Void) throws(CodeFault) {
        do { try work() } catch { throw .within(part, error) }
    }

    private static let versionName = Text("版本号", "version")
    private static let serialLengthName = Text("流水号长度", "length of the serial")

    private static func check(_ body: [String]) -> Character { checkDigit(body.joined()) ?? "0" }

    /// ISO/IEC 7064 MOD 37,36 of letters and digits; nil for anything else.
    package static func checkDigit(_ text: String) -> Character? {
        let letters = CodeLetters(text)
        guard let values = try? letters.values(0..<letters.count, in: .alphanumeric) else { return nil }
        var product = 36
        for value in values {
            let sum = (product + value) % 36
            product = (sum == 0 ? 36 : sum) * 2 % 37
        }
        return CodeAlphabet.alphanumeric.letters[(37 - product) % 36]
    }

    package struct Parts: Sendable, Hashable {
        /// 21 characters: the body that defined the type, and three digits.
        package let type: String
        package let issuer: UnifiedSocialCreditCode
        package let serial: String
        package let version: Int
        package let check: String
    }

    package var parts: Parts {
        let pieces = rawValue.split(separator: ".").map(String.init)
        return Parts(
            type: pieces[5], issuer: UnifiedSocialCreditCode(trusted: pieces[6]), serial: pieces[7], version: Int(pieces[8]) ?? 1,
            check: pieces[9])
    }

    /// The same licence, issued anew or changed.
    package func next() throws(CodeFault) -> LicenceIdentifier {
        let parts = parts
        return try LicenceIdentifier.make(type: parts.type, issuer: parts.issuer, serial: parts.serial, version: parts.version + 1)
    }
}
