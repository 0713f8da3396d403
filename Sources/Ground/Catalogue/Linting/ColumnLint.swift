import Kernel

/// 空白栏目: two thirds of what national spot checks complain of.
struct ColumnLint {
    let lint: Lint
    let item: ServiceItem
    let place: Place

    private static let always = [
        "summary", "condition", "topics", "phone", "complaints", "rights", "duties", "steps", "results", "reviewPoints",
    ]
    /// Against the act of an authority; a public service is complained of and not appealed against.
    private static let remedies = ["reconsideration", "litigation"]

    func run() {
        let isAtACounter = item.channels.contains(.counter)
        let wanted =
            ColumnLint.always + (isAtACounter ? ["where", "hours"] : []) + (item.type == .publicService ? [] : ColumnLint.remedies)
        for key in wanted where !lint.states(key, of: item) {
            lint.find("empty-column", at: place / key, LintText.emptyColumn(Shape.of(.item)[key]?.label ?? Text(same: key)))
        }
    }
}

/// 一数一源: the same fact under two names.
struct FactLint {
    let lint: Lint

    /// Names that mean the same wherever they stand.
    private static let synonyms: [[String]] = [
        ["公民身份号码", "居民身份证号码", "居民身份证号", "身份证号码", "身份证号", "身份号码"], ["手机号码", "手机号", "移动电话", "移动电话号码", "联系手机"],
        ["统一社会信用代码", "社会信用代码", "信用代码"], ["电子邮箱", "电子邮件", "邮箱", "电子邮箱地址"], ["邮政编码", "邮编"], ["民族", "族别"], ["出生日期", "出生年月日", "生日"],
        ["姓名", "名字"], ["企业名称", "单位名称", "公司名称"],
    ]

    private static let meant = Dictionary(
        synonyms.flatMap { group in group.map { ($0, group[0]) } }, uniquingKeysWith: { first, _ in first })

    private static func plain(_ name: String) -> String {
        let text = name.filter { !" 　的".contains($0) }.lowercased()
        return meant[text] ?? text
    }

    /// Of all elements: one name, one kind, one code.
    func checkElements() {
        var known: [String: DataElement] = [:]
        for element in lint.parts.elements.values.sorted(by: { $0.code < $1.code }) {
            let names = Set(["\(element.kind) \(FactLint.plain(element.name.zh))", "\(element.kind) en \(FactLint.plain(element.name.en))"])
            if let other = names.sorted().lazy.compactMap({ known[$0] }).first {
                lint.find(
                    "same-fact", at: lint.place(.element, element.code) / "name", LintText.sameFact(element.code, other.code, element.name),
                    suggestion: LintText.useElement(other.code))
            }
            for name in names where known[name] == nil { known[name] = element }
        }
    }

    /// Of one form: no element twice for one role, no two boxes with one label.
    func check(_ item: ServiceItem, at place: Place) {
        var (elements, labels): ([String: String], [String: String]) = ([:], [:])
        for (index, field) in item.fields.enumerated() {
            let at = place / "fields" / index
            guard let code = field.element ?? item.roles[field.role].map({ "\($0.kind).\(field.leaf)" }) else { continue }
            if let other = elements.updateValue(field.field, forKey: "\(field.role) \(code)"), other != field.field {
                lint.find(
                    "same-fact", at: at / "field", LintText.sameField(field.field, other, code), suggestion: LintText.useElement(other))
                continue
            }
            let label = FactLint.plain((field.label ?? lint.parts.elements[code]?.name)?.zh ?? field.field)
            if let other = labels.updateValue(field.field, forKey: "\(field.role) \(label)"), other != field.field {
                lint.find("same-label", at: at, LintText.sameLabel(label, field.field, other))
            }
        }
    }
}
