/// A chain of events each of which holds fast all before it: whoever alters, removes or reorders one changes every later head.
///
/// First bytes differ from those of `MerkleTree`, so that a head never equals a node.
package struct HashChain: Sendable {
    /// What heads are hashed with.
    package let digest: Digest

    /// Chains by one digest.
    package init(_ digest: Digest) { self.digest = digest }

    /// The head before the first event; `name` (such as the case's id) keeps two chains apart.
    package func start(_ name: String) -> [UInt8] { digest.hash([2] + Array(name.utf8)) }

    /// The head after one more event.
    package func next(after head: [UInt8], event: [UInt8]) -> [UInt8] {
        precondition(head.count == digest.byteCount, "a head is a digest")
        return digest.hash([3] + head + event)
    }

    /// What enters an event for a payload that is stored sealed: the seal may be renewed and the payload one day be destroyed without
    /// breaking the chain, and the salt (16 bytes, stored with the payload) keeps anybody from guessing short payloads.
    package func commitment(to payload: [UInt8], salt: [UInt8]) -> [UInt8] {
        precondition(salt.count == 16, "a salt has 16 bytes")
        return digest.hash([4] + salt + payload)
    }
}
