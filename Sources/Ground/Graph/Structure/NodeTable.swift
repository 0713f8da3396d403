/// Nodes by number, and numbers by what a node stands for.
struct NodeTable: Sendable {
    private(set) var kinds: [NodeKind] = []
    private(set) var codes: [String] = []
    private var numbers: [[String: Int32]] = Array(repeating: [:], count: NodeKind.allCases.count)

    var count: Int { kinds.count }

    func number(_ kind: NodeKind, _ code: String) -> Int32? { numbers[Int(kind.rawValue)][code] }

    func reference(_ node: Int32) -> NodeReference { NodeReference(kinds[Int(node)], codes[Int(node)]) }

    /// The number of that node, which is new if need be.
    mutating func add(_ kind: NodeKind, _ code: String) -> Int32 {
        if let known = numbers[Int(kind.rawValue)][code] { return known }
        let number = Int32(kinds.count)
        kinds.append(kind)
        codes.append(code)
        numbers[Int(kind.rawValue)][code] = number
        return number
    }
}
