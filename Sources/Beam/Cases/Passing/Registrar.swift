import Cryptography
import Kernel

/// Gives events their place in the chain and documents their number and seal. All that is not pure about a move is here.
struct Registrar: Sendable {
    let digest: Digest
    let signer: Signer
    let surroundings: Surroundings

    /// The next event of a case.
    func event(_ draft: CaseEventDraft, of current: Case) -> CaseEvent {
        CaseEvent(
            draft, of: current.id, sequence: current.version + 1, previous: current.head, salt: Hex.encode(surroundings.randomBytes(16)),
            digest: digest)
    }

    /// The document that an event left behind.
    func document(_ kind: CaseDocumentKind, content: [(String, JSON?)], of current: Case, at instant: Instant) -> CaseDocument {
        let number = "\(current.number)-\(current.version < 10 ? "0" : "")\(current.version)"
        // Twelve random bytes: nobody guesses one, and the code on paper stays small. It enters the content, so that its digest tells
        // nothing to whoever tries contents out.
        let token = Base64URL.encode(surroundings.randomBytes(12))
        let members: [(String, JSON?)] =
            [
                ("kind", .string(kind.rawValue)), ("title", JSON(kind.name)), ("number", .string(number)),
                ("issuedAt", .string(instant.rfc3339)), ("token", .string(token)),
            ] + content
        let json = JSON.present(members)
        let bytes = json.canonical.bytes
        let hash = Hex.encode(digest.hash(bytes))
        let id = surroundings.newID()
        let seal = signer.jws(
            [
                "digest": .string(hash), "number": .string(number), "kind": .string(kind.rawValue),
                "iat": .int(instant.microseconds / 1_000_000),
            ], typ: CaseDocument.sealType)
        return CaseDocument(
            id: id, caseID: current.id, application: current.application, kind: kind, number: number, issuedAt: instant, content: json,
            digest: hash, seal: seal, token: token)
    }
}
