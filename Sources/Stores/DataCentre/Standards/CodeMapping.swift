import Kernel

/// One value as a source writes it, and the code of the standard that it means: `男性` is `1`.
struct CodeMapping: Sendable, Hashable {
    var resource: String
    var element: String
    var theirs: String
    var ours: String

    /// A record with the source's values turned into those of the standard; what is mapped nowhere stays. Pure.
    static func applied(_ mappings: [CodeMapping], to record: JSON) -> JSON {
        guard !mappings.isEmpty, let members = record.members else { return record }
        let byElement = Dictionary(grouping: mappings, by: \.element)
        return .object(
            members.map { member in
                if member.value.members != nil { return JSON.Member(member.name, applied(mappings, to: member.value)) }
                if let items = member.value.array { return JSON.Member(member.name, .array(items.map { applied(mappings, to: $0) })) }
                let written: String? = member.value.string ?? { if case .number(let digits) = member.value { digits } else { nil } }()
                let mapped = byElement[member.name]?.first { $0.theirs == written }
                return mapped.map { JSON.Member(member.name, .string($0.ours)) } ?? member
            })
    }
}
