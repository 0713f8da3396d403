import Foundation
package import Kernel

extension DataElement {
    /// What is wrong with a value that somebody gave; nil when nothing is. The sentence says what to write instead.
    ///
    /// - Parameter label: what the person knows it by; else the element's own name.
    package func mistake(in value: JSON, choices: [Choice], today: LocalDate, label: Text? = nil) -> Text? {
        guard let read = reading(value, choices: choices) else { return ElementText.unreadable(self) }
        return mistake(inRead: read, label: label ?? name, today: today)
    }

    /// The value in its proper shape, if there is nothing wrong with it.
    func accepted(_ value: JSON, choices: [Choice], today: LocalDate) -> JSON? {
        guard let read = reading(value, choices: choices), mistake(inRead: read, label: name, today: today) == nil else { return nil }
        return read
    }

    private func mistake(inRead read: JSON, label: Text, today: LocalDate) -> Text? {
        switch type {
        case .text: return mistake(inText: read.string ?? "", label, today: today)
        case .integer, .decimal, .money: return outOfBounds(read, label)
        case .date: return mistake(inDate: read.string ?? "", label, today: today)
        case .boolean: return format == .consent && read != true ? ElementText.consentNeeded : nil
        case .choice, .choices: return nil
        }
    }

    private func mistake(inText text: String, _ label: Text, today: LocalDate) -> Text? {
        if let maxLength, text.count > maxLength { return ElementText.tooLong(label, maxLength) }
        func broken(_ parse: () throws(CodeFault) -> Void) -> Text? {
            do {
                try parse()
                return nil
            } catch {
                return error.message
            }
        }
        return switch format {
        case .residentID: broken { () throws(CodeFault) in _ = try ResidentIdentityNumber.parse(text, today: today) }
        case .uscc: broken { () throws(CodeFault) in _ = try UnifiedSocialCreditCode.parse(text) }
        case .mobile: broken { () throws(CodeFault) in _ = try MobileNumber.parse(text) }
        case .region: broken { () throws(CodeFault) in _ = try RegionCode.parse(text) }
        case .email: DataElement.isEmail(text) ? nil : ElementText.email
        case .postcode: text.utf8.count == 6 && DataElement.isDigits(text) ? nil : ElementText.postcode
        case .bankCard: DataElement.isBankCard(text) ? nil : ElementText.bankCard
        case .personName: DataElement.isPersonName(text) ? nil : ElementText.personName(label)
        case .industry: DataElement.isIndustry(text) ? nil : ElementText.industry
        case .address, .longText, .consent, nil: nil
        }
    }

    private func outOfBounds(_ value: JSON, _ label: Text) -> Text? {
        guard case .number(let digits) = value, let number = Decimal(string: digits) else { return nil }
        if let minimum, let bound = Decimal(string: minimum), number < bound { return ElementText.atLeast(label, minimum) }
        if let maximum, let bound = Decimal(string: maximum), number > bound { return ElementText.atMost(label, maximum) }
        return nil
    }

    private func mistake(inDate text: String, _ label: Text, today: LocalDate) -> Text? {
        guard let date = LocalDate(text) else { return ElementText.unreadable(self) }
        if let bound = bound(minimum, today: today), date < bound { return ElementText.notBefore(label, bound) }
        if let bound = bound(maximum, today: today), date > bound { return ElementText.notAfter(label, bound) }
        return nil
    }

    /// A bound of a date: written out, or `today`.
    package func bound(_ text: String?, today: LocalDate) -> LocalDate? {
        text.flatMap { $0 == "today" ? today : LocalDate($0) }
    }

    private static func isDigits(_ text: String) -> Bool { text.utf8.allSatisfy { (48...57).contains($0) } }

    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, text.utf8.count <= 254, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            return false
        }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") }
    }

    /// Twelve to nineteen digits with a check digit by Luhn's rule.
    private static func isBankCard(_ text: String) -> Bool {
        guard (12...19).contains(text.utf8.count), isDigits(text) else { return false }
        let sum = text.utf8.reversed().enumerated().reduce(0) { sum, digit in
            let value = Int(digit.element - 48) * (digit.offset % 2 == 1 ? 2 : 1)
            return sum + value / 10 + value % 10
        }
        return sum % 10 == 0
    }

    /// Letters of any script, with the points, hyphens and spaces that names have.
    private static func isPersonName(_ text: String) -> Bool {
        text.count <= 60 && text.contains(where: \.isLetter) && text.allSatisfy { $0.isLetter || " ·•・.-'’".contains($0) }
    }

    /// GB/T 4754: a letter A–T and up to four digits, or digits alone.
    private static func isIndustry(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        let digits = (65...84).contains(first) ? text.dropFirst() : text[...]
        return digits.utf8.count <= 4 && digits.utf8.allSatisfy { (48...57).contains($0) }
    }
}

/// What to write instead.
enum ElementText {
    static func unreadable(_ element: DataElement) -> Text {
        switch element.type {
        case .integer: Text("请填写整数，例如 3", "Please write a whole number, such as 3")
        case .decimal: Text("请填写数字，例如 3.5", "Please write a number, such as 3.5")
        case .money: Text("请填写金额（元），最多两位小数", "Please write an amount in yuan with at most two decimals")
        case .date: Text("请填写真实存在的日期，例如 2026-05-18", "Please write a date that exists, such as 2026-05-18")
        case .choice, .choices: Text("请从选项中选择", "Please choose from the list")
        case .boolean: Text("请选择“是”或“否”", "Please choose yes or no")
        case .text: Text("请填写文字", "Please write something here")
        }
    }
    static func missing(_ label: Text) -> Text { Text("请填写“\(label.zh)”", "Please fill in “\(label.en)”") }
    static let unanswered = Text("请回答这个问题", "Please answer this question")
    static let consentNeeded = Text("请阅读并勾选同意", "Please read this and tick the box to agree")
    static func tooLong(_ label: Text, _ count: Int) -> Text {
        Text("“\(label.zh)”最多 \(count) 个字。", "“\(label.en)” may have \(count) characters at most.")
    }
    static func atLeast(_ label: Text, _ bound: String) -> Text {
        Text("“\(label.zh)”不能小于 \(bound)。", "“\(label.en)” cannot be less than \(bound).")
    }
    static func atMost(_ label: Text, _ bound: String) -> Text {
        Text("“\(label.zh)”不能大于 \(bound)。", "“\(label.en)” cannot be more than \(bound).")
    }
    static func notBefore(_ label: Text, _ date: LocalDate) -> Text {
        Text("“\(label.zh)”不能早于 \(date.text.zh)。", "“\(label.en)” cannot be before \(date.text.en).")
    }
    static func notAfter(_ label: Text, _ date: LocalDate) -> Text {
        Text("“\(label.zh)”不能晚于 \(date.text.zh)。", "“\(label.en)” cannot be after \(date.text.en).")
    }
    static let email = Text("请填写邮箱地址，例如 name@example.cn", "Please write an e-mail address, such as name@example.cn")
    static let postcode = Text("邮政编码是 6 位数字", "A postcode has six digits")
    static let bankCard = Text("请核对银行卡号：位数或校验位不对", "Please check the bank card number: a digit is wrong or missing")
    static func personName(_ label: Text) -> Text {
        Text("“\(label.zh)”不能有数字和符号。", "“\(label.en)” cannot have digits or symbols in it.")
    }
    static let industry = Text("请填写国民经济行业代码，例如 H6210", "Please write an industry code of GB/T 4754, such as H6210")
}
