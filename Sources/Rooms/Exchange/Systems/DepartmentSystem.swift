import Catalogue
package import Kernel

/// A department's own system that takes cases over and sends decisions back.
package struct DepartmentSystem: Sendable, Hashable {
    /// How it exchanges.
    package enum Way: String, Sendable, Hashable, CaseIterable {
        /// Messages to its address, and its acts by message to ours.
        case webhook
        /// Rows in the exchange tables, both ways.
        case tables

        var name: Text {
            switch self {
            case .webhook: Text("消息回调", "Messages")
            case .tables: Text("交换库表", "Exchange tables")
            }
        }
    }

    package enum State: String, Sendable, Hashable, CaseIterable {
        case active
        /// Nothing is sent and nothing taken; what arises meanwhile waits.
        case paused

        var name: Text {
            switch self {
            case .active: Text("正常", "Running")
            case .paused: Text("暂停", "Paused")
            }
        }
    }

    /// What it does besides taking cases over; each has to be registered for it.
    package enum Duty: String, Sendable, Hashable, CaseIterable {
        /// 证照归集: brings its department's licences into the register, as itself.
        case licences
        /// 行政协助: is sent what other offices ask its department, and sends its officials' answers.
        case assistance

        var name: Text {
            switch self {
            case .licences: Text("报送本部门的证照", "Delivers the department’s licences")
            case .assistance: Text("接收并答复行政协助请求", "Takes and answers requests for assistance")
            }
        }
    }

    /// `gaj-hukou`: small letters, digits and hyphens.
    package var code: String
    package var department: String
    package var name: Text
    /// Codes of the items whose cases it takes; none where it is registered for duties alone.
    package var items: [String]
    package var duties: Set<Duty> = []
    /// Codes of the types of which it freezes, releases and ends licences, besides delivering them; none unless they are chosen.
    package var licenceTypes: [String] = []
    package var way: Way
    /// Where its messages go; nil for one that exchanges by tables, and for one that is sent nothing.
    package var url: String?
    package var state: State = .active
    /// Rises with each change of what a person has written.
    package var revision = 1
    /// Whether it has something to sign with.
    package var hasSecret = false

    package init(code: String, department: String, name: Text, items: [String], way: Way, url: String?) {
        self.code = code
        self.department = department
        self.name = name
        self.items = items
        self.way = way
        self.url = url
    }
}

/// A system as it was written on a form or sent by a program, read into a value: pure.
struct SystemReading {
    let catalogue: Catalogue
    /// Those that the operator lets messages go to.
    let hosts: Set<String>
    /// Whether there are exchange tables at all.
    let hasTables: Bool

    func system(_ values: [String: [String]]) throws(Problem) -> DepartmentSystem {
        var faults: [Problem.Fault] = []
        func text(_ name: String) -> String { (values[name]?.first ?? "").trimmingSpaces }
        func fault(_ field: String, _ message: Text) { faults.append(Problem.Fault(field, message)) }
        let (code, department, name) = (text("code"), text("department"), text("name_zh"))
        if !SystemReading.isCode(code) { fault("code", ExchangeText.badCode) }
        if catalogue.departments[department] == nil { fault("department", ExchangeText.unknownDepartment) }
        if !(1...100).contains(name.count) { fault("name_zh", ExchangeText.nameMissing) }
        let items = Set((values["items"] ?? []).map(\.trimmingSpaces).filter { !$0.isEmpty }).sorted()
        let words = Set((values["duties"] ?? []).filter { !$0.isEmpty })
        let duties = Set(words.compactMap(DepartmentSystem.Duty.init(rawValue:)))
        if duties.count < words.count { fault("duties", ExchangeText.unknownDuty) }
        let types = Set((values["licenceTypes"] ?? []).map(\.trimmingSpaces).filter { !$0.isEmpty }).sorted()
        if !types.isEmpty, !duties.contains(.licences) { fault("licenceTypes", ExchangeText.typesWithoutDuty) }
        for type in types where catalogue.licenceTypes[type]?.issuer != department { fault("licenceTypes", ExchangeText.foreignType(type)) }
        if items.isEmpty, words.isEmpty { fault("items", ExchangeText.itemsMissing) }
        for item in items where catalogue.items[item]?.department != department { fault("items", ExchangeText.foreignItem(item)) }
        let way = DepartmentSystem.Way(rawValue: text("way"))
        if way == nil { fault("way", ExchangeText.wayMissing) }
        if way == .tables, !hasTables { fault("way", ExchangeText.noTables) }
        let url = text("url")
        // One that only delivers licences is sent nothing.
        let isSent = !items.isEmpty || duties.contains(.assistance)
        if way == .webhook, isSent || !url.isEmpty, let wrong = wrong(in: url) { fault("url", wrong) }
        guard faults.isEmpty, let way else { throw .invalid(faults) }
        let english = text("name_en")
        var system = DepartmentSystem(
            code: code, department: department, name: Text(name, english.isEmpty ? name : String(english.prefix(100))), items: items,
            way: way, url: way == .webhook && !url.isEmpty ? url : nil)
        (system.duties, system.licenceTypes) = (duties, types)
        return system
    }

    /// An address that messages may go to: a host that the operator has named, and nothing hidden in it.
    func wrong(in url: String) -> Text? {
        guard let place = WebhookAddress(url) else { return ExchangeText.badAddress }
        return hosts.contains(place.authority) ? nil : ExchangeText.foreignHost
    }

    private static func isCode(_ code: String) -> Bool {
        (2...40).contains(code.utf8.count) && code.utf8.first.map { (97...122).contains($0) } == true
            && code.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }
}

/// `https://sys.example.gov.cn:8443/yiwang` in its parts; nothing else is an address here.
struct WebhookAddress: Sendable, Hashable {
    let isSecure: Bool
    /// Host and port, in small letters.
    let authority: String
    /// `/` where none is written.
    let path: String

    init?(_ text: String) {
        guard text.utf8.count <= 500, text.utf8.allSatisfy({ (33...126).contains($0) }), let mark = text.firstRange(of: "://"),
            ["http", "https"].contains(text[..<mark.lowerBound])
        else { return nil }
        isSecure = text.hasPrefix("https")
        let authority = text[mark.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.isEmpty,
            authority.utf8.allSatisfy({ byte in
                (48...58).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 46
            })
        else { return nil }
        self.authority = authority.lowercased()
        let rest = text[authority.endIndex...]
        guard rest.isEmpty || rest.hasPrefix("/"), !rest.contains("#") else { return nil }
        path = rest.isEmpty ? "/" : String(rest)
    }

    /// Where a request really goes: straight to the host, or to the gateway, which speaks TLS to it.
    func request(through gateway: String) -> (address: String, host: String) {
        if let gateway = WebhookAddress(gateway) { return ("http://\(gateway.authority)\(path)", authority) }
        return ("\(isSecure ? "https" : "http")://\(authority)\(path)", authority)
    }
}

extension String {
    var trimmingSpaces: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}
