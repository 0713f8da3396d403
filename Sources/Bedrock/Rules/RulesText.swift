import Kernel

/// What the room says to people.
enum RulesText {
    // MARK: Reading

    static func at(line: Int, column: Int, _ message: Text) -> Text {
        Text("第 \(line) 行第 \(column) 列：\(message.zh)", "Line \(line), column \(column): \(message.en)")
    }

    static func expected(_ what: Text) -> Text { Text("这里应为 \(what.zh)。", "\(what.en) is expected here.") }

    static func unexpected(_ expected: [Text], found: Text) -> Text {
        Text(
            "这里应为 \(expected.map(\.zh).joined(separator: " 或 "))，实际是 \(found.zh)。",
            "Expected \(expected.map(\.en).joined(separator: " or ")), found \(found.en).")
    }

    static let endOfText = Text("末尾", "the end of the text")
    static let anExpression = Text("表达式（数、文字、名称或括号）", "an expression (a number, a string, a name or a bracket)")
    static let anOperator = Text("运算符", "an operator")
    static let aName = Text("名称", "a name")
    static let aType = Text("类型（如 number、string、date）", "a type (number, string, date and so on)")
    static let operatorOrEnd = Text("运算符或末尾", "an operator or the end")
    static let unclosedComment = Text("注释没有结束，请补上 */。", "This comment has no end. Close it with */.")
    static let unclosedString = Text("字符串没有结束，请补上引号 \"。", "This string has no end. Close it with a quotation mark (\").")
    static let numberTooLarge = Text("这个数超出可表示的范围。", "This number is beyond what can be represented.")
    static let oneEqualsSign = Text("相等只写一个 = 。", "A single = compares two values.")
    static let tooDeep = Text("嵌套层次过多，请拆成几条。", "This is nested too deeply. Split it into several expressions.")
    static let textTooLong = Text("表达式太长（最多 100,000 个字符）。", "The expression is too long (at most 100,000 characters).")

    static func foreignSign(_ sign: String, _ plain: String) -> Text {
        Text("“\(sign)” 是全角或排版符号，请改用半角的 \(plain) 。", "“\(sign)” is a full-width or typographic sign. Write \(plain) instead.")
    }

    static func otherLanguage(_ sign: String, _ instead: String) -> Text {
        Text("这里不用 \(sign) ，请写 \(instead) 。", "\(sign) is not used here. Write \(instead) instead.")
    }

    static func strangeCharacter(_ sign: String) -> Text { Text("表达式里不能有 “\(sign)”。", "“\(sign)” cannot stand in an expression.") }

    // MARK: Lines

    static func noJSON(_ offset: Int) -> Text { Text("第 \(offset) 个字节处不是合法的 JSON。", "This is no JSON at byte \(offset).") }
    static let noExpression = Text("缺少文字成员 expression。", "The member “expression”, a string, is missing.")
    static func nameTooDeep(_ start: String) -> Text {
        Text(
            "“\(start)…” 的层次过多：事实名称最多 \(Facts.mostParts) 段。",
            "“\(start)…” is nested too deeply: a fact's name has at most \(Facts.mostParts) parts.")
    }

    static let factsNotObject = Text("成员 facts 应为对象。", "The member “facts” must be an object.")

    // MARK: Explaining

    /// The test and what it found; several values are told with their names.
    static func explained(_ part: Explanation) -> Text {
        let actual = part.actual
        if actual.isEmpty { return Text("\(part.source)：\(part.value.literal)", "\(part.source): \(part.value.literal)") }
        let told = actual.map { source, value in
            let text = shown(value)
            return actual.count == 1 ? text : Text("\(source) = \(text.zh)", "\(source) = \(text.en)")
        }
        return Text(
            "\(part.source)：实际 \(told.map(\.zh).joined(separator: "，"))",
            "\(part.source): actually \(told.map(\.en).joined(separator: ", "))")
    }

    private static func shown(_ value: Value) -> Text {
        switch value {
        case .null: Text("未提供", "not given")
        case .boolean(true): Text("是", "yes")
        case .boolean(false): Text("否", "no")
        default: Text(same: value.literal)
        }
    }
}
