import Kernel

/// The sentences of what can be wrong with a catalogue's files.
enum FindingText {
    static let aString = Text("一个字符串", "a string")
    static let aWholeNumber = Text("一个不小于 0 的整数", "a whole number, 0 or more")
    static let aBoolean = Text("true 或 false", "true or false")
    static let aDate = Text("一个日期，如 2026-01-31", "a date such as 2026-01-31")
    static func outside(_ range: ClosedRange<Int>) -> Text {
        Text("应在 \(range.lowerBound) 至 \(range.upperBound) 之间", "It should lie between \(range.lowerBound) and \(range.upperBound)")
    }
    static func badSerial(_ text: String) -> Text { Text("“\(text)”应为 01 至 99 的两位数字", "“\(text)” should be two digits from 01 to 99") }
    static let endsBeforeItBegins = Text("取消日期早于生效日期", "It ends before it takes effect")
    static func substantive(_ key: String) -> Text {
        Text(
            "“\(key)”是实体要素，由市级部门统一规定，承办机关不能自行设定",
            "“\(key)” is set by the city department for all: an office cannot set it for itself")
    }
    static func rowLength(_ count: Int) -> Text {
        Text("每行应是一个列表，最多 \(count) 格", "Each row should be a list of at most \(count) cells")
    }
    static func badCell(_ column: String, _ cell: String) -> Text {
        Text("“\(column)”列不能是 \(cell)", "\(cell) cannot stand in the column “\(column)”")
    }
    static func notItsItem(_ item: Text) -> Text {
        Text("“\(item.zh)”不是这个部门的事项", "“\(item.en)” is not an item of this department")
    }
    static func longerThanPromised(_ item: Text, _ count: Int) -> Text {
        Text("“\(item.zh)”的承诺时限 \(count) 长于市级规定", "The promise of \(count) for “\(item.en)” is longer than the city’s")
    }
    static func moreVisits(_ item: Text, _ count: Int) -> Text {
        Text("“\(item.zh)”要跑 \(count) 次，多于市级规定", "“\(item.en)” takes \(count) visits here, more than the city allows")
    }
    static let aList = Text("一个列表", "a list")
    static let anObject = Text("若干“键: 值”", "keys with values")
    static let strings = Text("一个字符串列表", "a list of strings")
    static let aText = Text("{zh: …, en: …}", "{zh: …, en: …}")

    static func yaml(_ problem: String) -> Text { Text("不是合法的 YAML：\(problem)", "This is not well-formed YAML: \(problem)") }
    static func didYouMean(_ name: String) -> Text { Text("是不是“\(name)”？", "did you mean “\(name)”?") }
    static func unknownKey(_ key: String) -> Text { Text("没有名为“\(key)”的键", "There is no key “\(key)” here") }
    static func missing(_ key: String) -> Text { Text("缺少必需的键“\(key)”", "The key “\(key)” is missing") }
    static func wrongType(_ kind: Text) -> Text { Text("这里应是\(kind.zh)", "This should be \(kind.en)") }
    static func languageMissing(_ key: String) -> Text {
        key == "zh" ? Text("缺中文（zh）", "The Chinese (zh) is missing") : Text("缺英文（en）", "The English (en) is missing")
    }

    static func unknownValue(_ value: String, among known: [String]) -> Text {
        Text("“\(value)”不在允许的取值之内：\(known.joined(separator: "、"))", "“\(value)” is not one of \(known.joined(separator: ", "))")
    }

    static func badSlug(_ code: String) -> Text {
        Text("编码“\(code)”只能用小写字母、数字和连字符", "The code “\(code)” may hold only lower-case letters, digits and hyphens")
    }
    static func badName(_ code: String) -> Text {
        Text(
            "“\(code)”要能写进条件：以字母开头，只用字母和数字（连字符在 FEEL 里是减号）",
            "Conditions name “\(code)”, so it is letters and digits, a letter first (a hyphen is a minus in FEEL)")
    }
    static func badElementCode(_ code: String) -> Text {
        Text("“\(code)”应写成角色或类别、一个点和名称，如 person.idNumber", "“\(code)” should read kind.leaf, such as person.idNumber")
    }
    static func badItemType(_ code: String) -> Text {
        Text("事项类型“\(code)”应为两位数字（GB/T 39046 表 A.1）", "The item type “\(code)” should be two digits (GB/T 39046 table A.1)")
    }
    static func notBasicCode(_ code: String) -> Text {
        Text("“\(code)”不是 12 位的基本编码", "“\(code)” is not a basic code of 12 characters")
    }
    static let proofShape = Text(
        "每条只写 licence、resource、result 之一", "Each of these names exactly one of licence, resource and result")
    static let resultShape = Text("结果要么是 licence，要么是 document", "A result is either a licence or a document")
    static let aCondition = Text("一个条件（FEEL）", "a condition (FEEL)")
    static let mendCondition = Text(
        "按 FEEL 的写法改正，例如 answers.married = true", "Write it as FEEL has it, such as answers.married = true")
    static func feel(_ problem: Text) -> Text { Text("条件写法有误：\(problem.zh)", "This condition cannot be read: \(problem.en)") }
    static func unknownFile(_ name: String) -> Text {
        Text("不认识的文件“\(name)”，未读取", "“\(name)” is no file of a catalogue and was not read")
    }
    static func emptyFolder(_ name: String) -> Text { Text("“\(name)”里没有 YAML 文件", "There is no YAML file in “\(name)”") }
    static func unreadableFile(_ name: String) -> Text { Text("无法读取“\(name)”", "“\(name)” cannot be read") }
    static func duplicate(_ kind: Definition.Kind, _ code: String) -> Text {
        Text("编码“\(code)”重复（\(kind.rawValue)）", "The code “\(code)” is there twice (\(kind.rawValue))")
    }
    static func doubled(_ code: String) -> Text { Text("“\(code)”在这里出现两次", "“\(code)” stands here twice") }
    static func fileName(_ code: String) -> Text {
        Text("文件名应与编码一致：\(code).yaml", "The file should bear its code’s name: \(code).yaml")
    }
}
