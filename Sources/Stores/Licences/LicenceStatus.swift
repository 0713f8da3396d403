package import Kernel
package import Web

/// Where an electronic licence stands. The four ends are four different acts of law, each with its ground.
package enum LicenceStatus: String, Sendable, Hashable, CaseIterable {
    case active
    case frozen
    case expired
    /// A newer version stands in its place.
    case superseded
    /// 撤销: it was granted unlawfully (of a permit 行政许可法 69).
    case revoked
    /// 撤回: law or facts have changed (of a permit 行政许可法 8).
    case withdrawn
    /// 吊销: a penalty.
    case forfeited
    /// 注销: the closing act after these, on expiry, death or dissolution (of a permit 行政许可法 70).
    case cancelled

    package var name: Text {
        switch self {
        case .active: Text("有效", "Valid")
        case .frozen: Text("冻结", "Frozen")
        case .expired: Text("已过期", "Expired")
        case .superseded: Text("已被新版本取代", "Replaced by a newer version")
        case .revoked: Text("已撤销", "Revoked")
        case .withdrawn: Text("已撤回", "Withdrawn")
        case .forfeited: Text("已吊销", "Forfeited")
        case .cancelled: Text("已注销", "Cancelled")
        }
    }
}

/// One allowed change of a licence's state. All that is not in `table` is forbidden.
package struct LicenceTransition: Sendable, Hashable {
    package let from: LicenceStatus
    package let to: LicenceStatus
    /// Who in the issuing department may do it by hand; empty where only the calendar or a new version does.
    package let roles: Set<Role>

    init(from: LicenceStatus, to: LicenceStatus, by roles: Set<Role> = []) {
        self.from = from
        self.to = to
        self.roles = roles
    }

    package static let table: [LicenceTransition] =
        [
            LicenceTransition(from: .active, to: .superseded), LicenceTransition(from: .active, to: .expired),
            LicenceTransition(from: .expired, to: .superseded),
            LicenceTransition(from: .active, to: .frozen, by: [.approver, .licensor]),
            LicenceTransition(from: .frozen, to: .active, by: [.approver, .licensor]),
        ]
        + [LicenceStatus.active, .frozen].flatMap { from in
            [LicenceStatus.revoked, .withdrawn, .forfeited].map { LicenceTransition(from: from, to: $0, by: [.approver]) }
        }
        + [LicenceStatus.active, .frozen, .expired, .revoked, .withdrawn, .forfeited].map {
            LicenceTransition(from: $0, to: .cancelled, by: [.approver])
        }

    /// One of the four ends: an act of law, never done without its ground.
    package var isEnd: Bool { [.revoked, .withdrawn, .forfeited, .cancelled].contains(to) }

    package static func of(_ from: LicenceStatus, to: LicenceStatus) -> LicenceTransition? {
        table.first { $0.from == from && $0.to == to }
    }
}

/// 可信等级: what a licence may stand for. Only what its issuer sealed, in issuing it or from its own data, may replace an original.
package enum TrustLevel: String, Sendable, Hashable, CaseIterable {
    /// Made in the process of issuing, and sealed.
    case a = "A"
    /// Filled in later from the issuer's data, checked and sealed.
    case b = "B"
    /// From a scan of the paper that the issuer has checked: its facts count, the paper is still wanted.
    case c = "C"
    /// Uploaded by the holder, unchecked.
    case d = "D"

    /// The paper need not be handed in.
    package var replacesOriginal: Bool { self == .a || self == .b }
    /// What it states may be gone by.
    package var isChecked: Bool { self != .d }
}
