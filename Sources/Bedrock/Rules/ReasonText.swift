import Kernel

/// Why a value became null.
extension RulesText {
    static func unknownName(_ name: String) -> Text { Text("没有名为 \(name) 的事实。", "There is no fact called \(name).") }
    static func unknownFunction(_ name: String) -> Text { Text("没有名为 \(name) 的函数。", "There is no function called \(name).") }
    static func noMember(_ name: String) -> Text { Text("没有 \(name) 这一项。", "There is no entry called \(name).") }
    static func noMemberOfNull(_ name: String) -> Text { Text("值为空，取不到 \(name)。", "The value is missing, so it has no \(name).") }
    static func noProperty(_ name: String, _ type: FeelType) -> Text {
        Text("\(type.text.zh)没有 \(name) 属性。", "\(type.text.en) has no property \(name).")
    }
    static func nameTwice(_ name: String) -> Text { Text("名称 \(name) 出现了两次。", "The name \(name) is given twice.") }
    static func notBoolean(_ type: FeelType) -> Text {
        Text("这里要真假值，实际是\(type.text.zh)。", "A boolean is needed here, not \(type.text.en).")
    }
    static func notANumber(_ type: FeelType) -> Text { Text("这里要数，实际是\(type.text.zh)。", "A number is needed here, not \(type.text.en).") }

    static func incomparable(_ a: FeelType, _ b: FeelType) -> Text {
        Text("\(a.text.zh)和\(b.text.zh)不能比较。", "\(a.text.en) and \(b.text.en) cannot be compared.")
    }

    static func noOrder(_ type: FeelType) -> Text { Text("\(type.text.zh)没有大小之分。", "\(type.text.en) has no order.") }
    static func badBound(_ type: FeelType) -> Text { Text("\(type.text.zh)不能作区间的端点。", "\(type.text.en) cannot be the end of a range.") }
    static func notInRange(_ type: FeelType) -> Text {
        Text("\(type.text.zh)不能与区间的端点比较。", "\(type.text.en) cannot be compared with the ends of the range.")
    }
    static let nothingToCompare = Text("值为空，无从比较。", "The value is missing, so there is nothing to compare with.")
    static let backwards = Text("区间的起点在终点之后，无从遍历。", "The range begins after its end, so there is nothing to go through.")
    static let nothingToIterate = Text("没有可逐个处理的列表。", "There is no list to go through.")

    static func badSteps(_ a: FeelType, _ b: FeelType) -> Text {
        Text(
            "不能从\(a.text.zh)数到\(b.text.zh)，两端应同为整数或日期。",
            "One cannot count from \(a.text.en) to \(b.text.en): both must be whole numbers, or dates.")
    }

    static let filterOfNull = Text("值为空，无从筛选。", "The value is missing, so there is nothing to filter.")

    static func noSuchPlace(_ place: String, _ count: Int) -> Text {
        Text("列表有 \(count) 项，没有第 \(place) 项。", "The list has \(count) element(s), none at place \(place).")
    }

    static let notAFunction = Text("这不是函数，不能调用。", "This is no function and cannot be called.")
    static let externalFunction = Text("外部函数不能在此运行。", "External functions are not run here.")
    static let tooLong = Text("计算量过大，已停止。", "This takes too many steps and was stopped.")
    static let tooDeepToEvaluate = Text("嵌套或递归过深，已停止。", "This nests or recurses too deeply and was stopped.")

    static func wrongCount(_ wanted: Int, _ count: Int) -> Text {
        Text("函数要 \(wanted) 个参数，给了 \(count) 个。", "The function takes \(wanted) argument(s), not \(count).")
    }

    static func badCount(_ name: String, _ count: Int) -> Text {
        Text("函数 \(name) 不能用 \(count) 个参数调用。", "The function \(name) cannot be called with \(count) argument(s).")
    }

    static func badNames(_ name: String) -> Text {
        Text("函数 \(name) 没有这样的一组参数名。", "The function \(name) has no parameters with these names.")
    }

    static func missingArgument(_ name: String) -> Text { Text("缺少参数 \(name)。", "The argument \(name) is missing.") }

    static func wrongArgument(_ name: String, _ wanted: FeelType, _ found: FeelType) -> Text {
        Text("参数 \(name) 应为\(wanted.text.zh)，实际是\(found.text.zh)。", "The argument \(name) must be \(wanted.text.en), not \(found.text.en).")
    }

    static func argumentOutOfBounds(_ name: String, _ value: String) -> Text {
        Text("参数 \(name) 的值 \(value) 不可用。", "The argument \(name) cannot be \(value).")
    }

    // MARK: Calculating

    static func cannotCalculate(_ sign: String, _ a: FeelType, _ b: FeelType) -> Text {
        Text("\(a.text.zh) \(sign) \(b.text.zh)没有结果。", "\(a.text.en) \(sign) \(b.text.en) has no result.")
    }

    static func cannotNegate(_ type: FeelType) -> Text { Text("\(type.text.zh)不能取负。", "\(type.text.en) cannot be negated.") }
    static let divisionByZero = Text("不能除以零。", "A division by zero has no result.")
    static let outOfRange = Text("结果超出可表示的范围。", "The result is beyond what can be represented.")
    static let emptyList = Text("列表为空。", "The list is empty.")
    static let tooFewNumbers = Text("至少要两个数。", "At least two numbers are needed.")
    static let noSuchDate = Text("没有这一天。", "There is no such day.")
    static let noSuchTime = Text("没有这个时刻。", "There is no such time.")
    static let noClock = Text("此处不知道当前时间。", "The time is not known here.")
    static let openRange = Text("区间的一端没有界限。", "One end of the range is open.")
    static let precedesNotBoolean = Text("precedes 应返回真假值。", "precedes must give a boolean.")
    static let matchNotBoolean = Text("match 应返回真假值。", "match must give a boolean.")
    static let noEntry = Text("每一项应有 key（文字）和 value。", "Each entry must have a key, a string, and a value.")
    static func wantsRange(_ name: String) -> Text { Text("函数 \(name) 在这个位置要区间。", "The function \(name) needs a range in this place.") }

    // MARK: Patterns

    static func badFlag(_ flag: String) -> Text { Text("正则表达式没有标志 \(flag)。", "Regular expressions have no flag \(flag).") }
    static func badPattern(_ place: Int) -> Text {
        Text("正则表达式第 \(place) 个字符处有误。", "The regular expression is wrong at character \(place).")
    }
    static let patternTooLong = Text("正则表达式过于复杂，已停止。", "The regular expression takes too many steps and was stopped.")
    static let patternMatchesNothing = Text("正则表达式不能匹配空文字。", "The regular expression must not match the empty text.")
    static let badReplacement = Text("替换文字里 $ 后应为数字，\\ 后应为 \\ 或 $。", "In the replacement, $ needs a digit and \\ needs \\ or $ after it.")
}

extension FeelType {
    /// For people, as it stands in a sentence.
    var text: Text {
        switch self {
        case .any: Text("任意值", "any value")
        case .null: Text("空值", "a missing value")
        case .number: Text("数", "a number")
        case .string: Text("文字", "a string")
        case .boolean: Text("真假值", "a boolean")
        case .date: Text("日期", "a date")
        case .time: Text("时间", "a time")
        case .dateTime: Text("日期时间", "a date and time")
        case .daysDuration: Text("时长（天、时、分、秒）", "a days and time duration")
        case .monthsDuration: Text("时长（年、月）", "a years and months duration")
        case .list: Text("列表", "a list")
        case .context: Text("一组命名的值", "a context")
        case .range: Text("区间", "a range")
        case .function: Text("函数", "a function")
        case .named(let name): Text(same: name)
        }
    }
}
