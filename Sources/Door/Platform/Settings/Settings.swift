package import Cases
package import DataCentre
package import Exchange
package import Licences

/// Everything that an operator may set, with its default. Flags win over the environment (`YIWANG_WEB_PORT`), the environment over the
/// settings file; `SettingsTable` names each with its meaning and unit.
package struct PlatformSettings: Sendable, Hashable {
    /// Where the rows are.
    package struct Database: Sendable, Hashable {
        package var url = "sqlite:var/yiwang.sqlite"
        /// PostgreSQL only: the schema that holds the tables; empty follows the server's search path.
        package var schema = ""
        /// PostgreSQL only: how many connections this node holds.
        package var connections = 8
        /// SQLite only: how many reads run at once.
        package var readers = 4
    }

    /// Where the keys are.
    package struct Keys: Sendable, Hashable {
        package var file = "var/keys.json"
        /// The algorithms of new keys: `international` or `national`.
        package var suite = "international"
    }

    /// How pages are served.
    package struct Web: Sendable, Hashable {
        package var host = "127.0.0.1"
        package var port = 8080
        package var origin = ""
        package var secureCookies = false
        package var trustProxy = false
        package var maxFormBytes = 256_000
        package var maxFilesBytes = 12_000_000
        package var maxTextBytes = 64_000
        package var idleConnectionSeconds = 75
        package var maxReadyBytes = 256_000_000
    }

    /// How long people stay signed in.
    package struct Session: Sendable, Hashable {
        package var applicantIdleSeconds = 2 * 3600
        package var staffIdleSeconds = 30 * 60
        package var longestSeconds = 12 * 3600
    }

    package var home = ""
    package var rooms = PlatformRoom.allCases.map(\.rawValue)
    package var demo = false
    package var demoCases = 20_000
    package var database = Database()
    package var keys = Keys()
    package var web = Web()
    package var session = Session()
    package var cases = CasesSettings()
    package var licences = LicencesSettings()
    package var datacentre = DataCentreSettings()
    package var exchange = ExchangeSettings()
    package var outboxPollSeconds = 5
    package var shutdownSeconds = 20
    package var logLevel = "info"

    /// The defaults.
    package init() {}

    /// The rooms of this node; empty names were refused when the settings were read.
    package var openRooms: Set<PlatformRoom> { Set(rooms.compactMap(PlatformRoom.init(rawValue:))) }
}

/// What a node may be told to serve. A node without `work` delivers no messages and runs no jobs.
package enum PlatformRoom: String, Sendable, Hashable, CaseIterable {
    case portal, cases, licences, datacentre, messages, workshop, exchange, work
}
