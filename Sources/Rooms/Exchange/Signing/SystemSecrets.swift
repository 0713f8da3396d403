import Foundation
import Kernel

/// What a department's system signs with and is signed to. After a change the former one is good for a day, so that nobody has to change
/// both ends in the same moment.
struct SystemSecrets: Sendable, Hashable {
    var current: [UInt8]
    var former: [UInt8]?
    var formerUntil: Instant?

    static let byteCount = 32
    static let overlapSeconds: Int64 = 24 * 3600

    /// As an operator types it into the other program: `whsec_` and base64.
    var shown: String { "whsec_" + Data(current).base64EncodedString() }

    /// Those that count at an instant, the current one first.
    func valid(at now: Instant) -> [[UInt8]] {
        guard let former, let formerUntil, now < formerUntil else { return [current] }
        return [current, former]
    }

    func replaced(by next: [UInt8], at now: Instant) -> SystemSecrets {
        SystemSecrets(current: next, former: current, formerUntil: now.adding(seconds: SystemSecrets.overlapSeconds))
    }

    /// What the sealed column holds.
    var json: JSON {
        [
            "current": .string(Data(current).base64EncodedString()), "former": JSON(former.map { Data($0).base64EncodedString() }),
            "formerUntil": formerUntil.map { .int($0.microseconds) } ?? .null,
        ]
    }

    init(current: [UInt8], former: [UInt8]? = nil, formerUntil: Instant? = nil) {
        self.current = current
        self.former = former
        self.formerUntil = formerUntil
    }

    init?(json: JSON) {
        func bytes(_ name: String) -> [UInt8]? { json[name]?.string.flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) } }
        guard let current = bytes("current") else { return nil }
        let until = json["formerUntil"]?.int.map { Instant(microseconds: Int64($0)) }
        self.init(current: current, former: bytes("former"), formerUntil: until)
    }
}
