/// When a message is tried again.
enum OutboxBackoff {
    /// Seconds after the first, second, … failed attempt: quick at first, then every twelve hours, 2.9 days in all.
    static let delaysSeconds: [Int64] = [5, 30, 120, 600, 1800, 3600, 10_800, 21_600, 43_200, 43_200, 43_200, 43_200, 43_200]

    /// nil when the attempts are used up.
    static func delaySeconds(afterAttempt attempt: Int) -> Int64? {
        delaysSeconds.indices.contains(attempt - 1) ? delaysSeconds[attempt - 1] : nil
    }

    /// A node that was asked to finish gives a message this long before another may take it over.
    static let leaseSeconds: Int64 = 300

    /// A subscription that no node has shown for this long gets nothing more: the room was renamed or taken out.
    static let forgottenAfterSeconds: Int64 = 30 * 86_400
}
