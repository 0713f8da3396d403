import Cryptography
import Kernel
import Store
import Web

extension Presentations {
    /// For anybody: a page that checks files, the same for programs, and how to check without us.
    var checkingEndpoints: [Endpoint] { [checkingPage, checkingFile, verifying, offline] }

    private static let audienceField = Field(
        "audience", VerifyingText.yourName, .text(max: 60), help: VerifyingText.yourNameHelp, required: false, autocomplete: "organization")
    private static let pasteField = Field("content", VerifyingText.orPaste, .text(max: CredentialCheck.longestBytes), required: false)

    private var checkingPage: Endpoint {
        Endpoint("licences.check", .get, "/verify", access: .everyone, summary: VerifyingText.title, face: .page) { call in
            .page(uploadPage(call, problem: nil))
        }
    }

    /// An officer says what for, as by code; everybody else whom the file should be made out to.
    private func checkingFields(_ visitor: Visitor) -> [Field] {
        visitor.kind == .staff
            ? [Presentations.pasteField, Presentations.purposeField] : [Presentations.pasteField, Presentations.audienceField]
    }

    private func uploadPage(_ call: Call, problem: Problem?) -> Page {
        let language = call.language
        let isStaff = call.visitor.kind == .staff
        let fields = checkingFields(call.visitor)
        let summary = problem.map { Components.errorSummary($0, fields: fields, language) }
        // A browser forgets the file that was chosen: what it said stands in the box to paste into, and is not asked for again.
        var typed = call.submitted.values
        let sent = Presentations.content(of: call)
        if problem != nil, !sent.isEmpty, sent.utf8.count <= CredentialCheck.longestBytes { typed["content"] = [sent] }
        let boxes = fields.html { $0.render(values: typed[$0.name] ?? [], faults: problem?.faults ?? [], language) }
        let note: HTML? = isStaff ? Components.banner(.wait, "<p>\(VerifyingText.officer, language)</p>") : nil
        let body: HTML = """
            \(Components.heading(VerifyingText.title, lede: VerifyingText.lede, language))\(note)\(summary)\
            <form class="form" method="post" action="/verify" enctype="multipart/form-data" novalidate data-once>\
            \(FormSeal(csrf: call.visitor.csrf).html)<div class="card"><div class="field"><label for="f-file">\(VerifyingText.chooseFile, language)\
            </label><input id="f-file" name="file" type="file" class="long" accept=".sd-jwt,application/dc+sd-jwt"></div>\(boxes)</div>\
            <div class="actions">\(Components.submit(VerifyingText.check, language))\
            \(Components.button(VerifyingText.offlineLink, to: "/verify/offline", .plain, language))</div></form>
            """
        return Page(
            VerifyingText.title, layout: isStaff ? .console(current: VerifyingText.nav) : .plain, body: body, isWide: false)
    }

    /// The file that was sent, or what was pasted in its place.
    private static func content(of call: Call) -> String {
        let uploaded = call.submitted.file("file").map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
        return (uploaded.isEmpty ? call.submitted["content"] ?? "" : uploaded).filter { !$0.isWhitespace }
    }

    private var checkingFile: Endpoint {
        Endpoint(
            "licences.check", .post, "/verify", access: .everyone, summary: VerifyingText.check,
            takes: .object([
                .init("file", .file, required: false), .init("content", .string, required: false),
                .init("audience", .string(maxLength: 60), required: false), .init("purpose", .string(maxLength: 100), required: false),
            ]), face: .page, body: .bytes(3 * CredentialCheck.longestBytes),
            again: { problem, call in uploadPage(call, problem: problem) }
        ) { call in
            let text = Presentations.content(of: call)
            guard !text.isEmpty else { throw Problem.invalid([Problem.Fault("content", VerifyingText.missingFile)]) }
            let audience = try [Presentations.audienceField].parse(call.submitted)["audience"]?.string
            let reader =
                call.visitor.kind == .staff || call.visitor.kind == .machine
                ? try reader(of: call)
                : Reader(
                    kind: audience == nil ? .somebody : .stated, words: audience.map(VerifyingText.stated) ?? VerifyingText.somebody,
                    account: nil)
            let reading = try await check(file: text, by: reader, audience: audience, nonce: nil, call)
            return .page(ReadingPage(reading: reading, language: call.language).page(for: call.visitor))
        }
    }

    // MARK: Programs

    private static let answerShape: Schema = .object([
        .init("result", .oneOf(Verdict.allCases.map(\.rawValue))), .init("message", .text), .init("checkedAt", .dateTime),
        .init("type", .string, required: false), .init("name", .text, required: false), .init("issuer", .text, required: false),
        .init("claims", .object([]), required: false), .init("audience", .string, required: false),
        .init("presentation", .string, required: false),
    ])

    /// Whatever the result, the answer is 200 with a stable code: that a licence is void is an answer, not an error.
    private var verifying: Endpoint {
        Endpoint(
            "licences.verify-presentation", .post, "/presentations/verify", access: .everyone, summary: VerifyingText.api,
            takes: .object([
                .init("token", .string(maxLength: 300), required: false),
                .init("file", .string(maxLength: CredentialCheck.longestBytes), required: false),
                .init("audience", .string(maxLength: 60), required: false), .init("nonce", .string(maxLength: 200), required: false),
                .init("reader", .string(maxLength: 40), required: false), .init("purpose", .string(maxLength: 100), required: false),
            ]), gives: Presentations.answerShape, face: .api
        ) { call in
            let reader = try reader(of: call)
            let sent = call.submitted
            let audience = try [Presentations.audienceField].parse(sent)["audience"]?.string
            if let file = sent["file"] {
                return .json(Presentations.json(try await check(file: file, by: reader, audience: audience, nonce: sent["nonce"], call)))
            }
            guard let code = sent["token"] else { throw Problem.invalid([Problem.Fault("token", VerifyingText.missingBoth)]) }
            var reading = try await read(token: Presentations.token(in: code), by: reader, call)
            if let licence = reading.licence, let audience, let nonce = sent["nonce"] {
                let binding = KeyBinding(audience: audience, nonce: String(nonce.prefix(200)), at: call.now)
                reading.file = try await file(of: licence, showing: reading.shown, binding: binding).text
            }
            return .json(Presentations.json(reading))
        }
    }

    /// The code alone, whether the whole address was scanned or only its end.
    static func token(in scanned: String) -> String {
        String(scanned.split(separator: "/").last ?? "").trimmingPrefix { $0.isWhitespace }.filter { !$0.isWhitespace }
    }

    private static func json(_ reading: Reading) -> JSON {
        var json: JSON = [
            "result": .string(reading.verdict.rawValue), "message": JSON(reading.verdict.advice),
            "checkedAt": .string(reading.at.rfc3339),
        ]
        guard let licence = reading.licence else { return json }
        json["type"] = .string(licence.licence.type)
        json["name"] = JSON(licence.name)
        json["issuer"] = JSON(licence.issuer)
        json["claims"] = .object(reading.claims.map { JSON.Member($0.code, $0.value) })
        if let audience = reading.audience { json["audience"] = .string(audience) }
        if let file = reading.file { json["presentation"] = .string(file) }
        return json
    }

    // MARK: Without us

    private var offline: Endpoint {
        Endpoint("licences.offline", .get, "/verify/offline", access: .everyone, summary: OfflineText.title, face: .page) { call in
            .page(OfflinePage(keys: signer.jwks, origin: origin, language: call.language).page)
        }
    }
}
