package import Kernel

/// What somebody promises in an application, each of their own free will. Only what the definitions offer counts.
package struct Promises: Sendable, Hashable {
    /// The three kinds, each with its own law and its own consequences.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// 证明事项告知承诺: in place of a paper.
        case certificate
        /// 容缺: a paper that follows later.
        case deferral
        /// 审批告知承诺: the approval itself, checked afterwards.
        case approval
    }

    /// By kind: codes of materials, and of items for approvals.
    private var given: [Kind: Set<String>] = [:]

    package init(certificates: Set<String> = [], deferrals: Set<String> = [], approvals: Set<String> = []) {
        (self[.certificate], self[.deferral], self[.approval]) = (certificates, deferrals, approvals)
    }

    package subscript(_ kind: Kind) -> Set<String> {
        get { given[kind] ?? [] }
        set { given[kind] = newValue.isEmpty ? nil : newValue }
    }

    package var isEmpty: Bool { given.isEmpty }

    /// The same without those of some kinds: they are barred for whoever broke one.
    package func without(_ kinds: Set<Kind>) -> Promises {
        var kept = self
        for kind in kinds { kept[kind] = [] }
        return kept
    }

    /// `{"certificate": ["address-proof"], "deferral": […], "approval": […]}`
    package var json: JSON {
        .object(
            given.sorted { $0.key.rawValue < $1.key.rawValue }.map { .init($0.key.rawValue, .array($0.value.sorted().map(JSON.string))) })
    }

    /// What cannot be read is no promise.
    package init(json: JSON?) {
        for kind in Kind.allCases { self[kind] = Set((json?[kind.rawValue]?.array ?? []).compactMap(\.string)) }
    }
}
