import Kernel
import Logging
import Store
import Synchronization
import TestSupport

@testable import Web

/// A small site with one endpoint of each sort, on a fresh database.
struct TestSite: Sendable {
    let site: Site
    let database: Database
    let clock: TestClock
    let log: Lines
    let loads: Counted
    let version: Counted

    /// Lines that were logged.
    final class Lines: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    final class Counted: Sendable {
        private let count = Mutex(0)
        var value: Int { count.withLock { $0 } }
        func add() { count.withLock { $0 += 1 } }
    }

    struct Fault: Error { let secret = "the reason that nobody shall read" }

    static func with<T: Sendable>(settings: WebSettings = WebSettings(), _ body: (TestSite) async throws -> T) async throws -> T {
        try await TestEngine.sqlite.with(WebMigrations.all) { database in
            try await body(try TestSite(database: database, settings: settings))
        }
    }

    init(database: Database, settings: WebSettings) throws {
        let (log, loads, version) = (Lines(), Counted(), Counted())
        self.database = database
        self.log = log
        self.loads = loads
        self.version = version
        clock = TestClock()
        let clock = clock
        site = try Site(
            endpoints: TestEndpoints(database: database, sessions: Sessions(life: settings.sessionLife), clock: clock, loads: loads).all,
            settings: settings, database: database, surroundings: clock.surroundings,
            identify: { row, language, _ in
                Visitor(
                    kind: row.kind, account: row.account, name: "张三", party: row.kind == .person ? Party(.person, row.account) : nil,
                    scope: row.kind == .staff ? Scope(grants: [.init(role: .window, department: nil, region: .shanghai)]) : .nothing,
                    language: language)
            },
            menus: Site.Menus(portal: { _ in [Nav("services", Text("办事", "Services"), "/")] }), publicVersion: { version.value },
            isPlace: { ["310104", "310105"].contains($0) },
            logger: Logger(label: "test") { _ in LineHandler(lines: log) })
    }

    func signedIn(_ kind: Visitor.Kind = .person) async throws -> NewSession {
        let (clock, sessions) = (clock, site.sessions)
        return try await database.write {
            try sessions.begin(account: clock.newID(), kind: kind, random: clock.randomBytes(48), now: clock.now, in: $0)
        }
    }

    func get(_ target: String, _ session: NewSession? = nil, headers: [(String, String)] = []) async -> RawAnswer {
        var request = RawRequest.get(target)
        if let session { request = request.with("cookie", "session=\(session.token)") }
        for (name, value) in headers { request = request.with(name, value) }
        return await site.answer(request)
    }

    /// A form from a page of this session.
    func post(_ target: String, _ fields: [(String, String)], _ session: NewSession?) async -> RawAnswer {
        var request = RawRequest.form(target, fields + (session.map { [("_csrf", $0.row.csrf)] } ?? []))
        if let session { request = request.with("cookie", "session=\(session.token)") }
        return await site.answer(request)
    }
}

private struct LineHandler: LogHandler {
    let lines: TestSite.Lines
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .warning

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.add("\(event.message) \(event.metadata ?? [:])") }
}

/// One endpoint of each sort.
struct TestEndpoints: Sendable {
    let database: Database
    let sessions: Sessions
    let clock: TestClock
    let loads: TestSite.Counted

    static let note = Field("note", Text("备注", "Note"), .text(max: 20))

    var all: [Endpoint] { screens + note.endpoints + bare.endpoints + stuck.endpoints + signIn + [upload, leaking] }

    private var screens: [Endpoint] {
        let loads = loads
        func page(_ name: String, _ path: String, _ access: Access, cache: String? = nil, _ body: @escaping @Sendable (Call) throws -> HTML)
            -> Endpoint
        {
            Endpoint(name, .get, path, access: access, summary: Text(same: name), face: .page) { call in
                loads.add()
                return .page(Page(Text(same: name), body: try body(call), cache: cache))
            }
        }
        return [
            Endpoint("placed", .get, "/placed", access: .everyone, summary: Text(same: "placed"), face: .page) { call in
                loads.add()
                var page = Page(Text(same: "placed"), body: "<h1>\(call.place ?? "nowhere")</h1>", cache: "1")
                page.isPlaced = true
                return .page(page)
            },
            page("home", "/", .everyone, cache: "1") { call in
                "<p lang=\"x\">\(Text("首页", "Home page"), call.language) \(String(repeating: "很长", count: 500))</p>"
            },
            page("form", "/form", .everyone) { call in "<form>\(FormSeal(csrf: call.visitor.csrf).html)</form>" },
            page("mine", "/mine", .applicant) { call in "<p>\(call.visitor.name)</p>" },
            page("desk", "/desk", .staff([.window])) { _ in "<p>desk</p>" },
            page("editing", "/editing", .staff([.editor])) { _ in "<p>editing</p>" },
            page("fault", "/fault", .everyone) { _ in throw TestSite.Fault() },
            page("gone", "/gone", .everyone) { _ in throw StoreError.unavailable("the server is gone") },
            Endpoint("feed", .get, "/feed", access: .machine, summary: Text(same: "feed"), gives: .object([]), face: .api) { _ in
                .json(["ok": true])
            },
            Endpoint("paper", .get, "/papers/{name}", access: .everyone, summary: Text(same: "paper"), face: .file) { call in
                .file(Array("%PDF".utf8), type: "application/pdf", name: try call.parameter("name"))
            },
        ]
    }

    /// Has a page of its own for what is wrong.
    private var note: Act<String, String> {
        Act(
            "notes.add", post: "/notes", access: .applicant, summary: Text("记一条", "Adds a note"), takes: .object([Self.note.schema]),
            refuses: ["invalid"],
            input: { submitted, _ in
                guard case .string(let text)? = try Self.note.parse(submitted) else { throw WebProblem.malformed }
                return text
            },
            run: { text, call in
                if text == "stuck" { throw StoreError.unavailable("locked") }
                return text
            },
            then: { _, _ in "/mine" },
            again: { problem, call in
                Page(
                    Text(same: "again"),
                    body: Form(
                        action: "/notes", fields: [Self.note], values: call.submitted.values, problem: problem, submit: Text(same: "ok"),
                        seal: FormSeal(csrf: call.visitor.csrf)
                    ).html(call.language))
            },
            gives: .object([.init("note", .string)]), json: { text, _ in ["note": .string(text)] })
    }

    /// Has none.
    private var bare: Act<String, String> {
        Act(
            "bare.add", post: "/bare", access: .applicant, summary: Text(same: "bare"), takes: .object([]),
            input: { submitted, _ in submitted["note"] ?? "" }, run: { note, _ in note }, then: { _, _ in "/mine" }, gives: .object([]),
            json: { note, _ in ["note": .string(note)] })
    }

    /// Everything needs a database that is away.
    private var stuck: Act<String, String> {
        Act(
            "stuck.add", post: "/stuck", access: .applicant, summary: Text(same: "stuck"), takes: .object([]),
            input: { submitted, _ in submitted["note"] ?? "" }, run: { _, _ in throw StoreError.unavailable("full") },
            then: { _, _ in "/mine" },
            again: { _, _ in throw StoreError.unavailable("full") }, gives: .object([]), json: { _, _ in .null })
    }

    private var signIn: [Endpoint] {
        let (database, sessions, clock) = (database, sessions, clock)
        let form: @Sendable (Call) -> Page = { call in
            Page(
                Text(same: "sign in"), layout: .plain,
                body: Form(
                    action: "/sign-in",
                    fields: [Field("login", Text(same: "login"), .text(max: 20)), Field("password", Text(same: "password"), .password)],
                    submit: Text(same: "ok"), seal: FormSeal(csrf: call.visitor.csrf)
                ).html(call.language))
        }
        return [
            Endpoint("sign-in", .get, "/sign-in", access: .everyone, summary: Text(same: "in"), face: .page) { .page(form($0)) },
            Endpoint(
                "sign-in", .post, "/sign-in", access: .everyone, summary: Text(same: "in"), face: .page, again: { _, call in form(call) }
            ) { call in
                guard call.submitted["password"] == "right" else { throw WebProblem.forbidden }
                let session = try await database.write {
                    try sessions.begin(account: clock.newID(), kind: .person, random: clock.randomBytes(48), now: clock.now, in: $0)
                }
                return .redirect("/").beginning(session)
            },
            Endpoint("sign-out", .post, "/sign-out", access: .applicant, summary: Text(same: "out"), face: .page) { _ in
                .redirect("/").endingSession()
            },
        ]
    }

    private var upload: Endpoint {
        Endpoint("upload", .post, "/upload", access: .applicant, summary: Text(same: "upload"), face: .page, body: .files) { call in
            .json(.array(call.submitted.files.map { [.string($0.name), .int($0.bytes.count)] }))
        }
    }

    /// Says that it is for everybody, but shows this visitor's token.
    private var leaking: Endpoint {
        Endpoint("leaking", .get, "/leaking", access: .everyone, summary: Text(same: "leaking"), face: .page) { call in
            .page(Page(Text(same: "leaking"), body: "\(FormSeal(csrf: call.visitor.csrf).html)", cache: "1"))
        }
    }
}
