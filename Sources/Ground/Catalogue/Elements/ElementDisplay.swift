package import Kernel

extension Catalogue {
    /// A value as people read it: the name of a choice, a date in words, an identity number masked.
    ///
    /// - Parameter masked: hides what identifies somebody (sensitive elements); the person themselves may see it in full.
    package func words(for value: JSON, of element: DataElement?, masked: Bool = true) -> Text {
        guard let element else { return Text(same: Catalogue.plain(value)) }
        switch (element.type, value) {
        case (_, .null): return Text(same: "")
        case (.boolean, .bool(let isTrue)): return isTrue ? Text("是", "Yes") : Text("否", "No")
        case (.choice, .string(let code)): return name(of: code, in: element)
        case (.choices, .array(let codes)):
            let names = codes.compactMap(\.string).map { name(of: $0, in: element) }
            return Text(names.map(\.zh).joined(separator: "、"), names.map(\.en).joined(separator: ", "))
        case (.date, .string(let text)): return LocalDate(text)?.text ?? Text(same: text)
        case (.money, .number(let yuan)): return Money(yuan: yuan)?.text ?? Text(same: yuan)
        case (.text, .string(let code)) where element.format == .region:
            return RegionCode(code).flatMap { places?.address(of: $0) } ?? Text(same: code)
        case (.text, .string(let code)) where element.format == .industry:
            return industries?.written(code) ?? Text(same: code)
        case (.text, .string(let text)) where masked && element.sensitivity == .sensitive:
            return Text(same: Catalogue.masked(text, element.format))
        default: return Text(same: Catalogue.plain(value))
        }
    }

    /// Whether an officer sees less of a value than there is: numbers and texts that people are found by. Days, choices and amounts are what a case is
    /// decided by, and stand there for whoever has it in hand.
    package func hides(_ value: JSON, of element: DataElement) -> Bool {
        words(for: value, of: element) != words(for: value, of: element, masked: false)
    }

    private func name(of code: String, in element: DataElement) -> Text {
        choices(of: element).first { $0.code == code }?.name ?? Text(same: code)
    }

    private static func plain(_ value: JSON) -> String {
        switch value {
        case .null: ""
        case .bool(let value): value ? "true" : "false"
        case .number(let text), .string(let text): text
        case .array(let items): items.map(plain).joined(separator: "、")
        case .object: value.text
        }
    }

    /// Four characters at each end of a number, three and four of a telephone. Nobody is found by eight characters or fewer.
    private static func masked(_ text: String, _ format: DataElement.Format?) -> String {
        if format == .mobile, let number = MobileNumber(text) { return number.masked }
        guard text.count > 8 else { return text }
        return String(text.prefix(4)) + String(repeating: "*", count: text.count - 8) + String(text.suffix(4))
    }
}
