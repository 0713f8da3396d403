/// Why a text is not the code it should be. Positions count from 1, after spaces have been taken out.
package indirect enum CodeFault: Error, Sendable, Hashable {
    case empty
    case length(found: Int, expected: [Int])
    case character(Character, position: Int)
    case checkDigit(expected: Character)
    /// `YYYYMMDD` that is no day.
    case impossibleDate(String)
    case futureDate(LocalDate)
    /// An identity number of the first generation, not valid since 2013.
    case fifteenDigits
    /// The first two digits name no province.
    case unknownProvince(String)
    /// A licence identifier that does not begin with its root, or lacks a part.
    case structure(Text)
    /// A number that must lie within bounds.
    case range(Text, lowest: Int, highest: Int)
    /// A code inside the code is wrong.
    case within(Text, CodeFault)
    /// It looks like none of the codes known here.
    case unknown

    /// Stable, for programs.
    package var code: String {
        switch self {
        case .empty: "empty"
        case .length: "length"
        case .character: "character"
        case .checkDigit: "check-digit"
        case .impossibleDate: "impossible-date"
        case .futureDate: "future-date"
        case .fifteenDigits: "fifteen-digits"
        case .unknownProvince: "unknown-province"
        case .structure: "structure"
        case .range: "range"
        case .within(_, let fault): fault.code
        case .unknown: "unknown"
        }
    }

    /// What is wrong, and what to do about it.
    package var message: Text {
        switch self {
        case .empty: Text("请填写代码。", "Please give a code.")
        case .length(let found, let expected): CodeFault.lengthMessage(found, expected)
        case .character(let character, let position):
            Text("第 \(position) 位不能是“\(character)”，请核对。", "Character \(position) cannot be “\(character)”. Please check it.")
        case .checkDigit(let expected):
            Text(
                "校验位不符：按前面各位推算，末位应为 \(expected)。请逐位核对。",
                "The check digit does not match: by the characters before it, the last should be \(expected). Please compare each one.")
        case .impossibleDate(let digits):
            Text(
                "日期 \(digits.slice(0..<4))-\(digits.slice(4..<6))-\(digits.slice(6..<8)) 不存在，请核对。",
                "There is no day \(digits.slice(0..<4))-\(digits.slice(4..<6))-\(digits.slice(6..<8)). Please check it.")
        case .futureDate(let date): Text("日期 \(date) 晚于今天，请核对。", "The date \(date) is after today. Please check it.")
        case .fifteenDigits:
            Text(
                "15 位身份证号码自 2013 年起停止使用，请填写 18 位号码。",
                "Identity numbers of 15 digits have not been valid since 2013. Please give the one of 18.")
        case .unknownProvince(let digits):
            Text("开头的“\(digits)”不是省级行政区划代码，请核对。", "No province has the code “\(digits)” at the beginning. Please check it.")
        case .structure(let text): text
        case .range(let what, let lowest, let highest):
            Text("\(what.zh)应在 \(lowest) 至 \(highest) 之间。", "The \(what.en) must lie between \(lowest) and \(highest).")
        case .within(let part, let fault): Text("其中的\(part.zh)有误：\(fault.message.zh)", "The \(part.en) in it is wrong. \(fault.message.en)")
        case .unknown: Text("看不出这是哪一种代码，请核对。", "This looks like none of the codes known here. Please check it.")
        }
    }

    private static func lengthMessage(_ found: Int, _ expected: [Int]) -> Text {
        let numbers = expected.map(String.init)
        guard let last = numbers.last, numbers.count > 1 else {
            let wanted = numbers.first ?? "0"
            return Text("应为 \(wanted) 位，现为 \(found) 位。", "It should have \(wanted) characters, and has \(found).")
        }
        return Text(
            "应为 \(numbers.dropLast().joined(separator: "、")) 或 \(last) 位，现为 \(found) 位。",
            "It should have \(numbers.dropLast().joined(separator: ", ")) or \(last) characters, and has \(found).")
    }

    /// The mistake as a fault of a form's field.
    package func fault(in field: String) -> Problem.Fault { Problem.Fault(field, message) }
}
