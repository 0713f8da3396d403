import Kernel
import Platform
import Testing

struct SettingsTests {
    private func reading(_ environment: [String: String] = [:], file: String? = nil) -> SettingsReading {
        SettingsReading(environment: environment) { $0 == "settings.json" ? file : nil }
    }

    @Test func `flags win over the environment and the environment over the file`() throws {
        let file = #"{"web": {"port": 1000, "host": "0.0.0.0", "origin": "https://a.example"}}"#
        let settings = try reading(["YIWANG_WEB_PORT": "2000", "YIWANG_WEB_HOST": "::1"], file: file)
            .settings(file: "settings.json", flags: [("web.port", "3000")])
        #expect(settings.web.port == 3000)
        #expect(settings.web.host == "::1")
        #expect(settings.web.origin == "https://a.example")
        #expect(settings.web.maxFormBytes == PlatformSettings().web.maxFormBytes)
    }

    @Test func `each setting has a name of its own in the environment, and reads back what it was given`() throws {
        #expect(Set(SettingsTable.all.map(\.environmentName)).count == SettingsTable.all.count)
        #expect(SettingsTable.setting("web.maxFormBytes")?.environmentName == "YIWANG_WEB_MAX_FORM_BYTES")
        for setting in SettingsTable.all {
            let value = setting.value(in: PlatformSettings())
            let text = value.string ?? value.array.map { $0.compactMap(\.string).joined(separator: ",") } ?? value.text
            let settings = try reading([setting.environmentName: text]).settings()
            #expect(setting.value(in: settings) == value, "\(setting.name)")
        }
    }

    @Test(arguments: [("web.prot", "web.port"), ("databse.url", "database.url"), ("keys.files", "keys.file")])
    func `an unknown name is an error with the name that was probably meant`(_ typed: String, _ meant: String) {
        let problem = #expect(throws: Problem.self) { try reading().settings(flags: [(typed, "1")]) }
        #expect(problem?.code == "settings.unknown")
        #expect(problem?.detail.en.contains(meant) == true)
    }

    @Test func `unknown names are errors in the file and in the environment as well`() {
        #expect(throws: Problem.self) { try reading(["YIWANG_WEB_PROT": "1"]).settings() }
        #expect(throws: Problem.self) { try reading(file: #"{"web": {"prot": 1}}"#).settings(file: "settings.json") }
        #expect(throws: Problem.self) { try reading(file: #"{"wbe": {"port": 1}}"#).settings(file: "settings.json") }
        #expect(throws: Problem.self) { try reading(file: "{").settings(file: "settings.json") }
        #expect(throws: Problem.self) { try reading().settings(file: "missing.json") }
    }

    @Test(arguments: [
        ("web.port", "http"), ("web.port", "70000"), ("web.secureCookies", "yes"), ("keys.suite", "rot13"), ("rooms", "portal,attic"),
    ])
    func `a value that does not fit is an error`(_ name: String, _ value: String) {
        let problem = #expect(throws: Problem.self) { try reading().settings(flags: [(name, value)]) }
        #expect(problem?.code == "settings.value")
    }

    @Test func `the password of a database is shown nowhere`() throws {
        let address = try DatabaseAddress("postgres://yiwang:geheim@db.example:5432/city?sslmode=require&password=geheim")
        #expect(address.shown == "postgres://yiwang@db.example:5432/city")
        let problem = #expect(throws: Problem.self) {
            try reading(file: #"{"database": {"url": ["geheim"]}}"#).settings(file: "settings.json")
        }
        #expect(problem.map { "\($0)".contains("geheim") } == false)
    }

    @Test func `a database's address is SQLite's or PostgreSQL's`() throws {
        #expect(try DatabaseAddress("sqlite:var/a.sqlite") == .sqlite(path: "var/a.sqlite"))
        #expect(try DatabaseAddress("sqlite:///srv/a.sqlite") == .sqlite(path: "/srv/a.sqlite"))
        #expect(throws: Problem.self) { try DatabaseAddress("mysql://a") }
        #expect(throws: Problem.self) { try DatabaseAddress("sqlite:") }
    }
}
