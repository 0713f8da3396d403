import Kernel
import Rules

/// One object being read. Each getter notes its key as known and reports what is wrong with its value; what it then gives is a filler
/// that is never used, because a catalogue with errors is not made.
final class Entry {
    let reading: Reading
    let place: Place
    private let members: [JSON.Member]
    private var asked: [String] = []
    /// The whole is no object: said once, not again for each missing key.
    private let isBroken: Bool

    init(_ reading: Reading, _ members: [JSON.Member], at place: Place, isBroken: Bool = false) {
        self.reading = reading
        self.place = place
        self.members = members
        self.isBroken = isBroken
    }

    func reportUnknownKeys() {
        // Asked for in vain means that some key is left over, or that one is absent: only the former needs a look at each.
        for key in members.lazy.map(\.name) where !asked.contains(key) {
            reading.report(
                "unknown-key", at: place / key, FindingText.unknownKey(key),
                suggestion: Nearest.to(key, among: asked).map(FindingText.didYouMean))
        }
    }

    func reject(_ key: String?, code: String, _ message: Text, suggestion: Text? = nil, severity: CatalogueFinding.Severity = .error) {
        guard !isBroken else { return }
        reading.report(code, at: key.map { place / $0 } ?? place, message, suggestion: suggestion, severity: severity)
    }

    /// The value of a key; null counts as absent.
    private func value(_ key: String) -> JSON? {
        asked.append(key)
        reading.trace?.note(key, at: place)
        guard let value = member(key), !value.isNull else { return nil }
        return value
    }

    /// Objects are small: looking along is faster than hashing.
    private func member(_ key: String) -> JSON? { members.first { $0.name == key }?.value }

    /// There is no such key, or only a null.
    private func isAbsent(_ key: String) -> Bool { member(key)?.isNull ?? true }

    private func needed<T>(_ key: String, _ found: T?, or filler: T) -> T {
        if found == nil, isAbsent(key) { reject(nil, code: "missing-key", FindingText.missing(key)) }
        return found ?? filler
    }

    private func typed<T>(_ key: String, _ kind: Text, _ convert: (JSON) -> T?) -> T? {
        guard let value = value(key) else { return nil }
        let converted = convert(value)
        if converted == nil { reject(key, code: "type", FindingText.wrongType(kind)) }
        return converted
    }

    // MARK: Scalars

    func optionalString(_ key: String) -> String? {
        typed(key, FindingText.aString) { value in
            if case .number(let digits) = value { return digits }
            return value.string.flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    func string(_ key: String) -> String { needed(key, optionalString(key), or: "") }

    /// A text, a number or a boolean, as written.
    func scalar(_ key: String) -> String? {
        typed(key, FindingText.aString) { value in
            switch value {
            case .string(let text), .number(let text): text
            case .bool(let flag): String(flag)
            default: nil
            }
        }
    }

    func optionalInt(_ key: String) -> Int? {
        typed(key, FindingText.aWholeNumber) { $0.int.flatMap { $0 >= 0 ? $0 : nil } }
    }

    /// A whole number within bounds.
    func optionalInt(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = optionalInt(key) else { return nil }
        if !range.contains(value) { reject(key, code: "value", FindingText.outside(range)) }
        return min(max(value, range.lowerBound), range.upperBound)
    }

    func int(_ key: String) -> Int { needed(key, optionalInt(key), or: 0) }

    func optionalBool(_ key: String) -> Bool? { typed(key, FindingText.aBoolean) { $0.bool } }

    func bool(_ key: String, default usual: Bool) -> Bool { optionalBool(key) ?? usual }

    /// `2026-01-31`
    func optionalDate(_ key: String) -> LocalDate? { typed(key, FindingText.aDate) { $0.string.flatMap { LocalDate($0) } } }

    func date(_ key: String) -> LocalDate { needed(key, optionalDate(key), or: LocalDate(dayNumber: 0)) }

    func strings(_ key: String, default usual: [String] = []) -> [String] {
        typed(key, FindingText.strings) { value in
            if let one = value.string { return [one] }
            return value.array.flatMap { items in
                let texts = items.compactMap { item -> String? in
                    if case .number(let digits) = item { return digits }
                    return item.string
                }
                return texts.count == items.count ? texts : nil
            }
        } ?? usual
    }

    func stringLists(_ key: String) -> [String: [String]] {
        typed(key, FindingText.anObject) { value in
            value.members.flatMap { members in
                let lists = members.compactMap { member in member.value.array.map { (member.name, $0.compactMap(\.string)) } }
                return lists.count == members.count ? Dictionary(lists, uniquingKeysWith: { first, _ in first }) : nil
            }
        } ?? [:]
    }

    /// A list as it is, for whoever reads its elements without objects.
    func array(_ key: String) -> [JSON]? {
        let found = typed(key, FindingText.aList) { $0.array }
        if found == nil, isAbsent(key) { reject(nil, code: "missing-key", FindingText.missing(key)) }
        return found
    }

    // MARK: Values of a closed set

    func optionalOneOf<T: RawRepresentable & CaseIterable>(_ key: String) -> T? where T.RawValue == String {
        reading.trace?.note(values: T.allCases.map(\.rawValue), of: key, at: place)
        guard let raw = optionalString(key) else { return nil }
        let found = T(rawValue: raw)
        if found == nil { rejectValue(raw, of: key, among: T.allCases.map(\.rawValue)) }
        return found
    }

    func oneOf<T: RawRepresentable & CaseIterable>(_ key: String) -> T where T.RawValue == String, T.AllCases == [T] {
        let found: T? = optionalOneOf(key)
        if found == nil, isAbsent(key) { reject(nil, code: "missing-key", FindingText.missing(key)) }
        return found ?? T.allCases[0]
    }

    func list<T: RawRepresentable & CaseIterable>(_ key: String, of type: T.Type, default usual: [T]?) -> [T] where T.RawValue == String {
        reading.trace?.note(values: T.allCases.map(\.rawValue), of: key, at: place)
        let raw = strings(key)
        if raw.isEmpty {
            return needed(key, member(key) == nil ? usual : [], or: [])
        }
        return raw.compactMap { text in
            let found = T(rawValue: text)
            if found == nil { rejectValue(text, of: key, among: T.allCases.map(\.rawValue)) }
            return found
        }
    }

    func rejectValue(_ raw: String, of key: String, among known: [String]) {
        reject(
            key, code: "value", FindingText.unknownValue(raw, among: known),
            suggestion: Nearest.to(raw, among: known).map(FindingText.didYouMean))
    }

    // MARK: Texts

    func optionalText(_ key: String, chineseOnlyAllowed: Bool = false) -> Text? {
        guard let value = value(key) else { return nil }
        if chineseOnlyAllowed, let chinese = value.string, !chinese.isEmpty { return Text(same: chinese) }
        return reading.text(value, at: place / key)
    }

    func text(_ key: String, chineseOnlyAllowed: Bool = false) -> Text {
        needed(key, optionalText(key, chineseOnlyAllowed: chineseOnlyAllowed), or: Text(same: ""))
    }

    func texts(_ key: String) -> [String: Text] {
        guard let value = value(key) else { return [:] }
        guard let members = value.members else {
            reject(key, code: "type", FindingText.wrongType(FindingText.anObject))
            return [:]
        }
        return Dictionary(
            members.map { ($0.name, reading.text($0.value, at: place / key / $0.name)) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: Objects

    func entry<T>(_ key: String, _ body: (Entry) -> T) -> T? {
        value(key).map { reading.object($0, at: place / key, body) }
    }

    /// A list of objects, or one alone. With `plain`, a bare text stands for an object that has it under that key.
    func entries<T>(_ key: String, plain: String? = nil, required: Bool = false, _ body: (Entry) -> T) -> [T] {
        guard let value = value(key) else {
            if required { reject(nil, code: "missing-key", FindingText.missing(key)) }
            return []
        }
        if value.members != nil { return [reading.object(value, at: place / key, body)] }
        guard let items = value.array else {
            reject(key, code: "type", FindingText.wrongType(FindingText.aList))
            return []
        }
        if required, items.isEmpty { reject(key, code: "missing-key", FindingText.missing(key)) }
        return items.enumerated().map { index, item in
            let object = plain.flatMap { name in item.string.map { JSON.object([JSON.Member(name, .string($0))]) } } ?? item
            return reading.object(object, at: place / key / index, body)
        }
    }

    func participants(_ key: String) -> [String: Participant] {
        guard let value = value(key) else { return [:] }
        guard let members = value.members else {
            reject(key, code: "type", FindingText.wrongType(FindingText.anObject))
            return [:]
        }
        return Dictionary(
            members.map { member in
                (member.name, reading.object(member.value, at: place / key / member.name) { Participant(code: member.name, $0) })
            }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: Conditions

    func expression(_ key: String) -> Rules.Expression? {
        value(key).flatMap { reading.expression($0, at: place / key) }
    }

    func expressions(_ key: String) -> [String: Rules.Expression] {
        guard let value = value(key) else { return [:] }
        guard let members = value.members else {
            reject(key, code: "type", FindingText.wrongType(FindingText.anObject))
            return [:]
        }
        return Dictionary(
            members.compactMap { member in reading.expression(member.value, at: place / key / member.name).map { (member.name, $0) } },
            uniquingKeysWith: { first, _ in first })
    }
}
