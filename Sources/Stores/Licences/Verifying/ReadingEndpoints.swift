import Catalogue
import Cryptography
import Identity
import Kernel
import Store
import Web

extension Presentations {
    /// The address in the code: `GET` tells nothing and uses nothing up, since cameras and chat programs look ahead; the person's tap reads.
    var readingEndpoints: [Endpoint] { [opening, reading] }

    private static let openedField = "opened"

    private var opening: Endpoint {
        Endpoint(
            "licences.open", .get, "/v/{token}", access: .everyone, summary: VerifyingText.reading, face: .page
        ) { call in
            let token = try call.parameter("token")
            if let refused = try await look(token: token, call) {
                return .page(ReadingPage(reading: refused, language: call.language).page(for: call.visitor))
            }
            return .page(askingPage(token: token, opened: ticket(token, at: call.now), call, problem: nil))
        }
    }

    private var reading: Endpoint {
        Endpoint(
            "licences.open", .post, "/v/{token}", access: .everyone, summary: VerifyingText.readIt,
            takes: .object([
                .init("reader", .string(maxLength: 40), required: false), .init("purpose", .string(maxLength: 100), required: false),
            ]),
            face: .page,
            again: { problem, call in
                askingPage(
                    token: try call.parameter("token"), opened: call.submitted[Presentations.openedField] ?? "", call, problem: problem)
            }
        ) { call in
            let token = try call.parameter("token")
            let reader = try reader(of: call)
            let until = call.submitted[Presentations.openedField].flatMap { openedAt($0, token) }?
                .adding(seconds: Presentation.openedSeconds)
            let reading = try await read(token: token, by: reader, openedUntil: until, call)
            return .page(ReadingPage(reading: reading, language: call.language).page(for: call.visitor))
        }
    }

    // MARK: Who reads

    static let readerField = Field(
        "reader", VerifyingText.who, .text(max: 40), help: VerifyingText.whoHelp, required: false, autocomplete: "organization")
    static let purposeField = Field("purpose", VerifyingText.purpose, .text(max: 100), help: VerifyingText.purposeHelp)

    /// The boxes that this reader has to fill in: an officer's purpose is not optional.
    static func readerFields(_ visitor: Visitor) -> [Field] { visitor.kind == .staff ? [purposeField] : [readerField] }

    /// Who reads, as far as it is known.
    func reader(of call: Call) throws -> Reader {
        let said = try Presentations.readerFields(call.visitor).parse(call.submitted)
        switch call.visitor.kind {
        case .staff:
            let department = call.visitor.scope.grants.compactMap(\.department).first
            let name = department.map { licences.catalogue.snapshot.departmentShortName($0) } ?? VerifyingText.anyDepartment
            let words = VerifyingText.staff(name, said["purpose"]?.string ?? "")
            return Reader(kind: .staff, words: words, account: call.visitor.account, department: department)
        case .machine:
            return Reader(
                kind: .machine, words: VerifyingText.machine.filled(["name": call.visitor.name]), account: call.visitor.account)
        case .anonymous, .person:
            // Whoever is signed in as a citizen reads as somebody: their name is not the holder's to know.
            guard let name = said["reader"]?.string else { return Reader(kind: .somebody, words: VerifyingText.somebody, account: nil) }
            return Reader(kind: .stated, words: VerifyingText.stated(name), account: nil)
        }
    }

    // MARK: The page between camera and content

    private func askingPage(token: String, opened: String, _ call: Call, problem: Problem?) -> Page {
        let language = call.language
        let isStaff = call.visitor.kind == .staff
        let hidden = Field(Presentations.openedField, Text(same: ""), .hidden)
        var values = call.submitted.values
        values[Presentations.openedField] = [opened]
        let form = Form(
            action: "/v/\(token)", fields: [hidden] + Presentations.readerFields(call.visitor), values: values, problem: problem,
            submit: VerifyingText.look, seal: FormSeal(csrf: call.visitor.csrf))
        let note: HTML? = isStaff ? Components.banner(.wait, "<p>\(VerifyingText.officer, language)</p>") : nil
        let body: HTML = """
            \(Components.heading(VerifyingText.someone, lede: VerifyingText.someoneHint, language))\(note)\(form.html(language))
            """
        return Page(
            VerifyingText.someone, layout: isStaff ? .console(current: VerifyingText.nav) : .plain, body: body, isWide: false)
    }

    private func context(_ token: String) -> String {
        Sealer.context(table: "licences_token", column: "opened", row: PresentationTable.hash(of: token))
    }

    /// That the code was opened in its minute, to be sent back with the form: whoever writes their name is not late.
    private func ticket(_ token: String, at now: Instant) -> String {
        table.sealer.seal(text: String(now.microseconds), for: context(token))
    }

    private func openedAt(_ ticket: String, _ token: String) -> Instant? {
        (try? table.sealer.openText(ticket, for: context(token))).flatMap { Int64($0) }.map { Instant(microseconds: $0) }
    }
}
