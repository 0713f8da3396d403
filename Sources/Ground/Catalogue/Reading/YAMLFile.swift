import Kernel
import Yams

/// One YAML file as a JSON value with positions on the side. The scalars are those of YAML 1.2's core schema: only `true` and `false` are
/// booleans, and `07` is a text.
struct YAMLFile {
    let content: JSON
    let positions: FilePositions

    init(name: String, text: String) throws(CatalogueFinding) {
        let root: Node?
        do {
            // Without rules for tags: what a scalar is, is told here, and Yams would hold every key against each of its regular expressions.
            root = try Yams.compose(yaml: text, .basic)
        } catch let error as YamlError {
            throw YAMLFile.finding(error, in: name)
        } catch {
            throw CatalogueFinding(file: name, line: 1, rule: "yaml", message: FindingText.yaml(String(describing: error)))
        }
        var marks: [FilePositions.Mark] = []
        content = root.map { YAMLFile.value(of: $0, under: nil, into: &marks) } ?? .null
        positions = FilePositions(file: name, marks)
    }

    private static func value(of node: Node, under key: Node?, into marks: inout [FilePositions.Mark]) -> JSON {
        let at = marks.count
        // A list or an object under a key is best found at the key.
        let mark = node.scalar == nil ? key?.mark ?? node.mark : node.mark
        marks.append(
            FilePositions.Mark(
                key: key?.string ?? "", line: UInt32(mark?.line ?? 1), column: UInt32(mark?.column ?? 1), isList: node.sequence != nil))
        let value: JSON
        switch node {
        case .scalar(let scalar): value = self.value(of: scalar)
        case .sequence(let sequence): value = .array(sequence.map { self.value(of: $0, under: nil, into: &marks) })
        case .mapping(let mapping):
            value = .object(mapping.map { JSON.Member($0.key.string ?? "", self.value(of: $0.value, under: $0.key, into: &marks)) })
        case .alias: value = .null
        }
        marks[at].size = UInt32(marks.count - at)
        return value
    }

    private static func value(of scalar: Node.Scalar) -> JSON {
        let text = scalar.string
        guard scalar.style == .plain || scalar.style == .any else { return .string(text) }
        switch text {
        case "", "~", "null": return .null
        case "true": return true
        case "false": return false
        default: return isNumber(text) ? .number(text) : .string(text)
        }
    }

    /// A number as JSON writes it, so that codes such as `07` and `1.2.3` stay texts.
    private static func isNumber(_ text: String) -> Bool {
        var digits = Array(text.utf8)[...]
        func takeDigits() -> Int {
            let count = digits.prefix { (48...57).contains($0) }.count
            digits = digits.dropFirst(count)
            return count
        }
        if digits.first == 0x2D { digits = digits.dropFirst() }
        let leading = digits.first
        let whole = takeDigits()
        guard whole == 1 || whole > 1 && leading != 0x30 else { return false }
        if digits.first == 0x2E {
            digits = digits.dropFirst()
            guard takeDigits() > 0 else { return false }
        }
        return digits.isEmpty
    }

    private static func finding(_ error: YamlError, in file: String) -> CatalogueFinding {
        func at(_ mark: Mark?, _ problem: String) -> CatalogueFinding {
            CatalogueFinding(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, rule: "yaml", message: FindingText.yaml(problem))
        }
        return switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            at(mark, problem)
        case .duplicatedKeysInMapping(let names, let context):
            at(context.mark, "the key “\(names.joined(separator: "”, “"))” stands there twice")
        default: at(nil, String(describing: error))
        }
    }
}
