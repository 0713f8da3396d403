import Catalogue
import DataCentre
import Kernel
import Licences
import Web

/// One record or licence that a form contradicts, with what the applicant has had done about it.
struct OfferedCorrection: Sendable {
    var offer: CorrectionOffer
    /// Whether an objection may be sent from here: not about a licence of somebody else's.
    var mayObject: Bool
    var sent: Sent?

    /// Where the objection stands.
    struct Sent: Sendable {
        var state: Text
        var isOpen: Bool
        var dueOn: LocalDate
        /// Where it is read.
        var link: Link
    }
}

extension Cases {
    /// One tick and the keeper of a wrong record is asked to put it right, within its own time; the form goes on with what was written.
    var objectingEndpoints: [Endpoint] { objecting.endpoints }

    private static let mostEvidenceBytes = 5_000_000

    /// What the form contradicts, with the state of each objection.
    func offeredCorrections(_ open: OpenDraft) async throws -> [OfferedCorrection] {
        let offers = open.checklist.corrections(with: open.draft.holdings, in: open.catalogue)
        if offers.isEmpty { return [] }
        let sent = try await dataCentre.objections(of: open.draft.party, from: "draft:\(open.draft.id)")
        let types = offers.compactMap { offer -> (type: String, number: String)? in
            if case .licence(let type, let number) = offer.source { (type, number) } else { nil }
        }
        let (answers, own) = try await licences.objections(to: types, of: open.draft.party)
        return offers.map { offer in
            switch offer.source {
            case .licence(_, let number):
                let objection = answers.first { $0.number == number }
                return OfferedCorrection(
                    offer: offer, mayObject: own.contains(number),
                    sent: objection.map { .init(state: $0.state, isOpen: $0.isOpen, dueOn: $0.dueOn, link: "/licences/\($0.licence)") })
            default:
                let objection = sent.first { $0.resource == offer.resource && $0.element == offer.element }
                return OfferedCorrection(
                    offer: offer, mayObject: true,
                    sent: objection.map { .init(state: $0.state, isOpen: $0.isOpen, dueOn: $0.dueOn, link: "/data-corrections") })
            }
        }
    }

    private struct SentObjection: Sendable {
        var draft: ID
        var state: Text
        var dueOn: LocalDate
    }

    private var objecting: Act<Submitted, SentObjection> {
        Act(
            "drafts.object", post: "/drafts/{id}/objections", access: .applicant, summary: ApplicantText.askForCorrection,
            takes: .object([.init("record", .string(maxLength: 300)), .init("words", .string(maxLength: 500), required: false)]),
            refuses: ["invalid", "cases.not-found", "datacentre.not-found", "licences.not-found", "licences.already-disputed"],
            body: .files, input: { submitted, _ in submitted },
            run: { submitted, call in
                let open = try await openDraft(try call.id(), for: call.visitor, at: call.now)
                guard let offer = open.corrections.map(\.offer).first(where: { $0.key == submitted["record"] }) else {
                    throw Problem.invalid([Problem.Fault("record", ApplicantText.noSuchRecord)])
                }
                return try await object(
                    to: offer, in: open, words: String((submitted["words"] ?? "").prefix(500)), file: submitted.file("evidence"), call)
            },
            then: { sent, _ in "/drafts/\(sent.draft)/check" },
            again: { problem, call in
                checkPage(try await reopened(call), call, problem: nil, objecting: problem)
            },
            gives: .object([.init("draft", .id), .init("state", .text), .init("dueOn", .date)]),
            json: { sent, _ in
                [
                    "draft": .string(sent.draft.rawValue), "state": JSON(sent.state), "dueOn": .string(sent.dueOn.description),
                ]
            })
    }

    private func object(
        to offer: CorrectionOffer, in open: OpenDraft, words: String, file: UploadedFile?, _ call: Call
    ) async throws -> SentObjection {
        let claim = CorrectionClaim(
            element: offer.element, label: offer.label, held: self.words(offer.recorded, offer, open),
            claimed: self.words(offer.claimed, offer, open), reference: "draft:\(open.draft.id)")
        if case .licence(let type, let number) = offer.source {
            let wrong = ApplicantText.claim(claim.label, held: claim.held, claimed: claim.claimed).zh
            let objection = try await licences.object(
                words.isEmpty ? wrong : "\(wrong)\(words)", to: type, number: number, for: call.visitor, at: call.now)
            return SentObjection(draft: open.draft.id, state: objection.state, dueOn: objection.dueOn)
        }
        let standing = try await dataCentre.object(
            claim, to: offer.resource ?? "", keys: keys(of: open, beside: call.visitor), words: words, evidence: try evidence(file),
            for: call.visitor, at: call.now)
        return SentObjection(draft: open.draft.id, state: standing.state, dueOn: standing.dueOn)
    }

    private func words(_ value: JSON, _ offer: CorrectionOffer, _ open: OpenDraft) -> Text {
        open.catalogue.elements[offer.element].map { open.catalogue.words(for: value, of: $0) } ?? Text(same: value.text)
    }

    /// The numbers under which the form's records may have been looked up.
    private func keys(of open: OpenDraft, beside visitor: Visitor) -> [String] {
        let fields = Set(open.thing.participants.values.compactMap(\.keyField))
        let held = open.draft.holdings.fields.filter { fields.contains(open.thing.canonical($0.field)) }.compactMap(\.value.string)
        let typed = open.draft.given.filter { fields.contains(open.thing.canonical($0.key)) }.compactMap(\.value.string)
        return Array(Set(held + typed)).sorted()
    }

    private func evidence(_ file: UploadedFile?) throws -> CorrectionEvidence? {
        guard let file, !file.bytes.isEmpty else { return nil }
        let received = try ReceivedFile(file, field: "evidence", accept: ["pdf", "jpg", "png"], mostBytes: Cases.mostEvidenceBytes)
        return CorrectionEvidence(name: received.name, type: received.kind.mediaType, bytes: received.bytes)
    }
}
