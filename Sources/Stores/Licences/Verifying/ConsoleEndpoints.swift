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
                let (reading, _) = try await read(token: Presentations.token(in: code), by: try reader(of: call), call)
                return .page(ReadingPage(reading: reading, language: call.language).page(for: call.visitor))
            },
        ]
    }

    private var counterFields: [Field] {
        [
            Field("code", VerifyingText.code, .text(max: 300), help: VerifyingText.codeHelp, autocomplete: "off"),
            Presentations.purposeField,
        ]
    }

    private func counterPage(_ call: Call, problem: Problem?) -> Page {
        let form = Form(
            action: "/console/verify", fields: counterFields, values: call.submitted.values, problem: problem, submit: VerifyingText.check,
            seal: FormSeal(csrf: call.visitor.csrf))
        return Page(
            VerifyingText.title, layout: .console(current: VerifyingText.nav),
            body: Components.heading(VerifyingText.title, lede: VerifyingText.consoleLede, call.language) + form.html(call.language),
            isWide: false)
    }
}
