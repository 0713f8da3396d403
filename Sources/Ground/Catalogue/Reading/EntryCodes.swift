import Kernel
import Rules

extension Entry {
    /// Lower-case words joined by hyphens, as they stand in addresses.
    func slug(_ key: String) -> String {
        let text = string(key)
        let allowed = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 0x2D }
        if !text.isEmpty, !allowed || text.hasPrefix("-") { reject(key, code: "code", FindingText.badSlug(text)) }
        return text
    }

    /// A word that conditions can name: letters and digits, no hyphen (FEEL would subtract).
    func name(_ key: String) -> String {
        let text = string(key)
        if !text.isEmpty, !Entry.isName(text) { reject(key, code: "code", FindingText.badName(text)) }
        return text
    }

    /// `kind.leaf`, both of them names.
    func elementCode(_ key: String) -> String {
        let text = string(key)
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        if !text.isEmpty, parts.count != 2 || !parts.allSatisfy({ Entry.isName(String($0)) }) {
            reject(key, code: "code", FindingText.badElementCode(text))
        }
        return text
    }

    /// GB 32100-2015, with both check digits.
    func creditCode(_ key: String) -> String? {
        guard let text = optionalString(key) else { return nil }
        do {
            let code = try UnifiedSocialCreditCode.parse(text)
            if let warning = code.warning { reject(key, code: "code", warning, severity: .warning) }
        } catch {
            reject(key, code: "code", error.message)
        }
        return text
    }

    /// 基本编码: province 2, type 2, main item 5, sub-item 3.
    func basicCode(_ key: String) -> String {
        let text = string(key)
        guard !text.isEmpty else { return text }
        do {
            let code = try ItemCode.parse(text)
            if code.kind != .basic { reject(key, code: "code", FindingText.notBasicCode(text)) }
        } catch {
            reject(key, code: "code", error.message)
        }
        return text
    }

    /// Two digits of GB/T 39046-2020 table A.1; `7` is read as `07`.
    func itemType(_ key: String) -> String {
        let text = string(key)
        let padded = text.count == 1 ? "0" + text : text
        if !text.isEmpty, padded.count != 2 || !padded.utf8.allSatisfy({ (48...57).contains($0) }) {
            reject(key, code: "code", FindingText.badItemType(text))
        }
        return padded
    }

    /// Two digits from 01, as a handling item is numbered.
    func serial(_ key: String) -> Int {
        let text = string(key)
        let number = Int(text) ?? 0
        if !text.isEmpty, text.utf8.count != 2 || !(1...99).contains(number) { reject(key, code: "code", FindingText.badSerial(text)) }
        return number
    }

    /// 行政区划代码
    func region(_ key: String) -> RegionCode {
        let text = string(key)
        guard !text.isEmpty else { return .shanghai }
        do {
            return try RegionCode.parse(text)
        } catch {
            reject(key, code: "code", error.message)
            return .shanghai
        }
    }

    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (97...122).contains(first) || (65...90).contains(first) || first == 0x5F else { return false }
        return text.utf8.allSatisfy { (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 0x5F }
    }
}

extension Reading {
    /// A text in both languages, neither empty.
    func text(_ value: JSON, at place: Place) -> Text {
        guard value.members != nil else {
            report("text", at: place, FindingText.wrongType(FindingText.aText))
            return Text(same: "")
        }
        return object(value, at: place) { entry in
            let (zh, en) = (entry.optionalString("zh"), entry.optionalString("en"))
            if zh == nil { entry.reject(nil, code: "text", FindingText.languageMissing("zh")) }
            if en == nil { entry.reject(nil, code: "text", FindingText.languageMissing("en")) }
            return Text(zh ?? "", en ?? "")
        }
    }
}
