import Catalogue
package import Kernel
package import Store

extension Licences {
    /// The only way for others to read what is on a licence: for a purpose, answered with an annotated copy, logged and counted in the same
    /// transaction. Only a licence that is valid that day is used.
    ///
    /// - Parameter took: how long it took to find it, in microseconds; nil where that was not timed.
    package func use(
        _ licence: Licence, for purpose: LicencePurpose, took: Int64? = nil, at instant: Instant, in connection: any Connection
    ) throws -> AnnotatedCopy {
        let type = catalogue.snapshot.licenceTypes[licence.type]
        if let refusal = purpose.refusal(demandsConsent: type?.needsConsent ?? false) { throw refusal.problem }
        guard licence.isValid(on: instant.date) else { throw LicenceRefusal.notUsable(licence.status(on: instant.date)).problem }
        let until = instant.adding(seconds: Int64(settings.copyHours) * 3600)
        let id = surroundings.newID()
        let use = LicenceUse(
            licence: licence, at: instant, reader: purpose.reader.rawValue, account: purpose.account, code: purpose.item,
            thing: purpose.thing, reason: purpose.reason, reference: purpose.reference, department: purpose.department,
            basis: purpose.basis,
            consent: purpose.consent?.rawValue, validUntil: until, microseconds: took)
        try table.log(use, id: id, in: connection)
        return AnnotatedCopy(id: id, licence: licence, purpose: purpose, madeAt: instant, validUntil: until)
    }

    /// A type of licence of whoever has a number, and what it would be used for.
    package struct Sought: Sendable {
        package let type: String
        package let number: String
        package let purpose: LicencePurpose

        package init(_ type: String, of number: String, for purpose: LicencePurpose) {
            (self.type, self.number, self.purpose) = (type, number, purpose)
        }
    }

    /// What a look for licences came to.
    package struct Finding: Sendable {
        /// In the order of what was sought; nil for each that was not found.
        package let licences: [Licence?]
        /// How long the look took: each of them was waited for as long.
        package let microseconds: Int64
    }

    /// The licences that their holders may rely on that day, as they would be used, all by one look; nil for each that there is not, or whose
    /// holder would have to agree and is not asked. Nobody is shown anything of one before it is used: a look that finds nothing writes
    /// nothing, and most looks find nothing.
    package func find(_ sought: [Sought], at instant: Instant) async throws -> Finding {
        guard !sought.isEmpty else { return Finding(licences: [], microseconds: 0) }
        let types = catalogue.snapshot.licenceTypes
        let began = ContinuousClock.now
        let found = try await database.read { connection in
            try sought.map { try valid($0.type, of: $0.number, on: instant.date, in: connection) }
        }
        let took = began.duration(to: .now).microseconds
        let usable: [Licence?] = try zip(sought, found).map { sought, licence in
            guard licence != nil, let refusal = sought.purpose.refusal(demandsConsent: types[sought.type]?.needsConsent ?? false) else {
                return licence
            }
            guard refusal == .noConsent else { throw refusal.problem }
            return nil
        }
        return Finding(licences: usable, microseconds: took)
    }

    /// Uses a licence that was found a moment before; nil where it is no longer the one that its holder may rely on.
    package func use(
        found: Licence, of number: String, for purpose: LicencePurpose, took: Int64, at instant: Instant, in connection: any Connection
    ) throws -> AnnotatedCopy? {
        guard try valid(found.type, of: number, on: instant.date, in: connection) == found else { return nil }
        return try use(found, for: purpose, took: took, at: instant, in: connection)
    }

    private func valid(_ type: String, of number: String, on date: LocalDate, in connection: any Connection) throws -> Licence? {
        try table.licences(of: number, types: [type], in: connection).first { $0.isValid(on: date) }
    }

    /// The licence with that printed number that stands today, used for a purpose.
    package func use(_ type: String, number: String, for purpose: LicencePurpose, at instant: Instant) async throws -> AnnotatedCopy {
        try await database.write { connection in
            let began = ContinuousClock.now
            guard let licence = try table.latest(type: type, number: number, in: connection) else { throw LicenceRefusal.notFound.problem }
            let took = began.duration(to: .now).microseconds
            return try use(licence, for: purpose, took: took, at: instant, in: connection)
        }
    }
}
