import Foundation

/// A point in time: microseconds since 1970-01-01T00:00:00Z. Stored as `BIGINT`.
package struct Instant: Sendable, Hashable, Comparable {
    package var microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    /// Civil time in Shanghai is UTC+8 all year since 1992.
    package static let shanghaiOffsetSeconds: Int64 = 8 * 3600

    package static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }

    package static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    package func adding(seconds: Int64) -> Instant { Instant(microseconds: microseconds + seconds * 1_000_000) }

    /// The date on a wall calendar in Shanghai at this instant.
    package var date: LocalDate {
        LocalDate(dayNumber: Int((microseconds + Self.shanghaiOffsetSeconds * 1_000_000).flooredQuotient(86_400_000_000)))
    }

    /// Seconds since midnight in Shanghai, 0..<86400.
    package var secondOfDay: Int {
        let local = microseconds + Self.shanghaiOffsetSeconds * 1_000_000
        return Int((local - local.flooredQuotient(86_400_000_000) * 86_400_000_000) / 1_000_000)
    }

    /// `HH:mm` in Shanghai.
    package var clock: String {
        "\(twoDigits(secondOfDay / 3600)):\(twoDigits(secondOfDay / 60 % 60))"
    }

    /// Midnight in Shanghai at the beginning of `date`, plus `secondOfDay`.
    package init(_ date: LocalDate, secondOfDay: Int = 0) {
        microseconds = (Int64(date.dayNumber) * 86400 - Self.shanghaiOffsetSeconds + Int64(secondOfDay)) * 1_000_000
    }

    /// RFC 3339 with Shanghai's offset, whole seconds: `2026-11-23T09:12:00+08:00`.
    package var rfc3339: String { "\(date)T\(clock):\(twoDigits(secondOfDay % 60))+08:00" }

    /// Reads RFC 3339 with `Z` or a numeric offset; fractions of a second are kept to the microsecond.
    package init?(rfc3339 text: String) {
        guard text.utf8.count >= 20, let date = LocalDate(String(text.prefix(10))) else { return nil }
        let rest = Array(text.utf8.dropFirst(10))
        func number(_ from: Int, _ count: Int) -> Int? {
            guard from + count <= rest.count else { return nil }
            var value = 0
            for byte in rest[from..<from + count] {
                guard (48...57).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            return value
        }
        guard rest[0] == 0x54 || rest[0] == 0x74 || rest[0] == 0x20, rest[3] == 0x3A, rest[6] == 0x3A,
            let hour = number(1, 2), let minute = number(4, 2), let second = number(7, 2),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var at = 9
        var fraction: Int64 = 0
        if at < rest.count, rest[at] == 0x2E {
            at += 1
            var scale: Int64 = 100_000
            while at < rest.count, (48...57).contains(rest[at]) {
                fraction += Int64(rest[at] - 48) * scale
                scale /= 10
                at += 1
            }
        }
        guard at < rest.count else { return nil }
        var offset = 0
        switch rest[at] {
        case 0x5A, 0x7A:
            guard at + 1 == rest.count else { return nil }
        case 0x2B, 0x2D:
            guard rest.count == at + 6, rest[at + 3] == 0x3A, let hours = number(at + 1, 2), let minutes = number(at + 4, 2),
                hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (rest[at] == 0x2D ? -60 : 60)
        default: return nil
        }
        let seconds = Int64(date.dayNumber) * 86400 + Int64(hour * 3600 + minute * 60 + second - offset)
        microseconds = seconds * 1_000_000 + fraction
    }
}

extension Instant: CustomStringConvertible {
    package var description: String { rfc3339 }
}

extension Int64 {
    fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

extension Duration {
    /// Whole microseconds, as the logs count.
    package var microseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}
