package import Kernel

/// 设定依据: the law, its article and, if quoted, its words (Chinese only).
package struct LegalBasis: Sendable, Hashable {
    package let law: Text
    /// As the law counts: `第七条`.
    package let article: String?
    package let text: String?
    /// 施行日期 of the version that is cited.
    package let date: LocalDate?

    init(_ entry: Entry) {
        law = entry.text("law")
        article = entry.optionalString("article")
        text = entry.optionalText("text", chineseOnlyAllowed: true)?.zh
        date = entry.optionalDate("date")
    }

    /// One or several under `basis`.
    static func list(_ entry: Entry) -> [LegalBasis] { entry.entries("basis", LegalBasis.init) }

    /// `《户口登记条例》第七条`, `Regulations on Household Registration, art. 7`.
    package var citation: Text {
        guard let article else { return Text(titled(law.zh), law.en) }
        return Text(titled(law.zh) + article, "\(law.en), \(ArticleNumber.english(article))")
    }

    private func titled(_ name: String) -> String { name.hasPrefix("《") ? name : "《\(name)》" }
}

/// Chinese article numbers in English: `第十五条第二款` → `art. 15 para. 2`.
enum ArticleNumber {
    private static let digits: [Character: Int] = [
        "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]
    private static let powers: [Character: Int] = ["十": 10, "百": 100, "千": 1000]
    private static let units: [Character: String] = ["条": "art.", "款": "para.", "项": "item", "章": "ch.", "节": "sec.", "编": "book"]

    /// What cannot be read is left as it is.
    static func english(_ article: String) -> String {
        var parts: [String] = []
        var numeral = ""
        for character in article {
            switch character {
            case "第", "（", "）", "(", ")", " ": continue
            case "、", "，", "至", "和": parts.append(character == "至" ? "to" : "and")
            case "之": numeral.append("-")
            default:
                if let unit = units[character] {
                    guard let number = number(numeral) else { return article }
                    parts.append("\(unit) \(number)")
                    numeral = ""
                } else if digits[character] != nil || powers[character] != nil || character.isNumber {
                    numeral.append(character)
                } else {
                    return article
                }
            }
        }
        if !numeral.isEmpty {
            // 第七条之一: the second numeral follows its unit.
            guard numeral.hasPrefix("-"), let number = number(String(numeral.dropFirst())), !parts.isEmpty else { return article }
            parts[parts.count - 1] += "-\(number)"
        }
        return parts.isEmpty ? article : parts.joined(separator: " ")
    }

    private static func number(_ text: String) -> Int? {
        if let plain = Int(text) { return plain }
        var (total, current) = (0, 0)
        for character in text {
            if let power = powers[character] {
                total += (current == 0 ? 1 : current) * power
                current = 0
            } else if let digit = digits[character] {
                current = digit
            } else {
                return nil
            }
        }
        return text.isEmpty ? nil : total + current
    }
}

/// What a catalogue's items cite: logs keep a citation in Chinese alone, as it was when it was used.
struct Citations: Sendable {
    /// By the Chinese.
    let english: [String: String]

    init(_ items: some Collection<ServiceItem>) {
        // In the order of their codes: where the same article is cited with two names, the first is taken each time.
        let all = items.sorted { $0.code < $1.code }.flatMap { item in item.bases + item.materials.flatMap(\.bases) }
        english = Dictionary(all.map(\.citation).map { ($0.zh, $0.en) }, uniquingKeysWith: { first, _ in first })
    }
}
