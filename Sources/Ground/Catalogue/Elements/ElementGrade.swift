package import Kernel

/// 分类分级: what follows from how carefully an element is kept. The grade is the element's sensitivity in the catalogue; nothing else is
/// decided element by element.
package struct ElementGrade: Sendable, Hashable {
    package let sensitivity: DataElement.Sensitivity

    package init(sensitivity: DataElement.Sensitivity) { self.sensitivity = sensitivity }

    /// 1 to 4, the higher the stricter (数据安全法 21).
    package var level: Int {
        switch sensitivity {
        case .open: 1
        case .internal: 2
        case .personal: 3
        case .sensitive: 4
        }
    }

    /// Shown to officers with its middle left out.
    package var isMasked: Bool { sensitivity == .sensitive }
    /// How long an answer about it is kept at most, in days.
    package var keptDays: Int {
        switch sensitivity {
        case .open: 3650
        case .internal: 366
        case .personal: 31
        case .sensitive: 1
        }
    }
    /// Whether it may leave in an export or an open data set.
    package var mayLeave: Bool { sensitivity == .open }

    package var name: Text {
        switch sensitivity {
        case .open: Text("公开", "Public")
        case .internal: Text("内部", "Internal")
        case .personal: Text("个人信息", "Personal")
        case .sensitive: Text("敏感个人信息", "Sensitive")
        }
    }

    /// The strictest of a resource's elements: what its answers are kept and shown by.
    package static func strictest(of resource: DataResource, in catalogue: Catalogue) -> ElementGrade {
        let codes = [resource.key] + resource.told
        return ElementGrade(sensitivity: codes.compactMap { catalogue.elements[$0]?.sensitivity }.max() ?? .personal)
    }
}
