import Catalogue
import Kernel

/// One element in the place of another throughout a definition.
struct ElementReplacing {
    let from: String
    let to: String
    let kind: String
    let isRegister: Bool

    init(from: String, to: String, kind: Definition.Kind) {
        (self.from, self.to) = (from, to)
        self.kind = String(from.prefix { $0 != "." })
        isRegister = kind == .resource || kind == .licenceType
    }

    func applied(to content: JSON) throws(AdviceConflict) -> JSON {
        var changed = isRegister ? register(content) : ElementReplacing.text(from, with: to, in: content, under: nil)
        if !isRegister {
            for role in roles(of: content) {
                changed = names(in: changed, of: "\(role).\(leaf(from))", with: "\(role).\(leaf(to))")
            }
        }
        if changed == content { throw .missing(from) }
        return changed
    }

    private func leaf(_ code: String) -> String { String(code.drop { $0 != "." }.dropFirst()) }

    /// Roles whose facts are of the element's kind.
    private func roles(of content: JSON) -> [String] {
        let declared = (content["roles"]?.members ?? []).filter { $0.value["kind"]?.string == kind }.map(\.name)
        let audience = content["audience"]?.string ?? content["audience"]?.array?.first?.string
        return declared + (audience == kind ? ["applicant"] : []) + (declared.contains(kind) ? [] : [kind])
    }

    /// A register lists elements by code, each once.
    private func register(_ content: JSON) -> JSON {
        switch content {
        case .array(let items):
            var seen: Set<JSON> = []
            return .array(items.map(register).filter { if case .string = $0 { seen.insert($0).inserted } else { true } })
        case .object(let members): return .object(members.map { JSON.Member($0.name, register($0.value)) })
        case .string(from): return .string(to)
        default: return content
        }
    }

    /// A name within conditions and as a field: not where it is part of a longer name.
    private func names(in content: JSON, of old: String, with new: String) -> JSON {
        switch content {
        case .array(let items): return .array(items.map { names(in: $0, of: old, with: new) })
        case .object(let members):
            return .object(members.map { JSON.Member($0.name == old ? new : $0.name, names(in: $0.value, of: old, with: new)) })
        case .string(let text): return .string(ElementReplacing.replaced(old, with: new, in: text))
        default: return content
        }
    }

    private static func replaced(_ old: String, with new: String, in text: String) -> String {
        guard text.contains(old) else { return text }
        func isPart(_ character: Character?) -> Bool { character.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." } ?? false }
        var result = ""
        var rest = text[...]
        while let range = rest.firstRange(of: old) {
            let before = range.lowerBound == rest.startIndex ? result.last : rest[rest.index(before: range.lowerBound)]
            let after = range.upperBound == rest.endIndex ? nil : rest[range.upperBound]
            result += rest[..<range.lowerBound]
            result += isPart(before) || isPart(after) ? old : new
            rest = rest[range.upperBound...]
        }
        return result + rest
    }

    /// A code wherever it stands alone, everywhere or under one key.
    static func text(_ old: String, with new: String, in content: JSON, under key: String?, isUnder: Bool = false) -> JSON {
        switch content {
        case .array(let items): return .array(items.map { text(old, with: new, in: $0, under: key, isUnder: isUnder) })
        case .object(let members):
            return .object(
                members.map { member in
                    JSON.Member(
                        member.name == old && key == nil ? new : member.name,
                        text(old, with: new, in: member.value, under: key, isUnder: isUnder || member.name == key))
                })
        case .string(old) where key == nil || isUnder: return .string(new)
        default: return content
        }
    }
}
