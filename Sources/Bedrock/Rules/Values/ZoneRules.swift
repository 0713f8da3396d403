import Foundation
import Kernel

/// The offsets of regions, from the time zone database of the machine.
enum ZoneRules {
    static func isKnown(_ region: String) -> Bool { zone(region) != nil }

    private static func zone(_ region: String) -> TimeZone? {
        let allowed = region.utf8.allSatisfy {
            (65...90).contains($0) || (97...122).contains($0) || (48...57).contains($0) || [0x2F, 0x5F, 0x2B, 0x2D].contains($0)
        }
        // The name becomes part of a path: nothing but letters and single slashes may get there.
        guard allowed, !region.isEmpty, !region.hasPrefix("/"), !region.contains("//"), region.utf8.count <= 64 else { return nil }
        return TimeZone(identifier: region == "Z" ? "UTC" : region)
    }

    /// The offset without summer time, as it was in 2000.
    static func standardOffsetSeconds(of zone: Zone) -> Int? {
        if let fixed = zone.fixedOffset { return fixed }
        guard case .region(let name) = zone, let rules = ZoneRules.zone(name) else { return nil }
        let reference = Date(timeIntervalSince1970: 946_684_800)
        return rules.secondsFromGMT(for: reference) - Int(rules.daylightSavingTimeOffset(for: reference))
    }

    /// The offset in force at a point in UTC.
    static func offsetSeconds(of zone: Zone, atUniversal nanoseconds: Int128) -> Int? {
        if let fixed = zone.fixedOffset { return fixed }
        guard case .region(let name) = zone, let rules = ZoneRules.zone(name) else { return nil }
        return rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(nanoseconds / 1_000_000_000)))
    }

    /// The offset in force when the clocks of the zone show this. Where they show it twice, the earlier; where never, that from before.
    static func offsetSeconds(of zone: Zone, atWall moment: DateTime) -> Int? {
        if let fixed = zone.fixedOffset { return fixed }
        guard case .region(let name) = zone, let rules = ZoneRules.zone(name) else { return nil }
        let wall = Double(moment.wall / 1_000_000_000)
        let before = rules.secondsFromGMT(for: Date(timeIntervalSince1970: wall - 86_400))
        if rules.secondsFromGMT(for: Date(timeIntervalSince1970: wall - Double(before))) == before { return before }
        let after = rules.secondsFromGMT(for: Date(timeIntervalSince1970: wall + 86_400))
        return rules.secondsFromGMT(for: Date(timeIntervalSince1970: wall - Double(after))) == after ? after : before
    }
}
