import Catalogue
package import Kernel
package import Store

extension Licences {
    /// The only way for others to read what is on a licence: for a purpose, answered with an annotated copy, logged and counted in the same
    /// transaction. Only a licence that is valid that day is used.
    package func use(_ licence: Licence, for purpose: LicencePurpose, at instant: Instant, in connection: any Connection) throws
        -> AnnotatedCopy
    {
        let type = catalogue.snapshot.licenceTypes[licence.type]
        if let refusal = purpose.refusal(demandsConsent: type?.needsConsent ?? false) { throw refusal.problem }
        guard licence.isValid(on: instant.date) else { throw LicenceRefusal.notUsable(licence.status(on: instant.date)).problem }
        let until = instant.adding(seconds: Int64(settings.copyHours) * 3600)
        let id = surroundings.newID()
        let use = LicenceUse(
            licence: licence, at: instant, reader: purpose.reader.rawValue, account: purpose.account, code: purpose.item,
            reason: purpose.reason, reference: purpose.reference, department: purpose.department, basis: purpose.basis,
            consent: purpose.consent?.rawValue, validUntil: until)
        try table.log(use, id: id, in: connection)
        return AnnotatedCopy(id: id, licence: licence, purpose: purpose, madeAt: instant, validUntil: until)
    }

    /// The licence of a type that somebody holds and may rely on that day, as it would be used for this purpose; nil where there is none.
    /// Nobody is shown anything of it before it is used: a look that finds nothing writes nothing, and most looks find nothing.
    package func find(_ type: String, of number: String, for purpose: LicencePurpose, at instant: Instant) async throws -> Licence? {
        let demandsConsent = catalogue.snapshot.licenceTypes[type]?.needsConsent ?? false
        guard let found = try await database.read({ try valid(type, of: number, on: instant.date, in: $0) }) else { return nil }
        if let refusal = purpose.refusal(demandsConsent: demandsConsent) { throw refusal.problem }
        return found
    }

    /// Uses a licence that was found a moment before; nil where it is no longer the one that its holder may rely on.
    package func use(
        found: Licence, of number: String, for purpose: LicencePurpose, at instant: Instant, in connection: any Connection
    ) throws -> AnnotatedCopy? {
        guard try valid(found.type, of: number, on: instant.date, in: connection) == found else { return nil }
        return try use(found, for: purpose, at: instant, in: connection)
    }

    private func valid(_ type: String, of number: String, on date: LocalDate, in connection: any Connection) throws -> Licence? {
        try table.licences(of: number, types: [type], in: connection).first { $0.isValid(on: date) }
    }

    /// The licence with that printed number that stands today, used for a purpose.
    package func use(_ type: String, number: String, for purpose: LicencePurpose, at instant: Instant) async throws -> AnnotatedCopy {
        try await database.write { connection in
            guard let licence = try table.latest(type: type, number: number, in: connection) else { throw LicenceRefusal.notFound.problem }
            return try use(licence, for: purpose, at: instant, in: connection)
        }
    }
}
