import Kernel

extension Graph {
    /// Nodes by code and by name in both languages, the nearer the beginning the earlier. Offices, situations and results are found through
    /// the items that they belong to.
    package func found(_ words: String, limit: Int) -> [NodeReference] {
        let wanted = words.lowercased()
        guard !wanted.isEmpty else { return [] }
        var hits: [(rank: Int, reference: NodeReference)] = []
        for node in nodes.kinds.indices {
            let reference = reference(Int32(node))
            switch reference.kind {
            case .implementation, .situation, .result: continue
            default: break
            }
            let name = name(reference)
            let texts = [reference.code.lowercased(), name.zh.lowercased(), name.en.lowercased()]
            if texts.contains(wanted) {
                hits.append((0, reference))
            } else if texts.contains(where: { $0.hasPrefix(wanted) }) {
                hits.append((1, reference))
            } else if texts.contains(where: { $0.contains(wanted) }) {
                hits.append((2, reference))
            }
        }
        return hits.sorted { ($0.rank, $0.reference) < ($1.rank, $1.reference) }.prefix(limit).map(\.reference)
    }
}
