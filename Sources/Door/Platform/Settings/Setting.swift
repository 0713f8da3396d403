package import Kernel

/// One thing that can be set: its name, what it means, and how a value becomes part of `Settings`.
package struct Setting: Sendable {
    /// `web.port`: in the file a member of the object `web`, on the command line `--set web.port=80`.
    package let name: String
    package let meaning: Text
    /// What a number counts; nil for the rest.
    package let unit: Text?
    /// Never shown: it may hold a password.
    package let isSecret: Bool
    let form: Form
    private let get: @Sendable (PlatformSettings) -> JSON
    private let set: @Sendable (inout PlatformSettings, JSON) -> Void

    /// What a value may be.
    enum Form: Sendable, Hashable {
        case text
        case flag
        case number(ClosedRange<Int>)
        case choice([String])
        case list([String])
    }

    init(
        _ name: String, _ path: any WritableKeyPath<PlatformSettings, String> & Sendable, _ meaning: Text, choices: [String]? = nil,
        isSecret: Bool = false
    ) {
        self.init(name, meaning, nil, choices.map(Form.choice) ?? .text, isSecret: isSecret) {
            .string($0[keyPath: path])
        } set: {
            if let value = $1.string { $0[keyPath: path] = value }
        }
    }

    init(_ name: String, _ path: any WritableKeyPath<PlatformSettings, Bool> & Sendable, _ meaning: Text) {
        self.init(name, meaning, nil, .flag, isSecret: false) {
            .bool($0[keyPath: path])
        } set: {
            if let value = $1.bool { $0[keyPath: path] = value }
        }
    }

    init(
        _ name: String, _ path: any WritableKeyPath<PlatformSettings, Int> & Sendable, _ meaning: Text, unit: Text?,
        in range: ClosedRange<Int>
    ) {
        self.init(name, meaning, unit, .number(range), isSecret: false) {
            .int($0[keyPath: path])
        } set: {
            if let value = $1.int { $0[keyPath: path] = value }
        }
    }

    init(_ name: String, _ path: any WritableKeyPath<PlatformSettings, [String]> & Sendable, _ meaning: Text, of known: [String]) {
        self.init(name, meaning, nil, .list(known), isSecret: false) {
            .array($0[keyPath: path].map(JSON.string))
        } set: {
            if let value = $1.array { $0[keyPath: path] = value.compactMap(\.string) }
        }
    }

    private init(
        _ name: String, _ meaning: Text, _ unit: Text?, _ form: Form, isSecret: Bool, get: @escaping @Sendable (PlatformSettings) -> JSON,
        set: @escaping @Sendable (inout PlatformSettings, JSON) -> Void
    ) {
        self.name = name
        self.meaning = meaning
        self.unit = unit
        self.form = form
        self.isSecret = isSecret
        self.get = get
        self.set = set
    }

    /// The value in these settings.
    package func value(in settings: PlatformSettings) -> JSON { get(settings) }

    /// `YIWANG_WEB_MAX_FORM_BYTES` for `web.maxFormBytes`.
    package var environmentName: String {
        name.reduce(into: "YIWANG_") { out, letter in
            if letter == "." {
                out += "_"
            } else {
                if letter.isUppercase { out += "_" }
                out += letter.uppercased()
            }
        }
    }

    /// Puts a value of the file in its place.
    func apply(_ value: JSON, to settings: inout PlatformSettings, from place: Text) throws(Problem) {
        guard fits(value) else { throw SettingsProblem.wrongValue(self, value.string ?? value.text, place) }
        set(&settings, value)
    }

    /// Puts a value that came as text (environment, flag) in its place.
    func apply(text: String, to settings: inout PlatformSettings, from place: Text) throws(Problem) {
        let value: JSON =
            switch form {
            case .text, .choice: .string(text)
            case .flag: ["true": .bool(true), "false": .bool(false)][text] ?? .null
            case .number: Int(text).map { JSON.int($0) } ?? .null
            case .list: .array(text.split(separator: ",").map { .string($0.filter { $0 != " " }) })
            }
        guard fits(value) else { throw SettingsProblem.wrongValue(self, text, place) }
        set(&settings, value)
    }

    private func fits(_ value: JSON) -> Bool {
        switch form {
        case .text: value.string != nil
        case .flag: value.bool != nil
        case .number(let range): value.int.map(range.contains) ?? false
        case .choice(let known): value.string.map(known.contains) ?? false
        case .list(let known): value.array.map { !$0.isEmpty && $0.allSatisfy { $0.string.map(known.contains) ?? false } } ?? false
        }
    }

    /// What may stand there, for people.
    package var allowed: Text {
        switch form {
        case .text: Text("文字", "a text")
        case .flag: Text("true 或 false", "true or false")
        case .number(let range):
            Text("\(range.lowerBound) 到 \(range.upperBound) 的整数", "a whole number from \(range.lowerBound) to \(range.upperBound)")
        case .choice(let known): Text(known.joined(separator: " 或 "), known.joined(separator: " or "))
        case .list(let known): Text("其中几项：\(known.joined(separator: "、"))", "some of: \(known.joined(separator: ", "))")
        }
    }
}
