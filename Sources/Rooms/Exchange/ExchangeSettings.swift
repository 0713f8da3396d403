/// How departments' own systems are reached.
package struct ExchangeSettings: Sendable, Hashable {
    /// The hosts that messages may be sent to, with their ports, separated by commas; empty: to none.
    package var hosts = ""
    /// The city's gateway to departments' networks, `http://127.0.0.1:9443`: it speaks TLS to the host that a message names. Empty: messages go
    /// straight to the host, under TLS where its address says so.
    package var gateway = ""
    /// A file with the authorities (PEM) that alone are believed under TLS; empty: the system's.
    package var authorities = ""
    /// Where the exchange tables are: `sqlite:FOLDER` with a file for each system, or `postgres://…` with a schema for each; empty: nowhere.
    package var database = ""
    /// 数据来源, three digits, in every row of the exchange tables.
    package var dataSource = "310"
    /// How long a system may take to answer a message.
    package var milliseconds = 10_000
    /// How long what has been exchanged stays in lists and tables.
    package var keepDays = 180

    package init() {}

    /// The hosts, in small letters.
    var allowedHosts: Set<String> {
        Set(hosts.lowercased().split { $0 == "," || $0.isWhitespace }.map(String.init))
    }
}
