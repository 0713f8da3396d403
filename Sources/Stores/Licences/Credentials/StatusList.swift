import Cryptography
import Kernel
import Web

/// Where a licence's state stands in the published lists. The place is random within its list, so that it tells nothing of the licence.
struct StatusEntry: Sendable, Hashable {
    let list: Int64
    let index: Int

    /// Where a list is published.
    static func address(of list: Int64, at origin: String) -> String { "\(origin)/statuslists/\(list)" }
}

/// The states of many licences in a few bytes, to be fetched whole: whoever checks one does not tell which (Token Status List).
struct StatusList: Sendable, Hashable {
    /// The values that the draft registers.
    enum Value: UInt8, Sendable, Hashable { case valid, invalid, suspended }

    static let bits = 2
    /// The places of one list: half of them are given out, so that a random one is free soon.
    static let places = 131_072
    static let given = places / 2
    /// How long a reader may keep it.
    static let ttlSeconds: Int64 = 60
    static let type = "statuslist+jwt"
    static let mediaType = "application/statuslist+jwt"

    private(set) var bytes = [UInt8](repeating: 0, count: places * bits / 8)

    subscript(_ index: Int) -> Value {
        get { Value(rawValue: bytes[index / 4] >> UInt8(index % 4 * 2) & 3) ?? .invalid }
        set {
            let shift = UInt8(index % 4 * 2)
            bytes[index / 4] = bytes[index / 4] & ~(3 << shift) | newValue.rawValue << shift
        }
    }

    /// The list as a signed token.
    func token(address: String, by signer: Signer, at now: Instant) -> String {
        let compressed = Zlib.compressed(bytes, .zlib, level: 9) ?? []
        let payload: JSON = [
            "sub": .string(address), "iat": .int(now.seconds), "exp": .int(now.adding(seconds: 86_400).seconds),
            "ttl": .int(StatusList.ttlSeconds),
            "status_list": ["bits": .int(StatusList.bits), "lst": .string(Base64URL.encode(compressed))],
        ]
        return signer.jws(payload, typ: StatusList.type)
    }
}

extension LicenceStatus {
    /// What the published list says. That a licence has run out stands in the credential itself (`exp`).
    var published: StatusList.Value {
        switch self {
        case .active, .expired: .valid
        case .frozen: .suspended
        case .superseded, .revoked, .withdrawn, .forfeited, .cancelled: .invalid
        }
    }
}
