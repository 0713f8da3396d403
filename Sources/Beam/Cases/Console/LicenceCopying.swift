import Catalogue
import Kernel
import Licences
import Web

extension Cases {
    /// A licence that stands for a document of a case, as an officer may look at it: an annotated copy, made for this case and logged.
    var licenceCopy: Act<Submitted, AnnotatedCopy> {
        Act(
            "console.licence-copy", post: "/console/cases/{id}/licence-copies", access: Cases.officers, summary: ConsoleText.makeCopy,
            tag: "console", takes: .object([.init("type", .string), .init("number", .string(maxLength: 100))]),
            refuses: ["cases.not-found", "licences.not-found", "licences.not-usable", "licences.no-consent"],
            input: { submitted, _ in submitted },
            run: { submitted, call in
                let file = try await caseFile(try call.id(), for: call.visitor, at: call.now)
                let (type, number) = (submitted["type"] ?? "", submitted["number"] ?? "")
                // Only what this case was granted on: another's licence is not reached through somebody's case.
                guard sources(of: file).contains(.licence(type: type, number: number)) else { throw LicenceRefusal.notFound.problem }
                return try await licences.use(type, number: number, for: purpose(of: file, call), at: call.now)
            },
            then: { copy, _ in "/console/licence-copies/\(copy.id)" },
            again: { problem, call in casePage(try await opened(call), call, act: nil, problem: problem) },
            gives: .object([.init("id", .id), .init("validUntil", .dateTime)]),
            json: { copy, _ in ["id": .string(copy.id.rawValue), "validUntil": .string(copy.validUntil.rfc3339)] })
    }

    private func sources(of file: CaseFile) -> Set<Source> {
        let materials = file.file.frozen.materials.filter { $0.neededBy.contains(file.item.code) }.compactMap(\.source)
        return Set(materials).union(file.file.facts.values.map(\.source))
    }

    private func purpose(of file: CaseFile, _ call: Call) -> LicencePurpose {
        LicencePurpose(
            reader: .staff, account: call.visitor.account, user: Text(same: call.visitor.name), department: file.current.department,
            item: file.item.code, reference: "case:\(file.current.number)",
            reason: ConsoleText.handling.filled(["item": file.item.name]), basis: file.item.bases.first?.citation.zh ?? file.item.name.zh,
            consent: .application)
    }

    /// The way to the copy, where a document is waived by a licence.
    func copyButton(_ source: Source, _ file: CaseFile, _ call: Call) -> HTML? {
        guard case .licence(let type, let number) = source, !file.hands.isEmpty else { return nil }
        return Components.postButton(
            ConsoleText.makeCopy, to: "/console/cases/\(file.current.id)/licence-copies", kind: .plain,
            seal: FormSeal(csrf: call.visitor.csrf),
            values: [("type", type), ("number", number)], call.language)
    }
}
