import Catalogue
package import Kernel
package import Store

extension Licences {
    /// What happens to licences by the calendar.
    package var jobs: [Job] {
        [
            Job(name: "licences.expiry", every: 3600) { _, now in try await expire(at: now) },
            Job(name: "licences.reminders", every: 21_600) { _, now in try await remind(at: now) },
            Job(name: "licences.objections", every: 86_400) { _, now in try await remindOfObjections(at: now) },
        ]
    }

    /// Told once for each licence when its window of renewal opens: `{licence, type}`.
    package static let renewableTopic = "licences.renewable"

    /// Whether a licence may be renewed on a day: its type has a window, and the day lies in it.
    package func isRenewable(_ licence: Licence, on date: LocalDate) -> Bool {
        licence.status == .active && isInRenewalTime(licence, on: date) == true
    }

    /// Whether a day lies in the time in which the type of a licence is renewed, whatever its state; nil where the type sets no such time
    /// or the licence has no end.
    package func isInRenewalTime(_ licence: Licence, on date: LocalDate) -> Bool? {
        guard let until = licence.validUntil, let window = catalogue.snapshot.licenceTypes[licence.type]?.renewal else { return nil }
        return window.isOpen(on: date, end: until, calendar())
    }

    /// Reminds the holders of licences whose window is open, once a licence. A version is a licence of its own, and is reminded of anew.
    package func remind(at now: Instant) async throws {
        for type in catalogue.snapshot.licenceTypes.values.sorted(by: { $0.code < $1.code }) {
            guard let window = type.renewal else { continue }
            // Working days are never fewer than five in eleven days of the calendar, whatever the holidays.
            let furthest = now.date.adding(days: window.unit == .workday ? window.fromDays * 11 / 5 + 11 : window.fromDays)
            var after = (until: now.date.description, id: "")
            while true {
                let page = try await database.read { [after] in try table.ending(type.code, after: after, by: furthest, limit: 200, in: $0)
                }
                guard let last = page.last, let until = last.validUntil else { break }
                after = (until.description, last.id.rawValue)
                let open = page.filter { isRenewable($0, on: now.date) }
                guard !open.isEmpty else { continue }
                try await database.write { connection in for licence in open { try remind(licence, at: now, in: connection) } }
            }
        }
    }

    private func remind(_ licence: Licence, at now: Instant, in connection: any Connection) throws {
        guard try table.noteReminder(of: licence.id, at: now, in: connection) else { return }
        try Outbox.post(
            topic: Licences.renewableTopic, key: licence.id.rawValue,
            payload: ["licence": .string(licence.id.rawValue), "type": .string(licence.type)], id: surroundings.newID(), at: now,
            in: connection)
    }

    /// Writes down that a licence's last day has passed, with its event. Readers reckon it from the dates and never wait for this.
    package func expire(at now: Instant) async throws {
        for type in catalogue.snapshot.licenceTypes.keys.sorted() {
            while try await database.write({ try expire(type, at: now, in: $0) }) == Licences.expiryPiece {}
        }
    }

    private static let expiryPiece = 200

    private func expire(_ type: String, at now: Instant, in connection: any Connection) throws -> Int {
        let over = try connection.rows(
            """
            SELECT \(LicenceTable.columns) FROM licences_licence
            WHERE type = \(type) AND status = 'active' AND valid_until IS NOT NULL AND valid_until < \(now.date)
            ORDER BY valid_until, id LIMIT \(limit: Licences.expiryPiece)
            """
        ).map { try table.licence($0, in: connection) }
        for licence in over { try change(licence.id, to: .expired, reason: "", at: now, in: connection) }
        return over.count
    }
}
