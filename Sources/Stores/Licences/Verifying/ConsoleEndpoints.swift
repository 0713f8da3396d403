import Kernel
import Web

extension Presentations {
    /// At the counter: the officer scans the code instead of taking the card.
    var consoleEndpoints: [Endpoint] {
        [
            Endpoint("licences.counter", .get, "/console/verify", access: .anyStaff, summary: VerifyingText.title, face: .page) { call in
                .page(counterPage(call, problem: nil))
            },
            Endpoint(
                "licences.counter", .post, "/console/verify", access: .anyStaff, summary: VerifyingText.readIt,
                takes: .object([.init("code", .string(maxLength: 300)), .init("purpose", .string(maxLength: 100))]), face: .page,
                again: { problem, call in counterPage(call, problem: problem) }
            ) { call in
                let code = try counterFields.parse(call.submitted)["code"]?.string ?? ""
                let reading = try await read(token: Presentations.token(in: code), by: try reader(of: call), call)
                // The next person in the queue is asked for the same.
                let next = ("/console/verify" as Link).with("purpose", call.submitted["purpose"])
                return .page(ReadingPage(reading: reading, language: call.language, next: next).page(for: call.visitor))
            },
        ]
    }

    private var counterFields: [Field] {
        let code = Field("code", VerifyingText.code, .text(max: 300), help: VerifyingText.codeHelp, autocomplete: "off")
        return [Presentations.purposeField, code]
    }

    /// A barcode reader types into the box that has the focus and ends with a return: so the code is the last to be filled in.
    private func counterPage(_ call: Call, problem: Problem?) -> Page {
        let kept = call.query["purpose"].map { ["purpose": [String($0.prefix(100))]] } ?? [:]
        let form = Form(
            action: "/console/verify", fields: counterFields, values: call.method == .post ? call.submitted.values : kept,
            problem: problem, submit: VerifyingText.check, seal: FormSeal(csrf: call.visitor.csrf))
        let head = Components.heading(VerifyingText.title, lede: VerifyingText.consoleLede, call.language)
        return Page(
            VerifyingText.title, layout: .console(current: VerifyingText.nav),
            body: """
                \(head)<div data-scan>\(form.html(call.language))</div>\
                <p>\(Components.anchor(VerifyingText.byFile, "/verify", call.language))</p>
                """, isWide: false)
    }
}
