import Kernel
package import Web

extension Cases {
    /// Documents on screen and on paper, their verification, and the files that were handed in.
    var documentEndpoints: [Endpoint] { paper.endpoints + verification.endpoints + [file] }

    private func text(_ json: JSON?) -> Text { Text(json?["zh"]?.string ?? "", json?["en"]?.string ?? "") }

    private var paper: Screen<CaseDocument> {
        Screen(
            "documents.read", get: "/documents/{id}", access: .everyone, summary: TrackingText.document, refuses: ["cases.not-found"],
            load: { call in
                guard call.visitor.isSignedIn else { throw WebProblem.signInNeeded }
                return try await document(try call.id(), for: call.visitor)
            },
            page: { document, call in
                let issuer = text(document.content["issuer"]?["name"])
                let foot = DocumentFoot(
                    issuer: issuer, date: document.issuedAt.date,
                    verifyAt: Link("/verify/document/\(document.token)").absolute(from: origin), number: document.number)
                return Page(document.kind.name, layout: .document(foot), body: layout(document, call.language))
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

    /// The paper as the law knows it: to whom, what, why, on what basis, and what may be done about it.
    private func layout(_ document: CaseDocument, _ language: Language) -> HTML {
        let content = document.content
        let name = Text(same: content["addressee"]?["name"]?.string ?? "")
        let sentences = (content["sentences"]?.array ?? []).html { "<p>\(text($0), language)</p>" }
        var parts: [HTML] = [
            "<h1>\(document.kind.name, language)</h1><p class=\"document-number\">\(document.number)</p>",
            "<p>\(TrackingText.addressee.filled(["name": name]), language)</p>", sentences,
        ]
        if let points = content["points"]?.array, !points.isEmpty {
            let rows = points.html { "<li><strong>\(text($0["label"]), language)</strong> \($0["ask"]?.string ?? "")</li>" }
            parts.append("<h2>\(TrackingText.pointsLine, language)</h2><ol>\(rows)</ol>")
        }
        if let reason = content["reason"]?.string { parts.append("<h2>\(TrackingText.reasonLine, language)</h2><p>\(reason)</p>") }
        let bases = (content["bases"]?.array ?? []).map { text($0)[language] } + [content["legalBasis"]?.string].compactMap(\.self)
        if !bases.isEmpty {
            let rows = bases.html { "<li>\(Components.chinese($0, language))</li>" }
            parts.append("<h2>\(TrackingText.basisLine, language)</h2><ul>\(rows)</ul>")
        }
        if let materials = content["materials"]?.array, !materials.isEmpty {
            let rows = materials.html { "<li>\(text($0["name"]), language)\($0["source"].map { " · \(text($0)[language])" })</li>" }
            parts.append("<h2>\(ApplicantText.documents, language)</h2><ul>\(rows)</ul>")
        }
        parts += (content["remedies"]?.array ?? []).map { "<p>\(text($0), language)</p>" }
        return "<article class=\"paper\">\(parts.joined())</article>"
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
                    Components.Fact(TrackingText.item, HTML(text: text(document.content["item"]?["name"])[language])),
                    Components.Fact(TrackingText.department, HTML(text: text(document.content["issuer"]?["name"])[language])),
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
