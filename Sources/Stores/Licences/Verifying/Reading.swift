import Catalogue
import Cryptography
import Identity
import Kernel
import Store
package import Web

/// What a reader learns: the result, and only where it is good what the holder chose to show.
struct Reading: Sendable {
    var verdict: Verdict
    var at: Instant
    /// nil unless it is valid: nothing of a licence is told with any other result.
    var licence: Presentable?
    var claims: [LicenceClaim] = []
    /// The codes of what was shown.
    var shown: Set<String> { Set(claims.map(\.code)) }
    /// To whom a file says that it is made out.
    var audience: String?
    /// The same as a file bound to the reader's question, where a program asked with one.
    var file: String?
}

extension Presentations {
    /// What stands against reading a code, with its line in the log; nil where nothing does. Uses nothing up.
    func look(token: String, _ call: Call) async throws -> Reading? {
        try await throttle(call)
        let found = try await database.read { try table.presentation(token: token, in: $0) }
        let obstacle = found.map { $0.0.obstacle(codeUntil: $0.expiresAt, at: call.now) } ?? Verdict.unreadable
        guard let obstacle else { return nil }
        return try await counted(call) {
            try await database.write { try refused(obstacle, .code, found?.0.licence, call, in: $0) }
        }
    }

    /// Reads what a code stands for: once, and with a line in the log whatever comes of it.
    ///
    /// - Parameter openedUntil: until when somebody who opened the code in time may go on; nil for the code's own minute.
    func read(token: String, by reader: Reader, openedUntil: Instant? = nil, _ call: Call) async throws -> Reading {
        try await throttle(call)
        let now = call.now
        return try await counted(call) {
            try await database.write { connection in
                let found = try table.presentation(token: token, in: connection)
                guard let (presentation, expiresAt) = found else {
                    return try refused(.unreadable, .code, nil, call, in: connection)
                }
                if let obstacle = presentation.obstacle(codeUntil: openedUntil ?? expiresAt, at: now) {
                    return try refused(obstacle, .code, presentation.licence, call, in: connection)
                }
                guard let licence = try licences.licence(presentation.licence, in: connection) else {
                    throw LicenceRefusal.notFound.problem
                }
                let verdict = Verdict(licence, on: now.date)
                // Two cameras at once: the row decides who was first.
                guard try table.read(presentation.id, by: reader, verdict: verdict, at: now, in: connection) else {
                    return try refused(.replayed, .code, licence.id, call, in: connection)
                }
                guard verdict == .valid else { return try refused(verdict, .code, licence.id, call, in: connection) }
                let presentable = Presentable(
                    licence: licence, place: presentation.holder, catalogue: licences.catalogue.snapshot, on: now.date)
                let claims = presentable.shown(presentation.shown)
                let labels = Text(claims.map(\.label.zh).joined(separator: "、"), claims.map(\.label.en).joined(separator: ", "))
                let reason = VerifyingText.useByCode.filled(["reader": reader.words, "claims": labels])
                try note(reader, licence, reason, presentation.id.rawValue, at: now, in: connection)
                try line(.valid, .code, licence.id, call, in: connection)
                return Reading(verdict: .valid, at: now, licence: presentable, claims: claims)
            }
        }
    }

    /// What a check of a file comes to, with its line in the log.
    package func verdict(on file: String, audience: String?, _ call: Call) async throws -> Verdict {
        try await check(file: file, by: reader(of: call), audience: audience, nonce: nil, call).verdict
    }

    /// Checks a file: its signatures by our keys, and the state of its licence as it stands now.
    func check(file text: String, by reader: Reader, audience: String?, nonce: String?, _ call: Call) async throws -> Reading {
        let check = CredentialCheck(origin: origin, signer: signer, now: call.now, audience: audience, nonce: nonce)
        let outcome = check.outcome(of: text)
        return try await counted(call) {
            try await database.write { connection in
                // Looked at beside the rest: a check costs less than a look of its own would.
                try standing(call, in: connection)
                let licence = try outcome.status.flatMap { try licences.table.licence(at: $0, in: connection) }
                guard outcome.verdict == .valid else { return try refused(outcome.verdict, .file, licence?.id, call, in: connection) }
                guard let licence, licence.type == outcome.type else { return try refused(.altered, .file, nil, call, in: connection) }
                let verdict = Verdict(licence, on: call.now.date)
                guard verdict == .valid else { return try refused(verdict, .file, licence.id, call, in: connection) }
                let presentable = Presentable(licence, saying: outcome.claims, licences.catalogue.snapshot, on: call.now.date)
                let reason = VerifyingText.useByFile.filled(["reader": reader.words])
                try note(reader, licence, reason, outcome.binding?.nonce ?? "", at: call.now, in: connection)
                try line(.valid, .file, licence.id, call, in: connection)
                return Reading(
                    verdict: .valid, at: call.now, licence: presentable, claims: presentable.said(in: outcome.claims),
                    audience: outcome.binding?.audience)
            }
        }
    }

    /// The result as a value, after its line in the log.
    private func refused(_ verdict: Verdict, _ means: VerificationLine.Means, _ licence: ID?, _ call: Call, in connection: any Connection)
        throws -> Reading
    {
        try line(verdict, means, licence, call, in: connection)
        return Reading(verdict: verdict, at: call.now, licence: nil)
    }

    private func line(_ verdict: Verdict, _ means: VerificationLine.Means, _ licence: ID?, _ call: Call, in connection: any Connection)
        throws
    {
        let line = VerificationLine(
            at: call.now, means: means, verdict: verdict, licence: licence, account: call.visitor.account, address: call.remoteAddress)
        try table.log(line, id: surroundings.newID(), in: connection)
    }

    private func note(
        _ reader: Reader, _ licence: Licence, _ reason: Text, _ reference: String, at now: Instant, in connection: any Connection
    ) throws {
        let use = LicenceUse(
            licence: licence, at: now, reader: reader.kind == .staff ? "staff" : "verifier", account: reader.account, code: "present",
            reason: reason, reference: reference, department: reader.department)
        try licences.log([use], in: connection)
    }

    // MARK: Limits

    /// Readers at a busy door share an address, so that success is never limited; who fails too often waits.
    static let failuresAMinute = 30

    private func limitKey(_ call: Call) -> String { "licences.verify/\(call.remoteAddress)" }

    /// A door with thousands of good readings writes no counter.
    private func throttle(_ call: Call) async throws {
        try await database.read { try standing(call, in: $0) }
    }

    private func standing(_ call: Call, in connection: any Connection) throws {
        try RateLimit.standing(
            limitKey(call), limit: Presentations.failuresAMinute, windowSeconds: 60, now: call.now, in: connection
        ).orThrow()
    }

    private func counted(_ call: Call, _ read: () async throws -> Reading) async throws -> Reading {
        let reading = try await read()
        if reading.verdict != .valid {
            try await database.write {
                _ = try RateLimit.hit(
                    limitKey(call), limit: Presentations.failuresAMinute, windowSeconds: 60, now: call.now, in: $0)
            }
        }
        return reading
    }
}

extension Verdict {
    /// What a licence's own state comes to on a day.
    init(_ licence: Licence, on today: LocalDate) {
        self =
            switch licence.status(on: today) {
            case .active: licence.isValid(on: today) ? .valid : .notYetValid
            case .frozen: .frozen
            case .expired: .expired
            case .superseded, .revoked, .withdrawn, .forfeited, .cancelled: .revoked
            }
    }
}

extension Presentable {
    /// A licence as a file shows it: by the holder of whom most of what is said in it holds.
    init(_ licence: Licence, saying disclosed: JSON, _ catalogue: Catalogue, on today: LocalDate) {
        guard !licence.coholders.isEmpty else {
            self.init(licence: licence, catalogue: catalogue, on: today)
            return
        }
        let shown = licence.holders.indices.map { Presentable(licence: licence, place: $0 + 1, catalogue: catalogue, on: today) }
        func fit(_ one: Presentable) -> Int { one.claims.count { $0.value == $0.path.reduce(disclosed as JSON?) { $0?[$1] } } }
        let best = shown.map(fit).max() ?? 0
        self = shown.first { fit($0) == best } ?? Presentable(licence: licence, catalogue: catalogue, on: today)
    }

    /// The claims that a file disclosed, with the values that it was signed with.
    func said(in disclosed: JSON) -> [LicenceClaim] {
        claims.compactMap { claim in
            guard let value = claim.path.reduce(disclosed as JSON?, { $0?[$1] }) else { return nil }
            return value == claim.value ? claim : claim.saying(value)
        }
    }
}

extension LicenceClaim {
    /// The same claim with another value, as it was signed.
    func saying(_ value: JSON) -> LicenceClaim {
        let words =
            switch value {
            case .bool(let isTrue): isTrue ? PresentingText.yes : PresentingText.no
            case .string(let text), .number(let text): Text(same: text)
            default: Text(same: value.text)
            }
        return LicenceClaim(code: code, path: path, label: label, value: value, words: words, masked: words)
    }
}
