/// One hash over many, with short proofs that one of them is in it (RFC 9162 §2.1, which replaced RFC 6962).
///
/// Leaves and nodes are hashed behind different first bytes, so that no node can pass for a leaf.
package struct MerkleTree: Sendable {
    /// What leaves and nodes are hashed with.
    package let digest: Digest
    /// From the hashes of the leaves up to the root; empty for no entries.
    private let levels: [[[UInt8]]]

    /// The tree over some entries, which may have any length.
    package init(_ entries: [[UInt8]], digest: Digest) {
        self.digest = digest
        var levels: [[[UInt8]]] = []
        var level = entries.map { MerkleTree.leaf($0, digest) }
        while !level.isEmpty {
            levels.append(level)
            guard level.count > 1 else { break }
            // The last of an odd number goes up as it is, which gives the same tree as the standard's split at a power of two.
            level = stride(from: 0, to: level.count, by: 2).map { index in
                index + 1 < level.count ? MerkleTree.node(level[index], level[index + 1], digest) : level[index]
            }
        }
        self.levels = levels
    }

    /// The hash over all entries; that of nothing where there are none.
    package var root: [UInt8] { levels.last?[0] ?? digest.hash([]) }

    /// The hashes that, with the entry at `index`, make the root; the lowest first.
    package func proof(at index: Int) -> [[UInt8]] {
        precondition(levels.first?.indices.contains(index) == true, "no entry at \(index)")
        var position = index
        var proof: [[UInt8]] = []
        for level in levels {
            let sibling = position ^ 1
            if sibling < level.count { proof.append(level[sibling]) }
            position >>= 1
        }
        return proof
    }

    /// Whether the entry stands at `index` of the `count` entries under `root` (RFC 9162 §2.1.3.2).
    package static func isIncluded(
        _ entry: [UInt8], at index: Int, of count: Int, proof: [[UInt8]], root: [UInt8], digest: Digest
    ) -> Bool {
        guard (0..<max(0, count)).contains(index) else { return false }
        var position = index
        var last = count - 1
        var hash = leaf(entry, digest)
        for sibling in proof {
            guard last > 0 else { return false }
            if position & 1 == 1 || position == last {
                hash = node(sibling, hash, digest)
                while position & 1 == 0 && position > 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                hash = node(hash, sibling, digest)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && equalInConstantTime(hash, root)
    }

    private static func leaf(_ entry: [UInt8], _ digest: Digest) -> [UInt8] { digest.hash([0] + entry) }

    private static func node(_ left: [UInt8], _ right: [UInt8], _ digest: Digest) -> [UInt8] { digest.hash([1] + left + right) }
}
