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

    /// The licence of a type that somebody holds and may rely on that day, used for a purpose; nil where there is none.
    package func use(_ type: String, of number: String, for purpose: LicencePurpose, at instant: Instant) async throws -> AnnotatedCopy? {
        // A look that finds nothing writes nothing, and most looks find nothing.
        guard try await database.read({ try valid(type, of: number, on: instant.date, in: $0) }) != nil else { return nil }
        return try await database.write { connection in
            let held = try valid(type, of: number, on: instant.date, in: connection)
            return try held.map { try use($0, for: purpose, at: instant, in: connection) }
        }
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
