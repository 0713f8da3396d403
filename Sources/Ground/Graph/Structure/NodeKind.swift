package import Kernel

/// What a node stands for.
package enum NodeKind: UInt8, Sendable, Hashable, CaseIterable {
    case department, power, item, implementation, situation, material, element, licenceType, resource, result, thing

    /// How it is written in references and links.
    package var code: String {
        switch self {
        case .department: "department"
        case .power: "power"
        case .item: "item"
        case .implementation: "implementation"
        case .situation: "situation"
        case .material: "material"
        case .element: "element"
        case .licenceType: "licence-type"
        case .resource: "resource"
        case .result: "result"
        case .thing: "thing"
        }
    }

    package init?(code: some StringProtocol) {
        guard let found = NodeKind.allCases.first(where: { $0.code == code }) else { return nil }
        self = found
    }

    package var name: Text {
        switch self {
        case .department: Text("部门", "Department")
        case .power: Text("权力", "Power")
        case .item: Text("事项", "Item")
        case .implementation: Text("实施清单", "Implementation")
        case .situation: Text("情形", "Situation")
        case .material: Text("材料", "Material")
        case .element: Text("数据元", "Data element")
        case .licenceType: Text("证照类型", "Licence type")
        case .resource: Text("数据资源", "Data resource")
        case .result: Text("办理结果", "Result")
        case .thing: Text("一件事", "One thing")
        }
    }
}

/// A node by what it stands for: stable over builds, versions and languages.
package struct NodeReference: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let kind: NodeKind
    package let code: String

    package init(_ kind: NodeKind, _ code: String) {
        self.kind = kind
        self.code = code
    }

    /// `item:food-licence`; nil for what is no reference.
    package init?(_ text: some StringProtocol) {
        guard let colon = text.firstIndex(of: ":"), let kind = NodeKind(code: text[..<colon]) else { return nil }
        self.init(kind, String(text[text.index(after: colon)...]))
    }

    package var description: String { "\(kind.code):\(code)" }

    package static func < (a: NodeReference, b: NodeReference) -> Bool { (a.kind.rawValue, a.code) < (b.kind.rawValue, b.code) }
}

/// Why two nodes are joined. Every edge points from what uses to what is used, from the whole to its part, from the body to its charge.
package enum EdgeKind: UInt8, Sendable, Hashable, CaseIterable {
    case exercises, handles, distinguishes, decides, asks, fills, checks, records, gives, issues, provenByLicence, provenByResource,
        provenByResult, holds, states, owns, answersFor, leads, takesPart, joins, needs, implements

    /// What it says of its two ends, read along the arrow.
    package var name: Text {
        switch self {
        case .exercises: Text("行使", "exercises")
        case .handles: Text("办理", "handles")
        case .distinguishes: Text("区分情形", "distinguishes")
        case .decides: Text("决定是否需要", "decides on")
        case .asks: Text("要求提交", "asks for")
        case .fills: Text("要求填写", "has on its form")
        case .checks: Text("审查时看", "checks")
        case .records: Text("办理时写入", "records")
        case .gives: Text("产生", "gives")
        case .issues: Text("制发", "issues")
        case .provenByLicence: Text("可由证照免交", "is waived by licence")
        case .provenByResource: Text("可由数据免交", "is waived by data")
        case .provenByResult: Text("可由办理结果免交", "is waived by result")
        case .holds: Text("含有", "holds")
        case .states: Text("载明", "states")
        case .owns: Text("提供", "provides")
        case .answersFor: Text("为唯一来源", "answers for")
        case .leads: Text("牵头", "leads")
        case .takesPart: Text("协同", "takes part in")
        case .joins: Text("包含", "joins")
        case .needs: Text("须在其后", "comes after")
        case .implements: Text("实施", "implements")
        }
    }

    /// How it is written in JSON.
    package var code: String { String(describing: self) }
}
