package import Kernel

/// Two changes of one definition made on the same text: what each changed alone is taken, what both changed is told.
package enum ThreeWay {
    /// The merged content, in which `mine` stands where both changed the same; and the paths of those places.
    package static func merged(base: JSON, mine: JSON, theirs: JSON) -> (content: JSON, conflicts: [String]) {
        var conflicts: [String] = []
        let content = merge(base, mine, theirs, at: "", &conflicts) ?? .null
        return (content.canonical, conflicts)
    }

    private static func merge(_ base: JSON?, _ mine: JSON?, _ theirs: JSON?, at path: String, _ conflicts: inout [String]) -> JSON? {
        if mine == theirs || theirs == base { return mine }
        if mine == base { return theirs }
        if let own = mine?.members, let other = theirs?.members {
            let names = own.map(\.name) + other.map(\.name).filter { name in !own.contains { $0.name == name } }
            return .object(
                names.compactMap { name in
                    merge(base?[name], mine?[name], theirs?[name], at: "\(path)/\(name)", &conflicts).map { JSON.Member(name, $0) }
                })
        }
        conflicts.append(path)
        return mine
    }
}
