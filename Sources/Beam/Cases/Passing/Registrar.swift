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

    /// The document that an event left behind, with its number in the world and its seal.
    func sealed(_ draft: CaseDocumentDraft) -> CaseDocument {
        // Twelve random bytes: nobody guesses one, and the code on paper stays small. It enters the content, so that its digest tells
        // nothing to whoever tries contents out.
        let token = Base64URL.encode(surroundings.randomBytes(12))
        let members: [(String, JSON?)] =
            [
                ("kind", .string(draft.kind.rawValue)), ("title", JSON(draft.kind.name)), ("number", .string(draft.number)),
                ("issuedAt", .string(draft.issuedAt.rfc3339)), ("token", .string(token)),
            ] + draft.content
        let json = JSON.present(members)
        let hash = Hex.encode(digest.hash(json.canonical.bytes))
        let id = surroundings.newID()
        let seal = signer.jws(
            [
                "digest": .string(hash), "number": .string(draft.number), "kind": .string(draft.kind.rawValue),
                "iat": .int(draft.issuedAt.microseconds / 1_000_000),
            ], typ: CaseDocument.sealType)
        return CaseDocument(
            id: id, caseID: draft.caseID, application: draft.application, kind: draft.kind, number: draft.number,
            issuedAt: draft.issuedAt, content: json, digest: hash, seal: seal, token: token)
    }
}
