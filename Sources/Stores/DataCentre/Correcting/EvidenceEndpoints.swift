import Kernel
import Store
import Web

extension DataCentre {
    /// The file that came with an objection, for whoever sent it and for the department that answers: always as a download.
    var evidenceEndpoints: [Endpoint] {
        [
            Endpoint(
                "datacentre.evidence-mine", .get, "/data-corrections/{id}/evidence", access: .applicant, summary: CorrectingText.evidence,
                tag: "data", refuses: ["datacentre.not-found"], face: .file
            ) { call in
                let party = call.visitor.party
                return try await evidence(try call.id()) { $0.party == party }
            },
            Endpoint(
                "datacentre.evidence", .get, "/console/data/corrections/{id}/evidence", access: DataCentre.stewards,
                summary: CorrectingText.evidence, tag: "data", refuses: ["datacentre.not-found"], face: .file
            ) { call in
                let rights = DataRights(scope: call.visitor.scope)
                return try await evidence(try call.id()) { rights.maySee($0.department) }
            },
        ]
    }

    private func evidence(_ id: ID, for maySee: @escaping @Sendable (Correction) -> Bool) async throws -> Answer {
        let found = try await database.read { connection -> (CorrectionEvidence.Name, [UInt8])? in
            guard let correction = try corrections.correction(id, in: connection), maySee(correction), let name = correction.evidence,
                let bytes = try corrections.evidence(of: id, in: connection)
            else { return nil }
            return (name, bytes)
        }
        guard let (name, bytes) = found else { throw DataCentreRefusal.notFound.problem }
        return .file(bytes, type: name.type, name: name.name)
    }
}
