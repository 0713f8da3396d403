package import Catalogue
package import Kernel
import Store
package import Web

extension Cases {
    /// How many files one draft or application may hold.
    private static let mostFiles = 60

    /// Keeps a file for a material. The caller has made sure that the owner (a draft, or an application that waits for additions) is the
    /// visitor's own.
    package func attach(_ file: UploadedFile, as material: Material, to owner: ID, at instant: Instant) async throws -> Attachment {
        let most = min(material.maxMegabytes * 1_000_000, settings.attachmentBytes)
        let received = try ReceivedFile(file, field: MaterialBox.name(material.code), accept: material.accept, mostBytes: most)
        let blob = tables.attachments.hash(of: received.bytes)
        let attachment = Attachment(
            id: surroundings.newID(), owner: owner, caseID: nil, material: material.code, name: received.name, kind: received.kind,
            size: received.bytes.count, blob: blob, uploadedAt: instant)
        let parts = tables.attachments.sealedParts(received.bytes, of: blob)
        try await database.write { connection in
            guard try tables.attachments.count(of: owner, in: connection) < Cases.mostFiles else {
                throw Problem.invalid([Problem.Fault(MaterialBox.name(material.code), AttachmentText.tooMany)])
            }
            try tables.attachments.insert(attachment, parts: parts, in: connection)
        }
        return attachment
    }

    /// The files of a draft or an application, oldest first.
    package func attachments(of owner: ID) async throws -> [Attachment] {
        try await database.read { try tables.attachments.attachments(of: owner, in: $0) }
    }

    /// The files of an application that no case has taken yet.
    func looseAttachments(of owner: ID) async throws -> [Attachment] {
        try await database.read { try tables.attachments.loose(of: owner, in: $0) }
    }

    /// Takes away a file that has not been submitted yet; false where there is none such.
    package func detach(_ id: ID, from owner: ID) async throws -> Bool {
        try await database.write { try tables.attachments.remove(id, from: owner, in: $0) }
    }

    /// A file with its content, for whoever may see its draft or its application.
    package func attachment(_ id: ID, for visitor: Visitor) async throws -> (attachment: Attachment, bytes: [UInt8]) {
        let found = try await database.read { connection -> (Attachment, [UInt8])? in
            guard let attachment = try tables.attachments.attachment(id, in: connection) else { return nil }
            let cases = try tables.cases.cases(of: attachment.owner, in: connection)
            let maySee: Bool =
                switch visitor.kind {
                case .person:
                    try cases.first.map { $0.party == visitor.party }
                        ?? (tables.attachments.draftParty(attachment.owner, in: connection) == visitor.party)
                case .staff: cases.contains { CaseRights.maySee(visitor.scope, $0) }
                case .anonymous, .machine: false
                }
            guard maySee, visitor.party != nil || visitor.kind == .staff else { return nil }
            return (attachment, try tables.attachments.bytes(of: attachment, in: connection))
        }
        guard let found else { throw CaseRefusal.notFound.problem }
        return found
    }
}
