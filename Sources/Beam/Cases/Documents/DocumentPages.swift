import Kernel
import Web

extension Cases {
    /// Documents on screen and on paper, their verification, and the files that were handed in.
    var documentEndpoints: [Endpoint] { paper.endpoints + verification.endpoints + [file] }

    private var paper: Screen<CaseDocument> {
        Screen(
            "documents.read", get: "/documents/{id}", access: .everyone, summary: TrackingText.document, refuses: ["cases.not-found"],
            load: { call in
                guard call.visitor.isSignedIn else { throw WebProblem.signInNeeded }
                return try await document(try call.id(), for: call.visitor)
            },
            page: { document, call in
                let issuer = Text(stored: document.content["issuer"]?["name"])
                let foot = DocumentFoot(
                    issuer: issuer, date: document.issuedAt.date,
                    verifyAt: Link("/verify/document/\(document.token)").absolute(from: origin), number: document.number)
                return Page(
                    document.kind.name, layout: .document(foot),
                    body: DocumentLayout(document.kind, document.number, document.content, call.language).html)
            },
            gives: .object([
                .init("number", .string), .init("kind", .string), .init("issuedAt", .dateTime), .init("content", .any),
                .init("seal", .string),
            ]),
            json: { document, _ in
                [
                    "number": .string(document.number), "kind": .string(document.kind.rawValue),
                    "issuedAt": .string(document.issuedAt.rfc3339),
                    "content": document.content, "digest": .string(document.digest), "seal": .string(document.seal),
                ]
            })
    }

    private var verification: Screen<VerifiedDocument> {
        Screen(
            "documents.verify", get: "/verify/document/{token}", access: .everyone, summary: TrackingText.verify,
            refuses: ["cases.not-found"],
            load: { call in
                guard let found = try await verify(token: try call.parameter("token")) else { throw CaseRefusal.notFound.problem }
                return found
            },
            page: { verified, call in
                let language = call.language
                let document = verified.document
                let facts = [
                    Components.Fact(TrackingText.document, HTML(text: document.kind.name[language])),
                    Components.Fact(TrackingText.caseNumber, Components.code(document.content["caseNumber"]?.string ?? "")),
                    Components.Fact(TrackingText.item, HTML(text: Text(stored: document.content["item"]?["name"])[language])),
                    Components.Fact(TrackingText.department, HTML(text: Text(stored: document.content["issuer"]?["name"])[language])),
                    Components.Fact(TrackingText.when, Components.moment(document.issuedAt, language)),
                    Components.Fact(TrackingText.today, TrackingText.tag(verified.status, language)),
                ]
                let verdict = verified.isAuthentic ? TrackingText.authentic : TrackingText.forged
                let body: HTML = """
                    \(Components.heading(TrackingText.verify, language))\
                    \(Components.banner(verified.isAuthentic ? .done : .seal, "<strong>\(verdict, language)</strong>"))\
                    \(Components.card(nil, Components.summaryList(facts, language)))
                    """
                return Page(TrackingText.verify, layout: .plain, body: body, isWide: false)
            },
            gives: .object([.init("authentic", .boolean), .init("kind", .string), .init("number", .string), .init("status", .string)]),
            json: { verified, _ in
                [
                    "authentic": .bool(verified.isAuthentic), "kind": .string(verified.document.kind.rawValue),
                    "number": .string(verified.document.number), "status": .string(verified.status.rawValue),
                    "digest": .string(verified.document.digest), "seal": .string(verified.document.seal),
                ]
            })
    }

    /// A file that was handed in: always as a download, whatever it says it is.
    private var file: Endpoint {
        Endpoint(
            "attachments.read", .get, "/attachments/{id}", access: .everyone, summary: TrackingText.attachment, tag: "documents",
            refuses: ["cases.not-found"], face: .file
        ) { call in
            guard call.visitor.isSignedIn else { throw WebProblem.signInNeeded }
            let (attachment, bytes) = try await attachment(try call.id(), for: call.visitor)
            return .file(bytes, type: attachment.kind.mediaType, name: attachment.name)
        }
    }
}
