package import Cryptography
package import Kernel

/// What an audit can find wrong with a history.
package enum AuditFinding: Sendable, Hashable {
    /// A part of the event is not what it was when it was written.
    case altered(ID, sequence: Int)
    /// Events are missing before this one.
    case removed(ID, sequence: Int)
    /// Events stand in another order than they were written in.
    case reordered(ID, sequence: Int)
    /// The history ends before the event that a signed root, or the row of the case, has seen.
    case cutOff(ID, expected: Int, found: Int)
    /// The row of the case is not the sum of its events.
    case projection(ID)
    /// A signed root is not what it was, or its chain is broken.
    case root(hour: String)

    package var json: JSON {
        switch self {
        case .altered(let id, let sequence): ["finding": "altered", "case": .string(id.rawValue), "sequence": .int(sequence)]
        case .removed(let id, let sequence): ["finding": "removed", "case": .string(id.rawValue), "before": .int(sequence)]
        case .reordered(let id, let sequence): ["finding": "reordered", "case": .string(id.rawValue), "sequence": .int(sequence)]
        case .cutOff(let id, let expected, let found):
            ["finding": "cut-off", "case": .string(id.rawValue), "expected": .int(expected), "found": .int(found)]
        case .projection(let id): ["finding": "projection", "case": .string(id.rawValue)]
        case .root(let hour): ["finding": "root", "hour": .string(hour)]
        }
    }
}

/// The head of one case's chain, as a signed root and the row of the case have seen it.
package struct ChainHead: Sendable, Hashable {
    package var sequence: Int
    package var hash: String

    package init(sequence: Int, hash: String) {
        self.sequence = sequence
        self.hash = hash
    }
}

/// Reads the chain of one case. Pure.
package enum CaseAudit {
    /// What is wrong with the events of a case, which come in the order of their sequence.
    ///
    /// - Parameter seen: the latest head that something outside the chain vouches for.
    package static func findings(_ caseID: ID, _ events: [CaseEvent], seen: ChainHead?, digest: Digest) -> [AuditFinding] {
        var findings: [AuditFinding] = []
        var previous = ""
        var next = 1
        for event in events {
            let isIntact =
                event.payloadDigest == CaseEvent.payloadDigest(event.payload, actorName: event.actorName, salt: event.salt, digest)
                && event.hash == event.chainHash(digest)
            if !isIntact {
                findings.append(.altered(caseID, sequence: event.sequence))
            } else if event.sequence > next {
                findings.append(.removed(caseID, sequence: event.sequence))
            } else if event.sequence < next || event.previous != previous {
                findings.append(.reordered(caseID, sequence: event.sequence))
            }
            previous = event.hash
            next = event.sequence + 1
        }
        guard let seen else { return findings }
        if next - 1 < seen.sequence {
            findings.append(.cutOff(caseID, expected: seen.sequence, found: next - 1))
        } else if let there = events.first(where: { $0.sequence == seen.sequence }), there.hash != seen.hash, findings.isEmpty {
            // Every hash fits the next and yet it is another chain than the one that was signed.
            findings.append(.altered(caseID, sequence: seen.sequence))
        }
        return findings
    }
}
