import Cryptography
package import Kernel
import Store
package import Web

extension Presentations {
    /// The file for whoever checks offline: `<kind>-<day>.sd-jwt`.
    var fileEndpoints: [Endpoint] { choosingFile.endpoints + [downloading(.page), downloading(.api)] }

    private static let audienceField = Field(
        "audience", PresentingText.audience, .text(max: 60), help: PresentingText.audienceHelp, autocomplete: "off")

    private var choosingFile: Screen<Presentable> {
        Screen(
            "licences.file", get: "/licences/{id}/file", access: .applicant, summary: PresentingText.file,
            refuses: ["licences.not-found"],
            load: { try await presentable($0) },
            page: { presentable, call in filePage(presentable, call, problem: nil) })
    }

    private func filePage(_ presentable: Presentable, _ call: Call, problem: Problem?) -> Page {
        let (language, id) = (call.language, presentable.licence.id)
        let fields = [Presentations.audienceField, ChoosingPage.field(presentable.claims)]
        let typed = call.method == .post ? call.submitted.values : ["claims": [LicenceClaim.holderName]]
        let boxes = fields.html { $0.render(values: typed[$0.name] ?? [], faults: problem?.faults ?? [], language) }
        let summary = problem.map { Components.errorSummary($0, fields: fields, language) }
        let title = PresentingText.fileTitle.filled(["name": presentable.name])
        // Not `data-once`: a download leaves the page as it is, and a second one is as good as the first.
        let body: HTML = """
            \(Components.breadcrumbs([(LicencesText.title, "/licences"), (presentable.name, "/licences/\(id)")], language))\
            \(Components.heading(HTML(text: title[language]), lede: HTML(text: PresentingText.fileLede[language])))\(summary)\
            <form class="form" method="post" action="/licences/\(id)/file" novalidate>\(FormSeal(csrf: call.visitor.csrf).html)\
            <div class="card">\(boxes)</div>\
            <div class="actions">\(Components.submit(PresentingText.download, language))\
            \(Components.button(VerifyingText.offlineLink, to: "/verify/offline", .plain, language))</div></form>
            """
        return Page(title, layout: .portal(current: LicencesText.nav), body: body, isWide: false)
    }

    private func downloading(_ face: Endpoint.Face) -> Endpoint {
        let again: @Sendable (Problem, Call) async throws -> Page = { problem, call in
            filePage(try await presentable(call), call, problem: problem)
        }
        return Endpoint(
            "licences.file", .post, "/licences/{id}/file", access: .applicant, summary: PresentingText.download,
            takes: .object([
                .init("audience", .string(maxLength: 60)), .init("claims", .array(.string(maxLength: 100))),
                .init("nonce", .string(maxLength: 200), required: false),
            ]), refuses: ["licences.not-found", "licences.not-in-force"], face: face,
            again: face == .page ? again : nil
        ) { call in
            let audience = try [Presentations.audienceField].parse(call.submitted)["audience"]?.string ?? ""
            let nonce = call.submitted["nonce"].map { String($0.prefix(200)) }
            let (name, file) = try await file(
                of: call.id(), showing: Set(call.submitted.all("claims")), to: audience, nonce: nonce, call)
            return .file(Array(file.utf8), type: SDJWT.mediaType, name: name)
        }
    }

    /// One's own licence as a file that shows these claims to somebody, with its line in the log.
    ///
    /// - Parameter nonce: what the reader asked with; a random value where they asked with none.
    package func file(
        of id: ID, showing codes: Set<String>, to audience: String, nonce: String?, _ call: Call
    ) async throws -> (name: String, file: String) {
        let nonce = nonce ?? Base64URL.encode(surroundings.randomBytes(16))
        // One commit counts the attempt, whatever it comes to, and keeps the line of the use.
        let attempt = try await database.write { connection -> Result<Kept, any Error> in
            let outcome = try RateLimit.hit(
                "licences.file/\(call.visitor.account?.rawValue ?? "")", limit: 60, windowSeconds: 600, now: call.now, in: connection)
            do {
                try outcome.orThrow()
                let presentable = try self.presentable(id, by: call.visitor, on: call.now.date, in: connection)
                try presentable.require(codes, on: call.now.date)
                let use = LicenceUse(
                    licence: presentable.licence, at: call.now, reader: "self", account: call.visitor.account, code: "file",
                    reason: PresentingText.fileUse.filled(["audience": audience]), reference: call.requestID)
                try licences.log([use], in: connection)
                return .success(Kept(presentable: presentable, holding: try table.holding(of: id, in: connection)))
            } catch let refusal as Problem {
                return .failure(refusal)
            } catch let refusal as Refusal {
                return .failure(refusal)
            }
        }
        let kept = try attempt.get()
        let presentable = kept.presentable
        let binding = KeyBinding(audience: audience, nonce: nonce, at: call.now)
        return (
            "\(presentable.licence.type)-\(call.now.date).sd-jwt",
            try await file(of: presentable, showing: codes, binding: binding, kept: kept.holding).text
        )
    }

    /// What one look at the tables finds for a file.
    private struct Kept: Sendable {
        let presentable: Presentable
        let holding: PresentationTable.SealedHolding?
    }
}
